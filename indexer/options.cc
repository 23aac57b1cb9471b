// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/options.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <iostream>
#include <thread>

#include "common/default_database.h"
#include "common/error.h"
#include "common/option_list.h"
#include "common/version.h"
#include "indexer/article_reader.h"

namespace dateline {
namespace po = boost::program_options;
namespace {

constexpr const char* kUsage = R"(Usage: indexer [OPTIONS] PATH...

Reads articles from files, folders and '-' (JSON Lines on standard input), finds the persons,
countries and dates in them, and stores them in a database for 'searcher'. Running the same
command again takes in only what is new or changed.

Examples:
  indexer archive/                          index a folder into the default database
  indexer --db news.db wire.jsonl old.csv   into a database of your choice
  indexer --map title=headline --map date=published_at feed.csv
  indexer --dry-run article.txt             show what would be stored, as JSON
  zcat dump.jsonl.gz | indexer -            from another program
  find . -name '*.html' -print0 | indexer --files-from - -0
  searcher --ids 'source:spam' | indexer --forget -
)";

constexpr std::uint64_t kLeastMemory = std::uint64_t{160} << 20;

[[noreturn]] void usage_error(const std::string& message) {
  throw Error(message, "see 'indexer --help'", ExitCode::kUsage);
}

std::string format_names() {
  std::string names = "auto";
  for (const InputFormat& format : input_formats()) names.append("|").append(format.name);
  return names;
}

template <typename Value>
Value choose(const std::string& option, const std::string& word,
             const std::vector<std::pair<std::string, Value>>& choices) {
  std::string all;
  for (const auto& [name, value] : choices) {
    if (name == word) return value;
    all += (all.empty() ? "" : ", ") + name;
  }
  usage_error("--" + option + " does not know '" + word + "'; it takes one of " + all);
}

std::vector<std::pair<std::string, std::string>> parse_map(const std::vector<std::string>& rows) {
  std::vector<std::pair<std::string, std::string>> map;
  for (const std::string& row : rows) {
    const std::size_t equals = row.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == row.size())
      usage_error("--map takes FIELD=KEY, for instance title=headline; this is '" + row + "'");
    map.emplace_back(row.substr(0, equals), row.substr(equals + 1));
  }
  return map;
}

/// Bytes of "256M", "2G", "1048576".
std::uint64_t parse_size(const std::string& text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  std::string_view unit(at, static_cast<std::size_t>(end - at));
  if (unit.ends_with('B')) unit.remove_suffix(1);
  constexpr std::string_view kUnits = "KMGT";
  const std::size_t power = unit.empty() ? 0 : kUnits.find(unit[0]) + 1;
  if (error != std::errc{} || unit.size() > 1 || (!unit.empty() && power == 0) ||
      number > (std::uint64_t{1} << 40))
    usage_error("--memory takes a size such as 512M or 2G; this is '" + text + "'");
  const std::uint64_t bytes = number << (10 * power);
  if (bytes < kLeastMemory)
    usage_error("--memory " + text + " is too little: the data for finding names alone take " +
                "most of 160M");
  return bytes;
}

constexpr const char* kPruneAlone = "gone";

/// The words, "--prune" alone with what it stands for: the parser would take the next word for its
/// value, which is a path.
std::vector<std::string> words_of(int argc, const char* const* argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  const auto end = std::find(words.begin(), words.end(), "--");
  std::replace(words.begin(), end, std::string("--prune"), std::string("--prune=") + kPruneAlone);
  return words;
}

/// Standard input is read once: as articles, or as one of the lists.
void check_standard_input(const IndexerOptions& options) {
  auto readers = std::count(options.paths.begin(), options.paths.end(), "-") > 0 ? 1 : 0;
  for (const std::string* list : {&options.files_from, &options.forget, &options.remember})
    if (*list == "-") ++readers;
  if (readers > 1)
    usage_error(
        "standard input can be read once: as '-', or by one of --files-from, --forget and "
        "--remember");
}

