// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;
using dateline::test::ReadRecords;

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

namespace {

const std::string kHeaders =
    "From: Desk <desk@example.org>\nSubject: Talks\nDate: Sat, 10 Dec 2016 17:18:40 +0000\n"
    "Message-ID: <1@example.org>\nMIME-Version: 1.0\n";

/// The articles of a message with these headers after the usual ones, and this body.
ReadRecords read_mail(const std::string& headers, const std::string& body) {
  return read_records(kHeaders + headers + "\n" + body, "mail");
}

std::string part(const std::string& headers, const std::string& body) {
  return "--b\n" + headers + "\n" + body + "\n";
}

const std::string kMixed = "Content-Type: multipart/mixed; boundary=\"b\"\n";

std::string message(const std::string& subject, const std::string& text) {
  return "From: Wire <w@example.org>\nSubject: " + subject +
         "\nDate: Fri, 9 Dec 2016 10:00:00 +0000\n\n" + text;
}

}  // namespace

TEST_CASE("Only a line with an address and a date parts the messages of an mbox") {
  for (const std::string line :
       {"From Geneva the envoy will travel on to Ankara", "From Monday to Sat the talks go on",
        "From 10:00 on Mon 1 Feb 2016 the envoys met", "From desk@example.org", "From ",
        "From Sat 10 Dec until 12 Dec 2016 the talks of 10:00 were held in Geneva by envoys of all",
        "From now on"}) {
    for (const std::string end : {"\n", "\r\n"}) {
      INFO(line);
      const std::string mbox = "From a@b Sat Dec 10 00:00:00 2016" + end + "From: a@example.org" +
                               end + "Subject: One" + end + "Date: 10 Dec 2016 00:00:00 +0000" +
                               end + end + "Text." + end + end + line + end + end + "More." + end;
      const auto records = read_records(mbox, "mail");
      REQUIRE(records.articles.size() == 1);
      CHECK(records.articles[0].body.find("More.") != std::string::npos);
      CHECK(records.articles[0].body.find(line.substr(0, line.find_last_not_of(' ') + 1)) !=
            std::string::npos);
    }
  }
}

TEST_CASE("Separators of an mbox come in several forms, each after a blank line") {
  for (const std::string line :
       {"From desk@example.org Sat Dec 10 00:00:00 2016", "From - Sat Dec 10 00:00:00 2016",
        "From desk at example.org  Sat Dec 10 00:00:00 2016",
        "From 1234@xxx Sat Dec 10 10:00:00 +0000 2016", "From a@b Sat Dec  3 10:00 CET 2016",
        "From MAILER-DAEMON Sat, 10 Dec 2016 10:00:00 +0100",
        "From uucp Sat Dec 10 00:00:00 2016 remote from host"}) {
    INFO(line);
    const std::string one = "From a@b Sat Dec 10 00:00:00 2016\n" + kHeaders + "\nText.\n";
    const std::string two = line + "\n" + message("Second", "More.\n");
    CHECK(read_records(one + "\n" + two, "mail").articles.size() == 2);
    CHECK(read_records(one + two, "mail").articles.size() == 1);
  }
}

TEST_CASE("A file .eml is one message, whatever its lines look like") {
  const std::string from = "From a@b Sat Dec 10 00:00:00 2016\n";
  const std::string text = "Text.\n\n" + from + message("Inner", ">From here.\n");
  for (const std::string& start : {std::string(), from}) {
    const auto records =
        read_records(start + kHeaders + "\n" + text, "mail", {}, "folder/dispatch.eml");
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].title == "Talks");
    CHECK(records.articles[0].body.find("Subject: Inner") != std::string::npos);
    CHECK(records.articles[0].body.find(">From here.") != std::string::npos);
  }
}

TEST_CASE("A line From in quoted-printable is text") {
  const auto records = read_records(
      "From a@b Sat Dec 10 00:00:00 2016\n" + kHeaders +
          "Content-Transfer-Encoding: quoted-printable\n\nText.\n\n=46rom a@b Sat Dec 10 00:00:00 "
          "2016 on.\n",
      "mail");
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].body == "Text.\n\nFrom a@b Sat Dec 10 00:00:00 2016 on.");
}

