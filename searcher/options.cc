// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/options.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <iostream>
#include <tuple>

#include "common/default_database.h"
#include "common/error.h"
#include "common/option_list.h"
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
  searcher Aleppo --timeline=month              how many articles a month, and their share
  searcher Aleppo --with person                 who is mentioned with it
  searcher Aleppo -n 0 --format csv --fields date,source,title > aleppo.csv
  searcher --like wire-009                      articles like that one
  searcher Lavrov --country RU --save lavrov    keep the search; then 'searcher @lavrov --new'
  searcher --show wire-009 ceasefire            a whole article, the word marked
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

/// What is the same for the values of all fields.
constexpr const char* kValues = R"(Values, here and of the options below:
  A|B            either          =A             A to the letter, as facets list it
  \|             a bar           \\             a backslash          \"      a quote, in quotes
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
  return text + kValues;
}

std::string joined_facets() {
  std::string names;
  for (const FacetRow& row : kFacets) names.append(names.empty() ? "" : ",").append(row.name);
  return names;
}

std::vector<std::string> split_list(const std::string& list) {
  std::vector<std::string> names;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t comma = std::min(list.find(',', start), list.size());
    names.push_back(list.substr(start, comma - start));
    start = comma + 1;
  }
  return names;
}

std::vector<Facet> parse_facets(const std::string& list) {
  std::vector<Facet> facets;
  for (const std::string& name : split_list(list)) {
    const FacetRow* row = find_facet(name);
    if (row == nullptr)
      usage_error("there is no facet '" + name + "'; facets are " + joined_facets());
    facets.push_back(row->facet);
  }
  return facets;
}

std::vector<const HitField*> parse_fields(const std::string& list) {
  std::vector<const HitField*> fields;
  for (const std::string& name : split_list(list)) {
    fields.push_back(find_hit_field(name));
    if (fields.back() == nullptr)
      usage_error("--fields does not know '" + name + "'; it takes some of " + hit_field_names());
  }
  return fields;
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
  std::string fields;
  std::string timeline;
  std::string with;
  std::string color = "auto";
  std::string group = "none";
  std::string copies_id;
  bool count = false;
  bool ids = false;
  bool paths = false;
  bool no_facets = false;
  bool no_snippets = false;
  bool pager = false;
  bool no_pager = false;
  std::string hyperlinks = "auto";
  double timeout = 30;
};

