// SPDX-License-Identifier: GPL-2.0-or-later
//
// Finding the text of a page. The idea of scoring the parents of paragraphs is that of Arc90's
// Readability: prose has long paragraphs with commas and few links, navigation has the contrary.
#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "indexer/readers/clean_text.h"
#include "indexer/readers/html_article.h"
#include "indexer/readers/html_text.h"

namespace dateline {
namespace {

constexpr std::size_t kShortestProse = 25;  // bytes of a paragraph that counts
constexpr std::size_t kLayoutProse = 200;   // bytes of prose that no cell with data has

/// Parts of class names and ids of what is no article text.
constexpr std::array<std::string_view, 63> kAsideNames{
    "gallery",      "comment",      "sidebar",      "related",    "promo",        "share",
    "sharing",      "social",       "advert",       "newsletter", "subscri",      "breadcrumb",
    "footer",       "navbar",       "navigation",   "popup",      "modal",        "cookie",
    "sponsor",      "recommend",    "most-read",    "mostread",   "most-popular", "popular",
    "trending",     "toolbar",      "pagination",   "read-more",  "readmore",     "also-read",
    "outbrain",     "taboola",      "disqus",       "byline",     "caption",      "credit",
    "timestamp",    "copyright",    "slideshow",    "carousel",   "skip-link",    "signup",
    "sign-up",      "registration", "paywall",      "hidden",     "print-only",   "noprint",
    "tag-list",     "taglist",      "article-tags", "author-bio", "about-author", "more-stories",
    "next-article", "teaser",       "masthead",     "dropdown",   "survey",       "poll-",
    "interstitial", "supplemental", "media-info"};

constexpr std::string_view kAsideTags =
    " nav aside footer form header figcaption menu dialog audio video picture label legend input ";
constexpr std::string_view kAsideRoles =
    " navigation complementary banner contentinfo dialog search menu menubar alert ";
constexpr std::string_view kUnreadTags =
    " script style noscript template iframe object svg math button select textarea head ";

/// What may hold prose itself, without a paragraph. Old pages have their text in <font>.
constexpr std::string_view kHolderTags =
    " div li td section article span font center blockquote dd main ";

bool in_list(std::string_view list, std::string_view word) {
  return !word.empty() && list.find(' ' + std::string(word) + ' ') != std::string_view::npos;
}

/// What is known of the text below an element.
struct Measure {
  std::size_t text = 0;    ///< bytes, white space aside
  std::size_t linked = 0;  ///< bytes of them inside links
  std::size_t prose = 0;   ///< bytes of them in paragraphs that count
  std::size_t runs = 0;    ///< texts without markup inside
  double score = 0;
};

class PageText {
 public:
  explicit PageText(const xmlNode* root) : root_(root) {
    walk();
    measure();
    exclude();
    score();
  }

  const xmlNode* main_element() const {
    if (const xmlNode* marked = marked_body()) return marked;
    const xmlNode* best = nullptr;
    double most = 0;
    for (const xmlNode* element : elements_) {
      if (is_excluded(element)) continue;
      const Measure& measure = measures_.at(element);
      const double score = measure.score * (1 - link_density(measure));
      if (score > most) {
        most = score;
        best = element;
      }
    }
    return best == nullptr ? whole() : widened(best);
  }

  /// Whether the element is left out of the main text.
  bool is_left_out(const xmlNode* element) const {
    const auto found = measures_.find(element);
    if (found == measures_.end()) return false;
    if (own_excluded_.count(element) > 0 || is_named(element, "h1")) return true;
    const std::string_view name = name_of(element);
    const bool block = (is_block(name) && name != "body") || is_menu(element);
    // Tables of facts link the names in them.
    const double most_linked = name == "table" ? 0.8 : 0.5;
    // Buttons and settings of a player: many words, none of them in sentences.
    const bool scraps = (name == "div" || name == "section") && found->second.prose == 0 &&
                        found->second.runs > 3 && found->second.text < 20 * found->second.runs &&
                        !in_column(element);
    if (scraps) return true;
    return block && found->second.text > 0 && link_density(found->second) > most_linked &&
           found->second.text < 600 && !in_column(element);
  }

 private:
  /// A row or a cell with links in a table that holds prose: the table is a layout.
  bool is_menu(const xmlNode* element) const {
    const Measure& measure = measures_.at(element);
    const bool row = is_named(element, "tr");
    if (!row && !(is_named(element, "td") && measure.runs > 1)) return false;
    const xmlNode* around = element->parent;
    while (row && around != nullptr && !is_named(around, "table")) around = around->parent;
    const auto found = measures_.find(around);
    return found != measures_.end() && found->second.prose >= kLayoutProse + measure.prose;
  }

  /// A sentence beside paragraphs of the text is one of them, however much of it is a link.
  bool in_column(const xmlNode* element) const {
    if (!is_sentence(line_of(element))) return false;
    const Beside before = what_is_beside(element, &xmlNode::prev);
    const Beside after = what_is_beside(element, &xmlNode::next);
    return before != Beside::links && after != Beside::links &&
           (before == Beside::prose || after == Beside::prose);
  }

