// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/name_pages.h"

#include <tuple>

#include "common/schema.h"

namespace dateline {

NamePages::Page& NamePages::page_of(std::uint32_t ordinal) {
  const std::uint32_t number = ordinal / kNamesInPage;
  const auto [at, is_new] = pages_.try_emplace(number);
  Page& page = at->second;
  if (!is_new) return page;
  // One that is damaged is written anew: wholly by 'indexer --names', which sets all names.
  if (!unpack_name_page(database_.get_metadata(keys::name_page(number)),
                        database_.get_metadata(keys::name_count_page(number)), page.names) ||
      page.names.size() > kNamesInPage)
    page.names.clear();
  return page;
}

std::optional<std::uint64_t> NamePages::articles(std::uint32_t ordinal) {
  const std::vector<NameFacts>& names = page_of(ordinal).names;
  const std::uint32_t place = ordinal % kNamesInPage;
  if (place >= names.size() || names[place].name.empty()) return std::nullopt;
  return names[place].articles;
}

void NamePages::set(std::uint32_t ordinal, const NameFacts& facts) {
  Page& page = page_of(ordinal);
  const std::uint32_t place = ordinal % kNamesInPage;
  if (place >= page.names.size()) page.names.resize(place + 1);
  NameFacts& old = page.names[place];
  page.counts_changed |= old.articles != facts.articles || old.name.empty();
  page.names_changed |= std::tie(old.name, old.known, old.country) !=
                        std::tie(facts.name, facts.known, facts.country);
  old = facts;
}

void NamePages::write() {
  for (auto& [number, page] : pages_) {
    if (page.names_changed) database_.set_metadata(keys::name_page(number), pack_names(page.names));
    if (page.counts_changed)
      database_.set_metadata(keys::name_count_page(number), pack_name_counts(page.names));
    page.names_changed = page.counts_changed = false;
  }
}

}  // namespace dateline
