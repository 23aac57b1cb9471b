// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/entities/labelled_articles.h"

#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <string_view>

#include "indexer/entities/country_table.h"

namespace dateline {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// What stands between <name> (with or without attributes) and </name>.
std::optional<std::string_view> element(std::string_view text, const std::string& name) {
  std::size_t start = text.find("<" + name);
  if (start == std::string_view::npos) return std::nullopt;
  start = text.find('>', start);
  const std::size_t end = text.find("</" + name + ">", start);
  if (start == std::string_view::npos || end == std::string_view::npos) return std::nullopt;
  return text.substr(start + 1, end - start - 1);
}

std::string unescape(std::string_view text) {
  static const std::map<std::string_view, std::string_view> known = {
      {"lt", "<"}, {"gt", ">"}, {"amp", "&"}, {"quot", "\""}, {"apos", "'"}};
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
    if (end == std::string_view::npos || end > i + 8) {
      plain += text[i];
      continue;
    }
    const auto found = known.find(text.substr(i + 1, end - i - 1));
    if (found != known.end()) plain += found->second;
    i = end;
  }
  return plain;
}

/// Hard-wrapped lines to paragraphs with blank lines between. A paragraph's first line is indented
/// by four blanks, a table's row by fewer.
std::string unwrap(const std::string& text) {
  std::string out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string::npos) continue;
    const std::size_t last = line.find_last_not_of(" \t\r");
    if (line.substr(first, last - first + 1) == "Reuter") continue;
    if (!out.empty()) out += first >= 4 ? "\n\n" : first > 0 ? "\n" : " ";
    out += line.substr(first, last - first + 1);
  }
  return out;
}

/// The text of <TEXT> that no element of its holds: copy that nobody marked up.
std::string own_text(std::string_view text) {
  std::string out(text);
  for (const char* name : {"TITLE", "DATELINE", "AUTHOR"}) {
    const std::size_t start = out.find("<" + std::string(name) + ">");
    const std::string close = "</" + std::string(name) + ">";
    const std::size_t end = out.find(close);
    if (start != std::string::npos && end != std::string::npos)
      out.erase(start, end + close.size() - start);
  }
  return out;
}

/// Copy without mark-up: its first line is the title, where no other is given.
void take_unprocessed(std::string_view text, Article& article) {
  std::string copy = unescape(own_text(text));
  const std::size_t first = copy.find_first_not_of(" \t\r\n");
  copy.erase(0, std::min(first, copy.size()));
  if (article.title.empty()) {
    const std::size_t end = std::min(copy.find('\n'), copy.size());
    article.title = unwrap(copy.substr(0, end));
    copy.erase(0, end);
  }
  article.body = copy;
}

std::optional<Date> parse_reuters_date(std::string_view text) {
  static const std::string months = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos || text.size() < dash + 9) return std::nullopt;
  const std::size_t month = months.find(text.substr(dash + 1, 3));
  if (month == std::string::npos) return std::nullopt;
  return make_date(std::stoi(std::string(text.substr(dash + 5, 4))),
                   static_cast<int>(month / 3 + 1), std::stoi(std::string(text.substr(0, dash))));
}

std::string code_of_tag(std::string tag) {
  static const std::map<std::string, std::string> special = {{"ussr", "SU"},
                                                             {"uae", "AE"},
                                                             {"uk", "GB"},
                                                             {"usa", "US"},
                                                             {"zaire", "ZR"},
                                                             {"yemen-arab-republic", "YE"},
                                                             {"yemen-demo-republic", "YD"},
                                                             {"congo", "CG"},
                                                             {"el-salvador", "SV"},
                                                             {"trinidad-tobago", "TT"},
                                                             {"brunei", "BN"},
                                                             {"georgia", "GE"},
                                                             {"guinea", "GN"},
                                                             {"us-virgin-islands", "VI"},
                                                             {"british-virgin-islands", "VG"},
                                                             {"south-korea", "KR"},
                                                             {"north-korea", "KP"},
                                                             {"antigua", "AG"},
                                                             {"samoa", "WS"}};
  static const auto aliases = country_aliases();
  if (const auto found = special.find(tag); found != special.end()) return found->second;
  std::replace(tag.begin(), tag.end(), '-', ' ');
  const auto found =
      std::lower_bound(aliases.begin(), aliases.end(), std::pair{tag, std::string()});
  if (found != aliases.end() && found->first == tag) return found->second;
  std::cerr << "no code for the tag " << tag << '\n';
  return {};
}

std::optional<LabelledArticle> parse_reuters(std::string_view record) {
  LabelledArticle labelled;
  std::string_view places = element(record, "PLACES").value_or("");
  while (const auto tag = element(places, "D")) {
    if (std::string code = code_of_tag(std::string(*tag)); !code.empty())
      labelled.countries.push_back(std::move(code));
    places.remove_prefix(places.find("</D>") + 4);
  }
  if (labelled.countries.empty()) return std::nullopt;
  const std::string_view text = element(record, "TEXT").value_or("");
  const std::size_t id = record.find("NEWID=\"") + 7;
  labelled.article.id = std::string(record.substr(id, record.find('"', id) - id));
  labelled.article.date = parse_reuters_date(element(record, "DATE").value_or(""));
  labelled.article.title = unwrap(unescape(element(text, "TITLE").value_or("")));
  const auto body = element(text, "BODY");
  if (!body && record.find("<TEXT TYPE=\"BRIEF\"") == std::string_view::npos) {
    take_unprocessed(text, labelled.article);
    return labelled;
  }
  labelled.article.body = unwrap(unescape(element(text, "DATELINE").value_or("")));
  if (body && !labelled.article.body.empty()) labelled.article.body += ' ';
  labelled.article.body += unwrap(unescape(body.value_or("")));
  return labelled;
}

}  // namespace

std::vector<LabelledArticle> load_reuters21578(const std::string& dir) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(dir + "/reuters21578"))
    if (entry.path().extension() == ".xml") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<LabelledArticle> articles;
  for (std::size_t fold = 0; fold < paths.size(); ++fold) {
    const std::string file = read_file(paths[fold]);
    std::string_view rest = file;
    for (std::size_t start; (start = rest.find("<REUTERS")) != std::string_view::npos;) {
      const std::size_t end = rest.find("</REUTERS>", start);
      if (auto labelled = parse_reuters(rest.substr(start, end - start))) {
        labelled->fold = static_cast<int>(fold);
        articles.push_back(std::move(*labelled));
      }
      rest.remove_prefix(end);
    }
  }
  return articles;
}

std::vector<LabelledArticle> load_geovirus(const std::string& dir) {
  simdjson::dom::parser parser;
  std::vector<LabelledArticle> articles;
  std::ifstream lines(dir + "/wikinews-geovirus/articles.jsonl");
  for (std::string line; std::getline(lines, line);) {
    const simdjson::dom::element record = parser.parse(line);
    LabelledArticle labelled;
    labelled.article.id = std::string(std::string_view(record["id"]));
    labelled.article.title = std::string(std::string_view(record["title"]));
    labelled.article.body = std::string(std::string_view(record["body"]));
    for (const std::string_view code : record["countries"].get_array())
      labelled.countries.emplace_back(code);
    labelled.fold = static_cast<int>(articles.size() % 10);
    articles.push_back(std::move(labelled));
  }
  return articles;
}

}  // namespace dateline
