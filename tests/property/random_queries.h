// SPDX-License-Identifier: GPL-2.0-or-later
//
// Random queries, as a user might type them, drawn from what stands in an archive so that most
// find something.
#pragma once

#include <random>
#include <string>

#include "tests/property/reference_archive.h"

namespace dateline::test {

class RandomQueries {
 public:
  RandomQueries(const ReferenceArchive& archive, unsigned seed)
      : archive_(archive), random_(seed) {}

  std::string next() { return below(8) == 0 ? filters() : make(3); }

 private:
  std::string make(int depth);
  std::string atom();
  std::string words(std::size_t count, bool together);
  std::string text(const std::string& word);
  std::string near();
  std::string phrase();
  std::string misspelt(std::string word);
  std::string filter();
  std::string filters();
  std::string country(const ReferenceArticle& from);
  std::string date();
  const ReferenceArticle& article();
  std::size_t below(std::size_t limit) { return random_() % limit; }

  const ReferenceArchive& archive_;
  std::mt19937 random_;
};

}  // namespace dateline::test
