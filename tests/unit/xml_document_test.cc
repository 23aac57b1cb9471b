// SPDX-License-Identifier: GPL-2.0-or-later
//
// XML of a vocabulary that no reader knows: mapped by --map, or refused with the names to map.
#include <catch2/catch.hpp>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;
using dateline::test::ReadRecords;

namespace {

using Map = std::vector<std::pair<std::string, std::string>>;

ReadRecords read_mapped(const std::string& xml, Map map) {
  ReaderOptions options;
  options.map = std::move(map);
  return read_records(xml, "xml", options);
}

std::string titles(const ReadRecords& records) {
  std::string joined;
  for (const Article& article : records.articles) joined += article.title + ';';
  return joined;
}

const std::string kArchive = R"(<?xml version="1.0"?>
<archive version="2"><head>Archive</head>
<day date="2016-12-10"><item id="a1" when="2016-12-10"><meta lang="en"><hl>Envoys meet</hl></meta>
<story><para>Envoys met.</para><para>They <b>parted</b>.</para></story><by>Ann Lee</by><by>Bo Roe</by></item></day>
<day date="2016-12-11">
<item id="a2" when="2016-12-11"><meta lang="fr"><hl>Talks &amp; rows</hl></meta><story><para>They resumed.</para></story></item>
<item id="a3"><meta><hl>Talks end</hl></meta><story><![CDATA[<p>One.</p><p>Two.</p>]]></story></item></day></archive>)";

}  // namespace

TEST_CASE("Unknown XML is read by the names that --map gives") {
  const auto records = read_mapped(kArchive, {{"title", "hl"},
                                              {"body", "item/story"},
                                              {"date", "@when"},
                                              {"id", "@id"},
                                              {"author", "by"},
                                              {"language", "meta/@lang"}});
  CHECK(records.bad.empty());
  REQUIRE(records.articles.size() == 3);
  const Article& first = records.articles[0];
  CHECK(first.title == "Envoys meet");
  CHECK(first.body == "Envoys met.\n\nThey parted.");
  CHECK(first.date == make_date(2016, 12, 10));
  CHECK(first.id == "a1");
  CHECK(first.author == "Ann Lee, Bo Roe");
  CHECK(first.line == 3);
  CHECK(records.articles[1].title == "Talks & rows");
  CHECK(records.articles[1].language == "fr");
  CHECK(records.articles[1].author.empty());
  CHECK(records.articles[2].body == "One.\n\nTwo.");
  CHECK(records.articles[2].line == 7);
}

TEST_CASE("Any path that tells the title finds the element that holds an article") {
  for (const std::string path : {"hl", "meta/hl", "item/meta/hl", "/archive/day/item/meta/hl"}) {
    INFO(path);
    const auto records = read_mapped(kArchive, {{"title", path}, {"body", "para"}});
    CHECK(titles(records) == "Envoys meet;Talks & rows;Talks end;");
    CHECK(records.articles.at(0).body == "Envoys met.\n\nThey parted.");
  }
  const std::string rows =
      "<rows><row t=\"One\">First text.</row><row t=\"Two\">Second text.</row></rows>";
  const auto attributes = read_mapped(rows, {{"title", "@t"}, {"body", "."}});
  CHECK(titles(attributes) == "One;Two;");
  CHECK(attributes.articles.at(1).body == "Second text.");
  // Without a title the text tells.
  const auto texts = read_mapped("<a><b><c>One.</c></b><b><c>Two.</c></b></a>", {{"body", "c"}});
  CHECK(titles(texts) == "One.;Two.;");
}

TEST_CASE("A file may be one article, or have no root at all") {
  const auto one = read_mapped("<doc><hl>Talks</hl><text>Envoys met.</text></doc>",
                               {{"title", "hl"}, {"body", "text"}});
  CHECK(titles(one) == "Talks;");
  const auto inner = read_mapped("<all x=\"1\"><doc day=\"2016-12-10\"><hl>Talks</hl></doc></all>",
                                 {{"title", "hl"}, {"date", "@day"}});
  CHECK(inner.articles.at(0).date == make_date(2016, 12, 10));
  const auto many = read_mapped(
      "<DOC>\n<DOCNO> AP-1 </DOCNO>\n<HL>Meet & part</HL>\n<TEXT>\nEnvoys met.\n</TEXT>\n</DOC>\n"
      "<DOC>\n<DOCNO> AP-2 </DOCNO>\n<HL>Two</HL>\n<TEXT>\nThey parted.\n</TEXT>\n</DOC>\n",
      {{"title", "HL"}, {"body", "TEXT"}, {"id", "DOCNO"}});
  CHECK(titles(many) == "Meet & part;Two;");
  CHECK(many.articles.at(1).id == "AP-2");
}

TEST_CASE("Prefixes do not matter, and names that need no map are known") {
  const auto records = read_mapped(
      R"(<x:a xmlns:x="urn:x" xmlns:dc="urn:dc"><x:r dc:date="2016-12-10"><x:hl>Talks</x:hl>
<dc:source>Desk</dc:source><x:body>Envoys met.</x:body></x:r><x:r><x:hl>Two</x:hl></x:r></x:a>)",
      {{"title", "x:hl"}});
  REQUIRE(records.articles.size() == 2);
  CHECK(records.articles[0].source == "Desk");
  CHECK(records.articles[0].body == "Envoys met.");
  CHECK(records.articles[0].date == make_date(2016, 12, 10));
}

