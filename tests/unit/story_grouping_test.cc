// SPDX-License-Identifier: GPL-2.0-or-later
//
// Stories of random articles against all pairs of them, however the articles come and go.
#include "common/stories/story_grouping.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <tuple>

#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

namespace {

struct Source {
  std::string id;
  std::optional<Date> date;
  std::vector<std::uint32_t> body;
};

/// By document number.
using Archive = std::map<std::uint32_t, Source>;

CopySketch sketch_of(const Source& source) {
  return make_sketch({}, source.body);
}

bool linked(const Source& a, const Source& b, Dedup dedup, bool sketches_too) {
  const CopySketch x = sketch_of(a);
  const CopySketch y = sketch_of(b);
  if (x.identity == y.identity) return true;
  if (dedup != Dedup::near) return false;
  if (a.date && b.date && std::abs((*a.date - *b.date).count()) > kCopyDays) return false;
  return (!sketches_too || may_be_copies(x, y)) &&
         is_copy(make_copy_text(a.body), make_copy_text(b.body));
}

bool precedes(const Source& a, const Source& b) {
  const auto rank = [](const Source& source) {
    return std::tuple(!source.date, source.date, -static_cast<std::int64_t>(source.body.size()),
                      source.id);
  };
  return rank(a) < rank(b);
}

/// Id to the id of its story's lead, of articles with copies: by the definition.
std::map<std::string, std::string> reference(const Archive& archive, Dedup dedup) {
  std::vector<Source> left;
  for (const auto& [number, source] : archive) left.push_back(source);
  std::sort(left.begin(), left.end(), precedes);
  std::map<std::string, std::string> leads;
  while (!left.empty()) {
    std::vector<Source> cluster{left.front()};
    left.erase(left.begin());
    for (std::size_t i = 0; i < cluster.size(); ++i)
      for (auto at = left.begin(); at != left.end();) {
        if (!linked(cluster[i], *at, dedup, true)) {
          ++at;
          continue;
        }
        cluster.push_back(*at);
        at = left.erase(at);
      }
    std::sort(cluster.begin(), cluster.end(), precedes);
    while (!cluster.empty()) {
      const Source lead = cluster.front();
      std::vector<Source> others;
      std::vector<std::string> story{lead.id};
      for (std::size_t i = 1; i < cluster.size(); ++i) {
        if (linked(lead, cluster[i], dedup, false))
          story.push_back(cluster[i].id);
        else
          others.push_back(cluster[i]);
      }
      if (story.size() > 1)
        for (const std::string& id : story) leads[id] = lead.id;
      cluster = std::move(others);
    }
  }
  return leads;
}

std::map<std::string, std::string> by_id(const std::vector<StoryMember>& members,
                                         const Archive& archive) {
  std::map<std::string, std::string> leads;
  for (const StoryMember& member : members)
    if (member.size > 1) leads[archive.at(member.article).id] = archive.at(member.lead).id;
  return leads;
}

/// Few texts, each cut, extended, edited or begun anew, so that clusters grow, bridge and split.
Source random_source(std::mt19937& random, std::uint32_t number) {
  Source source;
  source.id = "id" + std::to_string(number);
  if (random() % 8 != 0) source.date = *make_date(2016, 1, 1) + std::chrono::days{random() % 40};
  std::mt19937 text(random() % 6);
  for (int i = 0; i < 80; ++i) source.body.push_back(random_u32(text));
  switch (random() % 6) {
    case 0:
      source.body.resize(25 + up_to(random, 50));
      break;
    case 1:
      for (int i = 0; i < 40; ++i) source.body.push_back(random_u32(random));
      break;
    case 2:
      for (int i = 0; i < 10; ++i) source.body[random() % source.body.size()] = random_u32(random);
      break;
    case 3:
      for (std::size_t i = 0; i < 12; ++i) source.body[random() % 20] = random_u32(random);
      break;
    default:
      break;
  }
  return source;
}

class Grouped {
 public:
  explicit Grouped(Dedup dedup) : dedup_(dedup) {}

