// SPDX-License-Identifier: GPL-2.0-or-later
//
// How fast articles are cut into tokens and their names, persons and countries are found, in bytes
// of text a second:
// name_tagger_bench FILE, a text whose articles are separated by form feeds or, failing those,
// lines (such as a CSV of one article a line). Without a file a small text of our own is used.
#include <benchmark/benchmark.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/data/embedded.h"
#include "indexer/entities/entity_tagger.h"
#include "indexer/ner/name_model.h"
#include "indexer/ner/name_tagger.h"

namespace dateline {
namespace {

constexpr const char* kSample =
    "LISBON (Wire) - Foreign Minister Ana Ferreira said on Monday that Portugal would send two\n"
    "ships to the Gulf of Guinea. \"We owe it to our partners,\" Ferreira told reporters after "
    "she\n"
    "met Admiral Kwame Boateng of Ghana and Jan van der Meer, who leads the mission.\n";

std::vector<std::string> articles;

void read_articles(const char* path) {
  std::ifstream file(path);
  std::stringstream all;
  all << file.rdbuf();
  const char separator = all.str().find('\f') == std::string::npos ? '\n' : '\f';
  for (std::string article; std::getline(all, article, separator);) articles.push_back(article);
}

void count_bytes(benchmark::State& state) {
  std::size_t bytes = 0;
  for (const std::string& article : articles) bytes += article.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

void split_only(benchmark::State& state) {
  ArticleTokens tokens;
  for (auto _ : state)
    for (const std::string& article : articles) {
      split_tokens({}, article, tokens);
      benchmark::DoNotOptimize(tokens.tokens.data());
    }
  count_bytes(state);
}
BENCHMARK(split_only);

void split_and_tag_warm(benchmark::State& state) {
  ArticleTokens tokens;
  NameTagger tagger(built_in_name_model());
  for (auto _ : state)
    for (const std::string& article : articles) {
      split_tokens({}, article, tokens);
      benchmark::DoNotOptimize(tagger.tag(tokens).data());
    }
  count_bytes(state);
}
BENCHMARK(split_and_tag_warm);

/// With a new tagger each time, which remembers no words.
void split_and_tag_cold(benchmark::State& state) {
  ArticleTokens tokens;
  for (auto _ : state) {
    NameTagger tagger(built_in_name_model());
    for (const std::string& article : articles) {
      split_tokens({}, article, tokens);
      benchmark::DoNotOptimize(tagger.tag(tokens).data());
    }
  }
  count_bytes(state);
}
BENCHMARK(split_and_tag_cold);

/// Tokens, names, persons and countries: all that an article costs before it is stored.
void tag_entities_warm(benchmark::State& state) {
  const EntityData data;
  EntityTagger tagger(data);
  for (auto _ : state)
    for (const std::string& text : articles) {
      Article article;
      article.body = text;
      benchmark::DoNotOptimize(tagger.tag(article).persons.data());
    }
  count_bytes(state);
}
BENCHMARK(tag_entities_warm);

void load_model(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(NameModel(embedded_name_model()));
}
BENCHMARK(load_model)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc > 1)
    dateline::read_articles(argv[1]);
  else
    dateline::articles.emplace_back(dateline::kSample);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
