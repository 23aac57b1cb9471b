// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/index.h"

#include <sys/stat.h>

#include <set>

#include "common/error.h"
#include "common/text.h"
#include "common/xapian_error.h"
#include "searcher/near_words.h"

namespace dateline {
namespace {

/// Calls `use` with what follows `prefix` in each metadata key that begins with it.
template <typename Use>
void for_each_key(const Xapian::Database& database, const std::string& prefix, Use use) {
  const auto end = database.metadata_keys_end(prefix);
  for (auto key = database.metadata_keys_begin(prefix); key != end; ++key) {
    const std::string whole = *key;
    use(std::string_view(whole).substr(prefix.size()));
  }
}

/// Calls `use` with the key (without `prefix`), its word and the word's slips for each key whose
/// word, what comes before a NUL, is near `word`.
template <typename Use>
void for_each_near_key(const Xapian::Database& database, const std::string& prefix,
                       const std::string& word, std::size_t slips, Use use) {
  // To look for a place in the tree costs as much as to read some keys in a row.
  constexpr std::size_t kLongestPassedOver = 4;
  NearWords near(word, slips);
  const auto end = database.metadata_keys_end(prefix);
  auto key = database.metadata_keys_begin(prefix);
  while (key != end) {
    const std::string whole = *key;
    const std::string_view rest = std::string_view(whole).substr(prefix.size());
    const std::string_view other = rest.substr(0, rest.find('\0'));
    if (const auto found = near.distance(other)) use(rest, other, *found);
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

/// What tells a folder from another that takes its place; 0 where there is none.
ino_t folder_at(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

}  // namespace

Index Index::open(const std::string& path) {
  return with_xapian(path, [&] {
    // An indexer may put another folder in place while the files are being opened, one by one.
    Xapian::Database database;
    for (bool opened = false; !opened;) {
      const ino_t before = folder_at(path);
      try {
        database = Xapian::Database(path);
        opened = folder_at(path) == before;
      } catch (const Xapian::DatabaseError&) {
        if (folder_at(path) == before) throw;
      }
    }
    const std::string version = database.get_metadata(std::string(keys::kSchema));
    if (version.empty())
      throw Error(path + " is a Xapian database, but not one of Dateline's",
                  "make one with 'indexer --db PATH ...'");
    if (version != std::to_string(kSchemaVersion))
      throw Error("the database " + path + " has schema version " + version +
                      ", this searcher reads " + std::to_string(kSchemaVersion),
                  "index the archive again, or use the searcher that belongs to it");
    return Index(path, std::move(database));
  });
}

std::string Index::state() const {
  return database_.get_uuid() + ' ' + std::to_string(database_.get_revision());
}

std::vector<std::string> Index::languages() const {
  std::vector<std::string> languages{"en"};
  for_each_key(database_, keys::language_present(""),
               [&](std::string_view language) { languages.emplace_back(language); });
  return languages;
}

std::vector<std::string> Index::words_of_stem(const std::string& stem) const {
  std::vector<std::string> words;
  if (database_.get_metadata(keys::stem_of_word(stem)) == stem) words.push_back(stem);
  for_each_key(database_, keys::word_of_stem(stem, ""),
               [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

std::vector<std::pair<std::string, std::string>> Index::words_with_prefix(
    const std::string& prefix, std::string_view language) const {
  std::vector<std::pair<std::string, std::string>> words;
  for_each_key(database_, keys::stem_of_word(prefix, language), [&](std::string_view rest) {
    const std::string word = prefix + std::string(rest);
    words.emplace_back(word, database_.get_metadata(keys::stem_of_word(word, language)));
  });
  return words;
}

std::vector<NearWord> Index::words_near(const std::string& word, std::size_t slips,
                                        std::string_view language) const {
  std::vector<NearWord> near;
  for_each_near_key(database_, keys::stem_of_word("", language), word, slips,
                    [&](std::string_view, std::string_view other, std::size_t found) {
                      near.push_back({std::string(other), "", found});
                    });
  for (NearWord& one : near)
    one.stem = database_.get_metadata(keys::stem_of_word(one.word, language));
  return near;
}

const std::string& Index::name(Dictionary kind, std::uint32_t ordinal) const {
  const auto [at, is_new] = names_[kind].try_emplace(ordinal);
  if (is_new) at->second = database_.get_metadata(keys::name_by_ordinal(kind, ordinal));
  return at->second;
}

const IdentityMap& Index::identities() const {
  if (!identities_) {
    identities_ = IdentityMap::unpack(database_.get_metadata(std::string(keys::kIdentity)));
    if (!identities_)
      throw Error("the database " + path_ + " is damaged: its table of persons cannot be read",
                  "run 'indexer --names' on it, which writes the table anew");
  }
  return *identities_;
}

std::vector<std::uint32_t> Index::persons_named(const std::vector<std::string>& words) const {
  std::set<std::uint32_t> found;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::set<std::uint32_t> holders;
    for_each_key(database_, keys::person_word_prefix(words[i]), [&](std::string_view rest) {
      const std::uint32_t ordinal = keys::ordinal_of(rest);
      if (i == 0 || found.count(ordinal) != 0) holders.insert(ordinal);
    });
    found = std::move(holders);
  }
  std::set<std::uint32_t> persons;
  for (const std::uint32_t name : found)
    if (const auto person = identities().person(name); person != IdentityMap::kDropped)
      persons.insert(person);
  return {persons.begin(), persons.end()};
}

std::vector<std::string> Index::person_forms(std::uint32_t ordinal) const {
  std::vector<std::string> forms;
  for_each_key(database_, keys::person_form(ordinal, ""),
               [&](std::string_view form) { forms.emplace_back(form); });
  return forms;
}

std::vector<std::pair<std::uint32_t, std::string>> Index::all_names(Dictionary kind) const {
  const std::string prefix = keys::name_by_ordinal(kind, 0).substr(0, 2);
  std::vector<std::pair<std::uint32_t, std::string>> names;
  for_each_key(database_, prefix, [&](std::string_view rest) {
    const std::uint32_t ordinal = keys::ordinal_of(rest);
    names.emplace_back(ordinal, name(kind, ordinal));
  });
  return names;
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

std::vector<std::string> Index::country_aliases(const std::string& code) const {
  std::vector<std::string> aliases;
  for_each_key(database_, keys::country_alias(""), [&](std::string_view alias) {
    if (country_code(std::string(alias)) == code) aliases.emplace_back(alias);
  });
  return aliases;
}

std::vector<NearWord> Index::person_words_near(const std::string& word, std::size_t slips) const {
  std::vector<NearWord> near;
  std::string prefix = keys::person_word_prefix("");
  prefix.pop_back();  // the NUL that ends a word
  for_each_near_key(database_, prefix, word, slips,
                    [&](std::string_view, std::string_view other, std::size_t found) {
                      if (near.empty() || near.back().word != other)
                        near.push_back({std::string(other), "", found});
                    });
  return near;
}

std::vector<NearWord> Index::countries_near(const std::string& folded, std::size_t slips) const {
  std::vector<NearWord> near;
  for_each_near_key(database_, keys::country_alias(""), folded, slips,
                    [&](std::string_view, std::string_view alias, std::size_t found) {
                      near.push_back({std::string(alias), "", found});
                    });
  for (NearWord& one : near) one.stem = country_code(one.word).value_or("");
  return near;
}

std::optional<std::string> Index::country_code(const std::string& folded) const {
  std::string code = database_.get_metadata(keys::country_alias(folded));
  if (code.empty()) return std::nullopt;
  return code;
}

const std::string& Index::country_name(const std::string& code) const {
  const auto [at, is_new] = country_names_.try_emplace(code);
  if (is_new) at->second = database_.get_metadata(keys::country_name(code));
  return at->second;
}

std::vector<Predecessor> Index::predecessors(const std::string& code) const {
  std::vector<Predecessor> found;
  for_each_key(database_, keys::predecessor(code, ""), [&](std::string_view gone) {
    const auto until = parse_iso_date(database_.get_metadata(keys::predecessor(code, gone)));
    if (until) found.push_back({std::string(gone), *until});
  });
  return found;
}

const std::vector<StoryMember>& Index::story_page(std::uint32_t page) const {
  const auto [at, is_new] = story_pages_.try_emplace(page);
  if (is_new &&
      !unpack_story_page(page, database_.get_metadata(keys::story_page(page)), at->second))
    throw Error("the database " + path_ + " is damaged: its table of copies cannot be read",
                "run 'indexer --dedup off' on it, then 'indexer --dedup near'");
  return at->second;
}

std::optional<StoryMember> Index::story(Xapian::docid article) const {
  for (const StoryMember& member : story_page(article / kStoryPage))
    if (member.article == article && member.size > 1) return member;
  return std::nullopt;
}

std::vector<StoryMember> Index::stories() const {
  std::vector<StoryMember> all;
  for_each_key(database_, keys::story_page(0).substr(0, 1), [&](std::string_view rest) {
    for (const StoryMember& member : story_page(keys::ordinal_of(rest)))
      if (member.size > 1) all.push_back(member);
  });
  return all;
}

std::uint64_t Index::count_matches(const Xapian::Query& query) const {
  return with_xapian(path_, [&] {
    Xapian::Enquire enquire(database_);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    // Without this Xapian would estimate.
    const Xapian::doccount check_all = database_.get_doccount();
    return std::uint64_t{enquire.get_mset(0, 0, check_all).get_matches_estimated()};
  });
}

}  // namespace dateline