po::options_description describe(SearcherOptions& options, Raw& raw) {
  po::options_description all("Options");
  auto add = all.add_options();
  add("db,d", po::value(&options.archive.names)->composing()->value_name("PATH"),
      "the database (else $DATELINE_DB, else dateline/archive in the user's data folder): a "
      "folder, HOST:PORT of a server, or a file that lists such; of several, all are searched as "
      "one");
  add("timeout", po::value(&raw.timeout)->value_name("SECONDS"),
      "how long a database on another machine may take to answer (30)");
  add("partial", po::bool_switch(&options.archive.partial),
      "answer without those that do not, and exit with 4");
  for (const Field& field : kFields) {
    if (!field.filter) continue;
    add(std::string(field.name).c_str(),
        po::value<std::vector<std::string>>()->composing()->value_name("VALUE"),
        (std::string(field.help) + (field.takes_date() ? "" : "; 'A|B' for either")).c_str());
    if (!field.takes_date())
      add(("not-" + std::string(field.name)).c_str(),
          po::value<std::vector<std::string>>()->composing()->value_name("VALUE"),
          ("leave out " + std::string(field.help)).c_str());
  }
  add("any", po::bool_switch(&options.any), "words beside each other are joined by OR");
  add("plain", po::bool_switch(&options.plain), "the query holds no operators and no fields");
  add("explain", po::bool_switch(&options.explain),
      "show how the query is read: what each clause becomes, its articles and its cost; and what "
      "the score of each hit is made of");
  add("format", po::value(&options.format)->value_name("NAME"), formatter_names().c_str());
  add("fields", po::value(&raw.fields)->value_name("LIST"), hit_field_names().c_str());
  add("sort", po::value(&raw.sort)->value_name("ORDER"), "relevance|newest|oldest");
  add("limit,n", po::value(&options.page.limit)->value_name("N"),
      "hits to show (10; 0 for all); of --ids and --paths all are the rule");
  add("offset", po::value(&options.page.offset)->value_name("N"), "hits to pass over first");
  add("facets", po::value(&raw.facets)->value_name("LIST"), joined_facets().c_str());
  add("facet-limit", po::value(&options.page.facet_limit)->value_name("N"),
      "values to show of each facet (10; 0 for all)");
  add("facet-match", po::value(&options.page.facet_match)->value_name("PREFIX"),
      "only facet values of which a word begins so");
  add("no-facets", po::bool_switch(&raw.no_facets), "count no facets");
  add("no-snippets", po::bool_switch(&raw.no_snippets), "show no passages of the articles");
  add("count,c", po::bool_switch(&raw.count), "print the number of matches only");
  add("ids", po::bool_switch(&raw.ids), "print the ids of the matches, one a line");
  add("paths", po::bool_switch(&raw.paths), "print the files of the matches, one a line");
  add("null,0", po::bool_switch(&options.null_ends), "end ids and paths with NUL, for xargs -0");
  add("timeline", po::value(&raw.timeline)->value_name("PERIOD"),
      "matches by auto|day|week|month|year, beside what the archive holds of "
      "each");
  add("with", po::value(&raw.with)->value_name("FIELD"),
      "the persons, countries or sources that stand with the query more often "
      "than by chance");
  add("like", po::value(&options.like)->value_name("ID|FILE"),
      "articles like that one, or like the text in a file");
  add("save", po::value(&options.save)->value_name("NAME"),
      "keep this search; @NAME as the first word asks it again");
  add("new", po::bool_switch(&options.only_new),
      "with @NAME: only what that search had not found at its last --save or "
      "--new");
  add("batch", po::value(&options.batch)->value_name("FILE"),
      "answer each line LABEL<TAB>QUERY of a file (- for standard input): with one JSON object a "
      "line, or with --count or --ids");
  add("list", po::value(&options.list)->value_name("FIELD[=TEXT]"),
      "list the persons, countries, sources or languages with their counts and other names; or the "
      "saved searches");
  add("show", po::value(&options.show_id)->value_name("ID"),
      "print a whole article, with the words of a query marked");
  add("copies", po::value(&raw.copies_id)->value_name("ID"),
      "list the copies of an article, itself among them, earliest first");
  add("group", po::value(&raw.group)->value_name("HOW"),
      "story: one hit a story, and facets count stories; none");
  add("color", po::value(&raw.color)->value_name("WHEN"), "auto|always|never");
  add("hyperlinks", po::value(&raw.hyperlinks)->value_name("WHEN"),
      "titles that lead to the article: auto|always|never");
  add("pager", po::bool_switch(&raw.pager), "show the answer in $DATELINE_PAGER, $PAGER or less");
  add("no-pager", po::bool_switch(&raw.no_pager), "never do (it is done on a terminal)");
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

/// "--facets" and "--timeline" alone, with what they usually take: the parser
/// would take the next word for it.
std::vector<std::string> with_usual_values(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  std::string usual;
  for (const FacetRow& row : kFacets)
    if (row.by_default) usual.append(usual.empty() ? "" : ",").append(row.name);
  std::replace(arguments.begin(), end, std::string("--facets"), "--facets=" + usual);
  std::replace(arguments.begin(), end, std::string("--timeline"), std::string("--timeline=auto"));
  return arguments;
}

// "-1" is read as a huge number.
void check_number(const std::string& option, std::uint64_t number) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 32;
  if (number > kMost) usage_error("--" + option + " takes a number from 0 to 4294967296");
}

void choose_mode(const Raw& raw, SearcherOptions& options) {
  const std::tuple<bool, SearcherMode, std::string_view> modes[] = {
      {raw.count, SearcherMode::count, "--count"},
      {raw.ids, SearcherMode::ids, "--ids"},
      {raw.paths, SearcherMode::paths, "--paths"},
      {!raw.timeline.empty(), SearcherMode::timeline, "--timeline"},
      {!raw.with.empty(), SearcherMode::with, "--with"},
      {!options.list.empty(), SearcherMode::list, "--list"},
      {!options.show_id.empty(), SearcherMode::show, "--show"},
      {!options.complete.empty(), SearcherMode::complete, "--complete"},
  };
  std::string_view first;
  for (const auto& [given, mode, name] : modes) {
    if (!given) continue;
    if (!first.empty())
      usage_error(std::string(first) + " and " + std::string(name) + " exclude each other");
    first = name;
    options.mode = mode;
  }
  // The other modes say how copies are to be shown.
  if (raw.copies_id.empty()) return;
  options.mode = SearcherMode::copies;
  options.show_id = raw.copies_id;
}

void check_counting(const Raw& raw, SearcherOptions& options) {
  if (!raw.no_facets && (options.like.empty() || !raw.facets.empty()))
    options.page.facets = raw.facets.empty() ? default_facets() : parse_facets(raw.facets);
  if (!raw.timeline.empty()) {
    const auto period = parse_period(raw.timeline);
    if (!period)
      usage_error("--timeline does not know '" + raw.timeline +
                  "'; it takes auto, day, week, month or year");
    options.timeline = *period;
  }
  if (raw.with.empty()) return;
  const FacetRow* row = find_facet(raw.with);
  if (row == nullptr || find_field(raw.with) == nullptr || row->facet == Facet::lang)
    usage_error("--with does not know '" + raw.with +
                "'; it takes person, country, about or source");
  options.with = row->facet;
}

