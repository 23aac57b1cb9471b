// SPDX-License-Identifier: GPL-2.0-or-later
//
// What a facet shows can be asked for: every value of every field, in archives of names as nasty as
// can be, finds as many articles as the facet says, by field and by option, one-shot and resident,
// in one database and in parts.
#include <catch2/catch.hpp>
#include <memory>
#include <random>

#include "indexer/readers/clean_text.h"
#include "searcher/matching.h"
#include "searcher/request.h"
#include "searcher/resident.h"
#include "tests/support/ask.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

constexpr std::size_t kArticles = 60;
constexpr std::size_t kParts = 3;

class NastyArticles {
 public:
  /// Dates are the first that there can be, or the last.
  explicit NastyArticles(unsigned seed)
      : random_(seed), first_day_(seed % 2 == 0 ? kFirstDay : *make_date(9945, 1, 1)) {
    for (int i = 0; i < 25; ++i) sources_.push_back(source());
    for (int i = 0; i < 25; ++i) names_.push_back(name());
  }

  Entry next(std::size_t number) {
    Entry made = entry("a" + std::to_string(number), "Talks", number % 2 == 0 ? "Truce." : "War.");
    made.article.source = one_of(random_, sources_);
    made.article.language = one_of(random_, kLanguages);
    if (random_() % 8 != 0) made.article.date = first_day_ + std::chrono::days{random_() % 20'000};
    for (const char* const code : kCodes)
      if (random_() % 4 == 0) made.entities.countries.push_back(country(code, random_() % 2 == 0));
    for (std::size_t left = up_to(random_, 3); left > 0; --left) add_person(made.entities);
    return made;
  }

 private:
  static constexpr const char* kLanguages[] = {"en", "fr", "zh", "fil", ""};
  static constexpr const char* kCodes[] = {"RU", "SU", "US", "CZ", "CS", "SK", "IN"};
  static constexpr const char* kMarks[] = {"|",
                                           "||",
                                           "\\",
                                           "\\\\",
                                           "\"",
                                           "\\\"",
                                           "=",
                                           "==",
                                           "-",
                                           "+",
                                           "*",
                                           "(",
                                           ")",
                                           ":",
                                           "~1",
                                           "^2",
                                           "AND",
                                           "or",
                                           "NOT",
                                           "“",
                                           "„",
                                           "”",
                                           "«",
                                           "»",
                                           "'",
                                           "’",
                                           ",",
                                           ";",
                                           ".",
                                           "…",
                                           "?",
                                           "&",
                                           "#",
                                           "$",
                                           "`",
                                           "\t",
                                           " ",
                                           "  ",
                                           "é",
                                           "É",
                                           "e\u0301",
                                           "ß",
                                           "ss",
                                           "İ",
                                           "ı",
                                           "ﬁ",
                                           "中",
                                           "😀",
                                           "\u202Ea\u202C",
                                           "\u200D",
                                           "\u05E9\u05DC\u05D5\u05DD",
                                           "\u3000",
                                           "\uFFFD",
                                           "title:",
                                           "person:=",
                                           "date:2016",
                                           "@x",
                                           "--",
                                           "a",
                                           "A",
                                           "News",
                                           "news",
                                           "%",
                                           "<b>"};
  static constexpr const char* kNames[] = {"Sergei Lavrov",        "Sergey Lavrov",
                                           "Сергей Лавров",        "Muammar Gaddafi",
                                           "Moammar Qaddafi",      "Robert O’Brien",
                                           "Robert O'Brien",       "Jean-Marc Ayrault",
                                           "Jean Marc Ayrault",    "Xi",
                                           "Bashar al-Assad",      "Recep Tayyip Erdoğan",
                                           "Recep Tayyip Erdogan", "J. R. R. Smith"};

  /// As readers leave it, but for blanks at the ends.
  std::string source() {
    std::string made;
    while (single_line(made).empty() || made.find_first_not_of("| ") == std::string::npos)
      for (std::size_t left = 1 + up_to(random_, 4); left > 0; --left)
        made += one_of(random_, kMarks);
    if (random_() % 8 == 0)
      made = std::string(200 + random_() % 60, random_() % 2 == 0 ? 'x' : '|') + made;
    return made;
  }

  std::string name() {
    if (random_() % 2 == 0) return one_of(random_, kNames);
    std::string made = one_of(random_, kNames);
    for (std::size_t left = 1 + up_to(random_, 2); left > 0; --left)
      made += ' ' + std::string(one_of(random_, kMarks)) + one_of(random_, kNames);
    return made;
  }

  void add_person(Entities& entities) {
    PersonMentioned made = person(one_of(random_, names_));
    if (random_() % 2 == 0) made.form = one_of(random_, names_);
    for (const PersonMentioned& other : entities.persons)
      if (other.name == made.name) return;
    entities.persons.push_back(std::move(made));
  }

  std::mt19937 random_;
  const Date first_day_;
  std::vector<std::string> sources_;
  std::vector<std::string> names_;
};

/// The value as a user writes it after the name of the option, and after that of the field.
std::string in_option(const std::string& value) {
  std::string text = "=";
  for (const char c : value) {
    if (c == '|' || c == '\\') text += '\\';
    text += c;
  }
  return text;
}

std::string in_query(const std::string& field, const std::string& value) {
  std::string text = field + ":=\"";
  for (const char c : value) {
    if (c == '|' || c == '\\' || c == '"') text += '\\';
    text += c;
  }
  return text + '"';
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

class Archive {
 public:
  explicit Archive(const ArchiveAddress& address)
      : index_(Index::open(address)),
        resident_(index_, std::make_shared<const Columns>(Index::open(address)), kMemory) {}

  /// Every value of every facet over what `words` find, asked back in all ways.
  void require_askable(const std::string& words) {
    const CompiledQuery query = compiled(words, index_, analyzer_);
    for (const FacetResult& facet : search(index_, query, everything(), analyzer_).facets) {
      const std::string name(kFacets[static_cast<std::size_t>(facet.facet)].name);
      const bool is_date = find_field(name) == nullptr;
      for (const FacetValue& value : facet.values) {
        INFO(name << " '" << value.value << "' of " << words);
        const std::string chosen = in_query(is_date ? "date" : name, value.value);
        REQUIRE(count(joined({words, chosen})) == value.count);
        REQUIRE(count(joined({words, "NOT", chosen})) == count(words) - value.count);
        REQUIRE(count(with_options(words, name, value.value)) == value.count);
        ++asked_;
      }
    }
  }

  int asked() const { return asked_; }

 private:
  static constexpr std::size_t kMemory = std::size_t{16} << 20;

  std::uint64_t count(const std::string& text) { return count(compiled(text, index_, analyzer_)); }

  std::uint64_t count(const CompiledQuery& query) {
    CHECK(query.notes.empty());
    const std::uint64_t found = count_matches(index_, query.plan);
    REQUIRE(resident_.count(query.plan) == found);
    return found;
  }

  CompiledQuery with_options(const std::string& words, const std::string& name,
                             const std::string& value) {
    SearcherOptions options;
    options.query = words;
    if (const Field* const field = find_field(name)) {
      options.filters = {{field, in_option(value), false}};
    } else {
      options.filters = {{find_field("since"), in_option(value), false},
                         {find_field("until"), in_option(value), false}};
    }
    return std::get<CompiledQuery>(compile_query(*parse_request(options).query, index_, analyzer_));
  }

  const Index index_;
  Resident resident_;
  Analyzer analyzer_;
  int asked_ = 0;
};

}  // namespace

TEST_CASE("Every value that a facet shows finds what is counted beside it") {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    NastyArticles articles(seed);
    std::vector<Entry> all;
    std::vector<std::vector<Entry>> of_parts(kParts);
    for (std::size_t number = 0; number < kArticles; ++number) {
      all.push_back(articles.next(number));
      of_parts[number % kParts].push_back(all.back());
    }
    const SmallArchive one(all);
    std::vector<std::unique_ptr<SmallArchive>> parts;
    ArchiveAddress address;
    for (const auto& entries : of_parts) {
      parts.push_back(std::make_unique<SmallArchive>(entries));
      address.names.push_back(parts.back()->path());
    }
    for (const ArchiveAddress& where : {ArchiveAddress{{one.path()}}, address}) {
      Archive archive(where);
      archive.require_askable("*");
      archive.require_askable("truce");
      REQUIRE(archive.asked() > 100);
    }
  }
}
