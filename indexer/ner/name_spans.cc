// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/name_spans.h"

#include <algorithm>
#include <optional>

#include "indexer/ner/name_hash.h"

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
    // "Son Heung-min": a Korean surname, and never a title, for all that "son" is of their kind.
    static const std::uint64_t son = hash_bytes("son");
    if (words.word(span.first).lower == son && span.last - span.first > 1) continue;
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
  std::vector<NameSpan> result;
  result.reserve(spans.size());
  for (NameSpan span : spans) {
    if (const std::optional<NameKind> kind = foreign_start(words, span)) {
      result.push_back({span.first, span.first + 1, *kind});
      ++span.first;
    }
    result.push_back(span);
  }
  spans = std::move(result);
}

/// "Mohammed bin Rashid" is one name even where "bin" was not seen as a part of it.
void join_at_particles(const ArticleWords& words, std::vector<NameSpan>& spans) {
  std::vector<NameSpan> result;
  result.reserve(spans.size());
  for (const NameSpan& span : spans) {
    const bool joins = !result.empty() && span.kind == NameKind::person &&
                       result.back().kind == NameKind::person &&
                       span.first == result.back().last + 1 &&
                       has_role(words.word(span.first - 1), role::kParticle) &&
                       !words.word(span.first - 1).has_capital;
    if (joins)
      result.back().last = span.last;
    else
      result.push_back(span);
  }
  spans = std::move(result);
}

/// Words (numbers of lower forms) that tell what the lone words of an article are.
struct KnownWords {
  std::vector<std::uint32_t> surnames;   ///< the last words of full names of persons
  std::vector<std::uint32_t> companies;  ///< the first words of companies: "Savin" of "Savin Corp"

  static bool has(const std::vector<std::uint32_t>& list, const WordType& word) {
    return std::binary_search(list.begin(), list.end(), word.word);
  }
};

KnownWords collect_known_words(const ArticleWords& words, const std::vector<NameSpan>& spans) {
  KnownWords known;
  for (const NameSpan& span : spans) {
    if (span.last - span.first < 2) continue;
    const WordType& last = words.word(span.last - 1);
    if (span.kind == NameKind::person)
      known.surnames.push_back(last.word);
    else if (span.kind == NameKind::other && has_role(last, role::kCompany))
      known.companies.push_back(words.word(span.first).word);
  }
  std::sort(known.surnames.begin(), known.surnames.end());
  std::sort(known.companies.begin(), known.companies.end());
  return known;
}

/// Whether a surname of the article means its person here, not a country, a month or a word.
bool means_person(const ArticleWords& words, std::uint32_t token) {
  const WordType& word = words.word(token);
  return word.capitals != Capitals::single &&
         !has_list(word, in_list::kCountry | in_list::kDemonym) &&
         !has_role(word, role::kCalendar | role::kTitle) && (words.flags(token) & doc::kLower) == 0;
}

/// A lone word is a person's where the article has a person of that surname. Failing that, one
/// that is a company's, a people's or an institution's is no person's.
void settle_lone_words(const ArticleWords& words, const KnownWords& known,
                       std::vector<NameSpan>& spans) {
  constexpr DocumentFlags kElse = doc::kInCompany | doc::kAfterPlace;
  for (NameSpan& span : spans) {
    if (span.last - span.first != 1) continue;
    const WordType& word = words.word(span.first);
    if (KnownWords::has(known.surnames, word)) {
      const bool is_else = has_list(word, in_list::kLargeCity | in_list::kCapital) ||
                           (words.flags(span.first) & kElse) != 0;
      if (!is_else && means_person(words, span.first)) span.kind = NameKind::person;
    } else if (span.kind == NameKind::person &&
               (has_role(word, role::kNobody) || has_list(word, in_list::kDemonym) ||
                KnownWords::has(known.companies, word))) {
      span.kind = NameKind::other;
    }
  }
}

/// "Van der Bellen" is a person where the article has an Alexander Van der Bellen.
void settle_particle_names(const ArticleWords& words, const KnownWords& known,
                           std::vector<NameSpan>& spans) {
  for (NameSpan& span : spans) {
    if (span.kind == NameKind::person || span.last - span.first < 2) continue;
    const bool has_particle = has_role(words.word(span.first), role::kParticle);
    if (has_particle && KnownWords::has(known.surnames, words.word(span.last - 1)))
      span.kind = NameKind::person;
  }
}

/// "Mrs. May": a capitalised word behind an honorific.
bool is_addressed(const ArticleWords& words, std::uint32_t token) {
  const WordType& word = words.word(token);
  return token > 0 && !words.starts_sentence(token) &&
         has_role(words.word(token - 1), role::kHonorific) &&
         word.sentence == SentenceCase::normal && word.capitals != Capitals::single &&
         !has_role(word, role::kTitle | role::kOrganisation) &&
         !has_list(word, in_list::kCommonWord | in_list::kCountry | in_list::kDemonym);
}

/// Whether no capitalised word stands beside a word of a run, but for an honorific before it.
bool stands_alone(const ArticleWords& words, std::uint32_t token, const TokenRange& run) {
  const bool follows = token > run.first && words.word(token - 1).has_capital &&
                       !has_role(words.word(token - 1), role::kHonorific);
  const bool leads = token + 1 < run.last && words.word(token + 1).has_capital;
  return words.word(token).has_capital && !follows && !leads;
}

/// Adds words that stand alone, outside all spans, and are a surname of the article or addressed.
void add_lone_surnames(const ArticleWords& words, const KnownWords& known,
                       std::vector<NameSpan>& spans) {
  std::vector<NameSpan> added;
  auto next = spans.begin();
  for (const CapitalRun& run : words.runs()) {
    for (std::uint32_t token = run.tokens.first; token < run.tokens.last; ++token) {
      while (next != spans.end() && next->last <= token) ++next;
      const bool is_free = next == spans.end() || next->first > token;
      if (!is_free || !stands_alone(words, token, run.tokens)) continue;
      const bool is_surname =
          KnownWords::has(known.surnames, words.word(token)) && means_person(words, token);
      if (is_surname || is_addressed(words, token))
        added.push_back({token, token + 1, NameKind::person});
    }
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
  join_at_particles(words, spans);
  const KnownWords known = collect_known_words(words, spans);
  settle_lone_words(words, known, spans);
  settle_particle_names(words, known, spans);
  add_lone_surnames(words, known, spans);
}

}  // namespace dateline
