// SPDX-License-Identifier: GPL-2.0-or-later
#include <simdjson.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>

#include "indexer/readers/clean_text.h"
#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

namespace {

std::string sentence(int number) {
  return "Paragraph " + std::to_string(number) +
         " tells, at some length, what the envoys said, whom they met, and why they parted again.";
}

std::string page(const std::string& head, const std::string& around = "") {
  std::string text = "<!DOCTYPE html><html lang=\"en-GB\"><head>" + head +
                     "</head><body><nav><ul><li><a href=\"/\">Home</a></li></ul></nav>" + around +
                     "<div class=\"story\"><h1>Talks resume</h1>";
  for (int i = 0; i < 6; ++i) text += "<p>" + sentence(i) + "</p>";
  return text +
         "<p><a href=\"/x\">Read more of this</a></p></div><div class=\"related-links\"><p>" +
         sentence(77) + "</p></div><footer><p>" + sentence(88) + "</p></footer></body></html>";
}

/// Word-level F1 of two texts, by letters of any script.
double f1(const std::string& expected, const std::string& got) {
  const auto words = [](const std::string& text) {
    std::map<std::string, int> counts;
    std::string word;
    for (const char c : ascii_lower(text) + " ") {
      const bool in_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
      if (in_word) {
        word += c;
      } else if (!word.empty()) {
        ++counts[word];
        word.clear();
      }
    }
    return counts;
  };
  const auto a = words(expected);
  const auto b = words(got);
  int common = 0;
  int total = 0;
  for (const auto& [word, count] : a) {
    total += count;
    if (const auto found = b.find(word); found != b.end()) common += std::min(count, found->second);
  }
  for (const auto& [word, count] : b) total += count;
  return total == 0 ? 1 : 2.0 * common / total;
}

}  // namespace

TEST_CASE("The text of a page comes without navigation, teasers and footer") {
  const auto records = read_records(page("<title>Talks resume - The Desk</title>"));
  REQUIRE(records.articles.size() == 1);
  const Article& article = records.articles[0];
  std::string expected;
  for (int i = 0; i < 6; ++i) expected += (i > 0 ? "\n\n" : "") + sentence(i);
  CHECK(article.body == expected);
  CHECK(article.title == "Talks resume");
  CHECK(article.language == "en");
}

TEST_CASE("Metadata come from JSON-LD, from OpenGraph or from what is shown") {
  const std::string json =
      R"(<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],
"headline":"Talks resume","datePublished":"2016-12-10T10:00:00Z","author":[{"name":"Ann Lee"}],
"publisher":{"name":"The Desk"}}]}</script>)";
  const std::string meta =
      R"(<meta property="og:title" content="Talks resume | The Desk"><meta property="og:site_name" content="The Desk">
<meta property="article:modified_time" content="2016-12-12"><meta name="author" content="By Ann Lee">
<meta property="article:published_time" content="2016-12-10T23:30:00-05:00">)";
  for (const std::string& content : {page(json), page(meta),
                                     page("<title>Talks resume - The Desk</title>",
                                          "<div class=\"byline\">By Ann Lee</div><time "
                                          "class=\"updated\" datetime=\"2016-12-12\"></time>"
                                          "<time>Published: 10 December 2016</time>")}) {
    const auto records = read_records(content);
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].title == "Talks resume");
    CHECK(records.articles[0].date == make_date(2016, 12, 10));
    CHECK(records.articles[0].author == "Ann Lee");
    CHECK(records.articles[0].source == "The Desk");
  }
}

TEST_CASE(
    "Pages in other encodings are read as they declare, and UTF-8 as UTF-8 though undeclared") {
  const auto title_of = [](const std::string& content) {
    return read_records(content, "html").articles.at(0).title;
  };
  CHECK(title_of("<html><title>Café</title><p>x</p></html>") == "Café");
  CHECK(title_of("<html><title>Caf\xE9</title><p>x</p></html>") == "Café");
  CHECK(
      title_of("<html><meta charset=\"windows-1251\"><title>\xCC\xE8\xF0</title><p>x</p></html>") ==
      "Мир");
}