TEST_CASE("Enclosed messages are articles of their own, also in each other") {
  const std::string inner = message("Inner", "Envoys met.\n");
  const std::string middle =
      "From: Wire <w@example.org>\nSubject: Middle\nDate: Fri, 9 Dec 2016 "
      "10:00:00 +0000\nContent-Type: multipart/mixed; boundary=b1\n\n--b1\n"
      "\nSee below.\n--b1\nContent-Type: message/rfc822\n\n" +
      inner + "\n--b1--\n";
  const auto records = read_mail(
      kMixed, part("Content-Type: text/plain\n", "See attached.") +
                  part("Content-Type: message/rfc822\nContent-Disposition: attachment\n", middle) +
                  "--b--\n");
  REQUIRE(records.articles.size() == 3);
  CHECK(records.articles[0].title == "Talks");
  CHECK(records.articles[0].body == "See attached.");
  CHECK(records.articles[1].title == "Middle");
  CHECK(records.articles[1].body == "See below.");
  CHECK(records.articles[2].title == "Inner");
  CHECK(records.articles[2].body == "Envoys met.");
  CHECK(records.articles[2].date == make_date(2016, 12, 9));
  for (const Article& article : records.articles) CHECK(article.warnings.empty());
}

TEST_CASE("The parts of a digest are messages, and a digest may hold digests") {
  const std::string digest =
      "Subject: Inner digest\nContent-Type: multipart/digest; boundary=d2\n\n"
      "--d2\n\n" +
      message("Three", "Third.\n") + "\n--d2--\n";
  const auto records =
      read_mail("Content-Type: multipart/digest; boundary=d\n",
                "--d\n\n" + message("One", "First.\n") + "\n--d\nContent-Type: message/rfc822\n\n" +
                    message("Two", "Second.\n") + "\n--d\n\n" + digest + "\n--d--\n");
  std::string titles;
  for (const Article& article : records.articles) titles += article.title + ';';
  CHECK(titles == "Talks;One;Two;Inner digest;Three;");
}

TEST_CASE("Attached text is part of the text, by its type or its name") {
  const auto body = [](const std::string& headers, const std::string& content) {
    const auto records = read_mail(kMixed, part("", "Cover.") + part(headers, content) + "--b--\n");
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].warnings.empty());
    return records.articles[0].body;
  };
  const std::string attached = "Content-Disposition: attachment; filename=";
  CHECK(body("Content-Type: text/plain\n" + attached + "a.txt\n", "Envoys met.") ==
        "Cover.\n\nEnvoys met.");
  CHECK(body("Content-Type: application/octet-stream\n" + attached + "\"a.TXT\"\n",
             "\x93"
             "Caf\xe9\x94 talks in Qu\xe9"
             "bec went on, and the envoys parted.") ==
        "Cover.\n\n“Café” talks in Québec went on, and the envoys parted.");
  CHECK(body("Content-Type: text/plain; charset=windows-1251\n" + attached + "a.txt\n",
             "\xcf\xe5\xf0\xe5\xe3\xee\xe2\xee\xf0\xfb") == "Cover.\n\nПереговоры");
  CHECK(body("Content-Type: text/html\n" + attached + "a.html\n", "<p>One.</p><p>Two.</p>") ==
        "Cover.\n\nOne.\n\nTwo.");
  CHECK(body("Content-Type: application/octet-stream\n"
             "Content-Disposition: attachment; filename*0*=utf-8''%d0%bf; filename*1=.htm\n"
             "Content-Transfer-Encoding: base64\n",
             "PHA+T25lLjwvcD4=") == "Cover.\n\nOne.");
}

