# SPDX-License-Identifier: GPL-2.0-or-later
"""The hostile inputs: name -> a function that writes it below a folder.

Small ones are indexed together, each must be told of by itself; large ones run alone and are
measured. `CANARY` stands for what no input may make the indexer touch.
"""

import io
import json
import os
import pathlib
import random
import socket
import struct
import tarfile
import zipfile
import zlib

from samples import BODY, MUTATIONS, P, SAMPLES, WARC_PAGE, XML, jsonl

MB = 1 << 20
CANARY = "{canary}"  # path of a FIFO: who opens it hangs, and is seen
SERVER = "{server}"  # host:port of a listener: who connects is seen
SECRET = "zzcanaryword"


def mutated():
    for extension, sample in SAMPLES.items():
        for name, mutate in MUTATIONS.items():
            yield f"{name}.{extension}", mutate(sample)


def texts():
    """Bad text and bad fields, as JSON Lines."""
    long_word = "x" * 300
    names = ", ".join(f"Sergei Lavrov{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}" for i in range(600))
    fields = {
        "id-nul": {"id": "a\0" * 200}, "id-long": {"id": "i" * 100_000},
        "id-nul-long": {"id": "\0" * 244}, "id-empty": {"id": ""}, "id-number": {"id": 1e300},
        "id-list": {"id": [1, [2]]}, "id-newline": {"id": "a\nb\tc"}, "id-null": {"id": None},
        "id-term-limit": {"id": "i" * 243 + "\0"}, "id-at-sign": {"id": "@#@#" * 20},
        "source-nul": {"source": "\0" * 240}, "source-long": {"source": "s" * 5_000},
        "source-newline": {"source": "a\r\nb"}, "source-empty-words": {"source": "   \t"},
        "author-long": {"author": "Very Long, " * 20_000},
        "url-nul": {"id": "", "url": "http://x/\0" * 60},
        "url-long": {"id": "", "url": "http://x/" + "u" * 70_000},
        "language-odd": {"language": "\0\0zz-" * 50}, "language-path": {"language": "../../x"},
        "language-stemmer": {"language": "none"}, "title-long": {"title": "Truce " * 50_000},
        "title-nul": {"title": "\0" * 50}, "title-only-controls": {"title": "\x1b\x07", "body": ""},
        "word-long": {"body": long_word}, "word-long-nul": {"body": "a\0" * 300},
        "word-longer": {"body": "y" * 500_000}, "word-limit": {"body": " ".join(
            "w" * n for n in range(60, 260))},
        "marks": {"body": "e" + "\u0301" * 100_000}, "zalgo": {"body": "Z\u0334\u0321\u035d " * 9000},
        "bidi": {"body": "\u202e\u2066 Lavrov \u2069" * 500}, "joiners": {"body": "\u200d" * 50_000},
        "emoji": {"body": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 8_000},
        "noncharacters": {"body": "\uffff\ufffe\U0010ffff" * 1000},
        "lone-surrogates": {"body": "\ud800 \udfff x"}, "han": {"body": "\u6f22\u5b57" * 60_000},
        "thai": {"body": "\u0e01\u0e23\u0e38\u0e07" * 30_000}, "hangul": {"body": "\u1100" * 90_000},
        "dots": {"body": "U.S." * 50_000}, "apostrophes": {"body": "a'" * 100_000},
        "hyphens": {"body": "al-" * 80_000}, "digits": {"body": "1234567890" * 20_000},
        "capitals": {"body": "Sergei " * 60_000}, "names": {"body": names + "."},
        "name-long": {"body": "Mr. " + "Sergei-" * 60 + "Lavrov said. " * 20},
        "name-mac": {"body": "President " + "Al-" * 3_000 + "Assad said so."},
        "countries": {"body": "Russia, Georgia, Jordan, Chad, Niger, Guinea. " * 4_000},
        "paragraphs": {"body": "a.\n\n" * 100_000}, "sentences": {"body": "A b. " * 60_000},
        "quotes": {"body": "\u201c\u00ab\"" * 60_000}, "only-marks": {"title": "!", "body": "?!.," * 9},
        "datelines": {"body": "PARIS, Dec 10 (A) - " * 4_000},
        "formula": {"title": "=cmd|' /C calc'!A0", "source": "@SUM(1)", "author": "+1"},
        "body-number": {"body": 17}, "body-object": {"body": {"a": [BODY]}}, "body-null": {"body": None},
        "body-list": {"body": ["x"] * 20_000}, "unknown-keys": {f"k{i}": i for i in range(20_000)},
    }
    for name, values in fields.items():
        yield f"text-{name}.jsonl", jsonl(**values).encode("utf-8", "surrogatepass")
    dates = ["0000-00-00", "9999-12-31", "10000-01-01", "-0044-03-15", "2016-02-30", "2016-13-01",
             "1e400", "99999999999999999999", "-1", "0", "\0", "03/04/2016", "2016-12-10T25:61:61Z",
             "2016-12-10" + "0" * 9_000, "Sat, 99 Foo 2016", "0999-12-31", "1000-01-01",
             "2016-W60-9", "\u0662\u0660\u0661\u0666-12-10", "Infinity", "1970-01-01T00:00:00+99:99"]
    for number, date in enumerate(dates):
        yield f"date-{number}.jsonl", jsonl(id=f"d{number}", date=date).encode()
        yield f"date-{number}.txt", f"Truce\nDate: {date}\n\n{BODY}\n".encode()
    for number, date in enumerate([2**63, -2**63, 1e308, 10**400, True, [2016], {"$date": "x"}]):
        yield f"date-value-{number}.jsonl", jsonl(id=f"dv{number}", date=date).encode()
    yield "same-ids.jsonl", b"".join(jsonl(title=f"Title {i}").encode() for i in range(300))
    yield "same-all.jsonl", jsonl().encode() * 300
    yield "raw-escapes.jsonl", b'{"title":"\\ud800","body":"\\u0000 \\udc00 \\x"}\n'
    yield "bad-lines.jsonl", b'{"a":\n[]\nnull\n"x"\n{}\n{{\n\xff\n' + jsonl(id="good").encode()
    yield "numbers.jsonl", b'{"title":-1e999999,"body":' + b"9" * 5000 + b"}\n"


