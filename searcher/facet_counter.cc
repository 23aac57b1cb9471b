// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/facet_counter.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "common/schema.h"
#include "common/varint.h"

namespace dateline {
namespace {

std::uint64_t take(std::string_view& in) {
  if (!in.empty() && static_cast<unsigned char>(in[0]) < 0x80) {  // nearly always
    const auto value = static_cast<unsigned char>(in[0]);
    in.remove_prefix(1);
    return value;
  }
  const auto value = take_varint(in);
  if (!value) in = {};
  return value.value_or(0);
}

/// Months since kFirstDay, which is the first of its year, of a day counted from there. Months and
/// not days are counted, since a count for each day since the year 1000 fills hundreds of pages.
std::uint64_t month_of(std::uint64_t day) {
  constexpr std::uint64_t kMostDays = 3'652'059;  // far past the last Date
  const std::chrono::year_month_day ymd{kFirstDay + std::chrono::days{std::min(day, kMostDays)}};
  const int years = static_cast<int>(ymd.year()) - 1000;
  return static_cast<std::uint64_t>(years) * 12 + static_cast<unsigned>(ymd.month()) - 1;
}

void sort_and_cut(std::vector<FacetValue>& values, std::size_t limit) {
  std::sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) {
    return std::tie(b.count, a.value) < std::tie(a.count, b.value);
  });
  if (limit > 0 && values.size() > limit) values.resize(limit);
}

}  // namespace

void FacetCounter::add(Counts& counts, std::uint64_t ordinal) {
  // No archive has as many names; a corrupt record must not ask for the memory.
  constexpr std::uint64_t kMostOrdinals = std::uint64_t{1} << 28;
  if (in_story_ && !counted_.emplace(&counts, ordinal).second) return;
  if (ordinal >= counts.size()) {
    if (ordinal >= kMostOrdinals) return;
    counts.resize(std::max<std::size_t>(ordinal + 1, 2 * counts.size()));
  }
  ++counts[ordinal];
}

void FacetCounter::count_story(const std::vector<std::string>& records) {
  in_story_ = true;
  for (const std::string& record : records) count(record);
  in_story_ = false;
  counted_.clear();
}

void FacetCounter::count(std::string_view record) {
  if (const std::uint64_t day = take(record); day != 0) add(months_, month_of(day - 1));
  if (const std::uint64_t source = take(record); source != 0) add(sources_, source - 1);
  if (const std::uint64_t language = take(record); language != 0) add(languages_, language - 1);
  for (std::uint64_t left = take(record); left > 0 && !record.empty(); --left) {
    const std::uint64_t country = take(record);
    add(countries_, country / 2);
    if (country % 2 != 0) add(about_, country / 2);
  }
  count_persons(record);
}

void FacetCounter::count_persons(std::string_view record) {
  in_article_.clear();
  while (!record.empty()) {
    const auto name = static_cast<std::uint32_t>(take(record));
    const std::uint32_t person = identities_.person(name);
    if (person == IdentityMap::kDropped) continue;
    if (std::find(in_article_.begin(), in_article_.end(), person) != in_article_.end()) continue;
    in_article_.push_back(person);
    add(persons_, person);
  }
}

std::vector<FacetResult> FacetCounter::results(const std::vector<Facet>& facets, std::size_t limit,
                                               const Index& index) const {
  std::vector<FacetResult> results;
  results.reserve(facets.size());
  for (const Facet facet : facets)
    results.push_back(facet == Facet::month || facet == Facet::year ? by_date(facet, limit)
                                                                    : by_name(facet, limit, index));
  return results;
}

FacetResult FacetCounter::by_name(Facet facet, std::size_t limit, const Index& index) const {
  const bool country = facet == Facet::country || facet == Facet::about;
  const auto [counts, kind] = [&]() -> std::pair<const Counts&, Dictionary> {
    switch (facet) {
      case Facet::country:
        return {countries_, Dictionary::country};
      case Facet::about:
        return {about_, Dictionary::country};
      case Facet::source:
        return {sources_, Dictionary::source};
      case Facet::lang:
        return {languages_, Dictionary::language};
      default:
        return {persons_, Dictionary::person};
    }
  }();
  struct Ranked {
    std::uint32_t count;
    std::uint32_t ordinal;
  };
  std::vector<Ranked> ranked;
  for (std::uint32_t ordinal = 0; ordinal < counts.size(); ++ordinal)
    if (counts[ordinal] > 0) ranked.push_back({counts[ordinal], ordinal});
  FacetResult result{facet, {}, ranked.size()};
  // Ties go by name, so names are wanted of all that share the last count that is shown.
  const auto more = [](const Ranked& a, const Ranked& b) { return a.count > b.count; };
  std::size_t wanted = ranked.size();
  if (limit > 0 && limit < ranked.size()) {
    const auto last = ranked.begin() + static_cast<std::ptrdiff_t>(limit);
    std::nth_element(ranked.begin(), last - 1, ranked.end(), more);
    const std::uint32_t least = (last - 1)->count;
    wanted = static_cast<std::size_t>(
        std::partition(last, ranked.end(), [&](const Ranked& r) { return r.count == least; }) -
        ranked.begin());
  }
  for (std::size_t i = 0; i < wanted; ++i) {
    FacetValue value{index.name(kind, ranked[i].ordinal), "", ranked[i].count};
    if (country) value.name = index.country_name(value.value);
    result.values.push_back(std::move(value));
  }
  sort_and_cut(result.values, limit);
  return result;
}

FacetResult FacetCounter::by_date(Facet facet, std::size_t limit) const {
  std::map<std::string, std::uint64_t> periods;
  const std::size_t width = facet == Facet::year ? 4 : 7;
  const std::chrono::year_month first{std::chrono::year_month_day{kFirstDay}.year(),
                                      std::chrono::January};
  for (std::size_t month = 0; month < months_.size(); ++month)
    if (months_[month] > 0) {
      const auto at = first + std::chrono::months{month};
      periods[to_iso(Date{at / 1}).substr(0, width)] += months_[month];
    }
  FacetResult result{facet, {}, periods.size()};
  result.values.reserve(periods.size());
  for (const auto& [period, count] : periods) result.values.push_back({period, "", count});
  sort_and_cut(result.values, limit);
  return result;
}

void MatchCounter::operator()(const Xapian::Document& document, double) {
  const auto lead = stories_ == nullptr ? std::nullopt : stories_->lead(document.get_docid());
  if (!lead) ++single_;
  if (lead && by_story_) {
    records_[*lead].push_back(counter_ == nullptr ? "" : document.get_value(kFacetSlot));
    return;
  }
  if (lead) records_[*lead];
  if (counter_ != nullptr) counter_->count(document.get_value(kFacetSlot));
}

std::uint64_t MatchCounter::finish() {
  if (by_story_ && counter_ != nullptr)
    for (const auto& [lead, records] : records_) counter_->count_story(records);
  return single_ + records_.size();
}

}  // namespace dateline
