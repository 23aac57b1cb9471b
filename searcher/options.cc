// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/options.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <iostream>

#include "common/default_database.h"
#include "common/error.h"
#include "common/version.h"
#include "searcher/formatter.h"

namespace dateline {
namespace po = boost::program_options;
namespace {

constexpr const char* kUsage = R"(Usage: searcher [OPTIONS] QUERY...

Searches the database that 'indexer' makes. Shows the best articles with the passage that matched,
and counts, over all matches, the persons, countries, sources and months.

Examples:
  searcher 'Lavrov AND ceasefire'
  searcher ceasefire --person Ayrault --country Syria --since 2016-12
  searcher '"crimes against humanity" NOT about:US' --sort newest
  searcher 'person:merkel sanction*' --facets=country,month --format json
  searcher --count '*'

Query language:
  a b, a AND b   both            a OR b         either          NOT a, -a      without
  "a b c"        phrase          a NEAR/5 b     within 5 words  a ADJ/5 b      in this order
  "a b"~5        any order,      a SAME b       in one sentence  a PARA b      in one paragraph
                 5 words among   ATLEAST/3 a    in 3 places      a^2           counts double
  begin*         begins so       =word          no other form    word~1        one slip
  *              every article   (see dateline-query(7))
Fields:
)";

[[noreturn]] void usage_error(const std::string& message) {
  throw Error(message, "see 'searcher --help'", ExitCode::kUsage);
}

std::string field_help() {
  std::string text;
  for (const Field& field : kFields) {
    std::string line = "  " + std::string(field.example);
    line.append(line.size() < 28 ? 28 - line.size() : 1, ' ');
    text += line + std::string(field.help) + '\n';
  }
  return text;
}

std::string joined_facets() {
  std::string names;
  for (const FacetRow& row : kFacets) names.append(names.empty() ? "" : ",").append(row.name);
  return names;
}

std::vector<Facet> parse_facets(const std::string& list) {
  std::vector<Facet> facets;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t comma = std::min(list.find(',', start), list.size());
    const std::string name = list.substr(start, comma - start);
    const FacetRow* row = find_facet(name);
    if (row == nullptr)
      usage_error("there is no facet '" + name + "'; facets are " + joined_facets());
    facets.push_back(row->facet);
    start = comma + 1;
  }
  return facets;
}

std::vector<Facet> default_facets() {
  std::vector<Facet> facets;
  for (const FacetRow& row : kFacets)
    if (row.by_default) facets.push_back(row.facet);
  return facets;
}

/// The values as they come in, before they are checked.
struct Raw {
  std::vector<std::string> words;
  std::string sort = "relevance";
  std::string facets;
  std::string color = "auto";
  std::string group = "none";
  std::string copies_id;
  bool count = false;
  bool ids = false;
  bool no_facets = false;
};

po::options_description describe(SearcherOptions& options, Raw& raw) {
  po::options_description all("Options");
  auto add = all.add_options();
  add("db,d", po::value(&options.database)->value_name("PATH"),
      "the database (else $DATELINE_DB, else dateline/archive in the user's data folder)");
  for (const Field& field : kFields) {
    if (!field.filter) continue;
    add(std::string(field.name).c_str(),
        po::value<std::vector<std::string>>()->composing()->value_name("VALUE"),
        (std::string(field.help) + "; 'A|B' for either").c_str());
    if (field.multiple)
      add(("not-" + std::string(field.name)).c_str(),
          po::value<std::vector<std::string>>()->composing()->value_name("VALUE"),
          ("leave out " + std::string(field.help)).c_str());
  }
  add("any", po::bool_switch(&options.any), "words beside each other are joined by OR");
  add("plain", po::bool_switch(&options.plain), "the query holds no operators and no fields");
  add("explain", po::bool_switch(&options.explain),
      "show how the query is read: what each clause becomes, its articles and its cost");
  add("format", po::value(&options.format)->value_name("NAME"), formatter_names().c_str());
  add("sort", po::value(&raw.sort)->value_name("ORDER"), "relevance|newest|oldest");
  add("limit,n", po::value(&options.page.limit)->value_name("N"), "hits to show (10; 0 for all)");
  add("offset", po::value(&options.page.offset)->value_name("N"), "hits to pass over first");
  add("facets", po::value(&raw.facets)->value_name("LIST"), joined_facets().c_str());
  add("facet-limit", po::value(&options.page.facet_limit)->value_name("N"),
      "values to show of each facet (10; 0 for all)");
  add("no-facets", po::bool_switch(&raw.no_facets), "count no facets");
  add("count,c", po::bool_switch(&raw.count), "print the number of matches only");
  add("ids", po::bool_switch(&raw.ids), "print the ids of all matches, one a line");
  add("list", po::value(&options.list)->value_name("FIELD[=TEXT]"),
      "list the persons, countries, sources or languages with their counts and other names");
  add("show", po::value(&options.show_id)->value_name("ID"), "print a whole article");
  add("copies", po::value(&raw.copies_id)->value_name("ID"),
      "list the copies of an article, itself among them, earliest first");
  add("group", po::value(&raw.group)->value_name("HOW"),
      "story: one hit a story, and facets count stories; none");
  add("color", po::value(&raw.color)->value_name("WHEN"), "auto|always|never");
  add("help,h", "this text");
  add("version", "the version");
  return all;
}

