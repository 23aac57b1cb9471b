// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/name_spans.h"

#include <algorithm>
#include <optional>

namespace dateline {
namespace {

bool has_role(const WordType& word, WordRoles roles) {
  return (word.roles & roles) != 0;
}
bool has_list(const WordType& word, WordLists lists) {
  return (word.lexicon.lists & lists) != 0;
}

/// "President Barack Obama" is a person named Barack Obama, "Putin Friday" one named Putin.
void strip_titles(const ArticleWords& words, std::vector<NameSpan>& spans) {
  const auto roles_at = [&words](std::uint32_t token) { return words.word(token).roles; };
  for (NameSpan& span : spans) {
    if (span.kind != NameKind::person) continue;
    span.first = skip_titles(span.first, span.last, roles_at);
    while (span.last > span.first && has_role(words.word(span.last - 1), role::kWeekday))
      --span.last;
  }
  std::erase_if(spans, [](const NameSpan& span) { return span.first == span.last; });
}

/// What a person's name of three words or more begins with but should not: "American Rebecca
/// Palmer", and after a preposition "Oregon Mark Hatfield".
std::optional<NameKind> foreign_start(const ArticleWords& words, const NameSpan& span) {
  constexpr WordLists kPlace = in_list::kCountry | in_list::kCapital | in_list::kCity;
  constexpr WordLists kFirst = in_list::kFirstName | in_list::kFirstOfKnown;
  if (span.kind != NameKind::person || span.last - span.first < 3) return std::nullopt;
  const WordType& word = words.word(span.first);
  if (!has_list(words.word(span.first + 1), kFirst)) return std::nullopt;
  if (has_list(word, in_list::kDemonym)) return NameKind::other;
  const bool behind_of = span.first > 0 && !words.starts_sentence(span.first) &&
                         has_role(words.word(span.first - 1), role::kPreposition | role::kJoint);
  return behind_of && has_list(word, kPlace) ? std::optional(NameKind::place) : std::nullopt;
}

void split_foreign_starts(const ArticleWords& words, std::vector<NameSpan>& spans) {
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const std::optional<NameKind> kind = foreign_start(words, spans[i]);
    if (!kind) continue;
    const NameSpan start{spans[i].first, spans[i].first + 1, *kind};
    ++spans[i].first;
    spans.insert(spans.begin() + static_cast<std::ptrdiff_t>(i), start);
    ++i;
  }
}

/// Words that end a full name of a person of the article.
std::vector<std::uint32_t> surnames_of(const ArticleWords& words,
                                       const std::vector<NameSpan>& spans) {
  std::vector<std::uint32_t> surnames;
  for (const NameSpan& span : spans)
    if (span.kind == NameKind::person && span.last - span.first > 1)
      surnames.push_back(words.word(span.last - 1).word);
  std::sort(surnames.begin(), surnames.end());
  surnames.erase(std::unique(surnames.begin(), surnames.end()), surnames.end());
  return surnames;
}

bool may_stand_alone(const ArticleWords& words, std::uint32_t token) {
  constexpr WordLists kOtherSense = in_list::kCountry | in_list::kDemonym;
  const WordType& word = words.word(token);
  return word.capitals != Capitals::single && (word.lexicon.lists & kOtherSense) == 0 &&
         (word.roles & (role::kCalendar | role::kTitle)) == 0 &&
         (words.flags(token) & doc::kLower) == 0;
}

/// Single words that begin the name of a company of the article ("Savin", of "Savin Corp").
std::vector<std::uint32_t> company_words(const ArticleWords& words,
                                         const std::vector<NameSpan>& spans) {
  std::vector<std::uint32_t> companies;
  for (const NameSpan& span : spans)
    if (span.kind == NameKind::other && span.last - span.first > 1 &&
        (words.word(span.last - 1).roles & role::kCompany) != 0)
      companies.push_back(words.word(span.first).word);
  std::sort(companies.begin(), companies.end());
  return companies;
}

/// A lone word that is a company's, a people's or an institution's is no person's unless the
/// article has a person of that surname.
void drop_others(const ArticleWords& words, const std::vector<std::uint32_t>& surnames,
                 std::vector<NameSpan>& spans) {
  const std::vector<std::uint32_t> companies = company_words(words, spans);
  for (NameSpan& span : spans) {
    if (span.kind != NameKind::person || span.last - span.first != 1) continue;
    const WordType& word = words.word(span.first);
    if (std::binary_search(surnames.begin(), surnames.end(), word.word)) continue;
    if (has_role(word, role::kNobody) || has_list(word, in_list::kDemonym) ||
        std::binary_search(companies.begin(), companies.end(), word.word))
      span.kind = NameKind::other;
  }
}

/// Tokens outside all spans that stand alone in their run and are somebody's surname.
void add_surnames(const ArticleWords& words, const std::vector<std::uint32_t>& surnames,
                  std::vector<NameSpan>& spans) {
  if (surnames.empty()) return;
  std::vector<NameSpan> added;
  auto next = spans.begin();
  for (const CapitalRun& run : words.runs()) {
    const std::uint32_t token = run.tokens.first;
    while (next != spans.end() && next->last <= token) ++next;
    const bool is_free = next == spans.end() || next->first >= run.tokens.last;
    if (run.tokens.last - token != 1 || !is_free) continue;
    if (std::binary_search(surnames.begin(), surnames.end(), words.word(token).word) &&
        may_stand_alone(words, token))
      added.push_back({token, token + 1, NameKind::person});
  }
  const auto middle = static_cast<std::ptrdiff_t>(spans.size());
  spans.insert(spans.end(), added.begin(), added.end());
  std::inplace_merge(spans.begin(), spans.begin() + middle, spans.end(),
                     [](const NameSpan& a, const NameSpan& b) { return a.first < b.first; });
}

}  // namespace

void read_spans(const std::vector<Label>& labels, std::vector<NameSpan>& spans) {
  spans.clear();
  const auto size = static_cast<std::uint32_t>(labels.size());
  for (std::uint32_t i = 0; i < size; ++i) {
    if (labels[i] == kOutside) continue;
    const std::uint32_t first = i;
    while (is_open(labels[i]) && i + 1 < size && may_follow(labels[i], labels[i + 1])) ++i;
    spans.push_back({first, i + 1, kind_of(labels[first])});
  }
}

void correct_spans(const ArticleWords& words, std::vector<NameSpan>& spans) {
  strip_titles(words, spans);
  split_foreign_starts(words, spans);
  const std::vector<std::uint32_t> surnames = surnames_of(words, spans);
  drop_others(words, surnames, spans);
  add_surnames(words, surnames, spans);
}

}  // namespace dateline
