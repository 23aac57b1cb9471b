// SPDX-License-Identifier: GPL-2.0-or-later
//
// Whatever the bytes: the parser ends, an error has a place in the text and says what would be
// right, and what a query prints parses to the same query, word for word. The first byte of the
// input picks the options.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "common/analyzer.h"
#include "searcher/query_parser.h"

namespace {

using namespace dateline;

/// The query with each text replaced by the words that the analyzer makes of it, so that two
/// queries are the same if their skeletons are.
class Skeleton {
 public:
  std::string of(const Query& query) {
    return std::visit(Overloaded{
                          [](const AllQuery&) -> std::string { return "*"; },
                          [&](const WordQuery& word) {
                            return "w" + words(word.text, word.exact) + scope(word.scope);
                          },
                          [&](const PrefixQuery& prefix) {
                            return "p" + words(prefix.text, true) + scope(prefix.scope);
                          },
                          [&](const FuzzyQuery& fuzzy) {
                            return "f" + std::to_string(fuzzy.edits) + words(fuzzy.text, true) +
                                   scope(fuzzy.scope);
                          },
                          [&](const PhraseQuery& phrase) {
                            std::string text;
                            for (const PhrasePart& part : phrase_parts(phrase.text))
                              text += words(part.text, phrase.exact || part.prefix) +
                                      (part.prefix ? "*" : "");
                            return "w" + text + scope(phrase.scope) +
                                   (phrase.slack == 0 ? "" : "~" + std::to_string(phrase.slack));
                          },
                          [&](const NearQuery& near) {
                            return "n" + std::to_string(static_cast<int>(near.nearness)) + "/" +
                                   std::to_string(near.distance) + all(near.operands);
                          },
                          [&](const AtLeastQuery& least) {
                            return "l" + std::to_string(least.count) + of(*least.operand);
                          },
                          [&](const BoostQuery& boost) {
                            return "b" + std::to_string(boost.factor) + of(*boost.operand);
                          },
                          [](const FilterQuery& filter) {
                            std::string text = "v" + std::string(filter.field->name);
                            text += filter.exact ? '=' : ':';
                            for (const std::string& value : filter.values)
                              text += std::to_string(value.size()) + ' ' + value + ';';
                            return text;
                          },
                          [](const DateQuery& range) {
                            return "d" + (range.first ? to_iso(*range.first) : "") + ".." +
                                   (range.last ? to_iso(*range.last) : "");
                          },
                          [&](const AndQuery& query_) { return "a" + all(query_.operands); },
                          [&](const OrQuery& query_) { return "o" + all(query_.operands); },
                          [&](const NotQuery& negated) { return "!" + of(*negated.operand); },
                      },
                      query.node);
  }

 private:
  static std::string scope(Scope scope) { return "@" + std::to_string(static_cast<int>(scope)); }

  std::string all(const std::vector<QueryPtr>& operands) {
    std::string out = "(";
    for (const QueryPtr& operand : operands) out += of(*operand) + " ";
    return out + ")";
  }

  std::string words(std::string_view text, bool exact) {
    std::vector<Word> found;
    analyzer_.analyze(text, found);
    std::string out;
    for (const Word& word : found) out += ' ' + (exact ? word.form->exact : word.form->stem);
    analyzer_.trim(10'000);
    return out;
  }

  Analyzer analyzer_;
};

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Date today = *make_date(2018, 5, 31);
  const auto parsed = parse_query(text, {(data[0] & 1) != 0, (data[0] & 6) == 6, today});
  if (const auto* error = std::get_if<ParseError>(&parsed)) {
    require(error->offset <= text.size() && !error->message.empty() && !error->hint.empty());
    show_place(text, error->offset);
    return 0;
  }
  static Skeleton skeleton;
  const Query& query = *std::get<ParsedQuery>(parsed).query;
  const std::string printed = to_text(query);
  const auto again = parse_query(printed, {false, false, today});
  require(std::holds_alternative<ParsedQuery>(again));
  const ParsedQuery& read = std::get<ParsedQuery>(again);
  require(read.notes.empty());
  require(to_text(*read.query) == printed);
  require(skeleton.of(query) == skeleton.of(*read.query));
  return 0;
}
