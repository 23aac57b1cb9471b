// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/stories/story_grouping.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace dateline {
namespace {

using Index = std::uint32_t;  // of an article in the list

/// Disjoint sets (Tarjan), the smallest index standing for each.
class Clusters {
 public:
  explicit Clusters(std::size_t size) : parents_(size) {
    std::iota(parents_.begin(), parents_.end(), Index{0});
  }
  Index find(Index i) {
    while (parents_[i] != i) i = parents_[i] = parents_[parents_[i]];
    return i;
  }
  void join(Index a, Index b) {
    a = find(a);
    b = find(b);
    parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<Index> parents_;
};

/// A key of an article, as it is sorted to meet the others with that key.
struct KeyEntry {
  std::uint32_t key;
  std::int32_t day;  // kNoDay without a date
  Index article;
};

constexpr std::int32_t kNoDay = INT32_MAX;

std::int32_t day_of(const StoryArticle& article) {
  return article.date ? static_cast<std::int32_t>((*article.date - kFirstDay).count()) : kNoDay;
}

bool in_window(std::int32_t a, std::int32_t b) {
  return a == kNoDay || b == kNoDay || std::abs(a - b) <= kCopyDays;
}

class Grouping {
 public:
  Grouping(std::vector<StoryArticle> articles, Dedup dedup, const StoryTexts& texts)
      : articles_(std::move(articles)), dedup_(dedup), texts_(texts), clusters_(articles_.size()) {
    for (Index i = 0; i < articles_.size(); ++i) by_number_.emplace(articles_[i].number, i);
  }

  std::vector<StoryMember> run(const std::vector<StoryMember>& before) {
    restore(before);
    compares_all_ = has_several_parts() || all_arrived();
    join_equal();
    if (dedup_ == Dedup::near) join_near();
    return stories(before);
  }

 private:
  /// Takes over the clusters of which nothing has gone; what is left of the others counts as
  /// arrived, so that its ties are sought anew.
  void restore(const std::vector<StoryMember>& before) {
    std::unordered_set<std::uint32_t> broken;
    for (const StoryMember& member : before) {
      const auto at = by_number_.find(member.article);
      if (at == by_number_.end() || articles_[at->second].arrived) broken.insert(member.cluster);
    }
    for (const StoryMember& member : before) {
      const auto at = by_number_.find(member.article);
      if (at == by_number_.end()) continue;
      if (broken.count(member.cluster) != 0)
        articles_[at->second].arrived = true;
      else
        clusters_.join(at->second, by_number_.at(member.cluster));
    }
  }

  bool has_several_parts() const {
    return std::any_of(articles_.begin(), articles_.end(), [this](const StoryArticle& article) {
      return article.part != articles_[0].part;
    });
  }

  bool all_arrived() const {
    return std::all_of(articles_.begin(), articles_.end(),
                       [](const StoryArticle& article) { return article.arrived; });
  }

