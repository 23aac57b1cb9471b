// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/person_identity.h"

#include <algorithm>
#include <tuple>

#include "common/name_key.h"

namespace dateline {

std::string person_block(const std::string& normal) {
  std::string key = name_block_key(normal);
  return key.empty() ? '=' + normal : key;  // a single word joins none but itself
}

/// A person in the making: the first name of the block's order that joined no other.
struct PersonIdentity::Head {
  const Names::value_type* name = nullptr;
  std::vector<const Names::value_type*> members;
};

std::string PersonIdentity::Entry::country() const {
  std::string best;
  std::int64_t most = 0;
  for (const auto& [code, count] : countries) {
    if (count > most) {
      best = code;
      most = count;
    }
  }
  return best;
}

PersonIdentity::PersonIdentity(NameCorrections corrections) : corrections_(std::move(corrections)) {
  for (const auto* targets : {&corrections_.aliases, &corrections_.merges}) {
    for (const auto& [name, target] : *targets) called_.emplace(name_normal_form(target), target);
  }
}

void PersonIdentity::add(const NameFacts& facts) {
  const std::string normal = name_normal_form(facts.name);
  if (normal.empty() || facts.articles == 0) return;
  Entry& entry = names_[facts.name];
  entry.normal = normal;
  entry.articles += facts.articles;
  if (facts.known) entry.known_articles += facts.articles;
  if (!facts.country.empty()) entry.countries[facts.country] += facts.articles;
  std::string block = person_block(normal);
  blocks_[block].insert(facts.name);
  dirty_.insert(std::move(block));
}

std::vector<std::string> PersonIdentity::update() {
  std::vector<std::string> changed;
  for (const std::string& key : dirty_) {
    std::set<std::string>& block = blocks_[key];
    std::map<std::string, std::string> before;
    for (const std::string& name : block) {
      before[name] = heads_.count(name) > 0 ? person_of(name) : "";
    }
    for (auto name = block.begin(); name != block.end();) {
      const auto entry = names_.find(*name);
      if (entry->second.articles > 0) {
        ++name;
        continue;
      }
      if (const auto head = heads_.find(*name); head != heads_.end()) {
        merged_.erase(head->second);
        heads_.erase(head);
      }
      spelling_.erase(entry->second.normal);
      names_.erase(entry);
      name = block.erase(name);
    }
    update_block(block);
    for (const std::string& name : block) {
      if (person_of(name) != before[name]) changed.push_back(name);
    }
    if (block.empty()) blocks_.erase(key);
  }
  dirty_.clear();
  return changed;
}

std::vector<const PersonIdentity::Names::value_type*> PersonIdentity::by_rank(
    const std::set<std::string>& block) const {
  std::vector<const Names::value_type*> names;
  names.reserve(block.size());
  for (const std::string& name : block) names.push_back(&*names_.find(name));
  const auto rank = [](const Names::value_type* name) {
    return std::tuple(!name->second.known(), -name->second.articles,
                      -static_cast<std::int64_t>(name->second.normal.size()), name->first);
  };
  std::sort(names.begin(), names.end(),
            [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
  return names;
}

void PersonIdentity::update_block(const std::set<std::string>& block) {
  std::vector<Head> heads;
  for (const Names::value_type* name : by_rank(block)) {
    Head* head = head_for(*name, heads);
    if (head == nullptr) {
      heads.push_back({name, {}});
      head = &heads.back();
    }
    head->members.push_back(name);
  }
  for (const std::string& name : block) {
    if (const auto head = heads_.find(name); head != heads_.end()) merged_.erase(head->second);
  }
  for (const Head& head : heads) {
    const std::string canonical = called(head);
    for (const Names::value_type* member : head.members) {
      heads_[member->first] = canonical;
      spelling_[member->second.normal] = canonical;
      const auto merge = corrections_.merges.find(member->second.normal);
      if (merge != corrections_.merges.end()) merged_[canonical] = merge->second;
    }
  }
}

/// As the user spells it, if one of the names is the target of a correction.
std::string PersonIdentity::called(const Head& head) const {
  for (const Names::value_type* member : head.members) {
    const auto spelt = called_.find(member->second.normal);
    if (spelt != called_.end()) return spelt->second;
  }
  return head.name->first;
}

bool PersonIdentity::may_join(const Names::value_type& name, const Head& head) const {
  const Entry& own = name.second;
  const Entry& other = head.name->second;
  const auto is_apart = [&](const Names::value_type* member) {
    return corrections_.keeps_apart(own.normal, member->second.normal);
  };
  if (std::any_of(head.members.begin(), head.members.end(), is_apart)) return false;
  if (own.known() && other.known()) return false;  // the reference data tell them apart
  if (own.normal == other.normal) return true;
  const std::string here = own.country();
  const std::string there = other.country();
  if (!here.empty() && !there.empty() && here != there) return false;
  return same_normal_name(own.normal, other.normal);
}

PersonIdentity::Head* PersonIdentity::head_for(const Names::value_type& name,
                                               std::vector<Head>& heads) const {
  Head* best = nullptr;
  std::int64_t second = 0;
  for (Head& head : heads) {
    if (!may_join(name, head)) continue;
    if (head.name->second.normal == name.second.normal) return &head;
    // Heads come in the order of their rank, so that the first is the best.
    if (best == nullptr) {
      best = &head;
    } else {
      second = std::max(second, head.name->second.articles);
    }
  }
  // Like two who are apart: the name joins one only if that one is far more talked of.
  const bool is_clear =
      best != nullptr && (second == 0 || best->name->second.articles >= 5 * second);
  return is_clear ? best : nullptr;
}

std::string PersonIdentity::person_of(std::string_view name) const {
  std::string at(name);
  // One correction may lead to the next. There are no circles (parse_names_file): the bound only
  // guards against corrections that were made otherwise.
  for (std::size_t steps = 0; steps <= called_.size() + 1; ++steps) {
    const std::string normal = name_normal_form(at);
    if (corrections_.drops.count(normal) > 0) return {};
    const auto alias = corrections_.aliases.find(normal);
    if (alias != corrections_.aliases.end() && alias->second != at) {
      at = alias->second;
      continue;
    }
    const std::string& canonical = canonical_of(at, normal);
    const auto merge = merged_.find(canonical);
    if (merge != merged_.end() && merge->second != at) {
      at = merge->second;
    } else if (canonical == at) {
      return at;
    } else {
      at = canonical;
    }
  }
  return at;
}

const std::string& PersonIdentity::canonical_of(const std::string& name,
                                                const std::string& normal) const {
  if (const auto head = heads_.find(name); head != heads_.end()) return head->second;
  const auto spelt = spelling_.find(normal);
  return spelt != spelling_.end() ? spelt->second : name;
}

std::map<std::string, std::vector<std::string>> PersonIdentity::persons() const {
  std::map<std::string, std::vector<std::string>> persons;
  for (const auto& [name, entry] : names_) {
    std::string person = person_of(name);
    if (!person.empty()) persons[std::move(person)].push_back(name);
  }
  return persons;
}

}  // namespace dateline
