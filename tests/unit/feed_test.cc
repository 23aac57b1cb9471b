// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

TEST_CASE("RSS items are articles, and the channel is their source") {
  const auto records = read_records(R"(<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Desk</title><language>en-gb</language>
<item><title>Talks &amp;amp; rows</title><link>https://example.org/1</link><guid isPermaLink="false">g1</guid>
<pubDate>Sat, 10 Dec 2016 12:55:28 GMT</pubDate><dc:creator>Ann Lee</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>Envoys met.</p><p>They parted.</p>]]></content:encoded></item>
<item><title>Broken & open</title><description>Text &nbsp; here <b>bold</item>
<item><title>Third</title></item></channel></rss>)");
  CHECK(records.bad.empty());
  REQUIRE(records.articles.size() == 3);
  const Article& article = records.articles[0];
  CHECK(article.title == "Talks & rows");
  CHECK(article.body == "Envoys met.\n\nThey parted.");
  CHECK(article.date == make_date(2016, 12, 10));
  CHECK(article.author == "Ann Lee");
  CHECK(article.source == "The Desk");
  CHECK(article.id == "g1");
  CHECK(article.url == "https://example.org/1");
  CHECK(records.articles[1].title == "Broken & open");
  CHECK(records.articles[2].title == "Third");
}

TEST_CASE("Atom entries have their address in an attribute and their text in XHTML") {
  const auto records = read_records(R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title>
<entry><id>tag:example.org,2016:1</id><title type="html">Talks &lt;i&gt;resume&lt;/i&gt;</title>
<link rel="self" href="https://example.org/a.xml"/><link rel="alternate" href="https://example.org/a"/>
<published>2016-12-10T23:00:00-05:00</published><updated>2016-12-12T00:00:00Z</updated>
<author><name>Ann Lee</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>
</entry></feed>)");
  REQUIRE(records.articles.size() == 1);
  const Article& article = records.articles[0];
  CHECK(article.title == "Talks resume");
  CHECK(article.url == "https://example.org/a");
  CHECK(article.date == make_date(2016, 12, 10));
  CHECK(article.body == "One.\n\nTwo.");
  CHECK(article.author == "Ann Lee");
}

TEST_CASE("A WordPress export gives its published posts") {
  const auto item = [](const std::string& title, const std::string& type,
                       const std::string& status) {
    return "<item><title>" + title +
           "</title><pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>"
           "<content:encoded><![CDATA[One\n[caption id=\"a\" width=\"1\"]x[/caption] "
           "line.\n\nTwo.]]></content:encoded>"
           "<excerpt:encoded><![CDATA[No.]]></excerpt:encoded><wp:post_date><![CDATA[2016-12-10 "
           "18:03:54]]></wp:post_date>"
           "<wp:post_type><![CDATA[" +
           type + "]]></wp:post_type><wp:status><![CDATA[" + status + "]]></wp:status></item>";
  };
  const auto records = read_records(
      "<rss version=\"2.0\"><channel><title>Desk</title>" + item("Post", "post", "publish") +
      item("Draft", "post", "draft") + item("Image", "attachment", "inherit") + "</channel></rss>");
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].title == "Post");
  CHECK(records.articles[0].date == make_date(2016, 12, 10));
  CHECK(records.articles[0].body.find("Two.") != std::string::npos);
  CHECK(records.articles[0].body.find("caption") == std::string::npos);
}

TEST_CASE("A news sitemap gives titles, days and addresses") {
  const auto records =
      read_records(R"(<urlset xmlns:news="x"><url><loc>https://example.org/1</loc><news:news>
<news:publication><news:name>Desk</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2016-12-10</news:publication_date><news:title>Talks resume</news:title></news:news></url>
<url><loc>https://example.org/about</loc></url></urlset>)");
  CHECK(records.bad.empty());
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].title == "Talks resume");
  CHECK(records.articles[0].source == "Desk");
  CHECK(records.articles[0].date == make_date(2016, 12, 10));
}

TEST_CASE("A feed without items is reported") {
  const auto records =
      read_records("<rss version=\"2.0\"><channel><title>Desk</title></channel></rss>");
  CHECK(records.articles.empty());
  REQUIRE(records.bad.size() == 1);
  CHECK(records.bad[0].reason == RejectReason::empty);
}

