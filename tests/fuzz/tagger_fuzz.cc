// SPDX-License-Identifier: GPL-2.0-or-later
//
// Whatever the text: what is found in it stands in it, in order, and is counted.
#include <map>

#include "indexer/entities/entity_tagger.h"
#include "tests/fuzz/fuzz_input.h"

using namespace dateline;
using namespace dateline::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const EntityData entity_data;
  static EntityTagger tagger(entity_data);
  Input input(data, size);
  Article article;
  article.language = input.byte() % 4 == 0 ? "ru" : "en";
  if (input.byte() % 2 == 0) article.date = make_date(1990 + input.byte() % 40, 5, 17);
  article.title = sound_text(input.bytes());
  article.body = sound_text(input.rest());
  const Entities entities = tagger.tag(article);
  std::map<std::pair<EntityKind, std::string>, std::uint32_t> counts;
  const Mention* before = nullptr;
  for (const Mention& mention : entities.mentions) {
    const std::string& text = mention.field == TextField::title ? article.title : article.body;
    require(mention.start < mention.end && mention.end <= text.size());
    require(is_border(text, mention.start) && is_border(text, mention.end));
    require(before == nullptr || before->field < mention.field ||
            (before->field == mention.field && before->start <= mention.start));
    ++counts[{mention.kind, mention.entity}];
    before = &mention;
  }
  for (const PersonMentioned& person : entities.persons) {
    std::string name = person.name + person.form + person.title;
    require(!person.name.empty() && !person.form.empty() && repair_utf8(name) == 0);
    require(person.mentions == (counts[{EntityKind::person, person.name}]));
  }
  double salience = 1;
  for (const CountryMentioned& country : entities.countries) {
    require(country.code.size() == 2 && country.mentions > 0);
    require(country.salience >= 0 && country.salience <= salience);
    salience = country.salience;
  }
  return 0;
}
