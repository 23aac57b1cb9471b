// SPDX-License-Identifier: GPL-2.0-or-later
//
// What fields and dates of a query become: boolean terms. Names are understood by the index's
// dictionaries, and one that it does not know is answered with the nearest that it does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "searcher/query_compiler.h"
#include "searcher/results.h"

namespace dateline {

class FilterCompiler {
 public:
  /// Adds to `compiled` what was understood; `error` is set where there is nothing to look for.
  FilterCompiler(const Index& index, Analyzer& analyzer, CompiledQuery& compiled,
                 std::optional<ParseError>& error)
      : index_(index), analyzer_(analyzer), compiled_(compiled), error_(error) {}

  Plan compile(const FilterQuery& filter, std::size_t offset);
  Plan compile(const DateQuery& range);

 private:
  /// A name and the number of articles that have it.
  using Counted = std::pair<std::uint64_t, std::string>;

  Plan compile_person(const FilterQuery& filter, const std::string& value);
  Plan compile_form(const FilterQuery& filter, const std::string& value);
  Plan compile_country(const FilterQuery& filter, const std::string& value, std::size_t offset);
  std::optional<std::string> code_of(const FilterQuery& filter, const std::string& value) const;
  std::string named_country(const std::string& code, std::uint64_t count) const;
  std::vector<std::string> names_written(Dictionary kind, const std::string& value) const;
  Plan compile_keyword(const FilterQuery& filter, const std::string& value);
  Plan compile_names(const FilterQuery& filter, const std::string& value,
                     const std::vector<std::string>& names);
  void note_taken(const FilterQuery& filter, const std::string& value,
                  std::vector<Counted> counted);
  void note_unknown(const FilterQuery& filter, const std::string& value,
                    const std::vector<Suggestion>& nearest);
  std::vector<std::string> words_of(const std::string& text);

  const Index& index_;
  Analyzer& analyzer_;
  CompiledQuery& compiled_;
  std::optional<ParseError>& error_;
};

}  // namespace dateline
