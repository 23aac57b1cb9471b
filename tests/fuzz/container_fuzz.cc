// SPDX-License-Identifier: GPL-2.0-or-later
//
// Whatever the bytes: unpacking ends, within its limit, with bytes or with an error that says what
// is wrong, and so does the reading of what comes out.
#include "common/error.h"
#include "indexer/container.h"
#include "tests/fuzz/fuzz_input.h"

using namespace dateline;
using namespace dateline::fuzz;

namespace {

constexpr std::size_t kMost = std::size_t{1} << 20;

void read_articles(std::unique_ptr<ByteSource> bytes, const std::string& name) {
  const std::string head = peek(bytes, 4096);
  const InputFormat* format = detect_format(name, head);
  if (format == nullptr) return;
  ReaderOptions options;
  options.record_limit = 1 << 16;
  const auto reader = format->make(name, std::move(bytes), options);
  for (std::size_t records = 0; reader->next() && records < 1000;) ++records;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto meter = std::make_shared<Meter>();
  const auto limit = std::make_shared<UnpackingLimit>(meter);
  const auto open = [&] {
    return unpacked(
        metered(bytes_of(std::string(reinterpret_cast<const char*>(data), size)), meter), limit);
  };
  try {
    auto bytes = open();
    if (!is_container(peek(bytes, kContainerHead))) {
      if (!read_all(*bytes, kMost)) return 0;
      read_articles(open(), "file");
      return 0;
    }
    Container container(std::move(bytes), limit);
    for (std::size_t members = 0; members < 1000; ++members) {
      const auto name = container.next();
      if (!name) break;
      auto member = unpacked(container.open(), limit);
      if (leads_out(*name))
        read_all(*member, kMost);
      else
        read_articles(std::move(member), *name);
    }
  } catch (const Error& error) {
    require(!error.message().empty());
  }
  return 0;
}
