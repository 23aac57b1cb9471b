// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/clean_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "common/text.h"
#include "common/utf8.h"

namespace dateline {
namespace {

constexpr std::string_view kSpace = " \t\r\n\f\v";
constexpr std::size_t kLongestWrappedLine = 120;

/// What Windows-1252 has at 0x80 to 0x9F; 0 where it has nothing.
constexpr std::array<std::uint16_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// A byte that clean_text may have to act on.
constexpr std::array<bool, 256> kSuspect = [] {
  std::array<bool, 256> table{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) table[byte] = byte != '\n' && byte != '\t';
  for (const std::size_t byte : {0x7FU, 0xC2U, 0xE2U, 0xEFU}) table[byte] = true;
  return table;
}();
bool is_suspect(char c) {
  return kSuspect[static_cast<unsigned char>(c)];
}

/// Zero-width joiners shape letters of Arabic and Indic scripts, and emoji; beside letters that
/// come before those in Unicode they are rubbish.
bool is_meant_joiner(std::string_view mark, const std::string& before) {
  constexpr unsigned char kFirstLead = 0xD8;  // of U+0600
  if ((mark != "\xE2\x80\x8C" && mark != "\xE2\x80\x8D") || before.empty()) return false;
  std::size_t lead = before.size() - 1;
  while (lead > 0 && (before[lead] & 0xC0) == 0x80) --lead;
  return static_cast<unsigned char>(before[lead]) >= kFirstLead;
}

bool is_mark_of_direction(std::string_view mark) {
  return (mark.starts_with("\xE2\x80") && mark[2] > '\x8D') ||
         (mark.starts_with("\xE2\x81") && mark[2] >= '\xA6' && mark[2] <= '\xA9');
}

/// Appends what the bytes at `at` become, and returns how many they are.
std::size_t append_clean(std::string& out, std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\r') {
    const bool crlf = at + 1 < text.size() && text[at + 1] == '\n';
    if (!crlf) out += '\n';
    return 1;
  }
  if (c == '\xC2' && (text[at + 1] & 0xE0) == 0x80) {
    const std::uint16_t meant = kWindows1252[static_cast<unsigned char>(text[at + 1]) & 0x1FU];
    if (meant != 0) append_utf8(out, meant);
    return 2;
  }
  if (const std::size_t length = invisible_length_at(text, at); length > 0) {
    const std::string_view mark = text.substr(at, length);
    if (is_meant_joiner(mark, out) || is_mark_of_direction(mark)) out += mark;
    return length;
  }
  const std::string_view three = text.substr(at, 3);
  if (three == "\u2028" || three == "\u2029") {
    out += three == "\u2028" ? "\n" : "\n\n";
    return three.size();
  }
  if (c == '\0') out += ' ';
  if (c == '\f' || c == '\v') out += '\n';
  if ((c & 0x80) != 0) out += c;
  return 1;
}

/// Bytes of white space at `at`: ASCII's, and the no-break space; 0 for none.
std::size_t space_length(std::string_view text, std::size_t at) {
  if (kSpace.find(text[at]) != std::string_view::npos) return 1;
  return text.substr(at, 2) == "\xC2\xA0" ? 2 : 0;
}

/// A line of a body that is not blank.
struct BodyLine {
  std::string_view text;  ///< trimmed
  std::size_t indent = 0;
  bool after_blank = false;
};

std::vector<BodyLine> body_lines(std::string_view text) {
  std::vector<BodyLine> lines;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view raw = text.substr(at, end - at);
    const std::string_view line = trim(raw);
    at = end + 1;
    if (!line.empty())
      lines.push_back(
          {line, static_cast<std::size_t>(line.data() - raw.data()), blank && !lines.empty()});
    blank = line.empty();
  }
  return lines;
}

/// The next line's first word would not have fitted: the break is the wrapper's.
bool is_wrapped(std::string_view line, std::string_view next, std::size_t longest) {
  constexpr std::size_t kNarrowest = 50;
  if (longest < kNarrowest || longest > kLongestWrappedLine) return false;
  const std::size_t word = std::min(next.find(' '), next.size());
  return (line.size() + 1 + word) * 10 > longest * 9;
}

}  // namespace

std::size_t clean_text(std::string& text) {
  const std::size_t repaired = repair_utf8(text);
  auto suspect = std::find_if(text.begin(), text.end(), is_suspect);
  if (suspect == text.end()) return repaired;
  std::string clean;
  clean.reserve(text.size());
  auto done = text.begin();
  while (suspect != text.end()) {
    clean.append(done, suspect);
    done = suspect + static_cast<std::ptrdiff_t>(append_clean(
                         clean, text, static_cast<std::size_t>(suspect - text.begin())));
    suspect = std::find_if(done, text.end(), is_suspect);
  }
  clean.append(done, text.end());
  text = std::move(clean);
  return repaired;
}

std::string single_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t space = space_length(text, at);
    if (space == 0) {
      line += text[at++];
    } else {
      if (!line.empty() && line.back() != ' ') line += ' ';
      at += space;
    }
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string split_paragraphs(std::string_view text) {
  const std::vector<BodyLine> lines = body_lines(text);
  std::size_t longest = 0;
  bool any_blank = false;
  for (const BodyLine& line : lines) {
    longest = std::max(longest, line.text.size());
    any_blank = any_blank || line.after_blank;
  }
  std::string body;
  body.reserve(text.size() + 64);
  const BodyLine* last = nullptr;
  for (const BodyLine& line : lines) {
    if (last != nullptr) {
      const bool starts = line.after_blank || line.indent > last->indent + 1 ||
                          (!any_blank && longest > kLongestWrappedLine);
      body += starts ? "\n\n" : is_wrapped(last->text, line.text, longest) ? " " : "\n";
    }
    body += line.text;
    last = &line;
  }
  return body;
}

std::string first_sentence(std::string_view text, std::size_t limit) {
  text = trim(text);
  text = trim(text.substr(0, text.find("\n\n")));
  const std::string_view start = text.substr(0, limit + 1);
  constexpr std::size_t kShortest = 20;  // "U.S. " and "Mr. " end no sentence
  for (std::size_t at = kShortest; at + 1 < start.size(); ++at) {
    constexpr std::string_view kStops = ".!?";
    const bool stop = kStops.find(start[at]) != std::string_view::npos;
    if (stop && kSpace.find(start[at + 1]) != std::string_view::npos && start[at - 2] != '.' &&
        start[at - 2] != ' ')
      return single_line(start.substr(0, at + 1));
  }
  if (text.size() <= limit) return single_line(text);
  std::size_t cut = start.find_last_of(kSpace);
  if (cut == std::string_view::npos || cut < limit / 2) {
    cut = limit;
    while (cut > 0 && (text[cut] & 0xC0) == 0x80) --cut;
  }
  return single_line(text.substr(0, cut)) + "…";
}

bool is_binary(std::string_view head) {
  const auto is_control = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && kSpace.find(c) == std::string_view::npos;
  };
  return std::count_if(head.begin(), head.end(), is_control) >
         static_cast<std::ptrdiff_t>(head.size() / 32);
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

}  // namespace dateline