TEST_CASE("Parts that hold no text are told, and nothing else is") {
  const auto records = read_mail(
      kMixed,
      part("Content-Type: text/plain\n", "Cover.") +
          part("Content-Type: image/png; name=\"=?utf-8?Q?Karte_M=C3=A4rz.png?=\"\n", "x") +
          part("Content-Type: application/pdf\nContent-Disposition: attachment; "
               "filename=\"a.pdf\"\n",
               "%PDF") +
          part("Content-Type: text/plain; name=a.txt\n", std::string("\0\1\2\3PDF\0\0", 9)) +
          part("Content-Type: application/pgp-signature\n", "x") + "--b--\n");
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].body == "Cover.");
  REQUIRE(records.articles[0].warnings.size() == 1);
  CHECK(records.articles[0].warnings[0].text ==
        "not read, being neither plain text, a page nor a message: part 2 (image/png, Karte "
        "März.png), part 3 (application/pdf, a.pdf), part 4 (text/plain, a.txt)");
}

TEST_CASE("Of alternatives plain text is read, unless it is a stub of the page") {
  const auto read = [](const std::string& plain, const std::string& html) {
    const auto records =
        read_mail("Content-Type: multipart/alternative; boundary=b\n",
                  part("Content-Type: text/plain\n", plain) +
                      part("Content-Type: text/calendar\n", "BEGIN:VCALENDAR") +
                      part("Content-Type: multipart/related; boundary=b1\n",
                           "--b1\nContent-Type: text/html\n\n" + html + "\n--b1--") +
                      "--b--\n");
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].warnings.empty());
    return records.articles[0].body;
  };
  CHECK(read("Envoys met in Paris.", "<p>Envoys met in <b>Paris</b>.</p>") ==
        "Envoys met in Paris.");
  CHECK(
      read("See the page.", "<p>Envoys of six countries met in Paris and talked for ten hours.") ==
      "Envoys of six countries met in Paris and talked for ten hours.");
  CHECK(read("", "<p>Envoys met.</p>") == "Envoys met.");
}

TEST_CASE("A page beside plain text is not lost, nor is a body whose boundary is not found") {
  const auto mixed = read_mail(
      kMixed, part("", "Cover.") + part("Content-Type: text/html\n", "<p>Page.</p>") + "--b--\n");
  REQUIRE(mixed.articles.size() == 1);
  CHECK(mixed.articles[0].body == "Cover.\n\nPage.");
  const auto torn = read_mail("Content-Type: multipart/mixed; boundary=other\n", "Text is here.\n");
  REQUIRE(torn.articles.size() == 1);
  CHECK(torn.articles[0].body == "Text is here.");
  const auto open = read_mail(kMixed, part("", "Not closed."));
  REQUIRE(open.articles.size() == 1);
  CHECK(open.articles[0].body == "Not closed.");
}

TEST_CASE("A boundary that another begins with is told from it") {
  const auto records = read_mail(kMixed, part("Content-Type: multipart/mixed; boundary=bb\n",
                                              "--bb\n\nOne.\n--bb\n\nTwo.\n--bb--") +
                                             part("", "Three.") + "--b--\n");
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].body == "One.\n\nTwo.\n\nThree.");
}

TEST_CASE("Flowed text is joined, and a character cut between two encoded words is whole") {
  const auto flowed =
      read_mail("Content-Type: text/plain; format=flowed\n",
                "Envoys met \nin Paris \nand parted.\n\n They met again.\n-- \nAnn\n");
  REQUIRE(flowed.articles.size() == 1);
  CHECK(flowed.articles[0].body == "Envoys met in Paris and parted.\n\nThey met again.");
  const auto japanese =
      read_mail("Content-Type: text/plain; format=flowed; delsp=yes\n", "日本と \n中国\n");
  CHECK(japanese.articles.at(0).body == "日本と中国");
  const auto cut = read_records(
      "From: a@example.org\nTo: b@example.org\nDate: 10 Dec 2016 00:00:00 "
      "+0000\nSubject: =?utf-8?B?RXJkb8Q=?= =?UTF-8*tr?B?n2Fu?= spoke\n\nx\n",
      "mail");
  CHECK(cut.articles.at(0).title == "Erdoğan spoke");
}

TEST_CASE("A long text after two dashes is no signature") {
  std::string text = "Cover.\n\n-- \n";
  for (int i = 0; i < 40; ++i) text += "Envoys of six countries met in Paris.\n\n";
  const auto records = read_mail("", text);
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].body.size() > 1200);
}
