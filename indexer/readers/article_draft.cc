// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/article_draft.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/error.h"
#include "common/utf8.h"
#include "indexer/date_parser.h"
#include "indexer/language_detector.h"
#include "indexer/member_name.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/html_text.h"

namespace dateline {
namespace {

/// The names by which archives, crawlers and APIs call a field, best first.
struct FieldNames {
  std::string_view field;
  DraftField member;
  std::string_view names;
};
constexpr std::array<FieldNames, 8> kFields{{
    {"title", &ArticleDraft::title,
     "title headline headlinemain heading name subject webtitle titlefull ogtitle"},
    {"body", &ArticleDraft::body,
     "body maintext fulltext articlebody articletext bodytext bodyxhtml bodyhtml text content "
     "contents contentencoded contenthtml contenttext story article fullcontent rawtext cleantext "
     "plaintext bodyplain html "
     "paragraphs description descriptiontext summary abstract excerpt lead leadparagraph snippet "
     "trailtext"},
    {"date", &ArticleDraft::date,
     "date datepublish publishdate publisheddate datepublished publicationdate published "
     "publishedat publishedon pubdate pubtime firstpublished firstcreated webpublicationdate "
     "articledate storydate releasedate displaydate datetime timestamp time createdat datecreated "
     "created issued versioncreated datemodify updated updatedat crawldate"},
    {"source", &ArticleDraft::source,
     "source publisher sourcename publication newspaper outlet provider agency site sitename "
     "sourcedomain domain feedname copyrightholder journal channel"},
    {"url", &ArticleDraft::url,
     "url link canonicalurl weburl canonical permalink sourceurl articleurl urlalias storyurl uri "
     "href"},
    {"id", &ArticleDraft::id,
     "id guid uuid articleid docid documentid docno storyid newsid itemid identifier key"},
    {"author", &ArticleDraft::author, "author authors byline creator dccreator writer by"},
    {"language", &ArticleDraft::language,
     "language lang languagecode languageiso dclanguage inlanguage"},
}};

struct LanguageName {
  std::string_view code;
  std::string_view others;
};
constexpr std::array<LanguageName, 22> kLanguages{{
    {"en", "eng english"},
    {"fr", "fra fre french francais"},
    {"de", "deu ger german deutsch"},
    {"es", "spa spanish espanol"},
    {"it", "ita italian italiano"},
    {"pt", "por portuguese"},
    {"ru", "rus russian"},
    {"ar", "ara arabic"},
    {"fa", "fas per persian farsi"},
    {"zh", "zho chi chinese cmn"},
    {"ja", "jpn japanese"},
    {"tr", "tur turkish"},
    {"nl", "nld dut dutch"},
    {"pl", "pol polish"},
    {"uk", "ukr ukrainian"},
    {"el", "ell gre greek"},
    {"he", "heb hebrew iw"},
    {"hi", "hin hindi"},
    {"ko", "kor korean"},
    {"sv", "swe swedish"},
    {"no", "nor norwegian nb nn"},
    {"ro", "ron rum romanian"},
}};

std::vector<std::string_view> split_words(std::string_view words) {
  std::vector<std::string_view> list;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    list.push_back(words.substr(at, end - at));
    at = end + 1;
  }
  return list;
}

/// A number of Unix time as JSON writers print it: "1481382061.0", "1.481382061e9" is refused.
std::string_view without_zero_fraction(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point < 9 || point == std::string_view::npos) return text;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool number =
      std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(point), is_digit) &&
      std::all_of(text.begin() + static_cast<std::ptrdiff_t>(point + 1), text.end(), is_digit);
  return number ? text.substr(0, point) : text;
}

/// "By Jane Doe" without "By".
std::string without_by(std::string author) {
  if (ascii_lower(author.substr(0, 3)) == "by ") author.erase(0, 3);
  return author;
}

/// A source that is a host: "www.example.org" is "example.org".
std::string without_www(std::string source) {
  if (source.compare(0, 4, "www.") == 0 && source.find(' ') == std::string::npos)
    source.erase(0, 4);
  return source;
}

/// A URI that names without telling a place: what feeds put where a link could be.
bool is_name_only(std::string_view uri) {
  const std::string start = ascii_lower(uri.substr(0, 4));
  return start == "urn:" || start == "tag:";
}

/// Whether the user vouches for the date: by the field it is in, or by the order that decided it.
bool is_vouched_for(std::string_view text, const ReaderOptions& options) {
  const bool mapped = std::any_of(options.map.begin(), options.map.end(),
                                  [](const auto& pair) { return pair.first == "date"; });
  return mapped || !std::holds_alternative<Date>(parse_date(text));
}

void set_date(Article& article, const ArticleDraft& draft, const ReaderOptions& options) {
  std::string_view text = trim(draft.date);
  if (text.empty() || text == "null" || text == "None" || text == "NaN" || text == "nan") return;
  text = without_zero_fraction(text);
  DateResult result = parse_date(text, options.date_order, article.language);
  const Date* date = std::get_if<Date>(&result);
  if (date == nullptr) {
    article.warnings.push_back({WarningKind::bad_date, std::get<std::string>(std::move(result))});
    return;
  }
  std::string why = why_implausible(*date, options.today);
  if (!why.empty() && !is_vouched_for(text, options)) {
    article.warnings.push_back({WarningKind::bad_date, std::move(why)});
    return;
  }
  article.date = *date;
  article.date_origin = draft.date_origin;
}

