// SPDX-License-Identifier: GPL-2.0-or-later
//
// How hits are ordered: every number that the order depends on, and where it comes from.
//
//   words     BM25 (Robertson and others, TREC-3, 1994) over the words of the query; those of the
//             title and of the opening count more (kTitleWeight, kOpeningWeight of
//             common/schema.h); function words count nothing where there are others
//   a second look at the two hundred best alone (refinement.h):
//   feedback  of several words: the words that tell the ten best from the rest of the archive are
//             counted too (feedback.h)
//   countries where the query names some, articles about them gain
//
// What matches depends on none of this. The numbers were chosen, round, on the tuning parts of
// tests/relevance; the README there holds what each adds.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

/// How slowly a word's further occurrences stop counting. Xapian has 1, Lucene 1.2; between 1.2
/// and 2 questions of a sentence gain what pairs of words lose.
inline constexpr double kK1 = 1.6;
/// How far a long article needs more occurrences: 0 not at all, 1 in proportion. As in Xapian.
inline constexpr double kB = 0.5;

/// How many matches get a second look.
inline constexpr std::size_t kRefined = 200;
/// What being about a country that the query names adds to a weight, as a part of the best hit's.
/// Between .05 and .2 questions of our own gain alike; pairs of a topic and a country go on
/// gaining.
inline constexpr double kAboutShare = 0.2;
/// The hits that feedback is taken from.
inline constexpr std::size_t kFeedbackSources = 10;
/// How many words it adds.
inline constexpr std::size_t kFeedbackWords = 20;
/// A source counts by its weight to this power: where one hit stands out, it nearly decides alone,
/// and the one article that was asked for stays first.
inline constexpr double kFeedbackSharpness = 8;
/// The most that feedback adds to a weight, as a part of the best hit's.
inline constexpr double kFeedbackShare = 0.5;

/// The part of BM25's denominator that is the document's own: k1 * (b * normalised length + 1 - b).
inline double length_part(double length, double average_length) {
  return kK1 * (length * (average_length == 0 ? 0 : 1 / average_length) * kB + (1 - kB));
}

/// What Xapian's matcher weighs terms by.
inline Xapian::BM25Weight weighting() {
  return {kK1, 0, 1, kB, 0};
}

/// The same for a database of several that are searched as one: the terms' own weights come as
/// scales (PlanTarget), since they and the average length are to be those of all.
class PartWeighting : public Xapian::Weight {
 public:
  explicit PartWeighting(double average_length) : average_length_(average_length) {
    need_stat(WDF);
    need_stat(DOC_LENGTH);
  }

  std::string name() const override { return "dateline part"; }
  PartWeighting* clone() const override { return new PartWeighting(average_length_); }
  void init(double scale) override { scale_ = scale; }
  double get_sumpart(Xapian::termcount wdf, Xapian::termcount length,
                     Xapian::termcount) const override {
    const auto occurrences = static_cast<double>(wdf);
    return scale_ * (occurrences /
                     (length_part(static_cast<double>(length), average_length_) + occurrences));
  }
  double get_maxpart() const override { return scale_; }
  double get_sumextra(Xapian::termcount, Xapian::termcount) const override { return 0; }
  double get_maxextra() const override { return 0; }

 private:
  const double average_length_;
  double scale_ = 0;
};

/// What a term weighs that `holders` of so many documents have. The expression is Xapian's, so that
/// weights agree.
double term_weight(double documents, double holders);

/// A weight as hits are ordered and shown by it: to a millionth, so that sums which were added up
/// in another order are equal.
inline double rounded_weight(double weight) {
  constexpr double kParts = 1e6;
  constexpr double kMost = 1e12;  // beyond it, weights are exact to less than that anyway
  if (weight > kMost) return weight;
  // NOLINTNEXTLINE(bugprone-incorrect-roundings): never negative; lround is a call, for each match
  return static_cast<double>(static_cast<std::int64_t>(weight * kParts + 0.5)) / kParts;
}

/// Whether a word, as it stands in a query, is a function word of English ("which", "the"). Not
/// "who", "us", "may": they are the WHO, the U.S. and Theresa May too.
bool is_function_word(std::string_view word);

}  // namespace dateline
