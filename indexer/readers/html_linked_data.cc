// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_linked_data.h"

#include <simdjson.h>

#include <algorithm>

#include "indexer/readers/clean_text.h"
#include "indexer/readers/json_article.h"

namespace dateline {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

bool has_type(element type, bool (*accept)(std::string_view name)) {
  std::string_view name;
  if (type.get_string().get(name) == simdjson::SUCCESS) return accept(name);
  simdjson::dom::array types;
  if (type.get_array().get(types) != simdjson::SUCCESS) return false;
  return std::any_of(types.begin(), types.end(),
                     [accept](element each) { return has_type(each, accept); });
}

bool is_article(std::string_view type) {
  return type.find("Article") != std::string_view::npos ||
         type.find("BlogPosting") != std::string_view::npos || type == "Report";
}

bool is_page(std::string_view type) {
  return type == "WebPage" || type == "ItemPage" || type == "Recipe" || type == "Review";
}

std::string text_at(object from, std::string_view key) {
  element value;
  std::string_view text;
  if (from.at_key(key).get(value) != simdjson::SUCCESS) return {};
  object inner;
  if (value.get_object().get(inner) == simdjson::SUCCESS) return text_at(inner, "@id");
  return value.get_string().get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

/// Two titles of one article: one may have the site's name at its end.
bool same_title(const std::string& a, const std::string& b) {
  const std::size_t size = std::min(a.size(), b.size());
  return size > 0 && a.compare(0, size, b, 0, size) == 0;
}

class Finder {
 public:
  explicit Finder(const PageNames& names) : names_(names) {}

  /// Looks into arrays, "@graph" and "mainEntity": what is nested elsewhere is about others.
  void look_at(element value, int depth = 0) {
    constexpr int kDeepest = 4;
    simdjson::dom::array values;
    if (depth > kDeepest) return;
    if (value.get_array().get(values) == simdjson::SUCCESS)
      for (const element each : values) look_at(each, depth + 1);
    object top;
    if (value.get_object().get(top) != simdjson::SUCCESS) return;
    element type;
    const bool typed = top.at_key("@type").get(type) == simdjson::SUCCESS;
    if (typed && has_type(type, is_article)) return take_article(top);
    if (typed && has_type(type, is_page) && page_date_.empty())
      page_date_ = text_at(top, "datePublished");
    element inner;
    for (const std::string_view key : {"@graph", "mainEntity"})
      if (top.at_key(key).get(inner) == simdjson::SUCCESS) look_at(inner, depth + 1);
  }

  /// What is no JSON may still say when.
  void look_at_text(std::string_view text) {
    constexpr std::string_view kKey = "\"datePublished\"";
    const std::size_t key = text.find(kKey);
    if (key == std::string_view::npos || !page_date_.empty()) return;
    const std::size_t start = text.find('"', key + kKey.size());
    const std::size_t end = start == std::string_view::npos ? start : text.find('"', start + 1);
    if (end != std::string_view::npos) page_date_ = text.substr(start + 1, end - start - 1);
  }

  LinkedData take() {
    LinkedData data{{}, std::move(page_date_)};
    // One article is the page's unless all says that it is another's; of several, none is where
    // none is named as the page is.
    if (articles_ > 0 && (likeness_ > 0 || (articles_ == 1 && !is_other_)))
      data.article = std::move(best_);
    return data;
  }

 private:
  void take_article(object article) {
    ArticleDraft draft = JsonArticles(ReaderOptions{}).read(article);
    std::string_view body;
    element inner;
    if (article.at_key("articleBody").get(inner) != simdjson::SUCCESS ||
        inner.get_string().get(body) != simdjson::SUCCESS)
      draft.body.clear();
    const std::string title = single_line(draft.title);
    const bool titled = std::any_of(names_.titles.begin(), names_.titles.end(),
                                    [&](const auto& name) { return same_title(name, title); });
    const std::string address =
        draft.url.empty() ? text_at(article, "mainEntityOfPage") : draft.url;
    const bool addressed = !address.empty() && address == names_.address;
    const int likeness = (titled ? 2 : 0) + (addressed ? 1 : 0);
    if (articles_ == 0 || likeness > likeness_) {
      likeness_ = likeness;
      best_ = std::move(draft);
      is_other_ = likeness == 0 && !title.empty() && !names_.titles.empty() && !address.empty() &&
                  !names_.address.empty();
    }
    ++articles_;
  }

  const PageNames& names_;
  ArticleDraft best_;
  std::string page_date_;
  int likeness_ = 0;
  int articles_ = 0;
  bool is_other_ = false;
};

/// The JSON of a script, without comments around it.
std::string_view json_in(std::string_view text) {
  const std::size_t first = text.find_first_of("{[");
  const std::size_t last = text.find_last_of("}]");
  return first < last && last != std::string_view::npos ? text.substr(first, last - first + 1)
                                                        : std::string_view();
}

}  // namespace

LinkedData read_linked_data(const std::vector<std::string>& scripts, const PageNames& names) {
  simdjson::dom::parser parser;
  Finder finder(names);
  for (std::string text : scripts) {
    clean_text(text);
    // Line ends inside of strings are wrong but common.
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    element value;
    if (parser.parse(simdjson::padded_string(json_in(text))).get(value) == simdjson::SUCCESS)
      finder.look_at(value);
    else
      finder.look_at_text(text);
  }
  return finder.take();
}

}  // namespace dateline
