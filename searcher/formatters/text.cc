// SPDX-License-Identifier: GPL-2.0-or-later
//
// For reading: each hit with its passage, persons and countries, then the counts of the facets; or
// each hit on one line.
#include "common/terminal_text.h"
#include "searcher/explanation.h"
#include "searcher/formatters/formatters.h"
#include "searcher/hyperlink.h"
#include "searcher/score_parts.h"
#include "searcher/text_layout.h"

namespace dateline {
namespace {

constexpr std::size_t kIndent = 3;
constexpr std::size_t kNameWidth = 9;  // of a facet's name

class TextFormatter : public Formatter {
 public:
  explicit TextFormatter(const FormatOptions& options) : options_(options) {}

  void begin(const SearchResults& results, std::ostream& out) override {
    shown_ = 0;
    explains_ = results.explained.has_value();
    if (!explains_) return;
    for (const std::string& line : lines_of(*results.explained)) out << terminal_text(line) << '\n';
    if (results.total > 0) out << kScoreHead << '\n';
  }

  void hit(const Hit& hit, std::ostream& out) override {
    ++shown_;
    if (explains_) {
      out << terminal_text(score_line(hit)) << '\n';
      return;
    }
    const Article& article = hit.article;
    TextLayout lines(out, options_.color, options_.width, kIndent);
    lines.add(std::to_string(hit.rank) + "  ");
    lines.add(article.date ? to_iso(*article.date) : "no date   ", kDimStyle);
    if (!article.source.empty()) {
      lines.add("  ");
      lines.add(article.source, kDimStyle);
    }
    lines.add("  ");
    write_title(article, lines);
    lines.end_line();
    lines.add("   ");
    lines.add_marked(hit.snippet.text, hit.snippet.highlights);
    lines.end_line();
    lines.add("   ");
    write_names(hit, lines);
    lines.add(article.id, kDimStyle);
    if (hit.copies > 0)
      lines.add("   " + grouped(hit.copies) + (hit.copies == 1 ? " copy" : " copies"));
    lines.end_line();
    out << '\n';
  }

  void end(const SearchResults& results, std::ostream& out) override {
    if (explains_) return;
    write_total(results, out);
    for (const std::string& part : results.missing)
      out << terminal_text(note_of_missing(part)) << '\n';
    for (const FacetResult& facet : results.facets) write_facet(facet, out);
  }

 private:
  void write_title(const Article& article, TextLayout& lines) const {
    const std::string target = options_.hyperlinks ? link_target(article) : "";
    if (target.empty()) {
      lines.add(article.title, kTitleStyle);
      return;
    }
    const std::string on = std::string(kTitleStyle.on) + link_start(target);
    const std::string off = std::string(kLinkEnd) + std::string(kTitleStyle.off);
    lines.add(article.title, options_.color ? Style{on, off} : kTitleStyle);
    lines.end_word();
  }

  void write_names(const Hit& hit, TextLayout& lines) const {
    for (std::size_t i = 0; i < hit.persons.size(); ++i) {
      if (i > 0) lines.add(" · ");
      lines.add(hit.persons[i], {}, true);
    }
    if (!hit.persons.empty()) lines.add("   ");
    for (const std::string& code : hit.countries) lines.add(code + ' ');
    if (!hit.countries.empty()) lines.add("  ");
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
      if (shown_ != *results.stories) out << grouped(shown_) << " of ";
      out << grouped(*results.stories) << (*results.stories == 1 ? " story, " : " stories, ")
          << grouped(results.total) << (results.total == 1 ? " article\n" : " articles\n");
      return;
    }
    if (shown_ == results.total)
      out << grouped(results.total) << (results.total == 1 ? " article\n" : " articles\n");
    else
      out << grouped(shown_) << " of " << grouped(results.total) << " articles\n";
  }

  void write_facet(const FacetResult& facet, std::ostream& out) const {
    if (facet.values.empty()) return;
    const std::string_view name = kFacets[static_cast<std::size_t>(facet.facet)].name;
    TextLayout lines(out, options_.color, options_.width, kNameWidth);
    lines.add(name, kTitleStyle);
    lines.add(std::string(kNameWidth - std::min(kNameWidth, name.size()), ' '));
    bool first = true;
    for (const FacetValue& value : facet.values) {
      if (!first) lines.add(" · ");
      lines.add(value.value + ' ' + grouped(value.count), {}, true);
      first = false;
    }
    if (facet.distinct > facet.values.size())
      lines.add(" · " + grouped(facet.distinct - facet.values.size()) + " more");
    lines.end_line();
  }

  const FormatOptions options_;
  std::uint64_t shown_ = 0;
  bool explains_ = false;  // instead of showing hits
};

/// Date, id, source and title; or the fields that were asked for.
class OnelineFormatter : public Formatter {
 public:
  explicit OnelineFormatter(const FormatOptions& options) : fields_(options.fields) {}

  void begin(const SearchResults&, std::ostream&) override {}

  void hit(const Hit& hit, std::ostream& out) override {
    const Article& article = hit.article;
    if (!fields_.empty()) {
      for (std::size_t i = 0; i < fields_.size(); ++i)
        out << (i == 0 ? "" : "  ") << cell_text(fields_[i]->value(hit));
      out << '\n';
      return;
    }
    out << (article.date ? to_iso(*article.date) : "----------") << "  "
        << terminal_text(article.id) << "  ";
    if (!article.source.empty()) out << terminal_text(article.source) << ": ";
    out << terminal_text(article.title);
    if (hit.copies > 0) out << " (+" << hit.copies << ')';
    out << '\n';
  }

  void end(const SearchResults&, std::ostream&) override {}

 private:
  const std::vector<const HitField*> fields_;
};

}  // namespace

std::unique_ptr<Formatter> make_text_formatter(const FormatOptions& options) {
  if (!options.fields.empty()) return make_oneline_formatter(options);
  return std::make_unique<TextFormatter>(options);
}

std::unique_ptr<Formatter> make_oneline_formatter(const FormatOptions& options) {
  return std::make_unique<OnelineFormatter>(options);
}

}  // namespace dateline
