// SPDX-License-Identifier: GPL-2.0-or-later
//
// One object with everything (json), or each hit as an object on a line of its own (jsonl).
// Adding keys is no new format_version; removing or changing one is.
#include "common/json_writer.h"
#include "common/utf8.h"
#include "searcher/formatters/formatters.h"

namespace dateline {
namespace {

constexpr std::uint64_t kFormatVersion = 1;

void write_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).start_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

void write_highlights(JsonWriter& json, std::string_view key,
                      const std::vector<Highlight>& highlights) {
  json.key(key).start_array();
  for (const auto& [start, end] : highlights)
    json.start_array().value(std::uint64_t{start}).value(std::uint64_t{end}).end_array();
  json.end_array();
}

void write_hit(JsonWriter& json, const Hit& hit) {
  const Article& article = hit.article;
  json.start_object()
      .member("rank", hit.rank)
      .member("id", article.id)
      .member("score", hit.score)
      .member("title", article.title);
  if (article.date)
    json.member("date", to_iso(*article.date));
  else
    json.key("date").null();
  json.member("source", article.source)
      .member("url", article.url)
      .member("author", article.author)
      .member("path", article.path)
      .member("line", article.line)
      .member("language", article.language);
  write_texts(json, "persons", hit.persons);
  write_texts(json, "countries", hit.countries);
  write_texts(json, "about", hit.about);
  json.member("copies", hit.copies).member("snippet", hit.snippet.text);
  write_highlights(json, "highlights", hit.snippet.highlights);
  write_highlights(json, "title_highlights", hit.title_highlights);
  if (!hit.score_parts.empty()) {
    json.key("score_parts").start_array();
    for (const ScorePart& part : hit.score_parts)
      json.start_object().member("text", part.text).member("score", part.score).end_object();
    json.end_array();
  }
  json.end_object();
}

void write_facets(JsonWriter& json, const std::vector<FacetResult>& facets) {
  json.key("facets").start_object();
  for (const FacetResult& facet : facets) {
    json.key(kFacets[static_cast<std::size_t>(facet.facet)].name).start_array();
    for (const FacetValue& value : facet.values) {
      json.start_object().member("value", value.value);
      if (!value.name.empty()) json.member("name", value.name);
      json.member("count", value.count).end_object();
    }
    json.end_array();
  }
  json.end_object();
}

/// A query comes from the command line as any bytes.
std::string repaired(std::string text) {
  repair_utf8(text);
  return text;
}

void write_explained(JsonWriter& json, const ExplainedClause& clause) {
  json.start_object().member("clause", repaired(clause.text)).member("articles", clause.articles);
  json.member("took_ms", clause.took_ms).key("became").start_array();
  for (const std::string& one : clause.became) json.value(repaired(one));
  json.end_array().key("clauses").start_array();
  for (const ExplainedClause& inner : clause.clauses) write_explained(json, inner);
  json.end_array().end_object();
}

void write_clauses(JsonWriter& json, std::string_view key, const Diagnosis& diagnosis,
                   const std::vector<std::size_t>& numbers) {
  json.key(key).start_array();
  for (const std::size_t i : numbers) json.value(repaired(diagnosis.clauses[i].text));
  json.end_array();
}

void write_diagnosis(JsonWriter& json, const Diagnosis& diagnosis) {
  json.key("diagnosis").start_object().key("clauses").start_array();
  for (const DiagnosedClause& clause : diagnosis.clauses) {
    json.start_object().member("clause", repaired(clause.text));
    json.member("articles", clause.articles);
    if (clause.without) json.member("without", *clause.without);
    json.key("nearest").start_array();
    for (const Suggestion& one : clause.nearest)
      json.start_object().member("word", one.text).member("articles", one.articles).end_object();
    json.end_array().end_object();
  }
  json.end_array();
  write_clauses(json, "empty", diagnosis, diagnosis.empty);
  write_clauses(json, "together", diagnosis, diagnosis.together);
  json.end_object();
}

/// Only the fields that were asked for, if some were.
void write_chosen(JsonWriter& json, const std::vector<const HitField*>& fields, const Hit& hit) {
  if (fields.empty()) return write_hit(json, hit);
  json.start_object();
  for (const HitField* field : fields) {
    json.key(field->name);
    write_cell(json, field->value(hit));
  }
  json.end_object();
}

class JsonFormatter : public Formatter {
 public:
  explicit JsonFormatter(const FormatOptions& options)
      : fields_(options.fields), state_(options.state) {}

  // Each hit is a text of its own, and so are the parts before and after all hits: their brackets
  // close across them.
  void begin(const SearchResults& results, std::ostream& out) override {
    JsonWriter json;
    json.start_object();
    if (!results.label.empty()) json.member("label", results.label);
    json.member("format_version", kFormatVersion).key("query").start_object();
    json.member("text", repaired(results.text)).member("parsed", repaired(results.parsed));
    json.key("notes").start_array();
    for (const std::string& note : results.notes) json.value(repaired(note));
    json.end_array();
    json.end_object().key("total").start_object();
    json.member("articles", results.total);
    if (results.stories) json.member("stories", *results.stories);
    json.member("exact", results.missing.empty()).end_object();
    if (!results.missing.empty()) {
      json.key("missing").start_array();
      for (const std::string& part : results.missing) json.value(part);
      json.end_array();
    }
    write_state(json, state_);
    json.member("took_ms", results.took_ms).key("hits").start_array();
    out << json.take();
    first_ = true;
  }

  void hit(const Hit& hit, std::ostream& out) override {
    JsonWriter json;
    write_chosen(json, fields_, hit);
    out << (first_ ? "" : ",") << json.take();
    first_ = false;
  }

  void end(const SearchResults& results, std::ostream& out) override {
    JsonWriter json;
    json.start_object();
    write_facets(json, results.facets);
    if (results.explained) {
      json.key("explain");
      write_explained(json, *results.explained);
    }
    if (results.diagnosis) write_diagnosis(json, *results.diagnosis);
    out << "]," << std::string_view(json.end_object().take()).substr(1) << '\n';
  }

 private:
  const std::vector<const HitField*> fields_;
  const ArchiveState state_;
  bool first_ = true;
};

class JsonLinesFormatter : public Formatter {
 public:
  explicit JsonLinesFormatter(const FormatOptions& options) : fields_(options.fields) {}

  void begin(const SearchResults&, std::ostream&) override {}
  void hit(const Hit& hit, std::ostream& out) override {
    JsonWriter json;
    write_chosen(json, fields_, hit);
    out << json.take() << '\n';
  }
  void end(const SearchResults&, std::ostream&) override {}

 private:
  const std::vector<const HitField*> fields_;
};

}  // namespace

std::unique_ptr<Formatter> make_json_formatter(const FormatOptions& options) {
  return std::make_unique<JsonFormatter>(options);
}

std::unique_ptr<Formatter> make_json_lines_formatter(const FormatOptions& options) {
  return std::make_unique<JsonLinesFormatter>(options);
}

}  // namespace dateline
