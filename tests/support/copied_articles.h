// SPDX-License-Identifier: GPL-2.0-or-later
//
// Articles that are copies of one another, and the stories that an archive makes of them.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/support/ask.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

namespace dateline::test {

/// 30 words that only texts of that seed share, and the word "report".
inline std::string words(unsigned seed, int from = 0, int to = 30) {
  std::string text = "report";
  for (int i = from; i < to; ++i) text += " w" + std::to_string(1000 * seed + unsigned(i));
  return text;
}

inline Entry article(const std::string& id, unsigned day, const std::string& body,
                     const std::string& source = "Wire") {
  Entry made = entry(id, "Title of " + id, body);
  made.article.date = *make_date(2016, 5, day);
  made.article.source = source;
  return made;
}

/// Cut copies of a few texts.
inline std::vector<Entry> random_copies(std::mt19937& random, std::size_t count) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    const unsigned text = static_cast<unsigned>(random() % 12);
    const int end = 30 - static_cast<int>(random() % 9);
    const char* const sources[] = {"Wire", "Gazette", "Herald"};
    entries.push_back(article("id" + std::to_string(i), 1 + static_cast<unsigned>(random() % 28),
                              words(text, 0, end), one_of(random, sources)));
    if (random() % 3 == 0) entries.back().entities.persons.push_back(person("Irina Orlova"));
    entries.back().entities.countries.push_back(country(random() % 2 == 0 ? "RU" : "FR", true));
  }
  return entries;
}

inline std::vector<std::string> copies_of(const Index& index, const std::string& id) {
  std::vector<std::string> ids;
  for (const Hit& hit : find_copies(index, id)) ids.push_back(hit.article.id);
  return ids;
}

using Stories = std::map<std::string, std::vector<std::string>>;

/// The ids of the copies of each article, by its id.
inline Stories all_stories(const Index& index) {
  Stories stories;
  for (const std::string& id : ids_found("*", index)) stories[id] = copies_of(index, id);
  return stories;
}

inline SearchResults grouped(const Index& index, const std::string& query, PageOptions page) {
  Analyzer analyzer;
  page.by_story = true;
  return search(index, compiled(query, index, analyzer), page, analyzer);
}

}  // namespace dateline::test
