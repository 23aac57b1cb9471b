# SPDX-License-Identifier: GPL-2.0-or-later
"""Three states of an archive, and what is asked of the databases made from them.

The first state is written new; the second has records changed, taken out and added, files gone and
come; the third changes a little. Some ids recur in several files, with the same content and with
another.
"""

import json
import os
import pathlib
import random
import shutil
import subprocess

QUERIES = 500

PERSONS = ("Sergei Lavrov", "John Kerry", "Angela Merkel", "Jean-Marc Ayrault", "Bashar al-Assad",
           "Federica Mogherini", "Boris Johnson", "Staffan de Mistura", "Ban Ki-moon",
           "Moammar Gaddafi", "Muammar Qaddafi", "Nikolai Petrenko", "Nikolay Petrenko",
           "Karin Holmstrom", "Karin Holmström", "Tomas Vrba", "Tomás Vrba")
PLACES = ("Syria", "Russia", "France", "Turkey", "Iran", "Ukraine", "Paris", "Moscow", "Geneva")
WORDS = ("truce grain ferry toll border harbour envoy ministry talks statement sanctions treaty "
         "convoy delegation summit ceasefire embassy refugees parliament election export pipeline "
         "quarter morning officials agreed rejected warned welcomed signed delayed opened").split()


def sentence(rnd):
    words = [rnd.choice(WORDS) for _ in range(rnd.randint(4, 12))]
    words.insert(rnd.randint(0, len(words)), rnd.choice(PLACES))
    return f"{rnd.choice(PERSONS)} said the {' '.join(words)}."


def article(rnd, number, i):
    if i % 50 == 0:
        return {"id": f"shared-{i}", "title": "All agree", "date": "2016-01-01", "source": "One",
                "body": "Talks opened."}
    day = f"201{rnd.randint(1, 7)}-{rnd.randint(1, 12):02}-{rnd.randint(1, 28):02}"
    body = "\n\n".join(" ".join(sentence(rnd) for _ in range(3)) for _ in range(3))
    return {"id": f"shared-{i}" if i % 50 == 1 else f"{number}-{i}", "title": sentence(rnd)[:60],
            "date": day, "source": f"Agency {number % 3}", "body": body}


def write_lines(path, articles):
    with open(path, "w", encoding="utf-8") as out:
        for each in articles:
            out.write(json.dumps(each) + "\n")


def write_text(path, rnd):
    path.write_text(f"{sentence(rnd)[:50]}\nDate: 2015-05-0{rnd.randint(1, 9)}\nSource: Texts\n\n"
                    + " ".join(sentence(rnd) for _ in range(4)) + "\n", encoding="utf-8")


