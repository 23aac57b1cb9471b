// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/evaluator.h"

#include <algorithm>
#include <bit>

#include "common/schema.h"
#include "searcher/gallop.h"
#include "searcher/query.h"
#include "searcher/ranking.h"

namespace dateline {
namespace {

using Ids = std::vector<Xapian::docid>;

DocumentSet no_documents() {
  static const auto none = std::make_shared<const Ids>();
  return none;
}

/// Calls `use(i, j)` for each id that stands in both, at i in the few and at j in the many.
template <typename Use>
void for_each_common(std::span<const Xapian::docid> few, std::span<const Xapian::docid> many,
                     Use use) {
  constexpr std::size_t kManyTimes = 16;
  std::size_t j = 0;
  if (few.size() * kManyTimes < many.size()) {
    for (std::size_t i = 0; i < few.size() && j < many.size(); ++i) {
      if (many[j] < few[i]) j = gallop(many, j, few[i]);
      if (j < many.size() && many[j] == few[i]) use(i, j);
    }
    return;
  }
  for (std::size_t i = 0; i < few.size() && j < many.size();) {
    const Xapian::docid a = few[i];
    const Xapian::docid b = many[j];
    if (a == b) use(i, j);
    i += a <= b ? 1 : 0;
    j += b <= a ? 1 : 0;
  }
}

DocumentSet intersect(const DocumentSet& a, const DocumentSet& b) {
  const Ids& few = a->size() <= b->size() ? *a : *b;
  const Ids& many = a->size() <= b->size() ? *b : *a;
  auto both = std::make_shared<Ids>(few.size());
  std::size_t size = 0;
  for_each_common(few, many, [&](std::size_t i, std::size_t) { (*both)[size++] = few[i]; });
  both->resize(size);
  return both;
}

template <typename Test>
DocumentSet kept(const Ids& ids, Test test) {
  auto passed = std::make_shared<Ids>();
  for (const Xapian::docid id : ids)
    if (test(id)) passed->push_back(id);
  return passed;
}

DocumentSet unite(const std::vector<DocumentSet>& sets, Xapian::docid last) {
  std::vector<std::uint64_t> bits(last / 64 + 1, 0);
  for (const DocumentSet& set : sets)
    for (const Xapian::docid id : *set) bits[id / 64] |= std::uint64_t{1} << (id % 64);
  std::size_t size = 0;
  for (const std::uint64_t word : bits) size += static_cast<std::size_t>(std::popcount(word));
  auto all = std::make_shared<Ids>(size);
  auto out = all->begin();
  for (std::size_t i = 0; i < bits.size(); ++i)
    for (std::uint64_t word = bits[i]; word != 0; word &= word - 1)
      *out++ =
          static_cast<Xapian::docid>(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
  return all;
}

}  // namespace

DocumentSet Evaluator::match(const Plan& plan) {
  return std::visit(
      Overloaded{
          [](const NothingPlan&) { return no_documents(); },
          [&](const EverythingPlan&) { return DocumentSet(DocumentSet(), &columns_.documents()); },
          [&](const TermPlan& term) {
            const auto list = lists_.get(term.term);
            return DocumentSet(list, &list->ids);
          },
          [&](const AllPlan& all) { return match_all(all); },
          [&](const AnyPlan& any) { return match_any(any); },
          [&](const WithoutPlan& without) { return match_without(without); },
          [&](const TestedPlan& tested) { return pass(match(tested.candidates[0]), tested.test); },
          [&](const DaysPlan& days) {
            return within(DocumentSet(DocumentSet(), &columns_.documents()), days);
          },
          [](const ChosenPlan& chosen) { return chosen.ids; },
          [&](const ScaledPlan& scaled) { return match(scaled.part[0]); },
      },
      plan.node);
}

// Terms and their like first, smallest first; then what is asked of each document that is left.
DocumentSet Evaluator::match_all(const AllPlan& all) {
  std::vector<DocumentSet> sets;
  std::vector<const DaysPlan*> days;
  std::vector<const WordTest*> tests;
  for (const Plan& part : all.parts) {
    if (const auto* range = std::get_if<DaysPlan>(&part.node)) {
      days.push_back(range);
    } else if (const auto* tested = std::get_if<TestedPlan>(&part.node)) {
      sets.push_back(match(tested->candidates[0]));
      tests.push_back(&tested->test);
    } else if (!std::holds_alternative<EverythingPlan>(part.node)) {
      sets.push_back(match(part));
    }
  }
  std::sort(sets.begin(), sets.end(),
            [](const DocumentSet& a, const DocumentSet& b) { return a->size() < b->size(); });
  DocumentSet matched = sets.empty() ? DocumentSet(DocumentSet(), &columns_.documents()) : sets[0];
  for (std::size_t i = 1; i < sets.size() && !matched->empty(); ++i)
    matched = intersect(matched, sets[i]);
  for (const DaysPlan* range : days) matched = within(matched, *range);
  for (const WordTest* test : tests) matched = pass(matched, *test);
  return matched;
}

DocumentSet Evaluator::match_any(const AnyPlan& any) {
  std::vector<DocumentSet> sets;
  for (const Plan& part : any.parts)
    if (DocumentSet set = match(part); !set->empty()) sets.push_back(std::move(set));
  if (sets.empty()) return no_documents();
  if (sets.size() == 1) return sets[0];
  return unite(sets, database_.get_lastdocid());
}

DocumentSet Evaluator::match_without(const WithoutPlan& without) {
  DocumentSet wanted = match(without.sides[0]);
  if (wanted->empty()) return wanted;
  const DocumentSet unwanted = match(without.sides[1]);
  auto left = std::make_shared<Ids>(wanted->size());
  left->erase(std::set_difference(wanted->begin(), wanted->end(), unwanted->begin(),
                                  unwanted->end(), left->begin()),
              left->end());
  return left;
}

DocumentSet Evaluator::pass(const DocumentSet& candidates, const WordTest& test) {
  if (!columns_.has_words()) return pass_from_index(candidates, test);
  WordTester tester(test);
  const auto passes = [&](Xapian::docid id) { return tester.passes(columns_.words(id)); };
  const Sequence* phrase = plain_phrase(test);
  if (auto places = phrase == nullptr ? std::nullopt : places_.get(*phrase)) {
    PhraseFinder finder(*std::move(places));
    return kept(*candidates, [&](Xapian::docid id) {
      const auto has = finder.has(id);
      return has ? *has : passes(id);
    });
  }
  // Asked of the memory early, a record is there when its turn comes.
  constexpr std::size_t kAhead = 8;
  std::size_t i = kAhead;
  return kept(*candidates, [&](Xapian::docid id) {
    if (i < candidates->size()) __builtin_prefetch(columns_.words((*candidates)[i++]).data());
    return passes(id);
  });
}

DocumentSet Evaluator::pass_from_index(const DocumentSet& candidates, const WordTest& test) const {
  WordTester tester(test);
  auto passed = std::make_shared<Ids>();
  auto sequences = database_.valuestream_begin(kWordSlot);
  const auto end = database_.valuestream_end(kWordSlot);
  for (const Xapian::docid id : *candidates) {
    sequences.skip_to(id);
    if (sequences == end) break;
    if (sequences.get_docid() == id && tester.passes(*sequences)) passed->push_back(id);
  }
  return passed;
}

DocumentSet Evaluator::within(const DocumentSet& candidates, const DaysPlan& days) const {
  const auto number = [](Date date) {
    return static_cast<std::uint32_t>((date - kFirstDay).count()) + 1;
  };
  const std::uint32_t first = number(days.first);
  const std::uint32_t last = number(days.last);
  const std::vector<std::uint32_t>& day_of = columns_.days();
  auto dated = std::make_shared<Ids>(candidates->size());
  std::size_t size = 0;
  for (const Xapian::docid id : *candidates) {
    (*dated)[size] = id;
    size += first <= day_of[id] && day_of[id] <= last ? 1 : 0;
  }
  dated->resize(size);
  return dated;
}

void Evaluator::add_weights(const Plan& plan, std::span<const Xapian::docid> ids,
                            std::span<double> weights, double factor) {
  if (factor == 0) return;
  std::visit(
      Overloaded{
          [](const NothingPlan&) {},
          [](const EverythingPlan&) {},
          [](const DaysPlan&) {},
          [](const ChosenPlan&) {},
          [&](const TermPlan& term) { add_term(term.term, ids, weights, factor); },
          [&](const AllPlan& all) {
            for (const Plan& part : all.parts) add_weights(part, ids, weights, factor);
          },
          [&](const AnyPlan& any) { add_any(any, ids, weights, factor); },
          [&](const WithoutPlan& without) { add_weights(without.sides[0], ids, weights, factor); },
          [&](const TestedPlan& tested) {
            add_weights(tested.candidates[0], ids, weights, factor);
          },
          [&](const ScaledPlan& scaled) {
            add_weights(scaled.part[0], ids, weights, factor * scaled.factor);
          },
      },
      plan.node);
}

void Evaluator::add_term(const std::string& term, std::span<const Xapian::docid> ids,
                         std::span<double> weights, double factor) {
  const auto list = lists_.get(term);
  const double weight =
      term_weight(database_.get_doccount(), static_cast<double>(list->ids.size()));
  const std::vector<double>& length_parts = columns_.length_parts();
  const auto add = [&](std::size_t i, std::size_t j) {
    const double wdf = list->wdfs[j];
    weights[i] += weight * factor * (wdf / (length_parts[ids[i]] + wdf));
  };
  if (ids.size() <= list->ids.size())
    for_each_common(ids, list->ids, add);
  else
    for_each_common(list->ids, ids, [&](std::size_t j, std::size_t i) { add(i, j); });
}

// A part gives weight only to those that match it, which a term sees for itself.
void Evaluator::add_any(const AnyPlan& any, std::span<const Xapian::docid> ids,
                        std::span<double> weights, double factor) {
  Ids matched;
  std::vector<std::size_t> places;
  std::vector<double> found;
  for (const Plan& part : any.parts) {
    if (const auto* term = std::get_if<TermPlan>(&part.node)) {
      add_term(term->term, ids, weights, factor);
      continue;
    }
    const auto* scaled = std::get_if<ScaledPlan>(&part.node);
    if (scaled != nullptr && scaled->factor == 0) continue;
    const DocumentSet set = match(part);
    matched.clear();
    places.clear();
    const auto keep = [&](std::size_t i) {
      matched.push_back(ids[i]);
      places.push_back(i);
    };
    if (ids.size() <= set->size())
      for_each_common(ids, *set, [&](std::size_t i, std::size_t) { keep(i); });
    else
      for_each_common(*set, ids, [&](std::size_t, std::size_t i) { keep(i); });
    found.assign(matched.size(), 0.0);
    add_weights(part, matched, found, factor);
    for (std::size_t i = 0; i < places.size(); ++i) weights[places[i]] += found[i];
  }
}

}  // namespace dateline
