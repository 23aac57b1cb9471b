// SPDX-License-Identifier: GPL-2.0-or-later
//
// The values of a hit by name: what --fields chooses among and what tables have as columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/results.h"
#include "searcher/row_writer.h"

namespace dateline {

struct HitField {
  std::string_view name;
  bool in_tables;  ///< a column of CSV and TSV where the user does not say which
  Cell (*value)(const Hit& hit);
};

/// The row of that name, or null.
const HitField* find_hit_field(std::string_view name);

/// "rank,id,..."
std::string hit_field_names();

/// Those of tables.
std::vector<const HitField*> usual_hit_fields();

}  // namespace dateline
