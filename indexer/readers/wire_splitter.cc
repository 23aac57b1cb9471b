// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/wire_splitter.h"

#include "indexer/readers/clean_text.h"

namespace dateline {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;
constexpr char kSoh = '\x01';
constexpr char kStx = '\x02';
constexpr char kEtx = '\x03';
constexpr char kEot = '\x04';

}  // namespace

std::optional<char> WireSplitter::get() {
  if (used_ == block_.size()) {
    block_.resize(kBlock);
    block_.resize(bytes_.read(block_.data(), kBlock));
    used_ = 0;
    if (block_.empty()) return std::nullopt;
  }
  const char c = block_[used_++];
  if (c == '\n') ++line_;
  return c;
}

std::optional<WireMessage> WireSplitter::next() {
  while (!at_header_) {
    const auto c = get();
    if (!c) return std::nullopt;
    at_header_ = *c == kSoh;
  }
  at_header_ = false;
  WireMessage message;
  message.line = line_;
  std::string* part = &message.header;
  std::size_t size = 0;
  while (const auto c = get()) {
    if (*c == kEot) break;
    if (*c == kSoh) {
      at_header_ = true;
      break;
    }
    if (*c == kStx)
      part = &message.text;
    else if (*c == kEtx)
      part = &message.footer;
    else if (++size <= limit_)
      *part += *c;
    else
      message.too_large = true;
  }
  for (std::string* text : {&message.header, &message.text, &message.footer})
    message.repaired += clean_text(*text);
  return message;
}

}  // namespace dateline
