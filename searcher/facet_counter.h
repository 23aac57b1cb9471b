// SPDX-License-Identifier: GPL-2.0-or-later
//
// Counts all facets of a set of articles from their packed values
// (common/facet_values.h), each read once. Exact: every match is counted.
#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "searcher/index.h"
#include "searcher/matching.h"
#include "searcher/results.h"
#include "searcher/story_lookup.h"
#include "searcher/tally.h"

namespace dateline {

/// The dictionary that numbers the values of a facet; not for month and year.
Dictionary dictionary_of(Facet facet);

/// Whether `text` or one of its words begins with `folded`, whatever its case
/// and diacritics.
bool begins_a_word(const std::string& text, const std::string& folded);

/// Months since kFirstDay, which is the first of its year, of a day counted from there.
std::uint64_t month_number(std::uint64_t day);

/// The facets of a match, to be counted with those of its copies.
struct StoryRecord {
  const PartNumbers* numbers = nullptr;  ///< of its part
  std::string record;
};

/// The stories of some matches.
struct MatchedStories {
  std::uint64_t single = 0;  ///< matches without copies
  /// By the story's lead; empty where they are not to be counted.
  std::unordered_map<Xapian::docid, std::vector<StoryRecord>> records;

  std::uint64_t count() const { return single + records.size(); }
  void add(MatchedStories&& other);
};

class FacetCounter {
 public:
  /// Of the part of an archive whose numbers these are; names that are one person count as one.
  explicit FacetCounter(const PartNumbers& numbers) : numbers_(&numbers) {}

  /// Counts so many articles with this record.
  void count(std::string_view record, std::uint32_t articles = 1);

  /// Counts in each story each value once.
  void count_stories(const MatchedStories& stories);

  /// Adds what was counted in another part.
  void add(const FacetCounter& other);

  /// How many were counted.
  std::uint64_t articles() const { return articles_; }

  /// The commonest values of each facet that is asked for.
  std::vector<FacetResult> results(const FacetOptions& options, const Index& index) const;

  /// How many articles each name of a kind is in, by its number; for persons, those of the
  /// canonical names; months for month and year.
  const Tally& tally(Facet facet) const { return tallies_[place(facet)]; }
  Tally& tally(Facet facet) { return tallies_[place(facet)]; }

 private:
  static std::size_t place(Facet facet) {  // month and year share theirs
    return static_cast<std::size_t>(facet == Facet::year ? Facet::month : facet);
  }
  void add(Facet facet, std::uint64_t number, std::uint32_t articles);
  void count_persons(std::string_view names, std::uint32_t articles);
  FacetResult by_name(Facet facet, const FacetOptions& options, const Index& index) const;
  FacetResult by_date(Facet facet, const FacetOptions& options) const;

  const PartNumbers* numbers_;
  std::uint64_t articles_ = 0;
  std::vector<std::uint32_t> in_article_;  // the persons of the article that is being counted
  std::array<Tally, kFacetCount> tallies_;
  bool in_story_ = false;
  std::set<std::pair<Facet, std::uint64_t>> counted_;  // in the story
};

/// Counts the facets of the matches of one part, and keeps those of stories, which may have matches
/// in other parts.
class MatchCounter : public MatchVisitor {
 public:
  /// `counter` may be null; `stories` too, then each match is one. `by_story`: matches that have
  /// copies are not counted here.
  MatchCounter(const PartNumbers& numbers, FacetCounter* counter, const StoryLookup* stories,
               bool by_story)
      : numbers_(numbers), counter_(counter), stories_(stories), by_story_(by_story) {}

  void visit(Xapian::docid id, double weight, const Xapian::Document& document) override;

  MatchedStories take_stories() { return std::move(matched_); }

 private:
  const PartNumbers& numbers_;
  FacetCounter* const counter_;
  const StoryLookup* const stories_;
  const bool by_story_;
  MatchedStories matched_;
};

/// One counter of those of all parts, of which there is at least one.
FacetCounter merged(std::vector<FacetCounter> parts);

/// Counts the facets of all matches, by article.
FacetCounter count_all_facets(const Index& index, const Plan& plan);

}  // namespace dateline