namespace {

constexpr const char* kHeadline = "<h1>Talks about the harbour resume</h1>";

/// A page with a headline, what stands under it, a text, and what stands around.
std::string dated_page(const std::string& below_headline, const std::string& above = "",
                       const std::string& below = "", const std::string& language = "en") {
  return "<html lang=\"" + language +
         "\"><head><title>Talks about the harbour resume</title></head><body>" + above +
         "<article>" + kHeadline + below_headline + "<p>" + sentence(1) + "</p><p>" + sentence(2) +
         "</p></article>" + below + "</body></html>";
}

Article only_article(const std::string& page) {
  const auto records = read_records(page, "html");
  REQUIRE(records.articles.size() == 1);
  return records.articles[0];
}

}  // namespace

TEST_CASE("The date beside the headline is the page's, and no part of its text") {
  const std::string body = sentence(1) + "\n\n" + sentence(2);
  for (const char* line :
       {"<p>28 March 2018</p>", "<div class=\"x\">By Ann Lee | March 28, 2018</div>",
        "<p>Updated: April 2, 2018<br>Published: MARCH 28, 2018 16:09 IST</p>",
        "<p>Published March 28, 2018. Updated April 2, 2018</p>",
        "<div>Updated</div><div>April 2, 2018</div><div>Published</div><div>March 28, 2018</div>",
        "<time class=\"entry-date published updated\" datetime=\"2018-03-28T08:00\">3 h ago</time>",
        "<time class=\"updated\" datetime=\"2018-04-02\"></time><time "
        "datetime=\"2018-03-28\"></time>",
        "<span class=\"date\" title=\"2018-03-28\">last week</span>"}) {
    INFO(line);
    const Article article = only_article(dated_page(line));
    CHECK(article.date == make_date(2018, 3, 28));
    CHECK(article.date_origin == DateOrigin::page);
    CHECK(article.body == body);
    CHECK((article.author.empty() || article.author == "Ann Lee"));
  }
}

TEST_CASE("Published is told from updated in the languages of papers, in either order") {
  struct Words {
    const char* language;
    const char* published;
    const char* updated;
  };
  for (const Words& words : std::initializer_list<Words>{
           {"en", "Published: 28 March 2018", "Last updated: 2 April 2018"},
           {"fr", "Publié le 28 mars 2018", "Mis à jour le 2 avril 2018"},
           {"de", "Veröffentlicht am 28. März 2018", "Aktualisiert am 2. April 2018"},
           {"es", "Publicado el 28 de marzo de 2018", "Actualizado el 2 de abril de 2018"},
           {"pt", "Publicado em 28 de março de 2018", "Atualizado em 2 de abril de 2018"},
           {"it", "Pubblicato il 28 marzo 2018", "Aggiornato il 2 aprile 2018"},
           {"nl", "Gepubliceerd op 28 maart 2018", "Bijgewerkt op 2 april 2018"},
           {"pl", "Opublikowano 28 marca 2018", "Zaktualizowano 2 kwietnia 2018"},
           {"ru", "Опубликовано 28 марта 2018 г.", "Обновлено 2 апреля 2018 г."},
           {"uk", "Опубліковано 28 березня 2018 р.", "Оновлено 2 квітня 2018 р."},
           {"tr", "Yayınlanma: 28 Mart 2018", "Güncelleme: 2 Nisan 2018"},
           {"ar", "تاريخ النشر: ٢٨ مارس ٢٠١٨", "آخر تحديث: ٢ أبريل ٢٠١٨"},
           {"he", "פורסם: 28 במרץ 2018", "עודכן: 2 באפריל 2018"},
           {"zh", "发布时间：2018年3月28日", "更新时间：2018年4月2日"},
           {"ja", "公開 2018年3月28日", "更新 2018年4月2日"},
           {"ko", "입력 2018년 3월 28일", "수정 2018년 4월 2일"}}) {
    const std::string published = words.published;
    const std::string updated = words.updated;
    for (const std::string& lines : {published + "<br>" + updated, updated + "<br>" + published,
                                     updated + " | " + published}) {
      INFO(lines);
      const Article article =
          only_article(dated_page("<div>" + lines + "</div>", "", "", words.language));
      CHECK(article.date == make_date(2018, 3, 28));
      CHECK(article.body.find("2018") == std::string::npos);
    }
  }
}

