// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/saved_search.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "common/error.h"
#include "common/json_writer.h"
#include "common/schema.h"
#include "common/terminal_text.h"
#include "common/user_folder.h"
#include "common/xapian_error.h"
#include "searcher/matching.h"
#include "searcher/row_writer.h"
#include "searcher/whole_file.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kSuffix = ".search";
constexpr std::size_t kHashBytes = 8;

fs::path folder() {
  const std::string state = user_folder("XDG_STATE_HOME", ".local/state");
  if (state.empty())
    throw Error("there is no home folder to keep searches in", "set XDG_STATE_HOME",
                ExitCode::kUsage);
  return fs::path(state) / "dateline" / "searches";
}

fs::path search_file(const std::string& name) {
  check_search_name(name);
  return folder() / (name + std::string(kSuffix));
}

fs::path seen_file(const std::string& name, const Index& index) {
  check_search_name(name);
  const std::uint64_t database = name_hash(fs::weakly_canonical(index.path()).string());
  return folder() / (name + '.' + std::to_string(database) + ".seen");
}

void write_file(const fs::path& path, const std::string& content) {
  if (!write_whole_file(path, content))
    throw Error("cannot write " + path.string() + ": " + system_reason());
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

/// "--not-person", "person" after it the value: the options that the search was
/// made of.
std::string described(const SearcherOptions& options) {
  std::string text = "query " + one_line(options.query) + '\n';
  if (options.any) text += "any\n";
  if (options.plain) text += "plain\n";
  for (const OptionFilter& filter : options.filters)
    text += std::string(filter.negated ? "not-" : "") + std::string(filter.field->name) + ' ' +
            one_line(filter.value) + '\n';
  return text;
}

void take_line(const std::string& line, SearcherOptions& saved) {
  const std::size_t space = std::min(line.find(' '), line.size());
  std::string name = line.substr(0, space);
  const std::string value = space < line.size() ? line.substr(space + 1) : "";
  if (name == "query") saved.query = value;
  if (name == "any") saved.any = true;
  if (name == "plain") saved.plain = true;
  const bool negated = name.starts_with("not-");
  if (negated) name = name.substr(4);
  if (const Field* field = find_field(name); field != nullptr && field->filter)
    saved.filters.push_back({field, value, negated});
}

std::vector<std::uint64_t> read_hashes(const fs::path& path) {
  const std::string bytes = read_whole_file(path).value_or("");
  std::vector<std::uint64_t> hashes;
  for (std::size_t at = 0; at + kHashBytes <= bytes.size(); at += kHashBytes) {
    std::uint64_t hash = 0;
    for (std::size_t i = kHashBytes; i > 0; --i)
      hash = hash << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
    hashes.push_back(hash);
  }
  return hashes;
}

}  // namespace

void check_search_name(const std::string& name) {
  constexpr std::size_t kLongest = 100;
  const bool fits = !name.empty() && name.size() <= kLongest && name[0] != '.' &&
                    std::all_of(name.begin(), name.end(), [](char c) {
                      return static_cast<unsigned char>(c) > ' ' && c != '/' && c != 0x7F;
                    });
  if (!fits)
    throw Error("'" + name + "' cannot be the name of a saved search",
                "use letters and digits, for instance --save lavrov", ExitCode::kUsage);
}

void save_search(const std::string& name, const SearcherOptions& options) {
  write_file(search_file(name), described(options));
}

void load_search(const std::string& name, SearcherOptions& options) {
  std::ifstream file(search_file(name));
  if (!file)
    throw Error("there is no saved search '" + name + "'",
                "'searcher --list saved' shows what there is; --save NAME keeps one",
                ExitCode::kUsage);
  SearcherOptions saved;
  for (std::string line; std::getline(file, line);) take_line(line, saved);
  const bool more = !options.query.empty() && options.query != "*";
  if (!more || saved.query.empty() || saved.query == "*") {
    if (!more) options.query = saved.query;
  } else {
    options.query = "(" + saved.query + ") (" + options.query + ")";
  }
  options.any = options.any || saved.any;
  options.plain = options.plain || saved.plain;
  options.filters.insert(options.filters.begin(), saved.filters.begin(), saved.filters.end());
}

std::vector<std::pair<std::string, std::string>> saved_searches() {
  std::vector<std::pair<std::string, std::string>> searches;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(folder(), missing)) {
    std::string name = entry.path().filename().string();
    if (!name.ends_with(kSuffix)) continue;
    name.resize(name.size() - kSuffix.size());
    std::ifstream file(entry.path());
    std::string text;
    SearcherOptions saved;
    for (std::string line; std::getline(file, line);) take_line(line, saved);
    text = saved.query;
    if (saved.any) text += " --any";
    if (saved.plain) text += " --plain";
    for (const OptionFilter& filter : saved.filters)
      text += std::string(filter.negated ? " --not-" : " --") + std::string(filter.field->name) +
              "='" + filter.value + "'";
    searches.emplace_back(std::move(name), std::move(text));
  }
  std::sort(searches.begin(), searches.end());
  return searches;
}

void print_saved(const std::vector<std::pair<std::string, std::string>>& searches,
                 std::string_view format, std::ostream& out) {
  if (format == "json") {
    JsonWriter json;
    json.start_object().member("format_version", std::uint64_t{1}).key("searches").start_array();
    for (const auto& [name, query] : searches)
      json.start_object().member("name", name).member("query", query).end_object();
    out << json.end_array().end_object().take() << '\n';
  } else if (const auto writer = make_row_writer(format, out)) {
    writer->begin({"name", "query"});
    for (const auto& [name, query] : searches) writer->row({name, query});
  } else {
    for (const auto& [name, query] : searches)
      out << terminal_text(name) << '\t' << terminal_text(query) << '\n';
  }
}

Matches all_matches(const Index& index, const Plan& plan) {
  return with_xapian(index.path(), [&] {
    const std::string prefix(find_field("id")->prefix);
    Matches matches;
    for (const Xapian::docid document : find_matches(index, plan)) {
      auto term = index.database().termlist_begin(document);
      term.skip_to(prefix);
      matches.emplace_back(document, name_hash(*term));
    }
    return matches;
  });
}

std::vector<Xapian::docid> unseen(const std::string& name, const Index& index,
                                  const Matches& matches) {
  const std::vector<std::uint64_t> seen = read_hashes(seen_file(name, index));
  std::vector<Xapian::docid> fresh;
  for (const auto& [document, hash] : matches)
    if (!std::binary_search(seen.begin(), seen.end(), hash)) fresh.push_back(document);
  return fresh;
}

void mark_seen(const std::string& name, const Index& index, const Matches& matches) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(matches.size());
  for (const auto& match : matches) hashes.push_back(match.second);
  std::sort(hashes.begin(), hashes.end());
  std::string bytes;
  for (const std::uint64_t hash : hashes)
    for (std::size_t shift = 0; shift < 8 * kHashBytes; shift += 8)
      bytes += static_cast<char>(hash >> shift);
  write_file(seen_file(name, index), bytes);
}

}  // namespace dateline
