// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/training/lexicon_builder.h"

#include <fstream>
#include <map>
#include <sstream>

#include "common/error.h"
#include "indexer/ner/name_hash.h"
#include "indexer/ner/name_lexicon.h"
#include "indexer/ner/training/hash_table.h"
#include "indexer/ner/training/news_patterns.h"
#include "indexer/ner/word_form.h"

namespace dateline {
namespace {

std::string lower_of(std::string_view word) {
  return lower_form(straighten(word));
}

class LexiconBuilder {
 public:
  explicit LexiconBuilder(std::string folder) : folder_(std::move(folder)) {}

  void read_clusters();
  void read_lists();
  void note_common_words(const std::vector<Corpus>& texts);
  LexiconTables tables();

 private:
  /// Names of one word get `word_list`, longer ones are phrases of `kind`.
  void read_names(const std::string& file, WordLists word_list, std::uint32_t kind);
  void read_cities();
  void count_words_in_organisations();
  std::ifstream open(const std::string& file) const;
  void add_name(const std::vector<std::string>& words, WordLists word_list, std::uint32_t kind);
  void add_list(const std::string& word, WordLists list) {
    WordLists& lists = words_[word].lists;
    lists = static_cast<WordLists>(lists | list);
  }

  std::string folder_;
  // Ordered, so that the tables come out the same each time.
  std::map<std::string, WordEntry> words_;
  std::map<std::vector<std::string>, std::uint32_t> phrases_;
};

std::ifstream LexiconBuilder::open(const std::string& file) const {
  std::ifstream stream(folder_ + "/" + file);
  if (!stream) throw Error("cannot read " + folder_ + "/" + file, "");
  return stream;
}

std::vector<std::string> words_of(std::string_view name) {
  ArticleTokens tokens;
  split_tokens({}, name, tokens);
  std::vector<std::string> words;
  for (const TextToken& token : tokens.tokens) words.push_back(lower_of(tokens.text(token)));
  return words;
}

void LexiconBuilder::read_clusters() {
  std::ifstream file = open("clusters.tsv");
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream row(line);
    std::string word;
    unsigned c64 = 0;
    unsigned c256 = 0;
    unsigned c1024 = 0;
    unsigned c3000 = 0;
    std::getline(row, word, '\t');
    row >> c64 >> c256 >> c1024 >> c3000;
    WordEntry& entry = words_[lower_of(word)];
    if (entry.cluster_256 != 0) continue;  // a more frequent spelling was first
    entry.cluster_64 = static_cast<std::uint8_t>(c64 + 1);
    entry.cluster_256 = (c256 + 1) & 0x1FFU;
    entry.cluster_1024 = (c1024 + 1) & 0x7FFU;
    entry.cluster_3000 = (c3000 + 1) & 0xFFFU;
  }
}

void LexiconBuilder::add_name(const std::vector<std::string>& words, WordLists word_list,
                              std::uint32_t kind) {
  if (words.size() == 1 && word_list != 0) add_list(words[0], word_list);
  if (words.size() < 2 || words.size() > phrase::kLongest || kind == 0) return;
  add_list(words[0], in_list::kStartsPhrase);
  phrases_[words] |= kind;
}

void LexiconBuilder::read_names(const std::string& file, WordLists word_list, std::uint32_t kind) {
  std::ifstream stream = open(file);
  std::string line;
  while (std::getline(stream, line)) add_name(words_of(line), word_list, kind);
}

void LexiconBuilder::read_cities() {
  constexpr long kLarge = 100'000;
  std::ifstream file = open("gaz/cities.txt");
  std::string line;
  while (std::getline(file, line)) {
    const std::size_t tab = line.find('\t');
    const long people = std::stol(line.substr(tab + 1));
    const WordLists list = people >= kLarge ? in_list::kLargeCity | in_list::kCity : in_list::kCity;
    add_name(words_of(line.substr(0, tab)), list, phrase::kCity);
  }
}

void LexiconBuilder::count_words_in_organisations() {
  constexpr int kFrequent = 5;
  std::map<std::string, int> counts;
  for (const auto& [words, kinds] : phrases_)
    if ((kinds & phrase::kOther) != 0)
      for (const std::string& word : words) ++counts[word];
  for (const auto& [word, count] : counts)
    if (count >= kFrequent && word.size() > 2) add_list(word, in_list::kInOrganisation);
}

void LexiconBuilder::note_common_words(const std::vector<Corpus>& texts) {
  struct Uses {
    int lower = 0;
    int capital = 0;  ///< inside sentences
  };
  std::map<std::string, Uses> uses;
  for (const Corpus& corpus : texts) {
    for (const auto& document : corpus.documents) {
      for (const TextToken& token : document->article.tokens) {
        const std::string straight = straighten(document->article.text(token));
        const Capitals capitals = capitals_of(straight);
        if (capitals == Capitals::none)
          ++uses[lower_form(straight)].lower;
        else if (capitals != Capitals::no_letter && !token.starts_sentence)
          ++uses[lower_form(straight)].capital;
      }
    }
  }
  for (const auto& [word, use] : uses)
    if (use.lower >= 3 && use.lower >= 8 * use.capital) add_list(word, in_list::kCommonWord);
}

void LexiconBuilder::read_lists() {
  read_names("gaz/first_ssa.txt", in_list::kFirstName, 0);
  read_names("gaz/first_phx.txt", in_list::kFirstOfKnown, 0);
  read_names("gaz/last_phx.txt", in_list::kLastOfKnown, 0);
  read_names("gaz/phoenix_persons.txt", 0, phrase::kPerson);
  read_names("gaz/phoenix_other.txt", 0, phrase::kOther);
  read_names("gaz/countries.txt", in_list::kCountry, phrase::kCountry);
  read_names("gaz/demonyms.txt", in_list::kDemonym, 0);
  read_names("gaz/capitals.txt", in_list::kCapital, phrase::kCity);
  read_cities();
  for (const std::string_view company : kKnownCompanies)
    add_name(words_of(company), 0, phrase::kOther);
  count_words_in_organisations();
}

LexiconTables LexiconBuilder::tables() {
  LexiconTables tables;
  std::vector<std::uint64_t> hashes;
  std::vector<WordEntry> entries;
  for (const auto& [word, entry] : words_) {
    hashes.push_back(hash_bytes(word));
    entries.push_back(entry);
    entries.back().fingerprint = fingerprint(hashes.back());
  }
  for (const std::int64_t index : place_in_slots(hashes)) {
    const WordEntry entry = index < 0 ? WordEntry{} : entries[static_cast<std::size_t>(index)];
    tables.words.append(reinterpret_cast<const char*>(&entry), sizeof entry);
  }
  hashes.clear();
  std::vector<PhraseEntry> phrases;
  for (const auto& [words, kinds] : phrases_) {
    std::uint64_t hash = hash_bytes(words[0]);
    for (std::size_t i = 1; i < words.size(); ++i) hash = mix(hash, hash_bytes(words[i]));
    hashes.push_back(hash);
    phrases.push_back({fingerprint(hash), kinds});
  }
  for (const std::int64_t index : place_in_slots(hashes)) {
    const PhraseEntry entry = index < 0 ? PhraseEntry{} : phrases[static_cast<std::size_t>(index)];
    tables.phrases.append(reinterpret_cast<const char*>(&entry), sizeof entry);
  }
  return tables;
}

}  // namespace

LexiconTables build_lexicon(const std::string& folder, const std::vector<Corpus>& texts,
                            const LexiconParts& parts) {
  LexiconBuilder builder(folder);
  if (parts.clusters) builder.read_clusters();
  if (parts.lists) builder.read_lists();
  builder.note_common_words(texts);
  return builder.tables();
}

}  // namespace dateline
