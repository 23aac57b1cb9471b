// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/posting_lists.h"

#include <algorithm>

namespace dateline {
namespace {

std::shared_ptr<const PostingList> decode(const Xapian::Database& database,
                                          const std::string& term) {
  auto list = std::make_shared<PostingList>();
  const Xapian::doccount size = database.get_termfreq(term);
  list->ids.reserve(size);
  list->wdfs.reserve(size);
  const auto end = database.postlist_end(term);
  for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
    list->ids.push_back(*posting);
    list->wdfs.push_back(posting.get_wdf());
  }
  return list;
}

}  // namespace

std::shared_ptr<const PostingList> PostingLists::get(const std::string& term) {
  auto list = kept_.find(term);
  if (!list) kept_.add(term, list = decode(database_, term));
  return list;
}

void PostingLists::count(const std::string& term, std::span<const Xapian::docid> ids,
                         std::span<std::uint32_t> wdfs) {
  const auto list = get(term);
  auto at = list->ids.begin();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    at = std::lower_bound(at, list->ids.end(), ids[i]);
    if (at != list->ids.end() && *at == ids[i])
      wdfs[i] = list->wdfs[static_cast<std::size_t>(at - list->ids.begin())];
  }
}

}  // namespace dateline
