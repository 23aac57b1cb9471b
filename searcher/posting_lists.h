// SPDX-License-Identifier: GPL-2.0-or-later
//
// Posting lists decoded into arrays, kept for the next question: reading one through Xapian costs
// about 20 ns a posting, using it again a few. The least lately used give way once all together
// hold more than a budget of bytes.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace dateline {

struct PostingList {
  std::vector<Xapian::docid> ids;  ///< ascending
  std::vector<std::uint32_t> wdfs;
};

class PostingLists {
 public:
  PostingLists(const Xapian::Database& database, std::size_t budget_bytes)
      : database_(database), budget_(budget_bytes) {}

  /// Of a term; empty where no document has it.
  std::shared_ptr<const PostingList> get(const std::string& term);

  /// Fills `wdfs` with how often a term stands in each of `ids`, which ascend; leaves out those
  /// without it.
  void count(const std::string& term, std::span<const Xapian::docid> ids,
             std::span<std::uint32_t> wdfs);

 private:
  using Entry = std::pair<std::string, std::shared_ptr<const PostingList>>;
  void make_room();

  const Xapian::Database& database_;
  const std::size_t budget_;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_;  // lately used first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_term_;
};

}  // namespace dateline
