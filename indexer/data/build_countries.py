#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Builds countries.tsv, the gazetteer of the country tagger, from open data sets and the
hand-written tables in country_supplement.py.

    build_countries.py DATA > countries.tsv

DATA is a folder with country-codes/, factbook/, geonames/, phoenix/, territories/, names/,
reuters2017/ and ner/. Only facts are taken: codes, names, demonyms, capitals, populations. The
output depends on the data alone, not on the machine or the day.

What is kept of the cities: capitals always; others from 100,000 people, if one country holds
three quarters of the people under that name. A name that is also an English word (seen in lower
case in the news texts) is left out, one that is also a personal name is marked "person".
"""
import collections
import csv
import gzip
import json
import pathlib
import re
import sys
import unicodedata

import country_supplement as hand

HEADER = """\
# The gazetteer of the country tagger. Made by build_countries.py: change that, not this.
# kind<TAB>codes<TAB>text<TAB>marks
#   country    a country: its code, the name to show, then alpha-3, and for states that are gone
#              from=YEAR-MM-DD, to=YEAR-MM-DD, successors=CODE|CODE:DATE (until that day, else to its end)
#   name       another name; demonym: an adjective or a people; code: exact case ("UK")
#   capital, city, region (province, state), metonym ("Kremlin"): what stands for a country
#   state      the abbreviation of a state after a comma ("Pasadena, Calif.")
#   prefix     the first half of "Franco-German"
#   block      a phrase that is no mention ("Gulf of Mexico")
#   both       a phrase that means two countries, one for each word ("Korean peninsula")
# codes: one, or several (RU|US) of which the article's other mentions choose; the first is the
#   default, unless the list begins with "|": then it takes evidence.
# marks: person (also a personal name), word (also an English word), seat (known as the seat of
#   meetings), stem (begins other names and counts there too), weak (counts only beside other
#   mentions), until=CODE:DATE and after=CODE:DATE (what it stood for before or since that day),
#   rival=CODE|CODE (mentions of these speak for the second of its countries), short (stands for
#   another than the first of its countries only after that one's full name).
# Sources: ISO 3166 codes and names from datasets/country-codes (PDDL); CIA World Factbook (public
#   domain); cities and divisions from GeoNames (CC BY 4.0, www.geonames.org; selected and cut);
#   historical states from opensanctions/rigour (MIT); spellings from the Phoenix dictionaries of
#   the Open Event Data Alliance (MIT); the rest by hand.
"""

MIN_PEOPLE = 100_000
MIN_SHARE = 0.75
NO_SURNAME = 300_000  # a city of this size is known before people of that name,
NO_GIVEN_NAME = 1_000_000  # and of this size even before those it is the first name of


def fold(text):
    """The key of a name: as the tagger folds it."""
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", ""))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return re.sub(r"[\s\-]+", " ", text.replace(".", "").replace("'", "")).strip()


def plain(text):
    """Latin letters without marks, for names that are printed so in the English press."""
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c))


def is_latin(text):
    return all(ord(c) < 0x250 or c in "’‘" for c in text)


class Data:
    """The data sets, read once."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.codes = list(csv.DictReader(self.open("country-codes/country-codes.csv")))
        self.alpha2 = {r["ISO3166-1-Alpha-3"]: r["ISO3166-1-Alpha-2"] for r in self.codes}
        self.alpha2.update(hand.PHOENIX_CODES)
        self.words = self.read_words()
        self.given, self.surnames = self.read_names()

    def open(self, name):
        return open(self.root / name, encoding="utf-8-sig", errors="replace", newline="")

    def rows(self, name):
        return csv.DictReader(self.open(name), delimiter="\t", quoting=csv.QUOTE_NONE)

    def read_words(self):
        """Words that news texts print in lower case."""
        count = collections.Counter()
        with self.open("reuters2017/articles.csv") as file:
            for row in csv.DictReader(file):
                count.update(re.findall(r"(?<![\w’'.-])[a-z]+(?![\w-])", row["text"]))
        with gzip.open(self.root / "ner/train/gmb_normalised.conll.gz", "rt") as file:
            count.update(m[1] for m in (re.match(r"([a-z]+)\t", line) for line in file) if m)
        return {w for w, n in count.items() if n >= 2} | hand.WORDS

    def read_names(self):
        given, surnames = set(), set()
        for name, into in (("first-names-all.txt", given), ("surnames-all.txt", surnames)):
            into.update(line.strip().lower() for line in self.open("names/" + name))
        for name in ("first_phx.txt", "first_ssa.txt"):
            given.update(line.strip().lower() for line in self.open("ner/gaz/" + name))
        surnames.update(line.strip().lower() for line in self.open("ner/gaz/last_phx.txt"))
        return given, surnames


