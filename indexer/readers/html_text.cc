// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_text.h"

#include <algorithm>
#include <array>

#include "indexer/readers/character_references.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/xml.h"

namespace dateline {
namespace {

// In the order of the alphabet. Blocks are those of HTML and of NITF.
constexpr std::array<std::string_view, 13> kUnread{
    "button", "head",  "iframe", "math",     "noscript", "object", "script",
    "select", "style", "svg",    "template", "textarea", "title"};
constexpr std::array<std::string_view, 48> kBlocks{
    "address",   "article",  "aside",      "block",   "blockquote", "body",     "body.content",
    "body.head", "bq",       "byline",     "caption", "center",     "dateline", "div",
    "dl",        "fieldset", "figcaption", "figure",  "fn",         "footer",   "form",
    "h1",        "h2",       "h3",         "h4",      "h5",         "h6",       "header",
    "hedline",   "hl1",      "hl2",        "hr",      "html",       "lede",     "li",
    "main",      "media",    "nav",        "note",    "ol",         "p",        "pre",
    "section",   "table",    "tagline",    "tbody",   "thead",      "ul"};

/// Text under construction: white space is collapsed, breaks are remembered until text follows.
class Paragraphs {
 public:
  void text(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
      constexpr std::string_view kSpace = " \t\r\n\f";
      const std::size_t end = std::min(words.find_first_of(kSpace, at), words.size());
      if (end > at) word(words.substr(at, end - at));
      space_ = space_ || end < words.size();
      at = end + 1;
    }
  }
  void line_break() { lines_ = std::max(lines_, 1); }
  void paragraph_break() { lines_ = 2; }
  std::string take() { return std::move(out_); }

 private:
  void word(std::string_view letters) {
    if (!out_.empty() && lines_ > 0)
      out_.append(static_cast<std::size_t>(lines_), '\n');
    else if (!out_.empty() && space_)
      out_ += ' ';
    lines_ = 0;
    space_ = false;
    out_ += letters;
  }

  std::string out_;
  int lines_ = 0;
  bool space_ = false;
};

/// Opens or closes an element as far as breaks go.
void mark_element(Paragraphs& out, std::string_view name) {
  if (name == "br" || name == "tr" || name == "dt" || name == "dd")
    out.line_break();
  else if (name == "td" || name == "th")
    out.text(" ");
  else if (is_block(name))
    out.paragraph_break();
}

}  // namespace

bool is_unread(std::string_view name) {
  return std::binary_search(kUnread.begin(), kUnread.end(), name);
}

bool is_block(std::string_view name) {
  return std::binary_search(kBlocks.begin(), kBlocks.end(), name);
}

std::string block_text(const xmlNode* node, const std::function<bool(const xmlNode* inner)>& skip) {
  Paragraphs out;
  if (node == nullptr) return {};
  for (const xmlNode* at = node; at != nullptr;) {
    const std::string_view name = name_of(at);
    const bool skipped = is_unread(name) || (skip && at != node && skip(at));
    if (is_element(at)) mark_element(out, name);
    if (!skipped && (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) &&
        at->content != nullptr)
      out.text(reinterpret_cast<const char*>(at->content));
    const xmlNode* next = next_in_walk(at, node, !skipped);
    // The walk leaves every element between here and the next node's parent.
    const xmlNode* parent = next == nullptr ? node : next->parent;
    for (const xmlNode* left = at; left != parent && left != nullptr; left = left->parent)
      mark_element(out, name_of(left));
    at = next;
  }
  return out.take();
}

bool looks_like_html(std::string_view text) {
  text = trim(text);
  const std::string head = ascii_lower(text.substr(0, 4096));
  constexpr std::array<std::string_view, 24> kStarts{
      "<p",     "<div",    "<html",       "<!doctype html",
      "<body",  "<br",     "<span",       "<h1",
      "<h2",    "<h3",     "<ul",         "<ol",
      "<a ",    "<img",    "<article",    "<section",
      "<b>",    "<i>",     "<em",         "<strong",
      "<table", "<figure", "<blockquote", "<!--"};
  const bool starts = std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) {
    return head.compare(0, start.size(), start) == 0;
  });
  if (starts) return head.find('>') != std::string::npos;
  return head.find("</p>") != std::string::npos || head.find("<br") != std::string::npos;
}

std::string html_to_text(std::string_view html) {
  const XmlDocument document = parse_html(html);
  return block_text(root_of(document));
}

std::string without_markup(std::string text) {
  constexpr int kMostRounds = 4;  // escaped by three programs in a row, and resolved
  for (int i = 0; i < kMostRounds; ++i) {
    if (looks_like_html(text))
      text = html_to_text(text);
    else if (auto resolved = resolve_references(text))
      text = *std::move(resolved);
    else
      break;
  }
  return text;
}

}  // namespace dateline
