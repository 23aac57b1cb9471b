// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/company.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "common/stored_article.h"
#include "common/terminal_text.h"
#include "common/word_sequence.h"
#include "common/xapian_error.h"
#include "searcher/facet_counter.h"
#include "searcher/language_analyzers.h"
#include "searcher/row_writer.h"
#include "searcher/search.h"
#include "searcher/snippet.h"
#include "searcher/text_layout.h"

namespace dateline {
namespace {

constexpr std::uint64_t kFloor = 3;
constexpr std::uint64_t kSmallFloor = 2;
constexpr std::uint64_t kFewMatches = 30;
constexpr Xapian::doccount kMostRead = 5;  // articles read for a sentence
constexpr std::size_t kPassageWords = 30;

/// The sentences of an article's body, as bytes [first, second).
std::vector<Highlight> sentences(const Xapian::Document& document, const Article& article,
                                 Analyzer& analyzer) {
  std::vector<Word> words;
  analyzer.analyze(article.title, words);
  const std::size_t in_title = words.size();
  analyzer.analyze(article.body, words);
  std::vector<std::vector<std::uint32_t>> every(1);
  for (const Word& word : words) every[0].push_back(word.form->hash);
  WordSequenceReader reader;
  std::vector<Occurrence> places;
  reader.find(document.get_value(kWordSlot), every, places);
  std::vector<Highlight> found;
  if (places.size() != words.size()) return found;
  for (std::size_t i = in_title; i < words.size(); ++i) {
    if (i > in_title && places[i].sentence == places[i - 1].sentence)
      found.back().second = words[i].end;
    else
      found.emplace_back(words[i].start, words[i].end);
  }
  // What is not a word between two sentences ends the first.
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::size_t limit = i + 1 < found.size() ? found[i + 1].first : article.body.size();
    const std::string_view rest = std::string_view(article.body).substr(0, limit);
    const std::size_t space = rest.find_first_of(" \n", found[i].second);
    found[i].second = static_cast<std::uint32_t>(std::min(space, limit));
  }
  return found;
}

class SentenceFinder {
 public:
  SentenceFinder(const Index& index, const CompiledQuery& query, Facet facet, Analyzer& analyzer)
      : index_(index), query_(query), facet_(facet), analyzer_(analyzer), analyzers_(analyzer) {}

  /// Reads the best matches with this name until a sentence has both it and the query's words.
  void find(std::uint32_t ordinal, Companion& companion) {
    const HighlightWords names = words_of(companion);
    int best = -1;
    for (const Ranked& match :
         best_matches(index_, Plan::all({query_.plan, holders(ordinal)}), kMostRead)) {
      if (best == 2) return;
      const Xapian::Document document = index_.database().get_document(match.id);
      const auto article = unpack_article(document.get_value(kArticleSlot));
      if (article) look(document, *article, names, best, companion);
    }
  }

 private:
  Plan holders(std::uint32_t ordinal) const {
    const std::string_view prefix =
        find_field(kFacets[static_cast<std::size_t>(facet_)].name)->prefix;
    std::vector<Plan> terms;
    if (facet_ == Facet::person)
      for (const std::uint32_t name : index_.identities().names_of(ordinal))
        terms.push_back(Plan::filter(make_term(prefix, index_.name(Dictionary::person, name))));
    else
      terms.push_back(Plan::filter(make_term(prefix, index_.name(dictionary_of(facet_), ordinal))));
    return Plan::any(std::move(terms));
  }

  HighlightWords words_of(const Companion& companion) {
    HighlightWords words;
    std::vector<Word> found;
    if (facet_ == Facet::person || !companion.name.empty())
      analyzer_.analyze(companion.name.empty() ? companion.value : companion.name, found);
    for (const Word& word : found) words.exact.insert(word.form->exact);
    return words;
  }

  // A sentence with both is worth 2, with the name 1, any other passage 0.
  void look(const Xapian::Document& document, const Article& article, const HighlightWords& names,
            int& best, Companion& companion) {
    const auto better = [&](int worth, std::string_view sentence) {
      if (worth <= best) return;
      best = worth;
      companion.id = article.id;
      companion.sentence = sentence;
    };
    Analyzer& analyzer = analyzers_.of(article.language);
    SnippetMaker named(analyzer, names);
    SnippetMaker asked(analyzer, query_.highlights);
    for (const auto& [start, end] : sentences(document, article, analyzer)) {
      const std::string_view sentence = std::string_view(article.body).substr(start, end - start);
      if (named.marks(sentence).empty()) continue;
      better(asked.marks(sentence).empty() ? 1 : 2, sentence);
      if (best == 2) return;
    }
    if (best < 0) better(0, asked.make(article.body, kPassageWords).text);
  }

