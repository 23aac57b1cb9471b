// SPDX-License-Identifier: GPL-2.0-or-later
//
// The date that a page shows. Where it stands tells whose it is: a teaser's stands with the
// teaser's headline, a comment's with the comment's text, the article's beside its own.
#include <algorithm>
#include <array>
#include <optional>

#include "indexer/date_lines.h"
#include "indexer/date_parser.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/html_article.h"
#include "indexer/readers/html_lines.h"
#include "indexer/readers/html_text.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestLine = 300;    // bytes of one that tells a date
constexpr std::size_t kLongestRest = 60;     // bytes of words in it beside the date
constexpr std::size_t kShortestText = 80;    // bytes of a line of the article's text
constexpr std::size_t kFarthestAbove = 400;  // bytes between a date and the headline below it
constexpr std::size_t kFarthestBelow = 600;  // bytes between the text and a date below it

const xmlChar* const kItemScope = reinterpret_cast<const xmlChar*>("itemscope");

constexpr std::size_t kMostDates = 100;  // lines of one page; a table may have thousands

/// Where a line stands.
enum class Place : std::uint8_t { elsewhere, above, below_headline, in_text, below_text };

bool holds(const xmlNode* ancestor, const xmlNode* node) {
  for (const xmlNode* at = node; at != nullptr; at = at->parent)
    if (at == ancestor) return true;
  return false;
}

/// "Ann Lee" of "Ann Lee | Published March 28, 2018".
std::string without_date(std::string line, std::string_view language) {
  const DateLine found = read_date_line(line, language);
  if (found.dates.empty()) return line;
  std::string name;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    const std::string word = line.substr(at, end - at);
    const bool mark = word.find_first_not_of("|-,;:") == std::string::npos || word == "–" ||
                      word == "—" || word == "·" || word == "•";
    if (mark || label_in(word) != DateLabel::none ||
        found.dates[0].text.compare(0, word.size(), word) == 0)
      break;
    name += (name.empty() ? "" : " ") + word;
    at = end + 1;
  }
  while (!name.empty() && (name.back() == ',' || name.back() == ';')) name.pop_back();
  return name;
}

class ShownFinder {
 public:
  ShownFinder(const xmlNode* root, const xmlNode* main, const std::string& title,
              std::string_view language)
      : lines_(page_lines(root)), main_(main), language_(language) {
    find_text();
    find_headline(title);
    for (const std::size_t line : {headline_, first_, last_})
      if (line < lines_.size()) anchors_.push_back(lines_[line].nodes[0]);
  }

  ShownLines find() {
    for (std::size_t i = 0; i < lines_.size() && !anchors_.empty() && looked_ < kMostDates; ++i)
      look_at(i);
    return std::move(shown_);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void find_text() {
    for (std::size_t i = 0; i < lines_.size() && main_ != nullptr; ++i) {
      const PageLine& line = lines_[i];
      const bool prose = line.text.size() >= kShortestText && line.linked * 2 < line.text.size() &&
                         line.heading == 0 && holds(main_, line.nodes[0]);
      if (!prose || is_date_line(line)) continue;
      if (first_ == kNone) first_ = i;
      last_ = i;
    }
  }

  bool is_date_line(const PageLine& line) const {
    if (line.text.size() > kLongestLine) return false;
    const DateLine found = read_date_line(line.text, language_);
    return !found.dates.empty() && found.rest <= kLongestRest / 2;
  }

  /// The <h1> that has the title; else what else has it, else the last <h1> before the text.
  void find_headline(const std::string& title) {
    int best = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const PageLine& line = lines_[i];
      const bool same = line.text.size() > 10 && (line.text.find(title) != std::string::npos ||
                                                  title.find(line.text) != std::string::npos);
      const bool titled = same && !title.empty() && line.text.size() < 2 * title.size() + 20;
      const bool before = first_ == kNone || i < first_;
      const int points = (titled ? 4 : 0) +
                         (line.heading == 1  ? 3
                          : line.heading > 1 ? 1
                                             : 0) -
                         (line.linked * 2 > line.text.size() ? 2 : 0);
      const bool usable = titled || (line.heading == 1 && before);
      if (!usable || points < best || (points == best && !before)) continue;
      best = points;
      headline_ = i;
    }
    if (headline_ != kNone && lines_[headline_].text == title)
      shown_.nodes.insert(lines_[headline_].nodes.begin(), lines_[headline_].nodes.end());
  }

