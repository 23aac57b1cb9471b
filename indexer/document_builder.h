// SPDX-License-Identifier: GPL-2.0-or-later
//
// Turns an article and what was found in it into the document of common/schema.h. One for each
// thread: it keeps the words it has met.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/analyzer.h"
#include "common/article.h"
#include "common/facet_values.h"
#include "common/stored_article.h"
#include "common/word_sequence.h"
#include "indexer/entities/article_tokens.h"
#include "indexer/indexed_document.h"
#include "indexer/name_dictionary.h"
#include "indexer/person_search_words.h"

namespace dateline {

/// A key and its value, for the index's metadata.
using Metadata = std::vector<std::pair<std::string, std::string>>;

/// A hash over everything that was read of the article.
std::uint64_t fingerprint(const Article& article);

/// The value of kFingerprintSlot.
struct Fingerprint {
  std::uint64_t content = 0;  ///< fingerprint()
  std::uint64_t file = 0;     ///< hash_of(article.file)
};
std::string pack_fingerprint(const Fingerprint& print);
/// Zeroes for bytes that are no such value.
Fingerprint unpack_fingerprint(std::string_view bytes);

class DocumentBuilder {
 public:
  explicit DocumentBuilder(NameDictionary& names) : names_(names) {}

  IndexedDocument build(const Article& article, const ArticleTokens& tokens,
                        const Entities& entities);

  /// The words and names that build() met for the first time since this was last called: every
  /// database that holds the documents must hold these too.
  Metadata take_new_metadata();

 private:
  /// The words of one stemming language, as its analyzer numbers them.
  struct Vocabulary {
    explicit Vocabulary(std::string_view of) : language(of), analyzer(of) {}
    std::string language;
    Analyzer analyzer;
    std::vector<std::uint32_t> counts;  // by Form::stem_id; zero between articles
    std::vector<bool> seen_forms;       // by Form::id
  };

  Vocabulary& vocabulary(std::string_view language);
  void add_words(const Article& article, const ArticleTokens& tokens, IndexedDocument& document);
  void add_field(std::string_view text, TextField field, const ArticleTokens& tokens,
                 Vocabulary& words);
  void add_facets(const Article& article, const Entities& entities, IndexedDocument& document);
  std::uint32_t ordinal(Dictionary kind, const std::string& name);
  void note_word(const Form& form, Vocabulary& words);
  std::uint32_t add_person(const PersonMentioned& person, IndexedDocument& document);
  std::vector<std::string> note_person(const PersonMentioned& person, std::uint32_t number);

  NameDictionary& names_;
  std::unordered_map<std::string, std::uint32_t> seen_names_;  // by kind and name
  // By name, NUL, form: the terms that tell of the form, where it is not the name itself.
  std::unordered_map<std::string, std::vector<std::string>> seen_person_forms_;
  Metadata new_metadata_;

  PersonSearchWords search_words_;
  std::map<std::string, Vocabulary, std::less<>> vocabularies_;  // by stemming language
  ArticlePacker packer_;
  WordSequenceBuilder sequence_;
  std::vector<Word> words_;
  std::vector<std::uint32_t> title_;  // the words of each text, as copies are told by them
  std::vector<std::uint32_t> body_;
  std::vector<const Form*> stems_;  // a form of each distinct stem of the article
  std::string record_;
};

}  // namespace dateline
