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

/// Articles without a date come last in either order.
void order_by_date(Xapian::MultiValueKeyMaker& by_date, SortOrder sort) {
  const bool newest = sort == SortOrder::newest;
  by_date.add_value(kDateSlot, newest, newest ? "" : "\xFF\xFF\xFF");
}

/// Collects every match, in sixteen bytes each.
class MatchCollector : public Xapian::MatchSpy {
 public:
  explicit MatchCollector(SortOrder sort) : sort_(sort) {}

  void operator()(const Xapian::Document& document, double weight) override {
    matches_.push_back({weight, document.get_docid(), day_of(document)});
  }

  std::size_t size() const { return matches_.size(); }

  /// In the order in which Xapian would give them.
  std::vector<Ranked> take() {
    std::sort(matches_.begin(), matches_.end(), is_before);
    return std::move(matches_);
  }

 private:
  std::uint32_t day_of(const Xapian::Document& document) const {
    if (sort_ == SortOrder::relevance) return 0;
    const auto date = unpack_day(document.get_value(kDateSlot));
    if (!date) return UINT32_MAX;
    const auto day = static_cast<std::uint32_t>((*date - kFirstDay).count());
    return sort_ == SortOrder::newest ? UINT32_MAX - 1 - day : day;
  }

  const SortOrder sort_;
  std::vector<Ranked> matches_;
};

bool takes_feedback(const CompiledQuery& query, const PageOptions& options) {
  return query.takes_feedback && options.sort == SortOrder::relevance;
}

/// The first matches, at least `wanted` of them where there are so many.
class FirstMatches {
 public:
  FirstMatches(const Xapian::Database& database, Xapian::Enquire& enquire, bool takes_feedback)
      : database_(database), enquire_(enquire), takes_feedback_(takes_feedback) {}

  void find(std::uint64_t wanted) {
    const Xapian::doccount all = database_.get_doccount();
    if (takes_feedback_) wanted = std::max<std::uint64_t>(wanted, kFeedbackDepth);
    // Xapian stops once the top hits are certain, and both total and facets would be of those it
    // saw; checking every document makes them exact.
    const Xapian::MSet matches = enquire_.get_mset(
        0, static_cast<Xapian::doccount>(std::min<std::uint64_t>(wanted, all)), all);
    total_ = matches.get_matches_estimated();
    ranked_.clear();
    for (auto match = matches.begin(); match != matches.end(); ++match)
      ranked_.push_back({match.get_weight(), *match, 0});
    if (takes_feedback_) apply_feedback(database_, count_in_index(database_), ranked_);
  }

  const std::vector<Ranked>& ranked() const { return ranked_; }
  std::uint64_t total() const { return total_; }

 private:
  const Xapian::Database& database_;
  Xapian::Enquire& enquire_;
  const bool takes_feedback_;
  std::vector<Ranked> ranked_;
  std::uint64_t total_ = 0;
};

/// The matches of the page in their order. `limit` and `offset` count stories where `stories` is
/// given: the first match of each stands for it.
std::vector<Ranked> page_of(FirstMatches& matches, std::uint64_t offset, std::uint64_t limit,
                            const StoryLookup* stories) {
  for (;;) {
    std::vector<Ranked> page;
    std::unordered_set<Xapian::docid> seen;
    std::uint64_t rank = 0;
    for (const Ranked& match : matches.ranked()) {
      if (page.size() == limit) break;
      const auto lead = stories == nullptr ? std::nullopt : stories->lead(match.id);
      if (lead && !seen.insert(*lead).second) continue;
      if (rank++ >= offset) page.push_back(match);
    }
    if (stories == nullptr || page.size() == limit || matches.ranked().size() == matches.total())
      return page;
    // Copies took up more places than were asked for beyond the page.
    matches.find(4 * matches.ranked().size());
  }
}

}  // namespace

SearchResults search(const Index& index, const CompiledQuery& query, const PageOptions& options,
                     Analyzer& analyzer) {
  return with_xapian(index.path(), [&] {
    const Xapian::Database& database = index.database();
    Xapian::Enquire enquire(database);
    enquire.set_query(query.query);
    enquire.set_weighting_scheme(weighting());
    Xapian::MultiValueKeyMaker by_date;
    if (options.sort != SortOrder::relevance) {
      order_by_date(by_date, options.sort);
      enquire.set_sort_by_key_then_relevance(&by_date, false);
    }
    const bool counts_stories = options.by_story || options.count_stories;
    const StoryLookup stories(counts_stories ? index.stories() : std::vector<StoryMember>{});
    FacetCounter facets(index.identities());
    MatchCounter counter(options.facets.empty() ? nullptr : &facets,
                         counts_stories ? &stories : nullptr, options.by_story);
    if (!options.facets.empty() || counts_stories) enquire.add_matchspy(&counter);

    const Xapian::doccount all = database.get_doccount();
    const std::uint64_t limit =
        options.limit == 0 ? all : std::min<std::uint64_t>(options.limit, all);
    const std::uint64_t offset = std::min<std::uint64_t>(options.offset, all);
    constexpr std::uint64_t kSpare = 32;  // places for copies, so that one pass mostly does
    FirstMatches matches(database, enquire, takes_feedback(query, options));
    matches.find(offset + limit + (options.by_story ? kSpare : 0));
    enquire.clear_matchspies();

    SearchResults results;
    results.total = matches.total();
    results.offset = options.offset;
    results.by_story = options.by_story;
    const std::uint64_t story_count = counter.finish();
    if (counts_stories) results.stories = story_count;
    HitMaker maker(index, analyzer, query.highlights, options);
    for (const Ranked& match :
         page_of(matches, offset, limit, options.by_story ? &stories : nullptr))
      results.hits.push_back(maker.make(database.get_document(match.id),
                                        offset + results.hits.size() + 1, match.weight));
    results.facets = facets.results(options.facet_options(), index);
    return results;
  });
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

    SearchResults results;
    results.total = collector.size();
    results.offset = options.offset;
    results.by_story = options.by_story;
    const std::uint64_t story_count = counter.finish();
    if (counts_stories) results.stories = story_count;
    results.facets = facets.results(options.facet_options(), index);
    sink.begin(results);
    HitMaker maker(index, analyzer, query.highlights, options);
    const std::uint64_t most = options.limit == 0 ? results.total : options.limit;
    std::unordered_set<Xapian::docid> seen;
    std::uint64_t rank = 0;
    std::vector<Ranked> ranked = collector.take();
    if (takes_feedback(query, options)) apply_feedback(database, count_in_index(database), ranked);
    for (const Ranked& match : ranked) {
      const auto lead = options.by_story ? stories.lead(match.id) : std::nullopt;
      if (lead && !seen.insert(*lead).second) continue;
      if (rank++ < options.offset) continue;
      if (rank > options.offset + most) break;
      sink.hit(maker.make(database.get_document(match.id), rank, match.weight));
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