  void put(std::uint32_t number, Source source) {
    archive_[number] = std::move(source);
    arrived_.push_back(number);
  }
  void remove(std::uint32_t number) { archive_.erase(number); }

  void group() {
    std::vector<StoryArticle> articles;
    for (const auto& [number, source] : archive_)
      articles.push_back({number, source.date, sketch_of(source),
                          std::count(arrived_.begin(), arrived_.end(), number) > 0});
    members_ = group_stories(
        articles, members_, dedup_,
        {[this](std::uint32_t number) { return make_copy_text(archive_.at(number).body); },
         [this](std::uint32_t number) { return archive_.at(number).id; }});
    arrived_.clear();
  }

  const Archive& archive() const { return archive_; }
  std::map<std::string, std::string> leads() const { return by_id(members_, archive_); }

 private:
  const Dedup dedup_;
  Archive archive_;
  std::vector<std::uint32_t> arrived_;
  std::vector<StoryMember> members_;
};

}  // namespace

TEST_CASE("Articles that come, change and go are in the stories that all pairs would give") {
  std::mt19937 random(1);
  for (int round = 0; round < 40; ++round) {
    Grouped grouped(round % 4 == 0 ? Dedup::exact : Dedup::near);
    const Dedup dedup = round % 4 == 0 ? Dedup::exact : Dedup::near;
    for (int run = 0; run < 6; ++run) {
      for (std::size_t left = up_to(random, 12); left > 0; --left) {
        const auto number = static_cast<std::uint32_t>(1 + random() % 40);
        if (random() % 5 == 0)
          grouped.remove(number);
        else
          grouped.put(number, random_source(random, number));
      }
      grouped.group();
      REQUIRE(grouped.leads() == reference(grouped.archive(), dedup));
    }
  }
}

TEST_CASE("A late article that joins two stories makes them one, and gone it parts them again") {
  std::mt19937 random(2);
  std::vector<std::uint32_t> text;
  for (int i = 0; i < 120; ++i) text.push_back(random_u32(random));
  const auto day = [](unsigned d) { return std::optional<Date>(*make_date(2016, 3, d)); };
  // A month apart, the two are no copies; the one between them is of both.
  std::vector<std::uint32_t> cut(text.begin(), text.begin() + 70);
  std::vector<std::uint32_t> longer = text;
  longer.push_back(1);
  Grouped grouped(Dedup::near);
  grouped.put(1, {"a", day(1), text});
  grouped.put(2, {"b", day(25), cut});
  grouped.group();
  CHECK(grouped.leads().empty());
  grouped.put(3, {"c", day(13), longer});
  grouped.group();
  CHECK(grouped.leads() == std::map<std::string, std::string>{{"a", "a"}, {"c", "a"}});
  grouped.put(4, {"d", {}, text});  // undated: compared with all
  grouped.group();
  CHECK(grouped.leads() == std::map<std::string, std::string>{{"a", "a"}, {"c", "a"}, {"d", "a"}});
  grouped.remove(1);
  grouped.group();
  CHECK(grouped.leads() == std::map<std::string, std::string>{{"c", "c"}, {"b", "c"}, {"d", "c"}});
  grouped.remove(3);
  grouped.remove(4);
  grouped.group();
  CHECK(grouped.leads().empty());
}

TEST_CASE("Exactly equal texts are one story at any dates, and off groups none") {
  Grouped grouped(Dedup::exact);
  Grouped off(Dedup::off);
  std::mt19937 random(3);
  std::vector<std::uint32_t> text;
  for (int i = 0; i < 60; ++i) text.push_back(random_u32(random));
  std::vector<std::uint32_t> cut(text.begin(), text.end() - 1);
  for (Grouped* one : {&grouped, &off}) {
    one->put(1, {"late", *make_date(2017, 1, 1), text});
    one->put(2, {"early", *make_date(2011, 1, 1), text});
    one->put(3, {"cut", *make_date(2011, 1, 1), cut});
    one->group();
  }
  CHECK(grouped.leads() ==
        std::map<std::string, std::string>{{"late", "early"}, {"early", "early"}});
  CHECK(off.leads().empty());
}