  Place place_of(std::size_t i) const {
    const std::size_t top = headline_ == kNone ? first_ : headline_;
    const std::size_t at = lines_[i].at;
    if (i < top) return lines_[top].at - at < kFarthestAbove ? Place::above : Place::elsewhere;
    if (i == headline_) return Place::elsewhere;
    if (first_ == kNone)
      return at - lines_[top].at < kFarthestBelow ? Place::below_headline : Place::elsewhere;
    if (i < first_) return Place::below_headline;
    if (i <= last_) return Place::in_text;
    const std::size_t end = lines_[last_].at + lines_[last_].text.size();
    if (at >= end + kFarthestBelow) return Place::elsewhere;
    // A headline of others ends the article's place.
    for (std::size_t line = last_ + 1; line <= i; ++line)
      if (lines_[line].heading > 0 && !holds(main_, lines_[line].nodes[0])) return Place::elsewhere;
    return Place::below_text;
  }

  void look_at(std::size_t i) {
    const PageLine& line = lines_[i];
    const bool marked = line.marked != nullptr && is_of_article(line.marked);
    const Place place = place_of(i);
    if (!marked && (place == Place::elsewhere || line.text.size() > kLongestLine)) return;
    if (place == Place::below_headline) take_byline(line);
    DateLine found = read_date_line(line.text, language_);
    if (found.dates.empty()) return;
    ++looked_;
    const DateLabel above =
        found.dates[0].label == DateLabel::none && i > 0 ? label_above(i) : DateLabel::none;
    if (above != DateLabel::none) found.dates[0].label = above;
    if (!marked && !(tells_date(found, line, i, place) && belongs(line, place))) return;
    const std::string before = shown_.date;
    for (const LineDate& date : found.dates) weigh(date, i, place, found.rest);
    const bool header = place == Place::above || place == Place::below_headline;
    if (!header && shown_.date == before) return;
    for (std::size_t each = above == DateLabel::none ? i : i - 1; each <= i; ++each)
      shown_.nodes.insert(lines_[each].nodes.begin(), lines_[each].nodes.end());
  }

  /// Whether the line tells a date and little else. Within the text, where sentences begin with
  /// dates, nothing else.
  bool tells_date(const DateLine& found, const PageLine& line, std::size_t i, Place place) const {
    constexpr std::size_t kBare = 12;
    const bool labelled = found.dates[0].label != DateLabel::none || line.dated;
    if (found.rest > (labelled ? 2 * kLongestRest : kLongestRest)) return false;
    // From one day to another: what happens, not when it was written.
    if (found.dates.size() > 1 && !labelled) return false;
    const bool bare = found.rest <= kBare;
    if (place == Place::in_text) return bare && (i < first_ + 3 || i + 3 > last_);
    return place != Place::below_text || bare || labelled;
  }

  /// Whether the item that the date is a property of, if there is one, is the article.
  bool is_of_article(const xmlNode* date) const {
    if (first_ == kNone) return false;
    for (const xmlNode* at = date->parent; at != nullptr; at = at->parent)
      if (is_element(at) && xmlHasProp(const_cast<xmlNode*>(at), kItemScope) != nullptr)
        return holds(at, lines_[first_].nodes[0]);
    return true;
  }

  /// "Published:" may stand on a line of its own.
  DateLabel label_above(std::size_t i) const {
    constexpr std::size_t kLongestLabel = 40;
    const std::string& above = lines_[i - 1].text;
    const bool label = above.size() <= kLongestLabel && (above.back() == ':' || above.size() < 24);
    return label && read_date_line(above, language_).dates.empty() ? label_in(above)
                                                                   : DateLabel::none;
  }

