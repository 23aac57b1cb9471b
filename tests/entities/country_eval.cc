// SPDX-License-Identifier: GPL-2.0-or-later
//
// Measures the country tagger against what people tagged:
//
//   country_eval DATA [--errors] [--no-names]
//
// On Reuters-21578, of the countries that an article is about: micro P, R, F1; F1 without the USA;
// macro F1 over countries with five gold articles or more; and how many of the tagged countries
// are mentioned at all. On the Wikinews articles of GeoVirus: how often the most salient country
// is the one most mentioned by place names. The weights were trained on the Reuters articles:
// honest figures for those are country_train's, which are cross-validated.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/entities/country_tagger.h"
#include "indexer/ner/name_tagger.h"
#include "tests/entities/labelled_articles.h"

namespace dateline {
namespace {

struct Tally {
  double right = 0;
  double told = 0;
  double gold = 0;
  double mentioned = 0;

  double f1() const { return told + gold > 0 ? 2 * right / (told + gold) : 0; }
};

struct Tagged {
  std::vector<CountryMentioned> countries;
  std::vector<Mention> mentions;
};

class Evaluation {
 public:
  Evaluation(std::string dir, bool show_errors, bool use_names)
      : dir_(std::move(dir)), show_errors_(show_errors), use_names_(use_names) {}

  void run() {
    reuters();
    geovirus();
    const std::chrono::duration<double> seconds = busy_;
    std::printf("speed: %.1f MB/s with tokens, %.1f MB/s without\n", bytes_ / 1e6 / seconds.count(),
                bytes_ / 1e6 / std::chrono::duration<double>(tagging_).count());
    std::printf("speed: %.1f MB/s tokens and countries, %.1f MB/s countries alone\n",
                bytes_ / 1e6 / busy_, bytes_ / 1e6 / tagging_);
  }

 private:
  static double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
  }

  Tagged tag(const Article& article) {
    Tagged tagged;
    const double start = cpu_seconds();
    split_tokens(article.title, article.body, tokens_);
    const double cut = cpu_seconds();
    const std::vector<NameSpan> names =
        use_names_ ? name_tagger_.tag(tokens_) : std::vector<NameSpan>{};
    const double named = cpu_seconds();
    tagged.countries = tagger_.tag(article, tokens_, names, tagged.mentions);
    const double end = cpu_seconds();
    busy_ += cut - start + (end - named);
    tagging_ += end - named;
    bytes_ += static_cast<double>(article.title.size() + article.body.size());
    return tagged;
  }

  void reuters() {
    std::map<std::string, Tally> tallies;
    for (const LabelledArticle& labelled : load_reuters21578(dir_)) {
      const Tagged tagged = tag(labelled.article);
      const std::set<std::string> gold(labelled.countries.begin(), labelled.countries.end());
      std::set<std::string> mentioned;
      for (const CountryMentioned& country : tagged.countries) {
        mentioned.insert(country.code);
        if (!country.about) continue;
        tallies[country.code].told += 1;
        tallies[country.code].right += gold.count(country.code) > 0 ? 1 : 0;
      }
      for (const std::string& code : gold) {
        tallies[code].gold += 1;
        tallies[code].mentioned += mentioned.count(code) > 0 ? 1 : 0;
      }
      if (show_errors_) show(labelled, tagged);
    }
    report(tallies);
  }

  static void report(const std::map<std::string, Tally>& tallies) {
    Tally all, others;
    double macro = 0, classes = 0;
    for (const auto& [code, t] : tallies) {
      for (Tally* sum : {&all, &others}) {
        if (sum == &others && code == "US") continue;
        sum->right += t.right;
        sum->told += t.told;
        sum->gold += t.gold;
        sum->mentioned += t.mentioned;
      }
      if (t.gold < 5) continue;
      macro += t.f1();
      ++classes;
    }
    std::printf(
        "reuters21578: micro P %.4f R %.4f F1 %.4f, without the USA F1 %.4f, macro F1 %.4f\n",
        all.right / all.told, all.right / all.gold, all.f1(), others.f1(), macro / classes);
    std::printf("reuters21578: mention recall %.4f, without the USA %.4f\n",
                all.mentioned / all.gold, others.mentioned / others.gold);
  }

  void geovirus() {
    double right = 0, articles = 0;
    Tally all;
    for (const LabelledArticle& labelled : load_geovirus(dir_)) {
      if (labelled.countries.empty()) continue;
      const Tagged tagged = tag(labelled.article);
      ++articles;
      const bool is_right =
          !tagged.countries.empty() && tagged.countries[0].code == labelled.countries[0];
      right += is_right ? 1 : 0;
      for (const CountryMentioned& country : tagged.countries) {
        ++all.told;
        all.right +=
            std::count(labelled.countries.begin(), labelled.countries.end(), country.code) > 0;
      }
      all.gold += static_cast<double>(labelled.countries.size());
      if (show_errors_) show(labelled, tagged);
    }
    std::printf("geovirus: main country %.4f of %.0f; all mentioned P %.4f R %.4f\n",
                right / articles, articles, all.right / all.told, all.right / all.gold);
  }

  static void show(const LabelledArticle& labelled, const Tagged& tagged) {
    std::printf("ARTICLE %s %s\n gold:", labelled.article.id.c_str(),
                labelled.article.title.c_str());
    for (const std::string& code : labelled.countries) std::printf(" %s", code.c_str());
    std::printf("\n told:");
    for (const CountryMentioned& c : tagged.countries)
      std::printf(" %s%s(%.2f,%u)", c.about ? "+" : "", c.code.c_str(), c.salience, c.mentions);
    std::printf("\n mentions:");
    for (const Mention& m : tagged.mentions) {
      const std::string& field =
          m.field == TextField::title ? labelled.article.title : labelled.article.body;
      std::printf(" %s=%s;", field.substr(m.start, m.end - m.start).c_str(), m.entity.c_str());
    }
    std::printf("\n");
  }

  std::string dir_;
  bool show_errors_;
  bool use_names_;
  NameTagger name_tagger_{built_in_name_model()};
  CountryTagger tagger_;
  ArticleTokens tokens_;
  double busy_ = 0;     ///< seconds of the processor: tokens and countries
  double tagging_ = 0;  ///< countries alone
  double bytes_ = 0;
};

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto has = [&](const char* option) {
    return std::find(arguments.begin(), arguments.end(), option) != arguments.end();
  };
  if (arguments.empty()) {
    std::cerr << "usage: country_eval DATA [--errors] [--no-names]\n";
    return 2;
  }
  dateline::Evaluation(arguments[0], has("--errors"), !has("--no-names")).run();
}
