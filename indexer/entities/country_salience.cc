// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/country_salience.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string_view>

namespace dateline {
namespace {

#include "indexer/entities/country_weights.inc"
static_assert(std::size(kWeights) == kSalienceFeatures);

/// What is counted for a country.
struct Counts {
  double total = 0;
  double title = 0;
  double dateline = 0;
  double lead_sentence = 0;
  double lead = 0;       ///< first kLeadWords words of the body
  double sentences = 0;  ///< that name it
  double named = 0;      ///< by the country's own name or adjective, or capital
  double demonym = 0;
  double town = 0;  ///< by a city or region
  double flanked = 0;
  double listed = 0;  ///< beside another country in a list
  double capital = 0;   ///< by its capital
  double currency = 0;  ///< beside a currency ("Australian dollar bond")
  double located = 0;   ///< after "in" or "at"
  double initial = 0;   ///< first of its sentence
  double longest_list = 0;
  double lists = 0;
  std::uint32_t first_body = 0;
  bool in_body = false;
  std::uint32_t first_any = 0;
  std::uint32_t last_sentence = 0;
};

constexpr std::uint32_t kLeadWords = 60;

struct ArticleCounts {
  std::vector<CountryInArticle> countries;
  std::vector<Counts> counts;
  Counts most;  ///< the greatest of each
  double all = 0;
  double in_title = 0;     ///< countries named there
  double in_dateline = 0;
  double body_words = 0;
};

class Counter {
 public:
  Counter(const PlaceWords& words, const std::vector<PlaceMention>& mentions)
      : all_(words), mentions_(mentions) {}

  ArticleCounts run() {
    number_sentences();
    measure_lists();
    for (std::size_t i = 0; i < mentions_.size(); ++i) count(i);
    for (const Counts& c : out_.counts) {
      out_.most.total = std::max(out_.most.total, c.total);
      out_.in_title += c.title > 0 ? 1 : 0;
      out_.in_dateline += c.dateline > 0 ? 1 : 0;
    }
    out_.body_words = static_cast<double>(all_.words.size() - all_.body);
    return std::move(out_);
  }

 private:
  void number_sentences() {
    sentence_.resize(mentions_.size());
    std::uint32_t sentence = 0;
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      for (; word <= mentions_[i].first; ++word)
        if (all_.words[word].starts_sentence && word != all_.dateline_end) ++sentence;
      sentence_[i] = sentence;
    }
    for (std::uint32_t i = all_.dateline_end + 1; i < all_.words.size(); ++i)
      if (all_.words[i].starts_sentence) {
        first_sentence_end_ = i;
        return;
      }
    first_sentence_end_ = static_cast<std::uint32_t>(all_.words.size());
  }

  Counts& counts_of(CountryId country, std::uint32_t word) {
    for (std::size_t i = 0; i < out_.countries.size(); ++i)
      if (out_.countries[i].country == country) return out_.counts[i];
    out_.countries.push_back({country, 0, {}});
    out_.counts.push_back({});
    out_.counts.back().first_any = word;
    return out_.counts.back();
  }

  void count(std::size_t i) {
    const PlaceMention& mention = mentions_[i];
    Counts& c = counts_of(mention.country, mention.first);
    ++out_.all;
    ++c.total;
    if (c.last_sentence != sentence_[i] + 1) ++c.sentences;
    c.last_sentence = sentence_[i] + 1;
    count_kind(mention, c);
    if (list_size_[i] > 1) {
      ++c.listed;
      c.longest_list = std::max(c.longest_list, list_size_[i]);
    }
    count_context(mention, c);
    if (mention.is_flanked) ++c.flanked;
    if (mention.first < all_.body) {
      ++c.title;
      return;
    }
    if (mention.in_dateline) {
      ++c.dateline;
      return;
    }
    if (!c.in_body) c.first_body = mention.first - all_.dateline_end;
    c.in_body = true;
    if (mention.first < first_sentence_end_) ++c.lead_sentence;
    if (mention.first - all_.dateline_end < kLeadWords) ++c.lead;
  }

  static void count_kind(const PlaceMention& mention, Counts& c) {
    switch (mention.kind) {
      case PlaceKind::demonym:
      case PlaceKind::prefix:
        ++c.demonym;
        break;
      case PlaceKind::city:
      case PlaceKind::region:
      case PlaceKind::state:
        ++c.town;
        break;
      case PlaceKind::capital:
        ++c.capital;
        break;
      default:
        ++c.named;
    }
  }

  void count_context(const PlaceMention& mention, Counts& c) const {
    if (mention.last < all_.words.size() && is_currency(all_.text(all_.words[mention.last])))
      ++c.currency;
    std::uint32_t before = mention.first;
    if (before > 0 && all_.words[before].starts_sentence) ++c.initial;
    if (before > 0 && all_.text(all_.words[before - 1]) == "the") --before;
    if (before == 0) return;
    if (all_.words[before].starts_sentence) ++c.initial;
    const std::string_view word = all_.text(all_.words[before - 1]);
    if (word == "in" || word == "at" || word == "In" || word == "near") ++c.located;
  }

  static bool is_currency(std::string_view word) {
    constexpr std::array<std::string_view, 24> kCurrencies = {
        "dollar", "dollars", "dlr",  "dlrs",   "franc", "francs",  "mark",  "marks",
        "crown",  "crowns",  "lira", "lire",   "peso",  "pesos",   "pound", "pounds",
        "yen",    "guilder", "guilders", "krona", "DLR", "DOLLAR", "FRANC", "CROWN"};
    return std::find(kCurrencies.begin(), kCurrencies.end(), word) != kCurrencies.end();
  }

