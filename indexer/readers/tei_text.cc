// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/tei_text.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/readers/clean_text.h"
#include "indexer/readers/xml.h"

namespace dateline {
namespace {

/// Elements that stand in a line of text; all others have paragraphs of their own.
bool is_inline(std::string_view name) {
  constexpr std::string_view kNames =
      " abbr add addName affiliation anchor c cb choice corr country date del distinct emph ex "
      "expan foreign forename gap gloss graphic hi idno lb measure mentioned milestone name "
      "num orgName orig pb pc persName placeName ptr q quote ref reg roleName rs s said seg "
      "settlement sic soCalled subst supplied surname term time title unclear w ";
  return kNames.find(' ' + std::string(name) + ' ') != std::string_view::npos;
}

/// What is printed on the page and is no text, and what an editor replaced beside it.
bool is_passed_over(const xmlNode* node) {
  const std::string_view name = name_of(node);
  if (name == "fw" || name == "pb" || name == "teiHeader") return true;
  if (is_named(node->parent, "app")) return name == "rdg" && child(node->parent, "lem") != nullptr;
  if (!is_named(node->parent, "choice")) return false;
  return (name == "sic" && child(node->parent, "corr") != nullptr) ||
         (name == "orig" && child(node->parent, "reg") != nullptr) ||
         (name == "abbr" && child(node->parent, "expan") != nullptr);
}

class TeiText {
 public:
  explicit TeiText(const xmlNode* without) : without_(without) {}

  void add(const xmlNode* node) {
    if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) &&
        node->content != nullptr)
      return words(reinterpret_cast<const char*>(node->content));
    if (!is_element(node) || node == without_ || is_passed_over(node)) return;
    if (is_named(node, "note")) return notes_.push_back(node);
    add_element(node);
  }

  std::string take() { return std::move(text_); }
  const std::vector<const xmlNode*>& notes() const { return notes_; }

 private:
  void add_element(const xmlNode* node) {
    const std::string_view name = name_of(node);
    const bool in_line = is_inline(name) || name == "label" || name == "cell";
    // The number of an item stands before it.
    const bool after_label = name == "item" && follows_label_;
    if (!in_line && !after_label) break_paragraph();
    if (name == "label") break_paragraph();
    if (name == "cell" || (name == "lb" && attribute(node, "break") != "no")) space_ = true;
    follows_label_ = false;
    for (const xmlNode* at = node->children; at != nullptr; at = at->next) add(at);
    follows_label_ = name == "label";
    if (name == "label" || name == "cell") space_ = true;
    if (!in_line) break_paragraph();
  }

  void words(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find_first_of(kSpace, at), text.size());
      if (end > at) word(text.substr(at, end - at));
      space_ = space_ || end < text.size();
      at = end + 1;
    }
  }

  void word(std::string_view letters) {
    if (break_ && !text_.empty())
      text_ += "\n\n";
    else if (space_ && !text_.empty())
      text_ += ' ';
    break_ = false;
    space_ = false;
    text_ += letters;
  }

  void break_paragraph() { break_ = true; }

  const xmlNode* without_;
  std::vector<const xmlNode*> notes_;
  std::string text_;
  bool break_ = false;
  bool space_ = false;
  bool follows_label_ = false;
};

/// Notes may have notes.
void append_notes(std::string& out, const std::vector<const xmlNode*>& notes) {
  for (const xmlNode* note : notes) {
    TeiText text(nullptr);
    for (const xmlNode* at = note->children; at != nullptr; at = at->next) text.add(at);
    if (!out.empty()) out += "\n\n";
    out += text.take();
    append_notes(out, text.notes());
  }
}

}  // namespace

std::string tei_text(const xmlNode* node, const xmlNode* head) {
  TeiText text(head);
  text.add(node);
  std::string out = text.take();
  append_notes(out, text.notes());
  return out;
}

std::string tei_line(const xmlNode* node) {
  if (node == nullptr) return {};
  TeiText text(nullptr);
  text.add(node);
  return single_line(text.take());
}

std::string tei_notes(const xmlNode* node) {
  if (node == nullptr) return {};
  TeiText text(nullptr);
  text.add(node);
  std::string out;
  append_notes(out, text.notes());
  return out;
}

}  // namespace dateline