def write_states(folder, articles):
    """Writes folder/0, 1, 2, each with an `archive`; returns their folders."""
    rnd = random.Random(1)
    files = {number: [article(rnd, number, i) for i in range(articles // 6)] for number in range(6)}
    states = [pathlib.Path(folder) / str(state) for state in range(3)]
    for state, place in enumerate(states):
        archive = place / "archive"
        if state == 0:
            archive.mkdir(parents=True)
        else:
            shutil.copytree(states[state - 1] / "archive", archive)  # with its times
        for number in change(rnd, state, files, articles):
            path = archive / f"wire{number}.jsonl"
            if number in files:
                write_lines(path, files[number])
            else:
                path.unlink()
        for i in range(articles // 40) if state == 0 else rnd.sample(range(articles // 40), 9):
            write_text(archive / f"text{i}.txt", rnd)
        if state > 0:
            for i in range(3):
                (archive / f"text{i + 5 * state}.txt").unlink(missing_ok=True)
    return states


def change(rnd, state, files, articles):
    """Makes the files those of `state`; returns the numbers of those that change."""
    if state == 0:
        return list(files)
    if state == 1:
        kept = [each for i, each in enumerate(files[0]) if i % 7 != 0]
        files[0] = [article(rnd, 0, 10_000 + i) if i % 5 == 0 else each
                    for i, each in enumerate(kept)]
        files[6] = [article(rnd, 6, i) for i in range(articles // 12)]
        del files[5]
        return [0, 5, 6]
    files[1] = files[1][:-3] + [article(rnd, 1, 20_000)]
    return [1]


def make_queries():
    rnd = random.Random(2)
    names = [name.split()[-1] for name in PERSONS]
    shapes = (lambda: rnd.choice(WORDS),
              lambda: f"{rnd.choice(WORDS)} AND {rnd.choice(WORDS)}",
              lambda: f"{rnd.choice(WORDS)} OR {rnd.choice(names)}",
              lambda: f'"{rnd.choice(WORDS)} {rnd.choice(WORDS)}"',
              lambda: f"{rnd.choice(WORDS)} NEAR/5 {rnd.choice(WORDS)}",
              lambda: f"person:{rnd.choice(names)} {rnd.choice(WORDS)}",
              lambda: f"country:{rnd.choice(PLACES[:6])} -{rnd.choice(WORDS)}",
              lambda: f"title:{rnd.choice(WORDS)} date:201{rnd.randint(1, 7)}",
              lambda: f"source:\"Agency {rnd.randint(0, 2)}\" {rnd.choice(WORDS)[:4]}*")
    return ["*"] + [shapes[i % len(shapes)]() for i in range(QUERIES - 1)]


class Fault(Exception):
    """What a database or program should not have done."""


def ask(searcher, database, lines, *options):
    done = subprocess.run([searcher, "--db", database, *options, "--batch", "-"], check=False,
                          input="".join(f"{i}\t{line}\n" for i, line in enumerate(lines)).encode(),
                          capture_output=True)
    if done.returncode not in (0, 1):
        raise Fault(f"searcher ends with {done.returncode}: {done.stderr.decode()}")
    return done.stdout.decode().splitlines()


def answers(searcher, database, queries):
    """How many articles each query finds, and which every fifth; total, facets and scores of every
    tenth; of the first query, which finds all, the articles with all their fields. Articles of
    equal score may stand in another order."""
    result = {(query, "count"): line.split("\t")[1] for query, line in zip(
        queries, ask(searcher, database, queries, "--count"))}
    few = queries[::5]
    found = {}
    for line in ask(searcher, database, few, "--ids", "--limit", "0"):
        number, article_id = line.split("\t", 1)
        found.setdefault(few[int(number)], []).append(article_id)
    result |= {query: sorted(found.get(query, [])) for query in few}
    hits = subprocess.run([searcher, "--db", database, "--format", "jsonl", "--limit", "0", "--fields",
                           "id,title,date,source,language,persons,countries,about,copies,path,body",
                           queries[0]], capture_output=True, check=False)
    result["fields"] = sorted(hits.stdout.decode().splitlines())
    few = queries[::10]
    for query, line in zip(few, ask(searcher, database, few, "--format", "json", "--limit", "20",
                                    "--facets=person,country,about,source,lang,month",
                                    "--facet-limit", "0")):
        one = json.loads(line)
        result[query, "facets"] = (one["total"], [hit["score"] for hit in one["hits"]],
                                   one["facets"])
    return result


def difference(want, got):
    """The first query that is answered otherwise, or nothing."""
    for key, value in want.items():
        other = got.get(key)
        if value == other:
            continue
        if isinstance(value, list) and isinstance(other, list):
            value, other = ([each for each in one if each not in two][:3]
                            for one, two in ((value, other), (other, value)))
        return f"{key}: {str(value)[:1500]}\n{str(other)[:1500]}"
    return None


def ids_in(searcher, database):
    ids = [line.split("\t", 1)[1] for line in ask(searcher, database, ["*"], "--ids", "--limit", "0")]
    if len(ids) != len(set(ids)):
        raise Fault("an article is there twice")
    return set(ids)


def check(indexer, database):
    done = subprocess.run([indexer, "--check", "--db", database], capture_output=True, check=False)
    if done.returncode != 0:
        raise Fault(f"not whole: {done.stdout.decode()} {done.stderr.decode()}")


def command(indexer, database, state):
    """The states follow upon each other as the content of one folder: a link is set to each."""
    link, made = state.parent / "at", state.parent / "at.new"
    made.unlink(missing_ok=True)
    made.symlink_to(state.name)
    made.replace(link)
    return [indexer, "--db", database, "--jobs", "2", "--prune=all", link / "archive"]


def finish(indexer, database, state):
    done = subprocess.run(command(indexer, database, state), capture_output=True, check=False)
    if done.returncode != 0:
        raise Fault(f"the indexer ends with {done.returncode}: {done.stderr.decode()}")
    check(indexer, database)


def copy(source, target):
    for suffix in ("", ".indexing"):
        shutil.rmtree(f"{target}{suffix}", ignore_errors=True)
    if source is not None:
        shutil.copytree(source, target)


def temporary_folder():
    return os.environ.get("TMPDIR", "/tmp")
