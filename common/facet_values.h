// SPDX-License-Identifier: GPL-2.0-or-later
//
// All that facets count of an article, in one value slot: one read a document instead of one a
// facet. Names are ordinals into the index's dictionaries (schema.h, keys::name_by_ordinal).
//
// Format: varints. 1 + days since 1000-01-01, or 0 without a date; 1 + ordinal of the source, or
// 0; 1 + ordinal of the language, or 0; number of countries; for each, most salient first,
// 2 * ordinal + (1 if the article is about it); then the persons' ordinals until the end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/date.h"

namespace dateline {

struct FacetValues {
  struct Country {
    std::uint32_t ordinal = 0;
    bool about = false;
    bool operator==(const Country&) const = default;
  };

  std::optional<Date> date;
  std::optional<std::uint32_t> source;
  std::optional<std::uint32_t> language;
  std::vector<Country> countries;
  std::vector<std::uint32_t> persons;

  bool operator==(const FacetValues&) const = default;
};

std::string pack_facets(const FacetValues& values);

/// Fills `values`, whose capacity is reused; false for bytes that are no such record.
bool unpack_facets(std::string_view record, FacetValues& values);

}  // namespace dateline
