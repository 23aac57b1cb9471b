// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/country_matcher.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/entities/place_name.h"

namespace dateline {
namespace {

/// Capitalised words that are no part of a name beside them, beyond those that begin a sentence.
constexpr std::array<std::string_view, 46> kNoFlank = {
    "A",          "An",       "The",      "In",        "At",       "On",      "From",
    "To",         "Of",       "For",      "And",       "But",      "Monday",  "Tuesday",
    "Wednesday",  "Thursday", "Friday",   "Saturday",  "Sunday",   "January", "February",
    "March",      "April",    "May",      "June",      "July",     "August",  "September",
    "October",    "November", "December", "President", "Minister", "Premier", "Prime",
    "Chancellor", "King",     "Queen",    "North",     "South",    "East",    "West",
    "Northern",   "Southern", "Eastern",  "Western"};
/// Capitalised words that are no part of a name beside them.
constexpr std::array<std::string_view, 33> kNoFlank = {
    "Monday",  "Tuesday",   "Wednesday", "Thursday", "Friday",   "Saturday",  "Sunday",
    "January", "February",  "March",     "April",    "May",      "June",      "July",
    "August",  "September", "October",   "November", "December", "President", "Minister",
    "Premier", "Prime",     "King",      "Queen",    "North",    "South",     "East",
    "West",    "Northern",  "Southern",  "Eastern",  "Western"};

/// Words that begin a sentence before a country's name; short ones ("In", "The") need no listing.
constexpr std::array<std::string_view, 30> kSentenceHeads = {
    "After",   "Although",  "Another", "Because",     "Before",       "Both",
    "Earlier", "Even",      "From",    "However",     "Last",         "Later",
    "Like",    "Meanwhile", "Near",    "Neighboring", "Neighbouring", "Only",
    "Since",   "That",      "Then",    "Though",      "Today",        "Under",
    "Unlike",  "When",      "While",   "With",        "Will",         "Yesterday"};
constexpr std::size_t kShortHead = 3;

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Matcher {
 public:
  Matcher(const CountryTable& table, const CountryGazetteer& gazetteer, const PlaceWords& words,
          const std::vector<NameSpan>& names)
      : table_(table), gazetteer_(gazetteer), all_(words), words_(words.words), names_(names) {}

  std::vector<PlaceMatch> run() {
    for (std::uint32_t at = 0; at < words_.size();) at = take(at);
    return std::move(matches_);
  }

 private:
  /// The longest name that begins at a word and fits there; the word to go on from.
  std::uint32_t take(std::uint32_t at) {
    const PlaceWord& word = words_[at];
    if (word.hash == 0 || !(word.is_capital || gazetteer_.begins_lower(word.hash))) return at + 1;
    std::array<PlaceMatch, 8> candidates;
    std::size_t count = 0;
    std::uint64_t hash = 0;
    for (std::uint32_t end = at; end < words_.size() && continues(at, end);) {
      hash = extend_place_hash(hash, words_[end].hash);
      const CountryGazetteer::Node* node = gazetteer_.find(hash);
      if (node == nullptr) break;
      ++end;
      if (node->place != CountryGazetteer::kNoPlace && has_capitals(*node, at, end) &&
          count < candidates.size())
        candidates[count++] = {&table_.places()[node->place], at, end, false, false, false};
      if (!node->goes_on) break;
    }
    while (count > 0)
      if (accept(candidates[--count])) return candidates[count].last;
    return at + 1;
  }

  bool continues(std::uint32_t first, std::uint32_t at) const {
    if (at == first) return true;
    const PlaceWord& word = words_[at];
    return word.hash != 0 && word.field == words_[first].field && !word.starts_paragraph;
  }

  bool has_capitals(const CountryGazetteer::Node& node, std::uint32_t first,
                    std::uint32_t last) const {
    for (std::uint32_t i = first; i < last; ++i)
      if ((node.capitals >> (i - first) & 1U) != 0 && !words_[i].is_capital) return false;
    return true;
  }

  /// Takes a match over, unless the words around it speak against it.
  bool accept(PlaceMatch match) {
    const Place& place = *match.place;
    if (place.kind == PlaceKind::block) return true;
    if (is_vetoed_by_name(match)) return false;
    if (place.kind == PlaceKind::state && !is_state_after_comma(match)) return false;
    if (place.kind == PlaceKind::prefix && !is_prefix_of_capital(match)) return false;
    if (place.kind == PlaceKind::code && !is_exact(match)) return false;
    match.in_dateline = match.first >= all_.body && match.first < all_.dateline_end;
    if (!match.in_dateline) check_word(match);
    if (match.in_dateline ? !fills_dateline(match) : !check_flanks(match)) return false;
    matches_.push_back(match);
    return true;
  }

  /// "Chad Smith", "Michael Jordan"; but not "Russian Vladimir Putin".
  bool is_vetoed_by_name(const PlaceMatch& match) {
    const std::uint32_t first = words_[match.first].token;
    const std::uint32_t last = words_[match.last - 1].token + 1;
    while (name_ < names_.size() && names_[name_].last <= first) ++name_;
    if (name_ == names_.size() || names_[name_].first >= last) return false;
    const NameSpan& name = names_[name_];
    if (name.kind != NameKind::person) return false;
    const PlaceKind kind = match.place->kind;
    if (first < name.first || last > name.last || kind == PlaceKind::code) return false;
    if (first == name.first && last == name.last) return match.place->has(kPersonMark);
    return first != name.first || kind != PlaceKind::demonym || match.place->has(kPersonMark);
  }

  /// ", Calif.": after a place's name and a comma, not before a name ("Paris, La Paz").
  bool is_state_after_comma(const PlaceMatch& match) const {
    if (match.first < 2 || all_.text(words_[match.first - 1]) != ",") return false;
    if (!words_[match.first - 2].is_capital) return false;
    const bool has_stop = all_.text(words_[match.last - 1]).back() == '.';
    const bool at_end = match.last == words_.size();
    return has_stop || at_end || words_[match.last].is_mark;
  }

  bool is_prefix_of_capital(const PlaceMatch& match) const {
    return match.last < words_.size() && words_[match.last].is_joined &&
           words_[match.last].is_capital;
  }

  /// A code is one only in its own letters: "US", not "Us"; "<UK>" is a ticker symbol.
  bool is_exact(const PlaceMatch& match) const {
    if (match.first > 0 && all_.text(words_[match.first - 1]) == "<") return false;
    std::string_view code = match.place->text;
    for (std::uint32_t i = match.first; i < match.last; ++i)
      for (const char c : all_.text(words_[i])) {
        if (c == '.') continue;
        while (!code.empty() && (code[0] == '.' || code[0] == ' ')) code.remove_prefix(1);
        if (code.empty() || code[0] != c) return false;
        code.remove_prefix(1);
      }
    return true;
  }

  /// "NEWPORT BEACH, Calif., March 3 -": a dateline's towns stand between marks.
  bool fills_dateline(const PlaceMatch& match) const {
    const PlaceKind kind = match.place->kind;
    if (kind != PlaceKind::city && kind != PlaceKind::region) return true;
    const PlaceWord& after = words_[match.last];
    const bool begins = match.first == all_.body || words_[match.first - 1].is_mark;
    return begins && (after.is_mark || !after.is_all_capitals);
  }

  /// Where capitals say nothing, what is also a word or a first name needs support.
  void check_word(PlaceMatch& match) const {
    const Place& place = *match.place;
    const PlaceWord& word = words_[match.first];
    const bool is_single = match.last - match.first == 1;
    match.needs_support = place.has(kWeakMark);
    if (all_.in_capitals(word)) {
      const bool is_dotted = all_.text(word).find('.') != std::string_view::npos;
      if ((place.has(kWordMark) && !is_dotted) || place.has(kPersonMark))
        match.needs_support = true;
    } else if (place.has(kWordMark) && is_single && word.starts_sentence &&
               (place.kind == PlaceKind::city || place.kind == PlaceKind::metonym)) {
      match.needs_support = true;
    }
  }

  bool is_flank(std::uint32_t at) const {
    const PlaceWord& word = words_[at];
    if (!word.is_capital || word.is_mark) return false;
    const std::string_view text = all_.text(word);
    if (contains(kNoFlank, text)) return false;
    return !word.starts_sentence || (text.size() > kShortHead && !contains(kSentenceHeads, text));
  }

  /// "Sheikh al-Sabah"
  static bool is_article(std::string_view word) {
    return word == "al" || word == "el" || word == "ul" || word == "Al" || word == "El";
  }

  bool is_flanked_left(const PlaceMatch& match) const {
    if (match.first == 0) return false;
    const PlaceWord& before = words_[match.first - 1];
    if (words_[match.first].is_joined && is_article(all_.text(before))) return true;
    if (before.field != words_[match.first].field || words_[match.first].starts_sentence)
      return false;
    if (!is_flank(match.first - 1)) return false;
    // Elsewhere than before a surname, the first word of a sentence proves nothing.
    if (before.starts_sentence && !match.place->has(kPersonMark)) return false;
    return matches_.empty() || matches_.back().last != match.first;
  }

  bool is_flanked_right(const PlaceMatch& match) const {
    if (match.last >= words_.size()) return false;
    const PlaceWord& after = words_[match.last];
    return after.field == words_[match.first].field && !after.starts_sentence &&
           is_flank(match.last) && !starts_place(match.last);
  }

  bool starts_place(std::uint32_t at) const {
    const CountryGazetteer::Node* node = gazetteer_.find(extend_place_hash(0, words_[at].hash));
    return node != nullptr && node->place != CountryGazetteer::kNoPlace;
  }

  /// A town or surname beside another capitalised word is part of another name.
  bool check_flanks(PlaceMatch& match) const {
    if (all_.in_capitals(words_[match.first])) return true;
    const Place& place = *match.place;
    const bool left = is_flanked_left(match);
    const bool right = is_flanked_right(match);
    match.is_flanked = left || right;
    if (place.has(kStemMark) || !match.is_flanked) return true;
    if (place.has(kPersonMark)) return false;
    const bool is_town = place.kind == PlaceKind::city || place.kind == PlaceKind::region;
    return !(is_town && left);
  }

  const CountryTable& table_;
  const CountryGazetteer& gazetteer_;
  const PlaceWords& all_;
  const std::vector<PlaceWord>& words_;
  const std::vector<NameSpan>& names_;
  std::size_t name_ = 0;
  std::vector<PlaceMatch> matches_;
};

}  // namespace

std::vector<PlaceMatch> match_places(const CountryTable& table, const CountryGazetteer& gazetteer,
                                     const PlaceWords& words, const std::vector<NameSpan>& names) {
  return Matcher(table, gazetteer, words, names).run();
}

}  // namespace dateline
