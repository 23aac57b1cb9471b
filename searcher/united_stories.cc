// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/united_stories.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "common/schema.h"
#include "common/stored_article.h"
#include "common/stories/archived_articles.h"
#include "searcher/cache_file.h"
#include "searcher/part_numbering.h"
#include "searcher/remote_values.h"

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

/// The words of articles by their numbers in all, as their documents hold them.
using WordsOfArticles = std::unordered_map<std::uint32_t, std::string>;

/// The term of an article's id. A server that is asked for the terms of a document looks up how
/// often each stands in its database.
std::string far_article_term(const Part& part, Xapian::docid id) {
  const auto article = unpack_article(part.database.get_document(id).get_value(kArticleSlot));
  return article ? make_term(find_field("id")->prefix, article->id) : std::string();
}

/// Of the articles of all parts, by their numbers in all: from `fetched`, else from the parts.
StoryTexts texts_of(const std::vector<Part>& parts, const WordsOfArticles& fetched) {
  std::vector<StoryTexts> of_each;
  of_each.reserve(parts.size());
  for (const Part& part : parts) of_each.push_back(archived_texts(part.database));
  StoryTexts texts;
  texts.text = [of_each, &fetched](std::uint32_t number) {
    if (const auto at = fetched.find(number); at != fetched.end()) return copy_text(at->second);
    return of_each[part_of(number, of_each.size())].text(id_in_part(number, of_each.size()));
  };
  texts.id = [&parts, of_each](std::uint32_t number) {
    const std::size_t part = part_of(number, parts.size());
    const Xapian::docid there = id_in_part(number, parts.size());
    return parts[part].remote ? far_article_term(parts[part], there) : of_each[part].id(there);
  };
  return texts;
}

/// The articles that grouping would read the words of, if it found none a copy of another: nearly
/// all that it will.
std::vector<StoryArticle> articles_to_read(const std::vector<StoryArticle>& articles,
                                           const std::vector<StoryMember>& grouped, Dedup dedup) {
  std::unordered_set<std::uint32_t> wanted;
  StoryTexts texts;
  texts.text = [&](std::uint32_t number) {
    wanted.insert(number);
    return CopyText{{1}, {1}, {}};  // its lead stands nowhere
  };
  texts.id = [](std::uint32_t) { return std::string(); };
  group_stories(articles, grouped, dedup, texts);
  std::vector<StoryArticle> found;
  for (const StoryArticle& article : articles)
    if (wanted.contains(article.number)) found.push_back(article);
  return found;
}

/// Fetches from a server the words of some articles, which it finds by their sketches: one document
/// at a time takes a message each, and twice the bytes.
void fetch_words(const std::vector<Part>& parts, std::uint32_t part,
                 std::span<const StoryArticle> articles, WordsOfArticles& fetched) {
  Xapian::ValueMapPostingSource by_sketch(kStorySlot);
  by_sketch.set_default_weight(0);
  for (const StoryArticle& article : articles)
    by_sketch.add_mapping(pack_sketch(article.sketch), 1);
  const Xapian::Database& database = parts[part].database;
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(&by_sketch));
  enquire.set_cutoff(0, 0.5);
  // Others may have the same sketch; all there are is enough.
  for (auto& [id, words, day] :
       fetch_values(enquire, database.get_doccount(), kWordSlot, kDateSlot))
    fetched.emplace(id_in_all(id, part, parts.size()), std::move(words));
}

/// The words that grouping will need of the articles on other machines.
WordsOfArticles fetch_words(const std::vector<Part>& parts,
                            const std::vector<StoryArticle>& articles,
                            const std::vector<StoryMember>& grouped, Dedup dedup) {
  constexpr std::size_t kAtOnce = 4000;  // some eight megabytes
  WordsOfArticles fetched;
  if (std::ranges::none_of(parts, &Part::remote)) return fetched;
  std::vector<std::vector<StoryArticle>> of_part(parts.size());
  for (const StoryArticle& article : articles_to_read(articles, grouped, dedup))
    if (parts[article.part].remote) of_part[article.part].push_back(article);
  for (std::uint32_t part = 0; part < parts.size(); ++part) {
    const std::span<const StoryArticle> all(of_part[part]);
    for (std::size_t at = 0; at < all.size(); at += kAtOnce)
      fetch_words(parts, part, all.subspan(at, std::min(kAtOnce, all.size() - at)), fetched);
  }
  return fetched;
}

}  // namespace

std::uint64_t most_united(const std::vector<Part>& parts, const std::string& stamps) {
  if (stamps.empty() || !cache_file_of(parts, kKind)) return kMostUnkept;
  return std::ranges::any_of(parts, &Part::remote) ? kMostFetched : kMostUnited;
}

std::vector<StoryMember> unite_stories(const std::vector<Part>& parts,
                                       const std::vector<StoryMember>& grouped) {
  const Dedup dedup = dedup_of(parts);
  if (dedup == Dedup::off) return grouped;
  std::vector<StoryArticle> articles;
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
  const WordsOfArticles fetched = fetch_words(parts, articles, grouped, dedup);
  return group_stories(std::move(articles), grouped, dedup, texts_of(parts, fetched));
}

std::optional<SharedTable<StoryMember>> kept_stories(const std::vector<Part>& parts,
                                                     const std::string& stamps) {
  const auto file = kept_tables(parts, kKind);
  return file ? unpack_stories(*file, stamps) : std::nullopt;
}

void keep_stories(const std::vector<Part>& parts, const std::string& stamps,
                  const SharedTable<StoryMember>& stories) {
  // What cannot be kept is united again: slower, and all that is lost.
  if (const auto path = cache_file_of(parts, kKind))
    write_whole_file(*path, pack_stories(stories, stamps));
}

std::string pack_stories(const SharedTable<StoryMember>& stories, const std::string& stamps) {
  CacheWriter writer(stamps);
  writer.table(stories);
  return writer.take(kMagic);
}

std::optional<SharedTable<StoryMember>> unpack_stories(const MappedFile& file,
                                                       const std::string& stamps) {
  auto reader = CacheReader::open(file, kMagic, stamps);
  if (!reader) return std::nullopt;
  auto stories = reader->table<StoryMember>();
  const auto disorder =
      std::adjacent_find(stories.begin(), stories.end(),
                         [](const auto& a, const auto& b) { return a.article >= b.article; });
  if (reader->failed() || !reader->at_end() || disorder != stories.end()) return std::nullopt;
  return stories;
}

}  // namespace dateline
