// SPDX-License-Identifier: GPL-2.0-or-later
//
// How well persons are found and resolved.
//   person_eval gum articles.jsonl [--given-names]    F1 of the persons of each article by name
//   person_eval reuters reut2-*.xml                   recall of the editors' <PEOPLE> tags
//   person_eval text FILE...                          prints the persons; the first line is the
//   title
// With --given-names the spans are those of the reference, so that only the resolver is measured.
// With -v what was missed and what was wrong is printed.
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "common/identity/name_key.h"
#include "indexer/entities/person_resolver.h"
#include "indexer/ner/name_tagger.h"

namespace dateline {
namespace {

struct Clock {
  double tagging = 0;
  double resolving = 0;
  std::size_t bytes = 0;
};

struct GoldPerson {
  std::vector<std::string> names;
  std::string page;  ///< its encyclopedia title, may be empty
};

bool g_verbose = false;
Clock g_clock;

/// Processor time, so that a busy machine does not count.
double seconds_since(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::vector<PersonMentioned> find_persons(const Article& article,
                                          const std::vector<std::string>* given) {
  static std::optional<NameTagger> tagger;
  static const PersonResolver resolver;
  ArticleTokens tokens;
  split_tokens(article.title, article.body, tokens);
  std::vector<NameSpan> names;
  if (given == nullptr) {
    if (!tagger) tagger.emplace(built_in_name_model());
    const auto start = std::clock();
    names = tagger->tag(tokens);
    g_clock.tagging += seconds_since(start);
  } else {
    // The longest of the given names that begins at each token.
    for (std::uint32_t at = 0; at < tokens.tokens.size(); ++at) {
      const TextToken& token = tokens.tokens[at];
      const std::string_view field = token.field == TextField::title ? tokens.title : tokens.body;
      std::size_t longest = 0;
      for (const std::string& name : *given) {
        if (field.compare(token.start, name.size(), name) == 0)
          longest = std::max(longest, name.size());
      }
      std::uint32_t last = at;
      while (last < tokens.tokens.size() && tokens.tokens[last].field == token.field &&
             tokens.tokens[last].end <= token.start + longest) {
        ++last;
      }
      if (last > at) {
        names.push_back({at, last, NameKind::person});
        at = last - 1;
      }
    }
  }
  std::vector<Mention> mentions;
  const auto start = std::clock();
  auto persons = resolver.resolve(article, tokens, names, mentions);
  g_clock.resolving += seconds_since(start);
  g_clock.bytes += article.title.size() + article.body.size();
  return persons;
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() > end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0 &&
         text[text.size() - end.size() - 1] == ' ';
}

/// The reference's forms may hold titles before the name ("Professor Cres Eastman") and letters or
/// parties behind ("Tom Molomby, SC", "James To of ..."), or the surname alone.
bool form_agrees(const std::string& reference, const std::string& found) {
  std::string normal = name_normal_form(reference.substr(0, reference.find(',')));
  normal = normal.substr(0, normal.find(" of the "));
  if (ends_with(normal, "s")) normal.resize(normal.size() - 2);  // "Bruce Wayne 's"
  if (normal == found || same_normal_name(normal, found)) return true;
  const bool found_is_full = found.find(' ') != std::string::npos;
  if (found_is_full && ends_with(normal, found)) return true;
  // "Undersecretary for Education Mr. Toccafondi"
  for (const char* title : {"mr ", "ms ", "mrs ", "professor ", "ambassador "})
    if (normal.ends_with(title + found)) return true;
  return normal.find(' ') == std::string::npos && ends_with(found, normal);
}

bool names_agree(const PersonMentioned& found, const GoldPerson& gold) {
  const auto agrees = [&](const std::string& name) {
    return form_agrees(name, name_normal_form(found.name)) ||
           form_agrees(name, name_normal_form(found.form));
  };
  if (!gold.page.empty() && agrees(gold.page.substr(0, gold.page.find(" (")))) return true;
  return std::any_of(gold.names.begin(), gold.names.end(), agrees);
}

int run_gum(const std::string& path, bool use_given) {
  simdjson::ondemand::parser parser;
  int right = 0;
  int gold_count = 0;
  int found_count = 0;
  auto lines = simdjson::padded_string::load(path);
  simdjson::ondemand::document_stream documents = parser.iterate_many(lines.value());
  for (auto document : documents) {
    Article article;
    article.title = std::string(std::string_view(document["title"]));
    article.date = parse_iso_date(std::string_view(document["date"]));
    article.body = std::string(std::string_view(document["body"]));
    std::vector<GoldPerson> gold;
    std::vector<std::string> given;
    for (auto person : document["persons"].get_array()) {
      GoldPerson entry;
      for (auto name : person["names"].get_array()) {
        entry.names.emplace_back(std::string_view(name));
        given.push_back(entry.names.back());
      }
      entry.page = std::string(std::string_view(person["wikipedia"]));
      gold.push_back(std::move(entry));
    }
    const auto found = find_persons(article, use_given ? &given : nullptr);
    std::vector<bool> used(gold.size());
    for (const PersonMentioned& person : found) {
      bool matched = false;
      for (std::size_t g = 0; g < gold.size() && !matched; ++g) {
        if (used[g] || !names_agree(person, gold[g])) continue;
        used[g] = matched = true;
      }
      right += static_cast<int>(matched);
      if (!matched && g_verbose)
        std::cout << "wrong\t" << article.title.substr(0, 30) << '\t' << person.name << '\n';
    }
    for (std::size_t g = 0; g < gold.size(); ++g) {
      if (!used[g] && g_verbose)
        std::cout << "missed\t" << article.title.substr(0, 30) << '\t' << gold[g].names[0] << '\t'
                  << gold[g].page << '\n';
    }
    if (g_verbose) {
      std::printf("article\t%.30s\treference %zu, found %zu, right %td\n", article.title.c_str(),
                  gold.size(), found.size(), std::count(used.begin(), used.end(), true));
    }
    gold_count += static_cast<int>(gold.size());
    found_count += static_cast<int>(found.size());
  }
  const double precision = right / double(found_count);
  const double recall = right / double(gold_count);
  std::printf("persons by article: reference %d, found %d, right %d: P %.3f R %.3f F1 %.3f\n",
              gold_count, found_count, right, precision, recall,
              2 * precision * recall / (precision + recall));
  return 0;
}

std::string between(const std::string& text, std::string_view open, std::string_view close,
                    std::size_t from = 0) {
  const std::size_t start = text.find(open, from);
  if (start == std::string::npos) return {};
  const std::size_t end = text.find(close, start);
  if (end == std::string::npos) return {};
  return text.substr(start + open.size(), end - start - open.size());
}

std::string without_entities(std::string text) {
  for (const auto& [entity, plain] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&#3;", ""}}) {
    for (std::size_t at = text.find(entity); at != std::string::npos; at = text.find(entity, at)) {
      text.replace(at, std::strlen(entity), plain);
    }
  }
  return text;
}

/// "james-baker" is in "James Baker", "nakasone" in "Yasuhiro Nakasone", "von-weizsaecker" in
/// "Richard von Weizsaecker": the last word is, and the others too if the name has as many.
bool tag_agrees(const std::string& tag, const PersonMentioned& person) {
  std::string spaced = tag;
  std::replace(spaced.begin(), spaced.end(), '-', ' ');
  for (const std::string* form : {&person.name, &person.form}) {
    const std::string normal = ' ' + name_normal_form(*form) + ' ';
    const std::string last =
        ' ' + spaced.substr(spaced.rfind(' ') == std::string::npos ? 0 : spaced.rfind(' ') + 1) +
        ' ';
    if (normal.find(' ' + spaced + ' ') != std::string::npos) return true;
    if (normal == last) return true;  // a bare surname
    if (same_person_name(spaced, *form)) return true;
  }
  return false;
}

int run_reuters(int count, char** paths) {
  int tags = 0;
  int found_tags = 0;
  int resolved = 0;
  for (int i = 0; i < count; ++i) {
    std::ifstream in(paths[i]);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (std::size_t at = text.find("<REUTERS"); at != std::string::npos;
         at = text.find("<REUTERS", at + 1)) {
      const std::size_t end = text.find("</REUTERS>", at);
      const std::string record = text.substr(at, end - at);
      const std::string people = between(record, "<PEOPLE>", "</PEOPLE>");
      const std::string body = between(record, "<BODY>", "</BODY>");
      if (body.empty()) continue;
      Article article;
      article.title = without_entities(between(record, "<TITLE>", "</TITLE>"));
      article.body = without_entities(body);
      article.date = make_date(1987, 4, 1);
      const auto persons = find_persons(article, nullptr);
      std::size_t tag_at = 0;
      while ((tag_at = people.find("<D>", tag_at)) != std::string::npos) {
        const std::string tag = between(people, "<D>", "</D>", tag_at);
        ++tag_at;
        ++tags;
        const auto person = std::find_if(persons.begin(), persons.end(),
                                         [&](const auto& p) { return tag_agrees(tag, p); });
        if (person != persons.end()) {
          ++found_tags;
          resolved += static_cast<int>(person->name.find(' ') != std::string::npos);
        } else if (g_verbose) {
          std::cout << "missed\t" << tag << '\t' << article.title;
          for (const auto& p : persons) std::cout << " | " << p.name;
          std::cout << '\n';
        }
      }
    }
  }
  std::printf("<PEOPLE> tags %d, found %d: recall %.3f; with a full name %.3f\n", tags, found_tags,
              found_tags / double(tags), resolved / double(tags));
  return 0;
}

int run_text(int count, char** paths) {
  for (int i = 0; i < count; ++i) {
    std::ifstream in(paths[i]);
    Article article;
    std::getline(in, article.title);
    article.body.assign(std::istreambuf_iterator<char>(in), {});
    article.date = make_date(2016, 12, 10);
    for (const auto& p : find_persons(article, nullptr)) {
      std::cout << p.name << "\t" << p.form << '\t' << p.title << '\t' << p.country << '\t'
                << p.known << '\t' << p.mentions << '\n';
    }
  }
  return 0;
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  bool given = false;
  std::vector<char*> rest;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "-v") == 0)
      dateline::g_verbose = true;
    else if (std::strcmp(argv[i], "--given-names") == 0)
      given = true;
    else
      rest.push_back(argv[i]);
  }
  if (rest.size() < 2) return 2;
  const std::string_view mode = rest[0];
  const int files = static_cast<int>(rest.size()) - 1;
  int status = 2;
  if (mode == "gum") status = dateline::run_gum(rest[1], given);
  if (mode == "reuters") status = dateline::run_reuters(files, rest.data() + 1);
  if (mode == "text") status = dateline::run_text(files, rest.data() + 1);
  const auto& clock = dateline::g_clock;
  std::printf("%.1f MB, tagging %.1f MB/s, resolving %.1f MB/s\n", double(clock.bytes) / 1e6,
              double(clock.bytes) / 1e6 / clock.tagging,
              double(clock.bytes) / 1e6 / clock.resolving);
  return status;
}
