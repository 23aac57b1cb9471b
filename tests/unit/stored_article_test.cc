// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/stored_article.h"

#include <zstd.h>

#include <catch2/catch.hpp>
#include <random>

#include "common/common_words.h"
#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

namespace {

Article sample() {
  Article article;
  article.id = "wire-7";
  article.title = "Ferry talks resume";
  article.body = "The envoys met again.\n\nNothing was signed.";
  article.source = "Harbour Post";
  article.line = 300;
  article.date_origin = DateOrigin::dateline;
  return article;
}

std::string compress(const std::string& plain) {
  const std::string_view words = common_words_text();
  std::string packed(ZSTD_compressBound(plain.size()), '\0');
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  packed.resize(ZSTD_compress_usingDict(context, packed.data(), packed.size(), plain.data(),
                                        plain.size(), words.data(), words.size(), 1));
  ZSTD_freeCCtx(context);
  return packed;
}

std::string decompress(std::string_view packed) {
  std::string plain(ZSTD_getFrameContentSize(packed.data(), packed.size()), '\0');
  const std::string_view words = common_words_text();
  ZSTD_DCtx* const context = ZSTD_createDCtx();
  ZSTD_decompress_usingDict(context, plain.data(), plain.size(), packed.data(), packed.size(),
                            words.data(), words.size());
  ZSTD_freeDCtx(context);
  return plain;
}

}  // namespace

TEST_CASE("An article is stored without its date and warnings, and each record stands alone") {
  ArticlePacker packer;
  Article dated = sample();
  dated.date = make_date(2016, 12, 10);
  dated.warnings = {{WarningKind::structure, "odd"}};
  const std::string first(packer.pack(dated));
  const std::string empty(packer.pack(Article{}));
  CHECK(std::string(packer.pack(sample())) == first);
  REQUIRE(unpack_article(first));
  CHECK_FALSE(unpack_article(first)->date);
  REQUIRE(unpack_article(empty));
  CHECK(unpack_article(empty)->language == "en");
}

TEST_CASE("A record whose compressed content is too short, too long or odd is no article") {
  ArticlePacker packer;
  const std::string plain = decompress(packer.pack(sample()));
  REQUIRE(unpack_article(compress(plain)));
  for (std::size_t size = 0; size < plain.size(); ++size)
    CHECK_FALSE(unpack_article(compress(plain.substr(0, size))));
  CHECK_FALSE(unpack_article(compress(plain + 'x')));
  std::string odd = plain;
  odd[0] = 99;  // no DateOrigin
  CHECK_FALSE(unpack_article(compress(odd)));
}

TEST_CASE("Changed bytes in a stored article are no danger") {
  std::mt19937 random(1);
  ArticlePacker packer;
  const std::string record(packer.pack(sample()));
  const std::string plain = decompress(record);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = round % 2 == 0 ? record : plain;
    for (std::size_t i = 1 + up_to(random, 3); i > 0; --i)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto read = unpack_article(round % 2 == 0 ? bytes : compress(bytes));
    if (read) REQUIRE(read->id.size() + read->body.size() <= plain.size());
  }
}
