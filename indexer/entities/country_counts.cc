// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/country_counts.h"

#include <algorithm>
#include <cassert>
#include <string_view>

namespace dateline {
namespace {

constexpr std::uint32_t kLeadWords = 60;
constexpr std::uint32_t kNotNamed = 1000;
constexpr std::array<std::string_view, 25> kCurrencies = {
    "dollar",   "dollars", "dlr",    "dlrs", "franc",  "francs", "mark",   "marks", "crown",
    "crowns",   "lira",    "lire",   "peso", "pesos",  "pound",  "pounds", "yen",   "guilder",
    "guilders", "krona",   "kroner", "DLR",  "DOLLAR", "FRANC",  "CROWN"};

/// What is counted for a country. Numbers of mentions, if nothing else is said.
struct Counts {
  float total = 0;
  float title = 0;
  float dateline = 0;
  float lead_sentence = 0;
  float lead = 0;       ///< in the body's first kLeadWords words
  float sentences = 0;  ///< that name it
  float named = 0;      ///< by the country's own name
  float demonym = 0;
  float capital = 0;  ///< by its capital
  float town = 0;     ///< by another city or a region
  float flanked = 0;  ///< inside another name
  float listed = 0;   ///< "Japan, France and Italy"
  float longest_list = 1;
  float currency = 0;  ///< before a currency: "Australian dollar bond"
  float located = 0;   ///< after "in" or "at"
  float initial = 0;   ///< at the head of a sentence
  std::uint32_t first_in_title = kNotNamed;
  std::uint32_t first_in_body = kNotNamed;
  std::uint32_t last_sentence = 0;
};

/// What is counted for the article.
struct Totals {
  float mentions = 0;
  float most = 0;         ///< mentions of the country that has most
  float in_title = 0;     ///< countries
  float in_dateline = 0;  ///< countries
  float repeated = 0;     ///< countries with two mentions or more
  float body_words = 0;
};

class Counter {
 public:
  Counter(const PlaceWords& words, const std::vector<PlaceMention>& mentions)
      : all_(words), mentions_(mentions) {
    find_sentences();
    measure_lists();
    for (std::size_t i = 0; i < mentions_.size(); ++i) count(i);
    for (const Counts& c : counts_) {
      totals_.most = std::max(totals_.most, c.total);
      totals_.in_title += c.title > 0 ? 1 : 0;
      totals_.in_dateline += c.dateline > 0 ? 1 : 0;
      totals_.repeated += c.total > 1 ? 1 : 0;
    }
    totals_.mentions = static_cast<float>(mentions_.size());
    totals_.body_words = static_cast<float>(all_.words.size() - all_.dateline_end);
  }

  std::vector<CountryInArticle> take() {
    for (std::size_t i = 0; i < countries_.size(); ++i) {
      countries_[i].mentions = static_cast<std::uint32_t>(counts_[i].total);
      fill(i, countries_[i].features);
    }
    return std::move(countries_);
  }

 private:
  void find_sentences() {
    sentence_.resize(mentions_.size());
    std::uint32_t sentence = 0;
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      for (; word <= mentions_[i].first; ++word)
        if (all_.words[word].starts_sentence) ++sentence;
      sentence_[i] = sentence;
    }
    const auto size = static_cast<std::uint32_t>(all_.words.size());
    lead_sentence_end_ = std::min(all_.dateline_end + 1, size);
    while (lead_sentence_end_ < size && !all_.words[lead_sentence_end_].starts_sentence)
      ++lead_sentence_end_;
  }

  /// Lists of countries with nothing but commas, "and" or "or" between them.
  void measure_lists() {
    list_size_.resize(mentions_.size());
    for (std::size_t start = 0; start < mentions_.size();) {
      std::size_t end = start + 1;
      while (end < mentions_.size() && mentions_[end].country != mentions_[end - 1].country &&
             is_list_gap(mentions_[end - 1].last, mentions_[end].first))
        ++end;
      for (std::size_t i = start; i < end; ++i) list_size_[i] = static_cast<float>(end - start);
      start = end;
    }
  }

  bool is_list_gap(std::uint32_t from, std::uint32_t to) const {
    if (from >= to || to - from > 2) return false;
    for (std::uint32_t i = from; i < to; ++i) {
      const std::string_view text = all_.text(all_.words[i]);
      if (text != "," && text != "and" && text != "or" && text != "the") return false;
    }
    return true;
  }

  Counts& counts_of(CountryId country) {
    for (std::size_t i = 0; i < countries_.size(); ++i)
      if (countries_[i].country == country) return counts_[i];
    countries_.push_back({country, 0, {}});
    return counts_.emplace_back();
  }