  void join_equal() {
    struct Entry {
      std::uint64_t identity;
      std::int32_t day;
      Index article;
    };
    std::vector<Entry> entries;
    entries.reserve(articles_.size());
    for (Index i = 0; i < articles_.size(); ++i)
      if (articles_[i].sketch.words > 0)
        entries.push_back({articles_[i].sketch.identity, day_of(articles_[i]), i});
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.identity, a.day, a.article) < std::tie(b.identity, b.day, b.article);
    });
    is_repeated_.assign(articles_.size(), false);
    for (std::size_t i = 1; i < entries.size(); ++i) {
      const Entry& last = entries[i - 1];
      const Entry& next = entries[i];
      if (last.identity != next.identity) continue;
      clusters_.join(last.article, next.article);
      // One article of the same text and day is enough to meet others.
      if (last.day == next.day) {
        is_repeated_[last.article] = true;
        articles_[next.article].arrived |= articles_[last.article].arrived;
      }
    }
  }

  void join_near() {
    for (std::size_t place = 0; place < kSketchKeys; ++place) {
      const std::vector<KeyEntry> entries = key_entries(place);
      for (std::size_t first = 0; first < entries.size();) {
        std::size_t end = first + 1;
        while (end < entries.size() && entries[end].key == entries[first].key) ++end;
        for (std::size_t i = first + 1; i < end; ++i)
          compare_with_earlier(place, entries, first, i);
        first = end;
      }
    }
  }

  /// The keys at a place of the sketch that some article that is to be compared has, each with the
  /// articles that have it together.
  std::vector<KeyEntry> key_entries(std::size_t place) const {
    const auto comes_in = [&](Index i) {
      return articles_[i].sketch.words >= kFewestWords && !is_repeated_[i];
    };
    std::unordered_set<std::uint32_t> wanted;
    for (Index i = 0; i < articles_.size() && !compares_all_; ++i)
      if (articles_[i].arrived && comes_in(i)) wanted.insert(articles_[i].sketch.keys[place]);
    std::vector<KeyEntry> entries;
    for (Index i = 0; i < articles_.size(); ++i) {
      if (!comes_in(i)) continue;
      const std::uint32_t key = articles_[i].sketch.keys[place];
      if (compares_all_ || wanted.count(key) != 0)
        entries.push_back({key, day_of(articles_[i]), i});
    }
    std::sort(entries.begin(), entries.end(), [](const KeyEntry& a, const KeyEntry& b) {
      return std::tie(a.key, a.day, a.article) < std::tie(b.key, b.day, b.article);
    });
    return entries;
  }

  /// Whether two articles were compared when they were grouped before.
  static bool is_known_pair(const StoryArticle& a, const StoryArticle& b) {
    return !a.arrived && !b.arrived && a.part == b.part;
  }

  void compare_with_earlier(std::size_t place, const std::vector<KeyEntry>& entries,
                            std::size_t first, std::size_t at) {
    const KeyEntry& entry = entries[at];
    const StoryArticle& article = articles_[entry.article];
    std::optional<CopyText> text;
    const std::size_t last = at - first > kMostCompared ? at - kMostCompared : first;
    for (std::size_t i = at; i-- > last;) {
      const KeyEntry& earlier = entries[i];
      if (!in_window(earlier.day, entry.day)) break;
      const StoryArticle& other = articles_[earlier.article];
      if (is_known_pair(article, other)) continue;
      if (!may_be_copies(article.sketch, other.sketch)) continue;
      // Each pair once: where the first of the keys that they share brings them together.
      if (first_shared_key(article.sketch, other.sketch) != place) continue;
      if (clusters_.find(entry.article) == clusters_.find(earlier.article)) continue;
      if (!text) text = texts_.text(article.number);
      if (is_copy(*text, texts_.text(other.number))) clusters_.join(entry.article, earlier.article);
    }
  }

  static std::size_t first_shared_key(const CopySketch& a, const CopySketch& b) {
    std::size_t place = 0;
    while (a.keys[place] != b.keys[place]) ++place;
    return place;
  }

  std::vector<StoryMember> stories(const std::vector<StoryMember>& before) {
    std::unordered_map<Index, std::vector<Index>> members;
    std::vector<std::uint32_t> sizes(articles_.size(), 0);
    for (Index i = 0; i < articles_.size(); ++i) ++sizes[clusters_.find(i)];
    for (Index i = 0; i < articles_.size(); ++i)
      if (const Index cluster = clusters_.find(i); sizes[cluster] > 1)
        members[cluster].push_back(i);
    std::vector<StoryMember> result = unchanged(before, members);
    for (auto& [cluster, articles] : members) split(std::move(articles), result);
    std::sort(result.begin(), result.end(),
              [](const StoryMember& a, const StoryMember& b) { return a.article < b.article; });
    return result;
  }

  /// The stories of the clusters that are as they were, which are taken out of `members`.
  std::vector<StoryMember> unchanged(const std::vector<StoryMember>& before,
                                     std::unordered_map<Index, std::vector<Index>>& members) {
    std::unordered_map<std::uint32_t, std::uint32_t> sizes;
    for (const StoryMember& member : before) ++sizes[member.cluster];
    std::unordered_set<std::uint32_t> kept;
    for (const auto& [cluster, size] : sizes) {
      const auto at = by_number_.find(cluster);
      if (at == by_number_.end()) continue;
      const auto now = members.find(clusters_.find(at->second));
      if (now == members.end() || now->second.size() != size) continue;
      if (std::any_of(now->second.begin(), now->second.end(),
                      [&](Index i) { return articles_[i].arrived; }))
        continue;
      members.erase(now);
      kept.insert(cluster);
    }
    std::vector<StoryMember> result;
    for (const StoryMember& member : before)
      if (kept.count(member.cluster) != 0) result.push_back(member);
    return result;
  }

  /// Splits a cluster into stories, the earliest first.
  void split(std::vector<Index> left, std::vector<StoryMember>& result) {
    sort_by_precedence(left);
    const std::uint32_t cluster = articles_[left[0]].number;
    while (!left.empty()) {
      const StoryArticle& lead = articles_[left[0]];
      std::optional<CopyText> text;
      std::vector<Index> story{left[0]};
      std::vector<Index> others;
      for (std::size_t i = 1; i < left.size(); ++i)
        (is_copy_of(lead, articles_[left[i]], text) ? story : others).push_back(left[i]);
      for (const Index i : story)
        result.push_back(
            {articles_[i].number, lead.number, cluster, static_cast<std::uint32_t>(story.size())});
      left = std::move(others);
    }
  }

  bool is_copy_of(const StoryArticle& lead, const StoryArticle& article,
                  std::optional<CopyText>& text) const {
    if (lead.sketch.identity == article.sketch.identity) return true;
    if (dedup_ != Dedup::near || !in_window(day_of(lead), day_of(article))) return false;
    if (!text) text = texts_.text(lead.number);
    return is_copy(*text, texts_.text(article.number));
  }

  /// By date, those without one last; of one day the longest first, then by id, which is looked up
  /// only where it decides.
  void sort_by_precedence(std::vector<Index>& articles) const {
    const auto rank = [this](Index i) {
      return std::pair(day_of(articles_[i]), -std::int64_t{articles_[i].sketch.words});
    };
    std::sort(articles.begin(), articles.end(),
              [&](Index a, Index b) { return rank(a) < rank(b); });
    for (auto at = articles.begin(); at != articles.end();) {
      const auto end =
          std::find_if(at, articles.end(), [&](Index other) { return rank(*at) < rank(other); });
      if (end - at > 1) sort_by_id(std::span(at, end));
      at = end;
    }
  }

  void sort_by_id(std::span<Index> articles) const {
    std::vector<std::pair<std::string, Index>> named;
    named.reserve(articles.size());
    for (const Index i : articles) named.emplace_back(texts_.id(articles_[i].number), i);
    std::sort(named.begin(), named.end());
    std::transform(named.begin(), named.end(), articles.begin(),
                   [](const auto& one) { return one.second; });
  }

  std::vector<StoryArticle> articles_;
  const Dedup dedup_;
  const StoryTexts& texts_;
  Clusters clusters_;
  std::unordered_map<std::uint32_t, Index> by_number_;
  std::vector<bool> is_repeated_;
  bool compares_all_ = false;  // else those that arrived
};

}  // namespace

std::vector<StoryMember> group_stories(std::vector<StoryArticle> articles,
                                       const std::vector<StoryMember>& before, Dedup dedup,
                                       const StoryTexts& texts) {
  if (dedup == Dedup::off) return {};
  return Grouping(std::move(articles), dedup, texts).run(before);
}

}  // namespace dateline
