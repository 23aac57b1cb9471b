// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/united_stories.h"

#include <algorithm>

#include "common/schema.h"
#include "common/stories/archived_articles.h"
#include "searcher/part_numbering.h"
#include "searcher/remote_values.h"
#include "searcher/table_file.h"

namespace dateline {
namespace {

constexpr std::string_view kMagic = "DLSTORY1";
constexpr std::string_view kKind = "stories";

std::vector<StoryArticle> fetch_articles(const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query::MatchAll);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  std::vector<StoryArticle> articles;
  for (const auto& [id, sketch, day] :
       fetch_values(enquire, database.get_doccount(), kStorySlot, kDateSlot))
    if (const auto read = unpack_sketch(sketch)) articles.push_back({id, unpack_day(day), *read});
  return articles;
}

/// What all parts take for copies.
Dedup dedup_of(const std::vector<Part>& parts) {
  Dedup least = Dedup::near;
  for (const Part& part : parts) least = std::min(least, dateline::dedup_of(part.database));
  return least;
}

/// Of the articles of all parts, by their numbers in all.
StoryTexts texts_of(const std::vector<Part>& parts) {
  std::vector<StoryTexts> of_each;
  for (const Part& part : parts) of_each.push_back(archived_texts(part.database));
  StoryTexts texts;
  texts.text = [of_each](std::uint32_t number) {
    return of_each[part_of(number, of_each.size())].text(id_in_part(number, of_each.size()));
  };
  texts.id = [of_each](std::uint32_t number) {
    return of_each[part_of(number, of_each.size())].id(id_in_part(number, of_each.size()));
  };
  return texts;
}

}  // namespace

std::vector<StoryMember> unite_stories(const std::vector<Part>& parts,
                                       const std::vector<StoryMember>& grouped) {
  const Dedup dedup = dedup_of(parts);
  std::uint64_t all = 0;
  for (const Part& part : parts) all += part.database.get_doccount();
  if (dedup == Dedup::off || all > kMostUnited) return grouped;
  std::vector<StoryArticle> articles;
  articles.reserve(all);
  for (std::uint32_t part = 0; part < parts.size(); ++part) {
    const Xapian::Database& database = parts[part].database;
    for (StoryArticle& article :
         parts[part].remote ? fetch_articles(database) : archived_articles(database)) {
      article.number = id_in_all(article.number, part, parts.size());
      article.part = part;
      articles.push_back(article);
    }
  }
  std::sort(articles.begin(), articles.end(),
            [](const StoryArticle& a, const StoryArticle& b) { return a.number < b.number; });
  return group_stories(std::move(articles), grouped, dedup, texts_of(parts));
}

std::optional<SharedTable<StoryMember>> kept_stories(const std::vector<Part>& parts,
                                                     const std::string& stamps) {
  const auto path = table_file_of(parts, kKind);
  if (!path) return std::nullopt;
  const auto file = map_whole_file(*path);
  return file ? unpack_stories(*file, stamps) : std::nullopt;
}

void keep_stories(const std::vector<Part>& parts, const std::string& stamps,
                  const SharedTable<StoryMember>& stories) {
  // What cannot be kept is united again: slower, and all that is lost.
  if (const auto path = table_file_of(parts, kKind))
    write_whole_file(*path, pack_stories(stories, stamps));
}

std::string pack_stories(const SharedTable<StoryMember>& stories, const std::string& stamps) {
  TableWriter writer(stamps);
  writer.table(stories);
  return writer.take(kMagic);
}

std::optional<SharedTable<StoryMember>> unpack_stories(const MappedFile& file,
                                                       const std::string& stamps) {
  auto reader = TableReader::open(file, kMagic, stamps);
  if (!reader) return std::nullopt;
  auto stories = reader->table<StoryMember>();
  const auto disorder =
      std::adjacent_find(stories.begin(), stories.end(),
                         [](const auto& a, const auto& b) { return a.article >= b.article; });
  if (reader->failed() || !reader->at_end() || disorder != stories.end()) return std::nullopt;
  return stories;
}

}  // namespace dateline
