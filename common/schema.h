// SPDX-License-Identifier: GPL-2.0-or-later
//
// How an article is laid out in the database. The indexer writes by these tables and the searcher
// reads by them; no other file spells a prefix, a slot or a metadata key. All of it is on disk:
// append, never renumber, and raise kSchemaVersion for any other change.
//
// A document holds
//   terms   the stems of title and body (wdf: occurrences, those of the title and of the opening
//           as often as the weights below say),
//           and the boolean terms of the fields below
//   values  the slots below
//   no positions (word_sequence.h stands in for them) and no document data (slot kArticle does)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/date.h"

namespace dateline {

inline constexpr std::uint32_t kSchemaVersion = 5;
/// `indexer --upgrade` builds archives anew that have this schema or a later one.
inline constexpr std::uint32_t kOldestUpgradable = 4;

/// Value slots.
enum Slot : unsigned {
  kDateSlot = 0,         ///< pack_day(); absent where an article has no date
  kFacetSlot = 1,        ///< facet_values.h
  kWordSlot = 2,         ///< word_sequence.h
  kArticleSlot = 3,      ///< stored_article.h
  kFingerprintSlot = 4,  ///< eight bytes over all that was read of the article, eight over its file
  kStorySlot = 5,        ///< stories/copy_sketch.h
};

/// How often a word of the title counts, and one of the first words of the body: news says the most
/// important thing first. Chosen on the tuning parts of tests/relevance.
inline constexpr unsigned kTitleWeight = 3;
inline constexpr unsigned kOpeningWeight = 2;
inline constexpr unsigned kOpeningWords = 50;

enum class FieldKind : std::uint8_t {
  text,     ///< words in title and body
  title,    ///< words in the title
  lead,     ///< words in the title or the first paragraph
  keyword,  ///< one exact value
  person,   ///< the names of a person
  form,     ///< a person's name as an article writes it
  country,  ///< a country by code, name or adjective
  date,     ///< days, months, years and ranges of them
  since,
  until,
};

/// A field of the query language.
struct Field {
  std::string_view name;
  FieldKind kind;
  std::string_view prefix;  ///< of its boolean term, "" where it has none of its own
  bool filter;              ///< offered as an option too: --person
  bool multiple;            ///< an article can have several values
  std::string_view help;
  std::string_view example;

