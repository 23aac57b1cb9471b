// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/identity/names_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

#include "common/error.h"
#include "common/identity/name_key.h"

namespace dateline {
namespace {

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// Reads the statements of one file; remembers the line for its messages.
class NamesParser {
 public:
  explicit NamesParser(std::string_view path) : path_(path) {}

  NameCorrections parse(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      read_line(trim(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    refuse_circles();
    return std::move(corrections_);
  }

 private:
  [[noreturn]] void fail(const std::string& what, const std::string& cure) const {
    throw Error{std::string(path_) + ':' + std::to_string(line_) + ": " + what, cure};
  }

  void read_line(std::string_view line) {
    if (line.substr(0, 3) == "\xEF\xBB\xBF") line = trim(line.substr(3));
    if (line.empty() || line[0] == '#') return;
    const std::size_t space = std::min(line.find_first_of(" \t"), line.size());
    const std::string_view statement = line.substr(0, space);
    const std::string_view rest = trim(line.substr(space));
    if (statement == "alias") {
      read_targets(rest, "alias NAME = OTHER SPELLING; ANOTHER", corrections_.aliases);
    } else if (statement == "merge") {
      read_targets(rest, "merge NAME = NAME OF THE OTHER PERSON", corrections_.merges);
    } else if (statement == "split") {
      read_split(rest);
    } else if (statement == "drop") {
      corrections_.drops.insert(normal_of(rest, "drop NAME"));
    } else {
      fail("\"" + std::string(statement) + "\" is no statement",
           "begin the line with alias, merge, split, drop or #");
    }
  }

  std::string normal_of(std::string_view name, const std::string& form) const {
    std::string normal = name_normal_form(name);
    if (normal.empty()) fail("a name is missing", "write: " + form);
    return normal;
  }

  std::pair<std::string_view, std::string_view> sides_of(std::string_view rest,
                                                         const std::string& form) const {
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) fail("there is no \"=\"", "write: " + form);
    return {trim(rest.substr(0, equals)), trim(rest.substr(equals + 1))};
  }

  void read_targets(std::string_view rest, const std::string& form,
                    std::map<std::string, std::string, std::less<>>& into) {
    auto [target, names] = sides_of(rest, form);
    const std::string target_normal = normal_of(target, form);
    do {
      const std::size_t end = std::min(names.find(';'), names.size());
      std::string normal = normal_of(trim(names.substr(0, end)), form);
      names = trim(names.substr(std::min(end + 1, names.size())));
      const auto [place, is_new] = into.emplace(std::move(normal), target);
      if (!is_new && name_normal_form(place->second) != target_normal) {
        fail("this name already means " + place->second, "keep one of the two lines");
      }
    } while (!names.empty());
  }

  void read_split(std::string_view rest) {
    const std::string form = "split NAME = OTHER NAME";
    const auto [left, right] = sides_of(rest, form);
    const std::string a = normal_of(left, form);
    const std::string b = normal_of(right, form);
    if (a == b) {
      fail("these are one name but for case, diacritics or hyphens, and cannot be split",
           "remove the line");
    }
    corrections_.splits.insert({a, b});
    corrections_.splits.insert({b, a});
  }

  /// Following aliases and merges from any name must end.
  void refuse_circles() {
    auto next = corrections_.aliases;
    next.insert(corrections_.merges.begin(), corrections_.merges.end());
    for (const auto& [name, target] : next) {
      std::string at = name_normal_form(target);
      for (std::size_t steps = 0; at != name; ++steps) {
        const auto found = next.find(at);
        if (found == next.end() || steps > next.size()) break;
        std::string to = name_normal_form(found->second);
        if (to == at) break;  // "alias X = X" fixes the spelling
        at = std::move(to);
      }
      if (at == name && name_normal_form(target) != name) {
        std::string what(path_);
        what.append(": ").append(target).append(" and \"").append(name);
        what.append("\" each mean the other");
        throw Error{what, "remove one of the alias or merge lines between them"};
      }
    }
  }

  std::string_view path_;
  std::size_t line_ = 0;
  NameCorrections corrections_;
};

}  // namespace

void NameCorrections::add(const NameCorrections& other) {
  aliases.insert(other.aliases.begin(), other.aliases.end());
  merges.insert(other.merges.begin(), other.merges.end());
  splits.insert(other.splits.begin(), other.splits.end());
  drops.insert(other.drops.begin(), other.drops.end());
}

NameCorrections parse_names_file(std::string_view text, std::string_view path) {
  return NamesParser(path).parse(text);
}

NameCorrections read_names_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    throw Error{path + ": cannot be read: " + std::strerror(errno),
                "give the path of a text file with one correction a line"};
  }
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return parse_names_file(text, path);
}

}  // namespace dateline