TEST_CASE("Records that are start tags alone are read by their attributes") {
  const auto records = read_mapped(
      "<rows>\n<row Id=\"1\" Title=\"Talks > rows\" Body=\"&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two."
      "&lt;/p&gt;\" />\n<row Id='2' Title='\"Quoted\"' Body='Three.'/>\n</rows>",
      {{"title", "@title"}, {"body", "@body"}, {"id", "@id"}});
  REQUIRE(records.articles.size() == 2);
  CHECK(records.articles[0].title == "Talks > rows");
  CHECK(records.articles[0].body == "One.\n\nTwo.");
  CHECK(records.articles[1].title == "\"Quoted\"");
  CHECK(records.articles[1].line == 3);
  for (const Article& article : records.articles) CHECK(article.warnings.empty());
}

TEST_CASE("Names are compared as the columns of a table are") {
  const auto records = read_mapped(
      "<a><r><HEAD-Line>One</HEAD-Line><x NEWS_DATE=\"2016-12-10\"/></r>"
      "<r><HEAD-Line>Two</HEAD-Line></r></a>",
      {{"title", "headLine"}, {"date", "x/@newsDate"}});
  CHECK(titles(records) == "One;Two;");
  CHECK(records.articles.at(0).date == make_date(2016, 12, 10));
}

TEST_CASE("A record longer than the head of the file is told from the file") {
  std::string xml = "<all>";
  for (int i = 0; i < 3; ++i)
    xml += "<r><hl>T" + std::to_string(i) + "</hl><text>" + std::string(1'500'000, 'x') +
           "</text></r>";
  CHECK(titles(read_mapped(xml + "</all>", {{"title", "hl"}, {"body", "text"}})) == "T0;T1;T2;");
}

TEST_CASE("Without --map unknown XML is refused with its names and what to write") {
  const auto records = read_records(kArchive);
  CHECK(records.articles.empty());
  REQUIRE(records.bad.size() == 1);
  CHECK(records.bad[0].reason == RejectReason::unknown_format);
  CHECK(records.bad[0].detail ==
        "XML of a vocabulary that is not known: say which names are which fields, as in --map "
        "title=NAME --map body=story/para --map id=@id --map author=by; <item> has @id, @when, "
        "meta/@lang, meta/hl, story/para, by, story");
}

TEST_CASE("A map that finds no title and no text is refused, a lesser miss is told") {
  const auto none = read_mapped(kArchive, {{"title", "headline"}});
  REQUIRE(none.bad.size() == 1);
  CHECK(none.bad[0].detail.find("no title or text is found as mapped") == 0);
  CHECK(none.bad[0].detail.find("meta/hl") != std::string::npos);
  const auto lesser = read_mapped(kArchive, {{"title", "hl"}, {"date", "@whenn"}});
  REQUIRE(lesser.articles.size() == 3);
  REQUIRE(lesser.articles[0].warnings.size() == 1);
  CHECK(lesser.articles[0].warnings[0].text == "not found as mapped: date=@whenn");
  CHECK(lesser.articles[1].warnings.empty());
}

TEST_CASE("XML is told from pages by its root") {
  const auto format = [](const std::string& path, const std::string& head) {
    const InputFormat* found = detect_format(path, head);
    return found == nullptr ? std::string() : std::string(found->name);
  };
  CHECK(format("a", kArchive) == "xml");
  CHECK(format("a.xml", "<article><title>T</title><body>B</body></article>") == "xml");
  CHECK(format("a", "<?xml version=\"1.0\"?><r><![CDATA[<html><body>]]></r>") == "xml");
  CHECK(format("a", "<!-- x --><story><head>H</head><body>B</body></story>") == "xml");
  CHECK(format("a", "<DOC><TEXT>B</TEXT></DOC>") == "xml");
  CHECK(format("a", "<?xml version=\"1.0\"?><all><item><feed>Wire</feed></item></all>") == "xml");
  CHECK(format("a",
               "<?xml version=\"1.0\"?><all><NewsItem><Headline>H</Headline></NewsItem></all>") ==
        "xml");
  CHECK(format("a", "<?xml version=\"1.0\"?><all><newsItem><title>H</title></newsItem></all>") ==
        "xml");
  CHECK(format("a",
               "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\" \"y\">\n"
               "<html xmlns=\"z\"><head></head></html>") == "html");
  CHECK(format("a", "<?xml version=\"1.0\"?><html><body>x</body></html>") == "html");
  CHECK(format("a", "<head><title>T</title></head><body>B</body>") == "html");
  CHECK(format("a", "<!-- x -->\n<div>Banner</div><html><body>x</body></html>") == "html");
  CHECK(format("a.html", "<article><h1>T</h1></article>") == "html");
  CHECK(format("a.txt", "<< The talks went on >> he said") == "text");
}

TEST_CASE("Entities of unknown XML are neither fetched nor expanded") {
  std::string xml = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"<x>aaaaaaaaaa</x>\">";
  for (char c = 'b'; c < 'k'; ++c) {
    xml += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) xml += std::string("&") + static_cast<char>(c - 1) + ';';
    xml += "\">";
  }
  xml +=
      "<!ENTITY file SYSTEM \"file:///etc/passwd\">]><r><i><t>T &j;</t><b>B &file;</b></i>"
      "<i><t>U</t><b>C</b></i></r>";
  const auto records = read_mapped(xml, {{"title", "t"}, {"body", "b"}});
  CHECK(titles(records) == "T &j;;U;");
  CHECK(records.articles.at(0).body == "B &file;");
}
