// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/inverter.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <span>

#include "common/error.h"
#include "common/varint.h"
#include "indexer/glass/deflater.h"
#include "indexer/glass/packing.h"
#include "indexer/glass/table_writer.h"

namespace dateline {
namespace {

// Where Xapian begins another chunk of a list, in bytes.
constexpr std::size_t kChunkBytes = 2000;
// What Xapian takes for a term.
constexpr std::size_t kMaxTermBytes = 245;
// The keys of higher ones do not sort as the slots do.
constexpr unsigned kMaxSlot = 127;

// How the keys of the posting table begin, in their order; those of terms follow.
constexpr std::string_view kMetadataKey{"\0\xC0", 2};
constexpr std::string_view kValueBoundsKey{"\0\xD0", 2};
constexpr std::string_view kValueKey{"\0\xD8", 2};
constexpr std::string_view kLengthsKey{"\0\xE0", 2};

/// What a database says of all its documents.
struct Totals {
  std::uint32_t documents = 0;
  std::uint64_t length = 0;
  std::uint32_t shortest = 0;  // of those that have a length
  std::uint32_t longest = 0;
  std::uint32_t most_of_a_term = 0;
};

void put_root(std::string& out, const TableRoot& root, bool exists, std::uint32_t deflate_above) {
  put_varint(out, root.block);
  put_varint(out, root.level << 2 | 2U | (exists ? 0U : 1U));
  put_varint(out, root.items);
  put_varint(out, TableWriter::kBlockBytes >> 11);
  put_varint(out, deflate_above);
  std::string free_blocks;
  if (exists) {
    put_varint(free_blocks, 1);
    put_varint(free_blocks, root.blocks);
    free_blocks.append(4, '\0');  // none
  }
  put_text(out, free_blocks);
}

/// The file that makes a folder a database.
void write_version_file(const std::string& path, const TableRoot& postings,
                        const TableRoot& term_lists, const Totals& totals) {
  constexpr std::string_view kMagic = "\x0F\x0DXapian Glass";
  constexpr unsigned kFormat = (2016U - 2014U) << 9 | 3U << 5 | 14U;  // of 2016-03-14
  constexpr std::size_t kUuidBytes = 16;
  constexpr std::uint32_t kDeflateAbove = 18;
  std::string bytes(kMagic);
  bytes.push_back(static_cast<char>(kFormat >> 8));
  bytes.push_back(static_cast<char>(kFormat & 0xFFU));
  bytes.append(kUuidBytes, '\0');  // a merge gives the archive one of its own
  put_varint(bytes, 1);            // revision
  put_root(bytes, postings, true, 0);
  put_root(bytes, {}, false, kDeflateAbove);  // document data
  put_root(bytes, term_lists, true, kDeflateAbove);
  put_root(bytes, {}, false, 0);              // positions
  put_root(bytes, {}, false, kDeflateAbove);  // spelling
  put_root(bytes, {}, false, kDeflateAbove);  // synonyms
  put_varint(bytes, totals.documents);
  put_varint(bytes, 0);  // last document's number less their count
  put_varint(bytes, totals.shortest);
  put_varint(bytes, totals.most_of_a_term);
  put_varint(bytes, totals.longest - totals.most_of_a_term);
  put_varint(bytes, 0);  // oldest changeset
  put_varint(bytes, totals.length);
  put_varint(bytes, 0);  // most of a spelling word
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << bytes;
  out.close();
  if (!out) throw Error("cannot write " + path + ": " + system_reason(), "is the disk full?");
}

/// Writes the values of a slot, in chunks of neighbouring documents.
template <typename Values>
void write_values(unsigned slot, const Values& values, TableWriter& table) {
  std::string key;
  std::string chunk;
  std::uint32_t last = 0;
  const auto write_chunk = [&] {
    if (!chunk.empty()) table.add(key, chunk);
    chunk.clear();
  };
  for (const auto& [document, bytes] : values) {
    if (chunk.empty()) {
      key = kValueKey;
      put_varint(key, slot);
      put_sorting_number(key, document);
    } else {
      put_varint(chunk, document - last - 1);
    }
    put_text(chunk, bytes);
    last = document;
    if (chunk.size() >= kChunkBytes) write_chunk();
  }
  write_chunk();
}

template <typename Values>
std::string bounds_of(const Values& values) {
  const auto [least, greatest] = std::minmax_element(
      values.begin(), values.end(), [](const auto& a, const auto& b) { return a.bytes < b.bytes; });
  std::string bounds;
  put_varint(bounds, values.size());
  put_text(bounds, least->bytes);
  if (greatest->bytes != least->bytes) bounds += greatest->bytes;
  return bounds;
}

/// Writes a posting list, or the lengths of documents, in chunks. `key`: of the first; the others'
/// are `later_key` and their first document.
template <typename Postings>
void write_list(const std::string& key, const std::string& later_key, std::uint64_t documents,
                std::uint64_t count, const Postings& postings, TableWriter& table) {
  std::string chunk;
  std::string tag;
  std::string chunk_key = key;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  const auto write_chunk = [&](bool is_last) {
    tag.clear();
    if (chunk_key == key) {
      put_varint(tag, documents);
      put_varint(tag, count);
      put_varint(tag, first - 1);
    }
    tag.push_back(is_last ? '1' : '0');
    put_varint(tag, last - first);
    tag += chunk;
    table.add(chunk_key, tag);
    chunk.clear();
  };
  for (const auto& posting : postings) {
    if (chunk.size() >= kChunkBytes) {
      write_chunk(false);
      chunk_key = later_key;
      put_sorting_number(chunk_key, posting.document);
    }
    if (chunk.empty())
      first = posting.document;
    else
      put_varint(chunk, posting.document - last - 1);
    put_varint(chunk, posting.count);
    last = posting.document;
  }
  write_chunk(true);
}

void check(bool right, const char* what, std::size_t number) {
  if (right) return;
  throw Error(std::string("the index cannot hold ") + what + ": " + std::to_string(number),
              "this is a fault of the indexer; please report it");
}

/// The first bytes of a term as a number that sorts as they do.
std::uint64_t beginning_of(std::string_view term) {
  std::uint64_t beginning = 0;
  for (std::size_t i = 0; i < sizeof beginning; ++i)
    beginning = beginning << 8 | (i < term.size() ? static_cast<unsigned char>(term[i]) : 0U);
  return beginning;
}

}  // namespace

void Inverter::add(IndexedDocument document) {
  std::uint32_t length = 0;
  for (const IndexedTerm& term : document.terms) {
    check(!term.term.empty() && term.term.size() <= kMaxTermBytes, "a term's bytes",
          term.term.size());
    counts_.push_back({terms_.number(term.term), term.count});
    length += term.count;
  }
  counts_end_.push_back(counts_.size());
  lengths_.push_back(length);
  std::sort(document.values.begin(), document.values.end(),
            [](const IndexedValue& a, const IndexedValue& b) { return a.slot < b.slot; });
  std::string slots;
  unsigned next_slot = 0;
  for (IndexedValue& value : document.values) {
    check(value.slot <= kMaxSlot, "a value's slot", value.slot);
    put_varint(slots, value.slot - next_slot);
    next_slot = value.slot + 1;
    values_[value.slot].push_back({size(), std::move(value.bytes)});
  }
  slots_.push_back(std::move(slots));
}

void Inverter::set_metadata(std::string_view key, std::string_view value) {
  metadata_entries_.push_back({metadata_.size(), static_cast<std::uint32_t>(key.size()),
                               static_cast<std::uint32_t>(value.size())});
  metadata_.append(key).append(value);
}

void Inverter::write_metadata(TableWriter& table) const {
  const std::string_view text(metadata_);
  const auto key_of = [&](std::uint32_t entry) {
    return text.substr(metadata_entries_[entry].begin, metadata_entries_[entry].key_size);
  };
  std::vector<std::uint32_t> order(metadata_entries_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const int compared = key_of(a).compare(key_of(b));
    return compared != 0 ? compared < 0 : a < b;
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i + 1 < order.size() && key_of(order[i + 1]) == key_of(order[i])) continue;
    const MetadataEntry& entry = metadata_entries_[order[i]];
    if (entry.value_size > 0)
      table.add(std::string(kMetadataKey).append(key_of(order[i])),
                text.substr(entry.begin + entry.key_size, entry.value_size));
  }
}

