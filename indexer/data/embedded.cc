// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/data/embedded.h"

#include <cstddef>

// Defined in embedded.S: the first byte, and one past the last, of each file.
#define DATELINE_EMBEDDED(name)            \
  extern "C" const char dateline_##name[]; \
  extern "C" const char dateline_##name##_end[];

DATELINE_EMBEDDED(countries)
DATELINE_EMBEDDED(names_model)
DATELINE_EMBEDDED(persons)
DATELINE_EMBEDDED(title_places)

namespace dateline {
namespace {

std::string_view between(const char* first, const char* last) {
  return {first, static_cast<std::size_t>(last - first)};
}

}  // namespace

std::string_view embedded_countries() {
  return between(dateline_countries, dateline_countries_end);
}

std::string_view embedded_name_model() {
  return between(dateline_names_model, dateline_names_model_end);
}

std::string_view embedded_persons() {
  return between(dateline_persons, dateline_persons_end);
}

std::string_view embedded_title_places() {
  return between(dateline_title_places, dateline_title_places_end);
}

}  // namespace dateline