TEST_CASE("Dates of teasers, comments, menus and footers are not the page's") {
  const std::string time = "<time datetime=\"2019-07-02\">2 July 2019</time>";
  for (const auto& [above, below] : std::initializer_list<std::pair<std::string, std::string>>{
           {"<aside><h3>Latest</h3><ul><li><a href=\"/a\">Bhutan opens a port</a> " + time +
                "</li></ul></aside>",
            ""},
           {"<header>" + time + "<nav><a href=\"/\">Home and all of the other news that is " +
                "there</a></nav></header>",
            ""},
           {"", "<div class=\"comments\"><div><b>Joe</b> " + time + "<p>Nice.</p></div></div>"},
           {"", "<section><h3>More</h3><div><a href=\"/b\">Bhutan opens a port</a></div><p>" +
                    time + "</p></section>"},
           {"", "<footer>© The Desk, 2 July 2019</footer>"}}) {
    INFO(above << below);
    CHECK_FALSE(only_article(dated_page("", above, below)).date);
    CHECK(only_article(dated_page("<p>28 March 2018</p>", above, below)).date ==
          make_date(2018, 3, 28));
  }
}

TEST_CASE("A date within the text is no date of the page") {
  for (const char* line : {"<p>29 November 2018 - 20 January 2019</p>",
                           "<p>On 12 May 2012 the two states had signed a treaty about it.</p>",
                           "<p>Born 12 May 1962</p>"}) {
    INFO(line);
    const Article article =
        only_article(dated_page("", "", "").replace(dated_page("").find("</article>"), 0, line));
    CHECK_FALSE(article.date);
    CHECK(article.body.find("2") != std::string::npos);
  }
}

TEST_CASE("The head's date is before the shown one, that before the address's") {
  const std::string meta = "<meta property=\"article:published_time\" content=\"2018-03-27\">";
  const std::string changed = "<meta property=\"article:modified_time\" content=\"2018-05-05\">";
  const std::string address = "<link rel=\"canonical\" href=\"https://e.org/2018/03/29/a\">";
  CHECK(only_article(dated_page("<p>28 March 2018</p>", meta + address)).date_origin ==
        DateOrigin::metadata);
  CHECK(only_article(dated_page("<p>28 March 2018</p>", changed + address)).date ==
        make_date(2018, 3, 28));
  CHECK_FALSE(
      only_article(dated_page("", changed + address)).date);  // taken from the address later
  CHECK_FALSE(only_article(dated_page("<p>Updated 30 March 2018</p>", address)).date);
  CHECK(only_article(dated_page("", changed)).date == make_date(2018, 5, 5));
}

TEST_CASE("Of the articles in JSON-LD the page's own is taken, and a teaser alone is none") {
  const std::string own =
      R"({"@type":"NewsArticle","headline":"Talks about the harbour resume","datePublished":"2018-03-28"})";
  const std::string other =
      R"({"@type":"NewsArticle","headline":"Bhutan opens a port","url":"https://e.org/b","datePublished":"2019-07-02"})";
  const auto script = [](const std::string& json) {
    return "<script type=\"application/ld+json\">" + json + "</script>";
  };
  for (const std::string& json :
       {script("[" + other + "," + own + "]"), script(other) + script(own),
        script("<!-- " + own + " -->"), script(own + "}")})
    CHECK(only_article(dated_page("", json)).date == make_date(2018, 3, 28));
  const std::string address = "<link rel=\"canonical\" href=\"https://e.org/a\">";
  CHECK_FALSE(only_article(dated_page("", address + script(other))).date);
  CHECK_FALSE(only_article(dated_page("", script("[" + other + "," + other + "]"))).date);
}