class Table:
    """The rows, with one owner a name: what is added first wins."""

    def __init__(self, data):
        self.data = data
        self.rows = []
        self.owner = {}
        self.codes = set()

    def add(self, kind, codes, text, marks=""):
        text = " ".join(text.split())
        key = fold(text)
        if not key or key in self.owner or (key[:4] == "the " and key[4:] in self.owner):
            return False
        self.owner[key] = codes
        self.rows.append((kind, codes, text, marks))
        return True

    def add_country(self, code, name, marks):
        """A country is always listed; what its name means to the tagger may be ruled by hand."""
        self.codes.add(code)
        self.owner.setdefault(fold(name), code)
        self.rows.append(("country", code, name, marks))

    def person_mark(self, text, people=0):
        key = fold(text)
        is_given = key in self.data.given and people < NO_GIVEN_NAME
        is_surname = key in self.data.surnames and people < NO_SURNAME
        return "person weak" if is_given or is_surname else ""

    def usable(self, text):
        """Whether a name from the data can stand for its place without a look at the context."""
        key = fold(text)
        return len(key) >= 4 and is_latin(text) and not re.search(r"[\d()/,]", text) and (
            " " in key or key not in self.data.words)


def add_countries(table, data):
    for row in sorted(data.codes, key=lambda r: r["ISO3166-1-Alpha-2"]):
        code = row["ISO3166-1-Alpha-2"]
        name = hand.DISPLAY.get(code, row["CLDR display name"])
        table.add_country(code, name, row["ISO3166-1-Alpha-3"])
    for code, name, marks in hand.MORE_COUNTRIES:
        table.add_country(code, name, marks)


def add_names(table, data):
    for kind in ("name", "demonym"):
        for row in data.rows("factbook/country-names.tsv"):
            value = re.sub(r"^the ", "", row["value"].strip(), flags=re.I)
            source = row["kind"]
            wanted = (source.startswith("conventional") if kind == "name"
                      else source.startswith("demonym"))
            if wanted and value not in hand.BAD_FACTBOOK and is_latin(value) and re.match(
                    r"[A-Z][\w’'. -]*$", value) and row["iso2"] in table.codes:
                add_with_plural(table, kind, row["iso2"], value)
    for row in data.codes:
        for column in ("UNTERM English Short", "UNTERM English Formal", "official_name_en"):
            value = re.sub(r"^the |\s*[(*].*$", "", row[column])
            if is_latin(value) and "," not in value:
                table.add("name", row["ISO3166-1-Alpha-2"], value)


def add_with_plural(table, kind, code, value):
    table.add(kind, code, value)
    if kind == "demonym" and not value.endswith(("s", "sh", "ch", "ese", "z")):
        table.add(kind, code, value + "s")


def read_phoenix(data):
    """(code, name) of the synonyms of countries, without persons and institutions."""
    code = None
    for line in data.open("phoenix/Phoenix.Countries.actors.txt"):
        line = re.split(r"[;#]", line)[0].rstrip()
        head = re.match(r"(\S+)\s+\[([A-Z]{3}|[A-Z]{6})\]$", line)
        if head:
            code = data.alpha2.get(head[2][-3:])
            yield code, head[1]
        elif line and line[0] not in "+\t ":
            code = None
        elif line.startswith("+"):
            yield code, line[1:].strip()


