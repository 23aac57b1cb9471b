# SPDX-License-Identifier: GPL-2.0-or-later
"""The judged sets: collections of articles, and questions with the articles that answer them.

"desk" is what people wrote and judged (questions.tsv, judgments.tsv). The others are made from
what editors said of the articles of Reuters-21578, or from titles. Nothing here depends on what
any engine answers.
"""
import collections
import csv
import glob
import html
import json
import os
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))

# What a question calls a topic of Reuters-21578: its names by the collection's own list of codes.
TOPICS = {
    "acq": "mergers and acquisitions", "alum": "aluminium", "barley": "barley", "bop":
    "balance of payments", "carcass": "beef and pork", "cocoa": "cocoa", "coffee": "coffee",
    "copper": "copper", "corn": "corn", "cotton": "cotton", "cpi": "consumer prices inflation",
    "crude": "crude oil", "dlr": "dollar exchange rate", "gas": "gasoline", "gnp":
    "gross national product growth", "gold": "gold", "grain": "grain", "hog": "hogs", "housing":
    "housing starts", "interest": "interest rates", "ipi": "industrial production", "iron-steel":
    "iron and steel", "jobs": "unemployment", "livestock": "livestock cattle", "meal-feed":
    "animal feed meal", "money-fx": "foreign exchange market intervention", "money-supply":
    "money supply", "nat-gas": "natural gas", "oilseed": "oilseeds", "orange":
    "orange juice", "palm-oil": "palm oil", "pet-chem": "petrochemicals", "reserves":
    "foreign exchange reserves", "retail": "retail sales", "rice": "rice", "rubber":
    "natural rubber", "ship": "shipping", "silver": "silver", "sorghum": "sorghum", "soybean":
    "soybeans", "strategic-metal": "strategic metals", "sugar": "sugar", "tea": "tea", "tin":
    "tin", "trade": "foreign trade", "veg-oil": "vegetable oil", "wheat": "wheat", "wpi":
    "wholesale producer prices", "yen": "yen", "zinc": "zinc",
}
PLACES = {"ussr": "soviet union", "usa": "united states", "uk": "britain", "uae":
          "united arab emirates"}
ORGS = {"ec": "european community", "worldbank": "world bank", "opec": "opec", "gatt": "gatt",
        "imf": "international monetary fund", "ico-coffee": "international coffee organization",
        "oecd": "oecd", "icco": "international cocoa organization", "unctad": "unctad"}
LONG = ["What is reported about {topic} in {place}?",
        "Which articles tell of {topic} in {place}, and what do the authorities there say?",
        "Describe the latest developments in {topic} concerning {place} and what is expected next."]

Set = collections.namedtuple("Set", "name collection questions judgments")


def one_line(text):
    return " ".join(text.split())