  const Index& index_;
  const CompiledQuery& query_;
  const Facet facet_;
  Analyzer& analyzer_;
  LanguageAnalyzers analyzers_;
};

bool named_by(const CompiledQuery& query, const TermWeights& terms, std::string_view prefix,
              const Companion& companion, Analyzer& analyzer) {
  if (terms.contains(make_term(prefix, companion.value))) return true;
  SnippetMaker asked(analyzer, query.highlights);
  return !asked.marks(companion.name.empty() ? companion.value : companion.name).empty();
}

std::string times(double lift) {
  const auto tenths = std::lround(lift * 10);
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

void print_text(const std::vector<Companion>& company, const FormatOptions& options,
                std::ostream& out) {
  for (const Companion& one : company) {
    TextLayout lines(out, options.color, options.width, 3);
    lines.add(one.name.empty() ? one.value : one.value + " " + one.name, kTitleStyle);
    lines.add("  " + grouped(one.count) + " of " + grouped(one.archive) + " articles, " +
              times(one.lift) + " times as often as in the archive");
    lines.end_line();
    lines.add("   ");
    lines.add(one.sentence);
    lines.end_line();
    lines.add("   ");
    lines.add(one.id, kDimStyle);
    lines.end_line();
  }
}

void print_json(const std::vector<Companion>& company, const ArchiveState& state,
                std::ostream& out) {
  JsonWriter json;
  json.start_object().member("format_version", std::uint64_t{1});
  write_state(json, state);
  json.key("with").start_array();
  for (const Companion& one : company) {
    json.start_object().member("value", one.value);
    if (!one.name.empty()) json.member("name", one.name);
    json.member("count", one.count).member("archive", one.archive).member("lift", one.lift);
    json.member("id", one.id).member("sentence", one.sentence).end_object();
  }
  out << json.end_array().end_object().take() << '\n';
}

}  // namespace

std::vector<Companion> find_company(const Index& index, const CompiledQuery& query, Facet facet,
                                    std::size_t limit, Analyzer& analyzer) {
  return with_xapian(index.path(), [&] {
    const FacetCounter in_matches = count_all_facets(index, query.plan);
    const FacetCounter in_archive = count_all_facets(index, Plan::everything());
    const std::uint64_t total = in_matches.articles();
    const std::uint64_t all = in_archive.articles();
    const std::uint64_t least = total < kFewMatches ? kSmallFloor : kFloor;
    const Tally& archive = in_archive.tally(facet);
    const std::string_view prefix =
        find_field(kFacets[static_cast<std::size_t>(facet)].name)->prefix;
    const TermWeights terms = term_weights(query.plan, index.database());
    using Numbered = std::pair<Companion, std::uint32_t>;
    std::vector<Numbered> ranked;
    in_matches.tally(facet).for_each([&](std::uint32_t ordinal, std::uint32_t count) {
      if (count < least) return;
      Companion one{
          index.name(dictionary_of(facet), ordinal), "", count, archive.count(ordinal), 0, "", ""};
      if (dictionary_of(facet) == Dictionary::country) one.name = index.country_name(one.value);
      if (named_by(query, terms, prefix, one, analyzer)) return;
      one.lift = static_cast<double>(one.count) * static_cast<double>(all) /
                 (static_cast<double>(one.archive) * static_cast<double>(total));
      ranked.emplace_back(std::move(one), ordinal);
    });
    std::sort(ranked.begin(), ranked.end(), [](const Numbered& a, const Numbered& b) {
      return std::tie(b.first.lift, b.first.count, a.first.value) <
             std::tie(a.first.lift, a.first.count, b.first.value);
    });
    if (limit > 0 && ranked.size() > limit) ranked.resize(limit);
    SentenceFinder finder(index, query, facet, analyzer);
    std::vector<Companion> company;
    for (auto& [one, ordinal] : ranked) {
      finder.find(ordinal, one);
      company.push_back(std::move(one));
    }
    return company;
  });
}

void print_company(const std::vector<Companion>& company, std::string_view format,
                   const FormatOptions& options, std::ostream& out) {
  if (format == "json") return print_json(company, options.state, out);
  const auto writer = make_row_writer(format, out);
  if (!writer) return print_text(company, options, out);
  writer->begin({"value", "name", "count", "archive", "lift", "id", "sentence"});
  for (const Companion& one : company)
    writer->row({one.value, one.name, one.count, one.archive, one.lift, one.id, one.sentence});
}

}  // namespace dateline
