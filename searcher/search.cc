// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "common/error.h"
#include "common/schema.h"
#include "common/xapian_error.h"
#include "searcher/best_of.h"
#include "searcher/facet_counter.h"
#include "searcher/hit_maker.h"
#include "searcher/matching.h"
#include "searcher/ranking.h"
#include "searcher/refinement.h"
#include "searcher/remote_matcher.h"
#include "searcher/remote_search.h"

namespace dateline {
namespace {

/// So many matches decide which hits a page shows; 0: all, for each may be a copy of those before.
std::size_t deciding(const PageOptions& options) {
  constexpr std::uint64_t kMost = UINT32_MAX;  // no archive holds more
  if (options.limit == 0 || options.by_story || std::max(options.offset, options.limit) > kMost)
    return 0;
  const auto shown = static_cast<std::size_t>(options.offset + options.limit);
  return options.sort == SortOrder::relevance ? std::max(shown, kRefined) : shown;
}

/// Counts every match of a part, and keeps those that may be shown.
class PartMatches : public MatchVisitor {
 public:
  PartMatches(const PartNumbers& numbers, const StoryLookup* stories, const PageOptions& options)
      : facets_(numbers),
        counter_(numbers, options.facets.empty() ? nullptr : &facets_, stories, options.by_story),
        counts_(!options.facets.empty() || stories != nullptr),
        sort_(options.sort),
        matches_(deciding(options), FirstRank(options.sort)) {}

  void visit(Xapian::docid id, double weight, const Xapian::Document& document) override {
    if (counts_) counter_.visit(id, weight, document);
    matches_.add({rounded_weight(weight), id, day_of(document)});
  }

  std::uint64_t count() const { return matches_.seen(); }
  std::vector<Ranked> take_matches() { return matches_.take(); }
  MatchedStories take_stories() { return counter_.take_stories(); }
  FacetCounter take_facets() { return std::move(facets_); }

 private:
  std::uint32_t day_of(const Xapian::Document& document) const {
    if (sort_ == SortOrder::relevance) return 0;
    const auto date = unpack_day(document.get_value(kDateSlot));
    return date ? static_cast<std::uint32_t>((*date - kFirstDay).count()) + 1 : 0;
  }

  FacetCounter facets_;
  MatchCounter counter_;
  const bool counts_;
  const SortOrder sort_;
  BestOf<Ranked, FirstRank> matches_;
};

/// What is known of an answer before hits are made.
struct Answer {
  std::vector<Ranked> matches;  ///< that may be shown
  std::size_t ordered = 0;      ///< so many of them are in order
  std::uint64_t total = 0;
  std::uint64_t stories = 0;
  std::vector<FacetResult> facets;
};

/// To unite the names of several parts takes time, which counting no facets saves.
const PartNumbers& numbers_to_count(const Index& index, std::size_t part,
                                    const PageOptions& options) {
  static const PartNumbers none;
  return options.facets.empty() ? none : index.numbers(part);
}

Answer visit_all(const Index& index, const CompiledQuery& query, const PageOptions& options,
                 const StoryLookup* stories) {
  const auto parts = visited<PartMatches>(index, query.plan, Weighing::bm25, [&](std::size_t part) {
    return std::make_unique<PartMatches>(numbers_to_count(index, part, options), stories, options);
  });
  Answer answer;
  MatchedStories matched;
  std::vector<FacetCounter> facets;
  for (const auto& part : parts) {
    answer.total += part->count();
    std::vector<Ranked> matches = part->take_matches();
    matched.add(part->take_stories());
    facets.push_back(part->take_facets());
    if (answer.matches.empty())
      answer.matches = std::move(matches);
    else
      answer.matches.insert(answer.matches.end(), matches.begin(), matches.end());
  }
  answer.stories = matched.count();
  FacetCounter counted = merged(std::move(facets));
  counted.count_stories(matched);
  answer.facets = counted.results(options.facet_options(), index);
  if (options.sort == SortOrder::relevance)
    refine(index.database(), counts_in_index(index.database()),
           order_in(index.database(), options.sort), query.refinement, answer.matches);
  return answer;
}

Answer ask_parts(const Index& index, const CompiledQuery& query, const PageOptions& options,
                 const StoryLookup* stories) {
  const std::uint64_t all = index.database().get_doccount();
  const std::uint64_t wanted =
      options.limit == 0 ? all : std::min(all, options.offset + options.limit);
  BestMatches best = find_best(index, query, options.sort, wanted);
  Answer answer;
  answer.matches = std::move(best.matches);
  answer.ordered = answer.matches.size();
  answer.total = best.total;
  if (stories != nullptr)
    answer.stories =
        stories->empty() ? answer.total : stories->count(find_matches(index, query.plan));
  if (!options.facets.empty())
    answer.facets = count_all_facets(index, query.plan).results(options.facet_options(), index);
  return answer;
}

/// Keeps the hits of a page.
class HitList : public HitSink {
 public:
  void begin(const SearchResults& results) override { results_ = results; }
  void hit(const Hit& hit) override { results_.hits.push_back(hit); }

