// SPDX-License-Identifier: GPL-2.0-or-later
//
// A WordTest as a part of a Xapian query: the documents whose word sequence passes. Meant as the
// right side of an OP_FILTER, behind the terms that every match must have.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>

#include "searcher/word_test.h"

namespace dateline {

class WordSource : public Xapian::PostingSource {
 public:
  explicit WordSource(WordTest test);

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return database_.get_doccount(); }
  Xapian::doccount get_termfreq_max() const override { return database_.get_doccount(); }
  void next(double min_weight) override;
  void skip_to(Xapian::docid id, double min_weight) override;
  bool check(Xapian::docid id, double min_weight) override;
  bool at_end() const override { return at_end_; }
  Xapian::docid get_docid() const override { return id_; }
  WordSource* clone() const override;
  void init(const Xapian::Database& database) override;
  std::string get_description() const override { return "words in order"; }

 private:
  bool passes(Xapian::docid id);

  const WordTest test_;
  WordTester tester_;
  Xapian::Database database_;
  std::optional<Xapian::ValueIterator> sequences_;
  Xapian::docid id_ = 0;
  bool passed_ = false;  // whether id_ does
  bool at_end_ = false;
};

}  // namespace dateline