  void count(std::size_t i) {
    const PlaceMention& mention = mentions_[i];
    Counts& c = counts_of(mention.country);
    ++c.total;
    if (c.last_sentence != sentence_[i]) ++c.sentences;
    c.last_sentence = sentence_[i];
    if (list_size_[i] > 1) ++c.listed;
    c.longest_list = std::max(c.longest_list, list_size_[i]);
    if (mention.is_flanked) ++c.flanked;
    ++count_of_kind(mention.kind, c);
    count_context(mention, c);
    count_place(mention, c);
  }

  static float& count_of_kind(PlaceKind kind, Counts& c) {
    switch (kind) {
      case PlaceKind::demonym:
      case PlaceKind::prefix:
        return c.demonym;
      case PlaceKind::city:
      case PlaceKind::region:
      case PlaceKind::state:
        return c.town;
      case PlaceKind::capital:
        return c.capital;
      default:
        return c.named;
    }
  }

  void count_context(const PlaceMention& mention, Counts& c) const {
    if (mention.last < all_.words.size() && is_currency(all_.text(all_.words[mention.last])))
      ++c.currency;
    std::uint32_t before = mention.first;
    const auto preceding = [&] { return all_.text(all_.words[before - 1]); };
    if (before > 0 && !all_.words[before].starts_sentence && preceding() == "the") --before;
    if (all_.words[before].starts_sentence || before == 0) {
      ++c.initial;
    } else if (preceding() == "in" || preceding() == "at" || preceding() == "near") {
      ++c.located;
    }
  }

  static bool is_currency(std::string_view word) {
    return std::find(kCurrencies.begin(), kCurrencies.end(), word) != kCurrencies.end();
  }

  void count_place(const PlaceMention& mention, Counts& c) const {
    if (mention.first < all_.body) {
      ++c.title;
      c.first_in_title = std::min(c.first_in_title, mention.first);
    } else if (mention.in_dateline) {
      ++c.dateline;
    } else {
      const std::uint32_t position = mention.first - all_.dateline_end;
      c.first_in_body = std::min(c.first_in_body, position);
      if (mention.first < lead_sentence_end_) ++c.lead_sentence;
      if (position < kLeadWords) ++c.lead;
    }
  }

  void fill(std::size_t i, CountryFeatures& features) const {
    const Counts& c = counts_[i];
    const auto position = static_cast<float>(c.first_in_body);
    std::size_t k = 0;
    const auto add = [&](float value) { features[k++] = value; };
    // how often
    add(c.total);
    add(c.total / totals_.mentions);
    add(c.total / totals_.most);
    add(c.total / (totals_.body_words + 50));
    add(c.sentences);
    add(rank_by_count(c));
    add(most_of_others(i));
    // where
    add(c.title);
    add(c.title > 0 ? 1 / totals_.in_title : 0);
    add(static_cast<float>(c.first_in_title));
    add(c.dateline);
    add(c.total - c.dateline);
    add(c.lead_sentence);
    add(c.lead);
    add(c.total - c.title - c.dateline - c.lead);
    add(position);
    add(position / (totals_.body_words + 1));
    add(static_cast<float>(i));
    // how
    add(c.named / c.total);
    add(c.demonym / c.total);
    add(c.capital / c.total);
    add(c.town / c.total);
    add(c.flanked / c.total);
    add(c.currency / c.total);
    add(c.located / c.total);
    add(c.initial / c.total);
    add(c.initial);
    add(c.listed / c.total);
    add(c.longest_list);
    // among what
    add(static_cast<float>(countries_.size()));
    add(totals_.repeated);
    add(totals_.in_title);
    add(totals_.in_dateline);
    add(totals_.body_words);
    assert(k == kCountryFeatures);
  }

  float rank_by_count(const Counts& c) const {
    return static_cast<float>(
        std::count_if(counts_.begin(), counts_.end(),
                      [&](const Counts& other) { return other.total > c.total; }));
  }

  float most_of_others(std::size_t i) const {
    float most = 0;
    for (std::size_t other = 0; other < counts_.size(); ++other)
      if (other != i) most = std::max(most, counts_[other].total);
    return most;
  }

  const PlaceWords& all_;
  const std::vector<PlaceMention>& mentions_;
  std::vector<std::uint32_t> sentence_;  ///< by mention
  std::vector<float> list_size_;         ///< by mention
  std::uint32_t lead_sentence_end_ = 0;
  std::vector<CountryInArticle> countries_;
  std::vector<Counts> counts_;  ///< beside countries_
  Totals totals_;
};

}  // namespace

std::vector<CountryInArticle> count_countries(const PlaceWords& words,
                                              const std::vector<PlaceMention>& mentions) {
  return Counter(words, mentions).take();
}

}  // namespace dateline