  SearchResults take() { return std::move(results_); }

 private:
  SearchResults results_;
};

/// Hands out matches in their order, each story once where `stories` is given: its first match.
class MatchSequence {
 public:
  /// The first `ordered` matches are in order.
  MatchSequence(std::vector<Ranked> matches, std::size_t ordered, HitOrder order,
                const StoryLookup* stories)
      : matches_(std::move(matches)),
        order_(std::move(order)),
        stories_(stories),
        ordered_(ordered) {}

  /// The next match; null at the end. `ahead`: how many more are likely to be asked for.
  const Ranked* next(std::uint64_t ahead) {
    while (at_ < matches_.size()) {
      if (at_ == ordered_) put_in_order(ahead);
      const Ranked& match = matches_[at_++];
      const auto lead = stories_ == nullptr ? std::nullopt : stories_->lead(match.id);
      if (!lead || seen_.insert(*lead).second) return &match;
    }
    return nullptr;
  }

 private:
  void put_in_order(std::uint64_t ahead) {
    constexpr std::uint64_t kSpare = 32;  // places for copies, so that one pass mostly does
    const std::uint64_t left = matches_.size() - at_;
    const std::uint64_t wanted = std::min(left, ahead + (stories_ == nullptr ? 1 : kSpare));
    order_.put_first(std::span(matches_).subspan(at_), wanted);
    ordered_ = at_ + wanted;
  }

