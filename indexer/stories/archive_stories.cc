// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/stories/archive_stories.h"

#include <map>
#include <string>
#include <vector>

#include "common/schema.h"
#include "common/stories/archived_articles.h"

namespace dateline {
namespace {

std::vector<StoryArticle> read_articles(const Xapian::Database& database,
                                        const StoryChanges& changes) {
  std::vector<StoryArticle> articles = archived_articles(database);
  for (StoryArticle& article : articles) article.arrived = changes.has_arrived(article.number);
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
                                                           dedup, archived_texts(database));
  write_pages(database, members, pages);
  std::uint64_t copies = 0;
  for (const StoryMember& member : members)
    if (member.lead != member.article && changes.has_arrived(member.article)) ++copies;
  return copies;
}

}  // namespace dateline
