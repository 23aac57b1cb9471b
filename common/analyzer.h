// SPDX-License-Identifier: GPL-2.0-or-later
//
// Cuts a text into the words it is searched by. One Analyzer serves articles, queries and
// snippets, so that what is highlighted is what matched.
//
// Words are the segments of UAX #29 (Unicode text segmentation), refined for news:
//   al-Assad        al, assad             (a query for al-Assad is the phrase)
//   U.S.            us                    single letters with full stops join
//   Russia's        russia                the possessive is dropped, curly or straight
//   Sana'a O'Brien  sanaa obrien          other apostrophes join, but d' and l' split: d, estaing
//   1,000 3.5       1000 3.5
//   yahoo.com a_b   yahoo, com; a, b
//   l'accord qu'il  l, accord; qu, il     in French, Italian and Catalan articles every elision
//   splits 停火协议        停火, 协议            Chinese, Japanese and Thai by ICU's dictionaries
// Soft hyphens and zero-width marks are passed over, wherever they stand.
// Each is folded (common/text.h) and stemmed by its language's Snowball stemmer (Porter2 for
// English). Folding comes first, so that accents do not matter.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/word_hash.h"

namespace dateline {

/// A distinct word, kept once by the Analyzer that met it.
struct Form {
  std::string exact;          ///< folded
  std::string stem;           ///< the term it is indexed by (language.h: with its prefix)
  std::uint32_t id = 0;       ///< dense, of this Analyzer
  std::uint32_t stem_id = 0;  ///< dense, of this Analyzer
  std::uint32_t hash = 0;     ///< word_hash(exact)
};

/// A word at its place in a text.
struct Word {
  std::uint32_t start = 0;  ///< first byte
  std::uint32_t end = 0;
  const Form* form = nullptr;
};

/// Words longer than this many bytes are cut, so that no term exceeds what Xapian takes (245).
inline constexpr std::size_t kMaxWordBytes = 200;

class Analyzer {
 public:
  /// `language` is an ISO 639-1 code; one without a stemmer gives exact words as stems.
  /// Only articles of that language hold its stems.
  explicit Analyzer(std::string_view language = "en");
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  /// Appends the words of `text` (UTF-8) to `words`. Forms stay valid until trim() drops them.
  void analyze(std::string_view text, std::vector<Word>& words);

  /// The same by ICU alone, without the fast path for ASCII: the reference for tests.
  void analyze_by_icu(std::string_view text, std::vector<Word>& words);

  /// The stem of a word that is folded already, as a term.
  std::string stem(std::string_view exact) const;

  /// Forgets all forms where there are more than `limit`; true if it did. Call between articles.
  bool trim(std::size_t limit);

  /// One more than the largest Form::id and Form::stem_id there is.
  std::size_t form_count() const;
  std::size_t stem_count() const;
  const Form& form(std::uint32_t id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The versions of the libraries that divide and stem words: others may find other words.
std::string analyzer_versions();

}  // namespace dateline
