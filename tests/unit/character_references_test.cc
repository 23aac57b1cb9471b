// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/character_references.h"

#include <catch2/catch.hpp>

#include "indexer/readers/html_text.h"
#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

TEST_CASE("References are resolved by the names of the HTML standard and by number") {
  CHECK(resolve_references("C&ocirc;te d&#039;Ivoire &amp; Ghana") == "Côte d'Ivoire & Ghana");
  CHECK(resolve_references("Ko&ccaron;i&#x107; &#8211; &hellip;") == "Kočić – …");
  for (const char* plain : {"AT&T", "R&D;", "&copy 2016", "?a=1&copy=2", "&;", "&#;", "&#x;",
                            "&#xD800;", "&#1114112;", "&nosuchname;", "& amp;", "a &"})
    CHECK_FALSE(resolve_references(plain));
  CHECK(resolve_references("AT&T &amp; R&D;") == "AT&T & R&D;");
}

TEST_CASE("The list of names is in order and ends where the standard's does") {
  CHECK(named_character("AElig") == "Æ");
  CHECK(named_character("zwnj") == "\u200C");
  CHECK(named_character("amp") == "&");
  CHECK(named_character("amp;").empty());
  CHECK(named_character("").empty());
}

TEST_CASE("What was escaped twice is resolved as often") {
  CHECK(without_markup("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;") == "One & two.");
  CHECK(without_markup("&amp;lt;p&amp;gt;One&amp;nbsp;two.&amp;lt;/p&amp;gt;") == "One\u00A0two.");
  CHECK(without_markup("If a < b and b > c then AT&T.") == "If a < b and b > c then AT&T.");
}

TEST_CASE("Titles and texts of all formats are without references") {
  const std::string title = "C&ocirc;te d&#039;Ivoire &amp; Ghana &quot;agree&quot;";
  const std::string text = "AT&T said so &#8211; in Accra&#12;today.";
  for (const auto& [format, content] :
       {std::pair<std::string, std::string>{
            "jsonl",
            R"({"title":"C&ocirc;te d&#039;Ivoire &amp; Ghana &quot;agree&quot;","text":")" + text +
                "\"}"},
        {"csv", "title,text\n" + title + "," + text + "\n"},
        {"text", title + "\n\n" + text}}) {
    INFO(format);
    const auto records = read_records(content, format);
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].title == "Côte d'Ivoire & Ghana \"agree\"");
    CHECK(records.articles[0].body == "AT&T said so – in Accra\ntoday.");
  }
}
