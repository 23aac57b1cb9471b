// SPDX-License-Identifier: GPL-2.0-or-later
//
// What questions ask of every match, in arrays by document id: facets, days, lengths, words. Each
// is read whole from the index when first asked for, which pays only where many questions are put
// to one process. Several threads may ask at once.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/schema.h"
#include "searcher/index.h"
#include "searcher/tally.h"

namespace dateline {

/// For each document a run of numbers.
class ListColumn {
 public:
  std::span<const std::uint32_t> of(Xapian::docid id) const {
    return std::span(values_).subspan(starts_[id], starts_[id + 1] - starts_[id]);
  }
  /// Documents come in ascending order; those left out have no numbers.
  void begin(Xapian::docid id) { starts_.resize(id + 1, end()); }
  void add(std::uint32_t value) {
    if (value >= kMostNumbers) return;
    values_.push_back(value);
    value_end_ = std::max(value_end_, value + 1);
  }
  /// Once, after the last; ids up to `last` can then be asked for.
  void finish(Xapian::docid last) { starts_.resize(std::size_t{last} + 2, end()); }

  /// One more than the largest number of all.
  std::uint32_t value_end() const { return value_end_; }

 private:
  std::uint32_t end() const { return static_cast<std::uint32_t>(values_.size()); }

  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> values_;
  std::uint32_t value_end_ = 0;
};

class Columns {
 public:
  explicit Columns(Index index) : index_(std::move(index)) {}

  /// Of the archive that they were read from.
  std::string revision() const { return index_.revision(); }

  /// All documents, ascending.
  const std::vector<Xapian::docid>& documents() const;

  /// The numbers that a facet counts: ordinals, persons by their identity and without repeats;
  /// months for month and year alike.
  const ListColumn& facet(Facet facet) const;

  /// Days since kFirstDay, plus one; 0 for none.
  const std::vector<std::uint32_t>& days() const;

  /// length_part() of each document.
  const std::vector<double>& length_parts() const;

  /// False where the word sequences of all documents would take more than kMostWords bytes: then
  /// the index itself must be asked for them.
  bool has_words() const;
  /// The word sequence of a document.
  std::string_view words(Xapian::docid id) const {
    return std::string_view(words_.bytes)
        .substr(words_.starts[id], words_.starts[id + 1] - words_.starts[id]);
  }

 private:
  static constexpr std::uint64_t kMostWords = std::uint64_t{1} << 30;

  struct Facets {
    std::once_flag loaded;
    std::array<ListColumn, kFacetCount> lists;
    std::vector<std::uint32_t> days;
  };
  struct Lengths {
    std::once_flag loaded;
    std::vector<Xapian::docid> documents;
    std::vector<double> parts;
  };
  struct Words {
    std::once_flag loaded;
    std::string bytes;
    std::vector<std::uint64_t> starts;
    bool too_many = false;
  };

  const Facets& facets() const;
  const Lengths& lengths() const;
  void load(Facets& facets) const;
  void load(Lengths& lengths) const;
  void load(Words& words) const;
  template <typename Column>
  void load_once(Column& column) const;

  const Index index_;
  mutable std::mutex reading_;  // the index
  mutable Facets facets_;
  mutable Lengths lengths_;
  mutable Words words_;
};

}  // namespace dateline
