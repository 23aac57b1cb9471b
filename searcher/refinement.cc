// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/refinement.h"

#include <algorithm>

#include "common/schema.h"
#include "searcher/ranking.h"

namespace dateline {

std::string about_term(const std::string& country) {
  return make_term(find_field("about")->prefix, country);
}

double about_gain(double best_weight) {
  return kAboutShare * best_weight;
}

void refine(const Xapian::Database& database, const ArchiveCounts& counts, const HitOrder& order,
            const Refinement& refinement, std::span<Ranked> matches) {
  if (refinement.empty()) return;
  order.put_first(matches, kRefined);
  const auto best = matches.first(std::min(matches.size(), kRefined));
  if (best.empty() || best[0].weight <= 0) return;
  const double gain = about_gain(best[0].weight);
  const Feedback feedback(database, counts, refinement.feedback ? best : best.first(0));
  std::sort(best.begin(), best.end(), [](const Ranked& a, const Ranked& b) { return a.id < b.id; });
  if (!feedback.words().empty()) add_feedback_scores(feedback.scores(counts, best), best);
  std::vector<Xapian::docid> ids;
  for (const Ranked& match : best) ids.push_back(match.id);
  for (const std::string& country : refinement.countries)
    counts.visit_holders(about_term(country), ids, [&](std::size_t place, std::uint32_t) {
      best[place].weight = rounded_weight(best[place].weight + gain);
    });
}

}  // namespace dateline