TEST_CASE("Values in CDATA lose the white space around them") {
  const auto records = read_records(R"(<rss version="2.0"><channel><title>Desk</title>
<item><title><![CDATA[
  Talks resume
]]></title><link><![CDATA[ 
 https://example.org/a ]]></link><guid><![CDATA[	https://example.org/?p=1
]]></guid><author><![CDATA[  Ann Lee ]]></author><pubDate><![CDATA[
Sat, 10 Dec 2016 12:55:28 GMT ]]></pubDate></item></channel></rss>)");
  REQUIRE(records.articles.size() == 1);
  const Article& article = records.articles[0];
  CHECK(article.title == "Talks resume");
  CHECK(article.url == "https://example.org/a");
  CHECK(article.id == "https://example.org/?p=1");
  CHECK(article.author == "Ann Lee");
  CHECK(article.date == make_date(2016, 12, 10));
}

TEST_CASE("Relative links are resolved against xml:base, the page of the feed, or the feed") {
  const auto url = [](const std::string& feed) {
    const auto records = read_records(feed);
    REQUIRE(records.articles.size() == 1);
    return records.articles[0].url;
  };
  const auto rss = [](const std::string& head, const std::string& link) {
    return "<rss version=\"2.0\"><channel><title>D</title>" + head +
           "<item><title>T</title><link>" + link + "</link></item></channel></rss>";
  };
  const std::string page = "<link>https://example.org/world/</link>";
  const std::string self =
      "<atom:link rel=\"self\" href=\"https://feeds.example.org/world/rss.xml\"/>";
  CHECK(url(rss(page, "/a/1.html")) == "https://example.org/a/1.html");
  CHECK(url(rss(page, "1.html")) == "https://example.org/world/1.html");
  CHECK(url(rss(page, "../1.html?x=1&amp;y=2#z")) == "https://example.org/1.html?x=1&y=2#z");
  CHECK(url(rss(page, "//other.example/1")) == "https://other.example/1");
  CHECK(url(rss(page, "http://other.example/1")) == "http://other.example/1");
  CHECK(url(rss(page, "/новости 1")) ==
        "https://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8%201");
  CHECK(url(rss(self, "1.html")) == "https://feeds.example.org/world/1.html");
  CHECK(url(rss(self + page, "1.html")) == "https://example.org/world/1.html");
  CHECK(url(rss(self + "<link>/news/</link>", "1.html")) ==
        "https://feeds.example.org/news/1.html");
  CHECK(url(rss("", "/a/1.html")) == "/a/1.html");
  CHECK(url("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://example.org/x/\">"
            "<link rel=\"hub\" href=\"https://hub.example/\"/><title>D</title>"
            "<entry xml:base=\"y/\"><title>T</title><link href=\"1\"/></entry></feed>") ==
        "https://example.org/x/y/1");
  CHECK(url("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
            "xmlns=\"http://purl.org/rss/1.0/\"><channel rdf:about=\"x\"><title>D</title>" +
            page + "</channel><item><title>T</title><link>/1</link></item></rdf:RDF>") ==
        "https://example.org/1");
}

TEST_CASE("An item has the id that its feed gives it, else its address") {
  const auto id = [](const std::string& item) {
    const auto records = read_records(
        "<rss version=\"2.0\"><channel><title>One</title><item>"
        "<title>T</title>" +
        item + "</item></channel></rss>");
    REQUIRE(records.articles.size() == 1);
    return records.articles[0].id;
  };
  const std::string link = "<link>https://one.example/a</link>";
  for (const std::string guid : {"1", "https://one.example/?p=1", "tag:one.example,2016:1"}) {
    CHECK(id("<guid isPermaLink=\"false\"> " + guid + "\n</guid>" + link) == guid);
    CHECK(id("<guid>" + guid + "</guid>" + link) == guid);
  }
  CHECK(id(link) == "https://one.example/a");
}

TEST_CASE("An Atom entry of another feed has that feed's title as its source") {
  const auto records = read_records(
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>All</title><entry><title>T</title>"
      "<source><id>urn:x</id><title>The Desk</title><updated>2016-12-10T00:00:00Z</updated>"
      "</source></entry></feed>");
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].source == "The Desk");
}

TEST_CASE("A JSON feed gives its items") {
  const auto records = read_records(
      R"({"version":"https:\/\/jsonfeed.org\/version\/1.1","title":"Desk","items":[
{"id":"https://example.org/1","url":"https://example.org/1","title":"Talks resume",
"content_html":"<p>Envoys met.</p>","date_published":"2016-12-10T09:00:00Z"},
{"id":"https://example.org/2","title":"Talks end","content_text":"They parted."}]})");
  REQUIRE(records.articles.size() == 2);
  CHECK(records.articles[0].body == "Envoys met.");
  CHECK(records.articles[0].date == make_date(2016, 12, 10));
  CHECK(records.articles[0].source == "Desk");
  CHECK(records.articles[1].body == "They parted.");
}
