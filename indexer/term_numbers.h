// SPDX-License-Identifier: GPL-2.0-or-later
//
// The terms of a batch of documents, numbered as they come; their bytes stand in one text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Gives each distinct term a number, from 0.
class TermNumbers {
 public:
  TermNumbers();
  std::uint32_t number(std::string_view term);
  std::uint32_t size() const { return static_cast<std::uint32_t>(terms_.size()); }
  std::string_view operator[](std::uint32_t number) const {
    return std::string_view(text_).substr(terms_[number].begin, terms_[number].size);
  }
  void clear();

 private:
  struct Term {
    std::uint64_t hash = 0;
    std::size_t begin = 0;
    std::size_t size = 0;
  };
  void grow();

  std::string text_;  // all terms, one behind the other
  std::vector<Term> terms_;
  std::vector<std::uint32_t> slots_;  // number + 1 by hash, 0 where free
};

}  // namespace dateline
