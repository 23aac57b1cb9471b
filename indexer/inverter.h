// SPDX-License-Identifier: GPL-2.0-or-later
//
// Inverts a batch of documents and writes it as a new Xapian database: what Xapian's own writer
// would make of them, several times faster. Xapian keeps what it has not yet written in a tree of
// trees and descends it for every term of every document; here terms get numbers, and each list is
// written once, when all of it is known.
//
// For new databases only. They become part of an archive by Xapian's merge, or are copied into it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/indexed_document.h"
#include "indexer/term_numbers.h"

namespace dateline {

class TableWriter;

class Inverter {
 public:
  /// The document gets the next number, from 1. Throws Error for a term that Xapian does not take:
  /// empty, or of more than 245 bytes; and for a slot above 127.
  void add(IndexedDocument document);

  /// Of the values of one key the last is kept; where that is empty, none.
  void set_metadata(std::string_view key, std::string_view value);

  /// Writes all that was added as the database `path`, and forgets it; what was there is replaced.
  /// Throws Error where it cannot be written.
  void write(const std::string& path);

 private:
  struct TermCount {
    std::uint32_t term = 0;
    std::uint32_t count = 0;
  };
  struct Posting {
    std::uint32_t document = 0;
    std::uint32_t count = 0;
  };
  struct Value {
    std::uint32_t document = 0;
    std::string bytes;
  };
  struct MetadataEntry {
    std::size_t begin = 0;
    std::uint32_t key_size = 0;
    std::uint32_t value_size = 0;
  };
  struct PostingLists;
  class TermLists;

  std::uint32_t size() const { return static_cast<std::uint32_t>(lengths_.size()); }
  void write_metadata(TableWriter& table) const;
  PostingLists invert() const;
  void clear();

  TermNumbers terms_;
  std::vector<TermCount> counts_;        // of all documents, one behind the other
  std::vector<std::size_t> counts_end_;  // by document
  std::vector<std::uint32_t> lengths_;   // by document: the sum of its counts
  std::vector<std::string> slots_;       // by document: the slots of its values, as Xapian has them
  std::map<unsigned, std::vector<Value>> values_;  // by slot
  std::string metadata_;  // all keys and values, one behind the other: names can be many
  std::vector<MetadataEntry> metadata_entries_;
};

}  // namespace dateline
