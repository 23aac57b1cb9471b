# SPDX-License-Identifier: GPL-2.0-or-later
"""One sound sample of each format, and what can be done to any of them."""

import json
import random

BODY = ("Foreign ministers met in Geneva on Friday. Sergei Lavrov said that Russia backed a truce "
        "in Syria.\n\nJohn Kerry called the talks useful.")
P = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'

WARC_PAGE = f"<html><head><title>Truce</title></head><body><article>{P}</article></body></html>"
WARC_HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{WARC_PAGE}"
WARC = ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/a\r\n"
        "WARC-Date: 2016-12-10T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(WARC_HTTP)}\r\n\r\n{WARC_HTTP}\r\n\r\n")


def jsonl(**fields):
    return json.dumps({"id": "j1", "title": "Truce agreed", "date": "2016-12-10",
                       "source": "Desk", "body": BODY, **fields}) + "\n"


SAMPLES = {
    "txt": f"Truce agreed\nDate: 2016-12-10\nSource: Desk\n\n{BODY}\n",
    "jsonl": jsonl() + jsonl(id="j2", title="Second"),
    "json": json.dumps({"articles": [json.loads(jsonl()), json.loads(jsonl(id="j3"))]}, indent=1),
    "csv": 'id,title,date,body\nc1,"Truce, agreed",2016-12-10,"' + BODY + '"\n',
    "tsv": "id\ttitle\tdate\tbody\nt1\tTruce\t2016-12-10\t" + BODY.replace("\n", " ") + "\n",
    "html": "<!DOCTYPE html><html><head><title>Truce</title>"
            '<meta property="article:published_time" content="2016-12-10"></head>'
            f"<body><article><h1>Truce</h1>{P}</article></body></html>",
    "nitf": XML + '<nitf><head><title>Truce</title><docdata><date.issue norm="20161210T100000Z"/>'
            "</docdata></head><body><body.head><hedline><hl1>Truce</hl1></hedline></body.head>"
            f"<body.content>{P}</body.content></body></nitf>",
    "newsml": XML + '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1">'
              "<itemMeta><versionCreated>2016-12-10T10:00:00Z</versionCreated></itemMeta>"
              "<contentMeta><headline>Truce</headline></contentMeta><contentSet><inlineXML "
              'contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
              f"<body>{P}</body></html></inlineXML></contentSet></newsItem>",
    "newsml1": XML + "<NewsML><NewsItem><Identification><NewsIdentifier><DateId>20161210</DateId>"
               "<NewsItemId>n1</NewsItemId></NewsIdentifier></Identification><NewsComponent>"
               "<NewsLines><HeadLine>Truce</HeadLine></NewsLines><ContentItem><DataContent>"
               f"{P}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
    "rss": XML + '<rss version="2.0"><channel><title>Feed</title><item><guid>r1</guid>'
           "<title>Truce</title><pubDate>Sat, 10 Dec 2016 10:00:00 GMT</pubDate>"
           f"<description>{BODY}</description></item></channel></rss>",
    "atom": XML + '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><id>a1</id>'
            "<title>Truce</title><updated>2016-12-10T10:00:00Z</updated>"
            f'<content type="text">{BODY}</content></entry></feed>',
    "sitemap": XML + '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news='
               '"http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://example.org/s'
               "</loc><news:news><news:publication_date>2016-12-10</news:publication_date>"
               "<news:title>Truce</news:title></news:news></url></urlset>",
    "tei": XML + '<TEI xml:id="v1"><teiHeader><fileDesc><titleStmt><title>Papers</title></titleStmt>'
           '</fileDesc></teiHeader><text><body><div type="document" xml:id="d1"><head>Truce</head>'
           f'<opener><dateline><date when="2016-12-10"/></dateline></opener>{P}</div></body></text>'
           "</TEI>",
    "iptc": "\x01eca062 4 i 211 ccccb   dpa 061\r\n\r\n\x02\r\nTruce agreed in Geneva\r\n"
            f"{BODY}\r\n\x03\r\n101000 GMT Dec 16\r\n\x04",
    "anpa": "\x16\x16\x01a0123\x1f\r\nr i bc-Truce \x1312-10 0100\r\n\x02\x0e^Truce agreed<\r\n"
            f"^By A Writer=\r\n   {BODY}\r\n\x03AP-12-10-16 1000GMT\r\n\x04",
    "eml": "From: desk@example.org\r\nSubject: Truce\r\nDate: Sat, 10 Dec 2016 10:00:00 +0000\r\n"
           "Message-ID: <m1@example.org>\r\nMIME-Version: 1.0\r\n"
           f"Content-Type: text/plain; charset=utf-8\r\n\r\n{BODY}\r\n",
    "mbox": "From desk@example.org Sat Dec 10 10:00:00 2016\nFrom: d@example.org\nSubject: Truce\n"
            f"Date: Sat, 10 Dec 2016 10:00:00 +0000\n\n{BODY}\n\n",
    "warc": WARC,
    "sgm": '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="7">\n<DATE>10-DEC-2016 10:00:00'
           "</DATE>\n<TEXT>\n<TITLE>TRUCE</TITLE>\n<DATELINE>PARIS, Dec 10 - </DATELINE>"
           f"<BODY>{BODY}\n</BODY></TEXT>\n</REUTERS>\n",
}
SAMPLES = {name: text.encode() for name, text in SAMPLES.items()}


def flip(data, count, seed):
    rnd = random.Random(seed)
    out = bytearray(data)
    for _ in range(count):
        out[rnd.randrange(len(out))] ^= 1 << rnd.randrange(8)
    return bytes(out)


def shuffle(data, seed):
    rnd = random.Random(seed)
    parts = [data[i:i + 16] for i in range(0, len(data), 16)]
    rnd.shuffle(parts)
    return b"".join(parts)


MUTATIONS = {
    "cut-third": lambda d: d[:len(d) // 3],
    "cut-two-thirds": lambda d: d[:2 * len(d) // 3],
    "cut-last-byte": lambda d: d[:-3],
    "first-bytes": lambda d: d[:24],
    "nul-bytes": lambda d: d.replace(b"Lavrov", b"La\0vrov").replace(b"Truce", b"Tr\0uce"),
    "nul-everywhere": lambda d: d.replace(b" ", b"\0"),
    "latin-1": lambda d: d.replace(b"Geneva", b"Gen\xe8ve \xfc\xdf").replace(b"utf-8", b"latin1"),
    "utf-16-le": lambda d: d.decode().encode("utf-16-le"),
    "utf-16-be-odd": lambda d: b"\xfe\xff" + d.decode().encode("utf-16-be")[:-1],
    "utf-32": lambda d: d.decode().encode("utf-32"),
    "overlong-utf8": lambda d: d.replace(b"e", b"\xc1\xa5").replace(b"a", b"\xf4\x90\x80\x80"),
    "surrogates": lambda d: d.replace(b"o", b"\xed\xa0\x80"),
    "two-marks": lambda d: b"\xef\xbb\xbf\xef\xbb\xbf" + d,
    "cr-only": lambda d: d.replace(b"\n", b"\r"),
    "twice": lambda d: d + d,
    "controls": lambda d: d.replace(b"Geneva", b"\x1b]0;owned\x07\x1b[2J\x9b31m\xe2\x80\xae"),
    "megabyte-of-spaces": lambda d: d.replace(b" ", b" " * 20_000, 50),
    "bits": lambda d: flip(d, 40, 1),
    "bytes-shuffled": lambda d: shuffle(d, 2),
}
