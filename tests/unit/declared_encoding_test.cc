// SPDX-License-Identifier: GPL-2.0-or-later
#include <iconv.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <random>

#include "tests/support/read_records.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using dateline::test::collect;

namespace {

std::string encoded(std::string text, const char* encoding) {
  iconv_t state = iconv_open(encoding, "UTF-8");
  std::string out(text.size() * 4 + 16, '\0');
  char* from = text.data();
  char* to = out.data();
  std::size_t left = text.size();
  std::size_t room = out.size();
  REQUIRE(iconv(state, &from, &left, &to, &room) != static_cast<std::size_t>(-1));
  iconv(state, nullptr, nullptr, &to, &room);
  iconv_close(state);
  out.resize(out.size() - room);
  return out;
}

std::string feed(const std::string& declared, const std::string& title, const std::string& text) {
  return "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>\n<rss><channel><title>N</title>" +
         "<item><title>" + title + "</title><description>" + text +
         "</description></item></channel></rss>\n";
}

std::string page(const std::string& declared, const std::string& title, const std::string& text) {
  return "<!DOCTYPE html>\n<html><head><meta charset=\"" + declared + "\"><title>" + title +
         "</title></head><body><article><h1>" + title + "</h1><p>" + text +
         "</p></article></body></html>\n";
}

using Write = std::string (*)(const std::string&, const std::string&, const std::string&);
constexpr std::pair<const char*, Write> kWriters[] = {{"a.xml", feed}, {"a.html", page}};

test::ReadRecords read_file(const std::string& name, const std::string& content,
                            const std::string& encoding = {}) {
  const test::TemporaryFolder folder;
  std::ofstream(folder / name, std::ios::binary) << content;
  ReaderOptions options;
  options.encoding = encoding;
  const auto reader = open_articles(folder / name, nullptr, options);
  return collect(*reader);
}

std::size_t count_replaced(const Article& article) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::size_t count = 0;
  for (const std::string& text : {article.title, article.body})
    for (std::size_t at = 0; (at = text.find(kReplacement, at)) != std::string::npos; ++at) ++count;
  return count;
}

struct Sample {
  const char* encoding;
  const char* title;
  const char* text;
};
constexpr Sample kSamples[] = {
    {"windows-1251", "Переговоры в Женеве", "Министры обсудили прекращение огня и обмен пленными."},
    {"koi8-r", "Переговоры в Женеве", "Министры обсудили прекращение огня и обмен пленными."},
    {"iso-8859-2", "Rozmowy w Łodzi", "Ministrowie omówili wymianę jeńców i zawieszenie broni."},
    {"windows-1252", "Négociations à Genève",
     "Les ministres ont parlé d’un cessez-le-feu – enfin."},
    {"windows-1256", "محادثات في جنيف", "بحث الوزراء وقف إطلاق النار وتبادل الأسرى."},
    {"shift_jis", "ジュネーブで協議", "閣僚は停戦と捕虜の交換について協議した。"},
    {"euc-jp", "ジュネーブで協議", "閣僚は停戦と捕虜の交換について協議した。"},
    {"iso-2022-jp", "ジュネーブで協議", "閣僚は停戦と捕虜の交換について協議した。"},
    {"gb2312", "日内瓦会谈", "部长们讨论了停火和交换战俘的问题。"},
    {"big5", "日內瓦會談", "部長們討論了停火和交換戰俘的問題。"},
    {"euc-kr", "제네바 회담", "장관들은 휴전과 포로 교환을 논의했다."},
    {"utf-8", "Négociations à Genève", "Les ministres ont parlé d’un cessez-le-feu – enfin."},
};

}  // namespace

TEST_CASE("Feeds and pages come out as they were written in each encoding they declare") {
  for (const Sample& sample : kSamples) {
    INFO(sample.encoding);
    for (const std::string before : {"", "\n", " \r\n\t"})
      for (const auto& [name, write] : kWriters) {
        const auto records = read_file(
            name,
            before + encoded(write(sample.encoding, sample.title, sample.text), sample.encoding));
        REQUIRE(records.articles.size() == 1);
        CHECK(records.articles[0].title == sample.title);
        CHECK(records.articles[0].body == sample.text);
        CHECK(records.articles[0].warnings.empty());
      }
  }
}

