// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/word_sequence.h"

#include <algorithm>
#include <bit>
#include <cstring>

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

}  // namespace

void WordSequenceBuilder::clear() {
  items_.clear();
}

void WordSequenceBuilder::pack(std::string& out) {
  hashes_.clear();
  for (const std::uint64_t item : items_)
    if (item >= kMarks) hashes_.push_back(static_cast<std::uint32_t>(item - kMarks));
  std::sort(hashes_.begin(), hashes_.end());
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
  out.clear();
  put_varint(out, hashes_.size());
  for (const std::uint32_t hash : hashes_) put_u32(out, hash);
  for (const std::uint64_t item : items_) {
    if (item < kMarks) {
      put_code(out, static_cast<std::uint32_t>(item));
      continue;
    }
    const auto at =
        std::lower_bound(hashes_.begin(), hashes_.end(), static_cast<std::uint32_t>(item - kMarks));
    put_code(out, kFirstWord + static_cast<std::uint32_t>(at - hashes_.begin()));
  }
}

void unpack_body(std::string_view record, std::vector<std::uint32_t>& hashes) {
  hashes.clear();
  const auto count = take_varint(record);
  if (!count || *count > record.size() / 4) return;
  const char* at = record.data() + std::size_t{4} * *count;
  const char* const end = record.data() + record.size();
  bool in_body = false;
  std::uint32_t code = 0;
  while (take_code(at, end, code)) {
    if (code == kTitleEnd) in_body = true;
    if (!in_body || code < kFirstWord || code - kFirstWord >= *count) continue;
    hashes.push_back(get_u32(record.data() + std::size_t{4} * (code - kFirstWord)));
  }
}

bool WordSequenceReader::find(std::string_view record,
                              std::span<const std::vector<std::uint32_t>> groups,
                              std::vector<Occurrence>& out, bool all_needed) {
  out.clear();
  const auto size = take_varint(record);
  if (!size || *size > record.size() / 4) return false;
  const auto count = static_cast<std::uint32_t>(*size);
  const char* table = record.data();
  if (groups_of_.size() < count) groups_of_.resize(count, 0);
  bool all = true;
  touched_.clear();
  for (std::size_t g = 0; g < groups.size() && all; ++g) {
    all = !all_needed;
    for (const std::uint32_t hash : groups[g]) {
      const std::uint32_t word = find_hash(table, count, hash);
      if (word == count) continue;
      groups_of_[word] |= std::uint64_t{1} << g;
      touched_.push_back(word);
      all = true;
    }
  }
  if (!all_needed) all = !touched_.empty();
  if (all) {
    const char* at = table + std::size_t{4} * count;
    const char* const end = record.data() + record.size();
    Occurrence here{0, 0, 0, 0};
    std::uint32_t code = 0;
    while (take_code(at, end, code)) {
      if (code >= kFirstWord) {
        const std::uint32_t word = code - kFirstWord;
        here.groups = word < count ? groups_of_[word] : 0;
        if (here.groups != 0) out.push_back(here);
        ++here.position;
      } else {
        if (code == kTitleEnd) here.position += kTitleGap;
        if (code == kTitleEnd || code == kSentenceEnd) ++here.sentence;
        if (code == kTitleEnd || code == kParagraphEnd) ++here.paragraph;
      }
    }
  }
  for (const std::uint32_t word : touched_) groups_of_[word] = 0;
  return all;
}

/// The parts of a record.
struct WordSequenceReader::Codes {
  const char* table;  ///< the hashes
  std::uint32_t count;
  const char* begin;
  const char* end;
};

/// Marks the words of each group in groups_of_; false where some group has none.
bool WordSequenceReader::look_up(const Codes& record,
                                 std::span<const std::vector<std::uint32_t>> groups) {
  if (groups_of_.size() < record.count) groups_of_.resize(record.count, 0);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    bool any = false;
    for (const std::uint32_t hash : groups[g]) {
      const std::uint32_t word = find_hash(record.table, record.count, hash);
      if (word == record.count) continue;
      groups_of_[word] |= std::uint64_t{1} << g;
      touched_.push_back(word);
      any = true;
    }
    if (!any) return false;
  }
  return true;
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
bool WordSequenceReader::find_phrase(const Codes& codes, std::size_t groups) const {
  std::string code;
  const std::string_view text(codes.begin, static_cast<std::size_t>(codes.end - codes.begin));
  return std::any_of(touched_.begin(), touched_.end(), [&](std::uint32_t word) {
    return (groups_of_[word] & 1U) != 0 &&
           any_occurrence(text, word, code, [&](const char*, const char* behind) {
             return continues(behind, codes.end, groups);
           });
  });
}

std::optional<bool> WordSequenceReader::has_phrase(
    std::string_view record, std::span<const std::vector<std::uint32_t>> groups) {
  const char* const end = record.data() + record.size();
  const auto size = take_varint(record);
  if (!size || *size > record.size() / 4) return false;
  const auto count = static_cast<std::uint32_t>(*size);
  if (kFirstWord + count > kTwoBytes) return std::nullopt;
  const Codes codes{record.data(), count, record.data() + std::size_t{4} * count, end};
  const bool found =
      look_up(codes, groups) && (groups.size() < 2 || find_phrase(codes, groups.size()));
  forget();
  return found;
}

bool WordSequenceReader::find_places(std::string_view record, std::span<const std::uint32_t> group,
                                     std::vector<WordPlace>& places) {
  const auto size = take_varint(record);
  if (!size || *size > record.size() / 4) return true;
  const auto count = static_cast<std::uint32_t>(*size);
  const std::string_view codes = record.substr(std::size_t{4} * count);
  if (kFirstWord + count > kTwoBytes || codes.size() >= kNoWord) return false;
  const auto place = [&](const char* at) { return static_cast<std::uint16_t>(at - codes.data()); };
  const char* const end = codes.data() + codes.size();
  const std::size_t first = places.size();
  std::string buffer;
  for (const std::uint32_t hash : group) {
    const std::uint32_t word = find_hash(record.data(), count, hash);
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
