#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes common_words.inc: the 8,192 words that most articles of English news have.

    build_common_words.py DATA > common_words.inc

DATA holds reuters21578 (1987), reuters2017, two sets from Wikinews, and in ner/train the Groningen
Meaning Bank, which is news of the Voice of America. A word counts once for each article that has it;
small sets count for less, so that a word of one article in a hundred does not. Only counts are taken
from them. The order is on disk in every archive: another list needs another schema version.
"""
import collections
import csv
import glob
import json
import re
import sys

WORDS = 8192
LINE = 98
WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


def words_of(text):
    """The distinct words, much as common/analyzer.h cuts and folds them."""
    text = INITIALS.sub(lambda match: match.group().replace(".", ""), THOUSANDS.sub("", text))
    words = (re.sub(r"['\u2019]s?$", "", word.lower()) for word in WORD.findall(text))
    return {re.sub(r"['\u2019]", "", word) for word in words if word.isascii()}


def articles(data):
    """The texts of each set."""
    csv.field_size_limit(1 << 30)
    with open(data + "/reuters2017/articles.csv", newline="", encoding="utf-8") as file:
        yield [" ".join(row) for row in csv.reader(file)][1:]
    yield [text for path in sorted(glob.glob(data + "/reuters21578/*.xml"))
           for text in re.findall(r"<BODY>(.*?)</BODY>",
                                  open(path, encoding="utf-8", errors="replace").read(), re.S)]
    wikinews = []
    for name in ("wikinews-geovirus", "wikinews-gum"):
        with open(f"{data}/{name}/articles.jsonl", encoding="utf-8") as file:
            for article in map(json.loads, file):
                wikinews.append(article["title"] + " " + article["body"])
    yield wikinews
    with open(data + "/ner/train/gmb_relabelled.conll", encoding="utf-8") as file:
        documents = file.read().split("-DOCSTART-")[1:]
    yield [" ".join(line.split("\t")[0] for line in document.splitlines())
           for document in documents]


def main():
    share = collections.Counter()
    for texts in articles(sys.argv[1]):
        print(f"{len(texts)} articles", file=sys.stderr)
        found = collections.Counter()
        for text in texts:
            found.update(words_of(text))
        for word, count in found.items():
            share[word] += count / (len(texts) + 1000)
    share.pop("", None)
    words = sorted(share, key=lambda word: (-share[word], word))[:WORDS]
    line = ""
    for word in words:
        item = f'"{word}",'
        if len(line) + 1 + len(item) > LINE:
            print(line)
            line = ""
        line = f"{line} {item}" if line else item
    print(line)


if __name__ == "__main__":
    main()
