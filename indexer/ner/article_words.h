// SPDX-License-Identifier: GPL-2.0-or-later
//
// An article as the name tagger sees it: the type of each token, sentences and their use of
// capitals, document flags, and the runs of tokens in which names are looked for.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/entities/article_tokens.h"
#include "indexer/ner/document_flags.h"
#include "indexer/ner/name_features.h"
#include "indexer/ner/word_types.h"

namespace dateline {

/// Tokens [first, last).
struct TokenRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

/// A range of tokens inside the sentence that begins and ends at `sentence`.
struct CapitalRun {
  TokenRange tokens;
  TokenRange sentence;
};

class ArticleWords {
 public:
  explicit ArticleWords(const NameLexicon& lexicon) : lexicon_(lexicon), types_(lexicon) {}

  /// Replaces what was read before. Keeps the types of words met so far, up to a bound; returns
  /// true when they were dropped and their numbers start anew.
  bool read(const ArticleTokens& article);

  const WordTypes& types() const { return types_; }
  std::uint32_t type_of(std::uint32_t token) const { return token_types_[token]; }
  const WordType& word(std::uint32_t token) const { return types_[token_types_[token]]; }
  DocumentFlags flags(std::uint32_t token) const { return flags_[word(token).word]; }

  bool starts_sentence(std::uint32_t token) const { return starts_[token]; }

  /// Capitalised words and the particles that join them: the only tokens that names may hold.
  const std::vector<CapitalRun>& runs() const { return runs_; }

  /// The type `offset` words away, kEdge beyond the sentence.
  std::uint32_t type_near(std::uint32_t token, int offset, const TokenRange& sentence) const;
  FlagState flag_state(std::uint32_t token, const TokenRange& sentence) const;
  TokenContext context(std::uint32_t token, const TokenRange& sentence) const;

 private:
  void read_sentence(const ArticleTokens& article, const TokenRange& sentence);
  SentenceCase case_of(const TokenRange& sentence) const;
  void find_phrases(const TokenRange& sentence);
  std::uint32_t match_phrase(std::uint32_t first, std::uint32_t last, std::uint8_t& kinds) const;
  void find_runs(const TokenRange& sentence);
  std::uint32_t end_of_run(std::uint32_t first, std::uint32_t last) const;

  struct PhraseParts {
    std::uint8_t kinds[3] = {};
  };

  const NameLexicon& lexicon_;
  WordTypes types_;
  FlagCollector flags_;
  std::vector<std::uint32_t> token_types_;
  std::vector<bool> starts_;  ///< by token: whether it is the first of a sentence
  std::vector<PhraseParts> phrases_;
  std::vector<TokenRange> sentences_;
  std::vector<CapitalRun> runs_;
};

}  // namespace dateline
