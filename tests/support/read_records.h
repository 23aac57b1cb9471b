// SPDX-License-Identifier: GPL-2.0-or-later
//
// What a reader makes of a string.
#pragma once

#include <string>
#include <vector>

#include "indexer/article_reader.h"
#include "indexer/byte_source.h"
#include "indexer/charset_detector.h"
#include "indexer/readers/xml.h"

namespace dateline::test {

struct ReadRecords {
  std::vector<Article> articles;
  std::vector<BadRecord> bad;
  std::string note;
};

inline ReadRecords collect(ArticleReader& reader) {
  ReadRecords records;
  while (auto record = reader.next()) {
    if (auto* article = std::get_if<Article>(&*record))
      records.articles.push_back(std::move(*article));
    else
      records.bad.push_back(std::get<BadRecord>(*std::move(record)));
  }
  records.note = reader.note();
  return records;
}

/// `format` empty: detected by content alone.
inline ReadRecords read_records(std::string content, std::string_view format = {},
                                const ReaderOptions& options = {},
                                const std::string& path = "file") {
  const InputFormat* row = format.empty() ? detect_format(path, content) : find_format(format);
  if (row == nullptr) return {};
  if (row->declares_encoding) content = in_utf8(content, declared_encoding(content));
  return collect(*row->make(path, bytes_of(std::move(content)), options));
}

}  // namespace dateline::test
