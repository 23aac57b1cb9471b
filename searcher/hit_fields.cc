// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/hit_fields.h"

namespace dateline {
namespace {

Cell date_of(const Hit& hit) {
  if (!hit.article.date) return std::monostate{};
  return to_iso(*hit.article.date);
}

constexpr HitField kHitFields[] = {
    {"rank", true, [](const Hit& hit) -> Cell { return hit.rank; }},
    {"id", true, [](const Hit& hit) -> Cell { return hit.article.id; }},
    {"date", true, date_of},
    {"source", true, [](const Hit& hit) -> Cell { return hit.article.source; }},
    {"title", true, [](const Hit& hit) -> Cell { return hit.article.title; }},
    {"url", true, [](const Hit& hit) -> Cell { return hit.article.url; }},
    {"path", true, [](const Hit& hit) -> Cell { return hit.article.path; }},
    {"line", false, [](const Hit& hit) -> Cell { return hit.article.line; }},
    {"author", false, [](const Hit& hit) -> Cell { return hit.article.author; }},
    {"language", true, [](const Hit& hit) -> Cell { return hit.article.language; }},
    {"persons", true, [](const Hit& hit) -> Cell { return hit.persons; }},
    {"countries", true, [](const Hit& hit) -> Cell { return hit.countries; }},
    {"about", true, [](const Hit& hit) -> Cell { return hit.about; }},
    {"copies", true, [](const Hit& hit) -> Cell { return hit.copies; }},
    {"snippet", true, [](const Hit& hit) -> Cell { return hit.snippet.text; }},
    {"score", false, [](const Hit& hit) -> Cell { return hit.score; }},
    {"body", false, [](const Hit& hit) -> Cell { return hit.article.body; }},
};

}  // namespace

const HitField* find_hit_field(std::string_view name) {
  for (const HitField& field : kHitFields)
    if (field.name == name) return &field;
  return nullptr;
}

std::string hit_field_names() {
  std::string names;
  for (const HitField& field : kHitFields)
    names.append(names.empty() ? "" : ",").append(field.name);
  return names;
}

std::vector<const HitField*> usual_hit_fields() {
  std::vector<const HitField*> fields;
  for (const HitField& field : kHitFields)
    if (field.in_tables) fields.push_back(&field);
  return fields;
}

}  // namespace dateline
