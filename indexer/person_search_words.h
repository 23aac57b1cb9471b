// SPDX-License-Identifier: GPL-2.0-or-later
//
// The words by which a search finds a person's name. One for each thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/analyzer.h"

namespace dateline {

class PersonSearchWords {
 public:
  /// Folded, ascending: those of the name and, where a known person is called so, of his other
  /// spellings, so that person:qaddafi finds Gaddafi, whether or not any article writes it so.
  std::vector<std::string> of_name(std::string_view name);

  /// Those of a form in which an article writes the name; `of_name` are left out.
  std::vector<std::string> of_form(std::string_view form, const std::vector<std::string>& of_name);

 private:
  std::vector<std::string> take();

  Analyzer analyzer_;
  std::vector<Word> words_;
};

}  // namespace dateline
