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
#include "indexer/entities/entity_tagger.h"
#include "indexer/entities/person_identity.h"
#include "searcher/language_analyzers.h"
#include "searcher/query.h"

namespace dateline::test {

struct ReferenceWord {
  std::string exact;
  std::string stem;
  std::uint32_t paragraph = 0;  ///< 0 the title, 1 the lead
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
  bool matches_words(const Query& query, const ReferenceArticle& article, Scope scope);
  bool matches_near(const NearQuery& near, const ReferenceArticle& article);
  bool matches_filter(const FilterQuery& filter, const std::string& value,
                      const ReferenceArticle& article);

  /// A word of a query as it is compared: by stem, exactly, or by how it begins.
  struct Wanted {
    enum class By { stem, exact, prefix } by;
    std::string text;
  };
  static bool is(const Wanted& wanted, const ReferenceWord& word);
  std::vector<Wanted> wanted_words(const Query& query, const std::string& language);
  std::vector<std::string> exact_words(const std::string& text);
  void add_words(const std::string& name, const std::string& text);

  Analyzer english_;
  LanguageAnalyzers analyzers_{english_};
  std::vector<ReferenceArticle> articles_;
  std::map<std::string, std::size_t> by_id_;
  PersonIdentity identity_;
  std::map<std::string, std::vector<std::string>> names_of_;  // by canonical name
  std::map<std::string, std::set<std::string>> words_of_;     // of a name, its forms and aliases
  std::map<std::pair<const Query*, std::string>, std::vector<Wanted>> wanted_;
};

}  // namespace dateline::test
