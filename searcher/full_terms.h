// SPDX-License-Identifier: GPL-2.0-or-later
//
// A fault of Xapian that every query has to keep clear of: it calls a whole database damaged
// ("Unexpected end of posting list"). Its matcher takes a term that has no weight, and stands in
// all documents of a database, for all documents: it opens the list of those and gives it the
// term's name (LocalSubMatch::open_post_list of matcher/localsubmatch.cc). Where the numbers of
// documents have gaps, as after an update or a deletion, that is a list on disk, which looks for
// its next chunk by name and finds none (GlassPostList::next_chunk of
// backends/glass/glass_postlist.cc). Of Xapian 1.4.22, 1.4.29, 1.4.32 and 2.1.0 all have it, and
// servers match by the same code.
//
// So no such term is handed to the matcher without weight: to_xapian (xapian_query.h), which makes
// every query, puts in others that match the same. Nothing is asked, and nothing changes, where the
// numbers have no gaps.
#pragma once

#include <xapian.h>

#include <set>
#include <string>
#include <unordered_map>

namespace dateline {

/// Which terms a database has in all of its documents, where the numbers of those have gaps.
class FullTerms {
 public:
  FullTerms(Xapian::Database database, bool remote);

  bool has_gaps() const { return has_gaps_; }

  /// Reads how often these stand in the database, from a server in one message for all.
  void look_up(const std::set<std::string>& terms);

  /// Whether the matcher must not have a term that was looked up; never where there are no gaps.
  bool contains(const std::string& term) const;

 private:
  void ask_server(const std::set<std::string>& terms);

  Xapian::Database database_;
  const bool remote_;
  const bool has_gaps_;
  std::unordered_map<std::string, bool> known_;
};

}  // namespace dateline
