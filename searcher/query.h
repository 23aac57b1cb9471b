// SPDX-License-Identifier: GPL-2.0-or-later
//
// A query as a tree, between the parser and the compiler. Plain data; knows nothing of Xapian.
// To add an operator: one alternative here, and the compiler lists what else must know it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/date.h"
#include "common/schema.h"

namespace dateline {

/// Which part of the article the words must stand in.
enum class Scope : std::uint8_t { anywhere, title, lead };

struct Query;
using QueryPtr = std::shared_ptr<const Query>;

/// Every article: "*".
struct AllQuery {};

/// A word, or what the analyzer makes several words of ("al-Assad": they must be neighbours).
/// `exact`: "=word", not its other forms.
struct WordQuery {
  std::string text;
  bool exact = false;
  Scope scope = Scope::anywhere;
};

/// Words beginning with `text`: "cease*". Of several words ("al-As*") the last begins so.
struct PrefixQuery {
  std::string text;
  Scope scope = Scope::anywhere;
};

/// Words that differ from `text` by at most `edits` letters added, dropped, exchanged or swapped
/// with their neighbour: "lavrv~1".
struct FuzzyQuery {
  std::string text;
  std::uint32_t edits = 1;  ///< 1 or 2
  Scope scope = Scope::anywhere;
};

/// "grain deal", the words as neighbours in this order; a word with a star at its end stands for
/// all that begin so. `slack`: "grain deal"~5, in any order with at most so many words among them.
struct PhraseQuery {
  std::string text;
  Scope scope = Scope::anywhere;
  bool exact = false;
  std::uint32_t slack = 0;
};

/// What NEAR, ADJ, SAME and PARA ask of their operands.
enum class Nearness : std::uint8_t { words, words_in_order, sentence, paragraph };

/// Operands (words, prefixes, phrases, or one of several such) each within `distance` words of the
/// one before, or all in one sentence or paragraph.
struct NearQuery {
  std::vector<QueryPtr> operands;  ///< two or more
  Nearness nearness = Nearness::words;
  std::uint32_t distance = 0;  ///< in words, where they count
};

/// The operand (as one of NEAR) in at least `count` places.
struct AtLeastQuery {
  QueryPtr operand;
  std::uint32_t count = 1;
};

/// The operand, counting `factor` times in the order of the hits.
struct BoostQuery {
  QueryPtr operand;
  double factor = 1;
};

/// A field with values, one of which must be there: person:lavrov|kerry. `exact`: the values are as
/// facets list them, person:="Sergei Lavrov".
struct FilterQuery {
  const Field* field = nullptr;
  std::vector<std::string> values;  ///< one or more, none empty
  bool exact = false;
};

/// Dates from `first` to `last`, both included; a missing end is open.
struct DateQuery {
  std::optional<Date> first;
  std::optional<Date> last;
};

struct AndQuery {
  std::vector<QueryPtr> operands;
};
struct OrQuery {
  std::vector<QueryPtr> operands;
};
struct NotQuery {
  QueryPtr operand;
};

struct Query {
  std::variant<AllQuery, WordQuery, PrefixQuery, FuzzyQuery, PhraseQuery, NearQuery, AtLeastQuery,
               BoostQuery, FilterQuery, DateQuery, AndQuery, OrQuery, NotQuery>
      node;
  std::size_t offset = 0;  ///< where it begins in the text it was parsed from, in bytes
};

template <typename Node>
QueryPtr make_query(Node node, std::size_t offset = 0) {
  return std::make_shared<const Query>(Query{std::move(node), offset});
}

/// The query as text that parses to the same query, with all brackets, in small letters (those
/// beyond ASCII stay as they are: folding one can make two words of one).
std::string to_text(const Query& query);

/// The values of a field as they are written, with bars between; \| is a bar, \\ a backslash and \"
/// a quote. None of them is empty.
std::vector<std::string> split_values(std::string_view text);

/// One value as split_values() reads it.
std::string escaped_value(std::string_view value);

/// Whether `text` begins with a backslash and a mark that it makes part of a value.
bool is_escape(std::string_view text);

/// Whether NEAR and ATLEAST take it: words, prefixes, phrases, or one of several such.
bool is_text(const Query& query);

/// A stretch of a phrase without spaces; `prefix` where a star stood at its end.
struct PhrasePart {
  std::string_view text;  ///< without that star
  bool prefix = false;
  std::size_t offset = 0;
};
std::vector<PhrasePart> phrase_parts(std::string_view text);

/// For std::visit with one lambda for each alternative.
template <typename... Lambdas>
struct Overloaded : Lambdas... {
  using Lambdas::operator()...;
};
template <typename... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

/// The first node that is more than `levels` below; null for none.
const Query* below(const Query& query, int levels);

}  // namespace dateline
