// SPDX-License-Identifier: GPL-2.0-or-later
//
// How well copies are grouped in an archive whose copies are known, and what the grouping costs.
//
//   story_eval DATABASE
//
// The archive is one of articles that are copies just where title, date and beginning are the
// same, as in the generator of benchmark archives. Prints precision and recall over pairs of
// articles, some of the wrong pairs, and the processor time of sketches and grouping.
#include <xapian.h>

#include <ctime>
#include <iostream>
#include <map>
#include <set>

#include "common/error.h"
#include "common/schema.h"
#include "common/stored_article.h"
#include "common/word_sequence.h"
#include "common/xapian_error.h"
#include "indexer/stories/archive_stories.h"

using namespace dateline;

namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;
constexpr std::size_t kBeginning = 60;  // bytes of the body
using Groups = std::map<std::string, std::vector<std::uint32_t>>;

std::set<Pair> pairs_of(const Groups& groups) {
  std::set<Pair> pairs;
  for (const auto& [key, group] : groups)
    for (std::size_t i = 0; i < group.size(); ++i)
      for (std::size_t j = i + 1; j < group.size(); ++j) pairs.emplace(group[i], group[j]);
  return pairs;
}

Groups true_groups(const Xapian::Database& database) {
  Groups groups;
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const Xapian::Document document = database.get_document(*at);
    const auto article = unpack_article(document.get_value(kArticleSlot));
    if (article)
      groups[article->title + '\n' + document.get_value(kDateSlot) + '\n' +
             article->body.substr(0, kBeginning)]
          .push_back(*at);
  }
  return groups;
}

Groups found_groups(const Xapian::Database& database) {
  Groups groups;
  const std::string prefix = keys::story_page(0).substr(0, 1);
  std::vector<StoryMember> members;
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key)
    unpack_story_page(keys::ordinal_of(*key), database.get_metadata(*key), members);
  for (const StoryMember& member : members)
    groups[std::to_string(member.lead)].push_back(member.article);
  return groups;
}

void show(const Xapian::Database& database, const char* what, const std::set<Pair>& pairs,
          const std::set<Pair>& others) {
  constexpr int kMost = 5;
  int shown = 0;
  for (const Pair& pair : pairs) {
    if (others.count(pair) != 0 || ++shown > kMost) continue;
    std::cout << what;
    for (const std::uint32_t number : {pair.first, pair.second}) {
      const auto article = unpack_article(database.get_document(number).get_value(kArticleSlot));
      if (article) std::cout << "  " << article->id << " (" << article->title << ")";
    }
    std::cout << '\n';
  }
}

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void time_sketches(const Xapian::Database& database) {
  double spent = 0;
  std::vector<std::uint32_t> body;
  std::string packed;
  for (auto value = database.valuestream_begin(kWordSlot);
       value != database.valuestream_end(kWordSlot); ++value) {
    unpack_body(*value, body);
    const double start = cpu_seconds();
    packed = pack_sketch(make_sketch({}, body));
    spent += cpu_seconds() - start;
  }
  std::cout << "sketches: " << spent << " s of processor time\n";
}

void time_grouping(const std::string& path) {
  // Nothing is committed: the archive stays as it is.
  Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
  const double start = cpu_seconds();
  write_stories(database, {[](Xapian::docid) { return true; }});
  std::cout << "grouping all: " << cpu_seconds() - start << " s of processor time\n";
  database.begin_transaction();
  database.cancel_transaction();
}

void evaluate(const std::string& path) {
  const Xapian::Database database(path);
  const std::set<Pair> truth = pairs_of(true_groups(database));
  const std::set<Pair> found = pairs_of(found_groups(database));
  std::size_t right = 0;
  for (const Pair& pair : found) right += truth.count(pair);
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  std::cout << database.get_doccount() << " articles, " << truth.size() << " pairs of copies, "
            << found.size() << " found, " << right << " of them right\nprecision "
            << share(right, found.size()) << "  recall " << share(right, truth.size()) << '\n';
  show(database, "wrong: ", found, truth);
  show(database, "missed:", truth, found);
  time_sketches(database);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: story_eval DATABASE\n";
    return 2;
  }
  try {
    with_xapian(argv[1], [&] {
      evaluate(argv[1]);
      time_grouping(argv[1]);
    });
  } catch (const Error& error) {
    std::cerr << "story_eval: " << error.what() << '\n';
    return 1;
  }
}
