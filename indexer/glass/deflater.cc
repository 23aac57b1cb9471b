// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/deflater.h"

#include <zlib.h>

#include <new>

namespace dateline {
namespace {

// Term lists are a few kilobytes of sorted beginnings: a longer search finds nothing more in them
// (of 20,000 articles 25.40 MB, 25.36 at level 3).
constexpr int kLevel = 1;
// A window for the longest of them, raw, and tables that are small enough to be cleared each time.
constexpr int kRawWindow = -15;
constexpr int kMemoryLevel = 5;

}  // namespace

struct Deflater::Stream {
  z_stream z{};
};

Deflater::Deflater() : stream_(std::make_unique<Stream>()) {
  if (deflateInit2(&stream_->z, kLevel, Z_DEFLATED, kRawWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    throw std::bad_alloc();
}

Deflater::~Deflater() {
  deflateEnd(&stream_->z);
}

std::optional<std::string_view> Deflater::deflate(std::string_view tag) {
  z_stream& z = stream_->z;
  if (deflateReset(&z) != Z_OK) return std::nullopt;
  out_.resize(tag.size());
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(tag.data()));
  z.avail_in = static_cast<uInt>(tag.size());
  z.next_out = reinterpret_cast<Bytef*>(out_.data());
  z.avail_out = static_cast<uInt>(out_.size());
  // Where the output is not shorter there is no room for its end.
  if (::deflate(&z, Z_FINISH) != Z_STREAM_END || z.total_out >= tag.size()) return std::nullopt;
  return std::string_view(out_).substr(0, z.total_out);
}

}  // namespace dateline
