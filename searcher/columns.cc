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
void add_values(const FacetValues& values, const IdentityMap& identities,
                std::array<ListColumn, kFacetCount>& lists, std::vector<std::uint32_t>& persons) {
  if (values.date)
    lists[at(Facet::month)].add(static_cast<std::uint32_t>(
        month_number(static_cast<std::uint64_t>((*values.date - kFirstDay).count()))));
  if (values.source) lists[at(Facet::source)].add(*values.source);
  if (values.language) lists[at(Facet::lang)].add(*values.language);
  for (const auto& country : values.countries) {
    lists[at(Facet::country)].add(country.ordinal);
    if (country.about) lists[at(Facet::about)].add(country.ordinal);
  }
  persons.clear();
  for (const std::uint32_t name : values.persons) {
    const std::uint32_t person = identities.person(name);
    if (person == IdentityMap::kDropped ||
        std::find(persons.begin(), persons.end(), person) != persons.end())
      continue;
    persons.push_back(person);
    lists[at(Facet::person)].add(person);
  }
}

}  // namespace

const std::vector<Xapian::docid>& Columns::documents() const {
  if (!lengths_) load_lengths();
  return lengths_->documents;
}

const std::vector<double>& Columns::length_parts() const {
  if (!lengths_) load_lengths();
  return lengths_->parts;
}

const ListColumn& Columns::facet(Facet facet) const {
  if (!facets_) load_facets();
  return facets_->lists[at(facet)];
}

const std::vector<std::uint32_t>& Columns::days() const {
  if (!facets_) load_facets();
  return facets_->days;
}

bool Columns::has_words() const {
  if (!words_) load_words();
  return !words_->too_many;
}

void Columns::load_facets() const {
  Facets facets;
  const Xapian::docid last = database_.get_lastdocid();
  facets.days.resize(std::size_t{last} + 1, 0);
  FacetValues values;
  std::vector<std::uint32_t> persons;
  const auto end = database_.valuestream_end(kFacetSlot);
  for (auto record = database_.valuestream_begin(kFacetSlot); record != end; ++record) {
    if (!unpack_facets(*record, values)) continue;
    const Xapian::docid id = record.get_docid();
    for (ListColumn& list : facets.lists) list.begin(id);
    if (values.date)
      facets.days[id] = static_cast<std::uint32_t>((*values.date - kFirstDay).count()) + 1;
    add_values(values, identities_, facets.lists, persons);
  }
  for (ListColumn& list : facets.lists) list.finish(last);
  facets_ = std::move(facets);
}

void Columns::load_lengths() const {
  Lengths lengths;
  lengths.documents.reserve(database_.get_doccount());
  lengths.parts.resize(std::size_t{database_.get_lastdocid()} + 1, 0.0);
  const double average = database_.get_average_length();
  const auto end = database_.postlist_end("");
  for (auto posting = database_.postlist_begin(""); posting != end; ++posting) {
    lengths.documents.push_back(*posting);
    lengths.parts[*posting] = length_part(static_cast<double>(posting.get_doclength()), average);
  }
  lengths_ = std::move(lengths);
}

void Columns::load_words() const {
  constexpr std::size_t kSample = 1000;
  Words words;
  const Xapian::docid last = database_.get_lastdocid();
  words.starts.reserve(std::size_t{last} + 2);
  bool reserved = false;
  const auto end = database_.valuestream_end(kWordSlot);
  for (auto record = database_.valuestream_begin(kWordSlot); record != end; ++record) {
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
  words_ = std::move(words);
}

}  // namespace dateline
