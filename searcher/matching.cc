// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/matching.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <optional>
#include <thread>
#include <unordered_map>

#include "common/xapian_error.h"
#include "searcher/ranking.h"
#include "searcher/remote_matcher.h"

namespace dateline {
namespace {

/// Xapian's name for a MatchVisitor.
class Spy : public Xapian::MatchSpy {
 public:
  Spy(const Index& index, std::size_t part, MatchVisitor& visitor)
      : index_(index), part_(part), visitor_(visitor) {}

  void operator()(const Xapian::Document& document, double weight) override {
    visitor_.visit(index_.id_in_all(part_, document.get_docid()), weight, document);
  }

 private:
  const Index& index_;
  const std::size_t part_;
  MatchVisitor& visitor_;
};

class IdCollector : public MatchVisitor {
 public:
  explicit IdCollector(std::vector<Xapian::docid>& ids) : ids_(ids) {}
  void visit(Xapian::docid id, double, const Xapian::Document&) override { ids_.push_back(id); }

 private:
  std::vector<Xapian::docid>& ids_;
};

class ValueCounter : public MatchVisitor {
 public:
  explicit ValueCounter(Xapian::valueno slot) : slot_(slot) {}
  void visit(Xapian::docid, double, const Xapian::Document& document) override {
    ++counts_[document.get_value(slot_)];
  }
  void add(const std::string& value, std::uint64_t count) { counts_[value] += count; }
  const std::unordered_map<std::string, std::uint64_t>& counts() const { return counts_; }

 private:
  const Xapian::valueno slot_;
  std::unordered_map<std::string, std::uint64_t> counts_;
};

/// What the documents of every part are weighed by.
struct ArchiveWeights {
  TermWeights terms;
  double average_length = 0;
};

std::optional<ArchiveWeights> archive_weights(const Index& index, const Plan& plan,
                                              Weighing weighing) {
  if (index.parts().size() == 1 && !index.has_remote_parts()) return std::nullopt;
  if (weighing == Weighing::none) return std::nullopt;
  return ArchiveWeights{term_weights(plan, index.database()),
                        index.database().get_average_length()};
}

std::uint64_t match_local(const Index& index, std::size_t part, const Plan& plan, Weighing weighing,
                          const ArchiveWeights* weights, MatchVisitor* visitor) {
  const Xapian::Database& database = index.parts()[part].database;
  Xapian::Enquire enquire(database);
  enquire.set_query(
      to_xapian(plan, {index, part, weighing, weights == nullptr ? nullptr : &weights->terms}));
  if (weighing == Weighing::none)
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  else if (weights != nullptr)
    enquire.set_weighting_scheme(PartWeighting(weights->average_length));
  else
    enquire.set_weighting_scheme(weighting());
  std::optional<Spy> spy;
  if (visitor != nullptr) {
    spy.emplace(index, part, *visitor);
    enquire.add_matchspy(&*spy);
  }
  // Xapian stops once the top hits are certain, and would tell of those alone that it saw.
  return enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
}

}  // namespace

void for_each_part(const Index& index, const std::function<void(std::size_t)>& use) {
  const std::size_t parts = index.parts().size();
  std::atomic<std::size_t> next = 0;
  std::vector<std::exception_ptr> failures(parts);
  const auto work = [&] {
    for (std::size_t part = next++; part < parts; part = next++) {
      try {
        with_xapian(index.parts()[part].name, [&] { use(part); });
      } catch (...) {
        failures[part] = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    // Whoever waits for another machine needs no processor.
    std::size_t workers = std::max(1U, std::thread::hardware_concurrency());
    for (const Part& part : index.parts()) workers += part.remote ? 1 : 0;
    for (std::size_t i = 1; i < std::min(workers, parts); ++i) threads.emplace_back(work);
    work();
  }
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

void visit_part(const Index& index, std::size_t part, const Plan& plan, MatchVisitor& visitor) {
  if (index.parts()[part].remote)
    RemoteMatcher(index, part).visit(plan, nullptr, 0, visitor);
  else
    match_local(index, part, plan, Weighing::none, nullptr, &visitor);
}

void visit_matches(const Index& index, const Plan& plan, Weighing weighing,
                   const std::vector<MatchVisitor*>& visitors) {
  const auto weights =
      with_xapian(index.path(), [&] { return archive_weights(index, plan, weighing); });
  for_each_part(index, [&](std::size_t part) {
    if (index.parts()[part].remote)
      RemoteMatcher(index, part)
          .visit(plan, weights ? &weights->terms : nullptr, weights ? weights->average_length : 0,
                 *visitors[part]);
    else
      match_local(index, part, plan, weighing, weights ? &*weights : nullptr, visitors[part]);
  });
}

std::map<std::string, std::uint64_t> count_values(const Index& index, const Plan& plan,
                                                  Xapian::valueno slot) {
  std::vector<ValueCounter> counters(index.parts().size(), ValueCounter(slot));
  for_each_part(index, [&](std::size_t part) {
    if (index.parts()[part].remote && is_plain(plan))
      for (const auto& [value, count] : RemoteMatcher(index, part).count_values(plan, slot))
        counters[part].add(value, count);
    else
      visit_part(index, part, plan, counters[part]);
  });
  std::map<std::string, std::uint64_t> all;
  for (const ValueCounter& counter : counters)
    for (const auto& [value, count] : counter.counts()) all[value] += count;
  return all;
}

std::vector<Xapian::docid> find_matches(const Index& index, const Plan& plan) {
  std::vector<std::vector<Xapian::docid>> found(index.parts().size());
  for_each_part(index, [&](std::size_t part) {
    if (index.parts()[part].remote) {
      found[part] = RemoteMatcher(index, part).find(plan);
    } else {
      IdCollector collector(found[part]);
      visit_part(index, part, plan, collector);
    }
  });
  std::vector<Xapian::docid> all = std::move(found[0]);
  for (std::size_t part = 1; part < found.size(); ++part)
    all.insert(all.end(), found[part].begin(), found[part].end());
  if (found.size() > 1) std::sort(all.begin(), all.end());
  return all;
}

std::uint64_t count_matches(const Index& index, const Plan& plan) {
  std::vector<std::uint64_t> counts(index.parts().size(), 0);
  for_each_part(index, [&](std::size_t part) {
    counts[part] = index.parts()[part].remote
                       ? RemoteMatcher(index, part).count(plan)
                       : match_local(index, part, plan, Weighing::none, nullptr, nullptr);
  });
  std::uint64_t all = 0;
  for (const std::uint64_t count : counts) all += count;
  return all;
}

}  // namespace dateline
