# SPDX-License-Identifier: GPL-2.0-or-later
"""The engines that are compared: each takes articles and questions and gives rankings.

An engine is a function of (articles, questions, work): articles a list of dicts of id, title and
body, questions a dict of label to text, work a folder of its own. It gives a dict of label to a
list of ids, best first, at most DEPTH. The words of a question are joined by OR in all of them.
"""
import glob
import json
import os
import re
import sqlite3
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
DEPTH = 1000


def one_line(text):
    return " ".join(text.split())


def rankings(lines, questions):
    """From lines LABEL and ID with a tab between."""
    ranked = {label: [] for label in questions}
    for line in lines:
        label, _, article = line.partition("\t")
        if len(ranked[label]) < DEPTH:
            ranked[label].append(article)
    return ranked


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write("\t".join(map(one_line, row)) + "\n")


class Dateline:
    """`programs`: the build's folder. `options`: more of the searcher's."""

    def __init__(self, programs, *options):
        self.programs = programs
        self.options = options

    def index(self, articles, work):
        database = os.path.join(work, "archive")
        if not os.path.exists(database):
            path = os.path.join(work, "articles.jsonl")
            with open(path, "w", encoding="utf-8") as file:
                for a in articles:
                    file.write(json.dumps({key: a[key] for key in ("id", "title", "body")}) + "\n")
            subprocess.run([f"{self.programs}/indexer/indexer", "-q", "--dedup=off", "-d", database,
                            path], check=True, stderr=subprocess.DEVNULL)
        return database

    def __call__(self, articles, questions, work):
        database = self.index(articles, work)
        path = os.path.join(work, "questions.tsv")
        write_rows(path, questions.items())
        run = subprocess.run([f"{self.programs}/searcher/searcher", "-d", database, "--any",
                              "--plain", "--no-facets", "--no-snippets", "--format", "json", "-n",
                              str(DEPTH), *self.options, "--batch", path],
                             stdout=subprocess.PIPE, check=False)
        ranked = {}
        for line in run.stdout.decode().splitlines():
            answer = json.loads(line)
            ranked[answer["label"]] = [hit["id"] for hit in answer.get("hits", [])]
        return ranked

    def like(self, articles, questions, work):
        database = self.index(articles, work)
        ranked = {}
        for label, article in questions.items():
            run = subprocess.run([f"{self.programs}/searcher/searcher", "-d", database, "--ids",
                                  "--like", article], stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, check=False)
            ranked[label] = run.stdout.decode().splitlines()[:DEPTH]
        return ranked


def lucene(articles, questions, work):
    jars = [jar for name in ("core", "analyzers-common", "queryparser", "queries")
            for jar in glob.glob(f"/usr/share/java/lucene-{name}-8.*.jar")]
    path = ":".join([*jars, work])
    subprocess.run(["javac", "-d", work, "-cp", path, os.path.join(HERE, "LuceneRun.java")],
                   check=True)
    write_rows(f"{work}/articles.tsv", ((a["id"], a["title"], a["body"]) for a in articles))
    write_rows(f"{work}/questions.tsv", questions.items())
    run = subprocess.run(["java", "-cp", path, "LuceneRun", f"{work}/articles.tsv",
                          f"{work}/questions.tsv", str(DEPTH)], stdout=subprocess.PIPE, check=True)
    return rankings(run.stdout.decode().splitlines(), questions)


def fts5(articles, questions, work):
    """SQLite's FTS5 with its Porter stemmer and its bm25()."""
    del work
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table a using fts5(id unindexed, title, body, "
                     "tokenize='porter unicode61')")
    database.executemany("insert into a values(?, ?, ?)",
                         ((a["id"], a["title"], a["body"]) for a in articles))
    ranked = {}
    for label, text in questions.items():
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        ranked[label] = [row[0] for row in database.execute(
            "select id from a where a match ? order by rank limit ?", (words, DEPTH))]
    return ranked


def xapian_default(articles, questions, work):
    """Xapian's TermGenerator, QueryParser and BM25 as they come, with its English stemmer."""
    del work
    import xapian
    stemmer = xapian.Stem("en")
    database = xapian.WritableDatabase("", xapian.DB_BACKEND_INMEMORY)
    generator = xapian.TermGenerator()
    generator.set_stemmer(stemmer)
    for a in articles:
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(a["title"])
        generator.increase_termpos()
        generator.index_text(a["body"])
        document.set_data(a["id"])
        database.add_document(document)
    parser = xapian.QueryParser()
    parser.set_stemmer(stemmer)
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    enquire = xapian.Enquire(database)
    ranked = {}
    for label, text in questions.items():
        enquire.set_query(parser.parse_query(text, 0))
        ranked[label] = [match.document.get_data().decode()
                         for match in enquire.get_mset(0, DEPTH)]
    return ranked
