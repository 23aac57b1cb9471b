// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/show_article.h"

#include "common/terminal_text.h"
#include "searcher/snippet.h"
#include "searcher/text_layout.h"

namespace dateline {
namespace {

std::vector<const HitField*> fields_of_article() {
  std::vector<const HitField*> fields;
  for (const char* name : {"id", "title", "date", "source", "url", "author", "path", "line",
                           "language", "persons", "countries", "about", "body"})
    fields.push_back(find_hit_field(name));
  return fields;
}

/// Calls `use` with each line of the text and the marks in it.
template <typename Use>
void for_each_line(std::string_view text, const std::vector<Highlight>& marks, Use use) {
  auto mark = marks.begin();
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::vector<Highlight> inside;
    for (; mark != marks.end() && mark->first < end; ++mark)
      inside.emplace_back(
          static_cast<std::uint32_t>(mark->first - start),
          static_cast<std::uint32_t>(std::min<std::size_t>(mark->second, end) - start));
    use(text.substr(start, end - start), inside);
    start = end + 1;
  }
}

}  // namespace

void show_article(const Hit& hit, const HighlightWords& words, std::string_view format,
                  const FormatOptions& options, Analyzer& analyzer, std::ostream& out) {
  const Article& article = hit.article;
  if (format == "json" || format == "jsonl") {
    FormatOptions whole = options;
    if (whole.fields.empty()) whole.fields = fields_of_article();
    find_formatter("jsonl")->make(whole)->hit(hit, out);
    return;
  }
  SnippetMaker marker(analyzer, words);
  const bool markdown = format == "md";
  TextLayout lines(out, options.color, options.width, 0);
  if (markdown) lines.add("# ");
  lines.add_marked(article.title, marker.marks(article.title));
  lines.end_line();
  out << '\n';
  const auto line = [&](const char* name, const std::string& value) {
    if (!value.empty()) out << (markdown ? "- " : "") << name << terminal_text(value) << '\n';
  };
  line("Date: ", article.date ? to_iso(*article.date) : "");
  line("Source: ", article.source);
  line("Author: ", article.author);
  line("Url: ", article.url);
  line("Path: ", article.path);
  out << '\n';
  for_each_line(article.body, marker.marks(article.body),
                [&](std::string_view text, const std::vector<Highlight>& marks) {
                  lines.add_marked(text, marks);
                  lines.end_line();
                });
}

}  // namespace dateline
