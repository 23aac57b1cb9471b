// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/article_words.h"

#include <algorithm>

#include "indexer/ner/name_hash.h"

namespace dateline {
namespace {

/// About 20 MB with the scores that are remembered; news reaches it every few thousand articles.
constexpr std::uint32_t kMostTypes = 80'000;

/// Words joined by at most so many particles belong to one run.
constexpr std::uint32_t kMostParticles = 3;

bool has_role(const WordType& word, WordRoles roles) {
  return (word.roles & roles) != 0;
}

}  // namespace

bool ArticleWords::read(const ArticleTokens& article) {
  const bool full = types_.size() > kMostTypes;
  if (full) types_.clear();
  const auto size = static_cast<std::uint32_t>(article.tokens.size());
  token_types_.resize(size);
  phrases_.assign(size, {});
  starts_.assign(size, false);
  sentences_.clear();
  runs_.clear();
  for (std::uint32_t first = 0; first < size;) {
    std::uint32_t last = first + 1;
    while (last < size && !article.tokens[last].starts_sentence) ++last;
    sentences_.push_back({first, last});
    starts_[first] = true;
    read_sentence(article, sentences_.back());
    first = last;
  }
  flags_.start(types_.word_count());
  for (const TokenRange& sentence : sentences_) {
    flags_.add_sentence(types_, token_types_.data() + sentence.first,
                        sentence.last - sentence.first);
    find_phrases(sentence);
    find_runs(sentence);
  }
  return full;
}

void ArticleWords::read_sentence(const ArticleTokens& article, const TokenRange& sentence) {
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
    token_types_[i] = types_.insert(article.text(article.tokens[i]), SentenceCase::normal);
  const SentenceCase sentence_case = case_of(sentence);
  if (sentence_case == SentenceCase::normal) return;
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
    if (word(i).has_capital)
      token_types_[i] = types_.insert(article.text(article.tokens[i]), sentence_case);
}

SentenceCase ArticleWords::case_of(const TokenRange& sentence) const {
  int lower = 0;
  int upper = 0;
  int first = 0;
  int common = 0;
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
    const WordType& w = word(i);
    if (!w.is_word) continue;
    if (w.capitals == Capitals::none) {
      lower += w.is_long ? 1 : 0;
      continue;
    }
    (w.capitals == Capitals::all ? upper : first) += 1;
    if (i != sentence.first && (w.lexicon.lists & in_list::kCommonWord) != 0) ++common;
  }
  if (upper >= 3 && upper >= 4 * (first + lower)) return SentenceCase::upper;
  return common >= 2 && first >= 3 && first >= 5 * lower ? SentenceCase::title
                                                         : SentenceCase::normal;
}

void ArticleWords::find_phrases(const TokenRange& sentence) {
  for (std::uint32_t i = sentence.first; i < sentence.last;) {
    std::uint8_t kinds = 0;
    const WordType& first = word(i);
    const bool may_start = first.has_capital && (first.lexicon.lists & in_list::kStartsPhrase) != 0;
    const std::uint32_t end = may_start ? match_phrase(i, sentence.last, kinds) : i + 1;
    for (std::uint32_t k = i; kinds != 0 && k < end; ++k)
      phrases_[k].kinds[k == i ? 0 : k + 1 == end ? 2 : 1] = kinds;
    i = end;
  }
}

/// The end of the longest phrase that begins at `first`; first + 1 and no kinds if there is none.
std::uint32_t ArticleWords::match_phrase(std::uint32_t first, std::uint32_t last,
                                         std::uint8_t& kinds) const {
  std::uint32_t end = first + 1;
  std::uint64_t hash = word(first).lower;
  const std::uint32_t limit = std::min(last, first + phrase::kLongest);
  for (std::uint32_t i = first + 1; i < limit; ++i) {
    hash = mix(hash, word(i).lower);
    if (const std::uint8_t found = lexicon_.find_phrase(hash); found != 0) {
      kinds = found;
      end = i + 1;
    }
  }
  return end;
}

void ArticleWords::find_runs(const TokenRange& sentence) {
  std::uint32_t i = sentence.first;
  while (i < sentence.last) {
    if (!word(i).has_capital) {
      ++i;
      continue;
    }
    std::uint32_t first = i;
    const std::uint32_t floor =
        runs_.empty() ? sentence.first : std::max(sentence.first, runs_.back().tokens.last);
    while (first > floor && i - first < kMostParticles &&
           has_role(word(first - 1), role::kParticle))
      --first;
    const std::uint32_t last = end_of_run(i, sentence.last);
    runs_.push_back({{first, last}, sentence});
    i = last;
  }
}

std::uint32_t ArticleWords::end_of_run(std::uint32_t first, std::uint32_t last) const {
  std::uint32_t end = first + 1;
  for (std::uint32_t i = end; i < last && i <= end + kMostParticles; ++i) {
    if (word(i).has_capital)
      end = i + 1;
    else if (!has_role(word(i), role::kParticle | role::kJoint))
      break;
  }
  return end;
}

std::uint32_t ArticleWords::type_near(std::uint32_t token, int offset,
                                      const TokenRange& sentence) const {
  const std::int64_t at = std::int64_t{token} + offset;
  const bool inside = at >= sentence.first && at < sentence.last;
  return inside ? token_types_[static_cast<std::size_t>(at)] : WordTypes::kEdge;
}

FlagState ArticleWords::flag_state(std::uint32_t token, const TokenRange& sentence) const {
  bool is_first = true;
  for (std::uint32_t i = sentence.first; i < token && is_first; ++i)
    is_first = word(i).capitals == Capitals::no_letter;
  return make_flag_state(flags(token), word(token), is_first);
}

TokenContext ArticleWords::context(std::uint32_t token, const TokenRange& sentence) const {
  TokenContext context;
  for (int offset = -kReach; offset <= kReach; ++offset)
    context.words[offset_slot(offset)] = &types_[type_near(token, offset, sentence)];
  context.flags = flags(token);
  std::copy_n(phrases_[token].kinds, 3, context.phrase_kinds);
  return context;
}

}  // namespace dateline