  enum class Beside : std::uint8_t { nothing, prose, links };

  /// What is next to the element in its column, before or after it: prose, or links of its kind,
  /// as in rows of teasers. Headings, pictures, what is left out and other linked sentences are
  /// passed over.
  Beside what_is_beside(const xmlNode* element, xmlNode* xmlNode::*direction) const {
    constexpr int kFarthest = 50;
    int steps = 0;
    for (const xmlNode* at = element; at != nullptr && at != root_; at = at->parent) {
      for (const xmlNode* beside = at->*direction; beside != nullptr && steps < kFarthest;
           beside = beside->*direction) {
        ++steps;
        const auto found = measures_.find(beside);
        if (found == measures_.end() || found->second.text == 0 || is_excluded(beside)) continue;
        if (found->second.prose > 0) return Beside::prose;
        const bool links = link_density(found->second) > 0.5 && !is_sentence(line_of(beside));
        if (links && name_of(beside) == name_of(element)) return Beside::links;
      }
      const auto around = measures_.find(at->parent);
      if (around == measures_.end() || is_column(at->parent)) break;
    }
    return Beside::nothing;
  }

  /// Whether an element holds text of its own rather than wrapping a linked paragraph.
  bool is_column(const xmlNode* element) const {
    const Measure& measure = measures_.at(element);
    return measure.prose > 0 || link_density(measure) <= 0.5;
  }

  /// Several words that end as sentences do.
  static bool is_sentence(std::string_view text) {
    constexpr std::size_t kShortest = 40;
    constexpr std::array<std::string_view, 14> kEnds{".", "!", "?",   "…",  "。", "！", "？",
                                                     "؟", "।", ".\"", ".”", ".»", ".)", "”."};
    return text.size() >= kShortest &&
           std::any_of(kEnds.begin(), kEnds.end(), [text](std::string_view end) {
             return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
           });
  }

  /// For pages without prose.
  const xmlNode* whole() const {
    for (const std::string_view name : {"article", "main", "body"})
      for (const xmlNode* element : elements_)
        if (is_named(element, name)) return element;
    return nullptr;
  }

  static double link_density(const Measure& measure) {
    return measure.text == 0
               ? 0
               : static_cast<double>(measure.linked) / static_cast<double>(measure.text);
  }

  void walk() {
    for (const xmlNode* at = root_; at != nullptr;) {
      const bool unread = in_list(kUnreadTags, name_of(at));
      if (is_element(at) && !unread) elements_.push_back(at);
      if (at->type == XML_TEXT_NODE) texts_.push_back(at);
      at = next_in_walk(at, root_, !unread);
    }
    for (const xmlNode* element : elements_) measures_[element];
  }

  void measure() {
    for (const xmlNode* text : texts_) {
      const auto* content = reinterpret_cast<const char*>(text->content);
      const std::size_t size = content == nullptr ? 0 : single_line(content).size();
      bool linked = false;
      for (const xmlNode* at = text->parent; at != nullptr && size > 0; at = at->parent) {
        const auto found = measures_.find(at);
        if (found == measures_.end()) break;
        linked = linked || is_named(at, "a");
        found->second.text += size;
        ++found->second.runs;
        if (linked) found->second.linked += size;
        if (at == root_) break;
      }
    }
    for (const xmlNode* element : elements_) {
      if (!is_prose(element)) continue;
      for (const xmlNode* at = element; at != nullptr && measures_.count(at) > 0; at = at->parent) {
        measures_[at].prose += measures_[element].text;
        if (at == root_) break;
      }
    }
  }

  /// A paragraph, or a division that holds text itself.
  bool is_prose(const xmlNode* element) const {
    const std::string_view name = name_of(element);
    const Measure& measure = measures_.at(element);
    if (measure.text < kShortestProse || link_density(measure) > 0.5) return false;
    if (name == "p" || name == "pre") return true;
    if (!in_list(kHolderTags, name)) return false;
    std::size_t own = 0;
    for (const xmlNode* at = element->children; at != nullptr; at = at->next)
      if (at->type == XML_TEXT_NODE && at->content != nullptr)
        own += trim(reinterpret_cast<const char*>(at->content)).size();
    return own >= 2 * kShortestProse && (name != "span" || own > 200);
  }

  bool looks_aside(const xmlNode* element) const {
    const std::string_view name = name_of(element);
    if (in_list(kAsideTags, name) || in_list(kAsideRoles, attribute(element, "role"))) return true;
    if (attribute(element, "aria-hidden") == "true") return true;
    const std::string style = ascii_lower(attribute(element, "style"));
    if (style.find("display:none") != std::string::npos ||
        style.find("display: none") != std::string::npos)
      return true;
    const std::string names =
        ascii_lower(attribute(element, "class") + ' ' + attribute(element, "id"));
    if (names.size() < 2) return false;
    return std::any_of(kAsideNames.begin(), kAsideNames.end(), [&](std::string_view part) {
      return names.find(part) != std::string::npos;
    });
  }

