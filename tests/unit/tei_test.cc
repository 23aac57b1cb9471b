// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;
using dateline::test::ReadRecords;

namespace {

std::string tei(const std::string& header, const std::string& text) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" "
         "xmlns:x=\"urn:x\" xml:id=\"vol1\">\n<teiHeader><fileDesc>" +
         header + "</fileDesc></teiHeader>\n<text>" + text + "</text></TEI>";
}

const std::string kVolume = tei(
    "<titleStmt><title type=\"complete\">Papers, 1955, Volume I</title><title "
    "type=\"series\">Papers of the Ministry</title></titleStmt><publicationStmt><date>1991</date>"
    "</publicationStmt>",
    R"(<front><titlePage><docTitle>Papers</docTitle></titlePage>
<div xml:id="preface"><head>Preface</head><p>This volume has two parts.</p><div><head>Thanks</head><p>To all.</p></div></div></front>
<body><div type="compilation"><head>Kenya</head><p>On the talks of 1955.</p><div type="chapter"><head>The road</head>
<div type="document" xml:id="d1" n="1" x:doc-dateTime-min="1955-02-01T00:00:00Z"><head>1. Telegram From <persName type="from">Ann Lee</persName> to the Ministry<note n="1">Source: Box 4.</note></head>
<opener><dateline><placeName>Nairobi</placeName>, <date when="1955-02-02T17:00:00+03:00">February 2, 1955</date>.</dateline></opener>
<p>The envoy<note n="2"><p>Mr. Roe.</p></note> left
   for Mom<lb break="no"/>basa with <choice><abbr>Gen.</abbr><expan>General</expan></choice> <hi>Po</hi>.</p><list><label>1.</label>
<item>The road.</item><label>2.</label> <item>The<lb/>port.</item></list><pb n="2"/><p>He returned.</p>
<closer><signed><persName>A. Lee</persName></signed></closer></div>
<div type="document" xml:id="d2" subtype="editorial-note" x:doc-dateTime-min="1955-03-04T00:00:00Z"><head>2. Note</head><p>Of the reply nothing is known.</p>
<x:attachment><dateline><date when="1954-01-01">1954</date></dateline><p>Old.</p></x:attachment></div>
</div></div></body>)");

}  // namespace

TEST_CASE("Each document of a TEI volume is an article, and so is each section beside them") {
  const auto records = read_records(kVolume);
  CHECK(records.bad.empty());
  std::string all;
  for (const Article& article : records.articles)
    all +=
        article.id + '|' + article.title + '|' + (article.date ? to_iso(*article.date) : "") + '\n';
  CHECK(all ==
        "vol1/preface|Preface|\nvol1/d1|1. Telegram From Ann Lee to the Ministry|1955-02-02\n"
        "vol1/d2|2. Note|1955-03-04\n"
        "file#4|Kenya|\n");
  for (const Article& article : records.articles) CHECK(article.source == "Papers of the Ministry");
  CHECK(records.articles.at(1).line == 7);
}

TEST_CASE("The text of TEI is whole sentences, with the notes after it") {
  const auto records = read_records(kVolume);
  REQUIRE(records.articles.size() == 4);
  CHECK(records.articles[0].body == "This volume has two parts.\n\nThanks\n\nTo all.");
  CHECK(records.articles[1].body ==
        "Nairobi, February 2, 1955.\n\nThe envoy left for Mombasa with General Po.\n\n1. The "
        "road.\n\n2. The port.\n\nHe returned.\n\nA. Lee\n\nMr. Roe.\n\nSource: Box 4.");
  CHECK(records.articles[1].author == "Ann Lee");
  CHECK(records.articles[2].body == "Of the reply nothing is known.\n\n1954\n\nOld.");
  CHECK(records.articles[3].body == "On the talks of 1955.");
}

TEST_CASE("A TEI file without documents is one article, dated by its text or its source") {
  const auto date = [](const std::string& header, const std::string& text) {
    const auto records = read_records(
        tei("<titleStmt><title>Talks</title><author>Bo Roe</author></titleStmt>" + header, text));
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].title == "Talks");
    CHECK(records.articles[0].author == "Bo Roe");
    CHECK(records.articles[0].id == "vol1");
    return records.articles[0].date;
  };
  const std::string edition =
      "<publicationStmt><publisher>Library</publisher><date "
      "when=\"2010-05-06\"/></publicationStmt>";
  const std::string source =
      "<sourceDesc><bibl><title level=\"j\">The Gazette</title>, <date "
      "when=\"1871-02-03\">3 Feb. 1871</date></bibl></sourceDesc>";
  const std::string undated = "<sourceDesc><bibl><title>Old</title></bibl></sourceDesc>";
  const std::string body = "<body><p>Envoys met.</p></body>";
  CHECK(date(edition + source, body) == make_date(1871, 2, 3));
  CHECK(date(edition, body) == make_date(2010, 5, 6));
  CHECK_FALSE(date(edition + undated, body));
  CHECK(date(edition + source,
             "<body><p><dateline><date when=\"1871-02-01\">1 Feb.</date>"
             "</dateline></p><p>Met.</p></body>") == make_date(1871, 2, 1));
  const auto records = read_records(tei(source, body));
  CHECK(records.articles.at(0).source == "The Gazette");
}

TEST_CASE("Letters are told by their datelines, and a corpus holds many files") {
  const std::string letters =
      tei("<titleStmt><title>Letters</title></titleStmt>",
          "<body><div><head>To Bo</head><opener><dateline>Paris, <date when=\"1871-02-03\"/>"
          "</dateline></opener><p>One.</p></div><div><head>To Al</head><p>Two.</p><closer>"
          "<dateline><date when=\"1871-02-04\"/></dateline></closer></div></body>");
  const auto records =
      read_records("<teiCorpus><teiHeader/>" + letters.substr(letters.find("<TEI")) +
                   tei("", "<body><p>Three.</p></body>").substr(39) + "</teiCorpus>");
  REQUIRE(records.articles.size() == 3);
  CHECK(records.articles[0].title == "To Bo");
  CHECK(records.articles[0].date == make_date(1871, 2, 3));
  CHECK(records.articles[0].source == "Letters");
  CHECK(records.articles[1].title == "To Al");
  CHECK(records.articles[2].body == "Three.");
}
