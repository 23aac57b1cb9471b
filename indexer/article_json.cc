// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/article_json.h"

#include <cmath>

#include "common/json_writer.h"

namespace dateline {
namespace {

std::string_view name_of(DateOrigin origin) {
  switch (origin) {
    case DateOrigin::metadata:
      return "metadata";
    case DateOrigin::page:
      return "page";
    case DateOrigin::dateline:
      return "dateline";
    case DateOrigin::url:
      return "url";
    case DateOrigin::file:
      return "file";
    case DateOrigin::none:
      break;
  }
  return "none";
}

void write_persons(JsonWriter& json, const Entities& entities) {
  json.key("persons").start_array();
  for (const PersonMentioned& person : entities.persons)
    json.start_object()
        .member("name", person.name)
        .member("form", person.form)
        .member("known", person.known)
        .member("title", person.title)
        .member("country", person.country)
        .member("mentions", std::uint64_t{person.mentions})
        .end_object();
  json.end_array();
}

void write_countries(JsonWriter& json, const Entities& entities) {
  constexpr double kDecimals = 1000;
  json.key("countries").start_array();
  for (const CountryMentioned& country : entities.countries)
    json.start_object()
        .member("code", country.code)
        .member("about", country.about)
        .member("salience", std::round(country.salience * kDecimals) / kDecimals)
        .member("mentions", std::uint64_t{country.mentions})
        .end_object();
  json.end_array();
}

void write_mentions(JsonWriter& json, const Article& article, const Entities& entities) {
  json.key("mentions").start_array();
  for (const Mention& mention : entities.mentions) {
    const bool in_title = mention.field == TextField::title;
    const std::string_view text = in_title ? article.title : article.body;
    json.start_object()
        .member("kind", mention.kind == EntityKind::person ? "person" : "country")
        .member("field", in_title ? "title" : "body")
        .member("start", std::uint64_t{mention.start})
        .member("end", std::uint64_t{mention.end})
        .member("text", text.substr(mention.start, mention.end - mention.start))
        .member("entity", mention.entity)
        .end_object();
  }
  json.end_array();
}

}  // namespace

std::string article_json(const Article& article, const Entities& entities) {
  JsonWriter json;
  json.start_object()
      .member("id", article.id)
      .member("path", article.path)
      .member("line", article.line)
      .member("title", article.title);
  if (article.date)
    json.member("date", to_iso(*article.date));
  else
    json.key("date").null();
  json.member("date_from", name_of(article.date_origin))
      .member("source", article.source)
      .member("url", article.url)
      .member("author", article.author)
      .member("language", article.language)
      .member("body", article.body);
  write_persons(json, entities);
  write_countries(json, entities);
  write_mentions(json, article, entities);
  return json.end_object().take();
}

}  // namespace dateline
