// SPDX-License-Identifier: GPL-2.0-or-later
//
// For reading: each hit with its passage, persons and countries, then the counts of the facets; or
// each hit on one line.
#include "common/terminal_text.h"
#include "searcher/explanation.h"
#include "searcher/formatters/formatters.h"

namespace dateline {
namespace {

struct Style {
  std::string_view on;
  std::string_view off;
};

constexpr Style kMark{"\x1b[1;31m", "\x1b[0m"};
constexpr Style kTitle{"\x1b[1m", "\x1b[0m"};
constexpr Style kDim{"\x1b[2m", "\x1b[0m"};

class TextFormatter : public Formatter {
 public:
  explicit TextFormatter(const FormatOptions& options) : options_(options) {}

  void write(const SearchResults& results, std::ostream& out) override {
    if (results.explained) {
      for (const std::string& line : lines_of(*results.explained))
        out << terminal_text(line) << '\n';
      return;
    }
    for (const Hit& hit : results.hits) write_hit(hit, out);
    write_total(results, out);
    for (const FacetResult& facet : results.facets) write_facet(facet, out);
  }

 private:
  void styled(std::ostream& out, const Style& style, std::string_view text) const {
    if (options_.color)
      out << style.on << terminal_text(text) << style.off;
    else
      out << terminal_text(text);
  }

  /// `text` with its marked words in colour, or in brackets where there is no colour.
  void marked(std::ostream& out, std::string_view text,
              const std::vector<Highlight>& highlights) const {
    std::size_t at = 0;
    for (const auto& [start, end] : highlights) {
      out << terminal_text(text.substr(at, start - at));
      if (options_.color)
        styled(out, kMark, text.substr(start, end - start));
      else
        out << '[' << terminal_text(text.substr(start, end - start)) << ']';
      at = end;
    }
    out << terminal_text(text.substr(at));
  }

  void write_hit(const Hit& hit, std::ostream& out) const {
    const Article& article = hit.article;
    out << hit.rank << "  ";
    styled(out, kDim, article.date ? to_iso(*article.date) : "no date   ");
    if (!article.source.empty()) {
      out << "  ";
      styled(out, kDim, article.source);
    }
    out << "  ";
    styled(out, kTitle, article.title);
    out << "\n   ";
    marked(out, hit.snippet.text, hit.snippet.highlights);
    out << "\n   ";
    write_names(hit, out);
    styled(out, kDim, article.id);
    if (hit.copies > 0)
      out << "   " << grouped(hit.copies) << (hit.copies == 1 ? " copy" : " copies");
    out << "\n\n";
  }

  void write_names(const Hit& hit, std::ostream& out) const {
    std::string persons;
    for (const std::string& person : hit.persons)
      persons.append(persons.empty() ? "" : " · ").append(person);
    std::string countries;
    for (const std::string& code : hit.countries)
      countries.append(countries.empty() ? "" : " ").append(code);
    if (!persons.empty()) out << terminal_text(persons) << "   ";
    if (!countries.empty()) out << countries << "   ";
  }

  void write_total(const SearchResults& results, std::ostream& out) const {
    if (results.total == 0) {
      out << "no match\n";
      if (results.diagnosis)
        for (const std::string& line : lines_of(*results.diagnosis))
          out << terminal_text(line) << '\n';
      return;
    }
    if (results.by_story && results.stories) {
      if (results.hits.size() != *results.stories) out << grouped(results.hits.size()) << " of ";
      out << grouped(*results.stories) << (*results.stories == 1 ? " story, " : " stories, ")
          << grouped(results.total) << (results.total == 1 ? " article\n" : " articles\n");
      return;
    }
    if (results.hits.size() == results.total)
      out << grouped(results.total) << (results.total == 1 ? " article\n" : " articles\n");
    else
      out << grouped(results.hits.size()) << " of " << grouped(results.total) << " articles\n";
  }

  void write_facet(const FacetResult& facet, std::ostream& out) const {
    if (facet.values.empty()) return;
    const std::string_view name = kFacets[static_cast<std::size_t>(facet.facet)].name;
    constexpr std::size_t kNameWidth = 9;
    styled(out, kTitle, name);
    out << std::string(kNameWidth - std::min(kNameWidth, name.size()), ' ');
    bool first = true;
    for (const FacetValue& value : facet.values) {
      out << (first ? "" : " · ") << terminal_text(value.value) << ' ' << grouped(value.count);
      first = false;
    }
    if (facet.distinct > facet.values.size())
      out << " · " << grouped(facet.distinct - facet.values.size()) << " more";
    out << '\n';
  }

  const FormatOptions options_;
};

class OnelineFormatter : public Formatter {
 public:
  void write(const SearchResults& results, std::ostream& out) override {
    for (const Hit& hit : results.hits) {
      const Article& article = hit.article;
      out << (article.date ? to_iso(*article.date) : "----------") << "  "
          << terminal_text(article.id) << "  ";
      if (!article.source.empty()) out << terminal_text(article.source) << ": ";
      out << terminal_text(article.title);
      if (hit.copies > 0) out << " (+" << hit.copies << ')';
      out << '\n';
    }
  }
};

}  // namespace

std::unique_ptr<Formatter> make_text_formatter(const FormatOptions& options) {
  return std::make_unique<TextFormatter>(options);
}

std::unique_ptr<Formatter> make_oneline_formatter(const FormatOptions&) {
  return std::make_unique<OnelineFormatter>();
}

}  // namespace dateline
