// SPDX-License-Identifier: GPL-2.0-or-later
//
// From the tagger's spans to mentions of persons: titles and possessives cut off, the name in
// normal form, what is plainly no person dropped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/identity/name_key.h"
#include "indexer/entities/article_tokens.h"
#include "indexer/entities/person_context.h"
#include "indexer/ner/name_tagger.h"

namespace dateline {

/// A name in the text, not yet joined to a person.
struct NameMention {
  std::uint32_t first = 0;  ///< tokens [first, last)
  std::uint32_t last = 0;
  std::string normal;             ///< name_key.h
  std::string royal_form;         ///< "king salman" where a royal title stands before a given name
  std::uint32_t royal_first = 0;  ///< the token of that title
  NameContext context;
  bool is_full = false;      ///< a first and a last name
  bool is_capitals = false;  ///< all in capitals, as in a headline
  bool is_doubtful = false;  ///< a person only if it joins another mention
};

/// The text of tokens [first, last), in one field.
std::string_view text_of(const ArticleTokens& article, std::uint32_t first, std::uint32_t last);

/// "jr", "iii": tells father and son of one name apart.
bool is_generation(std::string_view word);

/// The mentions of persons among `names`, in the order of the text.
std::vector<NameMention> read_mentions(const ArticleTokens& article,
                                       const std::vector<NameSpan>& names);

/// Adds the capitalised words outside all names that are one of `surnames` (normal forms): the
/// tagger misses some of them in headlines and before nouns ("the Assad regime"). Keeps order.
void add_surname_mentions(const ArticleTokens& article, const std::vector<NameSpan>& names,
                          const std::vector<std::string>& surnames,
                          std::vector<NameMention>& mentions);

}  // namespace dateline