void take_filters(const po::variables_map& given, SearcherOptions& options) {
  for (const Field& field : kFields) {
    if (!field.filter) continue;
    for (const bool negated : {false, true}) {
      const std::string name = (negated ? "not-" : "") + std::string(field.name);
      if (given.count(name) == 0) continue;
      for (const std::string& value : given[name].as<std::vector<std::string>>())
        options.filters.push_back({&field, value, negated});
    }
  }
}

/// "--facets" alone, with its usual list: the parser would take the next word for one.
std::vector<std::string> with_facet_list(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  std::string usual;
  for (const FacetRow& row : kFacets)
    if (row.by_default) usual.append(usual.empty() ? "" : ",").append(row.name);
  std::replace(arguments.begin(), end, std::string("--facets"), "--facets=" + usual);
  return arguments;
}

// "-1" is read as a huge number.
void check_number(const std::string& option, std::uint64_t number) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 32;
  if (number > kMost) usage_error("--" + option + " takes a number from 0 to 4294967296");
}

void check(const Raw& raw, SearcherOptions& options) {
  check_number("limit", options.page.limit);
  check_number("offset", options.page.offset);
  check_number("facet-limit", options.page.facet_limit);
  for (const std::string& word : raw.words)
    options.query.append(options.query.empty() ? "" : " ").append(word);
  if (raw.count && raw.ids) usage_error("--count and --ids exclude each other");
  if (!options.show_id.empty())
    options.mode = SearcherMode::show;
  else if (!raw.copies_id.empty())
    options.mode = SearcherMode::copies;
  else if (!options.list.empty())
    options.mode = SearcherMode::list;
  else if (raw.count)
    options.mode = SearcherMode::count;
  else if (raw.ids)
    options.mode = SearcherMode::ids;
  if (options.mode == SearcherMode::copies) options.show_id = raw.copies_id;
  if (options.query.empty() && options.mode != SearcherMode::show &&
      options.mode != SearcherMode::copies && options.mode != SearcherMode::list) {
    if (options.filters.empty())
      usage_error("nothing to search for: write a query, or * for every article");
    options.query = "*";
    options.plain = false;
  }
  if (find_formatter(options.format) == nullptr)
    usage_error("--format does not know '" + options.format + "'; it takes one of " +
                formatter_names());
  if (options.explain && options.format != "text" && options.format != "json")
    usage_error("--explain is shown as --format text or json");
  if (options.explain && (raw.count || raw.ids))
    usage_error("--explain and --count or --ids exclude each other");
  if (raw.sort == "newest")
    options.page.sort = SortOrder::newest;
  else if (raw.sort == "oldest")
    options.page.sort = SortOrder::oldest;
  else if (raw.sort != "relevance")
    usage_error("--sort does not know '" + raw.sort + "'; it takes relevance, newest or oldest");
  if (raw.group != "story" && raw.group != "none")
    usage_error("--group does not know '" + raw.group + "'; it takes story or none");
  options.page.by_story = raw.group == "story";
  if (raw.color == "always")
    options.color = ColorChoice::always;
  else if (raw.color == "never")
    options.color = ColorChoice::never;
  else if (raw.color != "auto")
    usage_error("--color does not know '" + raw.color + "'; it takes auto, always or never");
  if (!raw.no_facets)
    options.page.facets = raw.facets.empty() ? default_facets() : parse_facets(raw.facets);
  if (options.database.empty()) options.database = default_database();
}

}  // namespace

std::optional<SearcherOptions> parse_searcher_options(int argc, const char* const* argv) {
  SearcherOptions options;
  Raw raw;
  const po::options_description visible = describe(options, raw);
  po::options_description all;
  all.add(visible).add_options()("word", po::value(&raw.words));
  po::positional_options_description positional;
  positional.add("word", -1);
  po::variables_map given;
  try {
    po::store(po::command_line_parser(with_facet_list(argc, argv))
                  .options(all)
                  .positional(positional)
                  .run(),
              given);
    po::notify(given);
  } catch (const po::error& error) {
    usage_error(error.what());
  }
  if (given.count("help") != 0) {
    std::cout << kUsage << field_help() << '\n' << visible;
    return std::nullopt;
  }
  if (given.count("version") != 0) {
    std::cout << "searcher (Dateline) " << kVersion << '\n';
    return std::nullopt;
  }
  take_filters(given, options);
  check(raw, options);
  return options;
}

}  // namespace dateline
