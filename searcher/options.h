// SPDX-License-Identifier: GPL-2.0-or-later
//
// The searcher's command line, read once into a checked value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "searcher/search.h"

namespace dateline {

/// A filter given as an option: --person Lavrov, --not-country "RU|SY".
struct OptionFilter {
  const Field* field = nullptr;
  std::string value;
  bool negated = false;
};

enum class SearcherMode : std::uint8_t { hits, count, ids, show, copies, list };
enum class ColorChoice : std::uint8_t { automatic, always, never };

struct SearcherOptions {
  std::string database;
  SearcherMode mode = SearcherMode::hits;
  std::string query;    ///< the words of the command line, joined by spaces
  std::string show_id;  ///< of modes show and copies
  std::string list;     ///< of mode list: a field, or field=pattern
  std::vector<OptionFilter> filters;
  std::string format = "text";
  PageOptions page;
  ColorChoice color = ColorChoice::automatic;
  bool any = false;
  bool plain = false;
  bool explain = false;
};

/// The options, or nothing where --help or --version was asked for and has been printed.
/// Throws Error (ExitCode::kUsage).
std::optional<SearcherOptions> parse_searcher_options(int argc, const char* const* argv);

}  // namespace dateline