  /// An element that holds much of the page's prose is no aside, whatever it is called.
  void exclude() {
    const std::size_t all = measures_[root_].prose;
    for (const xmlNode* element : elements_) {
      const bool inside = excluded_.count(element->parent) > 0;
      const bool large = measures_[element].prose * 2 > all && all > 0;
      const std::string_view name = name_of(element);
      const bool marked = is_marked(element);
      const bool aside = !large && !marked && name != "html" && name != "body" &&
                         name != "article" && name != "main" && looks_aside(element);
      if (aside) own_excluded_.insert(element);
      if (aside || inside) excluded_.insert(element);
    }
  }

  /// A <p>, or one of several divisions that are used as such.
  static bool is_paragraph(const xmlNode* element) {
    if (!is_named(element, "div")) return is_named(element, "p");
    for (const xmlNode* at = element->children; at != nullptr; at = at->next)
      if (is_block(name_of(at)) || is_named(at, "br")) return false;
    for (const xmlNode* at = element->parent->children; at != nullptr; at = at->next)
      if (at != element && is_named(at, "div")) return true;
    return false;
  }

  bool is_excluded(const xmlNode* element) const { return excluded_.count(element) > 0; }

  void score() {
    for (const xmlNode* element : elements_) {
      if (is_excluded(element) || !is_prose(element)) continue;
      const std::string text = text_of(element);
      const auto commas = std::count(text.begin(), text.end(), ',');
      const double points = 1 + static_cast<double>(commas) +
                            std::min(static_cast<double>(measures_[element].text) / 100, 3.0);
      double share = 1;
      const xmlNode* at = is_paragraph(element) ? element->parent : element;
      for (int level = 0; level < 4 && at != nullptr && measures_.count(at) > 0; ++level) {
        measures_[at].score += points * share;
        share = level == 0 ? 0.5 : share * 0.6;
        if (at == root_) break;
        at = at->parent;
      }
    }
  }

  static bool is_marked(const xmlNode* element) {
    return ascii_lower(attribute(element, "itemprop")).find("articlebody") != std::string::npos;
  }

  /// itemprop="articleBody", where it holds a text.
  const xmlNode* marked_body() const {
    constexpr std::size_t kShortestBody = 400;
    const xmlNode* best = nullptr;
    for (const xmlNode* element : elements_) {
      if (!is_marked(element)) continue;
      if (best == nullptr || measures_.at(element).prose > measures_.at(best).prose) best = element;
    }
    if (best == nullptr) return nullptr;
    const std::size_t prose = measures_.at(best).prose;
    return prose >= kShortestBody || prose * 2 > measures_.at(root_).prose ? best : nullptr;
  }

  std::size_t kept_prose(const xmlNode* element) const {
    std::size_t prose = measures_.at(element).prose;
    for (const xmlNode* inner : own_excluded_)
      for (const xmlNode* at = inner->parent; at != nullptr; at = at->parent)
        if (at == element) prose -= std::min(prose, measures_.at(inner).prose);
    return prose;
  }

  /// How much of what an ancestor holds beside the element is links: much, where it is teasers.
  double added_links(const xmlNode* element, const xmlNode* ancestor) const {
    const Measure& inner = measures_.at(element);
    const Measure& outer = measures_.at(ancestor);
    const std::size_t added = outer.text - std::min(outer.text, inner.text);
    const std::size_t linked = outer.linked - std::min(outer.linked, inner.linked);
    return added == 0 ? 0 : static_cast<double>(linked) / static_cast<double>(added);
  }

  /// Pages that cut the text into several containers: an ancestor that holds far more prose.
  const xmlNode* widened(const xmlNode* element) const {
    const xmlNode* best = element;
    std::size_t most = kept_prose(element);
    for (const xmlNode* at = element->parent; at != nullptr && measures_.count(at) > 0;
         at = at->parent) {
      const std::size_t prose = kept_prose(at);
      const bool in_article = is_named(at, "article") || is_named(at, "main");
      if (prose * 10 > most * (in_article ? 11U : 13U) && added_links(best, at) < 0.35) {
        best = at;
        most = prose;
      }
      if (at == root_ || is_named(at, "article")) break;
    }
    return best;
  }

  const xmlNode* root_;
  std::vector<const xmlNode*> elements_;
  std::vector<const xmlNode*> texts_;
  std::unordered_map<const xmlNode*, Measure> measures_;
  std::unordered_set<const xmlNode*> excluded_;      ///< with what is inside
  std::unordered_set<const xmlNode*> own_excluded_;  ///< the outermost and inner ones themselves
};

}  // namespace

MainText find_main_text(const xmlNode* root) {
  if (root == nullptr) return {};
  const PageText page(root);
  MainText main{page.main_element(), {}};
  for (const xmlNode* at = main.element; at != nullptr;) {
    const bool out = at != main.element && page.is_left_out(at);
    if (out) main.left_out.insert(at);
    at = next_in_walk(at, main.element, !out);
  }
  return main;
}

}  // namespace dateline
