// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/document_builder.h"

#include "common/language.h"
#include "common/schema.h"
#include "common/stories/copy_sketch.h"
#include "common/text.h"
#include "indexer/content_hash.h"

namespace dateline {
namespace {

// Enough for the vocabulary of any batch, and a bound on memory over years of archive.
constexpr std::size_t kMostForms = 1'000'000;

void hash_text(std::uint64_t& h, std::string_view text) {
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  h = (h ^ text.size()) * 0x100000001B3U;  // so that "ab","c" is not "a","bc"
}

}  // namespace

std::uint64_t fingerprint(const Article& article) {
  std::uint64_t h = 0xCBF29CE484222325U;
  for (const std::string* text : {&article.title, &article.body, &article.source, &article.url,
                                  &article.author, &article.language})
    hash_text(h, *text);
  hash_text(h, article.date ? to_iso(*article.date) : "");
  return h;
}

std::string pack_fingerprint(const Fingerprint& print) {
  std::string bytes;
  for (const std::uint64_t number : {print.content, print.file})
    for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<char>(number >> shift));
  return bytes;
}

Fingerprint unpack_fingerprint(std::string_view bytes) {
  const auto number = [bytes](std::size_t at) {
    std::uint64_t value = 0;
    for (std::size_t i = 8; i-- > 0;)
      value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
  };
  if (bytes.size() != 16) return {};
  return {number(0), number(8)};
}

IndexedDocument DocumentBuilder::build(const Article& article, const ArticleTokens& tokens,
                                       const Entities& entities) {
  IndexedDocument document;
  add_words(article, tokens, document);
  add_facets(article, entities, document);
  document.add_boolean_term(make_term("Q", article.id));
  document.add_value(kArticleSlot, std::string(packer_.pack(article)));
  document.add_value(kFingerprintSlot,
                     pack_fingerprint({fingerprint(article), hash_of(article.file)}));
  return document;
}

Metadata DocumentBuilder::take_new_metadata() {
  return std::exchange(new_metadata_, {});
}

DocumentBuilder::Vocabulary& DocumentBuilder::vocabulary(std::string_view language) {
  const std::string_view stemmed = stemming_language(language);
  auto at = vocabularies_.find(stemmed);
  if (at == vocabularies_.end()) {
    at = vocabularies_.try_emplace(std::string(stemmed), stemmed).first;
    if (stemmed != "en")
      new_metadata_.emplace_back(keys::language_present(stemmed), keys::kPresent);
  }
  if (at->second.analyzer.trim(kMostForms)) at->second.seen_forms.clear();
  return at->second;
}

void DocumentBuilder::add_words(const Article& article, const ArticleTokens& tokens,
                                IndexedDocument& document) {
  Vocabulary& words = vocabulary(article.language);
  sequence_.clear();
  stems_.clear();
  add_field(article.title, TextField::title, tokens, words);
  sequence_.end_title();
  add_field(article.body, TextField::body, tokens, words);
  for (const Form* form : stems_) {
    document.add_term(form->stem, words.counts[form->stem_id]);
    words.counts[form->stem_id] = 0;
  }
  sequence_.pack(record_);
  document.add_value(kWordSlot, record_);
  document.add_value(kStorySlot, pack_sketch(make_sketch(title_, body_)));
}

void DocumentBuilder::add_field(std::string_view text, TextField field, const ArticleTokens& tokens,
                                Vocabulary& words) {
  words_.clear();
  words.analyzer.analyze(text, words_);
  std::vector<std::uint32_t>& counts = words.counts;
  if (counts.size() < words.analyzer.stem_count()) counts.resize(2 * words.analyzer.stem_count());
  const std::uint32_t opening = field == TextField::title ? kTitleWeight : kOpeningWeight;
  const std::size_t opening_words = field == TextField::title ? words_.size() : kOpeningWords;
  std::size_t place = 0;
  auto token = tokens.tokens.begin();
  const auto last = tokens.tokens.end();
  while (token != last && token->field != field) ++token;
  std::vector<std::uint32_t>& hashes = field == TextField::title ? title_ : body_;
  hashes.clear();
  bool first = true;
  for (const Word& word : words_) {
    // The title is one sentence by itself, whatever marks stand in it.
    for (; token != last && token->field == field && token->start <= word.start; ++token) {
      if (first || field == TextField::title) continue;
      if (token->starts_sentence) sequence_.end_sentence();
      if (token->starts_paragraph) sequence_.end_paragraph();
    }
    first = false;
    sequence_.add_word(word.form->hash);
    hashes.push_back(word.form->hash);
    note_word(*word.form, words);
    if (counts[word.form->stem_id] == 0) stems_.push_back(word.form);
    counts[word.form->stem_id] += place++ < opening_words ? opening : 1;
  }
}

