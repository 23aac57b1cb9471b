// SPDX-License-Identifier: GPL-2.0-or-later
//
// Where the words of phrases stand in all articles, kept for the next question. To look a phrase up
// in every article's own record costs some 300 ns an article; places that are kept, a tenth of it.
// A word's places are made when it is asked for the second time: to make them costs a look into
// every article that holds it, which a single question does not earn back.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "searcher/byte_cache.h"
#include "searcher/columns.h"
#include "searcher/posting_lists.h"
#include "searcher/word_test.h"

namespace dateline {

/// Of a word (a group of exact words) in each article that holds it.
struct PlaceList {
  std::vector<Xapian::docid> ids;     ///< ascending
  std::vector<std::uint32_t> starts;  ///< of each article's places, and their end
  std::vector<WordPlace> places;
  std::vector<Xapian::docid> unknown;  ///< articles of too many words, ascending

  std::span<const WordPlace> of(std::size_t index) const {
    return std::span(places).subspan(starts[index], starts[index + 1] - starts[index]);
  }
  /// Takes in the next article; finish() once after the last.
  void add(Xapian::docid id, std::string_view record, std::span<const std::uint32_t> group);
  void finish() { starts.push_back(static_cast<std::uint32_t>(places.size())); }

  std::size_t bytes() const {
    return (ids.size() + unknown.size()) * sizeof(Xapian::docid) +
           starts.size() * sizeof(std::uint32_t) + places.size() * sizeof(WordPlace) + sizeof *this;
  }
};

using PlaceLists = std::vector<std::shared_ptr<const PlaceList>>;

class WordPlaces {
 public:
  WordPlaces(const Columns& columns, PostingLists& lists, std::size_t budget_bytes)
      : columns_(columns), lists_(lists), kept_(budget_bytes) {}

  /// The places of each word of a phrase; nothing where some are asked for the first time, or
  /// where the phrase does not say which terms its words have. The word column must be there.
  std::optional<PlaceLists> get(const Sequence& phrase);

 private:
  std::shared_ptr<const PlaceList> make(const WordGroup& group,
                                        const std::vector<std::string>& stems);

  const Columns& columns_;
  PostingLists& lists_;
  ByteCache<PlaceList> kept_;
  std::unordered_set<std::string> asked_;
};

/// Finds phrases in articles that come in ascending order.
class PhraseFinder {
 public:
  explicit PhraseFinder(PlaceLists lists) : lists_(std::move(lists)), at_(lists_.size(), 0) {}

  /// Whether the words stand beside each other in the article; nothing where it must be read.
  std::optional<bool> has(Xapian::docid id);

 private:
  bool follow(std::span<const WordPlace> places);

  PlaceLists lists_;
  std::vector<std::size_t> at_;         // in each list, the first article that may be next
  std::vector<std::uint16_t> reached_;  // where the next word must stand, ascending
};

}  // namespace dateline
