// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json_article.h"

#include <array>
#include <climits>
#include <utility>
#include <vector>

#include "indexer/readers/clean_text.h"

namespace dateline {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

constexpr int kDeepest = 6;

/// Objects that hold the article rather than one of its fields (Elasticsearch, ReliefWeb, ...).
bool is_wrapper(std::string_view key) {
  return key == "_source" || key == "fields" || key == "article" || key == "document" ||
         key == "attributes";
}

/// Where an object stands for one value: {"name": ...} of a source, {"rendered": ...} of
/// WordPress, {"original": ...} of ReliefWeb, {"$date": ...} of MongoDB.
constexpr std::array<std::string_view, 15> kValueKeys{
    "name",  "title", "rendered", "value", "text",        "#text",   "main", "original",
    "$date", "$oid",  "content",  "html",  "$numberLong", "created", "href"};

std::string value_text(element value, std::string_view separator, int depth);

std::string object_text(object value, std::string_view separator, int depth) {
  for (const std::string_view key : kValueKeys) {
    element inner;
    if (value.at_key(key).get(inner) != simdjson::SUCCESS) continue;
    std::string text = value_text(inner, separator, depth + 1);
    if (!text.empty()) return text;
  }
  return {};
}

std::string array_text(simdjson::dom::array values, std::string_view separator, int depth) {
  std::string joined;
  for (const element value : values) {
    const std::string text = value_text(value, separator, depth + 1);
    if (text.empty()) continue;
    if (!joined.empty()) joined += separator;
    joined += text;
  }
  return joined;
}

std::string value_text(element value, std::string_view separator, int depth) {
  if (depth > kDeepest) return {};
  switch (value.type()) {
    case element_type::STRING:
      return std::string(value.get_string().value_unsafe());
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
      return simdjson::minify(value);
    case element_type::ARRAY:
      return array_text(value.get_array().value_unsafe(), separator, depth);
    case element_type::OBJECT:
      return object_text(value.get_object().value_unsafe(), separator, depth);
    default:
      return {};
  }
}

std::string_view separator_of(DraftField field) {
  if (field == &ArticleDraft::body) return "\n\n";
  return field == &ArticleDraft::author || field == &ArticleDraft::source ? ", " : " ";
}

/// The value at "a.b.c".
std::optional<element> at_path(object from, std::string_view path) {
  while (true) {
    const std::size_t dot = path.find('.');
    element value;
    if (from.at_key(path.substr(0, dot)).get(value) != simdjson::SUCCESS) return std::nullopt;
    if (dot == std::string_view::npos) return value;
    if (value.get_object().get(from) != simdjson::SUCCESS) return std::nullopt;
    path.remove_prefix(dot + 1);
  }
}

}  // namespace

/// For each field that was filled, the rank of the key that did.
struct JsonArticles::Ranks {
  std::vector<std::pair<DraftField, int>> filled;

  int& of(DraftField field) {
    for (auto& [known, rank] : filled)
      if (known == field) return rank;
    return filled.emplace_back(field, INT_MAX).second;
  }
};

void JsonArticles::take(std::string_view key, element value, ArticleDraft& draft, Ranks& ranks) {
  const auto target = keys_.find(key);
  if (!target || value.is_null()) return;
  int& rank = ranks.of(target->field);
  if (rank <= target->rank) return;
  std::string text = value_text(value, separator_of(target->field), 0);
  if (trim(text).empty()) return;
  draft.*target->field = std::move(text);
  rank = target->rank;
  used_.try_emplace(field_name(target->field), key);
}

void JsonArticles::collect(object from, ArticleDraft& draft, Ranks& ranks, int depth) {
  for (const auto& [key, value] : from) {
    object inner;
    if (depth < 3 && is_wrapper(key) && value.get_object().get(inner) == simdjson::SUCCESS)
      collect(inner, draft, ranks, depth + 1);
    else
      take(key, value, draft, ranks);
  }
}

ArticleDraft JsonArticles::read(object from) {
  ArticleDraft draft;
  Ranks ranks;
  collect(from, draft, ranks, 0);
  for (const std::string& path : keys_.dotted())
    if (const auto value = at_path(from, path)) take(path, *value, draft, ranks);
  return draft;
}

bool JsonArticles::is_article(object from) const {
  bool found = false;
  for (const auto& [key, value] : from) {
    object inner;
    if (is_wrapper(key) && value.get_object().get(inner) == simdjson::SUCCESS) {
      found = found || is_article(inner);
      continue;
    }
    const auto target = keys_.find(key);
    found =
        found || (target &&
                  (target->field == &ArticleDraft::title || target->field == &ArticleDraft::body) &&
                  !value.is_array() && !value.is_object());
  }
  return found;
}

std::string JsonArticles::note() const {
  std::string note;
  for (const auto& [field, key] : used_)
    note.append(note.empty() ? "" : ", ").append(field).append("=").append(key);
  return note;
}

std::string message_of(simdjson::error_code error) {
  const std::string_view message = simdjson::error_message(error);
  // simdjson 3 puts a name of its own before: "UNCLOSED_STRING: A string is opened, ...".
  const std::size_t name = message.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  const bool named = name != std::string_view::npos && message.substr(name, 2) == ": ";
  return std::string(message.substr(named ? name + 2 : 0));
}

}  // namespace dateline
