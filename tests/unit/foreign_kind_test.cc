// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/foreign_kind.h"

#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <random>
#include <utility>
#include <vector>

#include "indexer/article_reader.h"
#include "tests/support/read_records.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using namespace dateline::test;

namespace {

/// A zip's members as it begins, without their content's checksums.
std::string zip(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string out;
  for (const auto& [name, content] : members) {
    out += std::string("PK\3\4", 4) + std::string(22, '\0');
    out += static_cast<char>(name.size());
    out += std::string(3, '\0') + name + content;
  }
  return out;
}

std::string kind_of(std::string_view head) {
  const auto told = foreign_kind(head);
  return told ? told->substr(0, told->find(':')) : std::string();
}

}  // namespace

TEST_CASE("A file that holds no text as it is is named") {
  const std::array<std::pair<std::string, std::string>, 14> kFiles{{
      {"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<< /Type /Catalog >>\n", "a PDF"},
      {"\xEF\xBB\xBF\n%PDF-1.7 \r1 0 obj\r<<>>", "a PDF"},
      {"%PDF-2.0\n", "a PDF"},
      {"{\\rtf1\\ansi\\deff0 Talks.}", "an RTF document"},
      {"{\\rtf1\r\n{\\fonttbl}", "an RTF document"},
      {"%!PS-Adobe-3.0\n%%Title: x", "PostScript"},
      {std::string("MZ\x90\0\3\0\0\0\4\0\0\0\xFF\xFF\0\0", 16) + std::string(200, '\0'),
       "a program"},
      {std::string("BM\x36\0\x0C\0\0\0\0\0\x36\0\0\0\x28\0\0\0", 18) + std::string(90000, '\xFF'),
       "an image (BMP)"},
      {std::string("GIF89a\1\0\1\0\x80\0\0\xFF\xFF\xFF\0\0\0", 19), "an image (GIF)"},
      {std::string("\0\0\0\x20"
                   "ftypisom\0\0\2\0isomiso2",
                   24),
       "a video (MP4)"},
      {std::string("RIFF\x24\0\0\0WAVEfmt ", 16), "a sound recording (WAV)"},
      {"<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg xmlns=\"http://www.w3.org/2000/svg\">",
       "an image (SVG)"},
      {std::string("SQLite format 3\0\x10\0", 18), "a database of SQLite"},
      {"Rar!\x1A\7", "a RAR archive"},
  }};
  for (const auto& [head, kind] : kFiles) CHECK(kind_of(head) == kind);
}

TEST_CASE("A document that is a zip inside is named, a zip of files is not") {
  const std::string types = "[Content_Types].xml";
  CHECK(kind_of(zip({{types, "x"}, {"_rels/.rels", "x"}, {"word/document.xml", "x"}})) ==
        "a Word document (DOCX)");
  CHECK(kind_of(zip({{"word/numbering.xml", "x"}})) == "a Word document (DOCX)");
  CHECK(kind_of(zip({{"docProps/app.xml", "x"}, {"xl/workbook.xml", "x"}})) ==
        "an Excel spreadsheet (XLSX)");
  CHECK(kind_of(zip({{types, "x"}})) == "an Office document");
  CHECK(kind_of(zip({{"mimetype", "application/vnd.oasis.opendocument.text"}})) ==
        "an OpenDocument text (ODT)");
  CHECK(kind_of(zip({{"mimetype", "application/epub+zip"}})) == "an e-book (EPUB)");
  CHECK(kind_of(zip({{"META-INF/MANIFEST.MF", "x"}})) == "a program");
  CHECK(kind_of(zip({{"word/of/the/day.txt", "x"}})).empty());
  CHECK(kind_of(zip({{"articles/one.xml", "x"}, {"word/two.xml", "x"}})).empty());
}

TEST_CASE("Prose that opens as another kind of file does is a text") {
  for (const char* text :
       {"%PDF-1.4 is how such a file begins\n\nAnd then come objects.",
        "%PDF-1.4\n\nThe format turned twenty on Monday.", "%PDF files\n\nText.",
        "{\\rtf1 is how RTF begins\n\nText.", "BM rises in Paris\n\nText.",
        "MZ-80 sold again\n\nText.", "GIF89a, a standard\n\nText.", "ID3 tags explained\n\nText.",
        "RIFF and WAVE\n\nText.", "The ftyp box\n\nText.", "PAR1S\n\nText.", "<svgs are nice>\n",
        "SQLite format 3 is old\n\nText.", "PK\n\nText.", "%!PS, a mark\n\nText."}) {
    INFO(text);
    CHECK(kind_of(text).empty());
  }
}

TEST_CASE("Random printable text is of no foreign kind") {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> letter(' ', '~');
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (int i = 0; i < 80; ++i) text += static_cast<char>(letter(random));
    INFO(text);
    REQUIRE_FALSE(foreign_kind(text));
  }
}

TEST_CASE("A file of a foreign kind is rejected by its kind, whatever it is called") {
  const TemporaryFolder folder;
  const std::string pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n";
  for (const char* name : {"a.txt", "a.jsonl", "a.html", "a", "a.pdf"}) {
    for (const char* format : {"", "text", "html"}) {
      std::ofstream(folder / name) << pdf;
      const auto reader = open_articles(folder / name, find_format(format), {});
      const auto records = collect(*reader);
      CHECK(records.articles.empty());
      REQUIRE(records.bad.size() == 1);
      CHECK(records.bad[0].reason == RejectReason::unknown_format);
      CHECK(records.bad[0].detail == "a PDF: turn it into text first, for instance with pdftotext");
    }
  }
}

TEST_CASE("A part of a mail that says it is text, and is not, is left out") {
  const TemporaryFolder folder;
  std::ofstream(folder / "a.eml")
      << "From: Desk <desk@example.org>\nTo: x@example.org\nDate: Sat, 10 Dec 2016 10:00:00 +0000\n"
         "Subject: Talks\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
         "--b\nContent-Type: text/plain\n\nThe text.\n"
         "--b\nContent-Type: text/plain; name=a.txt\n\n{\\rtf1\\ansi Hidden words.}\n"
         "--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
         "JVBERi0xLjQKMSAwIG9iago8PD4+CmVuZG9iago=\n--b--\n";
  const auto reader = open_articles(folder / "a.eml", nullptr, {});
  const auto records = collect(*reader);
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].body == "The text.");
}
