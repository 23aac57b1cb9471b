// SPDX-License-Identifier: GPL-2.0-or-later
//
// Whatever the bytes: each reader ends, and each article it gives is sound. The first byte of the
// input picks the format; without one of that number, the content does.
#include <cstdint>
#include <cstdlib>

#include "common/utf8.h"
#include "indexer/byte_source.h"
#include "indexer/decoded_source.h"
#include "indexer/lead_parser.h"

namespace {

using namespace dateline;

void check(const Article& article) {
  if (article.id.empty() || (article.title.empty() && article.body.empty())) std::abort();
  for (std::string text : {article.title, article.body, article.source, article.author})
    if (repair_utf8(text) != 0 || text.find('\0') != std::string::npos) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string content(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto formats = input_formats();
  const InputFormat* format =
      data[0] < formats.size() ? &formats[data[0]] : detect_format("file", content);
  if (format == nullptr) return 0;
  ReaderOptions options;
  options.record_limit = 1 << 16;
  if (content.find("<hl>") != std::string::npos)  // XML that is read by a map
    options.map = {{"title", "hl"}, {"body", "story/para"}, {"date", "@when"}, {"id", "."}};
  const auto reader = format->make("file", bytes_of(content), options);
  std::size_t records = 0;
  while (auto record = reader->next()) {
    if (++records > size + 2) std::abort();
    if (auto* article = std::get_if<Article>(&*record)) {
      complete_article(*article);
      check(*article);
    }
  }
  return 0;
}