  std::vector<Ranked> matches_;
  const HitOrder order_;
  const StoryLookup* const stories_;
  std::unordered_set<Xapian::docid> seen_;
  std::size_t at_ = 0;
  std::size_t ordered_;
};

}  // namespace

SearchResults search(const Index& index, const CompiledQuery& query, const PageOptions& options,
                     Analyzer& analyzer) {
  HitList hits;
  search_all(index, query, options, analyzer, hits);
  return hits.take();
}

void search_all(const Index& index, const CompiledQuery& query, const PageOptions& options,
                Analyzer& analyzer, HitSink& sink) {
  with_xapian(index.path(), [&] {
    const bool counts_stories = options.by_story || options.count_stories;
    std::optional<StoryLookup> stories;
    if (counts_stories) stories.emplace(index.stories());
    const StoryLookup* counted = stories ? &*stories : nullptr;
    const bool asks = index.has_remote_parts() && is_plain(query.plan) && !options.by_story;
    Answer answer = asks ? ask_parts(index, query, options, counted)
                         : visit_all(index, query, options, counted);
    SearchResults results;
    results.total = answer.total;
    results.offset = options.offset;
    results.by_story = options.by_story;
    if (counts_stories) results.stories = answer.stories;
    results.facets = std::move(answer.facets);
    sink.begin(results);
    MatchSequence sequence(std::move(answer.matches), answer.ordered,
                           order_in(index.database(), options.sort),
                           options.by_story ? counted : nullptr);
    HitMaker maker(index, analyzer, query.highlights, options);
    const std::uint64_t first = std::min(options.offset, results.total);
    const std::uint64_t most = options.limit == 0 ? results.total : options.limit;
    const std::uint64_t last = first + std::min(most, results.total - first);
    for (std::uint64_t rank = 1; rank <= last; ++rank) {
      const Ranked* match = sequence.next(last - rank);
      if (match == nullptr) break;
      if (rank > first) sink.hit(maker.make(match->id, rank, match->weight));
    }
  });
}

std::vector<FacetResult> count_facets(const Index& index, const Plan& plan,
                                      const PageOptions& options) {
  return with_xapian(index.path(), [&] {
    if (!options.by_story)
      return count_all_facets(index, plan).results(options.facet_options(), index);
    const StoryLookup stories(index.stories());
    const auto parts = visited<PartMatches>(index, plan, Weighing::none, [&](std::size_t part) {
      return std::make_unique<PartMatches>(index.numbers(part), &stories, options);
    });
    MatchedStories matched;
    std::vector<FacetCounter> facets;
    for (const auto& part : parts) {
      matched.add(part->take_stories());
      facets.push_back(part->take_facets());
    }
    FacetCounter counted = merged(std::move(facets));
    counted.count_stories(matched);
    return counted.results(options.facet_options(), index);
  });
}

std::vector<Ranked> best_matches(const Index& index, const Plan& plan, std::size_t wanted) {
  return with_xapian(index.path(), [&] {
    CompiledQuery query;
    query.plan = plan;
    if (index.has_remote_parts() && is_plain(plan))
      return find_best(index, query, SortOrder::relevance, wanted).matches;
    PageOptions options;
    options.limit = wanted;
    std::vector<Ranked> matches = visit_all(index, query, options, nullptr).matches;
    order_in(index.database(), options.sort).put_first(matches, wanted);
    matches.resize(std::min(matches.size(), wanted));
    return matches;
  });
}

std::uint64_t count_stories(const Index& index, const Plan& plan) {
  return with_xapian(index.path(), [&]() -> std::uint64_t {
    const StoryLookup stories(index.stories());
    return stories.empty() ? count_matches(index, plan) : stories.count(find_matches(index, plan));
  });
}

std::vector<Hit> find_copies(const Index& index, const std::string& id) {
  return with_xapian(index.path(), [&]() -> std::vector<Hit> {
    const Xapian::Database& database = index.database();
    const std::string term = make_term(find_field("id")->prefix, id);
    const auto posting = database.postlist_begin(term);
    if (posting == database.postlist_end(term)) return {};
    const auto story = index.story(*posting);
    struct Copy {
      bool has_no_date;
      std::optional<Date> date;
      bool is_no_lead;
      Hit hit;
    };
    std::vector<Copy> copies;
    const auto add = [&](Xapian::docid article, bool is_lead) {
      Hit hit = make_hit(index, article);
      const auto date = hit.article.date;
      copies.push_back({!date, date, !is_lead, std::move(hit)});
    };
    if (!story) add(*posting, true);
    for (const StoryMember& member : story ? index.stories() : SharedTable<StoryMember>())
      if (member.lead == story->lead) add(member.article, member.article == member.lead);
    std::sort(copies.begin(), copies.end(), [](const Copy& a, const Copy& b) {
      return std::tie(a.has_no_date, a.date, a.is_no_lead, a.hit.article.id) <
             std::tie(b.has_no_date, b.date, b.is_no_lead, b.hit.article.id);
    });
    std::vector<Hit> hits;
    for (Copy& copy : copies) {
      copy.hit.rank = hits.size() + 1;
      hits.push_back(std::move(copy.hit));
    }
    return hits;
  });
}

std::optional<Hit> find_article(const Index& index, const std::string& id) {
  return with_xapian(index.path(), [&]() -> std::optional<Hit> {
    const std::string term = make_term(find_field("id")->prefix, id);
    const auto posting = index.database().postlist_begin(term);
    if (posting == index.database().postlist_end(term)) return std::nullopt;
    Hit hit = make_hit(index, *posting);
    hit.rank = 1;
    return hit;
  });
}

}  // namespace dateline
