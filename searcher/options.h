// SPDX-License-Identifier: GPL-2.0-or-later
//
// The searcher's command line, read once into a checked value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "searcher/archive_parts.h"
#include "searcher/hit_fields.h"
#include "searcher/search.h"
#include "searcher/timeline.h"

namespace dateline {

/// A filter given as an option: --person Lavrov, --not-country "RU|SY".
struct OptionFilter {
  const Field* field = nullptr;
  std::string value;
  bool negated = false;
};

enum class SearcherMode : std::uint8_t {
  hits,
  count,
  ids,
  paths,
  timeline,
  with,
  show,
  copies,
  list,
  complete,
};
enum class ColorChoice : std::uint8_t { automatic, always, never };

struct SearcherOptions {
  ArchiveAddress archive;
  SearcherMode mode = SearcherMode::hits;
  std::string query;    ///< the words of the command line, joined by spaces
  std::string show_id;  ///< of modes show and copies
  std::string batch;    ///< a file of questions, - for standard input; empty: one question
  std::string list;     ///< of mode list: a field, or field=pattern
  std::vector<OptionFilter> filters;
  std::string format = "text";
  std::vector<const HitField*> fields;  ///< to show of each hit; empty: what the format usually has
  PageOptions page;
  Period timeline = Period::automatic;  ///< of mode timeline
  Facet with = Facet::person;           ///< of mode with
  std::string like;                     ///< an article's id or a file; "": no such part
  std::string saved;                    ///< the search that @NAME names
  std::string save;                     ///< the name to keep this search under
  bool only_new = false;                ///< of a saved search, what it had not found before
  std::string complete;                 ///< of mode complete: a field or option, = what is begun
  std::optional<bool> pager;            ///< else on a terminal
  ColorChoice hyperlinks = ColorChoice::automatic;
  bool null_ends = false;  ///< ids and paths end with NUL, not with newlines
  ColorChoice color = ColorChoice::automatic;
  bool any = false;
  bool plain = false;
  bool explain = false;
};

/// The options, or nothing where --help or --version was asked for and has been
/// printed. Throws Error (ExitCode::kUsage).
std::optional<SearcherOptions> parse_searcher_options(int argc, const char* const* argv);

}  // namespace dateline