/// The posting list of every term, in the order of the terms.
struct Inverter::PostingLists {
  std::vector<std::uint32_t> terms;  // their numbers
  std::vector<Posting> postings;     // of all, one behind the other, with gaps
  std::vector<std::size_t> begin;    // by the number of the term
  std::vector<std::size_t> end;

  std::span<const Posting> of(std::uint32_t term) const {
    return std::span(postings).subspan(begin[term], end[term] - begin[term]);
  }
};

Inverter::PostingLists Inverter::invert() const {
  PostingLists lists;
  struct Ranked {
    std::uint64_t beginning;
    std::uint32_t term;
  };
  std::vector<Ranked> ranked(terms_.size());
  for (std::uint32_t term = 0; term < terms_.size(); ++term)
    ranked[term] = {beginning_of(terms_[term]), term};
  std::sort(ranked.begin(), ranked.end(), [this](const Ranked& a, const Ranked& b) {
    return a.beginning != b.beginning ? a.beginning < b.beginning : terms_[a.term] < terms_[b.term];
  });
  for (const Ranked& one : ranked) lists.terms.push_back(one.term);

  lists.begin.assign(terms_.size() + 1, 0);
  for (const TermCount& one : counts_) ++lists.begin[one.term + 1];
  std::partial_sum(lists.begin.begin(), lists.begin.end(), lists.begin.begin());
  lists.end.assign(lists.begin.begin(), lists.begin.end() - 1);
  lists.postings.resize(counts_.size());
  std::size_t at = 0;
  for (std::uint32_t document = 1; document <= size(); ++document) {
    for (; at < counts_end_[document - 1]; ++at) {
      std::size_t& end = lists.end[counts_[at].term];
      if (end > lists.begin[counts_[at].term] && lists.postings[end - 1].document == document)
        lists.postings[end - 1].count += counts_[at].count;
      else
        lists.postings[end++] = {document, counts_[at].count};
    }
  }
  return lists;
}

