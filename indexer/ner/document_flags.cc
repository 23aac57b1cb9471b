// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/document_flags.h"

#include <algorithm>

namespace dateline {
namespace {

/// What its neighbours say of a capitalised word.
DocumentFlags flags_in_context(const WordType& before, const WordType& after) {
  unsigned flags = 0;
  const bool follows_capital = before.has_capital;
  const bool leads_capital = after.has_capital;
  if ((before.roles & role::kTitle) != 0) flags |= doc::kAfterTitle;
  if (follows_capital &&
      (before.lexicon.lists & (in_list::kFirstName | in_list::kFirstOfKnown)) != 0)
    flags |= doc::kAfterFirst;
  if ((before.roles & role::kPreposition) != 0 && !follows_capital) flags |= doc::kAfterPlace;
  if (((before.roles | after.roles) & role::kSaid) != 0) flags |= doc::kBesideSaid;
  if (leads_capital && (after.roles & role::kOrganisation) != 0) flags |= doc::kBeforeOrg;
  if (follows_capital && !leads_capital) flags |= doc::kEndsRun;
  if (leads_capital && !follows_capital) flags |= doc::kStartsRun;
  if ((after.roles & role::kPossessive) != 0) flags |= doc::kPossessive;
  if ((before.roles & role::kThe) != 0) flags |= doc::kAfterThe;
  if ((before.roles & role::kOpening) != 0) flags |= doc::kBracketed;
  return static_cast<DocumentFlags>(flags);
}

}  // namespace

void FlagCollector::start(std::uint32_t words) {
  if (words > flags_.size()) {
    flags_.resize(2 * std::size_t{words});
    stamps_.resize(flags_.size(), 0);
  }
  if (++stamp_ == 0) {
    std::fill(stamps_.begin(), stamps_.end(), 0);
    stamp_ = 1;
  }
}

void FlagCollector::set(std::uint32_t word, DocumentFlags flags) {
  if (stamps_[word] != stamp_) {
    stamps_[word] = stamp_;
    flags_[word] = 0;
  }
  flags_[word] = static_cast<DocumentFlags>(flags_[word] | flags);
}

/// Marks the capitalised words that lead up to "Inc" or the like.
void FlagCollector::note_company(const WordTypes& types, const std::uint32_t* sentence,
                                 std::size_t suffix) {
  constexpr std::size_t kLongest = 4;
  for (std::size_t i = suffix; i > 0 && suffix - i < kLongest; --i) {
    const WordType& word = types[sentence[i - 1]];
    if (!word.has_capital) return;
    set(word.word, doc::kInCompany);
  }
}

void FlagCollector::add_sentence(const WordTypes& types, const std::uint32_t* sentence,
                                 std::size_t size) {
  const WordType& edge = types[WordTypes::kEdge];
  bool is_first = true;
  for (std::size_t i = 0; i < size; ++i) {
    const WordType& word = types[sentence[i]];
    if (word.capitals == Capitals::none) set(word.word, doc::kLower);
    if (word.has_capital && word.sentence == SentenceCase::normal) {
      if ((word.roles & role::kCompany) != 0) note_company(types, sentence, i);
      const WordType& before = i == 0 ? edge : types[sentence[i - 1]];
      const WordType& after = i + 1 == size ? edge : types[sentence[i + 1]];
      DocumentFlags flags = flags_in_context(before, after);
      if (!is_first) flags = static_cast<DocumentFlags>(flags | doc::kInside);
      set(word.word, flags);
    }
    if (word.capitals != Capitals::no_letter) is_first = false;
  }
}

}  // namespace dateline
