// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/stories/archived_articles.h"

#include <array>
#include <string>
#include <utility>

#include "common/schema.h"
#include "common/word_sequence.h"

namespace dateline {
namespace {

constexpr std::array<std::pair<Dedup, std::string_view>, 3> kDedupNames{
    {{Dedup::near, "near"}, {Dedup::exact, "exact"}, {Dedup::off, "off"}}};

}  // namespace

Dedup dedup_of(const Xapian::Database& database) {
  const std::string stored = database.get_metadata(std::string(keys::kDedup));
  for (const auto& [dedup, name] : kDedupNames)
    if (name == stored) return dedup;
  return Dedup::near;
}

std::string_view dedup_name(Dedup dedup) {
  for (const auto& [value, name] : kDedupNames)
    if (value == dedup) return name;
  return "";
}

std::vector<StoryArticle> archived_articles(const Xapian::Database& database) {
  std::vector<StoryArticle> articles;
  articles.reserve(database.get_doccount());
  auto day = database.valuestream_begin(kDateSlot);
  const auto last_day = database.valuestream_end(kDateSlot);
  for (auto value = database.valuestream_begin(kStorySlot);
       value != database.valuestream_end(kStorySlot); ++value) {
    const auto sketch = unpack_sketch(*value);
    if (!sketch) continue;
    StoryArticle article;
    article.number = value.get_docid();
    article.sketch = *sketch;
    while (day != last_day && day.get_docid() < article.number) ++day;
    if (day != last_day && day.get_docid() == article.number) article.date = unpack_day(*day);
    articles.push_back(article);
  }
  return articles;
}

CopyText copy_text(std::string_view words) {
  std::vector<std::uint32_t> body;
  unpack_body(words, body);
  return make_copy_text(body);
}

StoryTexts archived_texts(const Xapian::Database& database) {
  StoryTexts texts;
  texts.text = [&database](std::uint32_t number) {
    return copy_text(database.get_document(number, Xapian::DOC_ASSUME_VALID).get_value(kWordSlot));
  };
  texts.id = [&database](std::uint32_t number) {
    auto term = database.termlist_begin(number);
    term.skip_to(std::string(find_field("id")->prefix));
    return *term;
  };
  return texts;
}

}  // namespace dateline
