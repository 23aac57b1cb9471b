// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/stories/archive_stories.h"

#include <map>
#include <string>
#include <vector>

#include "common/schema.h"
#include "common/word_sequence.h"

namespace dateline {
namespace {

constexpr std::array<std::pair<Dedup, std::string_view>, 3> kDedupNames{
    {{Dedup::near, "near"}, {Dedup::exact, "exact"}, {Dedup::off, "off"}}};

std::vector<StoryArticle> read_articles(const Xapian::Database& database,
                                        const StoryChanges& changes) {
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
    article.arrived = changes.has_arrived(article.number);
    while (day != last_day && day.get_docid() < article.number) ++day;
    if (day != last_day && day.get_docid() == article.number) article.date = unpack_day(*day);
    articles.push_back(article);
  }
  return articles;
}

/// The pages that the archive holds, by their number.
std::map<std::uint32_t, std::string> read_pages(const Xapian::Database& database) {
  std::map<std::uint32_t, std::string> pages;
  const std::string prefix = keys::story_page(0).substr(0, 1);
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key)
    pages.emplace(keys::ordinal_of(*key), database.get_metadata(*key));
  return pages;
}

void write_pages(Xapian::WritableDatabase& database, const std::vector<StoryMember>& members,
                 const std::map<std::uint32_t, std::string>& old) {
  std::map<std::uint32_t, std::vector<StoryMember>> of_page;
  for (const StoryMember& member : members) of_page[member.article / kStoryPage].push_back(member);
  for (const auto& [page, on_it] : of_page) {
    const std::string bytes = pack_story_page(on_it);
    const auto at = old.find(page);
    if (at == old.end() || at->second != bytes)
      database.set_metadata(keys::story_page(page), bytes);
  }
  for (const auto& [page, bytes] : old)
    if (of_page.count(page) == 0) database.set_metadata(keys::story_page(page), "");
}

StoryTexts texts_of(const Xapian::Database& database) {
  StoryTexts texts;
  texts.text = [&database](std::uint32_t number) {
    std::vector<std::uint32_t> body;
    unpack_body(database.get_document(number, Xapian::DOC_ASSUME_VALID).get_value(kWordSlot), body);
    return make_copy_text(body);
  };
  texts.id = [&database](std::uint32_t number) {
    auto term = database.termlist_begin(number);
    term.skip_to(std::string(find_field("id")->prefix));
    return *term;
  };
  return texts;
}

}  // namespace

std::uint64_t write_stories(Xapian::WritableDatabase& database, const StoryChanges& changes) {
  const auto pages = read_pages(database);
  std::vector<StoryMember> before;
  for (const auto& [page, bytes] : pages) unpack_story_page(page, bytes, before);
  for (StoryMember& member : before) {
    member.article -= changes.shift;
    member.lead -= changes.shift;
    member.cluster -= changes.shift;
  }
  const Dedup dedup = dedup_of(database);
  const auto members = dedup == Dedup::off ? std::vector<StoryMember>{}
                                           : group_stories(read_articles(database, changes), before,
                                                           dedup, texts_of(database));
  write_pages(database, members, pages);
  std::uint64_t copies = 0;
  for (const StoryMember& member : members)
    if (member.lead != member.article && changes.has_arrived(member.article)) ++copies;
  return copies;
}

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

}  // namespace dateline
