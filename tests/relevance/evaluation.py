# SPDX-License-Identifier: GPL-2.0-or-later
"""How good rankings are: measures of one ranking, and a test of the difference of two systems.

A ranking is a list of article ids, best first. Judgments of a question are a dict of id to grade;
a grade of 1 or more is relevant, an article without a grade is not.
"""
import math
import random


def average_precision(ranking, grades):
    """The mean, over the relevant articles, of the precision at the rank of each (0 where it is
    not found). Voorhees and Harman, TREC (2005), chapter 3."""
    relevant = sum(grade > 0 for grade in grades.values())
    found = 0
    total = 0.0
    for rank, article in enumerate(ranking, 1):
        if grades.get(article, 0) > 0:
            found += 1
            total += found / rank
    return total / relevant if relevant else 0.0


def ndcg(ranking, grades, depth=10):
    """Discounted gain over that of the best ranking there can be: gain 2^grade - 1, discount
    log2(1 + rank). Burges and others, ICML 2005."""
    def gain(ordered):
        return sum((2 ** grade - 1) / math.log2(1 + rank)
                   for rank, grade in enumerate(ordered[:depth], 1))

    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(article, 0) for article in ranking]) / best if best else 0.0


def precision(ranking, grades, depth=10):
    return sum(grades.get(article, 0) > 0 for article in ranking[:depth]) / depth


def recall(ranking, grades, depth=100):
    relevant = sum(grade > 0 for grade in grades.values())
    found = sum(grades.get(article, 0) > 0 for article in ranking[:depth])
    return found / relevant if relevant else 0.0


MEASURES = {"MAP": average_precision, "nDCG@10": ndcg, "P@10": precision, "R@100": recall}


def randomisation_p(a, b, rounds=20000, seed=1):
    """How often the mean difference of paired scores would be as large as it is, whichever its
    sign, if each pair were as likely the other way round (Fisher's randomisation test; Smucker,
    Allan and Carterette, CIKM 2007). All 2^n ways are counted where they are few."""
    differences = [x - y for x, y in zip(a, b) if x != y]
    observed = abs(sum(differences)) - 1e-12
    if not differences:
        return 1.0
    if 2 ** len(differences) <= rounds:
        ways = range(2 ** len(differences))
        extreme = sum(abs(sum(d if way >> i & 1 else -d for i, d in enumerate(differences)))
                      >= observed for way in ways)
        return extreme / len(ways)
    source = random.Random(seed)
    extreme = 0
    for _ in range(rounds):
        way = source.getrandbits(len(differences))
        total = sum(d if way >> i & 1 else -d for i, d in enumerate(differences))
        extreme += abs(total) >= observed
    return (extreme + 1) / (rounds + 1)
