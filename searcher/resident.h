// SPDX-License-Identifier: GPL-2.0-or-later
//
// The archive kept in memory as far as questions have needed it, for a process that answers many.
// Answers equal those of search() (search.h). The state of the archive is that of the moment the
// index was opened.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "searcher/columns.h"
#include "searcher/evaluator.h"
#include "searcher/facet_counter.h"
#include "searcher/feedback.h"
#include "searcher/hit_maker.h"
#include "searcher/posting_lists.h"
#include "searcher/search.h"
#include "searcher/story_lookup.h"

namespace dateline {

class Resident {
 public:
  /// `columns` are of the same state of the archive. Keeps so many bytes of what else questions
  /// read for the next ones. `index` outlives this.
  Resident(const Index& index, std::shared_ptr<const Columns> columns, std::size_t memory);

  Resident(const Resident&) = delete;
  Resident& operator=(const Resident&) = delete;

  std::uint64_t count(const Plan& plan);

  /// As the function of that name in search.h.
  std::vector<FacetResult> count_facets(const Plan& plan, const PageOptions& options);

  /// As the function of that name in search.h.
  SearchResults search(const CompiledQuery& query, const PageOptions& options, Analyzer& analyzer);

 private:
  std::vector<Ranked> best(const CompiledQuery& query, const std::vector<Xapian::docid>& ids,
                           SortOrder sort, std::size_t wanted);
  /// Those that may be among the first `deciding`; 0: all.
  std::vector<Ranked> by_weight(const Plan& plan, std::span<const Xapian::docid> ids,
                                std::size_t deciding);
  std::vector<Xapian::docid> by_day(const std::vector<Xapian::docid>& ids, SortOrder sort,
                                    std::size_t wanted) const;
  std::vector<FacetResult> facets_of(const std::vector<Xapian::docid>& ids,
                                     const PageOptions& options);
  HitEntities entities_of(Xapian::docid id) const;
  Xapian::doccount holders_of(const std::string& term);
  std::uint64_t stories_of(const std::vector<Xapian::docid>& ids);
  void count_facet(Facet facet, const std::vector<Xapian::docid>& ids, FacetCounter& counter);

  const Index& index_;
  const std::shared_ptr<const Columns> columns_;
  PostingLists lists_;
  WordPlaces places_;
  Evaluator evaluator_;
  std::unordered_map<std::string, Xapian::doccount> holders_;  // of the terms asked for so far
  const ArchiveCounts counts_;
  std::array<std::optional<std::vector<std::uint32_t>>, kFacetCount> whole_archive_;
  std::optional<StoryLookup> stories_;
};

}  // namespace dateline
