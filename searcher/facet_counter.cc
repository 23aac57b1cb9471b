// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/facet_counter.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "common/schema.h"
#include "common/text.h"
#include "searcher/best_of.h"
#include "searcher/remote_matcher.h"

namespace dateline {
namespace {

/// Takes the numbers of a record (facet_values.h) one by one; after one that is cut short nothing
/// is left. take_varint() for whoever takes millions.
class NumberReader {
 public:
  explicit NumberReader(std::string_view record)
      : at_(record.data()), end_(record.data() + record.size()) {}

  bool at_end() const { return at_ == end_; }

  std::uint64_t take() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; at_ != end_ && shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(*at_++);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
    at_ = end_;
    return 0;
  }

  std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

 private:
  const char* at_;
  const char* end_;
};

void sort_and_cut(std::vector<FacetValue>& values, std::size_t limit) {
  std::sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) {
    return std::tie(b.count, a.value) < std::tie(a.count, b.value);
  });
  if (limit > 0 && values.size() > limit) values.resize(limit);
}

/// Ties go by name, which is looked up only for the commonest.
struct ByCount {
  std::uint32_t operator()(const Counted& one) const { return one.count; }
};

}  // namespace

// Months and not days are counted, since a count for each day since the year 1000 fills hundreds
// of pages.
std::uint64_t month_number(std::uint64_t day) {
  constexpr std::uint64_t kMostDays = 3'652'059;  // far past the last Date
  const std::chrono::year_month_day ymd{kFirstDay + std::chrono::days{std::min(day, kMostDays)}};
  const int years = static_cast<int>(ymd.year()) - 1000;
  return static_cast<std::uint64_t>(years) * 12 + static_cast<unsigned>(ymd.month()) - 1;
}

Dictionary dictionary_of(Facet facet) {
  switch (facet) {
    case Facet::country:
    case Facet::about:
      return Dictionary::country;
    case Facet::source:
      return Dictionary::source;
    case Facet::lang:
      return Dictionary::language;
    default:
      return Dictionary::person;
  }
}

void FacetCounter::add(Facet facet, std::uint64_t number, std::uint32_t articles) {
  if (number >= kMostNumbers) return;
  if (in_story_ && !counted_.emplace(facet, number).second) return;
  tally(facet).add(static_cast<std::uint32_t>(number), articles);
}

void MatchedStories::add(MatchedStories&& other) {
  single += other.single;
  if (records.empty()) {  // always, of one part
    records = std::move(other.records);
    return;
  }
  for (auto& [lead, more] : other.records) {
    auto& of_story = records[lead];
    std::move(more.begin(), more.end(), std::back_inserter(of_story));
  }
}

void FacetCounter::count_stories(const MatchedStories& stories) {
  const PartNumbers* own = numbers_;
  in_story_ = true;
  for (const auto& [lead, records] : stories.records) {
    for (const StoryRecord& one : records) {
      numbers_ = one.numbers;
      count(one.record);
    }
    counted_.clear();
  }
  in_story_ = false;
  numbers_ = own;
}

bool begins_a_word(const std::string& text, const std::string& folded) {
  const std::string name = fold(text);
  for (std::size_t at = 0; at != std::string::npos;) {
    if (std::string_view(name).substr(at).starts_with(folded)) return true;
    at = name.find_first_of(" -'", at);
    if (at != std::string::npos) ++at;
  }
  return false;
}

void FacetCounter::count(std::string_view record, std::uint32_t articles) {
  articles_ += articles;
  const auto in_all = [this](Dictionary kind, std::uint64_t number) {
    return numbers_->united(kind, static_cast<std::uint32_t>(number));
  };
  NumberReader in(record);
  if (const std::uint64_t day = in.take(); day != 0)
    add(Facet::month, month_number(day - 1), articles);
  if (const std::uint64_t source = in.take(); source != 0)
    add(Facet::source, in_all(Dictionary::source, source - 1), articles);
  if (const std::uint64_t language = in.take(); language != 0)
    add(Facet::lang, in_all(Dictionary::language, language - 1), articles);
  for (std::uint64_t left = in.take(); left > 0 && !in.at_end(); --left) {
    const std::uint64_t country = in.take();
    const std::uint32_t number = in_all(Dictionary::country, country / 2);
    add(Facet::country, number, articles);
    if (country % 2 != 0) add(Facet::about, number, articles);
  }
  count_persons(in.rest(), articles);
}