void DocumentBuilder::add_facets(const Article& article, const Entities& entities,
                                 IndexedDocument& document) {
  FacetValues facets;
  facets.date = article.date;
  const auto add_keyword = [&](std::string_view field, Dictionary kind, const std::string& value) {
    document.add_boolean_term(make_term(find_field(field)->prefix, value));
    return ordinal(kind, value);
  };
  if (!article.source.empty())
    facets.source = add_keyword("source", Dictionary::source, article.source);
  if (!article.language.empty())
    facets.language = add_keyword("lang", Dictionary::language, article.language);
  for (const CountryMentioned& country : entities.countries) {
    facets.countries.push_back(
        {add_keyword("country", Dictionary::country, country.code), country.about});
    if (country.about)
      document.add_boolean_term(make_term(find_field("about")->prefix, country.code));
  }
  for (const PersonMentioned& person : entities.persons)
    facets.persons.push_back(add_person(person, document));
  if (article.date) {
    const std::chrono::year_month_day ymd{*article.date};
    const int year = static_cast<int>(ymd.year());
    document.add_boolean_term(day_term(*article.date));
    document.add_boolean_term(
        month_term(year, static_cast<int>(static_cast<unsigned>(ymd.month()))));
    document.add_boolean_term(year_term(year));
    document.add_value(kDateSlot, pack_day(*article.date));
  }
  document.add_value(kFacetSlot, pack_facets(facets));
}

std::uint32_t DocumentBuilder::ordinal(Dictionary kind, const std::string& name) {
  std::string key(1, static_cast<char>(kind));
  key += name;
  const auto [at, is_new] = seen_names_.try_emplace(std::move(key), 0);
  if (!is_new) return at->second;
  const std::uint32_t number = names_.ordinal(kind, name);
  at->second = number;
  new_metadata_.emplace_back(keys::name_by_ordinal(kind, number), name);
  return number;
}

std::uint32_t DocumentBuilder::add_person(const PersonMentioned& person,
                                          IndexedDocument& document) {
  document.add_boolean_term(make_term(find_field("person")->prefix, person.name));
  document.add_boolean_term(make_term(kFormPrefix, person.form));
  const std::uint32_t number = ordinal(Dictionary::person, person.name);
  const auto [seen, is_new] = seen_person_forms_.try_emplace(person.name + '\0' + person.form);
  if (is_new) seen->second = note_person(person, number);
  for (const std::string& term : seen->second) document.add_boolean_term(term);
  return number;
}

std::vector<std::string> DocumentBuilder::note_person(const PersonMentioned& person,
                                                      std::uint32_t number) {
  const std::vector<std::string> words = search_words_.of_name(person.name);
  for (const std::string& word : words)
    new_metadata_.emplace_back(keys::person_word(word, number), keys::kPresent);
  std::vector<std::string> terms;
  if (person.form == person.name) return terms;
  terms.push_back(person_form(number, person.form));
  for (const std::string& word : search_words_.of_form(person.form, words))
    terms.push_back(person_form_word(word, number));
  return terms;
}

void DocumentBuilder::note_word(const Form& form, Vocabulary& words) {
  std::vector<bool>& seen = words.seen_forms;
  if (form.id >= seen.size()) seen.resize(2 * std::size_t{form.id} + 1024);
  if (seen[form.id]) return;
  seen[form.id] = true;
  new_metadata_.emplace_back(keys::stem_of_word(form.exact, words.language), form.stem);
  if (form.exact != form.stem)
    new_metadata_.emplace_back(keys::word_of_stem(form.stem, form.exact), keys::kPresent);
}

}  // namespace dateline
