// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/feedback.h"

#include <algorithm>
#include <cmath>
#include <memory_resource>
#include <unordered_map>

#include "common/language.h"
#include "searcher/ranking.h"

namespace dateline {
namespace {

/// Of the commonest words so many are compared by their frequency in the archive too, which costs
/// a look-up each.
constexpr std::size_t kMostCompared = 3 * kFeedbackWords;

bool is_heavier(const FeedbackWord& a, const FeedbackWord& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
}

/// Leaves the `size` heaviest, in order.
void keep_heaviest(std::vector<FeedbackWord>& terms, std::size_t size) {
  size = std::min(size, terms.size());
  const auto end = terms.begin() + static_cast<std::ptrdiff_t>(size);
  std::partial_sort(terms.begin(), end, terms.end(), is_heavier);
  terms.resize(size);
}

bool is_word(const std::string& term) {
  return term[0] < 'A' || term[0] > 'Z' || without_stem_prefix(term).size() != term.size();
}

/// The words of the sources, each with how much of them it makes up.
std::vector<FeedbackWord> words_of(const Xapian::Database& database,
                                   std::span<const Ranked> sources) {
  constexpr std::size_t kUsual = 4096;  // different words of ten articles
  std::pmr::monotonic_buffer_resource memory(kUsual * 80);
  std::pmr::unordered_map<std::string, double> shares(kUsual, &memory);
  for (const Ranked& source : sources) {
    const double weight = std::pow(source.weight / sources[0].weight, kFeedbackSharpness) /
                          std::max(1.0, static_cast<double>(database.get_doclength(source.id)));
    const auto end = database.termlist_end(source.id);
    for (auto term = database.termlist_begin(source.id); term != end; ++term)
      if (std::string name = *term; is_word(name))
        shares[std::move(name)] += weight * term.get_wdf();
  }
  std::vector<FeedbackWord> words;
  words.reserve(shares.size());
  for (const auto& [term, share] : shares) words.push_back({term, share, 0});
  return words;
}

}  // namespace

ArchiveCounts counts_in_index(const Xapian::Database& database) {
  return {
      [&database](const std::string& term) { return database.get_termfreq(term); },
      [&database, average = database.get_average_length()](Xapian::docid id) {
        return length_part(static_cast<double>(database.get_doclength(id)), average);
      },
      [&database](const std::string& term, std::span<const Xapian::docid> ids,
                  const UseHolder& use) {
        auto posting = database.postlist_begin(term);
        const auto end = database.postlist_end(term);
        for (std::size_t i = 0; i < ids.size() && posting != end; ++i) {
          posting.skip_to(ids[i]);
          if (posting != end && *posting == ids[i]) use(i, posting.get_wdf());
        }
      },
  };
}

Feedback::Feedback(const Xapian::Database& database, const ArchiveCounts& counts,
                   std::span<const Ranked> hits)
    : documents_(database.get_doccount()) {
  if (hits.empty() || hits[0].weight <= 0) return;
  words_ = words_of(database, hits.first(std::min(hits.size(), kFeedbackSources)));
  keep_heaviest(words_, kMostCompared);
  for (FeedbackWord& word : words_) {
    word.holders = counts.holders(word.term);
    word.weight *= std::log(documents_ / word.holders);
  }
  keep_heaviest(words_, kFeedbackWords);
  double sum = 0;
  for (const FeedbackWord& word : words_) sum += word.weight;
  if (sum <= 0) words_.clear();
  for (FeedbackWord& word : words_) word.weight /= sum;
  // One that every article holds.
  std::erase_if(words_, [](const FeedbackWord& word) { return word.weight == 0; });
}

std::vector<double> Feedback::scores(const ArchiveCounts& counts,
                                     std::span<const Ranked> hits) const {
  std::vector<Xapian::docid> ids;
  std::vector<double> length_parts;
  for (const Ranked& hit : hits) {
    ids.push_back(hit.id);
    length_parts.push_back(counts.length_part(hit.id));
  }
  std::vector<double> found(ids.size(), 0.0);
  for (const FeedbackWord& word : words_) {
    const double most = word.weight * term_weight(documents_, word.holders);
    counts.visit_holders(word.term, ids, [&](std::size_t place, std::uint32_t wdf) {
      found[place] += most * (wdf / (length_parts[place] + wdf));
    });
  }
  return found;
}

void add_feedback_scores(std::span<const double> scores, std::span<Ranked> hits) {
  if (hits.empty()) return;
  const auto lighter = [](const Ranked& a, const Ranked& b) { return a.weight < b.weight; };
  const double best = std::max_element(hits.begin(), hits.end(), lighter)->weight;
  const double most = *std::max_element(scores.begin(), scores.end());
  for (std::size_t i = 0; i < hits.size() && most > 0; ++i)
    hits[i].weight = rounded_weight(hits[i].weight + kFeedbackShare * best * (scores[i] / most));
}

}  // namespace dateline
