// SPDX-License-Identifier: GPL-2.0-or-later
//
// How an answer is printed, hit by hit, so that answers of any size can be. To add a format: one
// file in formatters/ and one row in formatter.cc.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive_state.h"
#include "searcher/hit_fields.h"
#include "searcher/results.h"

namespace dateline {

struct FormatOptions {
  ArchiveState state;  ///< of what is printed, for JSON
  bool color = false;
  bool hyperlinks = false;  ///< titles lead to the article (OSC 8)
  std::size_t width = 0;    ///< columns of the terminal; 0: lines of any length
  std::vector<const HitField*>
      fields{};  ///< to show of each hit; empty: what the format usually has
};

/// Takes begin(), each hit, end(). `results` holds everything but the hits.
class Formatter {
 public:
  virtual ~Formatter() = default;
  virtual void begin(const SearchResults& results, std::ostream& out) = 0;
  virtual void hit(const Hit& hit, std::ostream& out) = 0;
  virtual void end(const SearchResults& results, std::ostream& out) = 0;

  /// All of it.
  void write(const SearchResults& results, std::ostream& out);
};

struct FormatterRow {
  std::string_view name;
  std::unique_ptr<Formatter> (*make)(const FormatOptions& options);
};

/// The row of that name, or null.
const FormatterRow* find_formatter(std::string_view name);

/// "text|json|..."
std::string formatter_names();

}  // namespace dateline
