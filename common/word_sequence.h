// SPDX-License-Identifier: GPL-2.0-or-later
//
// The words of an article in their order: one record a document, kept in a value slot. It stands
// in for Xapian's positions (one B-tree entry for each term of each article, half of the cost of
// indexing), and answers what they cannot: exact words, sentences, paragraphs, title and lead.
//
// Format, little-endian:
//   varint c                   distinct exact words that common_words.h numbers
//   varint b, b bytes          their numbers, ascending, each as a varint of how many are left out
//                              before it: the k-th is word k
//   varint n                   distinct other words
//   n x u32                    word_hash() of each, ascending: the k-th is word c+k
//   codes until the end        0 title ends, 1 sentence ends, 2 paragraph ends, 3+k word k
// A code c below 0xE0 is one byte. Up to 0xE0 + 0x1EFF it is two: 0xE0 + high, low of c - 0xE0.
// Any other is 0xFF and c as u32.
//
// Two words whose hashes agree cannot be told apart; with 32 bits one pair in four thousand
// million.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Collects the words of one article and packs them; reusable.
class WordSequenceBuilder {
 public:
  WordSequenceBuilder();
  void clear();
  void add_word(std::uint32_t hash);
  void end_title() { items_.push_back(0); }
  void end_sentence() { items_.push_back(1); }
  void end_paragraph() { items_.push_back(2); }

  /// The record; the builder is left as it was.
  void pack(std::string& out);

 private:
  void grow();

  static constexpr std::uint32_t kMarks = 3;
  std::vector<std::uint32_t> items_;   // a mark, or kMarks + place in hashes_
  std::vector<std::uint32_t> hashes_;  // of each distinct word, in the order of their coming
  std::vector<std::uint32_t> slots_;   // place in hashes_ + 1 by hash, 0 where free
  std::vector<std::uint64_t> order_;
  std::vector<std::uint32_t> codes_;  // by place in hashes_
};

/// Where one of the wanted words stands.
struct Occurrence {
  std::uint32_t position = 0;   ///< counted in words; the title's and the body's are far apart
  std::uint32_t sentence = 0;   ///< 0 the title, 1 the body's first
  std::uint32_t paragraph = 0;  ///< 0 the title, 1 the lead
  std::uint64_t groups = 0;     ///< bit g is set where the word belongs to group g
};

/// The most groups that one look-up can tell apart.
inline constexpr std::size_t kMaxGroups = 64;

/// Words that are looked for in many records, in groups: each holds words that count as one, such
/// as the forms of a stem.
class WordGroups {
 public:
  WordGroups() = default;
  /// The hashes of each group; of no more than kMaxGroups.
  WordGroups(const std::vector<std::vector<std::uint32_t>>& groups);  // NOLINT: it is such a list

  std::size_t size() const { return size_; }

 private:
  friend class WordSequenceReader;
  struct Wanted {
    std::uint32_t word = 0;    // the number of a common word, the hash of another
    std::uint64_t groups = 0;  // a bit for each that it belongs to
  };
  std::vector<Wanted> common_;  // ascending
  std::vector<Wanted> other_;   // ascending
  std::size_t size_ = 0;
};

/// Positions of the body start this far after the title's last, so that no phrase spans both.
inline constexpr std::uint32_t kTitleGap = 1000;

/// Where a word stands in a record, as bytes from its first code, and where the word behind it
/// does; kNoWord at the end of title and text.
struct WordPlace {
  std::uint16_t at = 0;
  std::uint16_t next = 0;
};
inline constexpr std::uint16_t kNoWord = UINT16_MAX;

/// The hash of each distinct word. Any bytes are safe.
void unpack_words(std::string_view record, std::vector<std::uint32_t>& hashes);

/// The hashes of the body's words in their order. Any bytes are safe.
void unpack_body(std::string_view record, std::vector<std::uint32_t>& hashes);

struct WordRecord;

/// Reads packed records. Any bytes are safe: a broken record reads as ending early.
class WordSequenceReader {
 public:
  /// The occurrences of any word of `groups`, in the order of the text. False where some group has
  /// none, or, unless all are needed, where none has any.
  bool find(std::string_view record, const WordGroups& groups, std::vector<Occurrence>& out,
            bool all_needed = true);

  /// Whether words of these groups stand beside each other in this order somewhere: what find()
  /// could tell, several times faster. Nothing for an article of so many words that find() must.
  std::optional<bool> has_phrase(std::string_view record, const WordGroups& groups);

  /// Adds to `places`, in their order, those of any word of `group`: a word stands behind another
  /// where its `at` is the other's `next`. False for an article of too many words for that.
  static bool find_places(std::string_view record, std::span<const std::uint32_t> group,
                          std::vector<WordPlace>& places);

 private:
  bool look_up(const WordRecord& record, const WordGroups& groups, bool all_needed);
  bool find_phrase(std::string_view codes, std::size_t groups) const;
  bool continues(const char* at, const char* end, std::size_t groups) const;
  void forget();

  std::vector<std::uint64_t> groups_of_;  // by word; all zero between calls
  std::vector<std::uint32_t> touched_;
};

}  // namespace dateline
