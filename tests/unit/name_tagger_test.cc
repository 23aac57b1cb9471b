// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/name_tagger.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string>

#include "common/error.h"
#include "indexer/data/embedded.h"
#include "indexer/ner/label_decoder.h"
#include "indexer/ner/name_model.h"

using namespace dateline;

namespace {

using Names = std::multiset<std::string>;

std::string text_of(const ArticleTokens& article, const NameSpan& span) {
  std::string text;
  for (std::uint32_t i = span.first; i < span.last; ++i) {
    if (!text.empty()) text += ' ';
    text += article.text(article.tokens[i]);
  }
  return text;
}

Names names_in(NameKind kind, std::string_view body, std::string_view title = {}) {
  ArticleTokens article;
  split_tokens(title, body, article);
  NameTagger tagger(built_in_name_model());
  Names names;
  for (const NameSpan& span : tagger.tag(article))
    if (span.kind == kind) names.insert(text_of(article, span));
  return names;
}
Names persons_in(std::string_view body, std::string_view title = {}) {
  return names_in(NameKind::person, body, title);
}
Names places_in(std::string_view body) {
  return names_in(NameKind::place, body);
}

/// Articles of words of our own: names, places, companies and the words between them.
std::string random_article(std::mt19937& random) {
  constexpr std::string_view kPieces[] = {
      "Maria", "Okonkwo", "said",  "the",     "Ankara", "in",    "President", "al-Rashid",
      "bin",   "Mr.",     "de",    "talks",   ",",      ".",     "U.S.",      "Nordbank Corp",
      "'s",    "(",       ")",     "Kim",     "Jong",   "TRUCE", "HOLDS",     "minister",
      "1,000", "Lake",    "of",    "Ireland", "and",    "\"",    "Škoda",     "McAllister",
      "told",  "\n\n",    "Pyotr", "J.",      "van",    "-",     "Petersen",  "Monday"};
  std::string article;
  for (auto pieces = random() % 60; pieces > 0; --pieces) {
    article += kPieces[random() % std::size(kPieces)];
    article += ' ';
  }
  return article;
}

/// Scores without remembering anything, and all tokens of the article at once.
std::vector<Label> labels_by_the_book(const NameModel& model, const ArticleTokens& article) {
  ArticleWords words(model.lexicon());
  words.read(article);
  std::vector<Label> labels(article.tokens.size(), kOutside);
  for (const CapitalRun& run : words.runs()) {
    std::vector<LabelScores> scores;
    for (std::uint32_t i = run.tokens.first; i < run.tokens.last; ++i) {
      FeatureList features;
      append_context_features(words.context(i, run.sentence), features);
      for (int offset = -kReach; offset <= kReach; ++offset) {
        const std::uint32_t near = i + static_cast<std::uint32_t>(offset);
        const bool inside = near - run.sentence.first < run.sentence.last - run.sentence.first;
        const std::uint32_t type = words.type_near(i, offset, run.sentence);
        append_word_features(inside ? article.text(article.tokens[near]) : "", words.types()[type],
                             model.lexicon(), offset, features);
        if (inside && offset >= -1 && offset <= 1)
          append_flag_features(words.flag_state(near, run.sentence), offset, features);
      }
      scores.emplace_back();
      for (const std::uint64_t feature : features) model.add_weights(feature, scores.back());
    }
    std::vector<Label> best;
    PathSearch().run(model, scores, best);
    std::copy(best.begin(), best.end(), labels.begin() + run.tokens.first);
  }
  return labels;
}

std::int64_t score_of(const NameModel& model, const std::vector<LabelScores>& scores,
                      const std::vector<Label>& labels) {
  std::int64_t sum = 0;
  Label before = kOutside;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    sum += scores[i][labels[i]] + model.pair_weight(before, labels[i]);
    before = labels[i];
  }
  return sum + model.pair_weight(before, kOutside);
}

std::vector<std::string> sample_articles() {
  std::mt19937 random(1987);
  std::vector<std::string> articles;
  for (int i = 0; i < 300; ++i) articles.push_back(random_article(random));
  return articles;
}

}  // namespace

TEST_CASE("Persons are found in the forms that news gives them") {
  CHECK(persons_in("Norwegian Prime Minister Jens Stoltenberg met President Bashar al-Assad.") ==
        Names{"Jens Stoltenberg", "Bashar al-Assad"});
  CHECK(persons_in("“We will not wait,” said Ms. Okafor, who had flown in from Lagos.") ==
        Names{"Okafor"});
  CHECK(persons_in("Crown Prince Mohammed bin Salman received envoy Staffan de Mistura.") ==
        Names{"Mohammed bin Salman", "Staffan de Mistura"});
  CHECK(persons_in("South Korea's Moon Jae-in spoke to China's Wang Yi in Beijing.") ==
        Names{"Moon Jae-in", "Wang Yi"});
  CHECK(persons_in("George W. Bush and J. Dennis Hastert disagreed.") ==
        Names{"George W. Bush", "J. Dennis Hastert"});
}

TEST_CASE("A title is no part of a name") {
  CHECK(persons_in("They blamed Mr Tony Blair and Sir Malcolm Rifkind.") ==
        Names{"Tony Blair", "Malcolm Rifkind"});
}

TEST_CASE("Places are found") {
  CHECK(places_in("Troops moved from Aleppo to Homs, near the border with Lebanon.") ==
        Names{"Aleppo", "Homs", "Lebanon"});
  CHECK(places_in("Flights between New York and Saudi Arabia were stopped.") ==
        Names{"New York", "Saudi Arabia"});
}

