// SPDX-License-Identifier: GPL-2.0-or-later
//
// An archive held in plain vectors and searched by looking at every word of every article: slow,
// obvious, and what the real index must agree with. It shares the analyzer and the entity tagger
// with the programs, and nothing of the index, the compiler or the facets.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/analyzer.h"
#include "common/article.h"
#include "common/identity/person_identity.h"
#include "indexer/entities/entity_tagger.h"
#include "searcher/language_analyzers.h"
#include "searcher/query.h"

namespace dateline::test {

struct ReferenceWord {
  std::string exact;
  std::string stem;
  std::uint32_t paragraph = 0;  ///< 0 the title, 1 the lead
  std::uint32_t sentence = 0;   ///< those of the title and of the body by themselves
};

struct ReferenceArticle {
  Article article;
  Entities entities;
  std::vector<ReferenceWord> title;
  std::vector<ReferenceWord> body;
};

class ReferenceArchive {
 public:
  /// A later article of the same id replaces the earlier one.
  void add(const Article& article, EntityTagger& tagger);

  const std::vector<ReferenceArticle>& articles() const { return articles_; }

  /// To be called when all articles are in: works out which names are one person.
  void finish();

  /// Ids of the articles that match.
  std::set<std::string> find(const Query& query);

  /// Counts of a facet's values over the articles of these ids.
  std::map<std::string, std::uint64_t> facet(Facet facet, const std::set<std::string>& ids) const;

 private:
  bool matches(const Query& query, const ReferenceArticle& article);
  bool matches_near(const NearQuery& near, const ReferenceArticle& article);
  bool matches_at_least(const AtLeastQuery& least, const ReferenceArticle& article);
  bool matches_filter(const FilterQuery& filter, const std::string& value,
                      const ReferenceArticle& article);

  /// A word of a query as it is compared: by stem, exactly, by how it begins, or by its letters.
  struct Wanted {
    enum class By { stem, exact, prefix, letters } by;
    std::string text;
    std::size_t edits = 0;
  };
  static bool is(const Wanted& wanted, const ReferenceWord& word);
  std::vector<Wanted> wanted_words(const Query& query);

  /// The first and the last word of a place where a text stands.
  using Place = std::pair<std::size_t, std::size_t>;
  using Words = std::vector<ReferenceWord>;
  /// All places in the title or the body of a word, prefix, phrase or one of several such.
  std::set<Place> places(const Query& query, const Words& words);
  void add_loose_places(const std::vector<Wanted>& wanted, std::uint32_t slack, const Words& words,
                        Scope scope, std::vector<std::size_t>& chosen, std::set<Place>& found);
  std::vector<std::string> exact_words(const std::string& text);
  void add_words(const std::string& name, const std::string& text);

  Analyzer english_;
  LanguageAnalyzers analyzers_{english_};
  std::string language_ = "en";  // of the article that is looked at
  std::vector<ReferenceArticle> articles_;
  std::map<std::string, std::size_t> by_id_;
  PersonIdentity identity_;
  std::map<std::string, std::vector<std::string>> names_of_;  // by canonical name
  std::map<std::string, std::set<std::string>> words_of_;     // of a name, its forms and aliases
  std::map<std::pair<const Query*, std::string>, std::vector<Wanted>> wanted_;
};

}  // namespace dateline::test
