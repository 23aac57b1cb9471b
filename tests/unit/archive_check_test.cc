// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/archive_check.h"

#include <catch2/catch.hpp>
#include <functional>

#include "common/error.h"
#include "common/schema.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

/// The faults of an archive of two articles after `damage` was done to it.
CheckReport check_after(const std::function<void(Xapian::WritableDatabase&)>& damage) {
  Entry one = entry("a", "Truce talks", "Ferries sail.\n\nTolls rise.");
  one.article.source = "Desk";
  one.entities.persons = {person("Irina Orlova")};
  one.entities.countries = {country("FR", true)};
  const SmallArchive archive({one, entry("b", "x", "y")});
  {
    Xapian::WritableDatabase database(archive.path(), Xapian::DB_OPEN);
    damage(database);
    database.commit();
  }
  return check_archive(archive.path());
}

/// The one fault after document 1 was changed.
std::string fault_of(const std::function<void(Xapian::Document&)>& damage) {
  const CheckReport report = check_after([&](Xapian::WritableDatabase& database) {
    Xapian::Document document = database.get_document(1);
    damage(document);
    database.replace_document(1, document);
  });
  REQUIRE(report.fault_count == 1);
  return report.faults.front();
}

}  // namespace

TEST_CASE("A whole archive has no faults") {
  const CheckReport report = check_after([](Xapian::WritableDatabase&) {});
  CHECK(report.fault_count == 0);
  CHECK(report.articles == 2);
}

TEST_CASE("Each invariant of an archive is checked") {
  using Xapian::Document;
  CHECK(fault_of([](Document& d) { d.add_value(kArticleSlot, "x"); }).find("decode") !=
        std::string::npos);
  CHECK(fault_of([](Document& d) { d.add_value(kFacetSlot, "\xFF"); }).find("facets") !=
        std::string::npos);
  CHECK(fault_of([](Document& d) { d.add_value(kDateSlot, "x"); }).find("date") !=
        std::string::npos);
  CHECK(fault_of([](Document& d) { d.remove_value(kFingerprintSlot); }).find("fingerprint") !=
        std::string::npos);
  CHECK(fault_of([](Document& d) { d.add_term("stray"); }).find("words") != std::string::npos);
  CHECK(fault_of([](Document& d) { d.remove_value(kWordSlot); }).find("words") !=
        std::string::npos);
  CHECK(fault_of([](Document& d) { d.remove_term("Qa"); }).find("id") != std::string::npos);
}

TEST_CASE("Names that facets number must be there") {
  const CheckReport report = check_after([](Xapian::WritableDatabase& database) {
    database.set_metadata(keys::name_by_ordinal(Dictionary::person, 0), "");
  });
  REQUIRE(report.fault_count == 1);
  CHECK(report.faults.front().find("person") != std::string::npos);
}

TEST_CASE("Two documents of one id are a fault of both") {
  const CheckReport report = check_after(
      [](Xapian::WritableDatabase& database) { database.add_document(database.get_document(1)); });
  CHECK(report.fault_count == 2);
}

TEST_CASE("What is no archive cannot be checked") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS(check_archive(folder / "none"), Error);
}