def add_phoenix(table, data):
    claims = collections.defaultdict(dict)
    for code, name in read_phoenix(data):
        text = name.rstrip("_").replace("_", " ")
        if code and table.usable(text):
            claims[fold(text)][code] = text.title().replace("'S", "'s").replace(" Of ", " of ")
    for key, codes in sorted(claims.items()):
        if len(codes) == 1 and key not in hand.BAD_PHOENIX:
            (code, text), = codes.items()
            if not table.person_mark(text):
                table.add("region", code, text)


def read_cities(data):
    """{name: {country: people}}, over each city's own names."""
    people = collections.defaultdict(collections.Counter)
    shown, exonyms = {}, {}
    for row in data.rows("geonames/cities15000.tsv"):
        size = int(row["population"])
        for name in sorted({row["name"], row["asciiname"]}):
            people[fold(name)][row["iso2"]] += size
            if size >= MIN_PEOPLE or row["feature_code"] == "PPLC":
                shown.setdefault(fold(name), plain(name))
    return people, shown


def add_cities(table, data):
    people, shown = read_cities(data)
    for key, text in sorted(shown.items(), key=lambda item: (-sum(people[item[0]].values()), item)):
        counts = people[key].most_common()
        total = sum(n for _, n in counts)
        mark = table.person_mark(text, counts[0][1])
        if key in hand.BAD_CITIES:
            table.owner.setdefault(key, "")
            continue
        if not table.usable(text):
            continue
        if counts[0][1] >= MIN_SHARE * total:
            table.add("city", counts[0][0], text, mark)
        elif len(counts) <= 4:
            lead = "" if counts[0][1] >= 0.6 * total else "|"
            codes = "|".join(code for code, n in counts if n >= 0.1 * total)
            table.add("city", lead + codes, text, mark)
        else:
            table.owner.setdefault(key, "")  # a name of many towns means none, nor a region


GENERIC = re.compile(
    r" (Province|Oblast'?|oblast|Krai|Kray|Republic|Voivodeship|Governorate|Region|State|County|"
    r"District|Department|Prefecture|City|Territory|Municipality|Canton)$")


COMPASS = re.compile(r"\b(north|south|east|west|nord|sud|sur|est|ouest|norte|central|centre|"
                     r"upper|lower|saint|st|san|santa|santo|atlantic|orient)", re.I)


def add_regions(table, data, countries=None):
    people, _ = read_cities(data)
    names = collections.defaultdict(set)
    for row in data.rows("geonames/admin1.tsv"):
        code = row["code"].split(".")[0]
        for text in {row["name"], plain(row["name"]), GENERIC.sub("", plain(row["name"]))}:
            names[text].add(code)
    for text, codes in sorted(names.items()):
        if countries and not codes <= countries or codes <= hand.SMALL:
            continue
        towns = people.get(fold(text), {})
        if sum(towns.values()) > 4 * sum(n for code, n in towns.items() if code in codes):
            continue
        if not countries and (COMPASS.match(text) or table.person_mark(text)):
            continue
        if len(codes) == 1 and table.usable(text) and len(fold(text)) >= 5 and \
                fold(text) not in hand.BAD_REGIONS:
            table.add("region", min(codes), text, table.person_mark(text))


def add_by_hand(table):
    for kind, codes, texts, marks in hand.ROWS:
        for text in texts:
            if not table.add(kind, codes, text, marks):
                print(f"country_supplement.py: {text!r} stands twice", file=sys.stderr)


def add_capitals(table, data):
    for row in data.rows("factbook/country-names.tsv"):
        text = row["value"]
        if row["kind"] == "capital" and table.usable(text) and text[0].isupper() and \
                row["iso2"] in table.codes and len(text) < 24:
            table.add("capital", row["iso2"], text, "person weak" if text in hand.PERSONAL_CAPITALS else "")


def main():
    data = Data(sys.argv[1])
    table = Table(data)
    add_by_hand(table)
    add_countries(table, data)
    add_names(table, data)
    add_capitals(table, data)
    add_regions(table, data, {"US", "CA", "AU", "GB"})
    add_cities(table, data)
    add_regions(table, data)
    add_phoenix(table, data)
    sys.stdout.write(HEADER)
    for row in sorted(table.rows, key=lambda r: (hand.KINDS.index(r[0]), r[1], r[2])):
        sys.stdout.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
