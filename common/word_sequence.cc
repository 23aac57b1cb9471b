// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/word_sequence.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

#include "common/common_words.h"
#include "common/varint.h"

namespace dateline {
namespace {

constexpr std::uint32_t kOneByte = 0xE0;
constexpr std::uint32_t kTwoBytes = kOneByte + (0xFF - kOneByte) * 256;
constexpr std::uint32_t kTitleEnd = 0;
constexpr std::uint32_t kSentenceEnd = 1;
constexpr std::uint32_t kParagraphEnd = 2;
constexpr std::uint32_t kFirstWord = 3;

void put_u32(std::string& out, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

std::uint32_t get_u32(const char* at) {
  std::uint32_t value = 0;
  std::memcpy(&value, at, sizeof value);
  if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap32(value);
  return value;
}

void put_code(std::string& out, std::uint32_t code) {
  if (code < kOneByte) {
    out.push_back(static_cast<char>(code));
  } else if (code < kTwoBytes) {
    out.push_back(static_cast<char>(kOneByte + ((code - kOneByte) >> 8)));
    out.push_back(static_cast<char>(code - kOneByte));
  } else {
    out.push_back('\xFF');
    put_u32(out, code);
  }
}

/// Takes a code off [at, end); false where it is cut short.
bool take_code(const char*& at, const char* end, std::uint32_t& code) {
  if (at == end) return false;
  const auto first = static_cast<unsigned char>(*at++);
  if (first < kOneByte) {
    code = first;
    return true;
  }
  if (first < 0xFF) {
    if (at == end) return false;
    code = kOneByte + ((first - kOneByte) << 8) + static_cast<unsigned char>(*at++);
    return true;
  }
  if (end - at < 4) return false;
  code = get_u32(at);
  at += 4;
  return true;
}

/// How many of the ascending hashes in [from, from + count) are below `hash`, by halving.
std::uint32_t count_below(const char* table, std::uint32_t from, std::uint32_t count,
                          std::uint32_t hash) {
  std::uint32_t low = from;
  while (count > 0) {
    const std::uint32_t half = count / 2;
    if (get_u32(table + std::size_t{4} * (low + half)) < hash) {
      low += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return low - from;
}

/// The index of `hash` in the ascending table at `table`, or `count`. Hashes are spread evenly, so
/// that it stands near where it is expected: all around there are compared at once, without a
/// branch to guess wrong.
std::uint32_t find_hash(const char* table, std::uint32_t count, std::uint32_t hash) {
  constexpr std::uint32_t kAround = 48;
  std::uint32_t i = 0;
  if (count <= kAround) {
    i = count_below(table, 0, count, hash);
  } else {
    const auto expected =
        static_cast<std::uint32_t>(static_cast<std::uint64_t>(hash) * count >> 32);
    const std::uint32_t from =
        std::min(expected > kAround / 2 ? expected - kAround / 2 : 0, count - kAround);
    std::uint32_t below = 0;
    for (std::uint32_t k = 0; k < kAround; ++k)
      below += get_u32(table + std::size_t{4} * (from + k)) < hash ? 1 : 0;
    i = from + below;
    if (below == 0)
      i = count_below(table, 0, from, hash);
    else if (below == kAround)
      i += count_below(table, i, count - i, hash);
  }
  return i < count && get_u32(table + std::size_t{4} * i) == hash ? i : count;
}

/// Goes through the numbers of a record's common words.
class CommonWords {
 public:
  CommonWords(std::string_view bytes, std::uint32_t count)
      : at_(bytes.data()), end_(bytes.data() + bytes.size()), count_(count) {}

  /// False where there is no other.
  bool next() {
    if (++word_ >= count_ || at_ == end_) return false;
    std::uint32_t left_out = static_cast<unsigned char>(*at_++);
    if (left_out >= 0x80) {  // two bytes do for every number
      if (at_ == end_) return false;
      left_out = (left_out & 0x7FU) | std::uint32_t{static_cast<unsigned char>(*at_++)} << 7;
    }
    number_ += left_out + 1;
    return number_ < kCommonWords;
  }

  /// Goes to the first that is not below `wanted`; false where there is none.
  bool skip_to(std::uint32_t wanted) {
    while (word_ == kNone || number_ < wanted)
      if (!skip_eight(wanted) && !next()) return false;
    return true;
  }

  std::uint32_t word() const { return word_; }
  std::uint32_t number() const { return number_; }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  /// Passes over eight at once where they are all below `wanted`, and of one byte.
  bool skip_eight(std::uint32_t wanted) {
    constexpr std::uint64_t kContinued = 0x8080808080808080U;
    constexpr std::uint64_t kEven = 0x00FF00FF00FF00FFU;
    constexpr std::uint64_t kSum = 0x0001000100010001U;
    std::uint64_t bytes = 0;
    if (end_ - at_ < 8 || word_ + 8 >= count_) return false;
    std::memcpy(&bytes, at_, sizeof bytes);
    if ((bytes & kContinued) != 0) return false;
    const std::uint64_t sum = ((bytes & kEven) + (bytes >> 8 & kEven)) * kSum >> 48;
    const std::uint32_t number = number_ + 8 + static_cast<std::uint32_t>(sum);
    if (number >= wanted) return false;
    number_ = number;
    word_ += 8;
    at_ += 8;
    return true;
  }

  const char* at_;
  const char* end_;
  std::uint32_t count_;
  std::uint32_t word_ = kNone;  // before the first: both wrap around
  std::uint32_t number_ = UINT32_MAX;
};

}  // namespace

/// The parts of a record. Any bytes are safe: what does not add up has no words.
struct WordRecord {
  std::string_view common;  ///< the bytes of the common words' numbers
  std::uint32_t common_count = 0;
  const char* table = nullptr;  ///< the hashes of the others
  std::uint32_t other_count = 0;
  std::string_view codes;

  explicit WordRecord(std::string_view record) {
    const auto commons = take_varint(record);
    const auto numbers = take_text(record);
    const auto others = take_varint(record);
    if (!commons || !numbers || *commons > numbers->size() || !others ||
        *others > record.size() / sizeof(std::uint32_t))
      return;
    common = *numbers;
    common_count = static_cast<std::uint32_t>(*commons);
    table = record.data();
    other_count = static_cast<std::uint32_t>(*others);
    codes = record.substr(sizeof(std::uint32_t) * *others);
  }

  std::uint32_t count() const { return common_count + other_count; }

  CommonWords common_words() const { return {common, common_count}; }

  /// The number that codes have for a word, or count().
  std::uint32_t find(std::uint32_t hash) const {
    const std::uint32_t wanted = common_word(hash);
    if (wanted == kCommonWords) return common_count + find_hash(table, other_count, hash);
    CommonWords words = common_words();
    return words.skip_to(wanted) && words.number() == wanted ? words.word() : count();
  }

  void words(std::vector<std::uint32_t>& hashes) const {
    hashes.clear();
    for (CommonWords words = common_words(); words.next();)
      hashes.push_back(hash_of_common_word(words.number()));
    hashes.resize(common_count);
    for (std::uint32_t i = 0; i < other_count; ++i)
      hashes.push_back(get_u32(table + sizeof(std::uint32_t) * i));
  }
};

WordSequenceBuilder::WordSequenceBuilder() : slots_(1024, 0) {}

void WordSequenceBuilder::clear() {
  items_.clear();
  hashes_.clear();
  std::fill(slots_.begin(), slots_.end(), 0);
}

void WordSequenceBuilder::add_word(std::uint32_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] != 0 && hashes_[slots_[slot] - 1] != hash) slot = (slot + 1) & mask;
  if (slots_[slot] == 0) {
    hashes_.push_back(hash);
    slots_[slot] = static_cast<std::uint32_t>(hashes_.size());
    items_.push_back(kMarks + slots_[slot] - 1);
    if (2 * hashes_.size() > slots_.size()) grow();
  } else {
    items_.push_back(kMarks + slots_[slot] - 1);
  }
}

void WordSequenceBuilder::grow() {
  slots_.assign(2 * slots_.size(), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t place = 0; place < hashes_.size(); ++place) {
    std::size_t slot = hashes_[place] & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(place + 1);
  }
}

void WordSequenceBuilder::pack(std::string& out) {
  // Common words before others, each kind by what the record has of it; the place in the last bits.
  constexpr unsigned kPlaceBits = 28;
  constexpr std::uint64_t kOther = std::uint64_t{1} << 63;
  order_.clear();
  for (std::size_t place = 0; place < hashes_.size(); ++place) {
    const std::uint32_t number = common_word(hashes_[place]);
    const std::uint64_t key = number < kCommonWords
                                  ? std::uint64_t{number} << kPlaceBits
                                  : kOther | std::uint64_t{hashes_[place]} << kPlaceBits;
    order_.push_back(key | place);
  }
  std::sort(order_.begin(), order_.end());
  const auto first_other = std::lower_bound(order_.begin(), order_.end(), kOther);
  codes_.resize(hashes_.size());
  std::string numbers;
  std::string table;
  std::uint64_t next = 0;
  std::uint32_t code = kFirstWord;
  for (auto at = order_.begin(); at != order_.end(); ++at) {
    const std::uint64_t value = (*at & ~kOther) >> kPlaceBits;
    codes_[*at & ((std::uint64_t{1} << kPlaceBits) - 1)] = code++;
    if (at < first_other) {
      put_varint(numbers, value - next);
      next = value + 1;
    } else {
      put_u32(table, static_cast<std::uint32_t>(value));
    }
  }
  out.clear();
  put_varint(out, static_cast<std::uint64_t>(first_other - order_.begin()));
  put_text(out, numbers);
  put_varint(out, static_cast<std::uint64_t>(order_.end() - first_other));
  out += table;
  for (const std::uint32_t item : items_)
    put_code(out, item < kMarks ? item : codes_[item - kMarks]);
}

void unpack_words(std::string_view record, std::vector<std::uint32_t>& hashes) {
  WordRecord(record).words(hashes);
}

void unpack_body(std::string_view record, std::vector<std::uint32_t>& hashes) {
  hashes.clear();
  const WordRecord parts(record);
  std::vector<std::uint32_t> words;
  parts.words(words);
  const char* at = parts.codes.data();
  const char* const end = at + parts.codes.size();
  bool in_body = false;
  std::uint32_t code = 0;
  while (take_code(at, end, code)) {
    if (code == kTitleEnd) in_body = true;
    if (in_body && code >= kFirstWord && code - kFirstWord < words.size())
      hashes.push_back(words[code - kFirstWord]);
  }
}

WordGroups::WordGroups(const std::vector<std::vector<std::uint32_t>>& groups)
    : size_(groups.size()) {
  std::map<std::uint32_t, std::uint64_t> groups_of;
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (const std::uint32_t hash : groups[g]) groups_of[hash] |= std::uint64_t{1} << g;
  for (const auto& [hash, bits] : groups_of) {
    const std::uint32_t number = common_word(hash);
    if (number < kCommonWords)
      common_.push_back({number, bits});
    else
      other_.push_back({hash, bits});
  }
  std::sort(common_.begin(), common_.end(),
            [](const Wanted& a, const Wanted& b) { return a.word < b.word; });
}

bool WordSequenceReader::find(std::string_view record, const WordGroups& groups,
                              std::vector<Occurrence>& out, bool all_needed) {
  out.clear();
  const WordRecord parts(record);
  const bool found = look_up(parts, groups, all_needed);
  if (found) {
    const char* at = parts.codes.data();
    const char* const end = at + parts.codes.size();
    Occurrence here{0, 0, 0, 0};
    std::uint32_t code = 0;
    while (take_code(at, end, code)) {
      if (code >= kFirstWord) {
        const std::uint32_t word = code - kFirstWord;
        here.groups = word < parts.count() ? groups_of_[word] : 0;
        if (here.groups != 0) out.push_back(here);
        ++here.position;
      } else {
        if (code == kTitleEnd) here.position += kTitleGap;
        if (code == kTitleEnd || code == kSentenceEnd) ++here.sentence;
        if (code == kTitleEnd || code == kParagraphEnd) ++here.paragraph;
      }
    }
  }
  forget();
  return found;
}

/// Marks the words of each group in groups_of_; false where some group has none, or, unless all are
/// needed, where none has any.
bool WordSequenceReader::look_up(const WordRecord& record, const WordGroups& groups,
                                 bool all_needed) {
  if (groups_of_.size() < record.count()) groups_of_.resize(record.count(), 0);
  std::uint64_t found = 0;
  const auto mark = [&](std::uint32_t word, std::uint64_t bits) {
    groups_of_[word] |= bits;
    touched_.push_back(word);
    found |= bits;
  };
  for (const auto& wanted : groups.other_) {
    const std::uint32_t word = find_hash(record.table, record.other_count, wanted.word);
    if (word < record.other_count) mark(record.common_count + word, wanted.groups);
  }
  CommonWords words = record.common_words();
  for (const auto& wanted : groups.common_) {
    if (!words.skip_to(wanted.word)) break;
    if (words.number() == wanted.word) mark(words.word(), wanted.groups);
  }
  const std::uint64_t all =
      groups.size() == kMaxGroups ? ~std::uint64_t{0} : (std::uint64_t{1} << groups.size()) - 1;
  return all_needed ? found == all : found != 0;
}

void WordSequenceReader::forget() {
  for (const std::uint32_t word : touched_) groups_of_[word] = 0;
  touched_.clear();
}

namespace {

/// Whether a code begins at `at`. A byte below kOneByte ends a code, whether it is one or the
/// second of two; of a run of others each pair is a code or the first is such a second byte, which
/// cannot be: the byte before the run ended one.
bool begins_code(const char* begin, const char* at) {
  const char* from = at;
  while (from != begin && static_cast<unsigned char>(from[-1]) >= kOneByte) --from;
  return (at - from) % 2 == 0;
}

/// Calls `use(at, behind)` for each occurrence of a word in the codes, until it returns true;
/// `code` is a buffer. Whether it did.
template <typename Use>
bool any_occurrence(std::string_view codes, std::uint32_t word, std::string& code, Use use) {
  code.clear();
  put_code(code, kFirstWord + word);
  const char* const begin = codes.data();
  const char* const end = begin + codes.size();
  // The last byte tells words apart; the first of two is shared by many.
  const std::size_t before = code.size() - 1;
  for (const char* at = begin; at != end; ++at) {
    at = static_cast<const char*>(std::memchr(at, code.back(), static_cast<std::size_t>(end - at)));
    if (at == nullptr) return false;
    if (before != 0 && (at == begin || at[-1] != code.front())) continue;
    if (begins_code(begin, at - before) && use(at - before, at + 1)) return true;
  }
  return false;
}

}  // namespace

/// Whether the words at `at` are of groups 1, 2 ... `groups` - 1. Sentences and paragraphs may end
/// among them.
bool WordSequenceReader::continues(const char* at, const char* end, std::size_t groups) const {
  std::uint32_t code = 0;
  for (std::size_t g = 1; g < groups; ++g) {
    do {
      if (!take_code(at, end, code)) return false;
    } while (code == kSentenceEnd || code == kParagraphEnd);
    if (code < kFirstWord || code - kFirstWord >= groups_of_.size()) return false;
    if ((groups_of_[code - kFirstWord] >> g & 1U) == 0) return false;
  }
  return true;
}

/// Whether a word of group 0 stands somewhere with the others behind it.
bool WordSequenceReader::find_phrase(std::string_view codes, std::size_t groups) const {
  std::string code;
  const char* const end = codes.data() + codes.size();
  return std::any_of(touched_.begin(), touched_.end(), [&](std::uint32_t word) {
    return (groups_of_[word] & 1U) != 0 &&
           any_occurrence(codes, word, code, [&](const char*, const char* behind) {
             return continues(behind, end, groups);
           });
  });
}

std::optional<bool> WordSequenceReader::has_phrase(std::string_view record,
                                                   const WordGroups& groups) {
  const WordRecord parts(record);
  if (kFirstWord + parts.count() > kTwoBytes) return std::nullopt;
  const bool found = look_up(parts, groups, true) &&
                     (groups.size() < 2 || find_phrase(parts.codes, groups.size()));
  forget();
  return found;
}

bool WordSequenceReader::find_places(std::string_view record, std::span<const std::uint32_t> group,
                                     std::vector<WordPlace>& places) {
  const WordRecord parts(record);
  const std::uint32_t count = parts.count();
  const std::string_view codes = parts.codes;
  if (kFirstWord + count > kTwoBytes || codes.size() >= kNoWord) return false;
  const auto place = [&](const char* at) { return static_cast<std::uint16_t>(at - codes.data()); };
  const char* const end = codes.data() + codes.size();
  const std::size_t first = places.size();
  std::string buffer;
  for (const std::uint32_t hash : group) {
    const std::uint32_t word = parts.find(hash);
    if (word == count) continue;
    any_occurrence(codes, word, buffer, [&](const char* at, const char* behind) {
      const auto is = [&](std::uint32_t mark) {
        return static_cast<unsigned char>(*behind) == mark;
      };
      while (behind != end && (is(kSentenceEnd) || is(kParagraphEnd))) ++behind;
      const bool ends = behind == end || is(kTitleEnd);
      places.push_back({place(at), ends ? kNoWord : place(behind)});
      return false;
    });
  }
  std::sort(places.begin() + static_cast<std::ptrdiff_t>(first), places.end(),
            [](const WordPlace& a, const WordPlace& b) { return a.at < b.at; });
  return true;
}

}  // namespace dateline
