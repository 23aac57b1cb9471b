// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "common/error.h"
#include "common/schema.h"
#include "common/xapian_error.h"
#include "searcher/facet_counter.h"
#include "searcher/feedback.h"
#include "searcher/hit_maker.h"
#include "searcher/ranking.h"

namespace dateline {
namespace {

/// Collects every match, in sixteen bytes each.
class MatchCollector : public Xapian::MatchSpy {
 public:
  explicit MatchCollector(SortOrder sort) : sort_(sort) {}

  void operator()(const Xapian::Document& document, double weight) override {
    matches_.push_back({rounded_weight(weight), document.get_docid(), day_of(document)});
  }

  std::vector<Ranked> take() { return std::move(matches_); }

 private:
  std::uint32_t day_of(const Xapian::Document& document) const {
    if (sort_ == SortOrder::relevance) return 0;
    const auto date = unpack_day(document.get_value(kDateSlot));
    return date ? static_cast<std::uint32_t>((*date - kFirstDay).count()) + 1 : 0;
  }

  const SortOrder sort_;
  std::vector<Ranked> matches_;
};

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
  MatchSequence(std::vector<Ranked> matches, const HitOrder& order, const StoryLookup* stories)
      : matches_(std::move(matches)), order_(order), stories_(stories) {}

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
  const HitOrder& order_;
  const StoryLookup* const stories_;
  std::unordered_set<Xapian::docid> seen_;
  std::size_t at_ = 0;
  std::size_t ordered_ = 0;
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
    const Xapian::Database& database = index.database();
    Xapian::Enquire enquire(database);
    enquire.set_query(query.query);
    enquire.set_weighting_scheme(weighting());
    const bool counts_stories = options.by_story || options.count_stories;
    const StoryLookup stories(counts_stories ? index.stories() : std::vector<StoryMember>{});
    FacetCounter facets(index.identities());
    MatchCounter counter(options.facets.empty() ? nullptr : &facets,
                         counts_stories ? &stories : nullptr, options.by_story);
    if (!options.facets.empty() || counts_stories) enquire.add_matchspy(&counter);
    MatchCollector collector(options.sort);
    enquire.add_matchspy(&collector);
    enquire.get_mset(0, 0, database.get_doccount());

    std::vector<Ranked> matches = collector.take();
    SearchResults results;
    results.total = matches.size();
    results.offset = options.offset;
    results.by_story = options.by_story;
    const std::uint64_t story_count = counter.finish();
    if (counts_stories) results.stories = story_count;
    results.facets = facets.results(options.facet_options(), index);
    sink.begin(results);
    const HitOrder order(database, options.sort, read_days_in(database));
    if (query.takes_feedback && options.sort == SortOrder::relevance)
      apply_feedback(database, count_in_index(database), order, matches);
    MatchSequence sequence(std::move(matches), order, options.by_story ? &stories : nullptr);
    HitMaker maker(index, analyzer, query.highlights, options);
    const std::uint64_t first = std::min(options.offset, results.total);
    const std::uint64_t most = options.limit == 0 ? results.total : options.limit;
    const std::uint64_t last = first + std::min(most, results.total - first);
    for (std::uint64_t rank = 1; rank <= last; ++rank) {
      const Ranked* match = sequence.next(last - rank);
      if (match == nullptr) break;
      if (rank > first) sink.hit(maker.make(database.get_document(match->id), rank, match->weight));
    }
    return 0;
  });
}

std::vector<FacetResult> count_facets(const Index& index, const Xapian::Query& query,
                                      const PageOptions& options) {
  return with_xapian(index.path(), [&] {
    const Xapian::Database& database = index.database();
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const StoryLookup stories(options.by_story ? index.stories() : std::vector<StoryMember>{});
    FacetCounter facets(index.identities());
    MatchCounter counter(&facets, options.by_story ? &stories : nullptr, options.by_story);
    enquire.add_matchspy(&counter);
    enquire.get_mset(0, 0, database.get_doccount());
    counter.finish();
    return facets.results(options.facet_options(), index);
  });
}

std::uint64_t count_stories(const Index& index, const Xapian::Query& query) {
  return with_xapian(index.path(), [&] {
    const StoryLookup stories(index.stories());
    MatchCounter counter(nullptr, &stories, false);
    Xapian::Enquire enquire(index.database());
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.add_matchspy(&counter);
    enquire.get_mset(0, 0, index.database().get_doccount());
    return counter.finish();
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
      Hit hit = make_hit(index, database.get_document(article));
      const auto date = hit.article.date;
      copies.push_back({!date, date, !is_lead, std::move(hit)});
    };
    if (!story) add(*posting, true);
    for (const StoryMember& member : story ? index.stories() : std::vector<StoryMember>{})
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
    Hit hit = make_hit(index, index.database().get_document(*posting));
    hit.rank = 1;
    return hit;
  });
}

}  // namespace dateline
