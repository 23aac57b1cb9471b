// SPDX-License-Identifier: GPL-2.0-or-later
//
// Posting lists decoded into arrays, kept for the next question: reading one through Xapian costs
// about 20 ns a posting, using it again a few.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "searcher/byte_cache.h"

namespace dateline {

struct PostingList {
  std::vector<Xapian::docid> ids;  ///< ascending
  std::vector<std::uint32_t> wdfs;

  std::size_t bytes() const {
    return ids.size() * (sizeof(Xapian::docid) + sizeof(std::uint32_t)) + sizeof *this;
  }
};

class PostingLists {
 public:
  PostingLists(const Xapian::Database& database, std::size_t budget_bytes)
      : database_(database), kept_(budget_bytes) {}

  /// Of a term; empty where no document has it.
  std::shared_ptr<const PostingList> get(const std::string& term);

  /// Of `ids`, which ascend, calls `use(place, wdf)` for those that hold a term.
  template <typename Use>
  void visit_holders(const std::string& term, std::span<const Xapian::docid> ids, const Use& use) {
    const auto list = get(term);
    auto at = list->ids.begin();
    for (std::size_t i = 0; i < ids.size(); ++i) {
      at = std::lower_bound(at, list->ids.end(), ids[i]);
      if (at != list->ids.end() && *at == ids[i])
        use(i, list->wdfs[static_cast<std::size_t>(at - list->ids.begin())]);
    }
  }

 private:
  const Xapian::Database& database_;
  ByteCache<PostingList> kept_;
};

}  // namespace dateline
