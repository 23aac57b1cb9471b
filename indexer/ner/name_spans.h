// SPDX-License-Identifier: GPL-2.0-or-later
//
// From labels to names: reads the spans off, takes titles off the persons, and lets the full
// names of an article speak for the surnames that stand alone.
#pragma once

#include <vector>

#include "indexer/ner/article_words.h"
#include "indexer/ner/name_labels.h"
#include "indexer/ner/name_tagger.h"

namespace dateline {

/// The spans that `labels` describe. A name that is begun is one even if its end is missing.
void read_spans(const std::vector<Label>& labels, std::vector<NameSpan>& spans);

/// Where a person's name begins in tokens [first, last), behind titles; `last` if there is none.
/// `roles_at(token)` gives the roles of a token's word.
template <class RolesAt>
std::uint32_t skip_titles(std::uint32_t first, std::uint32_t last, const RolesAt& roles_at) {
  while (first < last && (roles_at(first) & role::kHonorific) != 0) ++first;
  std::uint32_t name = first;
  while (name < last && (roles_at(name) & (role::kTitle | role::kTitlePart)) != 0) ++name;
  if (name < last) first = name;
  // "Sheikh Hasina" is a name, "Sheikh Hassan Nasrallah" a name with a title.
  if (last - first > 2 && (roles_at(first) & role::kOwnTitle) != 0) ++first;
  return first;
}

/// Corrects the spans of an article by rules. Order and disjointness are kept.
void correct_spans(const ArticleWords& words, std::vector<NameSpan>& spans);

}  // namespace dateline
