// SPDX-License-Identifier: GPL-2.0-or-later
//
// Two values of every match of an Enquire on a database that another machine serves, in one
// message: they come as the keys that matches are sorted and collapsed by, with no more of a
// document. The server holds them all at once.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace dateline {

struct RemoteValues {
  Xapian::docid id = 0;
  std::string first;
  std::string second;
};

/// Ascending by document. `matches`: at least how many there are. Changes how `enquire` sorts and
/// collapses.
std::vector<RemoteValues> fetch_values(Xapian::Enquire& enquire, Xapian::doccount matches,
                                       Xapian::valueno first, Xapian::valueno second);

}  // namespace dateline
