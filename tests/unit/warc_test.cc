// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

namespace {

std::string record(const std::string& type, const std::string& url, const std::string& block) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
         "\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " +
         std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

const std::string kPage =
    "<html><head><title>Talks resume</title></head><body><p>Envoys met in Paris, and they "
    "parted.</p></body></html>";

}  // namespace

TEST_CASE("Pages that were answered with success are articles, other records are passed over") {
  const std::string html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
  const auto records =
      read_records(record("warcinfo", "", "software: x") +
                   record("request", "https://example.org/0", "GET / HTTP/1.1\r\n\r\n") +
                   record("response", "https://example.org/1", html + "\r\n" + kPage) +
                   record("response", "https://example.org/2",
                          "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" + kPage) +
                   record("response", "https://example.org/3",
                          "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx") +
                   record("response", "https://example.org/4",
                          html + "Transfer-Encoding: chunked\r\n\r\n10\r\n" + kPage.substr(0, 16) +
                              "\r\n" + "1000\r\n" + kPage.substr(16) + "\r\n0\r\n\r\n"));
  CHECK(records.bad.empty());
  REQUIRE(records.articles.size() == 2);
  CHECK(records.articles[0].url == "https://example.org/1");
  CHECK(records.articles[1].url == "https://example.org/4");
  for (const Article& article : records.articles) {
    CHECK(article.title == "Talks resume");
    CHECK(article.body == "Envoys met in Paris, and they parted.");
  }
}

TEST_CASE("Packed pages are unpacked, and damage is told once") {
  const auto records =
      read_records(record("response", "https://example.org/1",
                          "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: "
                          "gzip\r\n\r\n\x1f\x8b\x08 damaged") +
                       "garbage\r\n" +
                       record("response", "https://example.org/2",
                              "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + kPage),
                   "warc");
  CHECK(records.articles.size() == 1);
  REQUIRE(records.bad.size() == 1);
  CHECK(records.bad[0].reason == RejectReason::syntax);
}

TEST_CASE("Pages and texts that are stored as resources are articles") {
  const auto stored = [](const std::string& kind, const std::string& url, const std::string& type,
                         const std::string& block) {
    return "WARC/1.0\r\nWARC-Type: " + kind + "\r\nWARC-Target-URI: " + url +
           "\r\nWARC-Date: 2018-06-20T00:00:00Z\r\nWARC-Identified-Content-Language: fra,eng\r\n"
           "Content-Type: " +
           type + "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block +
           "\r\n\r\n";
  };
  const auto records = read_records(
      stored("resource", "<https://example.org/1>", "text/html; charset=utf-8", kPage) +
      stored("resource", "https://example.org/2.txt", "text/plain",
             "Talks\nEnvoys met\nin Paris.\n") +
      stored("resource", "https://example.org/3.pdf", "application/pdf", "%PDF") +
      stored("resource", "urn:text:https://example.org/1", "text/plain", "Envoys") +
      stored("conversion", "https://example.org/2018/05/15/x", "text/plain",
             "Les pourparlers\nLes \xC3\xA9missaires sont venus.\nIls sont partis.\n"));
  CHECK(records.bad.empty());
  REQUIRE(records.articles.size() == 3);
  CHECK(records.articles[0].url == "https://example.org/1");
  CHECK(records.articles[1].title == "Talks");
  CHECK(records.articles[1].body == "Envoys met\nin Paris.");
  CHECK(records.articles[2].title == "Les pourparlers");
  CHECK(records.articles[2].body == "Les émissaires sont venus.\n\nIls sont partis.");
  CHECK(records.articles[2].language == "fr");
  CHECK_FALSE(records.articles[2].date);  // the day of the crawl is not that of the article
  REQUIRE(records.articles[2].warnings.size() == 1);
  CHECK(records.articles[2].warnings[0].text ==
        "passed over: 1 of type application/pdf (record 3), 1 with an address that is no page's "
        "(record 4)");
}

TEST_CASE("What is passed over is counted by kind, with the first record of each") {
  const auto answer = [](const std::string& status, const std::string& type) {
    return record("response", "https://example.org/x",
                  "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n\r\n" + kPage);
  };
  const std::string others = record("warcinfo", "", "x") + answer("404 Not Found", "text/html") +
                             answer("200 OK", "image/png") + answer("200 OK", "image/png; q=1") +
                             record("revisit", "https://example.org/y", "HTTP/1.1 200 OK\r\n\r\n");
  const std::string told =
      "passed over: 2 of type image/png (the first is record 3), 1 of HTTP status 404 (record 2), "
      "1 of the record type revisit (record 5)";
  const auto with_page = read_records(others + answer("200 OK", "text/html"));
  REQUIRE(with_page.articles.size() == 1);
  REQUIRE(with_page.articles[0].warnings.size() == 1);
  CHECK(with_page.articles[0].warnings[0].text == told);
  const auto without = read_records(others);
  REQUIRE(without.bad.size() == 1);
  CHECK(without.bad[0].reason == RejectReason::empty);
  CHECK(without.bad[0].detail == "no article; " + told);
}

TEST_CASE("Headers about packing and chunks that no longer hold cost no page") {
  const std::string html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  for (const std::string header :
       {"Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n", "Content-Encoding: deflate\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Encoding: br\r\n"}) {
    INFO(header);
    const auto records =
        read_records(record("response", "https://example.org/1", html + header + "\r\n" + kPage));
    CHECK(records.bad.empty());
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].body == "Envoys met in Paris, and they parted.");
  }
  // A page that begins with what could be the size of a chunk.
  const auto hexadecimal =
      read_records(record("response", "https://example.org/1",
                          html + "Transfer-Encoding: chunked\r\n\r\nDead bees\r\n" + kPage));
  CHECK(hexadecimal.articles.size() == 1);
  std::string packed = "\x8b\x02\x80";
  for (int i = 0; i < 100; ++i) packed += static_cast<char>(i * 37);
  const auto brotli = read_records(
      record("response", "https://example.org/1", html + "Content-Encoding: br\r\n\r\n" + packed));
  CHECK(brotli.articles.empty());
  REQUIRE(brotli.bad.size() == 1);
  CHECK(brotli.bad[0].detail == "a page packed as \"br\", which is not read");
}
