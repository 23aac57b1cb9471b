// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the archive is to hold of one article, as common/schema.h lays it out, before it is written.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

struct IndexedTerm {
  std::string term;
  std::uint32_t count = 0;  ///< its weight in the document (Xapian's wdf); 0 for a boolean term
  bool operator==(const IndexedTerm&) const = default;
};

struct IndexedValue {
  unsigned slot = 0;
  std::string bytes;
  bool operator==(const IndexedValue&) const = default;
};

struct IndexedDocument {
  std::vector<IndexedTerm> terms;    ///< in any order; the counts of a repeated one add up
  std::vector<IndexedValue> values;  ///< in any order, one for a slot
  bool operator==(const IndexedDocument&) const = default;

  void add_term(std::string term, std::uint32_t count) {
    terms.push_back({std::move(term), count});
  }
  void add_boolean_term(std::string term) { add_term(std::move(term), 0); }
  /// An empty value is as good as none.
  void add_value(unsigned slot, std::string bytes) {
    if (!bytes.empty()) values.push_back({slot, std::move(bytes)});
  }
  /// The value of a slot, or "".
  std::string_view value(unsigned slot) const {
    const auto at = std::find_if(values.begin(), values.end(),
                                 [slot](const IndexedValue& value) { return value.slot == slot; });
    return at == values.end() ? std::string_view() : std::string_view(at->bytes);
  }
};

}  // namespace dateline
