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
