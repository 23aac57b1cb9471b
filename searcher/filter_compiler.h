// SPDX-License-Identifier: GPL-2.0-or-later
//
// What fields and dates of a query become: boolean terms. Names are understood by the index's
// dictionaries, and one that it does not know is answered with the nearest that it does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "searcher/query_compiler.h"

namespace dateline {

class FilterCompiler {
 public:
  /// Adds to `compiled` what was understood; `error` is set where there is nothing to look for.
  FilterCompiler(const Index& index, Analyzer& analyzer, CompiledQuery& compiled,
                 std::optional<ParseError>& error)
      : index_(index), analyzer_(analyzer), compiled_(compiled), error_(error) {}

  Xapian::Query compile(const FilterQuery& filter, std::size_t offset);
  Xapian::Query compile(const DateQuery& range);

 private:
  Xapian::Query compile_person(const FilterQuery& filter, const std::string& value);
  void note_persons(const std::string& value, const std::vector<std::string>& words,
                    std::vector<std::pair<std::uint64_t, std::string>> counted);
  Xapian::Query compile_country(const FilterQuery& filter, const std::string& value,
                                std::size_t offset);
  std::string named_country(const std::string& code, std::uint64_t count) const;
  Xapian::Query compile_name(const FilterQuery& filter, Dictionary kind, const std::string& value);
  Xapian::Query compile_id(const FilterQuery& filter, const std::string& value);
  std::vector<std::string> words_of(const std::string& text);

  const Index& index_;
  Analyzer& analyzer_;
  CompiledQuery& compiled_;
  std::optional<ParseError>& error_;
};

}  // namespace dateline
