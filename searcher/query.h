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

/// Words beginning with `text`: "cease*".
struct PrefixQuery {
  std::string text;
  Scope scope = Scope::anywhere;
};

/// "grain deal", the words as neighbours in this order.
struct PhraseQuery {
  std::string text;
  Scope scope = Scope::anywhere;
};

/// Operands (words, prefixes, phrases) within `distance` words of each other.
struct NearQuery {
  std::vector<QueryPtr> operands;  ///< two or more
  std::uint32_t distance = 0;
  bool ordered = false;  ///< ADJ: in this order
};

/// A field with a value: person:lavrov. `exact`: person:="S. Lavrov".
struct FilterQuery {
  const Field* field = nullptr;
  std::string value;
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
  std::variant<AllQuery, WordQuery, PrefixQuery, PhraseQuery, NearQuery, FilterQuery, DateQuery,
               AndQuery, OrQuery, NotQuery>
      node;
  std::size_t offset = 0;  ///< where it begins in the text it was parsed from, in bytes
};

template <typename Node>
QueryPtr make_query(Node node, std::size_t offset = 0) {
  return std::make_shared<const Query>(Query{std::move(node), offset});
}

/// The query as text that parses to the same query, with all brackets and words folded.
std::string to_text(const Query& query);

/// For std::visit with one lambda for each alternative.
template <typename... Lambdas>
struct Overloaded : Lambdas... {
  using Lambdas::operator()...;
};
template <typename... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

}  // namespace dateline