def structures():
    """Bad structure in each format."""
    deep = 100_000
    yield "deep.jsonl", b'{"title":"x","body":' + b"[" * deep + b"]" * deep + b"}\n"
    yield "deep-open.json", b'{"a":' * deep
    yield "deep.json", b'{"a":' * deep + b"1" + b"}" * deep
    yield "deep-list.json", b"[" * deep + b"]" * deep
    yield "deep.html", SAMPLES["html"].replace(b"<p>", b"<div>" * deep + b"<p>")
    yield "deep-inline.html", SAMPLES["html"].replace(b"<p>", b"<b><i>" * deep + b"<p>")
    yield "deep-lists.html", SAMPLES["html"].replace(b"<p>", b"<ul><li>" * deep + b"<p>")
    yield "deep-json-ld.html", SAMPLES["html"].replace(
        b"</head>", b'<script type="application/ld+json">' + b'{"a":[' * deep + b"</script></head>")
    yield "attributes.html", SAMPLES["html"].replace(
        b"<h1>", b"<h1 " + b" ".join(b"a%d=1" % i for i in range(50_000)) + b">")
    yield "attribute-long.html", SAMPLES["html"].replace(b"<h1>", b'<h1 a="' + b"x" * MB + b'">')
    yield "unclosed.html", SAMPLES["html"].replace(b"<p>", b"<p><!-- ")
    yield "frames.html", (f'<html><base href="http://{SERVER}/"><link rel=stylesheet href=a.css>'
                          f'<meta http-equiv=refresh content="0;url=http://{SERVER}/">'
                          f'<iframe src="file://{CANARY}"></iframe><img src="http://{SERVER}/i">'
                          f"<article><h1>T</h1>{P}</article>").encode()
    for kind in ("nitf", "newsml", "rss", "atom", "sitemap", "newsml1"):
        sample = SAMPLES[kind]
        head, rest = XML.encode(), sample[len(XML):]
        root = rest[1:].split(b" ")[0].split(b">")[0]
        word = b"Truce"

        def with_type(declarations, head=head, rest=rest, root=root):
            return head + b"<!DOCTYPE " + root + b" [" + declarations + b"]>" + rest.replace(
                word, b"&x; Truce", 1)

        laughs = b'<!ENTITY l0 "ha">' + b"".join(
            b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 10))
        yield f"laughs.{kind}", with_type(laughs + b'<!ENTITY x "&l9;">')
        yield f"quadratic.{kind}", with_type(b'<!ENTITY x "' + b"a" * 100_000 + b'">').replace(
            b"&x;", b"&x;" * 5_000)
        yield f"loop.{kind}", with_type(b'<!ENTITY x "&y;"><!ENTITY y "&x;">')
        yield f"entity-file.{kind}", with_type(f'<!ENTITY x SYSTEM "file://{CANARY}">'.encode())
        yield f"entity-passwd.{kind}", with_type(b'<!ENTITY x SYSTEM "file://{secret}">')
        yield f"entity-net.{kind}", with_type(f'<!ENTITY x SYSTEM "http://{SERVER}/x">'.encode())
        yield f"parameter.{kind}", with_type(
            f'<!ENTITY % p SYSTEM "http://{SERVER}/p"> %p; <!ENTITY x "y">'.encode())
        yield f"dtd-net.{kind}", head + b"<!DOCTYPE " + root + (
            f' PUBLIC "-//X" "http://{SERVER}/x.dtd">').encode() + rest
        yield f"dtd-file.{kind}", head + b"<!DOCTYPE " + root + (
            f' SYSTEM "{CANARY}">').encode() + rest
        yield f"include.{kind}", head + (
            f'<?xml-stylesheet href="http://{SERVER}/s.xsl" type="text/xsl"?>').encode() + rest.replace(
            word, (f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{CANARY}" '
                   'parse="text"/>Truce').encode(), 1)
        yield f"deep.{kind}", sample.replace(word, b"<a>" * deep + b"Truce" + b"</a>" * deep, 1)
        yield f"deep-open.{kind}", sample.replace(word, b"<a>" * deep + b"Truce", 1)
        yield f"names.{kind}", sample.replace(word, b"<" + b"n" * 200_000 + b"/>Truce", 1)
        yield f"attributes.{kind}", sample.replace(
            word, b"<a " + b" ".join(b'a%d="1"' % i for i in range(20_000)) + b"/>Truce", 1)
        yield f"encoding-lie.{kind}", sample.replace(b"UTF-8", b"UTF-16").replace(b"e", b"\xe9")
        yield f"encoding-unknown.{kind}", sample.replace(b"UTF-8", b"x-nonsense")
        yield f"character-zero.{kind}", sample.replace(word, b"&#0;&#x1b;&#xD800;&#x110000;Truce")
        yield f"cdata-open.{kind}", sample.replace(word, b"<![CDATA[Truce")
        yield f"many-items.{kind}", sample.replace(b"</", b"<a/></", 1) * 20
    yield "header-only.csv", b"id,title,date,body\n"
    yield "quote-open.csv", b'id,title,body\n1,"Truce,' + BODY.encode() * 200
    yield "columns.csv", b",".join(b"c%d" % i for i in range(50_000)) + b"\n" + b"1," * 50_000
    yield "ragged.csv", b"id,title,body\n1\n1,2,3,4,5,6\n,,\n\"\",\"\",\"\"\n"
    yield "same-columns.csv", b"title,title,body,body\na,b,c,d\n"
    yield "quotes.csv", b"id,title,body\n1," + b'"' * 50_001 + b",x\n"
    yield "boundaries.eml", (b"Subject: T\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                             + b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * 5_000)
    nested = b"Content-Type: text/plain\r\n\r\n" + BODY.encode()
    for i in range(200):
        nested = (b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) + nested
                  + b"\r\n--b%d--\r\n" % i)
    yield "nested.eml", b"From: a@b\r\nSubject: T\r\n" + nested
    yield "headers.eml", b"Subject: T\r\n" + b"X-A: b\r\n" * 50_000 + b"\r\n" + BODY.encode()
    yield "header-long.eml", b"Subject: " + b"T " * MB + b"\r\nFrom: a@b\r\n\r\n" + BODY.encode()
    yield "words.eml", SAMPLES["eml"].replace(b"Subject: Truce", b"Subject: =?utf-8?b?" + b"A" * 99_999
                                              + b"?= =?x?q?=?=  =?utf-16?b?2AA=?=")
    yield "base64.eml", SAMPLES["eml"].replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n"
                                               b"\r\n====\xff", 1)
    yield "charset.eml", SAMPLES["eml"].replace(b"utf-8", b"\"" + b"u" * 9_000)
    yield "length-huge.warc", SAMPLES["warc"].replace(b"Content-Length: ", b"Content-Length: 9999999999")
    yield "length-negative.warc", SAMPLES["warc"].replace(b"Content-Length: ", b"Content-Length: -")
    yield "length-text.warc", SAMPLES["warc"].replace(b"Content-Length: ", b"Content-Length: 0x")
    yield "length-overflow.warc", SAMPLES["warc"].replace(
        b"Content-Length: ", b"Content-Length: 184467440737095516160")
    yield "chunks.warc", warc_of(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: "
                                 b"chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n" + WARC_PAGE.encode())
    yield "chunk-sizes.warc", warc_of(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-"
                                      b"Encoding: chunked\r\n\r\n-1\r\nx\r\nzz\r\n")
    yield "gzip-lie.warc", warc_of(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: "
                                   b"gzip\r\n\r\n" + WARC_PAGE.encode())
    yield "brotli.warc", warc_of(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: "
                                 b"br\r\n\r\n\x8b\x02\x80abc\x03")
    yield "gzip-bomb.warc", warc_of(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: "
                                    b"gzip\r\n\r\n" + gzip_zeros(400 * MB))
    yield "headers.warc", b"WARC/1.0\r\n" + b"A: b\r\n" * 200_000
    yield "nested.sgm", SAMPLES["sgm"].replace(b"<BODY>", b"<REUTERS><TEXT>" * 5_000 + b"<BODY>")
    yield "entities.sgm", SAMPLES["sgm"].replace(b"TRUCE", b"&#0;&#99999999999;&lt;&x;" * 2_000)
    yield "stx.iptc", b"\x01a\x02" * 50_000
    yield "stx.anpa", b"\x16\x16\x01a0123\x1f\r\n" * 10_000


