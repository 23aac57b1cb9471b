// SPDX-License-Identifier: GPL-2.0-or-later
//
// How an answer is printed. To add a format: one file in formatters/ and one row in formatter.cc.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "searcher/results.h"

namespace dateline {

struct FormatOptions {
  bool color = false;
  std::size_t width = 80;  ///< columns of the terminal
};

class Formatter {
 public:
  virtual ~Formatter() = default;
  virtual void write(const SearchResults& results, std::ostream& out) = 0;
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