/// A reference may be to a control character.
void resolve_markup(std::string& text) {
  if (text.find('&') == std::string::npos && text.find('<') == std::string::npos) return;
  text = without_markup(std::move(text));
  clean_text(text);
}

}  // namespace

std::string field_name(DraftField field) {
  const auto row = std::find_if(kFields.begin(), kFields.end(),
                                [field](const FieldNames& names) { return names.member == field; });
  return std::string(row->field);
}

std::string normal_key(std::string_view key) {
  std::string normal;
  for (const char c : key) {
    if (c == ' ' || c == '_' || c == '-' || c == ':') continue;
    normal += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return normal;
}

DraftField KeyMap::field_of(std::string_view name) {
  for (const FieldNames& field : kFields)
    if (field.field == name) return field.member;
  throw Error("an article has no field \"" + std::string(name) + '"',
              "fields are: title body date source url id author language", ExitCode::kUsage);
}

KeyMap::KeyMap(const ReaderOptions& options) {
  for (const FieldNames& field : kFields) {
    int rank = 1;
    for (const std::string_view name : split_words(field.names)) {
      rows_.push_back({std::string(name), {field.member, rank}});
      ++rank;
    }
  }
  for (const auto& pair : options.map) {
    const std::string& key = pair.second;
    const DraftField member = field_of(pair.first);
    // What the user names is the only key of its field, and fills no other.
    std::erase_if(rows_, [&](const Row& row) {
      return (row.target.field == member && row.target.rank > 0) || row.key == normal_key(key);
    });
    rows_.push_back({normal_key(key), {member, 0}});
    if (key.find('.') != std::string::npos) dotted_.push_back(key);
  }
  std::stable_sort(rows_.begin(), rows_.end(),
                   [](const Row& a, const Row& b) { return a.key < b.key; });
}

std::optional<KeyMap::Target> KeyMap::find(std::string_view key) const {
  const std::string normal = normal_key(key);
  const auto row = std::lower_bound(rows_.begin(), rows_.end(), normal,
                                    [](const Row& a, const std::string& b) { return a.key < b; });
  if (row == rows_.end() || row->key != normal) return std::nullopt;
  return row->target;
}

std::string language_code(std::string_view language) {
  std::string code = ascii_lower(trim(language));
  code.resize(std::min(code.find_first_of("-_;, "), code.size()));
  for (const LanguageName& name : kLanguages)
    for (const std::string_view other : split_words(name.others))
      if (code == other) return std::string(name.code);
  return code;
}

Warning repaired_warning(std::size_t repaired) {
  return {WarningKind::bad_bytes, std::to_string(repaired) +
                                      (repaired == 1 ? " piece that is" : " pieces that are") +
                                      " not UTF-8, replaced by U+FFFD"};
}

Record RecordMaker::make(ArticleDraft draft, std::uint64_t line) {
  ++records_;
  std::size_t repaired = 0;
  for (const FieldNames& field : kFields) repaired += clean_text(draft.*field.member);
  for (const DraftField field :
       {&ArticleDraft::title, &ArticleDraft::body, &ArticleDraft::source, &ArticleDraft::author})
    resolve_markup(draft.*field);

  Article article;
  article.warnings = std::move(draft.warnings);
  article.title = single_line(draft.title);
  article.body = split_paragraphs(draft.body);
  article.source = without_www(single_line(draft.source));
  article.url = std::string(trim(draft.url));
  if (is_name_only(article.url)) {
    if (trim(draft.id).empty()) draft.id = article.url;
    article.url.clear();
  }
  article.author = without_by(single_line(draft.author));
  article.language = article_language(draft.language, article.title, article.body);
  article.path = path_;
  article.line = line;
  if (article.title.empty() && article.body.empty())
    return BadRecord{path_, line, RejectReason::empty, "neither title nor text"};
  if (const std::size_t size = article.title.size() + article.body.size();
      size > options_.article_limit)
    return BadRecord{path_, line, RejectReason::too_large,
                     "an article of " + std::to_string(size) + " bytes; the limit is " +
                         std::to_string(options_.article_limit)};
  if (article.title.empty()) article.title = first_sentence(article.body);
  article.id = single_line(draft.id);
  if (article.id.empty()) article.id = article.url;
  if (article.id.empty()) {
    const std::string& raw = options_.raw_path.empty() ? path_ : options_.raw_path;
    article.id = path_in_ids(raw) + '#' + std::to_string(records_);
  }
  std::string shown_path = path_;
  if (const std::size_t bad = repair_utf8(shown_path); bad > 0)
    article.warnings.push_back(
        {WarningKind::bad_bytes, "in the file's name: " + repaired_warning(bad).text});
  if (repaired > 0) article.warnings.push_back(repaired_warning(repaired));
  set_date(article, draft, options_);
  return article;
}

Record RecordMaker::bad(std::uint64_t line, RejectReason reason, std::string detail) {
  ++records_;
  return BadRecord{path_, line, reason, std::move(detail)};
}

Record RecordMaker::too_large(std::uint64_t line) {
  return bad(line, RejectReason::too_large,
             "over the limit of " + std::to_string(options_.record_limit) + " bytes a record");
}

}  // namespace dateline
