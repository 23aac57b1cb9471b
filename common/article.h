// SPDX-License-Identifier: GPL-2.0-or-later
//
// The article as plain data, from the reader to the index: what was read, and what was found in
// it. All text is valid UTF-8; offsets count bytes of the field they name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/date.h"

namespace dateline {

/// Where an article's date was taken from: metadata before what a page shows beside the headline,
/// that before the dateline, the URL and the file's name. Stored as numbers: new ones come last.
enum class DateOrigin : std::uint8_t { none, metadata, dateline, url, file, page };

/// What was wrong with an article without costing it.
enum class WarningKind : std::uint8_t {
  bad_date,   ///< it has one that could not be used
  bad_bytes,  ///< what is no text was replaced by U+FFFD
  same_id,    ///< its id is another article's
  structure,  ///< its record is not quite as its format wants it
};

struct Warning {
  WarningKind kind = WarningKind::structure;
  std::string text;
};

struct Article {
  std::string id;  ///< stable: the article's own id or URL, else "path#record"
  std::string title;
  std::string body;  ///< paragraphs separated by a blank line
  std::string source;
  std::string url;
  std::string author;
  std::string language = "en";  ///< ISO 639-1
  std::optional<Date> date;
  DateOrigin date_origin = DateOrigin::none;
  std::string path;  ///< where it was read, as the user named it: a file, or "archive.zip/file"
  std::string file;  ///< the file on disk that holds it; not stored
  std::uint64_t line = 0;  ///< 1-based line of the record in `path`
  std::vector<Warning> warnings;
};

/// The two texts of an article that are analysed and searched.
enum class TextField : std::uint8_t { title, body };

/// What a mention is a mention of.
enum class EntityKind : std::uint8_t { person, country };

/// One place in an article where an entity is named.
struct Mention {
  EntityKind kind = EntityKind::person;
  TextField field = TextField::body;
  std::uint32_t start = 0;  ///< first byte in the field
  std::uint32_t end = 0;    ///< one past the last byte
  std::string entity;       ///< canonical person name, or country code
};

/// A person named in an article, after mentions were joined ("Kerry" to "John Kerry").
struct PersonMentioned {
  std::string name;     ///< canonical name
  std::string form;     ///< the fullest form that the article itself uses
  std::string title;    ///< office or title seen beside the name, may be empty
  std::string country;  ///< code, from the reference data or the title; may be empty
  bool known = false;   ///< in the reference data
  std::uint32_t mentions = 0;
};

/// A country named in an article.
struct CountryMentioned {
  std::string code;       ///< ISO 3166-1 alpha-2; ISO 3166-3 alpha-2 for states that are gone
  bool about = false;     ///< one of the few that the article is about
  double salience = 0.0;  ///< 0 to 1
  std::uint32_t mentions = 0;
};

/// All that the tagger found in an article.
struct Entities {
  std::vector<PersonMentioned> persons;     ///< in the order of their first mention
  std::vector<CountryMentioned> countries;  ///< most salient first
  std::vector<Mention> mentions;            ///< by field, then start
};

}  // namespace dateline