/// The terms of each document, as the other table has them: each as what differs from the one
/// before it.
class Inverter::TermLists {
 public:
  explicit TermLists(std::size_t documents) : lists_(documents) {}

  /// Terms come in their order.
  void add(std::string_view term, const Posting& posting) {
    List& list = lists_[posting.document - 1];
    std::string& out = list.bytes;
    if (list.size++ == 0) {
      out.push_back(static_cast<char>(term.size()));
      out += term;
      put_varint(out, posting.count);
    } else {
      const auto differs =
          std::mismatch(list.last.begin(), list.last.end(), term.begin(), term.end());
      const auto shared = static_cast<std::size_t>(differs.second - term.begin());
      // Count and shared length in one byte, where they fit; Xapian tells by its size.
      const std::size_t both = (posting.count + std::size_t{1}) * (list.last.size() + 1) + shared;
      const bool fits = posting.count < 127 && both < 256;
      out.push_back(static_cast<char>(fits ? both : shared));
      out.push_back(static_cast<char>(term.size() - shared));
      out += term.substr(shared);
      if (!fits) put_varint(out, posting.count);
    }
    list.last = term;
  }

  TableRoot write(const std::string& path, const std::vector<std::uint32_t>& lengths,
                  const std::vector<std::string>& slots) const {
    TableWriter table(path);
    Deflater deflater;
    std::string key;
    std::string tag;
    for (std::uint32_t document = 1; document <= lists_.size(); ++document) {
      const List& list = lists_[document - 1];
      key.clear();
      tag.clear();
      put_sorting_number(key, document);
      if (list.size > 0) {
        put_varint(tag, lengths[document - 1]);
        put_varint(tag, list.size);
        tag += list.bytes;
      }
      const auto deflated = deflater.deflate(tag);
      table.add(key, deflated ? *deflated : std::string_view(tag), deflated.has_value());
      key.push_back('\0');
      if (!slots[document - 1].empty()) table.add(key, slots[document - 1]);
    }
    return table.finish();
  }

 private:
  struct List {
    std::string bytes;
    std::string_view last;
    std::size_t size = 0;
  };
  std::vector<List> lists_;
};

void Inverter::write(const std::string& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (!error) std::filesystem::create_directories(path, error);
  if (error) throw Error("cannot create " + path + ": " + error.message(), "is the disk full?");
  TableWriter table(path + "/postlist.glass");
  write_metadata(table);
  for (const auto& [slot, values] : values_) {
    std::string key(kValueBoundsKey);
    if (slot != 0) key.push_back(static_cast<char>(slot));
    table.add(key, bounds_of(values));
  }
  for (const auto& [slot, values] : values_) write_values(slot, values, table);

  Totals totals;
  totals.documents = size();
  std::vector<Posting> lengths;
  for (std::uint32_t document = 1; document <= size(); ++document) {
    const std::uint32_t length = lengths_[document - 1];
    lengths.push_back({document, length});
    totals.length += length;
    totals.longest = std::max(totals.longest, length);
    if (length > 0 && (totals.shortest == 0 || length < totals.shortest)) totals.shortest = length;
  }
  const std::string lengths_key(kLengthsKey);
  if (!lengths.empty()) write_list(lengths_key, lengths_key, 0, 0, lengths, table);

  const PostingLists lists = invert();
  TermLists term_lists(size());
  std::string key;
  std::string later_key;
  for (const std::uint32_t term : lists.terms) {
    std::uint64_t count = 0;
    for (const Posting& posting : lists.of(term)) {
      count += posting.count;
      totals.most_of_a_term = std::max(totals.most_of_a_term, posting.count);
      term_lists.add(terms_[term], posting);
    }
    key.clear();
    put_key_term(key, terms_[term]);
    later_key = key;
    later_key.push_back('\0');
    write_list(key, later_key, lists.of(term).size(), count, lists.of(term), table);
  }
  const TableRoot postings = table.finish();
  const TableRoot all_terms = term_lists.write(path + "/termlist.glass", lengths_, slots_);
  write_version_file(path + "/iamglass", postings, all_terms, totals);
  clear();
}

void Inverter::clear() {
  terms_.clear();
  counts_.clear();
  counts_end_.clear();
  lengths_.clear();
  values_.clear();
  slots_.clear();
  metadata_.clear();
  metadata_entries_.clear();
}

}  // namespace dateline
