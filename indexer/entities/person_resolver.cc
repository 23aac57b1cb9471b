// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/person_resolver.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/identity/name_key.h"
#include "indexer/entities/known_persons.h"
#include "indexer/entities/name_mentions.h"
#include "indexer/entities/person_groups.h"

namespace dateline {
namespace {

/// "KERRY" is "Kerry": a headline's capitals are not the name's spelling. Beyond ASCII letters
/// stay as they are.
std::string natural_case(std::string_view text) {
  std::string out(text);
  bool in_word = false;
  for (char& c : out) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (is_upper && in_word) c = static_cast<char>(c + 32);
    in_word = is_upper || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  }
  return out;
}

/// Line breaks and runs of spaces inside a name become one space; an editor's bracket goes.
std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (c == ']' || c == ')') continue;
    if (!is_space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

struct Resolution {
  const ArticleTokens& article;
  const std::vector<NameMention>& mentions;
  NameEvidence evidence;
};

std::optional<KnownPerson> find_known(const KnownPersons& known, const PersonGroup& group,
                                      const Resolution& in) {
  NameEvidence evidence = in.evidence;
  evidence.title = group.title;
  evidence.title_country = group.country;
  std::optional<KnownPerson> person = known.find(group.normal, evidence);
  if (person || !group.is_full) {
    return person ? person : known.find_by_surname(group.normal, evidence);
  }
  // Another of the article's own forms may be the one that is listed.
  for (const std::size_t i : group.mentions) {
    const NameMention& mention = in.mentions[i];
    if (!mention.is_full || mention.normal == group.normal) continue;
    person = known.find(mention.normal, evidence);
    if (person) return person;
  }
  return {};
}

std::string form_of(const PersonGroup& group, const Resolution& in) {
  const NameMention& fullest = in.mentions[group.fullest];
  const std::uint32_t first =
      fullest.royal_form == group.normal ? fullest.royal_first : fullest.first;
  return on_one_line(text_of(in.article, first, fullest.last));
}

PersonMentioned describe(const PersonGroup& group, const std::optional<KnownPerson>& known,
                         const Resolution& in) {
  PersonMentioned person;
  person.form = form_of(group, in);
  person.title = group.title;
  person.mentions = static_cast<std::uint32_t>(group.mentions.size());
  person.known = known.has_value();
  if (known) {
    person.name = known->name;
    person.country = known->country.empty() ? group.country : known->country;
  } else {
    person.name = in.mentions[group.fullest].is_capitals ? natural_case(person.form) : person.form;
    person.country = group.country;
  }
  return person;
}

}  // namespace

struct PersonResolver::Data {
  const KnownPersons& known = KnownPersons::built_in();
};

PersonResolver::PersonResolver() : data_(std::make_unique<const Data>()) {}
PersonResolver::~PersonResolver() = default;

std::vector<PersonMentioned> PersonResolver::resolve(const Article& article,
                                                     const ArticleTokens& tokens,
                                                     const std::vector<NameSpan>& names,
                                                     std::vector<Mention>& mentions) const {
  std::vector<NameMention> found = read_mentions(tokens, names);
  add_surname_mentions(tokens, names, surnames_of(found), found);
  if (found.empty()) return {};
  std::vector<PersonGroup> groups = group_mentions(found);
  std::sort(groups.begin(), groups.end(), [](const PersonGroup& a, const PersonGroup& b) {
    return a.mentions.front() < b.mentions.front();
  });

  std::vector<CountryCount> countries;
  count_countries(tokens, countries);
  const Resolution in{tokens, found, {{}, {}, article.date, &countries}};
  std::vector<PersonMentioned> persons;
  std::vector<std::string> entity_of(found.size());
  for (const PersonGroup& group : groups) {
    const bool stands_alone = group.is_full || !group.is_doubtful;
    if (!stands_alone) continue;
    const std::optional<KnownPerson> known = find_known(data_->known, group, in);
    PersonMentioned person = describe(group, known, in);
    for (const std::size_t i : group.mentions) entity_of[i] = person.name;
    const auto same =
        std::find_if(persons.begin(), persons.end(),
                     [&](const PersonMentioned& other) { return other.name == person.name; });
    if (same == persons.end()) {
      persons.push_back(std::move(person));
    } else {
      same->mentions += person.mentions;
      if (same->form.size() < person.form.size()) same->form = person.form;
      if (same->title.empty()) same->title = person.title;
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (entity_of[i].empty()) continue;
    const NameMention& mention = found[i];
    const bool is_royal = !mention.royal_form.empty() && !mention.is_full;
    const TextToken& first = tokens.tokens[is_royal ? mention.royal_first : mention.first];
    mentions.push_back({EntityKind::person, first.field, first.start,
                        tokens.tokens[mention.last - 1].end, entity_of[i]});
  }
  return persons;
}

}  // namespace dateline
