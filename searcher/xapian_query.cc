// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/xapian_query.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "searcher/document_source.h"
#include "searcher/matching.h"
#include "searcher/query.h"
#include "searcher/word_source.h"

namespace dateline {
namespace {

// Not MatchAll, whose count of references threads would share.
Xapian::Query all_documents() {
  return Xapian::Query(std::string());
}

/// The terms that have no weight, and what takes the place of those that the matcher does not bear.
class UnweightedTerms {
 public:
  explicit UnweightedTerms(const PlanTarget& target) : index_(target.index) {
    for (std::size_t part = 0; part < index_.parts().size(); ++part)
      if (!target.part || *target.part == part) parts_.push_back(part);
  }

  Xapian::Query query(const std::string& term) {
    terms_.insert(term);
    const auto full = std::count_if(parts_.begin(), parts_.end(), [&](std::size_t part) {
      return index_.parts()[part].full_terms->contains(term);
    });
    if (full == 0) return Xapian::Query(term);
    if (static_cast<std::size_t>(full) == parts_.size()) return all_documents();
    // In some databases of those that are searched as one: not those without the term. The matcher
    // never steps through what is not wanted, it looks for numbers, and that goes well.
    return {Xapian::Query::OP_AND_NOT, all_documents(),
            Xapian::Query(Xapian::Query::OP_AND_NOT, all_documents(), Xapian::Query(term))};
  }

  /// Whether the query of one that was asked for would be another now.
  bool look_up() {
    const auto has_gaps = [&](std::size_t part) {
      return index_.parts()[part].full_terms->has_gaps();
    };
    if (terms_.empty() || std::none_of(parts_.begin(), parts_.end(), has_gaps)) return false;
    if (parts_.size() == 1)
      look_up(parts_[0]);
    else
      for_each_part(index_, [&](std::size_t part) { look_up(part); });
    return std::any_of(terms_.begin(), terms_.end(), [&](const std::string& term) {
      return std::any_of(parts_.begin(), parts_.end(), [&](std::size_t part) {
        return index_.parts()[part].full_terms->contains(term);
      });
    });
  }

 private:
  void look_up(std::size_t part) const { index_.parts()[part].full_terms->look_up(terms_); }

  const Index& index_;
  std::vector<std::size_t> parts_;
  std::set<std::string> terms_;
};

class QueryMaker {
 public:
  QueryMaker(const PlanTarget& target, UnweightedTerms& unweighted)
      : target_(target), unweighted_(unweighted) {}

  /// `factor`: by which weights are scaled around the plan, as the matcher multiplies it.
  Xapian::Query make(const Plan& plan, double factor) {
    return std::visit(
        Overloaded{
            [](const NothingPlan&) { return Xapian::Query(); },
            [](const EverythingPlan&) { return all_documents(); },
            [&](const TermPlan& term) { return make_term(term.term, factor); },
            [&](const AllPlan& all) { return joined(Xapian::Query::OP_AND, all.parts, factor); },
            [&](const AnyPlan& any) { return joined(Xapian::Query::OP_OR, any.parts, factor); },
            [&](const WithoutPlan& without) {
              return Xapian::Query(Xapian::Query::OP_AND_NOT, make(without.sides[0], factor),
                                   make(without.sides[1], 0));
            },
            [&](const TestedPlan& tested) {
              auto* source = new WordSource(tested.test);
              return Xapian::Query(Xapian::Query::OP_FILTER, make(tested.candidates[0], factor),
                                   Xapian::Query(source->release()));
            },
            [&](const DaysPlan& days) { return make_days(days); },
            [&](const ChosenPlan& chosen) { return make_chosen(*chosen.ids); },
            [&](const ScaledPlan& scaled) {
              return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT,
                                   make(scaled.part[0], factor * scaled.factor), scaled.factor);
            },
        },
        plan.node);
  }

 private:
  Xapian::Query joined(Xapian::Query::op op, const std::vector<Plan>& parts, double factor) {
    std::vector<Xapian::Query> queries;
    queries.reserve(parts.size());
    for (const Plan& part : parts) queries.push_back(make(part, factor));
    return {op, queries.begin(), queries.end()};
  }

  Xapian::Query make_term(const std::string& term, double factor) {
    const double scale = target_.weights == nullptr ? 1 : target_.weights->at(term);
    if (factor * scale == 0) return unweighted_.query(term);
    if (target_.weights == nullptr) return Xapian::Query(term);
    return {Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term), scale};
  }

  Xapian::Query make_days(const DaysPlan& days) {
    std::vector<Xapian::Query> queries;
    queries.reserve(days.terms.size());
    for (const std::string& term : days.terms) queries.push_back(unweighted_.query(term));
    const Xapian::Query any(Xapian::Query::OP_OR, queries.begin(), queries.end());
    return {Xapian::Query::OP_SCALE_WEIGHT, any, 0.0};
  }

  Xapian::Query make_chosen(const std::vector<Xapian::docid>& ids) const {
    const Index& index = target_.index;
    std::vector<Xapian::docid> here;
    for (const Xapian::docid id : ids)
      if (index.part_of(id) == target_.part) here.push_back(index.id_in_part(id));
    auto* source = new DocumentSource(std::move(here));
    return Xapian::Query(source->release());
  }

  const PlanTarget& target_;
  UnweightedTerms& unweighted_;
};

}  // namespace

Xapian::Query to_xapian(const Plan& plan, const PlanTarget& target) {
  const double factor = target.weighing == Weighing::none ? 0 : 1;
  UnweightedTerms unweighted(target);
  QueryMaker maker(target, unweighted);
  Xapian::Query query = maker.make(plan, factor);
  return unweighted.look_up() ? maker.make(plan, factor) : query;
}

}  // namespace dateline
