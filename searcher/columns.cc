// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/columns.h"

#include <algorithm>

#include "common/facet_values.h"
#include "searcher/facet_counter.h"
#include "searcher/ranking.h"

namespace dateline {
namespace {

std::size_t at(Facet facet) {
  return static_cast<std::size_t>(facet == Facet::year ? Facet::month : facet);
}

/// Adds what one document holds to the columns, which have been begun for it.
void add_values(const FacetValues& values, const PartNumbers& numbers,
                std::array<ListColumn, kFacetCount>& lists, std::vector<std::uint32_t>& persons) {
  if (values.date)
    lists[at(Facet::month)].add(static_cast<std::uint32_t>(
        month_number(static_cast<std::uint64_t>((*values.date - kFirstDay).count()))));
  if (values.source)
    lists[at(Facet::source)].add(numbers.united(Dictionary::source, *values.source));
  if (values.language)
    lists[at(Facet::lang)].add(numbers.united(Dictionary::language, *values.language));
  for (const auto& country : values.countries) {
    const std::uint32_t number = numbers.united(Dictionary::country, country.ordinal);
    lists[at(Facet::country)].add(number);
    if (country.about) lists[at(Facet::about)].add(number);
  }
  persons.clear();
  for (const std::uint32_t name : values.persons) {
    const std::uint32_t person = numbers.persons.person(name);
    if (person == IdentityMap::kDropped ||
        std::find(persons.begin(), persons.end(), person) != persons.end())
      continue;
    persons.push_back(person);
    lists[at(Facet::person)].add(person);
  }
}

}  // namespace

// A column that could not be read is tried again when it is asked for again.
template <typename Column>
void Columns::load_once(Column& column) const {
  std::call_once(column.loaded, [&] {
    const std::lock_guard lock(reading_);
    load(column);
  });
}

const Columns::Facets& Columns::facets() const {
  load_once(facets_);
  return facets_;
}

const Columns::Lengths& Columns::lengths() const {
  load_once(lengths_);
  return lengths_;
}

const std::vector<Xapian::docid>& Columns::documents() const {
  return lengths().documents;
}

const std::vector<double>& Columns::length_parts() const {
  return lengths().parts;
}

const ListColumn& Columns::facet(Facet facet) const {
  return facets().lists[at(facet)];
}

const std::vector<std::uint32_t>& Columns::days() const {
  return facets().days;
}

bool Columns::has_words() const {
  load_once(words_);
  return !words_.too_many;
}

void Columns::load(Facets& facets) const {
  const Xapian::Database& database = index_.database();
  const Xapian::docid last = database.get_lastdocid();
  facets.lists = {};
  facets.days.assign(std::size_t{last} + 1, 0);
  FacetValues values;
  std::vector<std::uint32_t> persons;
  const auto end = database.valuestream_end(kFacetSlot);
  for (auto record = database.valuestream_begin(kFacetSlot); record != end; ++record) {
    if (!unpack_facets(*record, values)) continue;
    const Xapian::docid id = record.get_docid();
    for (ListColumn& list : facets.lists) list.begin(id);
    if (values.date)
      facets.days[id] = static_cast<std::uint32_t>((*values.date - kFirstDay).count()) + 1;
    add_values(values, index_.numbers(index_.part_of(id)), facets.lists, persons);
  }
  for (ListColumn& list : facets.lists) list.finish(last);
}

void Columns::load(Lengths& lengths) const {
  const Xapian::Database& database = index_.database();
  lengths.documents.clear();
  lengths.documents.reserve(database.get_doccount());
  lengths.parts.assign(std::size_t{database.get_lastdocid()} + 1, 0.0);
  const double average = database.get_average_length();
  const auto end = database.postlist_end("");
  for (auto posting = database.postlist_begin(""); posting != end; ++posting) {
    lengths.documents.push_back(*posting);
    lengths.parts[*posting] = length_part(static_cast<double>(posting.get_doclength()), average);
  }
}

void Columns::load(Words& words) const {
  constexpr std::size_t kSample = 1000;
  const Xapian::Database& database = index_.database();
  words.bytes.clear();
  words.starts.clear();
  const Xapian::docid last = database.get_lastdocid();
  words.starts.reserve(std::size_t{last} + 2);
  bool reserved = false;
  const auto end = database.valuestream_end(kWordSlot);
  for (auto record = database.valuestream_begin(kWordSlot); record != end; ++record) {
    words.starts.resize(std::size_t{record.get_docid()} + 1, words.bytes.size());
    words.bytes += *record;
    // The first thousand tell how much the rest will be; growing by doubling would copy it all.
    if (!reserved && words.starts.size() > kSample) {
      const double mean =
          static_cast<double>(words.bytes.size()) / static_cast<double>(words.starts.size());
      words.bytes.reserve(
          std::min(static_cast<std::uint64_t>(mean * 1.1 * static_cast<double>(last)), kMostWords));
      reserved = true;
    }
    words.too_many = words.bytes.size() > kMostWords;
    if (words.too_many) {
      words.bytes = std::string();
      break;
    }
  }
  words.starts.resize(std::size_t{last} + 2, words.bytes.size());
}

}  // namespace dateline
