// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/catalogue.h"

#include <catch2/catch.hpp>

#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

Article article(const std::string& id, const std::string& body, const std::string& file) {
  Article made;
  made.id = id;
  made.title = "Title";
  made.body = body;
  made.path = file;
  made.file = file;
  return made;
}

Entry stored(const std::string& id, const std::string& body, const std::string& file) {
  Entry made;
  made.article = article(id, body, file);
  return made;
}

std::string id_given(Catalogue& catalogue, Article article) {
  catalogue.admit(article);
  return article.id;
}

Presence presence(Catalogue& catalogue, Article article) {
  return catalogue.admit(article).presence;
}

}  // namespace

TEST_CASE("A catalogue tells new, same and changed articles of a file apart") {
  const SmallArchive archive({stored("a", "ferry", "one.csv")});
  Catalogue catalogue(archive.path());
  CHECK(presence(catalogue, article("a", "ferry", "one.csv")) == Presence::same);
  CHECK(presence(catalogue, article("b", "ferry", "one.csv")) == Presence::absent);
  Catalogue next(archive.path());
  CHECK(presence(next, article("a", "toll", "one.csv")) == Presence::changed);
}

TEST_CASE("An id with another content from another file is another article") {
  const SmallArchive archive({stored("1", "ferry", "one.csv")});
  Catalogue catalogue(archive.path());
  Article other = article("1", "toll", "two.csv");
  CHECK(catalogue.admit(other).presence == Presence::absent);
  CHECK(other.id == "1@two.csv");
  REQUIRE(other.warnings.size() == 1);
  CHECK(other.warnings[0].kind == WarningKind::same_id);
  // And also where neither file is in the archive yet.
  CHECK(id_given(catalogue, article("2", "toll", "one.csv")) == "2");
  CHECK(id_given(catalogue, article("2", "bridge", "two.csv")) == "2@two.csv");
}

TEST_CASE("An article that was filed under an id of its own is found again under that") {
  const SmallArchive archive(
      {stored("1", "ferry", "one.csv"), stored("1@two.csv", "toll", "two.csv")});
  Catalogue catalogue(archive.path());
  Article same = article("1", "toll", "two.csv");
  CHECK(catalogue.admit(same).presence == Presence::same);
  CHECK(same.id == "1@two.csv");
  Catalogue next(archive.path());
  Article changed = article("1", "tolls", "two.csv");
  CHECK(next.admit(changed).presence == Presence::changed);
  CHECK(changed.id == "1@two.csv");
}

TEST_CASE("An id with the same content is the same article, whatever file brings it") {
  const SmallArchive archive({stored("1", "ferry", "one.csv")});
  Catalogue catalogue(archive.path());
  Article copy = article("1", "ferry", "two.csv");
  const auto admission = catalogue.admit(copy);
  CHECK(admission.presence == Presence::same);
  CHECK(admission.shared);
  CHECK(copy.id == "1");
  CHECK(catalogue.not_admitted({"one.csv"}).empty());
}

TEST_CASE("Records of one file that share an id are all kept") {
  const SmallArchive archive({entry("x", "x", "x")});
  Catalogue catalogue(archive.path());
  CHECK(id_given(catalogue, article("cnn", "one", "a.csv")) == "cnn");
  CHECK(id_given(catalogue, article("cnn", "two", "a.csv")) == "cnn@a.csv");
  CHECK(id_given(catalogue, article("cnn", "three", "a.csv")) == "cnn@a.csv#2");
  CHECK(id_given(catalogue, article("cnn", "four", "a.csv")) == "cnn@a.csv#3");
  CHECK(presence(catalogue, article("cnn", "two", "a.csv")) == Presence::same);
}