ColorChoice choose_when(const std::string& option, const std::string& word) {
  if (word == "always") return ColorChoice::always;
  if (word == "never") return ColorChoice::never;
  if (word != "auto")
    usage_error("--" + option + " does not know '" + word + "'; it takes auto, always or never");
  return ColorChoice::automatic;
}

/// A first word @NAME is a saved search, which --plain takes for a word like
/// any other.
void take_words(const Raw& raw, SearcherOptions& options) {
  std::size_t first = 0;
  if (!options.plain && !raw.words.empty() && raw.words[0].size() > 1 && raw.words[0][0] == '@') {
    options.saved = raw.words[0].substr(1);
    first = 1;
  }
  for (std::size_t i = first; i < raw.words.size(); ++i)
    options.query.append(options.query.empty() ? "" : " ").append(raw.words[i]);
  if (options.only_new && options.saved.empty())
    usage_error("--new is of a saved search: searcher @NAME --new");
  if (!options.save.empty() && !options.like.empty())
    usage_error("--save keeps words and filters, not --like");
  if (options.only_new && !options.save.empty()) usage_error("--new and --save exclude each other");
}

/// Whether there is something to search for without a query.
bool needs_no_query(const SearcherOptions& options) {
  return !options.filters.empty() || !options.saved.empty() || !options.like.empty();
}

/// A batch's questions come from its file.
void check_batch(const Raw& raw, SearcherOptions& options) {
  if (!raw.words.empty())
    usage_error("--batch takes its questions from the file; '" + raw.words[0] +
                "' is one too many");
  if (options.mode != SearcherMode::hits && options.mode != SearcherMode::count &&
      options.mode != SearcherMode::ids)
    usage_error("--batch answers with hits, --count or --ids");
  if (options.format != "text" && options.format != "json")
    usage_error("--batch answers in JSON, or with --count or --ids; --format " + options.format +
                " is for one question");
  if (options.explain || options.only_new || !options.like.empty() || !options.save.empty())
    usage_error("--batch goes without --explain, --like, --save and --new");
}

void check(const Raw& raw, SearcherOptions& options) {
  check_number("limit", options.page.limit);
  check_number("offset", options.page.offset);
  check_number("facet-limit", options.page.facet_limit);
  take_words(raw, options);
  choose_mode(raw, options);
  if (!options.batch.empty()) check_batch(raw, options);
  if (options.batch.empty() && options.query.empty() && options.mode != SearcherMode::show &&
      options.mode != SearcherMode::copies && options.mode != SearcherMode::list &&
      options.mode != SearcherMode::complete) {
    if (!needs_no_query(options))
      usage_error("nothing to search for: write a query, or * for every article");
    options.query = "*";
    options.plain = false;
  }
  if (find_formatter(options.format) == nullptr)
    usage_error("--format does not know '" + options.format + "'; it takes one of " +
                formatter_names());
  if (options.explain && options.format != "text" && options.format != "json")
    usage_error("--explain is shown as --format text or json");
  if (options.explain && options.mode != SearcherMode::hits)
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
  options.page.snippets = !raw.no_snippets;
  options.color = choose_when("color", raw.color);
  options.hyperlinks = choose_when("hyperlinks", raw.hyperlinks);
  if (raw.pager && raw.no_pager) usage_error("--pager and --no-pager exclude each other");
  if (raw.pager || raw.no_pager) options.pager = raw.pager;
  if (!raw.fields.empty()) options.fields = parse_fields(raw.fields);
  check_counting(raw, options);
  if (options.archive.names.empty()) options.archive.names = {default_database()};
  constexpr double kLongest = 86'400;
  if (!(raw.timeout > 0 && raw.timeout <= kLongest))
    usage_error("--timeout takes seconds, more than 0 and at most a day");
  options.archive.timeout_ms = std::max(1U, static_cast<unsigned>(raw.timeout * 1000));
}

}  // namespace

std::optional<SearcherOptions> parse_searcher_options(int argc, const char* const* argv) {
  SearcherOptions options;
  Raw raw;
  const po::options_description visible = describe(options, raw);
  po::options_description all;
  all.add(visible).add_options()("word", po::value(&raw.words))("complete",
                                                                po::value(&options.complete));
  po::positional_options_description positional;
  positional.add("word", -1);
  po::variables_map given;
  try {
    po::store(po::command_line_parser(with_usual_values(argc, argv))
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
  if (options.complete == "option") {
    print_options(visible, std::cout);
    return std::nullopt;
  }
  if (given.count("version") != 0) {
    std::cout << "searcher (Dateline) " << kVersion << '\n';
    return std::nullopt;
  }
  take_filters(given, options);
  check(raw, options);
  const bool names = options.mode == SearcherMode::ids || options.mode == SearcherMode::paths;
  if (names && given.count("limit") == 0) options.page.limit = 0;
  return options;
}

}  // namespace dateline