/// The values as they come in, before they are checked.
struct Raw {
  std::vector<std::string> map;
  std::string date_order;
  std::string update;
  std::string memory;
  std::string prune;
  std::string dedup;
  std::string part;
  std::string progress;
};

po::options_description describe(IndexerOptions& options, Raw& raw) {
  po::options_description all("Options");
  auto add = all.add_options();
  add("db,d", po::value(&options.database)->value_name("PATH"),
      "the database (else $DATELINE_DB, else dateline/archive in the user's data folder)");
  add("format,f", po::value(&options.format)->value_name("NAME"), format_names().c_str());
  add("map", po::value(&raw.map)->value_name("FIELD=KEY")->composing(),
      "the CSV column, JSON key or XML path of a field (common names are tried)");
  add("encoding", po::value(&options.encoding)->value_name("NAME"),
      "of all text, whatever it declares, for instance ISO-8859-1 (told by the text)");
  add("date-order", po::value(&raw.date_order)->value_name("ORDER"),
      "how 03/04/2016 is to be read: dmy|mdy|ymd (not at all)");
  add("jobs,j", po::value(&options.jobs)->value_name("N"), "threads (as many as cores)");
  add("memory", po::value(&raw.memory)->value_name("SIZE")->default_value("1G"),
      "what the run may use, about (256M, 2G): what needs more is rejected as too_large");
  add("update", po::value(&raw.update)->value_name("WHEN")->default_value("changed"),
      "take an article again that the database has: changed|always|never");
  add("prune", po::value(&raw.prune)->value_name("[=all]"),
      "forget articles whose file, or whose record in a changed file, is gone; --prune=all also "
      "where that is more than a tenth of the archive, or all of a named folder");
  add("exclude", po::value(&options.exclude)->value_name("GLOB")->composing(),
      "do not read what lies below a named folder and has such a name or, where GLOB has a slash, "
      "such a path below that folder");
  add("forget", po::value(&options.forget)->value_name("FILE"),
      "forget the articles whose ids FILE lists, one a line ('-': standard input), and do not take "
      "them again");
  add("remember", po::value(&options.remember)->value_name("FILE"),
      "take the articles again whose ids FILE lists, once their files are named");
  add("files-from", po::value(&options.files_from)->value_name("FILE"),
      "read the paths listed in FILE as well, one a line ('-': standard input)");
  add("null,0", po::bool_switch(&options.null), "the paths of --files-from end with NUL");
  add("dedup", po::value(&raw.dedup)->value_name("WHICH"),
      "which articles are copies of one story: near|exact|off (near); kept in the database");
  add("part", po::value(&raw.part)->value_name("K/N"),
      "take the articles alone that belong to part K of N, by their ids: N databases share an "
      "archive; kept in the database");
  add("names", po::value(&options.names)->value_name("FILE"),
      "corrections of names: alias, merge, split, drop; kept in the database, applied at once");
  add("rejects", po::value(&options.rejects)->value_name("FILE"),
      "list what was not taken as TSV: path, line, reason, detail");
  add("progress", po::value(&raw.progress)->value_name("STYLE")->default_value("auto"),
      "auto|bar|plain|json|none");
  add("status", po::bool_switch(&options.status),
      "say what the database holds (as JSON with --progress json)");
  add("check", po::bool_switch(&options.check), "say whether the database is whole");
  add("upgrade", po::bool_switch(&options.upgrade),
      "build a database of an older version anew from the articles it stores");
  add("dry-run", po::bool_switch(&options.dry_run),
      "print each article with its entities as JSON; write nothing");
  add("quiet,q", po::bool_switch(&options.quiet), "say only what went wrong");
  add("help,h", "this text");
  add("version", "the version");
  return all;
}

}  // namespace

