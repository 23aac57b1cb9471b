// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/stored_article.h"

#include <zstd.h>

#include <memory>

#include "common/common_words.h"
#include "common/error.h"
#include "common/varint.h"

namespace dateline {
namespace {

constexpr int kLevel = 3;

/// The common words as a dictionary, ready for use by all threads.
const ZSTD_CDict* dictionary() {
  struct Free {
    void operator()(ZSTD_CDict* made) const { ZSTD_freeCDict(made); }
  };
  static const std::unique_ptr<ZSTD_CDict, Free> made(
      ZSTD_createCDict(common_words_text().data(), common_words_text().size(), kLevel));
  return made.get();
}

// More than any record the readers let through: a corrupt size must not ask for all memory.
constexpr unsigned long long kMaxBytes = 1ULL << 30;

struct FreeContext {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

std::optional<std::string> decompress(std::string_view record) {
  const unsigned long long size = ZSTD_getFrameContentSize(record.data(), record.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMaxBytes)
    return std::nullopt;
  std::string plain(size, '\0');
  // Made once a thread: a context is far larger than an article.
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
  const std::string_view words = common_words_text();
  const std::size_t got =
      ZSTD_decompress_usingDict(context.get(), plain.data(), plain.size(), record.data(),
                                record.size(), words.data(), words.size());
  if (ZSTD_isError(got) != 0 || got != size) return std::nullopt;
  return plain;
}

}  // namespace

struct ArticlePacker::State {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  std::string plain;
  std::string packed;
};

ArticlePacker::ArticlePacker() : state_(std::make_unique<State>()) {}
ArticlePacker::~ArticlePacker() {
  ZSTD_freeCCtx(state_->context);
}

std::string_view ArticlePacker::pack(const Article& article) {
  std::string& plain = state_->plain;
  plain.clear();
  plain.push_back(static_cast<char>(article.date_origin));
  put_varint(plain, article.line);
  for (const std::string* text : {&article.id, &article.title, &article.source, &article.url,
                                  &article.author, &article.language, &article.path, &article.body})
    put_text(plain, *text);
  std::string& packed = state_->packed;
  packed.resize(ZSTD_compressBound(plain.size()));
  const std::size_t size = ZSTD_compress_usingCDict(state_->context, packed.data(), packed.size(),
                                                    plain.data(), plain.size(), dictionary());
  if (ZSTD_isError(size) != 0)
    throw Error("cannot compress article " + article.id + ": " + ZSTD_getErrorName(size));
  return std::string_view(packed).substr(0, size);
}

std::optional<Article> unpack_article(std::string_view record) {
  const auto plain = decompress(record);
  if (!plain || plain->empty()) return std::nullopt;
  std::string_view in(*plain);
  Article article;
  const auto origin = static_cast<unsigned char>(in[0]);
  if (origin > static_cast<unsigned char>(DateOrigin::page)) return std::nullopt;
  article.date_origin = static_cast<DateOrigin>(origin);
  in.remove_prefix(1);
  const auto line = take_varint(in);
  if (!line) return std::nullopt;
  article.line = *line;
  for (std::string* text : {&article.id, &article.title, &article.source, &article.url,
                            &article.author, &article.language, &article.path, &article.body}) {
    const auto value = take_text(in);
    if (!value) return std::nullopt;
    text->assign(*value);
  }
  if (!in.empty()) return std::nullopt;
  return article;
}

}  // namespace dateline
