#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The measures against examples worked out by hand."""
import math
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import evaluation  # noqa: E402

RANKING = ["a", "b", "c", "d", "e"]
GRADES = {"a": 1, "c": 2, "e": 1, "z": 1}  # z is never found; b and d are not relevant


class MeasuresByHand(unittest.TestCase):
    def test_average_precision_counts_what_was_not_found(self):
        # Precision 1/1 at a, 2/3 at c, 3/5 at e, 0 for z, over four.
        self.assertAlmostEqual(evaluation.average_precision(RANKING, GRADES),
                               (1 + 2 / 3 + 3 / 5) / 4)

    def test_ndcg_sets_the_gain_against_the_best_order(self):
        # Gains 1, 0, 3, 0, 1 at ranks 1 to 5; best 3, 1, 1, 1.
        found = 1 + 3 / 2 + 1 / math.log2(6)
        best = 3 + 1 / math.log2(3) + 1 / 2 + 1 / math.log2(5)
        self.assertAlmostEqual(evaluation.ndcg(RANKING, GRADES), found / best)

    def test_ndcg_looks_no_deeper_than_it_is_told(self):
        self.assertAlmostEqual(evaluation.ndcg(RANKING, GRADES, 2),
                               1 / (3 + 1 / math.log2(3)))

    def test_precision_and_recall_at_a_depth(self):
        self.assertAlmostEqual(evaluation.precision(RANKING, GRADES, 10), 0.3)
        self.assertAlmostEqual(evaluation.precision(RANKING, GRADES, 2), 0.5)
        self.assertAlmostEqual(evaluation.recall(RANKING, GRADES, 100), 0.75)
        self.assertAlmostEqual(evaluation.recall(RANKING, GRADES, 1), 0.25)

    def test_a_question_without_relevant_articles_scores_nothing(self):
        self.assertEqual([measure(RANKING, {}) for measure in evaluation.MEASURES.values()],
                         [0, 0, 0, 0])

    def test_the_randomisation_test_counts_all_ways_of_few_pairs(self):
        # Differences 1, 2 and 3: of eight sums of signs only +6 and -6 are as large as 6.
        self.assertAlmostEqual(evaluation.randomisation_p([1, 2, 3], [0, 0, 0]), 2 / 8)
        # Differences 1 and -1: every way is as large as 0.
        self.assertEqual(evaluation.randomisation_p([1, 0], [0, 1]), 1)
        self.assertEqual(evaluation.randomisation_p([1, 1], [1, 1]), 1)

    def test_many_pairs_are_drawn_at_random_and_the_draw_repeats(self):
        a = [1.0] * 12 + [0.0] * 8
        b = [0.0] * 12 + [1.0] * 8
        # By the binomial distribution: 20 throws, 12 or more of either side, 0.503.
        self.assertAlmostEqual(evaluation.randomisation_p(a, b), 0.503, delta=0.02)
        self.assertEqual(evaluation.randomisation_p(a, b), evaluation.randomisation_p(a, b))


if __name__ == "__main__":
    unittest.main()
