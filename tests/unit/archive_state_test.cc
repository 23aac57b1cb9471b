// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/archive_state.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;
namespace fs = std::filesystem;

namespace {

ArchiveState state_at(const std::string& path) {
  return archive_state({Xapian::Database(path)});
}

bool is_hexadecimal(const std::string& text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::vector<Entry> many(std::size_t count) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < count; ++i)
    entries.push_back(entry("id" + std::to_string(i), "Talks", "They met."));
  return entries;
}

}  // namespace

TEST_CASE("An archive keeps its id whatever comes in, and no other has it") {
  SmallArchive archive({entry("a", "Talks", "They met.")});
  const SmallArchive other({entry("a", "Talks", "They met.")});
  const ArchiveState first = state_at(archive.path());
  CHECK(is_hexadecimal(first.id, 32));
  CHECK(is_hexadecimal(first.state, 16));
  CHECK(first.id != state_at(other.path()).id);
  archive.add({entry("b", "Talks", "They met.")});  // copied in
  CHECK(state_at(archive.path()).id == first.id);
  archive.add(many(40));  // merged
  CHECK(state_at(archive.path()).id == first.id);
  const std::string copy = archive.path() + "-copy";
  fs::copy(archive.path(), copy);
  CHECK(state_at(copy).id == first.id);
  CHECK(state_at(copy).state == state_at(archive.path()).state);
}

TEST_CASE("The state changes with each change of what may be answered, and with nothing else") {
  SmallArchive archive({entry("a", "Talks", "They met.")});
  std::string state = state_at(archive.path()).state;
  const auto changed = [&] {
    const std::string before = std::exchange(state, state_at(archive.path()).state);
    return state != before;
  };
  archive.add({entry("b", "Talks", "They met.")});
  CHECK(changed());
  archive.add(many(40));
  CHECK(changed());
  { IndexWriter(archive.path()).fold(); }
  CHECK_FALSE(changed());
  {
    ArchiveChanges changes;  // a run that found nothing new
    changes.inputs.emplace_back().path = "file";
    changes.last_run = [](const FoldResult&) { return "nothing new"; };
    IndexWriter(archive.path()).fold(changes);
  }
  CHECK_FALSE(changed());
  const std::string corrections = "alias Karl Tarik = Bill Tarek\n";
  { IndexWriter(archive.path()).correct_names(corrections); }
  CHECK(changed());
  { IndexWriter(archive.path()).correct_names(corrections); }
  CHECK_FALSE(changed());
  { IndexWriter(archive.path()).correct_names(""); }
  CHECK(changed());
  { IndexWriter(archive.path()).group_copies(Dedup::exact); }
  CHECK(changed());
  { IndexWriter(archive.path()).group_copies(Dedup::exact); }
  CHECK_FALSE(changed());
  {
    ArchiveChanges changes;
    changes.deleted = {1};
    IndexWriter(archive.path()).fold(changes);
  }
  CHECK(changed());
}

TEST_CASE("The state of several parts is that of all, in any order") {
  const SmallArchive a({entry("a", "Talks", "They met.")});
  SmallArchive b({entry("b", "Talks", "They met.")});
  const auto open = [](const SmallArchive& archive) { return Xapian::Database(archive.path()); };
  const ArchiveState both = archive_state({open(a), open(b)});
  const ArchiveState turned = archive_state({open(b), open(a)});
  CHECK(both.id == turned.id);
  CHECK(both.state == turned.state);
  CHECK(both.state != state_at(a.path()).state);
  b.add({entry("c", "Talks", "They met.")});
  const ArchiveState later = archive_state({open(a), open(b)});
  CHECK(later.id == both.id);
  CHECK(later.state != both.state);
}
