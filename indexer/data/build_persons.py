#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Builds persons.tsv, the known persons, from open lists. Usage: build_persons.py SHARED_DATA

Reads SHARED_DATA and persons_extra.tsv beside this file, writes persons.tsv beside it.
Same input, same output. Sources (facts only):
  phoenix/Phoenix.Countries.actors.txt   MIT, (c) 2014 Open Event Data Alliance
  factbook/leaders.tsv                   CIA World Factbook 1990-2025, public domain
  wikidata-officials/*.csv               Wikidata, CC0
  wikidata-officials/us-executive.yaml   unitedstates/congress-legislators, CC0
  country-codes/country-codes.csv        PDDL (codes only)
  persons_extra.tsv                      ours; its rows win

Two records are one person when they agree on the country and on the first and last name, after
folding spelling (key()) and unless their middle names contradict. Names get English newspaper
form; Phoenix has capitals without diacritics, so case and hyphens are restored by rule.
"""
import csv
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

HEADER = """\
# Known persons. Made by build_persons.py, do not edit: corrections belong in persons_extra.tsv.
# Sources: Phoenix actors (MIT, (c) 2014 Open Event Data Alliance), CIA World Factbook 1990-2025
# (public domain), Wikidata (CC0), unitedstates/congress-legislators (CC0), persons_extra.tsv.
# Columns (tabs): name; ISO 3166-1 country; prominence (3 = persons_extra, 2 = headed a state,
# government or ministry of foreign affairs, or is named by surname alone in Phoenix, 1 = other);
# offices "Title from..to", title may be empty, ; between; other spellings, ; between.
"""

# Newspapers keep the diacritics of these countries' names and drop those of the others.
KEEPS_DIACRITICS = set(
    'FR DE AT CH BE LU ES PT IT DK NO SE FI IS BR AR CL CO VE PE EC BO PY UY MX CU GT HN SV NI CR '
    'PA DO CA GB IE SN ML BF NE CI TG BJ CM GA CG CD CF TD GN DJ KM MG BI RW HT MC AD AO MZ CV GW '
    'ST TL GQ'.split())

# Where a second surname may follow the one that newspapers use ("Augusto Pinochet Ugarte").
TWO_SURNAMES = set('ES AR CL CO VE PE EC BO PY UY MX CU GT HN SV NI CR PA DO'.split())

PLACES_HEADER = """\
# Country names and demonyms that stand in titles. Made by build_persons.py, do not edit.
# Sources: CIA World Factbook 1990-2025 (public domain), and a few lines in build_persons.py.
"""
PLACES_BY_HAND = """
u.s. US, us US, u.s US, usa US, u.s.a. US, america US, american US, united states US, uk GB, u.k. GB, britain GB,
british GB, english GB, scottish GB, welsh GB, england GB, scotland GB, wales GB, russia RU, russian RU, soviet SU,
ussr SU, west german DE, west germany DE, east german DD, east germany DD, german DE, germany DE, iran IR,
iranian IR, syria SY, syrian SY, south korean KR, south korea KR, north korean KP, north korea KP, korean KR,
china CN, chinese CN, taiwan TW, taiwanese TW, palestinian PS, palestine PS, palestinians PS, uae AE, emirati AE,
emirates AE, turkey TR, turkish TR, vietnam VN, vietnamese VN, saudi SA, saudi arabian SA, congo CD,
congolese CD, kosovo XK, macedonian MK, macedonia MK, burma MM, burmese MM, myanmar MM, czechoslovak CS,
czechoslovakia CS, czech CZ, czech republic CZ, yugoslav YU, yugoslavia YU, ivorian CI, ivory coast CI,
vatican VA, netherlands NL, dutch NL, philippine PH, philippines PH, filipino PH, bosnian BA, bosnia BA,
afghan AF, afghanistan AF, sudan SD, sudanese SD, south sudan SS, south sudanese SS, libya LY, libyan LY,
laos LA, lao LA, laotian LA, hong kong HK, bahamas BS, gambia GM, gambian GM, zaire ZR, zairean ZR, argentine AR,
argentinian AR, spanish ES, thai TH, kuwaiti KW, qatari QA, yemeni YE, omani OM, bahraini BH, cypriot CY, serbian RS,
serb RS, croat HR, croatian HR, irish IE, greek GR, swedish SE, danish DK, polish PL, finnish FI, norwegian NO,
swiss CH, french FR, italian IT, portuguese PT, japanese JP, indian IN, pakistani PK, bangladeshi BD,
kazakh KZ, catalan ES, chechen RU, northern ireland GB, northern irish GB, new mexico US, new jersey US,
israeli IL, iraqi IQ, egyptian EG, lebanese LB, jordanian JO, cuban CU, mexican MX, brazilian BR
"""

PARTICLES = set('bin bint ibn ben de da das do dos del della di du la las los van von der den '
                'ten ter y e ul ud ould ag wa'.split())
ARTICLES = set('al el ad ar as ash at an az ed'.split())
SMALL_ARTICLES = set('al el'.split())
TITLES = set("""
president vice prime minister deputy foreign defense defence secretary state senator representative
congressman congresswoman governor gov govenor general gen colonel col lt lieutenant marshal admiral adm
mr mrs ms dr sir lord lady baroness king queen prince princess sheikh shaykh sheik emir sultan
chancellor kanzler bundeskanzler bundeskanzlerin ambassador leader chief chairman speaker premier
former ex us u.s. american russian soviet british french german house minority majority treasury
national security adviser advisor attorney of the to un u.n. party and communist cia director
ayatollah hojatolislam pope commander army moscow first lady interior finance justice
israeli egyptian turkish iraqi iranian syrian libyan chinese japanese indian pakistani afghan
ukrainian venezuelan state's state-secretary his excellency excellency monsignor monseigneur
eminence united states president-elect u.s u.n h.e brigadier maj major brig capt captain hrh h.e. rtd retired ret dame rear air
""".split())


IRISH = '^O(neil|neill|brien|connor|donnell|reilly|sullivan|hara|leary|malley|farrell|shea|grady)$'


def fold(text):
    """Latin letters without diacritics; other scripts as they are."""
    for a, b in (('ß', 'ss'), ('ø', 'o'), ('Ø', 'O'), ('ł', 'l'), ('Ł', 'L'), ('đ', 'd'),
                 ('Đ', 'D'), ('ı', 'i'), ('æ', 'ae'), ('Æ', 'Ae'), ('ə', 'a'), ('Ə', 'A')):
        text = text.replace(a, b)
    out = unicodedata.normalize('NFKD', text)
    return ''.join(c for c in out if not unicodedata.combining(c))


def is_latin(text):
    return all(not c.isalpha() or 'LATIN' in unicodedata.name(c, '') for c in text)


def normal(name):
    """The words of a name, lower-case, without articles."""
    text = re.sub(r"['’‘`.]", '', fold(name).lower())
    words = re.sub(r'[^\w]+', ' ', text).split()
    return [w for i, w in enumerate(words) if i == 0 or w not in ARTICLES or i == len(words) - 1]


def key(word):
    """A consonant key: one for most romanisations of a name."""
    word = re.sub(r'^(gh|kh|q|g|ck)', 'k', word)
    for a, b in (('kh', 'k'), ('gh', 'k'), ('q', 'k'), ('g', 'k'), ('dh', 'd'), ('ph', 'f'),
                 ('sh', 's'), ('w', 'v'), ('ts', 'c'), ('tz', 'c')):
        word = word.replace(a, b)
    word = re.sub(r'(.)\1+', r'\1', word)
    rest = re.sub('[aeiouy]', '', word)
    return rest[:1] + rest[1:].replace('h', '') if rest else word[:1]


class Person:
    def __init__(self, name, country, rank, source):
        self.name, self.country, self.rank, self.source = name, country, rank, source
        self.offices = []  # (title, from, to), to '' = open
        self.aliases = []

    def names(self):
        return [self.name] + self.aliases


def natural_case(words, country):
    """'ADEL', 'AL', 'JUBEIR' -> 'Adel al-Jubeir'."""
    out = []
    glue = ''
    for i, word in enumerate(words):
        low = word.lower()
        last = i == len(words) - 1
        if low in SMALL_ARTICLES and not last and i > 0:
            glue = low + '-'
            continue
        if low in PARTICLES and 0 < i and not last:
            out.append(glue + low)
        elif re.fullmatch(r'(ii|iii|iv|vi|vii|xi|xii)', low) and last and i > 0:
            out.append(glue + word.upper())
        else:
            capital = re.sub(r"(^|[-'.])([^\W\d_])", lambda m: m.group(1) + m.group(2).upper(), low)
            capital = re.sub(IRISH, lambda m: "O'" + m.group(1).capitalize(), capital)
            capital = re.sub(r'^Mc([a-z])', lambda m: 'Mc' + m.group(1).upper(), capital)
            out.append(glue + capital)
        glue = ''
    if country in ('KR', 'KP', 'TW') and len(out) == 3 and all(w.isalpha() for w in out):
        out = [out[0], out[1] + '-' + out[2].lower()]
    return ' '.join(out)


def newspaper_form(name, country):
    name = re.sub(r'\s+', ' ', name).strip()
    name = re.sub(r'\s*\([^)]*\)', '', name)
    return name if country in KEEPS_DIACRITICS else fold(name)


def strip_titles(words):
    """Leading titles off, unless a single one of them is the whole name."""
    i = 0
    while i < len(words) and words[i].lower().strip('.,') in TITLES:
        i += 1
    return words[i:]


def phoenix_words(line):
    text = re.split(r'[;#]', line)[0].strip().strip('_').replace('_', ' ')
    return re.sub(r',?\s+(JR|SR)\.?$', r' \1.', text).replace(',', ' ').split()


def phoenix_month(digits):
    if len(digits) == 8:
        return digits[:4] + '-' + digits[4:6]
    if len(digits) != 6:
        return ''
    year = int(digits[:2])  # the file ends in January 2014, with a few rows of 2015
    return '%d-%s' % (year + (2000 if year <= 15 else 1900), digits[2:4])


def phoenix_offices(roles):
    periods = []
    for role in roles:
        m = re.match(r'\[([A-Z]{3})GOV[A-Z]*\s*([<>]?)\s*(\d+)(?:-(\d+))?\]', role)
        if not m:
            continue
        first, last = phoenix_month(m.group(3)), phoenix_month(m.group(4) or '')
        if m.group(2) == '<':
            first, last = '', first
        if first or last:
            periods.append((first, last))
    merged = []
    for first, last in sorted(set(periods)):
        if merged and (not merged[-1][1] or first <= next_year(merged[-1][1])):
            if merged[-1][1] and (not last or last > merged[-1][1]):
                merged[-1][1] = last
        else:
            merged.append([first, last])
    return [('', first, last) for first, last in merged]


def next_year(month):
    return '%d%s' % (int(month[:4]) + 1, month[4:])


def read_phoenix(path, code_of):
    """Blocks of a head line, +aliases, and roles; persons are those with dated government roles."""
    blocks = []
    for line in path.read_text(encoding='utf-8', errors='replace').splitlines():
        if line.startswith('#') or not line.strip():
            continue
        if line[0] == '+':
            blocks[-1][1].append(line[1:])
        elif line[0] in ' \t':
            blocks[-1][2].append(line.strip())
        else:
            blocks.append((line, [], []))
    for head, aliases, roles in blocks:
        codes = [m.group(1) for m in (re.match(r'\[([A-Z]{3})(GOV|ELI|OPP|REB)', r) for r in roles) if m]
        if not codes or ('CountryInfo' not in head and not phoenix_offices(roles)):
            continue
        country = code_of.get(codes[0], '')
        words = strip_titles(phoenix_words(head))
        if not 2 <= len(words) <= 7 or any(re.search(r'\d|[^\w.\'’-]', w) for w in words):
            continue
        person = Person(natural_case(words, country), country, 1, 'phoenix')
        person.offices = phoenix_offices(roles)
        for alias in aliases:
            alias_words = strip_titles(phoenix_words(alias))
            if len(alias_words) == 1 and normal(alias_words[0])[-1:] == normal(words[-1])[-1:]:
                person.rank = 2
            if len(alias_words) >= 2 and not re.search(
                    r'government|regime|administration|\d', ' '.join(alias_words).lower()):
                person.aliases.append(natural_case(alias_words, country))
        yield person


def factbook_offices(text):
    out = []
    for part in text.split(';'):
        m = re.match(r'\s*(?:[\w ]+ section: )?(.*?)(?: since (.*?))? \[(\d{4})-(\d{4})\]', part)
        if not m:
            continue
        title, since, _, last = m.groups()
        title = re.sub(r'^and |\(.*?\)|[,:].*$', '', title).strip()
        if len(title) > 40 or not re.match(r'[A-Z]', title):
            title = ''
        title = re.sub(r'^Executive (?=President)', '', title)
        year = re.search(r'\b(1[89]|20)\d\d\b', since or '')
        month = re.search(r'(January|February|March|April|May|June|July|August|September|October|'
                          r'November|December)', since or '')
        months = ('January February March April May June July August September October November '
                  'December').split()
        first = ''
        if year:
            first = year.group() + '-%02d' % (months.index(month.group()) + 1 if month else 1)
        # An edition's text is of the spring of its year.
        out.append((title, first, '' if int(last) >= 2023 else last + '-12'))
    return sorted(set(out), key=lambda o: (o[1], o[0]))


def read_factbook(path):
    with open(path, encoding='utf-8') as file:
        for row in csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE):
            country = row['home_iso2'] or row['country'] and row['iso2']
            names = []
            for name in [row['name']] + [n for n in row['other_forms'].split('|') if n]:
                words = strip_titles(name.split())
                short = names and (country in ('KR', 'KP', 'CN', 'TW') or
                                   normal(names[0])[:len(words)] == normal(' '.join(words)))
                if 2 <= len(words) <= 7 and not short and not re.search(r'[,\d;:()\[\]]', name):
                    names.append(newspaper_form(' '.join(words), country))
            if not names:
                continue
            person = Person(names[0], country, 2, 'factbook')
            person.aliases = names[1:]
            person.offices = factbook_offices(row['offices'])
            yield person


def month_of(text):
    return text[:7] if re.match(r'\d{4}-\d\d', text) else (text[:4] + '-01' if text[:4].isdigit() else '')


def read_wikidata(folder, code_of_name):
    with open(folder / 'heads-2021.csv', encoding='utf-8') as file:
        for row in csv.DictReader(file):
            country = code_of_name.get(row['country'])
            if country and row['officeholderLabel']:
                title = re.split(r' of | in ', row['positionLabel'])[0].strip()
                end = row['end_year'][:4]
                yield wikidata_person(row['officeholderLabel'], country,
                                      (title.title(), month_of(row['start_year']), end + '-12' if end else ''))
    with open(folder / 'foreign-ministers-2022.csv', encoding='utf-8') as file:
        for row in csv.DictReader(file):
            country = code_of_name.get(row['countryLabel'])
            if country and row['name']:
                yield wikidata_person(row['name'], country,
                                      ('Foreign Minister', month_of(row['start']), ''))
    with open(folder / 'international-office-holders.csv', encoding='utf-8') as file:
        for row in csv.DictReader(file):
            title = re.split(r' (?:of|to) the ', row['position'])[0]
            person = wikidata_person(row['person'], '', (title, month_of(row['start']), month_of(row['end'])))
            person.rank = 1 if 'Judge' in title or 'Representative' in title else 2
            yield person


def wikidata_person(name, country, office):
    words = strip_titles(name.split())
    person = Person(newspaper_form(' '.join(words), country), country, 2, 'wikidata')
    person.offices = [office]
    return person


def read_us_executive(path):
    """The file's YAML is regular: one field a line."""
    fields, terms, section = {}, [], ''
    persons = []

    def finish():
        if 'last' in fields:
            name = ' '.join(x for x in (fields['first'], fields['last'], fields.get('suffix')) if x)
            person = Person(name, 'US', 2, 'us')
            if fields.get('middle'):
                person.aliases.append('%s %s %s' % (fields['first'], fields['middle'], fields['last']))
                person.aliases.append('%s %s. %s' % (fields['first'], fields['middle'][0], fields['last']))
            if fields.get('nickname'):
                person.aliases.append('%s %s' % (fields['nickname'], fields['last']))
            person.offices = [(dict(prez='President', viceprez='Vice President')[t['type']],
                               t['start'][:7], t['end'][:7]) for t in terms if t.get('type') in ('prez', 'viceprez')]
            persons.append(person)

    for line in path.read_text(encoding='utf-8').splitlines():
        m = re.match(r"(\s*)(- )?(\w+):\s*'?\"?(.*?)\"?'?$", line)
        if not m:
            continue
        indent, dash, name, value = m.groups()
        if dash and not indent:
            finish()
            fields, terms = {}, []
        if not value:
            section = name
        elif section == 'name':
            fields[name] = value
        elif section == 'terms':
            if dash:
                terms.append({})
            terms[-1][name] = value
    finish()
    return [p for p in persons if p.offices and p.offices[-1][2] >= '1933']


def read_extra(path):
    for line in path.read_text(encoding='utf-8').splitlines():
        if line.startswith('#') or not line.strip():
            continue
        name, country, offices, aliases = line.split('\t')
        person = Person(name, country, 3, 'extra')
        for office in filter(None, offices.split(';')):
            m = re.fullmatch(r'(.*) (\d{4}-\d\d)\.\.(\d{4}-\d\d)?', office)
            assert m, line
            person.offices.append((m.group(1), m.group(2), m.group(3) or ''))
        person.aliases = [a for a in aliases.split(';') if a]
        yield person


def outer_keys(name):
    words = normal(name)
    return (key(words[0]), key(words[-1])) if len(words) > 1 else None


def middle_clash(a, b):
    """'George W. Bush' and 'George H. W. Bush': two middle names that cannot be one."""
    left, right = normal(a)[1:-1], normal(b)[1:-1]
    if not left or not right:
        return False
    firsts = [set(w[0] for w in words) for words in (left, right)]
    return not (firsts[0] <= firsts[1] or firsts[1] <= firsts[0]) or left[0][0] != right[0][0]


def in_office_together(a, b):
    periods = lambda p: [(f or '0', t or '9999') for _, f, t in p.offices]
    return any(x[0] <= y[1] and y[0] <= x[1] for x in periods(a) for y in periods(b))


class Registry:
    def __init__(self):
        self.persons = []
        self.by_name = defaultdict(list)
        self.by_key = defaultdict(list)
        self.by_start = defaultdict(list)  # two-word names

    def add(self, person):
        self.persons.append(person)
        self.index(person)

    def index(self, person):
        for name in person.names():
            if not is_latin(name):
                continue
            words = ' '.join(normal(name))
            if person not in self.by_name[words]:
                self.by_name[words].append(person)
            if words.count(' ') == 1 and person not in self.by_start[words]:
                self.by_start[words].append(person)
            keys = outer_keys(name)
            if keys and person not in self.by_key[keys]:
                self.by_key[keys].append(person)

    def match(self, person):
        """The person already known under one of these names, None, or 'ambiguous'."""
        agree = lambda p: not p.country or not person.country or p.country == person.country
        exact = [p for n in person.names() for p in self.by_name.get(' '.join(normal(n)), []) if agree(p)]
        similar = [p for p in self.by_key.get(outer_keys(person.name) or (), [])
                   if agree(p) and p.country and not middle_clash(p.name, person.name)]
        second_surname = [p for p in self.by_start.get(' '.join(normal(person.name)[:2]), [])
                          if p.country == person.country and p.country in TWO_SURNAMES]
        for found in (exact, similar, second_surname):
            found = list(dict.fromkeys(found))
            if len(found) == 1:
                return found[0]
            together = [p for p in found if in_office_together(p, person)]
            if len(together) == 1:
                return together[0]
            if found:
                return 'ambiguous'
        return None

    def join(self, person):
        known = self.match(person)
        if known == 'ambiguous':
            return
        if known is None:
            self.add(person)
            return
        if known.source == 'extra' and person.source == 'phoenix' and len(normal(person.name)) < 2:
            return
        known.aliases += person.names()
        known.country = known.country or person.country
        known.rank = max(known.rank, person.rank)
        if known.source != 'extra' and not any(t for t, _, _ in known.offices):
            known.offices = person.offices or known.offices
        elif known.source not in ('extra', 'us'):
            known.offices += [o for o in person.offices if o[0] and o not in known.offices]
        # Wikidata has the diacritics that the others lost.
        if person.source == 'wikidata' and known.source in ('phoenix', 'factbook'):
            if ' '.join(normal(known.name)) != ' '.join(normal(person.name)) or known.name.isascii():
                known.name = person.name
        # Phoenix has capitals only, and no apostrophes ("ONEILL").
        if known.source == 'phoenix' != person.source and known.name.lower() == person.name.replace("'", '').lower():
            known.name = person.name
        self.index(person=known)


def useful_alias(words, person):
    """Rejects bare given names and surnames ("Recep Tayyip", "Kim Il") but for those we chose."""
    own = normal(person.name)
    if person.source == 'extra' and len(words) == 1:
        return True
    east_asian = person.country in ('KR', 'KP', 'CN', 'TW') and len(words) < len(own)
    return len(words) > 1 and not east_asian and own[:len(words)] != words


def write_places(path, source):
    """The country words that stand in titles ("the Russian foreign minister"), with codes."""
    places = {}
    with open(source, encoding='utf-8') as file:
        rows = sorted(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE),
                      key=lambda r: -int(r['last_edition']))
    for row in rows:
        if row['kind'] not in ('conventional short form', 'demonym adjective', 'demonym noun'):
            continue
        word = fold(re.sub(r'\(.*?\)|[;:].*', '', row['value'])).strip().rstrip('.')
        if re.fullmatch(r"[A-Z][\w'-]+( [A-Z][\w'-]+)?", word) and int(row['last_edition']) > 1991:
            places.setdefault(word.lower(), row['iso2'])
    for entry in PLACES_BY_HAND.split(','):
        word, code = entry.strip().rsplit(' ', 1)
        places[word] = code
    for word in ('none', 'man', 'douglas', 'manx', 'same', 'north', 'south'):
        places.pop(word, None)
    path.write_text(PLACES_HEADER + ''.join('%s\t%s\n' % p for p in sorted(places.items())), encoding='utf-8')


def one_line(person):
    seen = {' '.join(normal(person.name))}
    aliases = []
    for alias in person.aliases:
        form = ' '.join(normal(alias)) if is_latin(alias) else alias
        words = form.split()
        if not useful_alias(words, person):
            continue
        if form and form not in seen:
            seen.add(form)
            aliases.append(alias)
    offices = ['%s %s..%s' % o if o[0] else '%s..%s' % o[1:] for o in person.offices if o[1] or o[2]]
    clean = lambda s: re.sub(r'[\t;]', ' ', s)
    return '\t'.join([clean(person.name), person.country, str(person.rank),
                      ';'.join(map(clean, offices)), ';'.join(map(clean, aliases))])


def country_codes(path):
    alpha3, names = {}, {}
    with open(path, encoding='utf-8') as file:
        for row in csv.DictReader(file):
            two = row['ISO3166-1-Alpha-2']
            alpha3[row['ISO3166-1-Alpha-3']] = two
            for column in ('UNTERM English Short', 'CLDR display name', 'official_name_en'):
                if row.get(column):
                    names[re.sub(r' \(.*\)|^the ', '', row[column])] = two
    alpha3.update(DDR='DD', TMP='TL', ROM='RO', ZAR='CD', YUG='YU', SCG='CS', SUN='SU', BIH='BA')
    names.update({'United States of America': 'US', 'United Kingdom': 'GB', 'Kosovo': 'XK',
                  'Taiwan': 'TW', 'South Korea': 'KR', 'North Korea': 'KP', 'Russia': 'RU',
                  "People's Republic of China": 'CN', 'Iran': 'IR', 'Syria': 'SY', 'Vatican City': 'VA',
                  'Turkey': 'TR', 'Vietnam': 'VN', 'Laos': 'LA', 'Moldova': 'MD', 'Bolivia': 'BO',
                  'Venezuela': 'VE', 'Tanzania': 'TZ', 'Brunei': 'BN', 'Ivory Coast': 'CI',
                  'Democratic Republic of the Congo': 'CD', 'Republic of the Congo': 'CG',
                  'Czech Republic': 'CZ', 'North Macedonia': 'MK', 'Eswatini': 'SZ', 'Cape Verde': 'CV',
                  'The Gambia': 'GM', 'The Bahamas': 'BS', 'State of Palestine': 'PS', 'Myanmar': 'MM',
                  'East Timor': 'TL', 'Federated States of Micronesia': 'FM', 'Denmark': 'DK',
                  'Kingdom of Denmark': 'DK', 'Netherlands': 'NL', 'Kingdom of the Netherlands': 'NL'})
    return alpha3, names


def main():
    shared, here = Path(sys.argv[1]), Path(__file__).parent
    alpha3, names = country_codes(shared / 'country-codes/country-codes.csv')
    registry = Registry()
    for person in read_extra(here / 'persons_extra.tsv'):
        registry.add(person)
    for person in read_us_executive(shared / 'wikidata-officials/us-executive.yaml'):
        registry.join(person)
    for person in read_wikidata(shared / 'wikidata-officials', names):
        if is_latin(person.name):
            registry.join(person)
    for person in read_phoenix(shared / 'phoenix/Phoenix.Countries.actors.txt', alpha3):
        registry.join(person)
    for person in read_factbook(shared / 'factbook/leaders.tsv'):
        registry.join(person)
    write_places(here / 'title_places.tsv', shared / 'factbook/country-names.tsv')
    lines = sorted(set(map(one_line, registry.persons)))
    (here / 'persons.tsv').write_text(HEADER + '\n'.join(lines) + '\n', encoding='utf-8')
    print('%d persons, %d other names' % (len(lines), sum(len(l.split('\t')[4].split(';')) for l in lines
                                                            if l.split('\t')[4])))


if __name__ == '__main__':
    main()
