# SPDX-License-Identifier: GPL-2.0-or-later
#
# Fails where a source includes what its folder must not know:
#   indexer -> common <- searcher, never each other;
#   <xapian.h> and <unicode/...> only in the files that this list names.
# Run by ctest with -DSOURCE_DIR=...
cmake_minimum_required(VERSION 3.25)

set(xapian_files
  common/analyzer.cc common/archive_state.cc common/stories/archived_articles.h common/xapian_error.h
  common/xapian_error.cc
  indexer/archive_check.cc indexer/archive_identity.h indexer/archive_identity.cc
  indexer/archive_status.cc indexer/catalogue.cc indexer/index_writer.cc indexer/moved_articles.h
  indexer/name_pages.h indexer/name_table.h indexer/open_database.h indexer/piece.cc
  indexer/stories/archive_stories.h indexer/upgrade.cc
  searcher/archive_parts.h searcher/columns.h searcher/document_source.h searcher/facet_counter.h
  searcher/feedback.h searcher/full_terms.h searcher/hit_maker.h searcher/hit_order.h searcher/index.h
  searcher/matching.h searcher/part_numbering.h searcher/plan.h searcher/posting_lists.h
  searcher/ranking.h searcher/refinement.h searcher/remote_matcher.h searcher/remote_search.h
  searcher/remote_values.h searcher/story_lookup.h
  searcher/word_places.h searcher/word_source.h searcher/xapian_query.h)
set(unicode_files searcher/display_width.cc common/analyzer.cc common/text.cc
  common/identity/name_key.cc indexer/charset_detector.cc indexer/member_name.cc indexer/data/build_date_words.cc)

file(GLOB_RECURSE sources RELATIVE ${SOURCE_DIR}
  ${SOURCE_DIR}/common/*.h ${SOURCE_DIR}/common/*.cc ${SOURCE_DIR}/indexer/*.h
  ${SOURCE_DIR}/indexer/*.cc ${SOURCE_DIR}/searcher/*.h ${SOURCE_DIR}/searcher/*.cc)
list(LENGTH sources count)
if(count LESS 50)
  message(FATAL_ERROR "only ${count} sources found: is SOURCE_DIR right?")
endif()
set(breaches "")
foreach(source IN LISTS sources)
  file(STRINGS ${SOURCE_DIR}/${source} lines REGEX "^#include|SPDX-License-Identifier")
  if(NOT "${lines}" MATCHES "SPDX-License-Identifier: GPL-2.0-or-later")
    list(APPEND breaches "${source} has no SPDX line")
  endif()
  if(source MATCHES "^(common|indexer)/" AND "${lines}" MATCHES "\"searcher/")
    list(APPEND breaches "${source} includes the searcher")
  endif()
  if(source MATCHES "^(common|searcher)/" AND "${lines}" MATCHES "\"indexer/")
    list(APPEND breaches "${source} includes the indexer")
  endif()
  if("${lines}" MATCHES "<xapian.h>" AND NOT source IN_LIST xapian_files)
    list(APPEND breaches "${source} includes <xapian.h>")
  endif()
  if("${lines}" MATCHES "<unicode/" AND NOT source IN_LIST unicode_files)
    list(APPEND breaches "${source} includes <unicode/...>")
  endif()
endforeach()
if(breaches)
  list(JOIN breaches "\n  " text)
  message(FATAL_ERROR "layers broken:\n  ${text}")
endif()
