// SPDX-License-Identifier: GPL-2.0-or-later
//
// A set of documents as a part of a Xapian query.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace dateline {

class DocumentSource : public Xapian::PostingSource {
 public:
  /// `documents` ascend.
  explicit DocumentSource(std::vector<Xapian::docid> documents)
      : documents_(std::move(documents)) {}

  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  void next(double) override { at_ = started_ ? at_ + 1 : 0, started_ = true; }
  void skip_to(Xapian::docid id, double) override {
    started_ = true;
    const auto from = documents_.begin() + static_cast<std::ptrdiff_t>(at_);
    at_ =
        static_cast<std::size_t>(std::lower_bound(from, documents_.end(), id) - documents_.begin());
  }
  bool at_end() const override { return started_ && at_ >= documents_.size(); }
  Xapian::docid get_docid() const override { return documents_[at_]; }
  DocumentSource* clone() const override { return new DocumentSource(documents_); }
  void init(const Xapian::Database&) override {
    at_ = 0;
    started_ = false;
  }
  std::string get_description() const override { return "chosen documents"; }

 private:
  Xapian::doccount size() const { return static_cast<Xapian::doccount>(documents_.size()); }

  const std::vector<Xapian::docid> documents_;
  std::size_t at_ = 0;
  bool started_ = false;
};

}  // namespace dateline
