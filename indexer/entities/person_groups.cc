// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/person_groups.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "common/identity/name_key.h"
#include "indexer/entities/known_persons.h"

namespace dateline {
namespace {

NameWords name_words(std::string_view normal) {
  NameWords words = words_of(normal);
  while (words.size() > 2 && is_generation(words.back())) words.pop_back();
  return words;
}

/// Whether `part` is the end of `whole` ("tayyip erdogan", "bin salman", "suu kyi").
bool ends_with(const NameWords& whole, const NameWords& part) {
  return part.size() < whole.size() && std::equal(part.rbegin(), part.rend(), whole.rbegin());
}

bool starts_with(const NameWords& whole, const NameWords& part) {
  return part.size() < whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

bool is_initial_of(std::string_view a, std::string_view b) {
  return (a.size() == 1 || b.size() == 1) && a[0] == b[0];
}

/// "j kerry" and "john kerry", "hillary rodham clinton" and "hillary clinton". `left` and `right`
/// are the name_words() of a and b.
bool is_same_person_here(const std::string& a, const NameWords& left, const std::string& b,
                         const NameWords& right) {
  if (a == b || same_normal_name(a, b)) return true;
  if (ends_with(left, right) || ends_with(right, left)) return true;
  // A second surname or a house may follow: "Enrique Peña (Nieto)", "bin Salman (Al Saud)".
  if (starts_with(left, right) || starts_with(right, left)) return true;
  // "H. W. Bush": several initials stand for the first and the middle names.
  return is_initial_of(left[0], right[0]) && same_last_name(left.back(), right.back());
}

bool contradicts(const PersonGroup& group, const NameMention& mention) {
  return group.gender != Gender::unknown && mention.context.gender != Gender::unknown &&
         group.gender != mention.context.gender;
}

/// Shorter surnames that look alike are mostly those of two.
constexpr std::size_t kLongSurname = 7;

/// How a mention of one word (or a surname with particles) can name a group's person.
enum class Link : std::uint8_t { none, similar, given_name, surname };

/// `named`: the name_words() of the group.
Link link_of(const PersonGroup& group, const NameWords& named, const NameMention& mention) {
  const NameWords part = words_of(mention.normal);
  // "Trump Jr." is not Donald Trump.
  const bool has_generation = part.size() > 1 && is_generation(part.back());
  const NameWords with_generation = has_generation ? words_of(group.normal) : NameWords();
  const NameWords& whole = has_generation ? with_generation : named;
  if (group.normal == mention.normal || ends_with(whole, part)) return Link::surname;
  if (part.size() == 1 && whole.size() > 1) {
    if (KnownPersons::surname_of(group.normal, "") == part[0]) return Link::surname;
    if (whole.front() == part[0]) return Link::given_name;
    // "Mohammed bin Salman" for "Mohammed bin Salman Al Saud"
    if (std::find(whole.begin() + 1, whole.end(), part[0]) != whole.end()) return Link::given_name;
    // A slip: "Ms Bauchtman" after a Lydia Buchtmann.
    if (std::min(part[0].size(), whole.back().size()) >= kLongSurname &&
        same_last_name(part[0], whole.back()))
      return Link::similar;
  }
  return Link::none;
}

/// Builds the groups in two passes over the mentions.
class Grouping {
 public:
  explicit Grouping(const std::vector<NameMention>& mentions) : mentions_(mentions) {
    words_.reserve(mentions.size());
    for (const NameMention& mention : mentions)
      words_.push_back(mention.is_full ? name_words(mention.normal) : NameWords());
  }

  std::vector<PersonGroup> run() {
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      if (mentions_[i].is_full) join_full(i);
    }
    full_count_ = groups_.size();
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      if (!mentions_[i].is_full) join_part(i);
    }
    for (PersonGroup& group : groups_) std::sort(group.mentions.begin(), group.mentions.end());
    return std::move(groups_);
  }

 private:
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

  /// So many groups on each side of a mention are compared with it: more persons are in lists only,
  /// whose time must not grow as the square of their length.
  static constexpr std::size_t kNear = 400;

  static std::size_t first_near(std::size_t last) { return last - std::min(last, kNear); }

  void join_full(std::size_t i) {
    const NameMention& mention = mentions_[i];
    for (std::size_t g = groups_.size(), first = first_near(g); g-- > first;) {
      if (contradicts(groups_[g], mention)) continue;
      const PersonGroup& group = groups_[g];
      if (is_same_person_here(group.normal, words_[group.fullest], mention.normal, words_[i]))
        return add(g, i);
    }
    open(i, mention.normal);
  }

  void join_part(std::size_t i) {
    const NameMention& mention = mentions_[i];
    std::size_t best = latest_full_group(i);
    if (best == kNobody) best = bare_group(mention);
    if (best != kNobody) return add(best, i);
    const bool is_royal = !mention.royal_form.empty();
    open(i, is_royal ? mention.royal_form : mention.normal);
    if (is_royal) groups_.back().is_full = true;
  }

