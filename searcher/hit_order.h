// SPDX-License-Identifier: GPL-2.0-or-later
//
// In which order matches are shown. By relevance: the heaviest first; of equal weight the newest,
// those without a date last. By date: newest or oldest first, those without a date last in either;
// of one day the heaviest. What is still equal goes by the article's id, which is the same in
// whatever part of an archive the article stands. Days and ids are read only where they decide.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace dateline {

enum class SortOrder : std::uint8_t { relevance, newest, oldest };

/// A match that may be shown.
struct Ranked {
  double weight = 0;  ///< as rounded_weight() of ranking.h gives it, so that equal ones are equal
  Xapian::docid id = 0;
  std::uint32_t day = 0;  ///< since kFirstDay, plus one; 0: none, or not yet read
};

/// How high a match stands by what hits are ordered by first.
class FirstRank {
 public:
  explicit FirstRank(SortOrder sort) : sort_(sort) {}

  double operator()(const Ranked& match) const {
    if (sort_ == SortOrder::relevance) return match.weight;
    if (match.day == 0) return std::numeric_limits<double>::lowest();  // no date: last in either
    return sort_ == SortOrder::newest ? match.day : -static_cast<double>(match.day);
  }

 private:
  SortOrder sort_;
};

/// Fills the days of some matches, which it may put in another order.
using ReadDays = std::function<void(std::span<Ranked> matches)>;

/// From the index.
ReadDays read_days_in(const Xapian::Database& database);

/// Puts the first `wanted` matches by the ids of their articles at the front, in order.
using ByArticle = std::function<void(std::span<Ranked> matches, std::size_t wanted)>;

/// By the terms of the index.
ByArticle by_article_in(const Xapian::Database& database);

class HitOrder {
 public:
  /// `read_days` is asked under SortOrder::relevance alone: where hits go by date they have their
  /// days.
  HitOrder(SortOrder sort, ReadDays read_days, ByArticle by_article)
      : sort_(sort), read_days_(std::move(read_days)), by_article_(std::move(by_article)) {}

  /// Puts the first `wanted` of the matches at the front in their order, and the others behind.
  void put_first(std::span<Ranked> matches, std::size_t wanted) const;

 private:
  using Step = void (HitOrder::*)(std::span<Ranked>, std::size_t) const;
  using Before = bool (*)(const Ranked&, const Ranked&);

  void settle(std::span<Ranked> matches, std::size_t wanted, Before before, Step next) const;
  void by_weight(std::span<Ranked> matches, std::size_t wanted) const;
  void by_day(std::span<Ranked> matches, std::size_t wanted) const;
  void by_article(std::span<Ranked> matches, std::size_t wanted) const {
    by_article_(matches, wanted);
  }

  SortOrder sort_;
  ReadDays read_days_;
  ByArticle by_article_;
};

/// What decides is read from the index.
HitOrder order_in(const Xapian::Database& database, SortOrder sort);

}  // namespace dateline
