// SPDX-License-Identifier: GPL-2.0-or-later
//
// JSON that is one document: a single article (news-please, ninjs), an array of them, or the
// answer of an API that has the array somewhere inside (ReliefWeb, Guardian, Elasticsearch).
#include <simdjson.h>

#include <deque>

#include "common/utf8.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/json_article.h"
#include "indexer/readers/json_splitter.h"

namespace dateline {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

constexpr int kDeepest = 5;

/// Of a JSON Feed, which has a title as its items do.
std::optional<std::string> feed_title(object from) {
  std::string_view text;
  if (from.at_key("version").get(text) != simdjson::SUCCESS ||
      text.find("jsonfeed.org/version") == std::string_view::npos)
    return std::nullopt;
  text = {};
  if (from.at_key("title").get(text) != simdjson::SUCCESS) text = {};
  return std::string(text);
}

class JsonDocumentReader final : public ArticleReader {
 public:
  JsonDocumentReader(std::string path, std::unique_ptr<ByteSource> bytes,
                     const ReaderOptions& options)
      : bytes_(std::move(bytes)),
        pieces_(*bytes_, options.record_limit),
        records_(std::move(path), options),
        articles_(options) {}

  std::optional<Record> next() override {
    while (ready_.empty()) {
      auto piece = pieces_.next();
      if (!piece) return std::nullopt;
      if (piece->too_large) return records_.too_large(piece->line);
      read(std::move(*piece));
    }
    Record record = std::move(ready_.front());
    ready_.pop_front();
    return record;
  }
  std::string note() const override { return articles_.note(); }

 private:
  void read(JsonSplitter::Piece piece) {
    element value;
    auto error = parser_.parse(piece.text).get(value);
    if (error == simdjson::UTF8_ERROR) {
      const std::size_t repaired = repair_utf8(piece.text);
      warning_ = repaired_warning(repaired);
      error = parser_.parse(piece.text).get(value);
    }
    object top;
    if (error != simdjson::SUCCESS || value.get_object().get(top) != simdjson::SUCCESS) {
      const std::string why = piece.closed ? message_of(error) : "the object is not closed";
      ready_.push_back(records_.bad(piece.line, RejectReason::syntax, why));
    } else if (!take(top, piece.line, 0)) {
      ready_.push_back(records_.bad(piece.line, RejectReason::empty,
                                    "no key is known as a title or a text (see --map)"));
    }
    warning_.reset();
  }

  /// The article that the object is, or those in the arrays inside; false for none.
  bool take(object from, std::uint64_t line, int depth) {
    const auto feed = feed_title(from);
    if (feed) feed_ = *feed;
    if (!feed && articles_.is_article(from)) {
      ArticleDraft draft = articles_.read(from);
      if (draft.source.empty()) draft.source = feed_;
      if (warning_) draft.warnings.push_back(*warning_);
      ready_.push_back(records_.make(std::move(draft), line));
      return true;
    }
    bool any = false;
    if (depth < kDeepest)
      for (const auto& [key, value] : from) any = take_inside(value, line, depth + 1) || any;
    return any;
  }

  bool take_inside(element value, std::uint64_t line, int depth) {
    object inner;
    if (value.get_object().get(inner) == simdjson::SUCCESS) return take(inner, line, depth);
    simdjson::dom::array values;
    bool any = false;
    if (value.get_array().get(values) == simdjson::SUCCESS)
      for (const element each : values)
        if (each.get_object().get(inner) == simdjson::SUCCESS)
          any = take(inner, line, depth) || any;
    return any;
  }

  std::unique_ptr<ByteSource> bytes_;
  JsonSplitter pieces_;
  RecordMaker records_;
  JsonArticles articles_;
  simdjson::dom::parser parser_;
  std::deque<Record> ready_;
  std::optional<Warning> warning_;
  std::string feed_;  ///< title
};

int likelihood(std::string_view head) {
  const std::string_view text = trim(head);
  if (text.empty() || (text[0] != '{' && text[0] != '[')) return 0;
  const std::string_view inside = trim(text.substr(1));
  if (inside.empty()) return 0;
  return (text[0] == '{' ? inside[0] == '"' : inside[0] == '{') ? 2 : 0;
}

}  // namespace

InputFormat json_document_format() {
  return {"json", "json", likelihood,
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<JsonDocumentReader>(std::move(path), std::move(bytes), options);
          }};
}

}  // namespace dateline
