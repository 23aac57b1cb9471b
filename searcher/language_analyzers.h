// SPDX-License-Identifier: GPL-2.0-or-later
//
// An Analyzer for each language that an answer needs, made when it is first asked for.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "common/analyzer.h"
#include "common/language.h"

namespace dateline {

class LanguageAnalyzers {
 public:
  explicit LanguageAnalyzers(Analyzer& english) : english_(english) {}

  /// That of the stemming language of `language`.
  Analyzer& of(std::string_view language) {
    const std::string_view stemmed = stemming_language(language);
    if (stemmed == "en") return english_;
    auto at = others_.find(stemmed);
    if (at == others_.end()) at = others_.try_emplace(std::string(stemmed), stemmed).first;
    return at->second;
  }

 private:
  Analyzer& english_;
  std::map<std::string, Analyzer, std::less<>> others_;
};

}  // namespace dateline
