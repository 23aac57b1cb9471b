// SPDX-License-Identifier: GPL-2.0-or-later
//
// Whether one article is a copy of another, by their words: the same dispatch under another
// heading, cut, added to or edited here and there. An update that begins anew, a follow-up and
// another agency's report of the event are no copies, however much they quote.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace dateline {

/// The body of an article as it is compared.
struct CopyText {
  std::vector<std::uint64_t> shingles;  ///< all of the body, ascending, each once
  std::vector<std::uint64_t> lead;      ///< those of its first kLeadWords words
  std::vector<std::uint64_t> zone;      ///< those of its first kLeadZone words
};

CopyText make_copy_text(std::span<const std::uint32_t> body);

/// Symmetric. Two conditions: of the shorter body's runs of words at least kLeastContained stand in
/// the longer one (so that neither cuts nor additions part copies), and of one's lead at least
/// kLeastOfLead stands where the other begins.
bool is_copy(const CopyText& a, const CopyText& b);

}  // namespace dateline
