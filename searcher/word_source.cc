// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/word_source.h"

#include "common/schema.h"

namespace dateline {

WordSource::WordSource(WordTest test) : test_(test), tester_(std::move(test)) {}

WordSource* WordSource::clone() const {
  return new WordSource(test_);
}

void WordSource::init(const Xapian::Database& database) {
  database_ = database;
  sequences_ = database.valuestream_begin(kWordSlot);
  id_ = 0;
  passed_ = false;
  at_end_ = false;
}

bool WordSource::passes(Xapian::docid id) {
  if (*sequences_ == database_.valuestream_end(kWordSlot)) return false;
  if (!sequences_->check(id)) return false;
  if (*sequences_ == database_.valuestream_end(kWordSlot) || sequences_->get_docid() != id)
    return false;
  return tester_.passes(**sequences_);
}

void WordSource::next(double min_weight) {
  skip_to(id_ + 1, min_weight);
}

void WordSource::skip_to(Xapian::docid id, double) {
  if (id <= id_ && id_ != 0) return;
  for (id_ = id; id_ <= database_.get_lastdocid(); ++id_)
    if (passes(id_)) return;
  at_end_ = true;
}

// Says no without looking further: the terms beside it lead.
bool WordSource::check(Xapian::docid id, double) {
  if (id <= id_ && id_ != 0) return true;
  id_ = id;
  return passes(id);
}

}  // namespace dateline
