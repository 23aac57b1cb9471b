// SPDX-License-Identifier: GPL-2.0-or-later
//
// Counts all facets of a set of articles from their packed values (common/facet_values.h), each
// read once. Exact: every match is counted.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "searcher/index.h"
#include "searcher/results.h"

namespace dateline {

/// The dictionary that numbers the values of a facet; not for month and year.
Dictionary dictionary_of(Facet facet);

class FacetCounter {
 public:
  /// Names that are one person count as one.
  explicit FacetCounter(const IdentityMap& identities) : identities_(identities) {}

  void count(std::string_view record);

  /// The commonest values of each facet that is asked for.
  std::vector<FacetResult> results(const FacetOptions& options, const Index& index) const;

  /// How many articles each name of a kind is in, by ordinal; for persons, those of the canonical
  /// names. May be shorter than there are names.
  const std::vector<std::uint32_t>& counts(Facet facet) const;

 private:
  using Counts = std::vector<std::uint32_t>;  // by ordinal

  void count_persons(std::string_view record);
  FacetResult by_name(Facet facet, const FacetOptions& options, const Index& index) const;
  FacetResult by_date(Facet facet, const FacetOptions& options) const;

  const IdentityMap& identities_;
  std::vector<std::uint32_t> in_article_;  // the persons of the article that is being counted
  Counts persons_;
  Counts countries_;
  Counts about_;
  Counts sources_;
  Counts languages_;
  Counts months_;  // by months since kFirstDay
};

/// Hands every match to a FacetCounter. Xapian calls it only as far as it looks, so the search
/// must ask it to check all documents.
class FacetSpy : public Xapian::MatchSpy {
 public:
  explicit FacetSpy(FacetCounter& counter) : counter_(counter) {}
  void operator()(const Xapian::Document& document, double weight) override;

 private:
  FacetCounter& counter_;
};

}  // namespace dateline