  constexpr bool takes_date() const {
    return kind == FieldKind::date || kind == FieldKind::since || kind == FieldKind::until;
  }
};

/// Of the term of a person's name as the article itself writes it, where `person:` has the name
/// that it was resolved to.
inline constexpr std::string_view kFormPrefix = "XF";

inline constexpr std::array kFields{
    Field{"title", FieldKind::title, "", false, true, "words of the title", "title:truce"},
    Field{"lead", FieldKind::lead, "", false, true, "words of the title or the first paragraph",
          "lead:ceasefire"},
    Field{"person", FieldKind::person, "XP", true, true, "a person mentioned, in every known form",
          "person:lavrov"},
    Field{"form", FieldKind::form, kFormPrefix, false, true, "a person, named so in the article",
          "form:\"S. Lavrov\""},
    Field{"country", FieldKind::country, "XC", true, true, "a country mentioned", "country:russia"},
    Field{"about", FieldKind::country, "XA", true, true, "a country the article is about",
          "about:syria"},
    Field{"source", FieldKind::keyword, "XS", true, false, "where the article appeared",
          "source:\"Meridian Wire\""},
    Field{"lang", FieldKind::keyword, "L", true, false, "language, as its ISO 639-1 code",
          "lang:en"},
    Field{"id", FieldKind::keyword, "Q", false, false, "the article of that id", "id:wire-001"},
    Field{"date", FieldKind::date, "", false, false, "a day, month, year or range",
          "date:2016-12..2017-01"},
    Field{"since", FieldKind::since, "", true, false, "that day or later", "since:2016-12-10"},
    Field{"until", FieldKind::until, "", true, false, "that day or earlier", "until:2016"},
};

/// Terms of a person's name, by its number here, in the articles that write it otherwise: the whole
/// form, and each of its words that neither the name has nor another spelling of a known person.
std::string person_form_prefix(std::uint32_t ordinal);
std::string person_form(std::uint32_t ordinal, std::string_view form);
std::string person_form_word_prefix(std::string_view folded);
std::string person_form_word(std::string_view folded, std::uint32_t ordinal);
inline constexpr std::string_view kPersonForms = "XG";      ///< then the number and the form
inline constexpr std::string_view kPersonFormWords = "XV";  ///< then the word, a space, the number

/// A number as those terms have it, in so many bytes.
inline constexpr std::size_t kTermNumberBytes = 5;
std::uint32_t term_number(std::string_view bytes);

/// The row of that name, or null.
const Field* find_field(std::string_view name);

/// The facets an answer can count.
enum class Facet : std::uint8_t { person, country, about, source, lang, month, year };

struct FacetRow {
  std::string_view name;
  Facet facet;
  bool by_default;  ///< counted where the user does not say which
};

inline constexpr std::array kFacets{
    FacetRow{"person", Facet::person, true}, FacetRow{"country", Facet::country, true},
    FacetRow{"about", Facet::about, true},   FacetRow{"source", Facet::source, true},
    FacetRow{"lang", Facet::lang, false},    FacetRow{"month", Facet::month, true},
    FacetRow{"year", Facet::year, false},
};
inline constexpr std::size_t kFacetCount = kFacets.size();

const FacetRow* find_facet(std::string_view name);

/// A boolean term: prefix and value, cut (with a hash of the whole) where Xapian's 245 bytes end.
std::string make_term(std::string_view prefix, std::string_view value);

/// The terms by which days, months and years are found: "D20161210", "M201612", "Y2016".
std::string day_term(Date date);
std::string month_term(int year, int month);
std::string year_term(int year);

/// Three bytes that sort as the days do.
std::string pack_day(Date date);
std::optional<Date> unpack_day(std::string_view bytes);

/// The kinds of names that facets number (see facet_values.h).
enum class Dictionary : char { person = 'p', country = 'c', source = 's', language = 'l' };

inline constexpr std::array kDictionaries{Dictionary::person, Dictionary::country,
                                          Dictionary::source, Dictionary::language};

/// FNV-1a, 64 bits: of ten million names two share one with a probability of 1 in 370,000.
std::uint64_t name_hash(std::string_view name);

/// Keys of the index's metadata.
namespace keys {
inline constexpr std::string_view kSchema = "dateline.schema";        ///< the version, decimal
inline constexpr std::string_view kUpdated = "dateline.updated";      ///< when, ISO 8601 UTC
inline constexpr std::string_view kGazetteer = "dateline.gazetteer";  ///< fingerprint of the data

inline constexpr std::string_view kLastRun = "dateline.run";  ///< when, ISO 8601 UTC; its last line

/// What the indexer's folder beside the archive had in its file "run" when its pieces were last
/// made part of the archive (indexer/index_writer.h).
inline constexpr std::string_view kFolded = "dateline.folded";

/// Thirty-two hexadecimal digits, made once at random and kept by merges, copies and upgrades.
inline constexpr std::string_view kArchiveId = "dateline.id";

inline constexpr std::string_view kIdentity = "dateline.identity";  ///< identity_map.h
inline constexpr std::string_view kCorrections = "dateline.names";  ///< the user's, as a text

/// Which part of an archive this is, "2/4"; absent where it takes all articles.
inline constexpr std::string_view kPart = "dateline.part";

/// Which copies make stories: "near", "exact" or "off".
inline constexpr std::string_view kDedup = "dateline.dedup";
/// story_map.h: "y" and the number of the page as four big-endian bytes.
std::string story_page(std::uint32_t page);

/// The value of a key that says all by being there (Xapian keeps no empty value).
inline constexpr std::string_view kPresent = "1";

/// Sixteen hexadecimal digits, others after each change of the articles, of their stories or of who
/// bears which names; a copy has those of what it is a copy of. Absent in archives of older
/// indexers.
inline constexpr std::string_view kStamp = "dateline.stamp";

/// Ordinal to name: "o", the kind, the ordinal as four big-endian bytes. Value: the name.
std::string name_by_ordinal(Dictionary kind, std::uint32_t ordinal);
/// All names of a kind but persons' at once, for whoever compares them with another archive's: "t",
/// the kind. Value: the name_hash() of each, by ordinal, as eight little-endian bytes.
std::string name_hashes(Dictionary kind);
/// The names of persons with what is known of each (identity/name_facts.h), so many ordinals a
/// page: "N", the number of the page as four big-endian bytes.
std::string name_page(std::uint32_t page);
/// In how many articles each name of such a page is: "C", the number of the page.
std::string name_count_page(std::uint32_t page);
/// A word of a person's name, or of another spelling of a known person, to its ordinal, while an
/// article has the name or a person is called so: "w", the folded word, NUL, the ordinal. Present
/// or not.
std::string person_word(std::string_view folded, std::uint32_t ordinal);
std::string person_word_prefix(std::string_view folded);
/// The persons' names that are compared with each other: "b", their key (the indexer's
/// person_block()). Value: their ordinals.
std::string name_block(std::string_view block);
/// The ordinal that a key of the first two kinds ends with.
std::uint32_t ordinal_of(std::string_view key);

/// An exact word to its stem: "v", the word; of other languages than English "V", the stemming
/// language, ":", the word. Value: the stem.
std::string stem_of_word(std::string_view exact, std::string_view language = "en");
/// A stem to one of the exact words it stands for: "f", stem, NUL, word. Present or not.
/// The stem itself, where it is a word, is not among them.
std::string word_of_stem(std::string_view stem, std::string_view exact);

/// A stemming language (language.h) other than English of which the index holds articles: "l", the
/// language. Present or not.
std::string language_present(std::string_view language);

/// A file that was read to its end: "i", its path. Value: indexer/input_record.h.
std::string input_file(std::string_view path);
inline constexpr std::string_view kInputFiles = "i";

/// An article that the user told the indexer to forget: "z", its id (make_term). Present or not.
std::string forgotten_id(std::string_view id);
inline constexpr std::string_view kForgottenIds = "z";

/// A country's folded name, adjective or code to its code: "a", the alias. Value: the code.
std::string country_alias(std::string_view folded);
/// A country's code to its English name: "n", the code. Value: the name.
std::string country_name(std::string_view code);
/// A state that is gone by its successor: "h", code of the present state, code of the one that is
/// gone. Value: the day (ISO 8601) before which a search for the first finds the second as well.
std::string predecessor(std::string_view present, std::string_view gone);
}  // namespace keys

}  // namespace dateline
