// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/article_reader.h"

#include <zlib.h>

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::collect;
using dateline::test::read_records;

namespace {

/// A file that is gone at the end.
class TempFile {
 public:
  TempFile(const std::string& name, const std::string& content)
      : path_(std::filesystem::temp_directory_path() /
              (std::to_string(std::random_device{}()) + "-" + name)) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  ~TempFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

std::string gzipped(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string packed(text.size() + 200, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.erase(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string utf16(const std::string& ascii, bool big_endian) {
  std::string out = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) out += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
  return out;
}

std::string_view detected(std::string_view path, std::string_view head) {
  const InputFormat* format = detect_format(path, head);
  return format == nullptr ? "none" : format->name;
}

}  // namespace

TEST_CASE("The content tells the format, whatever the name says") {
  CHECK(detected("a.txt", "{\"title\":\"A\"}\n{\"title\":\"B\"}\n") == "jsonl");
  CHECK(detected("a", "title,text,date\nA,b,2016-12-10\n") == "csv");
  CHECK(detected("a", "title\ttext\tdate\nA\tb\t2016-12-10\n") == "tsv");
  CHECK(detected("a.xml", "<?xml version=\"1.0\"?>\n<LEWIS>\n<REUTERS NEWID=\"1\">") == "reuters");
  CHECK(detected("a", "Talks, dates and texts\n\nEnvoys met.") == "text");
  CHECK(detected("a.csv", "Schlagzeile;Inhalt\nA;b\n") == "csv");
  CHECK(detected("a.csv.gz", "Schlagzeile;Inhalt\nA;b\n") == "csv");
  CHECK(detected("a.png", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\2\3\4\5", 22)) == "none");
}

TEST_CASE("Compressed files and UTF-16 are read like others") {
  const std::string text = "{\"title\":\"A\"}\n{\"title\":\"B\"}\n";
  for (const std::string& content :
       {text, gzipped(text), gzipped(text.substr(0, 9)) + gzipped(text.substr(9)),
        utf16(text, false), utf16(text, true), gzipped(utf16(text, true))}) {
    const TempFile file("a.jsonl", content);
    const auto reader = open_articles(file.path(), nullptr, {});
    const auto records = collect(*reader);
    CHECK(records.bad.empty());
    REQUIRE(records.articles.size() == 2);
    CHECK(records.articles[1].title == "B");
  }
}

TEST_CASE("What follows gzip data is ignored and told, but for zeroes") {
  const std::string packed = gzipped("{\"title\":\"A\"}\n") + gzipped("{\"title\":\"B\"}\n");
  for (const std::string& rest : {std::string(), std::string(1000, '\0'), std::string("rubbish"),
                                  std::string("\x1f not gzip"), std::string(9, '\0') + "x"}) {
    const TempFile file("a.jsonl.gz", packed + rest);
    const auto reader = open_articles(file.path(), nullptr, {});
    const auto records = collect(*reader);
    CHECK(records.bad.empty());
    CHECK(records.articles.size() == 2);
    const bool told = records.note.find("ignored") != std::string::npos;
    CHECK(told == (rest.find_first_not_of('\0') != std::string::npos));
  }
  const TempFile cut("a.jsonl.gz", packed.substr(0, packed.size() - 9));
  const auto reader = open_articles(cut.path(), nullptr, {});
  CHECK_FALSE(collect(*reader).bad.empty());
}

TEST_CASE("A file whose name is not UTF-8 has an id of its own, and a warning") {
  std::vector<std::string> ids;
  for (const std::string name : {"\xD1.txt", "\xD2.txt"}) {
    const auto records = read_records("Title\n\nText.", "text", {}, name);
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].warnings.size() == 1);
    ids.push_back(records.articles[0].id);
  }
  CHECK(ids == std::vector<std::string>{"%D1.txt#1", "%D2.txt#1"});
}

TEST_CASE("A named encoding is converted") {
  const TempFile file("a.txt", "Caf\xE9 \x93open\x94\n\nText.");
  ReaderOptions options;
  options.encoding = "latin1";
  const auto reader = open_articles(file.path(), nullptr, options);
  const auto records = collect(*reader);
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].title == "Café “open”");
}

TEST_CASE("What cannot be read gives one record that says why") {
  const auto only_reason = [](const std::string& path) {
    const auto reader = open_articles(path, nullptr, {});
    const auto records = collect(*reader);
    REQUIRE(records.articles.empty());
    REQUIRE(records.bad.size() == 1);
    return records.bad[0].reason;
  };
  CHECK(only_reason("/nonexistent/file.txt") == RejectReason::unreadable);
  CHECK(only_reason("/") == RejectReason::unreadable);
  std::string noise;
  for (int i = 0; i < 4000; ++i) noise += static_cast<char>(i * 37 + i / 7);
  const TempFile binary("a.bin", noise);
  CHECK(only_reason(binary.path()) == RejectReason::unknown_format);
}

TEST_CASE("A damaged archive gives what is before the damage, and a record for the rest") {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "{\"title\":\"" + std::to_string(i * 7919) + "\"}\n";
  const std::string packed = gzipped(text);
  const TempFile file("a.jsonl.gz", packed.substr(0, packed.size() / 2));
  const auto reader = open_articles(file.path(), nullptr, {});
  const auto records = collect(*reader);
  CHECK(records.articles.size() > 100);
  REQUIRE_FALSE(records.bad.empty());
  CHECK(records.bad.back().reason == RejectReason::unreadable);
}

TEST_CASE("Whatever the bytes, each reader ends, and gives articles or reasons") {
  const std::array<std::string, 12> kSeeds{
      "{\"title\":\"A\",\"body\":\"<p>b</"
      "p>\",\"date\":\"2016-12-10\"}\n{\"title\":[{\"name\":1}]}\n",
      "title,text,date\n\"A, \"\"b\"\"\",\"c\nd\",2016-12-10\nE,f\n",
      "<LEWIS><REUTERS NEWID=\"1\"><DATE>1-MAR-1987</DATE><TEXT><TITLE>A &lt;b> &#3;</TITLE>"
      "<BODY>C\n    d\n Reuter</BODY></TEXT></REUTERS><REUTERS>",
      "Title\nDate: 2016-12-10\n\nPARIS, Dec 10 (A) - Text.\n",
      "<!DOCTYPE a [<!ENTITY x \"&y;&y;\"><!ENTITY y SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
      "\xFF\xFE{\0}\0\x1f\x8b\x08",
      "<rss><channel><title>D</title><item><title>A "
      "&amp;</title><content:encoded><![CDATA[<p>b</p>]]>"
      "</content:encoded><wp:post_type>post</wp:post_type></item><entry><link href='x'/></entry>",
      "<newsMessage><newsItem "
      "guid='1'><contentMeta><headline>A</headline></contentMeta><contentSet>"
      "<inlineXML><nitf><body><body.content><p>b</p></body.content></body></nitf></inlineXML>",
      "\x01"
      "a 1 b xyz\r\n\x02Title =\r\n text\x03"
      "101137 GMT Dec 16\x04\x16\x01W\x1f\x02^By A=\n^T<\n\x03XY-WF-1-2-03<",
      "From a\nFrom: =?utf-8?Q?a=41?= <a@b>\nSubject: =?x?B?QQ==?=\nDate: 1 Jan "
      "2016\nMIME-Version: 1.0\n"
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: "
      "base64\n\nQUJD\n--b--\n",
      "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 "
      "OK\r\nContent-Type: text/html\r\n"
      "Transfer-Encoding: chunked\r\n\r\n5\r\n<p>a,\r\n",
      "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><script "
      "type='application/ld+json'>{\"@type\":"
      "\"NewsArticle\",\"headline\":\"A\"}</script></head><body><div class=story><p>One, two, "
      "three, four, five, six."
      "<td>x<p></table></div>"};
  std::mt19937 random{13};
  for (int round = 0; round < 1500; ++round) {
    std::string content = kSeeds[random() % kSeeds.size()];
    for (std::size_t i = random() % 6; i > 0; --i) {
      const std::size_t at = random() % content.size();
      switch (random() % 4) {
        case 0:
          content[at] = static_cast<char>(random());
          break;
        case 1:
          content.erase(at, random() % 8);
          break;
        case 2:
          content.insert(at, kSeeds[random() % kSeeds.size()].substr(0, random() % 30));
          break;
        default:
          content.insert(at, 1, "\"<&\n,\0"[random() % 6]);
          break;
      }
      if (content.empty()) content = " ";
    }
    for (const InputFormat& format : input_formats()) {
      const auto records = read_records(content, format.name);
      for (const Article& article : records.articles) {
        REQUIRE_FALSE(article.id.empty());
        REQUIRE_FALSE((article.title.empty() && article.body.empty()));
      }
    }
    detect_format("file", content);
  }
}