  /// Among the full names that the mention can be short for: one that is called by this surname
  /// before one with this given name, then the latest before the mention, then the first behind.
  std::size_t latest_full_group(std::size_t i) const {
    std::size_t best = kNobody;
    Link best_link = Link::none;
    std::size_t best_place = 0;
    // They stand in the order of their first mentions.
    const auto full_end = groups_.begin() + static_cast<std::ptrdiff_t>(full_count_);
    const auto behind =
        std::partition_point(groups_.begin(), full_end,
                             [i](const PersonGroup& group) { return group.mentions.front() < i; });
    const auto here = static_cast<std::size_t>(behind - groups_.begin());
    for (std::size_t g = first_near(here); g < std::min(here + kNear, full_count_); ++g) {
      const PersonGroup& group = groups_[g];
      const Link link = link_of(group, words_[group.fullest], mentions_[i]);
      if (link == Link::none || contradicts(group, mentions_[i])) continue;
      const std::size_t place = place_before(g, i);
      if (link > best_link || (link == best_link && place > best_place)) {
        best = g;
        best_link = link;
        best_place = place;
      }
    }
    return best;
  }

  /// Larger is better: full mentions before i by nearness, then those behind.
  std::size_t place_before(std::size_t g, std::size_t i) const {
    const std::size_t size = mentions_.size();
    std::size_t place = 0;
    for (const std::size_t m : groups_[g].mentions) {
      if (!mentions_[m].is_full) continue;
      if (m < i) place = std::max(place, size + m);
      if (m > i) place = std::max(place, size - m);
    }
    // An office that the group was called by speaks louder than nearness.
    const std::string& title = mentions_[i].context.title;
    if (!title.empty() && title == groups_[g].title) place += 2 * size;
    return place;
  }

  /// A group of the same word without a full name.
  std::size_t bare_group(const NameMention& mention) const {
    for (std::size_t g = groups_.size(), first = std::max(full_count_, first_near(g));
         g-- > first;) {
      const PersonGroup& group = groups_[g];
      const bool same = group.normal == mention.normal ||
                        (!mention.royal_form.empty() && group.normal == mention.royal_form) ||
                        ends_with(words_of(group.normal), words_of(mention.normal));
      if (same && !contradicts(group, mention)) return g;
    }
    return kNobody;
  }

  void open(std::size_t i, const std::string& normal) {
    PersonGroup group;
    group.normal = normal;
    group.is_full = mentions_[i].is_full;
    group.fullest = i;
    if (group.is_full) {
      group.gender = gender_of_first_name(std::string_view(normal).substr(0, normal.find(' ')));
    }
    groups_.push_back(std::move(group));
    add(groups_.size() - 1, i);
  }

  void add(std::size_t g, std::size_t i) {
    PersonGroup& group = groups_[g];
    const NameMention& mention = mentions_[i];
    group.mentions.push_back(i);
    group.is_doubtful = group.is_doubtful && mention.is_doubtful;
    if (group.title.empty()) group.title = mention.context.title;
    if (group.country.empty()) group.country = mention.context.country;
    if (group.gender == Gender::unknown) group.gender = mention.context.gender;
    const bool comparable = mention.is_full || !mentions_[group.fullest].is_full;
    if (comparable && group.normal != mention.royal_form &&
        is_fuller(mention, mentions_[group.fullest])) {
      group.fullest = i;
      group.normal = mention.normal;
    }
  }

  static bool is_fuller(const NameMention& a, const NameMention& b) {
    const auto letters = [](const NameMention& mention) {
      std::size_t count = 0;
      for (const std::string_view word : words_of(mention.normal)) {
        if (word.size() > 1)
          count += 2;
        else
          count += 1;
      }
      return count;
    };
    if (letters(a) != letters(b)) return letters(a) > letters(b);
    return b.is_capitals && !a.is_capitals;
  }

  const std::vector<NameMention>& mentions_;
  std::vector<NameWords> words_;  // the name_words() of each full mention
  std::vector<PersonGroup> groups_;
  std::size_t full_count_ = 0;
};

}  // namespace

std::vector<PersonGroup> group_mentions(const std::vector<NameMention>& mentions) {
  return Grouping(mentions).run();
}

std::vector<std::string> surnames_of(const std::vector<NameMention>& mentions) {
  std::vector<std::string> surnames;
  std::unordered_set<std::string> seen;
  for (const NameMention& mention : mentions) {
    if (!mention.is_full) continue;
    std::string surname(KnownPersons::surname_of(mention.normal, ""));
    if (surname.size() > 1 && seen.insert(surname).second) surnames.push_back(std::move(surname));
  }
  return surnames;
}

}  // namespace dateline
