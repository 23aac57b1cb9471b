// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/index.h"

#include <algorithm>
#include <set>

#include "common/analyzer.h"
#include "common/error.h"
#include "common/text.h"
#include "common/xapian_error.h"
#include "searcher/cache_file.h"
#include "searcher/names_cache.h"
#include "searcher/near_words.h"
#include "searcher/united_stories.h"

namespace dateline {
namespace {

/// Calls `use` with what follows `prefix` in each metadata key that begins with it: of several
/// parts each once, in order.
template <typename Use>
void for_each_key(const std::vector<Part>& parts, const std::string& prefix, Use use) {
  std::set<std::string> of_all;
  for (const Part& part : parts) {
    const auto end = part.database.metadata_keys_end(prefix);
    for (auto key = part.database.metadata_keys_begin(prefix); key != end; ++key) {
      const std::string whole = *key;
      if (parts.size() == 1)
        use(std::string_view(whole).substr(prefix.size()));
      else
        of_all.insert(whole.substr(prefix.size()));
    }
  }
  for (const std::string& rest : of_all) use(std::string_view(rest));
}

/// Calls `use` with what follows `prefix` in each term of a part that begins with it, in order.
template <typename Use>
void for_each_term(const Part& part, const std::string& prefix, Use use) {
  const auto end = part.database.allterms_end(prefix);
  for (auto term = part.database.allterms_begin(prefix); term != end; ++term)
    use(std::string_view(*term).substr(prefix.size()));
}

/// The word of each key, what comes after `prefix` and before `stop`, that is near `word`, with its
/// slips.
void find_near_words(Xapian::TermIterator key, const Xapian::TermIterator& end,
                     const std::string& prefix, char stop, const std::string& word,
                     std::size_t slips, std::map<std::string, std::size_t>& found) {
  // To look for a place in the tree costs as much as to read some keys in a row.
  constexpr std::size_t kLongestPassedOver = 4;
  NearWords near(word, slips);
  while (key != end) {
    const std::string whole = *key;
    const std::string_view rest = std::string_view(whole).substr(prefix.size());
    const std::string_view other = rest.substr(0, rest.find(stop));
    if (const auto distance = near.distance(other)) found.emplace(other, *distance);
    const std::size_t dead = near.dead_bytes();
    if (dead == 0 || dead > kLongestPassedOver) {
      ++key;
    } else {
      std::string after = whole.substr(0, prefix.size() + dead);
      ++after.back();  // no byte of UTF-8 is the last one there is
      key.skip_to(after);
    }
  }
}

using NearFound = std::map<std::string, std::size_t>;

std::vector<NearWord> listed(const NearFound& found) {
  std::vector<NearWord> near;
  near.reserve(found.size());
  for (const auto& [other, distance] : found) near.push_back({other, "", distance});
  return near;
}

/// Those of keys of metadata.
NearFound near_keys(const std::vector<Part>& parts, const std::string& prefix,
                    const std::string& word, std::size_t slips) {
  NearFound found;
  for (const Part& part : parts)
    find_near_words(part.database.metadata_keys_begin(prefix),
                    part.database.metadata_keys_end(prefix), prefix, '\0', word, slips, found);
  return found;
}

/// Those that are not alone in their story.
SharedTable<StoryMember> with_copies(std::vector<StoryMember> members) {
  std::erase_if(members, [](const StoryMember& member) { return member.size < 2; });
  return SharedTable(std::move(members));
}

}  // namespace

// cppcheck-suppress passedByValue  // its members are moved from
Index::Index(std::string path, OpenedParts opened)
    : path_(std::move(path)), parts_(std::move(opened.parts)), missing_(std::move(opened.missing)) {
  if (parts_.size() == 1)
    database_ = parts_[0].database;
  else
    for (const Part& part : parts_) database_.add_database(part.database);
}

Index Index::open(const ArchiveAddress& address) {
  return {address.name(), open_parts(address)};
}

bool Index::has_remote_parts() const {
  return std::any_of(parts_.begin(), parts_.end(), [](const Part& part) { return part.remote; });
}

std::string Index::revision() const {
  std::string revision;
  for (const Part& part : parts_)
    revision += part.database.get_uuid() + ' ' +
                (part.remote ? "" : std::to_string(part.database.get_revision())) + '\n';
  return revision;
}

ArchiveState Index::state() const {
  std::vector<Xapian::Database> databases;
  for (const Part& part : parts_) databases.push_back(part.database);
  return archive_state(databases);
}

/// Of the first part that has it.
std::string Index::metadata(const std::string& key) const {
  for (const Part& part : parts_)
    if (std::string value = part.database.get_metadata(key); !value.empty()) return value;
  return {};
}

IdentityMap Index::read_identities(const Part& part) const {
  auto identities = IdentityMap::unpack(part.database.get_metadata(std::string(keys::kIdentity)));
  if (!identities)
    throw Error("the database " + part.name + " is damaged: its table of persons cannot be read",
                "run 'indexer --names' on it, which writes the table anew");
  return std::move(*identities);
}

UnitedNames Index::read_names() const {
  UnitedNames names;
  if (parts_.size() == 1) {
    names.parts.resize(1);
    names.parts[0].persons = read_identities(parts_[0]);
    return names;
  }
  const std::string stamps = stamps_of(parts_);
  if (!stamps.empty())
    if (auto kept = kept_names(parts_, stamps)) return std::move(*kept);
  names = unite_names(parts_);
  if (!stamps.empty()) keep_names(parts_, stamps, names);
  return names;
}

const UnitedNames& Index::names() const {
  if (!united_) united_ = read_names();
  return *united_;
}

const PartNumbers& Index::numbers(std::size_t part) const {
  return names().parts[part];
}

const IdentityMap& Index::identities() const {
  return parts_.size() == 1 ? names().parts[0].persons : names().persons;
}

std::vector<std::string> Index::languages() const {
  std::vector<std::string> languages{"en"};
  for_each_key(parts_, keys::language_present(""),
               [&](std::string_view language) { languages.emplace_back(language); });
  return languages;
}

std::vector<std::string> Index::words_of_stem(const std::string& stem) const {
  std::vector<std::string> words;
  if (metadata(keys::stem_of_word(stem)) == stem) words.push_back(stem);
  for_each_key(parts_, keys::word_of_stem(stem, ""),
               [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

std::vector<std::pair<std::string, std::string>> Index::words_with_prefix(
    const std::string& prefix, std::string_view language) const {
  std::vector<std::pair<std::string, std::string>> words;
  for_each_key(parts_, keys::stem_of_word(prefix, language), [&](std::string_view rest) {
    const std::string word = prefix + std::string(rest);
    words.emplace_back(word, metadata(keys::stem_of_word(word, language)));
  });
  return words;
}

std::vector<NearWord> Index::words_near(const std::string& word, std::size_t slips,
                                        std::string_view language) const {
  std::vector<NearWord> near =
      listed(near_keys(parts_, keys::stem_of_word("", language), word, slips));
  for (NearWord& one : near) one.stem = metadata(keys::stem_of_word(one.word, language));
  return near;
}

const std::string& Index::name(Dictionary kind, std::uint32_t ordinal) const {
  const auto [at, is_new] = known_names_[kind].try_emplace(ordinal);
  if (!is_new) return at->second;
  NameHome home{0, ordinal};
  if (parts_.size() > 1) {
    const auto& homes = names().homes[dictionary_place(kind)];
    if (ordinal >= homes.size()) return at->second;
    home = homes[ordinal];
    if (home.part == parts_.size()) return at->second = names().added.data() + home.number;
  }
  at->second = parts_[home.part].database.get_metadata(keys::name_by_ordinal(kind, home.number));
  return at->second;
}

/// The names, by their numbers in all, that hold a folded word.
std::set<std::uint32_t> Index::names_with(const std::string& word) const {
  std::set<std::uint32_t> names;
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    const auto add = [&](std::uint32_t number) {
      names.insert(numbers(part).united(Dictionary::person, number));
    };
    for_each_key({parts_[part]}, keys::person_word_prefix(word),
                 [&](std::string_view rest) { add(keys::ordinal_of(rest)); });
    for_each_term(parts_[part], person_form_word_prefix(word),
                  [&](std::string_view rest) { add(term_number(rest)); });
  }
  return names;
}

/// The first of the names that no part has (UnitedNames::added); they have the last ordinals.
std::uint32_t Index::first_added() const {
  const auto& homes = names().homes[dictionary_place(Dictionary::person)];
  auto first = static_cast<std::uint32_t>(homes.size());
  while (first > 0 && homes[first - 1].part == parts_.size()) --first;
  return first;
}

/// Those of the added names that hold all of the words.
void Index::add_added_names(const std::vector<std::string>& words,
                            std::set<std::uint32_t>& found) const {
  if (names().added.size() == 0) return;
  Analyzer analyzer;
  const std::size_t count = names().homes[dictionary_place(Dictionary::person)].size();
  for (std::uint32_t ordinal = first_added(); ordinal < count; ++ordinal) {
    std::vector<Word> own;
    analyzer.analyze(name(Dictionary::person, ordinal), own);
    const auto has = [&](const std::string& word) {
      return std::ranges::any_of(own, [&](const Word& one) { return one.form->exact == word; });
    };
    if (std::ranges::all_of(words, has)) found.insert(ordinal);
  }
}

std::vector<std::uint32_t> Index::persons_named(const std::vector<std::string>& words) const {
  if (words.empty()) return {};
  std::set<std::uint32_t> found = names_with(words[0]);
  for (std::size_t i = 1; i < words.size() && !found.empty(); ++i) {
    const std::set<std::uint32_t> holders = names_with(words[i]);
    std::erase_if(found, [&](std::uint32_t name) { return !holders.contains(name); });
  }
  add_added_names(words, found);
  std::set<std::pair<std::string, std::uint32_t>> persons;
  for (const std::uint32_t number : found)
    if (const auto person = identities().person(number); person != IdentityMap::kDropped)
      persons.emplace(name(Dictionary::person, person), person);
  std::vector<std::uint32_t> ordered;
  ordered.reserve(persons.size());
  for (const auto& [name, person] : persons) ordered.push_back(person);
  return ordered;
}

std::vector<NameFacts> Index::person_names() const {
  if (parts_.size() == 1) return read_name_facts(parts_[0]);
  std::vector<NameFacts> all(names().homes[dictionary_place(Dictionary::person)].size());
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    std::uint32_t number = 0;
    for (NameFacts& facts : read_name_facts(parts_[part])) {
      const std::uint32_t ordinal = numbers(part).united(Dictionary::person, number++);
      if (ordinal >= all.size()) continue;
      facts.articles += all[ordinal].articles;
      all[ordinal] = std::move(facts);
    }
  }
  for (std::uint32_t ordinal = first_added(); ordinal < all.size(); ++ordinal)
    all[ordinal].name = name(Dictionary::person, ordinal);
  return all;
}

std::vector<std::string> Index::names_of(std::uint32_t person) const {
  std::vector<std::string> names;
  for (const std::uint32_t ordinal : identities().names_of(person))
    names.push_back(name(Dictionary::person, ordinal));
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> Index::person_forms(std::uint32_t ordinal) const {
  std::set<std::string> forms;
  const std::string& own = name(Dictionary::person, ordinal);
  if (count(make_term(kFormPrefix, own)) > 0) forms.insert(own);
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    std::uint32_t number = ordinal;
    if (parts_.size() > 1) {
      const auto& table = numbers(part).names[dictionary_place(Dictionary::person)];
      const auto at = std::find(table.begin(), table.end(), ordinal);
      if (at == table.end()) continue;
      number = static_cast<std::uint32_t>(at - table.begin());
    }
    for_each_term(parts_[part], person_form_prefix(number),
                  [&](std::string_view form) { forms.emplace(form); });
  }
  return {forms.begin(), forms.end()};
}

std::vector<std::pair<std::uint32_t, std::string>> Index::other_forms() const {
  std::vector<std::pair<std::uint32_t, std::string>> forms;
  for (std::size_t part = 0; part < parts_.size(); ++part)
    for_each_term(parts_[part], std::string(kPersonForms), [&](std::string_view rest) {
      if (rest.size() < kTermNumberBytes) return;
      const std::uint32_t number = term_number(rest.substr(0, kTermNumberBytes));
      forms.emplace_back(numbers(part).united(Dictionary::person, number),
                         rest.substr(kTermNumberBytes));
    });
  return forms;
}

std::vector<std::pair<std::uint32_t, std::string>> Index::all_names(Dictionary kind) const {
  std::vector<std::pair<std::uint32_t, std::string>> all;
  if (kind == Dictionary::person) {
    std::uint32_t ordinal = 0;
    for (NameFacts& facts : person_names()) {
      if (!facts.name.empty()) all.emplace_back(ordinal, std::move(facts.name));
      ++ordinal;
    }
    return all;
  }
  if (parts_.size() == 1) {
    const std::string prefix = keys::name_by_ordinal(kind, 0).substr(0, 2);
    for_each_key(parts_, prefix, [&](std::string_view rest) {
      const std::uint32_t ordinal = keys::ordinal_of(rest);
      all.emplace_back(ordinal, name(kind, ordinal));
    });
    return all;
  }
  const std::size_t count = names().homes[dictionary_place(kind)].size();
  for (std::uint32_t ordinal = 0; ordinal < count; ++ordinal)
    all.emplace_back(ordinal, name(kind, ordinal));
  return all;
}

std::vector<std::string> Index::names_folded(Dictionary kind, const std::string& folded) const {
  const auto [table, is_new] = folded_names_.try_emplace(kind);
  if (is_new)
    for (auto& [ordinal, name] : all_names(kind)) table->second.emplace(fold(name), name);
  std::vector<std::string> names;
  const auto [first, last] = table->second.equal_range(folded);
  for (auto at = first; at != last; ++at) names.push_back(at->second);
  return names;
}

std::vector<std::string> Index::country_aliases_with_prefix(const std::string& folded) const {
  std::vector<std::string> aliases;
  for_each_key({parts_[0]}, keys::country_alias(folded),
               [&](std::string_view rest) { aliases.push_back(folded + std::string(rest)); });
  return aliases;
}

std::vector<std::string> Index::country_aliases(const std::string& code) const {
  std::vector<std::string> aliases;
  for_each_key(parts_, keys::country_alias(""), [&](std::string_view alias) {
    if (country_code(std::string(alias)) == code) aliases.emplace_back(alias);
  });
  return aliases;
}

std::vector<NearWord> Index::person_words_near(const std::string& word, std::size_t slips) const {
  std::string prefix = keys::person_word_prefix("");
  prefix.pop_back();  // the NUL that ends a word
  NearFound found = near_keys(parts_, prefix, word, slips);
  const std::string of_forms(kPersonFormWords);
  for (const Part& part : parts_)
    find_near_words(part.database.allterms_begin(of_forms), part.database.allterms_end(of_forms),
                    of_forms, ' ', word, slips, found);
  return listed(found);
}

std::vector<NearWord> Index::countries_near(const std::string& folded, std::size_t slips) const {
  std::vector<NearWord> near = listed(near_keys(parts_, keys::country_alias(""), folded, slips));
  for (NearWord& one : near) one.stem = country_code(one.word).value_or("");
  return near;
}

std::optional<std::string> Index::country_code(const std::string& folded) const {
  std::string code = metadata(keys::country_alias(folded));
  if (code.empty()) return std::nullopt;
  return code;
}

const std::string& Index::country_name(const std::string& code) const {
  const auto [at, is_new] = country_names_.try_emplace(code);
  if (is_new) at->second = metadata(keys::country_name(code));
  return at->second;
}

std::vector<Predecessor> Index::predecessors(const std::string& code) const {
  std::vector<Predecessor> found;
  for_each_key(parts_, keys::predecessor(code, ""), [&](std::string_view gone) {
    const auto until = parse_iso_date(metadata(keys::predecessor(code, gone)));
    if (until) found.push_back({std::string(gone), *until});
  });
  return found;
}

const std::vector<StoryMember>& Index::story_page(std::size_t part, std::uint32_t page) const {
  const auto [at, is_new] = story_pages_.try_emplace({part, page});
  if (!is_new) return at->second;
  const std::string bytes = parts_[part].database.get_metadata(keys::story_page(page));
  if (!unpack_story_page(page, bytes, at->second))
    throw Error(
        "the database " + parts_[part].name + " is damaged: its table of copies cannot be read",
        "run 'indexer --dedup off' on it, then 'indexer --dedup near'");
  for (StoryMember& member : at->second)
    for (std::uint32_t* id : {&member.article, &member.lead, &member.cluster})
      *id = id_in_all(part, *id);
  return at->second;
}

std::optional<StoryMember> Index::story(Xapian::docid article) const {
  if (parts_.size() == 1) {
    for (const StoryMember& member : story_page(0, article / kStoryPage))
      if (member.article == article && member.size > 1) return member;
    return std::nullopt;
  }
  const SharedTable<StoryMember> all = stories();
  const auto at = std::ranges::lower_bound(all, article, {}, &StoryMember::article);
  if (at == all.end() || at->article != article) return std::nullopt;
  return *at;
}

SharedTable<StoryMember> Index::stories() const {
  if (parts_.size() == 1) return with_copies(grouped_stories());
  if (!united_stories_) united_stories_ = read_united_stories();
  return *united_stories_;
}

/// The members of clusters of each part, as its indexer found them.
std::vector<StoryMember> Index::grouped_stories() const {
  std::vector<StoryMember> all;
  for (std::size_t part = 0; part < parts_.size(); ++part)
    for_each_key({parts_[part]}, keys::story_page(0).substr(0, 1), [&](std::string_view rest) {
      const std::vector<StoryMember>& page = story_page(part, keys::ordinal_of(rest));
      all.insert(all.end(), page.begin(), page.end());
    });
  if (parts_.size() > 1) std::ranges::sort(all, {}, &StoryMember::article);
  return all;
}

SharedTable<StoryMember> Index::read_united_stories() const {
  const std::string stamps = stamps_of(parts_);
  if (!stamps.empty())
    if (auto kept = kept_stories(parts_, stamps)) return std::move(*kept);
  std::vector<StoryMember> members = grouped_stories();
  if (database_.get_doccount() <= most_united(parts_, stamps))
    members = unite_stories(parts_, members);
  SharedTable united = with_copies(std::move(members));
  if (!stamps.empty()) keep_stories(parts_, stamps, united);
  return united;
}

}  // namespace dateline