TEST_CASE("Names are found in headlines of any case") {
  CHECK(persons_in("The president, Viktor Yushchenko, has resigned, aides said.",
                   "YUSHCHENKO RESIGNS AFTER LONG TALKS")
            .count("YUSHCHENKO") == 1);
  CHECK(persons_in("John Kerry said on Monday that he would go.", "Kerry Says He Will Go After All")
            .count("Kerry") == 1);
}

TEST_CASE("A surname alone is known by the full name elsewhere in the article") {
  CHECK(persons_in("Thembi Mokoena won the vote. Crowds sang. Later Mokoena thanked them.") ==
        Names{"Thembi Mokoena", "Mokoena"});
}

TEST_CASE("A full name speaks for a surname that looks like a place or an organisation") {
  CHECK(persons_in("Bola Ahmed Tinubu won. Nigeria's Tinubu thanked Mr Obi and Mrs May.") ==
        Names{"Bola Ahmed Tinubu", "Tinubu", "Obi", "May"});
}

TEST_CASE("A surname that is a title elsewhere stays a part of its name") {
  CHECK(
      persons_in("South Korea won as Son Heung-min scored twice, and Son Heung-min was cheered.") ==
      Names{"Son Heung-min", "Son Heung-min"});
}

TEST_CASE("Text without names has none, and empty text is no trouble") {
  CHECK(persons_in("The ministers met again on Monday. Nothing was decided.").empty());
  CHECK(persons_in("").empty());
}

TEST_CASE("Names do not overlap and stay in one sentence") {
  NameTagger tagger(built_in_name_model());
  for (const std::string& text : sample_articles()) {
    ArticleTokens article;
    split_tokens(std::string_view(text).substr(0, 40), text, article);
    std::uint32_t end = 0;
    for (const NameSpan& span : tagger.tag(article)) {
      REQUIRE(span.first >= end);
      REQUIRE(span.last > span.first);
      REQUIRE(span.last <= article.tokens.size());
      for (std::uint32_t i = span.first + 1; i < span.last; ++i)
        REQUIRE_FALSE(article.tokens[i].starts_sentence);
      end = span.last;
    }
  }
}

TEST_CASE("What is remembered never changes the labels") {
  const NameModel& model = built_in_name_model();
  LabelDecoder decoder(model);
  for (const std::string& text : sample_articles()) {
    ArticleTokens article;
    split_tokens({}, text, article);
    INFO(text);
    REQUIRE(decoder.decode(article) == labels_by_the_book(model, article));
  }
}

TEST_CASE("An article's names do not depend on those tagged before it") {
  std::vector<std::string> articles = sample_articles();
  NameTagger in_order(built_in_name_model());
  NameTagger backwards(built_in_name_model());
  const auto tag_all = [&articles](NameTagger& tagger) {
    std::vector<std::string> results;
    for (const std::string& text : articles) {
      ArticleTokens article;
      split_tokens({}, text, article);
      std::string result;
      for (const NameSpan& span : tagger.tag(article))
        result += std::to_string(span.first) + "-" + std::to_string(span.last) + " ";
      results.push_back(result);
    }
    return results;
  };
  const auto first = tag_all(in_order);
  std::reverse(articles.begin(), articles.end());
  auto second = tag_all(backwards);
  std::reverse(second.begin(), second.end());
  CHECK(first == second);
}

TEST_CASE("No other sequence of labels scores higher than the one that is found") {
  const NameModel& model = built_in_name_model();
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<LabelScores> scores(1 + random() % 3);
    for (LabelScores& row : scores)
      for (auto& score : row)
        score = static_cast<std::int16_t>(static_cast<int>(random() % 400) - 200);
    std::vector<Label> found;
    PathSearch().run(model, scores, found);
    std::int64_t best = std::numeric_limits<std::int64_t>::min();
    std::vector<Label> labels(scores.size(), kOutside);
    const auto try_all = [&](const auto& self, std::size_t i) -> void {
      const Label before = i == 0 ? kOutside : labels[i - 1];
      if (i == labels.size()) {
        if (may_follow(before, kOutside)) best = std::max(best, score_of(model, scores, labels));
        return;
      }
      for (Label label = 0; label < kLabelCount; ++label) {
        labels[i] = label;
        if (may_follow(before, label)) self(self, i + 1);
      }
    };
    try_all(try_all, 0);
    REQUIRE(score_of(model, scores, found) == best);
  }
}

TEST_CASE("A damaged name model is refused") {
  const std::string good(embedded_name_model());
  CHECK_NOTHROW(NameModel(good));
  CHECK_THROWS_AS(NameModel(std::string_view{}), Error);
  CHECK_THROWS_AS(NameModel(std::string_view(good).substr(0, 63)), Error);
  CHECK_THROWS_AS(NameModel(std::string_view(good).substr(0, good.size() - 1)), Error);
  CHECK_THROWS_AS(NameModel(good + "x"), Error);
  std::mt19937 random(3);
  for (int round = 0; round < 60; ++round) {
    std::string bad = good;
    const std::size_t at = round < 32 ? static_cast<std::size_t>(round) : random() % bad.size();
    bad[at] = static_cast<char>(bad[at] ^ (1 << random() % 8));
    CHECK_THROWS_AS(NameModel(bad), Error);
  }
}
