// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/posting_lists.h"

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

}  // namespace dateline