  void weigh(const LineDate& date, std::size_t i, Place place, std::size_t rest) {
    if (date.label == DateLabel::other) return;
    static constexpr std::array<double, 5> kPlaces{10, 45, 60, 40, 30};
    const PageLine& line = lines_[i];
    const std::size_t top = headline_ == kNone ? first_ : headline_;
    const std::size_t away =
        line.at > lines_[top].at ? line.at - lines_[top].at : lines_[top].at - line.at;
    double points = kPlaces[static_cast<std::size_t>(place)];
    points += date.label == DateLabel::published ? 40 : date.label == DateLabel::updated ? -50 : 0;
    points += line.dated ? 10 : 0;
    points += rest <= 12 ? 10 : 0;
    points -= date.ambiguous ? 100 : 0;
    points -= std::min(static_cast<double>(away) / 100, 15.0);
    if (!shown_.date.empty() && points <= most_) return;
    most_ = points;
    shown_.date = date.text;
    shown_.updated = date.label == DateLabel::updated;
  }

  /// Whether no other headline, link to another article or longer text is nearer to the line than
  /// the article's own.
  bool belongs(const PageLine& line, Place place) const {
    const xmlNode* branch = line.nodes[0];
    const auto holds_anchor = [this](const xmlNode* node) {
      return std::any_of(anchors_.begin(), anchors_.end(),
                         [node](const xmlNode* anchor) { return holds(node, anchor); });
    };
    while (branch->parent != nullptr && !holds_anchor(branch->parent)) {
      if (place != Place::below_headline && is_of_others(branch)) return false;
      branch = branch->parent;
    }
    if (place != Place::below_headline && is_of_others(branch)) return false;
    std::size_t bytes = 0;
    for (const PageLine& each : lines_) {
      if (&each == &line || !holds(branch, each.nodes[0])) continue;
      constexpr std::size_t kLongestLink = 40;
      bytes += each.text.size();
      if (each.heading > 0 || each.linked > kLongestLink || bytes > kLongestLine) return false;
    }
    return true;
  }

  /// By the names of classes.
  static bool is_of_others(const xmlNode* element) {
    constexpr std::array<std::string_view, 7> kOthers{"comment", "related",  "recommend", "popular",
                                                      "latest",  "trending", "sidebar"};
    const std::string names =
        ascii_lower(attribute(element, "class") + ' ' + attribute(element, "id"));
    return std::any_of(kOthers.begin(), kOthers.end(), [&](std::string_view part) {
      return names.find(part) != std::string::npos;
    });
  }

  /// "By Ann Lee" between headline and text, with or without a date after it.
  void take_byline(const PageLine& line) {
    constexpr std::array<std::string_view, 6> kBy{"By ", "BY ", "Von ", "Par ", "Por ", "Di "};
    constexpr std::size_t kLongest = 80;
    const bool byline = std::any_of(kBy.begin(), kBy.end(), [&](std::string_view by) {
      return line.text.compare(0, by.size(), by) == 0;
    });
    if (!byline || line.text.size() > kLongest || line.heading > 0 || line.text.back() == '.')
      return;
    shown_.nodes.insert(line.nodes.begin(), line.nodes.end());
    const std::string name = line.text.substr(line.text.find(' ') + 1);
    if (shown_.author.empty()) shown_.author = without_date(name, language_);
  }

  std::vector<PageLine> lines_;
  const xmlNode* main_;
  std::string_view language_;
  std::size_t headline_ = kNone;
  std::size_t first_ = kNone;  ///< line of the text
  std::size_t last_ = kNone;
  std::vector<const xmlNode*> anchors_;
  ShownLines shown_;
  double most_ = 0;
  std::size_t looked_ = 0;  ///< lines with dates
};

}  // namespace

ShownLines find_shown_lines(const xmlNode* root, const xmlNode* main, const std::string& title,
                            std::string_view language) {
  return ShownFinder(root, main, title, language).find();
}

}  // namespace dateline
