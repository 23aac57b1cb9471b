// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_lines.h"

#include <algorithm>

#include "indexer/date_parser.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/html_text.h"
#include "indexer/readers/xml.h"

namespace dateline {
namespace {

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// The day of an attribute; empty where none is meant for programs, or it is not understood.
std::string day_in_attributes(const xmlNode* element, const std::string& names) {
  const bool dated = holds(names, "date") || holds(names, "publish") || holds(names, "time");
  for (const char* name : {"datetime", "content", "data-datetime", "title"}) {
    if (!dated && std::string_view(name) != "datetime") continue;
    const std::string value = attribute(element, name);
    if (value.size() < 8 || value.size() > 40) continue;
    const DateResult result = parse_date(value);
    if (const Date* date = std::get_if<Date>(&result)) return to_iso(*date);
  }
  return {};
}

/// What the attributes of an element that may hold a date are called.
std::string date_names(const xmlNode* element) {
  std::string names;
  for (const xmlAttr* at = element->properties; at != nullptr; at = at->next) {
    const std::string_view name = reinterpret_cast<const char*>(at->name);
    if (name == "itemprop" || name == "property" || name == "class" || name == "id")
      names += ascii_lower(attribute(element, name)) + ' ';
    if (name == "pubdate") names += "pubdate ";
  }
  return names;
}

class LineMaker {
 public:
  explicit LineMaker(const xmlNode* root) {
    for (const xmlNode* at = root; at != nullptr;) {
      const xmlNode* next = next_in_walk(at, root, enter(at));
      const xmlNode* parent = next == nullptr ? root : next->parent;
      for (const xmlNode* left = at; left != parent && left != nullptr; left = left->parent)
        leave(left);
      at = next;
    }
    finish();
  }
  std::vector<PageLine> take() { return std::move(lines_); }

 private:
  static bool is_break(std::string_view name) {
    return name == "br" || name == "tr" || name == "td" || name == "th" || name == "dt" ||
           name == "dd" || is_block(name);
  }
  static int heading_of(std::string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0'
                                                                                  : 0;
  }

  /// Whether its children are to be visited.
  bool enter(const xmlNode* at) {
    if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) add_text(at);
    if (!is_element(at)) return true;
    const std::string_view name = name_of(at);
    if (is_unread(name)) return false;
    if (is_break(name)) finish();
    if (const int level = heading_of(name); level > 0) heading_ = level;
    if (name == "a") ++links_;
    if (name == "html" || name == "body" || name == "a") return true;
    return !add_date(at, name);
  }

  void leave(const xmlNode* left) {
    const std::string_view name = name_of(left);
    if (name == "a" && links_ > 0) --links_;
    if (is_break(name)) finish();
    if (heading_of(name) > 0) heading_ = 0;
  }

  void add_text(const xmlNode* node) {
    if (node->content == nullptr) return;
    const std::string words = single_line(reinterpret_cast<const char*>(node->content));
    if (words.empty()) return;
    append(words);
    line_.nodes.push_back(node);
    if (links_ > 0) line_.linked += words.size();
  }

  /// What an element says of a date; true where its attribute replaces its text.
  bool add_date(const xmlNode* element, std::string_view name) {
    const std::string names = date_names(element);
    if (name != "time" && names.empty()) return false;
    const bool published = holds(names, "publish") || holds(names, "pubdate");
    const bool updated = !published && (holds(names, "updat") || holds(names, "modif"));
    if (name != "time" && !published && !updated && !holds(names, "date") && !holds(names, "time"))
      return false;
    const std::string day = day_in_attributes(element, names);
    constexpr std::size_t kLongest = 100;
    if (day.empty() && text_of(element).size() > kLongest) return false;
    line_.dated = true;
    if (ascii_lower(attribute(element, "itemprop")) == "datepublished") line_.marked = element;
    if (published) append("published");
    if (updated) append("updated");
    if (day.empty()) return false;
    append(day);
    line_.nodes.push_back(element);
    return true;
  }

  void append(std::string_view words) {
    if (line_.nodes.empty() && line_.text.empty()) line_.heading = heading_;
    if (!line_.text.empty()) line_.text += ' ';
    line_.text += words;
  }

  void finish() {
    const bool any = !line_.nodes.empty();
    if (any) {
      line_.at = bytes_;
      bytes_ += line_.text.size();
      lines_.push_back(std::move(line_));
    }
    // What a block's own class said of dates holds for the line that begins in it.
    line_ = PageLine{};
  }

  std::vector<PageLine> lines_;
  PageLine line_;
  std::size_t bytes_ = 0;
  int links_ = 0;
  int heading_ = 0;
};

}  // namespace

std::vector<PageLine> page_lines(const xmlNode* root) {
  return root == nullptr ? std::vector<PageLine>{} : LineMaker(root).take();
}

}  // namespace dateline