TEST_CASE("A date with two readings is told, and --date-order reads it") {
  const std::string page = dated_page("<p>03/04/2018</p>");
  const Article told = only_article(page);
  CHECK_FALSE(told.date);
  REQUIRE(told.warnings.size() == 1);
  CHECK(told.warnings[0].kind == WarningKind::bad_date);
  ReaderOptions options;
  options.date_order = DateOrder::dmy;
  CHECK(read_records(page, "html", options).articles.at(0).date == make_date(2018, 4, 3));
}

TEST_CASE("No sentence of a text is lost, whichever of them are links") {
  constexpr int kSentences = 6;
  for (unsigned linked = 0; linked < 1U << kSentences; ++linked) {
    if (__builtin_popcount(linked) > kSentences / 2) continue;
    for (const bool closed : {true, false}) {
      std::string page = "<html><body><article>" + std::string(kHeadline);
      for (int i = 0; i < kSentences; ++i) {
        const bool link = (linked >> static_cast<unsigned>(i) & 1U) != 0;
        page += "<p>" + (link ? "<a href=\"/x\"><b>" + sentence(i) + "</b></a>" : sentence(i)) +
                (closed ? "</p>" : "");
      }
      std::string expected;
      for (int i = 0; i < kSentences; ++i) expected += (i > 0 ? "\n\n" : "") + sentence(i);
      INFO(page);
      CHECK(only_article(page + "</article></body></html>").body == expected);
    }
  }
}

TEST_CASE("A page laid out in a table gives its text without the menus beside and above it") {
  for (const char* around :
       {"<td><a href=\"/\">Home</a><br><a href=\"/w\">World</a></td><td>%</td>",
        "<td colspan=\"2\"><a href=\"/\">Home</a> | <a "
        "href=\"/w\">World</a></td></tr><tr><td>%</td>",
        "<td><table><tr><td><a href=\"/\">Home</a></td></tr></table></td><td><table><tr><td>%</td>"
        "</tr></table></td>"})
    for (const char* text : {"<p>%<p>%<p>%", "<font face=\"x\">%<br><br>%<br><br>%</font>",
                             "%<br><br>%<br><br>%", "<p>%</p><p>%</p><p>%</p>"}) {
      std::string page = around;
      std::string words = kHeadline + std::string("<font size=2>12 October 1999</font><br>") + text;
      std::string expected;
      for (int i = 0; i < 3; ++i) {
        words.replace(words.find('%'), 1, sentence(i));
        expected += (i > 0 ? " " : "") + sentence(i);
      }
      page.replace(page.find('%'), 1, words);
      INFO(page);
      const Article article =
          only_article("<html><title>Talks about the harbour resume</title><body><table><tr>" +
                       page + "</tr></table></body></html>");
      CHECK(single_line(article.body) == expected);
      CHECK(article.date == make_date(1999, 10, 12));
    }
}

TEST_CASE("The pages of the shared set give their text at an F1 of 0.95 on average") {
  const std::string folder = std::string(DATELINE_SHARED_DATA) + "/formats/html/";
  std::ifstream lines(folder + "expected.jsonl");
  if (!lines) {
    WARN("skipped: no " << folder);
    return;
  }
  double sum = 0;
  int count = 0;
  simdjson::dom::parser parser;
  for (std::string line; std::getline(lines, line); ++count) {
    const simdjson::dom::element expected = parser.parse(line);
    const std::string path = folder + std::string(std::string_view(expected["file"]));
    const auto reader = open_articles(path, nullptr, {});
    const auto records = dateline::test::collect(*reader);
    REQUIRE(records.articles.size() == 1);
    sum += f1(std::string(std::string_view(expected["text"])), records.articles[0].body);
    CHECK(records.articles[0].date);
  }
  CHECK(sum / count > 0.95);
}
