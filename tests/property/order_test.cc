// SPDX-License-Identifier: GPL-2.0-or-later
//
// One archive indexed with one thread and with two, forwards, backwards and bit by bit: every
// article has the same persons and countries. Nothing of an article's entities may depend on the
// articles that were read before, and the persons of the archive depend on all that it holds,
// however it came.
#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <set>

#include "common/facet_values.h"
#include "indexer/index_writer.h"
#include "indexer/input_files.h"
#include "indexer/pipeline.h"
#include "searcher/index.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using namespace dateline::test;

namespace {

using Files = std::vector<std::string>;

/// What facets count of each article, by its id: persons by their canonical names, countries with
/// "about" marked.
using Entities = std::map<std::string, std::set<std::string>>;

Entities entities_in(const std::string& path) {
  const Index index = Index::open(path);
  const Xapian::Database& database = index.database();
  Entities entities;
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const Xapian::Document document = database.get_document(*at);
    auto id = document.termlist_begin();
    id.skip_to(std::string(find_field("id")->prefix));
    std::set<std::string>& found = entities[*id];
    FacetValues values;
    REQUIRE(unpack_facets(document.get_value(kFacetSlot), values));
    for (const std::uint32_t name : values.persons) {
      const std::uint32_t person = index.identities().person(name);
      if (person != IdentityMap::kDropped) found.insert(index.name(Dictionary::person, person));
    }
    for (const FacetValues::Country& country : values.countries)
      found.insert(index.name(Dictionary::country, country.ordinal) + (country.about ? "!" : ""));
  }
  return entities;
}

Entities entities_after(const std::vector<Files>& runs, unsigned jobs) {
  const TemporaryFolder folder;
  const std::string path = folder / "archive";
  IndexerOptions options;
  options.jobs = jobs;
  std::atomic<bool> stop = false;
  for (const Files& files : runs) {
    Reporter reporter(ProgressStyle::none, "", true);
    IndexWriter writer(path);
    Catalogue catalogue(path);
    const InputPlan plan = plan_to_read(files);
    run_pipeline(options, plan, catalogue, writer, reporter, stop);
  }
  return entities_in(path);
}

void compare(const Files& files) {
  const Files backwards(files.rbegin(), files.rend());
  std::vector<Files> singly;
  for (const std::string& file : backwards) singly.push_back({file});
  const Entities expected = entities_after({files}, 1);
  REQUIRE(expected.size() > 50);
  CHECK(entities_after({files}, 2) == expected);
  CHECK(entities_after({backwards}, 2) == expected);
  CHECK(entities_after(singly, 1) == expected);
}

}  // namespace

TEST_CASE("The sample archive has the same persons whatever the threads and the order") {
  compare(list_input_files({std::string(DATELINE_SOURCE_DIR) + "/corpus/articles"}));
}

TEST_CASE("Reuters-21578 has the same persons whatever the threads and the order") {
  const std::string path = std::string(DATELINE_SHARED_DATA) + "/reuters21578";
  if (!std::filesystem::exists(path)) {
    WARN("skipped: the data is not here");
    return;
  }
  Files files = list_input_files({path});
  files.resize(std::min<std::size_t>(files.size(), 2));
  compare(files);
}