def warc_of(http):
    return (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/w\r\nContent-"
            b"Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(http)) + http + b"\r\n\r\n"


def gzip_of(data, level=9):
    packer = zlib.compressobj(level, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def gzip_zeros(size, text=b"\0"):
    """One gzip member of `size` equal bytes, in pieces."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = text * (MB // len(text))
    return b"".join(packer.compress(block) for _ in range(size // MB)) + packer.flush()


def zip_of(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in members:
            made.writestr(zipfile.ZipInfo(name) if method == 0 else name, data)
    return out.getvalue()


def tar_of(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as made:
        for name, data, kind, link in members:
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.size = kind, link, len(data)
            made.addfile(info, io.BytesIO(data))
    return out.getvalue()


def containers():
    good = SAMPLES["txt"]
    yield "good.zip", zip_of([("a.txt", good)])
    yield "traversal.zip", zip_of([("../../etc/x.txt", good), ("/abs.txt", good), ("a/../../b.txt", good),
                                   ("..\\w.txt", good), ("ok.txt", good)])
    yield "names.zip", zip_of([("a\nb.txt", good), ("c\x1b[2J.txt", good), ("d\u202e.txt", good)])
    yield "names-bytes.zip", zip_of([("qqqq.txt", good)]).replace(b"qqqq", b"\xff\xfe\x80\xc0")
    yield "name-long.zip", zip_of([("n" * 60_000 + ".txt", good)])
    yield "members.zip", zip_of([(f"m{i}", b"") for i in range(20_000)])
    yield "twice.zip", zip_of([("a.txt", good), ("a.txt", good + b"More.")])
    yield "truncated.zip", zip_of([("a.txt", good * 50)])[:200]
    yield "crc.zip", zip_of([("a.txt", good)], 0).replace(b"Geneva", b"Berlin")
    yield "encrypted.zip", flag_zip(zip_of([("a.txt", good)]), 6, b"\x01\x00")
    yield "method.zip", flag_zip(zip_of([("a.txt", good)]), 8, b"\x63\x00")
    yield "size-lie.zip", flag_zip(zip_of([("a.txt", good)]), 22, b"\xff\xff\xff\xff")
    yield "packed-size-lie.zip", flag_zip(zip_of([("a.txt", good)]), 18, b"\xff\xff\xff\x7f")
    yield "name-length-lie.zip", flag_zip(zip_of([("a.txt", good)]), 26, b"\xff\xff")
    nested = zip_of([("a.txt", good)])
    for depth in range(2, 6):
        nested = zip_of([("n.zip", nested)])
        yield f"nested-{depth}.zip", nested
    yield "office.zip", zip_of([("[Content_Types].xml", b"<a/>"), ("word/document.xml", good)])
    yield "empty.zip", b"PK\5\6" + b"\0" * 18
    yield "kinds.tar", tar_of([("fifo", b"", tarfile.FIFOTYPE, ""), ("dev", b"", tarfile.CHRTYPE, ""),
                               ("link", b"", tarfile.SYMTYPE, "/etc/passwd"),
                               ("hard", b"", tarfile.LNKTYPE, "/etc/passwd"), ("../up.txt", good, b"0", ""),
                               ("/root.txt", good, b"0", ""), ("good.txt", good, b"0", "")])
    plain = tar_of([("a.txt", good, b"0", "")])
    yield "checksum.tar", plain.replace(b"a.txt", b"b.txt", 1)
    yield "size-huge.tar", tar_size(plain, b"77777777777\0")
    yield "size-binary.tar", tar_size(plain, b"\x80" + b"\xff" * 11)
    yield "size-negative.tar", tar_size(plain, b"\xff" * 12)
    yield "truncated.tar", plain[:700]
    yield "sparse.tar", tar_of([("s.txt", good, tarfile.GNUTYPE_SPARSE, "")])
    yield "long-name.tar", tar_of([("d/" * 30_000 + "a.txt", good, b"0", "")])
    yield "tar.in.tar", tar_of([("b.tar", plain, b"0", "")])
    packed = gzip_of(good)
    yield "good.txt.gz", packed
    yield "twice.txt.gz", packed * 2
    yield "truncated.txt.gz", packed[:-20]
    yield "crc.txt.gz", packed[:-8] + b"\0" * 8
    yield "garbage-after.txt.gz", packed + b"garbage" * 99
    yield "head-only.gz", packed[:10]
    yield "name-endless.gz", b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"n" * 200_000
    yield "layers.txt.gz", gzip_of(gzip_of(gzip_of(gzip_of(good))))
    yield "head-only.bz2", b"BZh9"
    yield "head-only.xz", b"\xfd7zXZ\0"
    yield "memory.xz", b"\xfd7zXZ\0\0\1\x69\x22\xde\x36\2\0\x21\1\x28\0\0\0" + b"\xff" * 99
    yield "head-only.zst", b"\x28\xb5\x2f\xfd"
    yield "window.zst", b"\x28\xb5\x2f\xfd\x00\xff" + b"\xff" * 99


def flag_zip(data, at, value):
    return data[:at] + value + data[at + len(value):]


def tar_size(data, size):
    head = bytearray(data[:512])
    head[124:136] = size
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + data[512:]


def binaries():
    rnd = random.Random(3)
    yield "empty", b""
    yield "one-byte", b"x"
    yield "newline", b"\n"
    yield "zeros", b"\0" * MB
    yield "noise", rnd.randbytes(MB)
    yield "high-bytes", bytes(rnd.randrange(128, 256) for _ in range(100_000))
    yield "elf", b"\x7fELF\2\1\1" + rnd.randbytes(5_000)
    yield "pdf.txt", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + rnd.randbytes(5_000)
    yield "png.html", b"\x89PNG\r\n\x1a\n" + rnd.randbytes(5_000)
    yield "gif-or-html", b"GIF89a<html><body><p>x</p>"
    yield "spaces.txt", b" " * MB
    yield "newlines.txt", b"\n" * MB
    yield "noise.jsonl", rnd.randbytes(300_000)
    yield "noise.csv", rnd.randbytes(300_000)
    yield "noise.nitf", rnd.randbytes(300_000)


def small():
    for make in (mutated, texts, structures, containers, binaries):
        yield from make()


def write_oddities(folder):
    """What is no file of bytes; the files among it that must be told of."""
    folder = pathlib.Path(folder)
    good = SAMPLES["txt"]
    (folder / "loop").symlink_to(folder)
    (folder / "self").symlink_to("self")
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    (folder / "dangling.txt").symlink_to("nowhere")
    (folder / "zero").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.jsonl")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(folder / "sock"))
    (folder / "folder.jsonl").mkdir()
    names = [b"new\nline.txt", b"tab\tname.txt", b"bad\xff\xfeutf8.txt", b"esc\x1b[2J.txt",
             b"-d.txt", b"n" * 250 + b".txt", "bidi\u202e.txt".encode(), b" .txt", b"a#1.txt"]
    for name in names:
        with open(os.path.join(os.fsencode(folder), name), "wb") as out:
            out.write(good)
    deep = os.fsencode(folder)
    for _ in range(15):
        deep = os.path.join(deep, b"d" * 250)
        try:
            os.mkdir(deep)
        except OSError:
            break
    return [folder / "pipe.jsonl", folder / "sock", folder / "zero"], names


def write_blocks(path, blocks):
    with open(path, "wb") as out:
        for block in blocks:
            out.write(block)


def line_of(head, unit, size, tail):
    block = unit * (MB // len(unit))
    return lambda path: write_blocks(path, [head] + [block] * (size // MB) + [tail])


def words(count):
    for start in range(0, count, 10_000):
        yield " ".join(f"w{i:x}" for i in range(start, min(start + 10_000, count))).encode() + b" "


def sparse(size, head=b""):
    def write(path):
        with open(path, "wb") as out:
            out.write(head)
            out.truncate(size)
    return write


def repeated(member, times):
    return lambda path: write_blocks(path, [member] * times)


def zip_bomb(path, size):
    """One member that unpacks to `size` bytes of text, from blocks that are deflated once."""
    block = b"Truce agreed. " * (MB // 14)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    last = zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    times = size // len(block)
    packed, whole = len(first) * times + len(last), len(block) * times
    name = b"bomb.txt"
    head = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0x21, 0, packed,
                       min(whole, 0xFFFFFFFF), len(name), 0) + name
    write_blocks(path, [head] + [first] * times + [last])


def large():
    """name -> (writer, reasons one of which must be told; empty: it must be indexed)."""
    size = 50 * MB
    text = b"word and more words of it "
    refused = {"too_large"}
    yield "line.txt", line_of(b"Title\n\n", text, size, b"\n"), refused
    yield "line.jsonl", line_of(b'{"title":"T","body":"', text, size, b'"}\n'), refused
    yield "line-open.jsonl", line_of(b'{"title":"T","body":"', text, size, b""), refused
    yield "line.json", line_of(b'{"title":"T","body":"', text, size, b'"}'), refused
    yield "line.csv", line_of(b"id,title,body\n1,T,", text, size, b"\n"), refused
    yield "quoted.csv", line_of(b'id,title,body\n1,T,"', text, size, b""), refused
    yield "header.csv", line_of(b"id,title,", b"column,", size, b"\n"), refused
    yield "line.tsv", line_of(b"id\ttitle\tbody\n1\tT\t", text, size, b"\n"), refused
    yield "line.html", line_of(b"<html><body><article><p>", text, size, b"</p></html>"), refused
    yield "tags.html", line_of(b"<html><body>", b"<p>a</p>", size, b"</html>"), refused
    yield "line.nitf", line_of(b"<nitf><body><body.content><p>", text, size,
                               b"</p></body.content></body></nitf>"), refused
    yield "elements.nitf", line_of(b"<nitf><body><body.content>", b"<p>a</p>", size,
                                   b"</body.content></body></nitf>"), refused
    yield "line.rss", line_of(b"<rss><channel><item><title>T</title><description>", text, size,
                              b"</description></item></channel></rss>"), refused
    yield "outside.rss", line_of(b"<rss><channel>", text, size, b"</channel></rss>"), set()
    yield "line.newsml", line_of(b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><x>', text,
                                 size, b"</x></newsItem>"), refused
    yield "line.sgm", line_of(b"<REUTERS><TEXT><TITLE>T</TITLE><BODY>", text, size,
                              b"</BODY></TEXT></REUTERS>"), refused
    yield "line.eml", line_of(b"From: a@b\r\nSubject: T\r\n\r\n", text, size, b"\r\n"), refused
    yield "subject.eml", line_of(b"From: a@b\r\nSubject: ", text, size, b"\r\n\r\nx\r\n"), refused
    yield "line.mbox", line_of(b"From a@b Sat Dec 10 10:00:00 2016\nSubject: T\n\n", text, size,
                               b"\n"), refused
    yield "line.iptc", line_of(SAMPLES["iptc"].split(b"Truce")[0], text, size, b"\r\n\3\4"), refused
    yield "line.anpa", line_of(SAMPLES["anpa"].split(b"Truce")[0], text, size, b"\r\n\3\4"), refused
    yield "header.warc", line_of(b"WARC/1.0\r\nX: ", text, size, b"\r\n\r\n"), set()
    yield "record.warc", line_of(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http"
                                 b"\r\nContent-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<html><p>"
                                 % (size + 10), text, size, b"\r\n\r\n"), refused
    yield "million-terms.txt", lambda path: write_blocks(
        path, [b"A million terms\n\n", *words(1_000_000), b"\n"]), refused
    yield "million-terms.jsonl", lambda path: write_blocks(
        path, [b'{"title":"A million terms","body":"', *words(1_000_000), b'"}\n']), refused
    for count in (40_000, 80_000, 120_000):
        yield f"terms-{count}.jsonl", lambda path, count=count: write_blocks(
            path, [b'{"title":"Many terms","body":"', *words(count), b'"}\n']), set()
    yield "many-big.jsonl", lambda path: write_blocks(
        path, [b'{"title":"T%d","body":"' % i + b"".join(words(60_000)) + b'"}\n'
               for i in range(40)]), set()
    yield "names-big.jsonl", lambda path: write_blocks(path, [json.dumps(
        {"title": f"T{k}", "body": " ".join(
            f"Mr. {chr(65 + i % 26)}{i * 7919 % 99991:x} Lavrov{i * 31 % 9973:x} said in Paris."
            for i in range(k * 3000, k * 3000 + 3000))}).encode() + b"\n" for k in range(30)]), set()
    yield "han-big.jsonl", lambda path: write_blocks(path, [json.dumps(
        {"title": f"T{k}", "body": "".join(chr(0x4E00 + (i * 7 + k * 13) % 20_000)
                                           for i in range(130_000))}).encode() + b"\n"
        for k in range(10)]), set()
    yield "sparse-10GB.txt", sparse(10 << 30, b"Title\n\nText "), {
        "too_large", "unknown_format"}
    yield "sparse-10GB.jsonl", sparse(10 << 30, b'{"title":"x'), {"too_large", "syntax"}
    yield "sparse-10GB", sparse(10 << 30), {"unknown_format", "too_large"}
    yield "sparse-10GB.csv", sparse(10 << 30, b"id,title,body\n1,T,"), {"too_large"}
    yield "sparse-10GB.nitf", sparse(10 << 30, b"<nitf><body><p>x"), {"syntax", "too_large"}
    yield "sparse-10GB.html", sparse(10 << 30, b"<html><body><p>x"), {"too_large"}
    yield "sparse-10GB.warc", sparse(10 << 30, SAMPLES["warc"]), set()
    yield "bomb-zeros.gz", repeated(gzip_zeros(64 * MB), 160), {"bomb", "unknown_format", "too_large"}
    yield "bomb-text.txt.gz", repeated(gzip_zeros(64 * MB, b"Truce. \n"), 160), {"bomb", "too_large"}
    yield "bomb-lines.jsonl.gz", repeated(gzip_zeros(64 * MB, b"{}\n\n"), 160), {"bomb"}
    yield "bomb-layers.gz", lambda path: write_blocks(
        path, [gzip_of(gzip_zeros(64 * MB) * 160)]), {"bomb", "unknown_format", "too_large"}
    yield "bomb.zip", lambda path: zip_bomb(path, 4 << 30), {"bomb", "too_large"}
    yield "bomb-nested.zip", lambda path: write_blocks(path, [zip_of(
        [(f"{i}.zip", zip_of([(f"{k}.txt", b"Truce. " * (9 * MB)) for k in range(2)]))
         for i in range(3)])]), {"bomb", "too_large"}
    yield "bomb-members.zip", lambda path: write_blocks(path, [zip_of(
        [(f"{i}.txt", b"Truce. " * (2 * MB)) for i in range(40)])]), {"bomb", "too_large"}
