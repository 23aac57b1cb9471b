// SPDX-License-Identifier: GPL-2.0-or-later
//
// The records of the index. Whatever the bytes: they are refused, or what they hold packs to a
// record of the same content. Whatever the content: it comes back as it was. The first byte of the
// input picks the record, the second whether bytes or content are made of the rest.
#include <algorithm>

#include "common/facet_values.h"
#include "common/identity/name_facts.h"
#include "common/identity_map.h"
#include "common/name_hashes.h"
#include "common/stored_article.h"
#include "common/stories/copy_sketch.h"
#include "common/story_map.h"
#include "common/varint.h"
#include "common/word_sequence.h"
#include "indexer/input_record.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/word_hashes.h"

using namespace dateline;
using namespace dateline::fuzz;

namespace {

bool same(const Article& a, const Article& b) {
  return a.id == b.id && a.title == b.title && a.body == b.body && a.source == b.source &&
         a.url == b.url && a.author == b.author && a.language == b.language && a.path == b.path &&
         a.line == b.line && a.date_origin == b.date_origin;
}

void articles(Input& input, bool from_bytes) {
  static ArticlePacker packer;
  if (from_bytes) {
    const auto article = unpack_article(input.rest());
    if (article) {
      const auto again = unpack_article(packer.pack(*article));
      require(again && same(*article, *again));
    }
    return;
  }
  Article article;
  article.date_origin = static_cast<DateOrigin>(input.byte() % 6);
  article.line = input.number();
  for (std::string* text : {&article.id, &article.title, &article.source, &article.url,
                            &article.author, &article.language, &article.path})
    *text = input.bytes();
  article.body = input.rest();
  const auto read = unpack_article(packer.pack(article));
  require(read && same(article, *read));
}

void facets(Input& input, bool from_bytes) {
  FacetValues values;
  if (from_bytes) {
    if (!unpack_facets(input.rest(), values)) return;
  } else {
    if (input.byte() % 2 == 0)
      values.date = make_date(1000 + static_cast<int>(input.up_to(2000)), 2, 28);
    if (input.byte() % 2 == 0) values.source = input.number() / 2;
    if (input.byte() % 2 == 0) values.language = input.number() / 2;
    for (std::uint32_t left = input.up_to(20); left > 0; --left)
      values.countries.push_back({input.number() / 4, input.byte() % 2 == 0});
    while (!input.empty()) values.persons.push_back(input.number());
  }
  FacetValues again;
  again.persons = {1, 2, 3};
  again.countries = {{7, true}};
  require(unpack_facets(pack_facets(values), again));
  require(values == again);
}

/// The largest name of a map, whose memory grows with it.
std::uint64_t largest_name(std::string_view bytes) {
  std::uint64_t name = 0;
  while (!bytes.empty()) {
    const auto step = take_varint(bytes);
    if (!step || !take_varint(bytes)) break;
    name += *step;
  }
  return name;
}

void identities(Input& input, bool from_bytes) {
  std::optional<IdentityMap> map;
  if (from_bytes) {
    if (largest_name(input.rest()) > 1'000'000) return;
    map = IdentityMap::unpack(input.rest());
    if (!map) return;
  } else {
    std::vector<std::uint32_t> persons(input.up_to(200));
    for (std::size_t i = 0; i < persons.size(); ++i) {
      const auto kind = input.byte() % 4;
      persons[i] = kind == 0   ? IdentityMap::kDropped
                   : kind == 1 ? input.up_to(static_cast<std::uint32_t>(persons.size()))
                               : static_cast<std::uint32_t>(i);
    }
    map.emplace(persons);
  }
  const auto again = IdentityMap::unpack(map->pack());
  require(again.has_value());
  const std::size_t most = std::max(map->blocks().size(), again->blocks().size());
  for (std::uint32_t name = 0; name < 64 * most; ++name)
    require(map->person(name) == again->person(name));
}

void stories(Input& input, bool from_bytes) {
  const std::uint32_t page = input.byte();
  std::vector<StoryMember> members;
  if (from_bytes) {
    if (!unpack_story_page(page, input.rest(), members)) return;
    for (std::size_t i = 0; i < members.size(); ++i) {
      require(members[i].article / kStoryPage == page);
      require(i == 0 || members[i - 1].article < members[i].article);
    }
  } else {
    std::uint32_t at = page * kStoryPage;
    while (!input.empty() && (at += 1 + input.byte()) < (page + 1) * kStoryPage)
      members.push_back({at, input.number() / 2, input.number() / 2, 1 + input.number() / 2});
  }
  std::vector<StoryMember> again;
  require(unpack_story_page(page, pack_story_page(members), again));
  require(again == members);
}

void inputs(Input& input, bool from_bytes) {
  std::optional<InputRecord> record;
  if (from_bytes) {
    record = unpack_input(input.rest());
    if (!record) return;
  } else {
    record.emplace();
    record->size = std::uint64_t{input.number()} << 20;
    record->modified = -std::int64_t{input.number()};
    record->settings = input.number();
    record->articles = input.number();
    record->rejected = input.number();
    record->shares = input.byte() % 2 == 0;
    record->forgotten = input.number();
    record->digest = input.bytes();
    record->named = input.bytes();
    record->shown = record->forgotten % 2 == 0 ? record->named : input.bytes();
    record->path = input.rest();
  }
  const auto again = unpack_input(pack_input(*record));
  require(again && again->path == record->path && again->size == record->size &&
          again->modified == record->modified && again->digest == record->digest &&
          again->settings == record->settings && again->articles == record->articles &&
          again->rejected == record->rejected && again->shares == record->shares &&
          again->named == record->named && again->forgotten == record->forgotten);
  require(again->shown == (record->shown.empty() ? record->named : record->shown));
}

void sketches(Input& input) {
  if (const auto sketch = unpack_sketch(input.rest()))
    require(pack_sketch(*sketch) == input.rest());
}

void hashes(Input& input) {
  const auto names = unpack_name_hashes(input.rest());
  require(names.size() == input.rest().size() / 8);
  require(pack_name_hashes(names) == input.rest().substr(0, names.size() * 8));
}

void name_pages(Input& input) {
  std::vector<NameFacts> names;
  const std::string counts = input.bytes();
  if (!unpack_name_page(input.rest(), counts, names)) return;
  std::vector<NameFacts> again;
  require(unpack_name_page(pack_names(names), pack_name_counts(names), again));
  require(pack_names(again) == pack_names(names));
  require(pack_name_counts(again) == pack_name_counts(names));
}

void numbers(Input& input) {
  std::string_view rest = input.rest();
  while (!rest.empty()) {
    const auto number = take_varint(rest);
    if (!number) break;
    std::string bytes;
    put_varint(bytes, *number);
    std::string_view again = bytes;
    require(take_varint(again) == number && again.empty());
  }
}

/// A broken record ends early: nothing is read behind it.
void broken_sequence(std::string_view record) {
  static WordSequenceReader reader;
  std::vector<std::uint32_t> body;
  unpack_body(record, body);
  const std::vector<std::vector<std::uint32_t>> groups{{body.empty() ? 7 : body[0], 1},
                                                       {body.empty() ? 9 : body.back()}};
  std::vector<Occurrence> found;
  reader.find(record, groups, found, false);
  for (std::size_t i = 1; i < found.size(); ++i)
    require(found[i - 1].position <= found[i].position);
  reader.has_phrase(record, groups);
  std::vector<WordPlace> places;
  WordSequenceReader::find_places(record, groups[0], places);
}

/// Title and text of a few words; what the reader finds, against the list of them.
void sequences(Input& input, bool from_bytes) {
  if (from_bytes) return broken_sequence(input.rest());
  WordSequenceBuilder builder;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> words;  // position, hash
  std::vector<std::uint32_t> in_body;
  std::uint32_t position = 0;
  bool title = true;
  const auto end_title = [&] {
    builder.end_title();
    position += kTitleGap;
    title = false;
  };
  const std::uint32_t vocabulary = 1 + input.up_to(9000);
  while (!input.empty()) {
    const std::uint8_t kind = input.byte();
    if (kind == 0 && title) {
      end_title();
    } else if (kind < 8 && !title) {
      builder.end_sentence();
      if (kind < 3) builder.end_paragraph();
    } else {
      const std::uint32_t hash = test::nth_hash((kind + 256U * input.byte()) % vocabulary);
      builder.add_word(hash);
      words.emplace_back(position++, hash);
      if (!title) in_body.push_back(hash);
    }
  }
  if (title) end_title();
  std::string record;
  builder.pack(record);
  std::vector<std::uint32_t> body;
  unpack_body(record, body);
  require(body == in_body);
  if (words.empty()) return;
  const std::uint32_t first = words[words.size() / 2].second;
  const std::uint32_t second = words[std::min(words.size() / 2 + 1, words.size() - 1)].second;
  static WordSequenceReader reader;
  std::vector<Occurrence> found;
  require(reader.find(record, std::vector<std::vector<std::uint32_t>>{{first}}, found));
  std::vector<std::uint32_t> expected;
  bool phrase = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].second != first) continue;
    expected.push_back(words[i].first);
    phrase = phrase || (i + 1 < words.size() && words[i + 1].second == second &&
                        words[i + 1].first == words[i].first + 1);
  }
  require(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) require(found[i].position == expected[i]);
  const auto has =
      reader.has_phrase(record, std::vector<std::vector<std::uint32_t>>{{first}, {second}});
  require(!has || *has == phrase);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::uint8_t record = input.byte() % 9;
  const bool from_bytes = input.byte() % 2 == 0;
  switch (record) {
    case 0:
      articles(input, from_bytes);
      break;
    case 1:
      facets(input, from_bytes);
      break;
    case 2:
      identities(input, from_bytes);
      break;
    case 3:
      stories(input, from_bytes);
      break;
    case 4:
      inputs(input, from_bytes);
      break;
    case 5:
      sketches(input);
      break;
    case 6:
      from_bytes ? hashes(input) : name_pages(input);
      break;
    case 7:
      numbers(input);
      break;
    default:
      sequences(input, from_bytes);
  }
  return 0;
}
