// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

namespace {

const std::string kMessage =
    "Received: by host\r\nDate: Sat, 10 Dec 2016 17:18:40 +1100\r\nMessage-ID: <m1@example.org>\r\n"
    "Subject: =?utf-8?Q?Erdo=C4=9Fan_meets?=\r\n =?utf-8?B?IGVudm95cw==?=\r\nFrom: \"The Desk\" "
    "<desk@example.org>\r\n"
    "To: x@example.org\r\nContent-Type: multipart/alternative; "
    "boundary=\"b1\"\r\n\r\nno\r\n--b1\r\n"
    "Content-Type: text/html\r\n\r\n<p>No</p>\r\n--b1\r\nContent-Type: text/plain; "
    "charset=iso-8859-1\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9 talks =\r\nwent on.\r\n\r\n-- "
    "\r\nSigned\r\n--b1--\r\n";

}  // namespace

TEST_CASE("A mail is an article: subject, date, sender and plain text") {
  const auto records = read_records(kMessage);
  REQUIRE(records.articles.size() == 1);
  const Article& article = records.articles[0];
  CHECK(article.title == "Erdoğan meets envoys");
  CHECK(article.date == make_date(2016, 12, 10));
  CHECK(article.source == "The Desk");
  CHECK(article.id == "m1@example.org");
  CHECK(article.body == "Café talks went on.");
}

TEST_CASE("An mbox is cut at its From lines, and quoted ones are text") {
  const std::string second =
      "From a@b Sat Dec 10 00:00:00 2016\nDate: 10 Dec 2016 00:00:00 +0000\nFrom: "
      "a@example.org\nSubject: Two\n\n"
      ">From here on it is text.\n";
  const auto records =
      read_records("From a@b Sat Dec 10 00:00:00 2016\n" + kMessage + "\n" + second);
  REQUIRE(records.articles.size() == 2);
  CHECK(records.articles[1].title == "Two");
  CHECK(records.articles[1].source == "example.org");
  CHECK(records.articles[1].body == "From here on it is text.");
}
