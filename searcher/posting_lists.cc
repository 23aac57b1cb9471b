// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/posting_lists.h"

#include <algorithm>

namespace dateline {
namespace {

std::size_t bytes_of(const PostingList& list) {
  return list.ids.size() * (sizeof(Xapian::docid) + sizeof(std::uint32_t)) + sizeof list;
}

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
  if (const auto at = by_term_.find(term); at != by_term_.end()) {
    entries_.splice(entries_.begin(), entries_, at->second);
    return entries_.front().second;
  }
  auto list = decode(database_, term);
  bytes_ += bytes_of(*list);
  entries_.emplace_front(term, list);
  by_term_[term] = entries_.begin();
  make_room();
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

void PostingLists::make_room() {
  while (bytes_ > budget_ && entries_.size() > 1) {
    bytes_ -= bytes_of(*entries_.back().second);
    by_term_.erase(entries_.back().first);
    entries_.pop_back();
  }
}

}  // namespace dateline
