// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/full_terms.h"

#include <utility>

namespace dateline {

FullTerms::FullTerms(Xapian::Database database, bool remote)
    : database_(std::move(database)),
      remote_(remote),
      has_gaps_(database_.get_doccount() != database_.get_lastdocid()) {}

void FullTerms::look_up(const std::set<std::string>& terms) {
  constexpr std::size_t kMostKnown = 100'000;
  if (!has_gaps_) return;
  if (known_.size() > kMostKnown) known_.clear();
  std::set<std::string> unknown;
  for (const std::string& term : terms)
    if (!known_.contains(term)) unknown.insert(term);
  if (unknown.empty()) return;
  if (remote_) {
    ask_server(unknown);
    return;
  }
  for (const std::string& term : unknown)
    known_.emplace(term, database_.get_termfreq(term) == database_.get_doccount());
}

bool FullTerms::contains(const std::string& term) const {
  const auto found = known_.find(term);
  return found != known_.end() && found->second;
}

// Asked for no match at all, a server says how often each term of a query stands, and stops.
void FullTerms::ask_server(const std::set<std::string>& terms) {
  Xapian::Enquire enquire(database_);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  const Xapian::MSet none = enquire.get_mset(0, 0);
  for (const std::string& term : terms)
    known_.emplace(term, none.get_termfreq(term) == database_.get_doccount());
}

}  // namespace dateline
