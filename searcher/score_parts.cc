// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/score_parts.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <unordered_map>

#include "common/language.h"
#include "common/schema.h"
#include "common/xapian_error.h"
#include "searcher/matching.h"
#include "searcher/query.h"
#include "searcher/ranking.h"
#include "searcher/search.h"

namespace dateline {
namespace {

constexpr double kNone = 0.5e-6;  // what rounding leaves

/// Takes a weight apart by the leaves of a plan that the document matches.
class WeightSplitter {
 public:
  WeightSplitter(const Index& index, Xapian::docid id)
      : index_(index),
        id_(id),
        length_part_(length_part(static_cast<double>(index.database().get_doclength(id)),
                                 index.database().get_average_length())) {
    const auto end = index.database().termlist_end(id);
    for (auto term = index.database().termlist_begin(id); term != end; ++term)
      wdfs_.emplace(*term, term.get_wdf());
  }

  /// `plan` matches the document.
  void add(const Plan& plan, double factor) {
    std::visit(Overloaded{
                   [&](const TermPlan& term) { parts_[term.term] += factor * weight(term.term); },
                   [&](const AllPlan& all) {
                     for (const Plan& part : all.parts) add(part, factor);
                   },
                   [&](const AnyPlan& any) {
                     for (const Plan& part : any.parts)
                       if (matches(part)) add(part, factor);
                   },
                   [&](const WithoutPlan& without) { add(without.sides[0], factor); },
                   [&](const TestedPlan& tested) { add(tested.candidates[0], factor); },
                   [&](const ScaledPlan& scaled) {
                     if (scaled.factor != 0) add(scaled.part[0], factor * scaled.factor);
                   },
                   [](const auto&) {},
               },
               plan.node);
  }

  const std::unordered_map<std::string, double>& parts() const { return parts_; }

  bool holds(const std::string& term) const { return wdfs_.contains(term); }

 private:
  bool matches(const Plan& plan) const {
    if (const auto* term = std::get_if<TermPlan>(&plan.node)) return wdfs_.contains(term->term);
    return count_matches(index_, Plan::all({Plan::chosen({id_}), plan})) > 0;
  }

  double weight(const std::string& term) const {
    const auto found = wdfs_.find(term);
    if (found == wdfs_.end()) return 0;
    const auto occurrences = static_cast<double>(found->second);
    const Xapian::Database& database = index_.database();
    return term_weight(database.get_doccount(), database.get_termfreq(term)) *
           (occurrences / (length_part_ + occurrences));
  }

  const Index& index_;
  const Xapian::docid id_;
  const double length_part_;
  std::unordered_map<std::string, Xapian::termcount> wdfs_;
  std::unordered_map<std::string, double> parts_;
};

std::string fixed(double number) {
  char text[64];
  std::snprintf(text, sizeof text, "%.2f", number);
  return text;
}

}  // namespace

/// Of the match that the words alone put first.
double ScoreExplainer::best_weight() {
  if (!best_weight_) best_weight_ = best_matches(index_, query_.plan, 1).at(0).weight;
  return *best_weight_;
}

std::vector<ScorePart> ScoreExplainer::parts_of(const Hit& hit) {
  return with_xapian(index_.path(), [&]() -> std::vector<ScorePart> {
    const Xapian::Database& database = index_.database();
    const std::string id = make_term(find_field("id")->prefix, hit.article.id);
    const auto posting = database.postlist_begin(id);
    if (posting == database.postlist_end(id)) return {};
    WeightSplitter splitter(index_, *posting);
    splitter.add(query_.plan, 1);
    std::vector<ScorePart> parts;
    double rest = hit.score;
    for (const auto& [term, score] : splitter.parts()) {
      if (score < kNone) continue;
      parts.push_back({std::string(without_stem_prefix(term)), score});
      rest -= score;
    }
    for (const std::string& country : query_.refinement.countries) {
      if (rest < kNone || !splitter.holds(about_term(country))) continue;
      const double gain = about_gain(best_weight());
      parts.push_back({"about " + index_.country_name(country), gain});
      rest -= gain;
    }
    if (rest >= kNone) parts.push_back({"feedback", rest});
    std::sort(parts.begin(), parts.end(), [](const ScorePart& a, const ScorePart& b) {
      return a.score != b.score ? a.score > b.score : a.text < b.text;
    });
    return parts;
  });
}

std::string score_line(const Hit& hit) {
  const std::string score = fixed(hit.score);
  std::string line = std::string(9 - std::min<std::size_t>(9, score.size()), ' ') + score + "  " +
                     std::to_string(hit.rank) + ". " + hit.article.id;
  for (const ScorePart& part : hit.score_parts)
    line.append(&part == hit.score_parts.data() ? ": " : " + ")
        .append(part.text)
        .append(" ")
        .append(fixed(part.score));
  return line;
}

}  // namespace dateline
