// SPDX-License-Identifier: GPL-2.0-or-later
//
// Articles with the countries that people gave them: the PLACES of Reuters-21578, and the counted
// place names of the Wikinews articles of GeoVirus. A small loader for evaluation and training,
// not the program's reader of these formats.
#pragma once

#include <string>
#include <vector>

#include "common/article.h"

namespace dateline {

struct LabelledArticle {
  Article article;
  std::vector<std::string> countries;  ///< codes; of GeoVirus the most mentioned first
  int fold = 0;                        ///< the file of the collection, for cross-validation
};

/// DIR/reuters21578/*.xml. Articles without PLACES are left out. Tags become codes: "ussr" is SU,
/// "west-germany" DE, "east-germany" DD, "yemen-arab-republic" YE, "yemen-demo-republic" YD,
/// "czechoslovakia" CS, "yugoslavia" YU, "zaire" ZR, the others what the gazetteer calls them.
std::vector<LabelledArticle> load_reuters21578(const std::string& dir);

/// DIR/wikinews-geovirus/articles.jsonl
std::vector<LabelledArticle> load_geovirus(const std::string& dir);

}  // namespace dateline
