// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/country_resolver.h"

#include <algorithm>
#include <string_view>

namespace dateline {
namespace {

class Resolver {
 public:
  Resolver(const CountryTable& table, const PlaceWords& words,
           const std::vector<PlaceMatch>& matches, const std::optional<Date>& date)
      : table_(table), all_(words), matches_(matches), date_(date) {
    evidence_.resize(table.countries().size());
    first_.resize(table.countries().size(), 0xFFFFFFFF);
    meanings_.resize(matches.size(), kNoCountry);
  }

  std::vector<PlaceMention> run() {
    settle_after_commas();
    for (std::size_t i = 0; i < matches_.size(); ++i)
      if (is_plain(i)) settle(i, dated(*matches_[i].place, 0));
    for (std::size_t i = 0; i < matches_.size(); ++i)
      if (meanings_[i] == kNoCountry) meanings_[i] = choose(matches_[i]);
    for (std::size_t i = 0; i < matches_.size(); ++i) emit(i);
    return std::move(mentions_);
  }

 private:
  /// What the place's country of that rank was called on the article's day.
  CountryId dated(const Place& place, std::size_t rank) const {
    const CountryId country = place.countries[rank];
    if (!place.era || rank != 0 || !date_) return country;
    return (*date_ < place.era->day) == place.era->before ? place.era->country : country;
  }

  bool is_plain(std::size_t i) const {
    const PlaceMatch& match = matches_[i];
    if (meanings_[i] != kNoCountry || match.place->kind == PlaceKind::both) return false;
    if (match.needs_support || match.place->country_count != 1 || match.place->needs_evidence)
      return false;
    return !match.place->has(kSeatMark) || match.in_dateline;
  }

  void settle(std::size_t i, CountryId country) {
    meanings_[i] = country;
    if (evidence_[country]++ == 0) first_[country] = matches_[i].first;
  }

  /// "Paris, Texas", "Cordoba, Spain", "Birmingham, Ala.": the second says where the first is.
  void settle_after_commas() {
    for (std::size_t i = 0; i + 1 < matches_.size(); ++i) {
      const PlaceMatch& town = matches_[i];
      const PlaceMatch& land = matches_[i + 1];
      if (town.last + 1 != land.first || all_.text(all_.words[town.last]) != ",") continue;
      if (land.place->country_count == 0 || !may_be_elsewhere(town, land)) continue;
      settle(i, land_of(land));
      if (land.place->country_count > 1) settle(i + 1, land_of(land));
    }
  }

  CountryId land_of(const PlaceMatch& land) const { return dated(*land.place, 0); }

  bool may_be_elsewhere(const PlaceMatch& town, const PlaceMatch& land) const {
    const PlaceKind kind = town.place->kind;
    const bool is_town =
        kind == PlaceKind::city || kind == PlaceKind::capital || kind == PlaceKind::region;
    if (!is_town) return false;
    if (land.place->kind == PlaceKind::state) return true;
    const bool is_list = land.last < all_.words.size() && is_and(land.last);
    if (is_list) return false;
    if (land.place->kind == PlaceKind::region)
      return !land.place->needs_evidence || town.place->country_count > 1;
    const bool is_country =
        land.place->kind == PlaceKind::name || land.place->kind == PlaceKind::country;
    return is_country && kind == PlaceKind::city;
  }

  bool is_and(std::uint32_t at) const {
    const std::string_view text = all_.text(all_.words[at]);
    return text == "and" || text == "or" || text == "&";
  }

  CountryId choose(const PlaceMatch& match) const {
    const Place& place = *match.place;
    if (place.kind == PlaceKind::both) return kNoCountry;
    if (is_surname_first(match)) return kNoCountry;
    std::size_t best = 0;
    for (std::size_t rank = 0; rank < place.country_count; ++rank)
      if (may_be(match, rank) && support(place, rank) > support(place, best)) best = rank;
    const bool supported = support(place, best) > 0;
    const bool wants_support =
        place.needs_evidence || match.needs_support || (place.has(kSeatMark) && !match.in_dateline);
    if (wants_support && !supported) return kNoCountry;
    return dated(place, best);
  }

  /// "Warren" is a senator, unless the town's dateline or "Warren, Michigan".
  static bool is_surname_first(const PlaceMatch& match) {
    return match.place->has(kPersonMark) && match.place->has(kWeakMark) && !match.in_dateline;
  }

  /// "Guinea" is Guinea-Bissau only where that was named before.
  bool may_be(const PlaceMatch& match, std::size_t rank) const {
    return rank == 0 || !match.place->has(kShortMark) ||
           first_[match.place->countries[rank]] < match.first;
  }

  /// Mentions that speak for the place's country of that rank.
  int support(const Place& place, std::size_t rank) const {
    int total = evidence_[dated(place, rank)];
    if (rank == 1)
      for (const CountryId rival : place.rivals) total += evidence_[rival] > 0 ? 1 : 0;
    return total;
  }

  void emit(std::size_t i) {
    const PlaceMatch& match = matches_[i];
    if (match.place->kind == PlaceKind::both) {
      add(match, match.place->countries[0], match.first, match.first + 1);
      add(match, match.place->countries[1], match.last - 1, match.last);
    } else if (meanings_[i] != kNoCountry) {
      add(match, meanings_[i], match.first, match.last);
    }
  }

  void add(const PlaceMatch& match, CountryId country, std::uint32_t first, std::uint32_t last) {
    mentions_.push_back(
        {country, match.place->kind, first, last, match.in_dateline, match.is_flanked});
  }

  const CountryTable& table_;
  const PlaceWords& all_;
  const std::vector<PlaceMatch>& matches_;
  const std::optional<Date>& date_;
  std::vector<int> evidence_;         ///< by country: mentions that are beyond doubt
  std::vector<std::uint32_t> first_;  ///< by country: the first of these, a word
  std::vector<CountryId> meanings_;   ///< by match
  std::vector<PlaceMention> mentions_;
};

}  // namespace

std::vector<PlaceMention> resolve_places(const CountryTable& table, const PlaceWords& words,
                                         const std::vector<PlaceMatch>& matches,
                                         const std::optional<Date>& date) {
  return Resolver(table, words, matches, date).run();
}

}  // namespace dateline
