// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

namespace {

constexpr const char* kNitf =
    R"(<nitf><head><docdata><doc-id id-string="desk-1"/><date.issue norm="20161210T150101+0100"/>
<doc.copyright holder="The Desk" year="2016"/></docdata></head><body><body.head><hedline>
<hl1>Talks
 resume</hl1><hl2>Again</hl2></hedline><byline>By Ann Lee<byttl>Staff Writer</byttl></byline>
<dateline><location>PARIS</location></dateline></body.head><body.content><p>Envoys &amp; others
met.</p><media><media-caption>A picture.</media-caption></media><p>They <em>parted</em>.</p>
</body.content></body></nitf>)";

}  // namespace

TEST_CASE("NITF gives headline, day of issue, author, and text without pictures") {
  const auto records = read_records(std::string("<?xml version=\"1.0\"?>\n") + kNitf);
  REQUIRE(records.bad.empty());
  REQUIRE(records.articles.size() == 1);
  const Article& article = records.articles[0];
  CHECK(article.id == "desk-1");
  CHECK(article.title == "Talks resume");
  CHECK(article.date == make_date(2016, 12, 10));
  CHECK(article.source == "The Desk");
  CHECK(article.author == "Ann Lee");
  CHECK(article.body == "PARIS - Envoys & others met.\n\nThey parted.");
  CHECK(article.line == 2);
}

TEST_CASE("XML in another encoding is converted as it declares") {
  const std::string head = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>";
  const auto records = read_records(
      head +
      "<nitf><body><body.head><hedline><hl1>Caf\xE9</hl1></hedline></body.head></body></nitf>");
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].title == "Café");
}

TEST_CASE("NewsML-G2 gives each text item, whatever its prefix, and passes over pictures") {
  const std::string item =
      R"(<n:newsItem guid="urn:desk:1" xml:lang="en-GB"><n:itemMeta><n:itemClass qcode="ninat:text"/>
<n:provider qcode="p:d"><n:name>Desk</n:name></n:provider><n:versionCreated>2016-12-12T00:00:00Z</n:versionCreated>
</n:itemMeta><n:contentMeta><n:contentCreated>2016-12-10T01:00:00Z</n:contentCreated><n:by>By Ann Lee</n:by>
<n:headline role="h:sub">No</n:headline><n:headline>Talks resume</n:headline></n:contentMeta><n:contentSet>
<n:inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Envoys met.</p><p>They parted.</p></body></html>
</n:inlineXML></n:contentSet></n:newsItem>)";
  const std::string picture =
      R"(<n:newsItem guid="urn:desk:2"><n:itemMeta><n:itemClass qcode="ninat:picture"/></n:itemMeta>
<n:contentMeta><n:headline>A picture</n:headline></n:contentMeta></n:newsItem>)";
  const auto records = read_records("<n:newsMessage xmlns:n=\"x\"><n:itemSet>" + item + picture +
                                    "</n:itemSet></n:newsMessage>");
  CHECK(records.bad.empty());
  REQUIRE(records.articles.size() == 1);
  const Article& article = records.articles[0];
  CHECK(article.id == "urn:desk:1");
  CHECK(article.title == "Talks resume");
  CHECK(article.date == make_date(2016, 12, 10));
  CHECK(article.source == "Desk");
  CHECK(article.author == "Ann Lee");
  CHECK(article.body == "Envoys met.\n\nThey parted.");
}

TEST_CASE("NewsML 1 gives its headline, and wire copy with its dateline") {
  const auto records = read_records(
      R"(<NewsML><NewsItem xml:lang="en"><Identification><NewsIdentifier><NewsItemId>n1</NewsItemId>
<PublicIdentifier>urn:newsml:desk:n1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20161210T134951+0000</FirstCreated></NewsManagement><NewsComponent>
<NewsLines><DateLine>PARIS, Dec 10, 2016 (Desk) -</DateLine><HeadLine>Talks resume</HeadLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Desk"/></Provider></AdministrativeMetadata>
<ContentItem><DataContent><p>Envoys met.</p><p>They parted.</p></DataContent></ContentItem>
</NewsComponent></NewsItem></NewsML>)");
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].id == "urn:newsml:desk:n1");
  CHECK(records.articles[0].body == "PARIS, Dec 10, 2016 (Desk) - Envoys met.\n\nThey parted.");
  CHECK(records.articles[0].source == "Desk");
  CHECK(records.articles[0].date == make_date(2016, 12, 10));
}

TEST_CASE("Entities are never expanded nor fetched") {
  const auto records = read_records(
      "<!DOCTYPE nitf [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">"
      "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><nitf><body><body.head><hedline><hl1>T "
      "&b;&f;</hl1>"
      "</hedline></body.head></body></nitf>",
      "nitf");
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].title.find("aaa") == std::string::npos);
  CHECK(records.articles[0].title.find("root:") == std::string::npos);
}

TEST_CASE("A million nested elements do no harm") {
  std::string deep =
      "<nitf><body><body.head><hedline><hl1>T</hl1></hedline></body.head><body.content>";
  for (int i = 0; i < 1000000; ++i) deep += "<p>";
  CHECK_NOTHROW(read_records(deep + "</body.content></body></nitf>", "nitf"));
  CHECK_NOTHROW(read_records(deep, "html"));
}
