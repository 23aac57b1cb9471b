// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/name_list.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "common/error.h"
#include "common/terminal_text.h"
#include "common/text.h"
#include "searcher/matching.h"
#include "searcher/row_writer.h"

namespace dateline {
namespace {

/// A person of the list, in the making.
struct Bearer {
  std::vector<const NameFacts*> names;
  std::set<std::string> aliases;
};

std::map<std::uint32_t, Bearer> bearers(const Index& index, const std::vector<NameFacts>& names) {
  std::map<std::uint32_t, Bearer> bearers;
  for (std::uint32_t ordinal = 0; ordinal < names.size(); ++ordinal) {
    const std::uint32_t person = index.identities().person(ordinal);
    if (names[ordinal].articles == 0 || person == IdentityMap::kDropped) continue;
    bearers[person].names.push_back(&names[ordinal]);
    bearers[person].aliases.insert(names[ordinal].name);
  }
  for (auto& [ordinal, form] : index.other_forms())
    if (const std::uint32_t person = index.identities().person(ordinal);
        person != IdentityMap::kDropped)
      bearers[person].aliases.insert(std::move(form));
  return bearers;
}

std::vector<ListedName> persons(const Index& index) {
  const std::string_view prefix = find_field("person")->prefix;
  const std::vector<NameFacts> names = index.person_names();
  std::vector<ListedName> listed;
  for (auto& [person, bearer] : bearers(index, names)) {
    if (bearer.names.empty()) continue;
    const bool is_written = person < names.size() && !names[person].name.empty();
    ListedName entry{is_written ? names[person].name : index.name(Dictionary::person, person),
                     bearer.names[0]->articles,
                     {}};
    if (bearer.names.size() > 1) {
      std::vector<Plan> terms;
      for (const NameFacts* name : bearer.names)
        terms.push_back(Plan::term(make_term(prefix, name->name)));
      entry.count = count_matches(index, Plan::any(std::move(terms)));
    }
    bearer.aliases.erase(entry.value);
    entry.aliases.assign(bearer.aliases.begin(), bearer.aliases.end());
    listed.push_back(std::move(entry));
  }
  return listed;
}

std::vector<ListedName> countries(const Index& index, const Field& field) {
  std::vector<ListedName> listed;
  for (const auto& [ordinal, code] : index.all_names(Dictionary::country)) {
    ListedName entry{code, index.count(make_term(field.prefix, code)), index.country_aliases(code)};
    entry.aliases.insert(entry.aliases.begin(), index.country_name(code));
    listed.push_back(std::move(entry));
  }
  return listed;
}

std::vector<ListedName> keywords(const Index& index, const Field& field, Dictionary kind) {
  std::vector<ListedName> listed;
  for (const auto& [ordinal, name] : index.all_names(kind))
    listed.push_back({name, index.count(make_term(field.prefix, name)), {}});
  return listed;
}

std::vector<ListedName> all_of(const Index& index, const std::string& name) {
  const Field* field = find_field(name);
  if (name == "person") return persons(index);
  if (name == "country" || name == "about") return countries(index, *field);
  if (name == "source") return keywords(index, *field, Dictionary::source);
  if (name == "lang") return keywords(index, *field, Dictionary::language);
  throw Error("--list does not know '" + name + "'",
              "it takes person, country, about, source or lang, and =PATTERN after it",
              ExitCode::kUsage);
}

void print_text(const std::vector<ListedName>& names, std::ostream& out) {
  for (const ListedName& entry : names) {
    out << entry.count << '\t' << terminal_text(entry.value) << '\t';
    for (std::size_t i = 0; i < entry.aliases.size(); ++i)
      out << (i == 0 ? "" : " | ") << terminal_text(entry.aliases[i]);
    out << '\n';
  }
}

void print_json(const std::vector<ListedName>& names, const ArchiveState& state,
                std::ostream& out) {
  JsonWriter json;
  json.start_object().member("format_version", std::uint64_t{1});
  write_state(json, state);
  json.key("names").start_array();
  for (const ListedName& entry : names) {
    json.start_object().member("value", entry.value).member("count", entry.count);
    json.key("aliases");
    write_cell(json, entry.aliases);
    json.end_object();
  }
  out << json.end_array().end_object().take() << '\n';
}

}  // namespace

std::vector<ListedName> list_names(const Index& index, const std::string& field,
                                   const std::string& pattern) {
  std::vector<ListedName> listed = all_of(index, field);
  const std::string wanted = fold(pattern);
  const auto holds = [&](const std::string& name) {
    return fold(name).find(wanted) != std::string::npos;
  };
  std::erase_if(listed, [&](const ListedName& entry) {
    return entry.count == 0 ||
           (!holds(entry.value) && std::none_of(entry.aliases.begin(), entry.aliases.end(), holds));
  });
  std::sort(listed.begin(), listed.end(), [](const ListedName& a, const ListedName& b) {
    return std::tie(b.count, a.value) < std::tie(a.count, b.value);
  });
  return listed;
}

void print_names(const std::vector<ListedName>& names, std::string_view format,
                 const FormatOptions& options, std::ostream& out) {
  if (format == "json") return print_json(names, options.state, out);
  const auto writer = make_row_writer(format, out);
  if (!writer) return print_text(names, out);
  writer->begin({"value", "count", "aliases"});
  for (const ListedName& entry : names) writer->row({entry.value, entry.count, entry.aliases});
}

}  // namespace dateline