TEST_CASE("Bytes that are UTF-8 throughout are UTF-8, whatever is declared") {
  for (const Sample& sample : kSamples)
    for (const char* declared : {"windows-1251", "ISO-8859-1", "gb2312", "koi8-r", "no-such"})
      for (const auto& [name, write] : kWriters) {
        INFO(sample.text << " declared as " << declared);
        const auto records = read_file(name, write(declared, sample.title, sample.text));
        REQUIRE(records.articles.size() == 1);
        CHECK(records.articles[0].title == sample.title);
        CHECK(records.articles[0].body == sample.text);
      }
}

TEST_CASE("What is declared as Latin-1 or UTF-8 may be Windows-1252") {
  for (const char* declared : {"ISO-8859-1", "us-ascii", "utf-8"}) {
    const std::string text = "Les ministres ont parlé d’un « cessez-le-feu » – enfin, à Genève.";
    const auto records =
        read_file("a.xml", encoded(feed(declared, "Négociations", text), "windows-1252"));
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].body == text);
  }
}

TEST_CASE("The encoding that the user names goes before what a file declares") {
  const Sample& sample = kSamples[0];
  for (const auto& [name, content] :
       {std::pair<std::string, std::string>{"a.xml", feed("utf-8", sample.title, sample.text)},
        {"a.html", page("iso-8859-1", sample.title, sample.text)},
        {"a.csv", std::string("title,text\n") + sample.title + "," + sample.text + "\n"},
        {"a.jsonl",
         std::string("{\"title\":\"") + sample.title + "\",\"text\":\"" + sample.text + "\"}\n"},
        {"a.txt", std::string(sample.title) + "\n\n" + sample.text + "\n"}}) {
    INFO(name);
    const auto records = read_file(name, encoded(content, "koi8-r"), "koi8-r");
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].title == sample.title);
    CHECK(records.articles[0].body == sample.text);
    const auto marked = read_file(name, "\xEF\xBB\xBF" + content, "koi8-r");
    REQUIRE(marked.articles.size() == 1);
    CHECK(marked.articles[0].title == sample.title);
  }
}

TEST_CASE("Text of seven bits is told by its escapes") {
  for (const char* encoding : {"ISO-2022-JP", "ISO-2022-KR"}) {
    const std::string title =
        encoding == std::string("ISO-2022-KR") ? "제네바 회담" : "ジュネーブで協議";
    const auto records = read_file("a.txt", encoded(title + "\n\nEnvoys met.\n", encoding));
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].title == title);
  }
}

TEST_CASE("No byte is replaced in silence, whatever bytes and encodings") {
  std::mt19937 random{22};
  const std::string encodings[] = {"windows-1251", "shift_jis",   "gb2312", "big5",  "euc-kr",
                                   "iso-8859-1",   "utf-8",       "koi8-r", "cp874", "euc-jp",
                                   "iso-2022-jp",  "iso-2022-kr", "x-none", "utf-16"};
  const auto noise = [&random](std::size_t size) {
    std::string text = "A";
    while (text.size() < size)
      text += random() % 3 == 0 ? static_cast<char>(random() % 128 + 128)
                                : static_cast<char>(random() % 26 + 'a');
    return text + "z";
  };
  std::size_t replaced = 0;
  for (int round = 0; round < 600; ++round) {
    const std::string& declared = encodings[random() % std::size(encodings)];
    const auto& forced = round % 3 == 0 ? encodings[random() % 6] : std::string();
    INFO(declared << ", forced " << forced);
    const std::string title = noise(10);
    const std::string text = noise(random() % 60 + 2);
    const auto records = round % 2 == 0 ? read_file("a.xml", feed(declared, title, text), forced)
                                        : read_file("a.txt", title + "\n\n" + text, forced);
    for (const Article& article : records.articles) {
      const std::size_t count = count_replaced(article);
      replaced += count;
      const bool told = std::any_of(
          article.warnings.begin(), article.warnings.end(),
          [](const Warning& warning) { return warning.kind == WarningKind::bad_bytes; });
      REQUIRE((count == 0 || told));
    }
  }
  CHECK(replaced > 0);
}