void FacetCounter::count_persons(std::string_view names, std::uint32_t articles) {
  NumberReader in(names);
  std::size_t own = 0;  // persons by their own names, of which an article has each once
  Tally& persons = tally(Facet::person);
  for (NumberReader ahead = in; !in_story_ && !in.at_end(); in = ahead, ++own) {
    const auto name = static_cast<std::uint32_t>(ahead.take());
    if (numbers_->persons.person(name) != name || name >= kMostNumbers) break;
    persons.add(name, articles);
  }
  if (in.at_end()) return;
  in_article_.clear();
  for (NumberReader again(names); own > 0; --own)
    in_article_.push_back(static_cast<std::uint32_t>(again.take()));
  while (!in.at_end()) {
    const std::uint32_t person = numbers_->persons.person(static_cast<std::uint32_t>(in.take()));
    if (person == IdentityMap::kDropped) continue;
    if (std::find(in_article_.begin(), in_article_.end(), person) != in_article_.end()) continue;
    in_article_.push_back(person);
    add(Facet::person, person, articles);
  }
}

void FacetCounter::add(const FacetCounter& other) {
  articles_ += other.articles_;
  for (std::size_t i = 0; i < tallies_.size(); ++i) tallies_[i].add(other.tallies_[i]);
}

std::vector<FacetResult> FacetCounter::results(const FacetOptions& options,
                                               const Index& index) const {
  std::vector<FacetResult> results;
  results.reserve(options.facets.size());
  for (const Facet facet : options.facets)
    results.push_back(facet == Facet::month || facet == Facet::year
                          ? by_date(facet, options)
                          : by_name(facet, options, index));
  return results;
}

FacetResult FacetCounter::by_name(Facet facet, const FacetOptions& options,
                                  const Index& index) const {
  const bool country = facet == Facet::country || facet == Facet::about;
  const Dictionary kind = dictionary_of(facet);
  const std::size_t limit = options.limit;
  BestOf<Counted, ByCount> commonest(limit);
  const std::string prefix = fold(options.match);
  const auto matches = [&](std::uint32_t ordinal) {
    const std::string& name = index.name(kind, ordinal);
    return begins_a_word(name, prefix) ||
           (country && begins_a_word(index.country_name(name), prefix));
  };
  tally(facet).for_each([&](std::uint32_t ordinal, std::uint32_t count) {
    if (prefix.empty() || matches(ordinal)) commonest.add({ordinal, count});
  });
  FacetResult result{facet, {}, commonest.seen()};
  for (const Counted& one : commonest.take()) {
    FacetValue value{index.name(kind, one.number), "", one.count};
    if (country) value.name = index.country_name(value.value);
    result.values.push_back(std::move(value));
  }
  sort_and_cut(result.values, limit);
  return result;
}

FacetResult FacetCounter::by_date(Facet facet, const FacetOptions& options) const {
  std::map<std::string, std::uint64_t> periods;
  const std::size_t width = facet == Facet::year ? 4 : 7;
  const std::chrono::year_month first{std::chrono::year_month_day{kFirstDay}.year(),
                                      std::chrono::January};
  tally(facet).for_each([&](std::uint32_t month, std::uint32_t count) {
    const auto at = first + std::chrono::months{month};
    periods[to_iso(Date{at / 1}).substr(0, width)] += count;
  });
  std::erase_if(periods, [&](const auto& one) { return !one.first.starts_with(options.match); });
  FacetResult result{facet, {}, periods.size()};
  result.values.reserve(periods.size());
  for (const auto& [period, count] : periods) result.values.push_back({period, "", count});
  sort_and_cut(result.values, options.limit);
  return result;
}

void MatchCounter::visit(Xapian::docid id, double, const Xapian::Document& document) {
  const auto lead = stories_ == nullptr ? std::nullopt : stories_->lead(id);
  if (!lead) ++matched_.single;
  if (lead && by_story_) {
    auto& records = matched_.records[*lead];
    if (counter_ != nullptr) records.push_back({&numbers_, document.get_value(kFacetSlot)});
    return;
  }
  if (lead) matched_.records[*lead];
  if (counter_ != nullptr) counter_->count(document.get_value(kFacetSlot));
}

FacetCounter merged(std::vector<FacetCounter> parts) {
  FacetCounter all = std::move(parts[0]);
  for (std::size_t part = 1; part < parts.size(); ++part) all.add(parts[part]);
  return all;
}

FacetCounter count_all_facets(const Index& index, const Plan& plan) {
  std::vector<FacetCounter> facets;
  for (std::size_t part = 0; part < index.parts().size(); ++part)
    facets.emplace_back(index.numbers(part));
  for_each_part(index, [&](std::size_t part) {
    FacetCounter& here = facets[part];
    if (index.parts()[part].remote && is_plain(plan)) {
      for (const auto& [record, count] : RemoteMatcher(index, part).count_values(plan, kFacetSlot))
        here.count(record, count);
    } else {
      MatchCounter counter(index.numbers(part), &here, nullptr, false);
      visit_part(index, part, plan, counter);
    }
  });
  return merged(std::move(facets));
}

}  // namespace dateline
