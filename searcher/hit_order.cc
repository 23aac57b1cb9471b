// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/hit_order.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/schema.h"

namespace dateline {
namespace {

bool is_heavier(const Ranked& a, const Ranked& b) {
  return a.weight > b.weight;
}

// A day of 0 becomes the largest number in both.
bool is_newer(const Ranked& a, const Ranked& b) {
  return ~a.day < ~b.day;
}

bool is_older(const Ranked& a, const Ranked& b) {
  return a.day - 1 < b.day - 1;
}

std::string article_term(const Xapian::Database& database, Xapian::docid id) {
  const std::string prefix(find_field("id")->prefix);
  auto term = database.termlist_begin(id);
  const auto end = database.termlist_end(id);
  term.skip_to(prefix);
  return term == end ? std::string() : *term;
}

/// Few matches by the ids of their articles.
void sort_by_article(const Xapian::Database& database, std::span<Ranked> matches) {
  std::vector<std::pair<std::string, Ranked>> named;
  named.reserve(matches.size());
  for (const Ranked& match : matches) named.emplace_back(article_term(database, match.id), match);
  std::sort(named.begin(), named.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::transform(named.begin(), named.end(), matches.begin(),
                 [](const auto& one) { return one.second; });
}

/// Of many matches those whose articles come first: goes through the archive's ids in their order,
/// of which a good part are of matches.
void find_first_articles(const Xapian::Database& database, std::span<Ranked> matches,
                         std::size_t wanted) {
  std::unordered_map<Xapian::docid, std::size_t> places;
  for (std::size_t i = 0; i < matches.size(); ++i) places.emplace(matches[i].id, i);
  const std::string prefix(find_field("id")->prefix);
  std::size_t found = 0;
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != end && found < wanted; ++term) {
    const auto place = places.find(*database.postlist_begin(*term));
    if (place == places.end()) continue;
    const std::size_t at = place->second;
    places[matches[found].id] = at;
    std::swap(matches[found++], matches[at]);
  }
}

}  // namespace

ReadDays read_days_in(const Xapian::Database& database) {
  return [&database](std::span<Ranked> matches) {
    std::sort(matches.begin(), matches.end(),
              [](const Ranked& a, const Ranked& b) { return a.id < b.id; });
    auto dates = database.valuestream_begin(kDateSlot);
    const auto end = database.valuestream_end(kDateSlot);
    for (Ranked& match : matches) {
      match.day = 0;
      if (dates != end) dates.skip_to(match.id);
      if (dates == end || dates.get_docid() != match.id) continue;
      if (const auto date = unpack_day(*dates))
        match.day = static_cast<std::uint32_t>((*date - kFirstDay).count()) + 1;
    }
  };
}

ByArticle by_article_in(const Xapian::Database& database) {
  return [&database](std::span<Ranked> matches, std::size_t wanted) {
    // One look at the list of all ids costs about as much as reading an article's own terms.
    const double looks =
        static_cast<double>(wanted) * database.get_doccount() / static_cast<double>(matches.size());
    if (wanted < matches.size() && looks < static_cast<double>(matches.size()))
      find_first_articles(database, matches, wanted);
    else
      sort_by_article(database, matches);
  };
}

HitOrder order_in(const Xapian::Database& database, SortOrder sort) {
  return {sort, read_days_in(database), by_article_in(database)};
}

void HitOrder::put_first(std::span<Ranked> matches, std::size_t wanted) const {
  if (sort_ == SortOrder::relevance)
    by_weight(matches, wanted);
  else
    by_day(matches, wanted);
}

/// Orders by `before`, and those that it holds for equal by the next step.
void HitOrder::settle(std::span<Ranked> matches, std::size_t wanted, Before before,
                      Step next) const {
  wanted = std::min(wanted, matches.size());
  if (wanted == 0 || matches.size() < 2) return;
  const auto first = matches.begin() + static_cast<std::ptrdiff_t>(wanted);
  if (wanted == matches.size())
    std::sort(matches.begin(), first, before);
  else
    std::partial_sort(matches.begin(), first, matches.end(), before);
  // Of those behind, the equals of the last one may have to take its place.
  const Ranked last = matches[wanted - 1];
  const auto equal_end = std::partition(first, matches.end(),
                                        [&](const Ranked& match) { return !before(last, match); });
  for (auto at = matches.begin(); at < first;) {
    auto end = std::find_if(at, first, [&](const Ranked& match) { return before(*at, match); });
    if (end == first) end = equal_end;
    const auto left = static_cast<std::size_t>(first - at);
    if (end - at > 1) (this->*next)(std::span(at, end), left);
    at = end;
  }
}

void HitOrder::by_weight(std::span<Ranked> matches, std::size_t wanted) const {
  settle(matches, wanted, is_heavier,
         sort_ == SortOrder::relevance ? &HitOrder::by_day : &HitOrder::by_article);
}

void HitOrder::by_day(std::span<Ranked> matches, std::size_t wanted) const {
  if (sort_ == SortOrder::relevance) {
    read_days_(matches);
    settle(matches, wanted, is_newer, &HitOrder::by_article);
  } else {
    settle(matches, wanted, sort_ == SortOrder::newest ? is_newer : is_older, &HitOrder::by_weight);
  }
}

}  // namespace dateline
