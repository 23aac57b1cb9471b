// SPDX-License-Identifier: GPL-2.0-or-later
//
// Markdown to paste into notes: a numbered list of hits, each with its passage quoted and the
// marked words bold, then the facets.
#include "common/terminal_text.h"
#include "searcher/formatters/formatters.h"

namespace dateline {
namespace {

/// With Markdown's own marks escaped.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : terminal_text(text)) {
    if (std::string_view("\\`*_[]<>#|~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string marked(const Snippet& snippet) {
  const std::string_view text = snippet.text;
  std::string out;
  std::size_t at = 0;
  for (const auto& [start, end] : snippet.highlights) {
    out += escaped(text.substr(at, start - at));
    out += "**" + escaped(text.substr(start, end - start)) + "**";
    at = end;
  }
  return out + escaped(text.substr(at));
}

/// An address may not end its own link.
std::string link_target(std::string_view url) {
  std::string out;
  for (const char c : terminal_text(url)) {
    if (c == ' ')
      out += "%20";
    else if (c == '<' || c == '>')
      out += c == '<' ? "%3C" : "%3E";
    else
      out += c;
  }
  return out;
}

class MarkdownFormatter : public Formatter {
 public:
  void begin(const SearchResults&, std::ostream&) override {}

  void hit(const Hit& hit, std::ostream& out) override {
    const Article& article = hit.article;
    const bool links = article.url.starts_with("http");
    out << hit.rank << ". " << (links ? "[" : "") << "**" << escaped(article.title) << "**"
        << (links ? "](<" + link_target(article.url) + ">)" : "");
    if (!article.source.empty()) out << ", " << escaped(article.source);
    if (article.date) out << ", " << to_iso(*article.date);
    out << "\n   > " << marked(hit.snippet) << "\n\n";
  }

  void end(const SearchResults& results, std::ostream& out) override {
    out << grouped(results.total) << (results.total == 1 ? " article\n" : " articles\n");
    if (!results.facets.empty()) out << '\n';
    for (const FacetResult& facet : results.facets) {
      if (facet.values.empty()) continue;
      out << "- " << kFacets[static_cast<std::size_t>(facet.facet)].name << ": ";
      for (std::size_t i = 0; i < facet.values.size(); ++i)
        out << (i == 0 ? "" : ", ") << escaped(facet.values[i].value) << ' '
            << grouped(facet.values[i].count);
      out << '\n';
    }
  }
};

}  // namespace

std::unique_ptr<Formatter> make_markdown_formatter(const FormatOptions& options) {
  if (!options.fields.empty()) return make_markdown_table_formatter(options);
  return std::make_unique<MarkdownFormatter>();
}

}  // namespace dateline