TEST_CASE("What was not admitted of files that were read again is told") {
  const SmallArchive archive({stored("1", "ferry", "one.csv"), stored("2", "toll", "one.csv"),
                              stored("3", "bridge", "two.csv")});
  Catalogue catalogue(archive.path());
  CHECK(catalogue.not_admitted({}).empty());
  presence(catalogue, article("1", "ferry", "one.csv"));
  CHECK(catalogue.not_admitted({"one.csv"}) == std::vector<std::uint32_t>{2});
  CHECK(catalogue.not_admitted({"one.csv", "two.csv"}) == std::vector<std::uint32_t>{2, 3});
}

TEST_CASE("An article whose file is gone goes over to the file that has it now") {
  const SmallArchive archive({stored("1", "ferry", "old.csv"), stored("2", "toll", "old.csv")});
  Catalogue catalogue(archive.path());
  catalogue.set_gone({"old.csv"});
  Article moved = article("1", "ferry", "new.csv");
  const auto admission = catalogue.admit(moved);
  CHECK(admission.presence == Presence::changed);  // its path is
  CHECK_FALSE(admission.shared);
  CHECK(moved.id == "1");
  CHECK(catalogue.not_admitted({}) == std::vector<std::uint32_t>{2});
}

TEST_CASE("An article keeps its id although another file's of that id is read first") {
  const SmallArchive archive({stored("1", "ferry", "one.csv")});
  for (const char* body : {"ferry", "ferries"}) {
    Catalogue catalogue(archive.path());
    CHECK(id_given(catalogue, article("1", "toll", "a.csv")) == "1@a.csv");
    Article own = article("1", body, "one.csv");
    CHECK(catalogue.admit(own).presence ==
          (body == std::string("ferry") ? Presence::same : Presence::changed));
    CHECK(own.id == "1");
    CHECK(catalogue.not_admitted({"one.csv"}).empty());
  }
}

TEST_CASE("A forgotten id is not taken again, changed or not, until it is remembered") {
  const SmallArchive archive({stored("1", "ferry", "one.csv"), stored("2", "toll", "one.csv")});
  Catalogue catalogue(archive.path());
  const IdChanges& changes = catalogue.change_ids({}, {"1", "1", "none"});
  CHECK(changes.deleted == std::vector<std::uint32_t>{1});
  CHECK(changes.forgotten_unseen == 1);
  CHECK(presence(catalogue, article("1", "ferries", "one.csv")) == Presence::forgotten);
  CHECK(presence(catalogue, article("2", "toll", "one.csv")) == Presence::same);
  CHECK(presence(catalogue, article("none", "toll", "two.csv")) == Presence::forgotten);
  // The same article, and another of that id.
  CHECK(presence(catalogue, article("1", "ferry", "two.csv")) == Presence::forgotten);
  CHECK(id_given(catalogue, article("1", "bridge", "two.csv")) == "1@two.csv");
  Catalogue again(archive.path());
  again.change_ids({"1"}, {});
  CHECK(again.id_changes().remembered == 0);
  CHECK(again.id_changes().remembered_unseen == 1);
}

TEST_CASE("No article of a forgotten id is taken once the file that had it is gone") {
  const SmallArchive archive({stored("1", "ferry", "one.csv"), stored("1@b.csv", "toll", "b.csv")});
  Catalogue catalogue(archive.path());
  catalogue.change_ids({}, {"1"});
  catalogue.set_gone({"one.csv"});
  CHECK(presence(catalogue, article("1", "bridge", "new.csv")) == Presence::forgotten);
  CHECK(id_given(catalogue, article("1", "toll", "b.csv")) == "1@b.csv");
  CHECK(catalogue.not_admitted({"b.csv"}).empty());
}

TEST_CASE("Articles of one number in one container are all kept") {
  const SmallArchive archive({entry("x", "x", "x")});
  Catalogue catalogue(archive.path());
  Article first = article("a.zip/m.txt#1", "ferry", "a.zip");
  first.path = "a.zip/m.txt";
  Article second = first;
  second.body = "toll";
  CHECK(catalogue.admit(first, true).presence == Presence::absent);
  CHECK(catalogue.admit(second, true).presence == Presence::absent);
  CHECK(first.id != second.id);
}