std::optional<IndexerOptions> parse_indexer_options(int argc, const char* const* argv) {
  IndexerOptions options;
  options.jobs = std::max(1U, std::thread::hardware_concurrency());
  Raw raw;
  const po::options_description visible = describe(options, raw);
  po::options_description all;
  std::string complete;
  all.add(visible).add_options()("path", po::value(&options.paths))("complete",
                                                                    po::value(&complete));
  po::positional_options_description positional;
  positional.add("path", -1);
  po::variables_map given;
  try {
    po::store(
        po::command_line_parser(words_of(argc, argv)).options(all).positional(positional).run(),
        given);
    po::notify(given);
  } catch (const po::error& error) {
    usage_error(error.what());
  }
  if (given.count("help") != 0) {
    std::cout << kUsage << '\n' << visible;
    return std::nullopt;
  }
  if (complete == "option") {
    print_options(visible, std::cout);
    return std::nullopt;
  }
  if (given.count("version") != 0) {
    std::cout << "indexer (Dateline) " << kVersion << '\n';
    return std::nullopt;
  }
  options.memory = parse_size(raw.memory);
  const bool only_database = options.status || options.check || options.upgrade;
  if (only_database && !(options.paths.empty() && options.files_from.empty()))
    usage_error("--status, --check and --upgrade work on the database; name no files with them");
  if (options.paths.empty() && options.names.empty() && options.files_from.empty() &&
      raw.dedup.empty() && options.forget.empty() && options.remember.empty() && !only_database)
    usage_error("nothing to index: name files, folders or '-'");
  check_standard_input(options);
  if ((only_database || options.dry_run) &&
      !(raw.prune.empty() && options.forget.empty() && options.remember.empty()))
    usage_error(
        "--prune, --forget and --remember do not go with --dry-run, --status, --check or "
        "--upgrade");
  if (options.null && options.files_from.empty())
    usage_error("-0 says how --files-from lists its paths; give that as well");
  if (options.jobs == 0 || options.jobs > 256) usage_error("--jobs takes 1 to 256 threads");
  if (options.format != "auto" && find_format(options.format) == nullptr)
    usage_error("--format does not know '" + options.format + "'; it takes " + format_names());
  options.prune = !raw.prune.empty();
  options.prune_all = raw.prune == "all";
  if (options.prune && !options.prune_all && raw.prune != kPruneAlone)
    usage_error("--prune stands alone or as --prune=all; this is '" + raw.prune + "'");
  options.map = parse_map(raw.map);
  if (!raw.date_order.empty())
    options.date_order = choose<DateOrder>(
        "date-order", raw.date_order,
        {{"dmy", DateOrder::dmy}, {"mdy", DateOrder::mdy}, {"ymd", DateOrder::ymd}});
  options.update = choose<UpdatePolicy>("update", raw.update,
                                        {{"changed", UpdatePolicy::changed},
                                         {"always", UpdatePolicy::always},
                                         {"never", UpdatePolicy::never}});
  if (!raw.part.empty()) {
    options.part = parse_archive_part(raw.part);
    if (!options.part)
      usage_error("--part takes K/N, part K of N, for instance 1/4; this is '" + raw.part + "'");
  }
  if (!raw.dedup.empty())
    options.dedup = choose<Dedup>(
        "dedup", raw.dedup, {{"near", Dedup::near}, {"exact", Dedup::exact}, {"off", Dedup::off}});
  options.progress = choose<ProgressStyle>("progress", raw.progress,
                                           {{"auto", ProgressStyle::automatic},
                                            {"bar", ProgressStyle::bar},
                                            {"plain", ProgressStyle::plain},
                                            {"json", ProgressStyle::json},
                                            {"none", ProgressStyle::none}});
  if (options.database.empty() && !options.dry_run) options.database = default_database();
  while (options.database.size() > 1 && options.database.ends_with('/'))
    options.database.pop_back();
  return options;
}

}  // namespace dateline
