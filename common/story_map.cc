// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/story_map.h"

#include "common/varint.h"

namespace dateline {
namespace {

/// The difference of two document numbers, small differences of either sign as small numbers.
std::uint64_t zigzag(std::uint32_t from, std::uint32_t to) {
  const std::int64_t difference = std::int64_t{to} - std::int64_t{from};
  return difference < 0 ? 2 * static_cast<std::uint64_t>(-difference) - 1
                        : 2 * static_cast<std::uint64_t>(difference);
}

std::uint32_t unzigzag(std::uint32_t from, std::uint64_t code) {
  const std::uint64_t distance = code / 2 + code % 2;
  return static_cast<std::uint32_t>(code % 2 != 0 ? from - distance : from + distance);
}

}  // namespace

std::string pack_story_page(const std::vector<StoryMember>& members) {
  std::string out;
  std::uint32_t before = members.empty() ? 0 : members[0].article / kStoryPage * kStoryPage;
  for (const StoryMember& member : members) {
    put_varint(out, member.article - before);
    put_varint(out, zigzag(member.article, member.lead));
    put_varint(out, zigzag(member.lead, member.cluster));
    put_varint(out, member.size);
    before = member.article;
  }
  return out;
}

bool unpack_story_page(std::uint32_t page, std::string_view bytes,
                       std::vector<StoryMember>& members) {
  std::uint32_t before = page * kStoryPage;
  bool first = true;
  while (!bytes.empty()) {
    const auto step = take_varint(bytes);
    const auto lead = take_varint(bytes);
    const auto cluster = take_varint(bytes);
    const auto size = take_varint(bytes);
    if (!step || !lead || !cluster || !size || *step >= kStoryPage || *size > UINT32_MAX)
      return false;
    if (*step == 0 && !first) return false;
    first = false;
    StoryMember member;
    member.article = before + static_cast<std::uint32_t>(*step);
    member.lead = unzigzag(member.article, *lead);
    member.cluster = unzigzag(member.lead, *cluster);
    member.size = static_cast<std::uint32_t>(*size);
    if (member.article / kStoryPage != page) return false;
    before = member.article;
    members.push_back(member);
  }
  return true;
}

}  // namespace dateline
