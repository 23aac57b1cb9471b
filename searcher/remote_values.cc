// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/remote_values.h"

#include <algorithm>

namespace dateline {

std::vector<RemoteValues> fetch_values(Xapian::Enquire& enquire, Xapian::doccount matches,
                                       Xapian::valueno first, Xapian::valueno second) {
  enquire.set_sort_by_value(first, false);
  // None is collapsed: no key has as many matches as that.
  enquire.set_collapse_key(second, matches + 1);
  const Xapian::MSet all = enquire.get_mset(0, matches, matches);
  std::vector<RemoteValues> found;
  found.reserve(all.size());
  for (auto match = all.begin(); match != all.end(); ++match)
    found.push_back({*match, match.get_sort_key(), match.get_collapse_key()});
  std::sort(found.begin(), found.end(),
            [](const RemoteValues& a, const RemoteValues& b) { return a.id < b.id; });
  return found;
}

}  // namespace dateline
