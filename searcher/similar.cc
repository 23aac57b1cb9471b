// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/similar.h"

#include <fstream>
#include <iterator>

#include "common/error.h"
#include "common/schema.h"
#include "common/utf8.h"
#include "common/xapian_error.h"

namespace dateline {
namespace {

constexpr Xapian::termcount kWords = 30;
constexpr std::size_t kMarkedWords = 8;

/// Stems begin with no capital, as the terms of fields do. One that no other article has finds
/// nothing.
class SharedStems : public Xapian::ExpandDecider {
 public:
  explicit SharedStems(const Xapian::Database& database) : database_(database) {}
  bool operator()(const std::string& term) const override {
    return !term.empty() && !(term[0] >= 'A' && term[0] <= 'Z') && database_.get_termfreq(term) > 1;
  }

 private:
  const Xapian::Database& database_;
};

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw Error("no article has the id " + path + ", and no file of that name can be read",
                "ids are what --ids prints; a file is read as plain text", ExitCode::kUsage);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  repair_utf8(text);
  return text;
}

Xapian::Document document_of(const std::string& text, Analyzer& analyzer) {
  Xapian::Document document;
  std::vector<Word> words;
  analyzer.analyze(text, words);
  for (const Word& word : words) document.add_term(word.form->stem);
  return document;
}

Xapian::ESet telling_words(const Xapian::Database& database, Xapian::docid document) {
  Xapian::RSet liked;
  liked.add_document(document);
  const SharedStems decider(database);
  return Xapian::Enquire(database).get_eset(kWords, liked, Xapian::Enquire::USE_EXACT_TERMFREQ,
                                            &decider);
}

}  // namespace

CompiledQuery similar_query(const Index& index, const std::string& name, Analyzer& analyzer) {
  return with_xapian(index.path(), [&] {
    Xapian::Database database = index.database();
    const std::string id = make_term(find_field("id")->prefix, name);
    const auto article = database.postlist_begin(id);
    const bool in_archive = article != database.postlist_end(id);
    Xapian::ESet words;
    if (in_archive) {
      words = telling_words(database, *article);
    } else {
      // Beside the archive as one database more: its only document comes after the first of each
      // other.
      Xapian::WritableDatabase text("", Xapian::DB_BACKEND_INMEMORY);
      text.add_document(document_of(read_text(name), analyzer));
      database.add_database(text);
      words = telling_words(database, static_cast<Xapian::docid>(index.parts().size() + 1));
    }
    CompiledQuery similar;
    std::vector<Plan> terms;
    std::string note = "like " + name + ":";
    for (auto word = words.begin(); word != words.end(); ++word) {
      if (terms.size() < kMarkedWords) {
        similar.highlights.stems.insert(*word);
        note += " " + *word;
      }
      terms.push_back(Plan::term(*word));
    }
    if (terms.size() > kMarkedWords)
      note += " and " + std::to_string(terms.size() - kMarkedWords) + " more";
    similar.notes.push_back(std::move(note));
    similar.plan = Plan::any(std::move(terms));
    if (in_archive) similar.plan = Plan::without(std::move(similar.plan), Plan::filter(id));
    return similar;
  });
}

}  // namespace dateline