  /// "Japan, France and Italy" is a list of three.
  void measure_lists() {
    list_size_.assign(mentions_.size(), 1);
    for (std::size_t start = 0; start < mentions_.size();) {
      std::size_t end = start + 1;
      while (end < mentions_.size() && mentions_[end].country != mentions_[end - 1].country &&
             is_list_gap(mentions_[end - 1].last, mentions_[end].first))
        ++end;
      for (std::size_t i = start; i < end; ++i) list_size_[i] = static_cast<double>(end - start);
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

  const PlaceWords& all_;
  const std::vector<PlaceMention>& mentions_;
  std::vector<std::uint32_t> sentence_;
  std::vector<double> list_size_;
  std::uint32_t first_sentence_end_ = 0;
  ArticleCounts out_;
};

double flag(bool value) { return value ? 1 : 0; }

void fill(const ArticleCounts& article, std::size_t i, double rank_by_count, double rank_by_place,
          SalienceFeatures& f) {
  const Counts& c = article.counts[i];
  const auto n = static_cast<double>(article.countries.size());
  const double position = c.in_body ? static_cast<double>(c.first_body) : article.body_words;
  const double relative = article.body_words > 0 ? position / article.body_words : 1;
  const bool only_dateline = c.dateline == c.total;
  std::size_t k = 0;
  const auto add = [&](double value) { f[k++] = value; };
  add(1);
  add(std::log1p(c.total));
  add(c.total / article.all);
  add(c.total / article.most.total);
  add(flag(c.title > 0));
  add(flag(c.title > 0) * article.in_title > 1 ? 1 : 0);
  add(flag(article.in_title > 0 && c.title == 0));
  add(flag(c.dateline > 0));
  add(flag(only_dateline));
  add(flag(only_dateline) * flag(n > 1));
  add(flag(article.in_dateline > 0 && c.dateline == 0));
  add(flag(c.lead_sentence > 0));
  add(flag(c.lead > 0));
  add(std::log1p(c.lead));
  add(relative);
  add(std::log1p(position));
  add(std::log(n));
  add(1 / n);
  add(flag(n == 1));
  add(1 / rank_by_count);
  add(1 / rank_by_place);
  add(std::log1p(c.sentences));
  add(c.named / c.total);
  add(c.demonym / c.total);
  add(flag(c.named == 0 && c.demonym == 0));
  add(c.flanked / c.total);
  add(c.listed / c.total);
  add(std::log1p(c.listed));
  add(flag(c.total == 1));
  add(flag(c.total == 1) * flag(c.lead == 0) * flag(c.title == 0));
  add(std::log1p(article.body_words));
  add(std::log1p(c.total) - std::log1p(article.body_words / 100));
  add(flag(c.title > 0) * flag(c.dateline > 0));
  add(flag(c.title > 0) * flag(c.lead_sentence > 0));
  add(flag(c.dateline > 0) * flag(c.lead_sentence > 0));
  add(flag(c.lead_sentence > 0) * flag(article.in_title > 0 && c.title == 0));
  add(flag(c.dateline > 0) * flag(article.in_title > 0 && c.title == 0));
  add(flag(n > 4));
  add(flag(n > 4) * c.listed / c.total);
  add(relative * flag(n > 2));
  // new
  add(flag(c.capital == c.total));
  add(c.capital / c.total);
  add(c.currency / c.total);
  add(flag(c.currency == c.total));
  add(c.located / c.total);
  add(c.initial / c.total);
  add(std::log1p(c.initial));
  add(std::log(std::max(1.0, c.longest_list)));
  add(flag(c.total - c.dateline > 0) * flag(c.dateline > 0));
  add(c.title / std::max(1.0, article.in_title));
  add(std::log1p(c.lead_sentence));
  add(c.total > c.title + c.dateline + c.lead ? 1 : 0);
  add(article.in_title);
  add(c.total == article.most.total ? 1 : 0);
  add(flag(c.title > 0) * flag(c.total - c.title > 0));
  add(std::min(5.0, c.sentences));
  add(flag(c.sentences > 2) * (1 - relative));
  add(flag(c.capital + c.town == c.total - c.dateline));
  assert(k == kSalienceFeatures);
}

/// 1 for the first: how many come before it, by a measure where more is better.
double rank_of(const std::vector<double>& measure, std::size_t i) {
  double rank = 1;
  for (const double other : measure)
    if (other > measure[i]) ++rank;
  return rank;
}

}  // namespace

std::vector<CountryInArticle> count_countries(const PlaceWords& words,
                                              const std::vector<PlaceMention>& mentions) {
  ArticleCounts article = Counter(words, mentions).run();
  std::vector<double> totals;
  std::vector<double> earliness;
  for (const Counts& c : article.counts) {
    totals.push_back(c.total);
    earliness.push_back(-static_cast<double>(c.first_any));
  }
  for (std::size_t i = 0; i < article.countries.size(); ++i) {
    article.countries[i].mentions = static_cast<std::uint32_t>(article.counts[i].total);
    fill(article, i, rank_of(totals, i), rank_of(earliness, i), article.countries[i].features);
  }
  return std::move(article.countries);
}

double salience_of(const SalienceFeatures& features) {
  double sum = 0;
  for (std::size_t i = 0; i < kSalienceFeatures; ++i) sum += kWeights[i] * features[i];
  return 1 / (1 + std::exp(-sum));
}

double about_threshold() { return kThreshold; }

}  // namespace dateline