def news(path):
    """The articles of reuters2017, numbered from 0."""
    with open(os.path.join(path, "reuters2017", "articles.csv"), encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            yield {"id": f"r{number}", "title": row["title"], "body": row["text"]}


def desk_articles(data, indexer):
    yield from news(data)
    for letter, folder in ("v", "wikinews-geovirus"), ("g", "wikinews-gum"):
        with open(os.path.join(data, folder, "articles.jsonl"), encoding="utf-8") as file:
            for number, line in enumerate(file):
                row = json.loads(line)
                yield {"id": f"{letter}{number}", "title": row["title"], "body": row["body"]}
    corpus = os.path.join(HERE, "..", "..", "corpus", "articles")
    read = subprocess.run([indexer, "--dry-run", "-q", corpus], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True)
    for line in read.stdout.decode().splitlines():
        row = json.loads(line)
        yield {"id": "c/" + row["id"].rsplit("/", 1)[-1], "title": row["title"],
               "body": row["body"]}


def wire(data):
    """The articles of Reuters-21578 that have a text, with their tags."""
    for path in sorted(glob.glob(os.path.join(data, "reuters21578", "*.xml"))):
        with open(path, encoding="latin-1") as file:
            text = file.read()
        for entry in re.findall(r"<REUTERS .*?</REUTERS>", text, re.S):
            def part(tag, of=entry):
                found = re.search(rf"<{tag}>(.*?)</{tag}>", of, re.S)
                return found.group(1) if found else ""

            article = {"id": re.search(r'NEWID="(\d+)"', entry).group(1),
                       "title": html.unescape(part("TITLE")),
                       "body": html.unescape(part("DATELINE") + " " + part("BODY"))}
            article["tags"] = {tag: re.findall("<D>(.*?)</D>", part(tag))
                               for tag in ("TOPICS", "PLACES", "PEOPLE", "ORGS")}
            if part("BODY"):
                yield article


def desk_sets():
    with open(os.path.join(HERE, "questions.tsv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    judgments = collections.defaultdict(dict)
    with open(os.path.join(HERE, "judgments.tsv"), encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            judgments[row["question"]][row["article"]] = int(row["grade"])
    for kind in "short", "long":
        yield Set(f"desk-{kind}", "desk", {row["question"]: row[kind] for row in rows}, judgments)


def tag_sets(articles):
    """One question for each tag, and for each topic with a place, of 3 to 300 articles."""
    names = {"TOPICS": TOPICS.get, "ORGS": ORGS.get,
             "PLACES": lambda tag: PLACES.get(tag, tag.replace("-", " ")),
             "PEOPLE": lambda tag: tag.replace("-", " ")}
    singles = collections.defaultdict(dict)
    pairs = collections.defaultdict(dict)
    for article in articles:
        tags = article["tags"]
        for kind, name in names.items():
            for tag in filter(name, tags[kind]):
                singles[name(tag)][article["id"]] = 1
        for topic in filter(TOPICS.get, tags["TOPICS"]):
            for place in tags["PLACES"]:
                pairs[TOPICS[topic], names["PLACES"](place)][article["id"]] = 1
    singles = {name: found for name, found in singles.items() if 3 <= len(found) <= 300}
    pairs = {name: found for name, found in sorted(pairs.items()) if 3 <= len(found) <= 300}
    yield Set("tags", "wire", {name: name for name in sorted(singles)}, singles)
    label = {pair: f"{pair[0]}, {pair[1]}" for pair in pairs}
    judged = {label[pair]: found for pair, found in pairs.items()}
    yield Set("pairs-short", "wire", {label[p]: f"{p[0]} {p[1]}" for p in pairs}, judged)
    yield Set("pairs-long", "wire",
              {label[p]: LONG[i % len(LONG)].format(topic=p[0], place=p[1])
               for i, p in enumerate(pairs)}, judged)


def title_set(articles):
    """The title of every twentieth article as a question for its text, titles left out."""
    chosen = [article for article in articles
              if len(article["title"].split()) >= 4 and len(article["body"].split()) >= 80][::20]
    return Set("titles", "untitled", {a["id"]: one_line(a["title"]) for a in chosen},
               {a["id"]: {a["id"]: 1} for a in chosen})


def like_set():
    """An article's fellows: those that answer the same of our questions fully."""
    by_question = collections.defaultdict(list)
    with open(os.path.join(HERE, "judgments.tsv"), encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["grade"] == "2":
                by_question[row["question"]].append(row["article"])
    fellows = collections.defaultdict(dict)
    for articles in by_question.values():
        for article in articles[:5]:
            fellows[article].update({other: 1 for other in articles if other != article})
    fellows = {article: found for article, found in fellows.items() if found}
    return Set("like", "desk", {article: article for article in fellows}, fellows)


def load(data, indexer):
    """The collections (name to list of articles) and the sets."""
    wired = list(wire(data))
    untitled = [dict(a, title="") for a in wired]
    plain = {"desk": list(desk_articles(data, indexer)), "wire": wired, "untitled": untitled}
    return plain, [*desk_sets(), *tag_sets(wired), title_set(wired)], like_set()
