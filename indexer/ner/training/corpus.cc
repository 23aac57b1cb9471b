// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/training/corpus.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <optional>
#include <random>

#include "common/error.h"
#include "indexer/ner/name_spans.h"
#include "indexer/ner/word_form.h"
#include "indexer/ner/word_roles.h"

namespace dateline {
namespace {

struct TaggedWord {
  std::string word;
  std::string tag;  ///< "O", "B-PER", "I-LOC" ...
};
using TaggedSentence = std::vector<TaggedWord>;
using TaggedDocument = std::vector<TaggedSentence>;

std::vector<TaggedDocument> read_conll(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw Error("cannot read " + path, "The first argument is the folder of the data.");
  std::vector<TaggedDocument> documents;
  TaggedSentence sentence;
  std::string line;
  const auto end_sentence = [&] {
    if (!sentence.empty() && !documents.empty()) documents.back().push_back(std::move(sentence));
    sentence.clear();
  };
  while (std::getline(file, line)) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) {
      end_sentence();
    } else if (line.starts_with("-DOCSTART-")) {
      end_sentence();
      documents.emplace_back();
    } else {
      sentence.push_back({line.substr(0, tab), line.substr(tab + 1)});
    }
  }
  end_sentence();
  return documents;
}

bool is_inside(const std::string& tag) {
  return tag.starts_with("I-");
}
std::string kind_of_tag(const std::string& tag) {
  return tag.size() > 2 ? tag.substr(2) : "";
}

/// Quotes of the Penn Treebank, and "do n't", which our tokenizer leaves whole.
void join_contractions(TaggedSentence& sentence) {
  TaggedSentence joined;
  for (TaggedWord& word : sentence) {
    if (word.word == "``" || word.word == "''") word.word = "\"";
    const std::string straight = straighten(word.word);
    const bool contracted = straight == "n't" || straight == "'re" || straight == "'ve" ||
                            straight == "'ll" || straight == "'d" || straight == "'m";
    if (contracted && word.tag == "O" && !joined.empty())
      joined.back().word += word.word;
    else
      joined.push_back(std::move(word));
  }
  sentence = std::move(joined);
}

/// Few-NERD cuts "Perth -based" where we have one word, which is no name.
void join_suffixes(TaggedSentence& sentence) {
  TaggedSentence joined;
  for (TaggedWord& word : sentence) {
    const bool is_suffix = word.word.size() > 2 && word.word[0] == '-' && word.word[1] >= 'a' &&
                           word.word[1] <= 'z' && word.tag == "O";
    if (!is_suffix || joined.empty()) {
      joined.push_back(std::move(word));
      continue;
    }
    joined.back().word += word.word;
    joined.back().tag = "O";
  }
  sentence = std::move(joined);
}

/// GUM cuts "Jean - Marc" at each hyphen.
void join_hyphens(TaggedSentence& sentence) {
  TaggedSentence joined;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (sentence[i].word != "-" || joined.empty() || i + 1 == sentence.size()) {
      joined.push_back(sentence[i]);
      continue;
    }
    TaggedWord& whole = joined.back();
    whole.word += '-';
    whole.word += sentence[i + 1].word;
    if (whole.tag == "O") whole.tag = sentence[i + 1].tag;
    ++i;
  }
  sentence = std::move(joined);
}

NameKind to_kind(const std::string& kind) {
  return kind == "PER" ? NameKind::person : kind == "LOC" ? NameKind::place : NameKind::other;
}

void append_sentence(const TaggedSentence& sentence, AnnotatedDocument& document) {
  bool starts = true;
  std::string open;
  for (const TaggedWord& word : sentence) {
    const auto token = static_cast<std::uint32_t>(document.article.tokens.size());
    const auto start = static_cast<std::uint32_t>(document.text.size());
    document.text += word.word;
    document.article.tokens.push_back(
        {start, static_cast<std::uint32_t>(document.text.size()), TextField::body, starts, false});
    document.text += ' ';
    starts = false;
    const std::string kind = kind_of_tag(word.tag);
    if (kind.empty()) {
      open.clear();
      continue;
    }
    if (is_inside(word.tag) && open == kind)
      document.names.back().last = token + 1;
    else
      document.names.push_back({token, token + 1, to_kind(kind)});
    open = kind;
  }
}

/// Words that the annotators of GMB took for persons; what they are.
std::optional<NameKind> repaired_kind(const std::string& lower) {
  constexpr std::string_view kOthers[] = {
      "muslims",   "muslim",   "sunni",     "sunnis",   "shi'ite",   "shi'ites",     "shiite",
      "shiites",   "kurds",    "arab",      "arabs",    "kremlin",   "katrina",      "rita",
      "wilma",     "rohingya", "hindus",    "jews",     "jewish",    "christian",    "christians",
      "catholics", "thais",    "tatars",    "afghans",  "pashtun",   "pashtuns",     "taliban",
      "americans", "kurd",     "africans",  "latinos",  "hispanics", "evangelicals", "buddhists",
      "sikhs",     "serbs",    "albanians", "chechens", "great"};
  if (std::find(std::begin(kOthers), std::end(kOthers), lower) != std::end(kOthers))
    return NameKind::other;
  if (lower == "washington") return NameKind::place;
  return std::nullopt;
}

/// Annotators differ on titles, on peoples, and on "U.S.-led"; we settle it.
void repair_names(AnnotatedDocument& document) {
  const auto lower_at = [&](std::uint32_t token) {
    return lower_form(straighten(document.article.text(document.article.tokens[token])));
  };
  const auto roles_at = [&](std::uint32_t token) { return roles_of(lower_at(token)); };
  for (NameSpan& name : document.names) {
    const std::string lower = lower_at(name.last - 1);
    const bool is_single = name.last - name.first == 1;
    if (is_single && (lower.ends_with("-led") || lower.ends_with("-backed")))
      name.first = name.last;
    if (name.kind != NameKind::person) continue;
    const bool is_group = is_single || repaired_kind(lower_at(name.first)).has_value();
    if (is_group) name.kind = repaired_kind(lower).value_or(NameKind::person);
    if (name.kind == NameKind::person) name.first = skip_titles(name.first, name.last, roles_at);
    if (is_single && (roles_of(lower) & role::kTitle) != 0) name.first = name.last;
  }
  std::erase_if(document.names, [](const NameSpan& name) { return name.first == name.last; });
}

using SentenceRepair = std::function<void(TaggedSentence&)>;

std::unique_ptr<AnnotatedDocument> annotate(TaggedDocument source, const SentenceRepair& repair) {
  auto document = std::make_unique<AnnotatedDocument>();
  for (TaggedSentence& sentence : source) {
    join_contractions(sentence);
    if (repair) repair(sentence);
    append_sentence(sentence, *document);
  }
  document->article.body = document->text;
  repair_names(*document);
  return document;
}

/// Splits a file: documents for which `is_held_out(index)` go to development.
void add_corpus(const std::string& name, std::vector<TaggedDocument> source,
                const SentenceRepair& repair, const std::function<bool(std::size_t)>& is_held_out,
                Corpora& corpora) {
  Corpus training{name, {}, false};
  Corpus development{name, {}, false};
  for (std::size_t i = 0; i < source.size(); ++i)
    (is_held_out(i) ? development : training)
        .documents.push_back(annotate(std::move(source[i]), repair));
  corpora.training.push_back(std::move(training));
  if (!development.documents.empty()) corpora.development.push_back(std::move(development));
}

/// In CrossNER's file an empty document ends each part; the three parts of politics come after
/// those of three other domains.
std::vector<bool> politics_of(const std::vector<TaggedDocument>& crossner) {
  std::vector<bool> is_politics(crossner.size());
  int part = 0;
  for (std::size_t i = 0; i < crossner.size(); ++i) {
    if (crossner[i].empty()) ++part;
    is_politics[i] = part / 3 == 3;
  }
  return is_politics;
}

bool is_lower_letter(char c) {
  return c >= 'a' && c <= 'z';
}

void upper_case(std::string& text, const TextToken& token) {
  for (std::uint32_t i = token.start; i < token.end; ++i)
    if (is_lower_letter(text[i])) text[i] = static_cast<char>(text[i] - 'a' + 'A');
}

/// As headlines do: all but short words of two or three letters and particles.
void title_case(std::string& text, const TextToken& token) {
  char& first = text[token.start];
  const bool is_short = token.end - token.start < 4;
  if (!is_short && is_lower_letter(first)) first = static_cast<char>(first - 'a' + 'A');
}

}  // namespace

Corpora read_corpora(const std::string& folder) {
  const std::string train = folder + "/train/";
  Corpora corpora;
  const auto none = [](std::size_t) { return false; };
  add_corpus(
      "gmb", read_conll(train + "gmb_relabelled.conll"), {},
      [](std::size_t i) { return i % 10 == 9; }, corpora);
  add_corpus("few-nerd", read_conll(train + "fewnerd_relabelled.conll"), join_suffixes, none,
             corpora);
  auto crossner = read_conll(train + "crossner.conll");
  const std::vector<bool> politics = politics_of(crossner);
  add_corpus(
      "crossner", std::move(crossner), join_suffixes, [&](std::size_t i) { return politics[i]; },
      corpora);
  add_corpus("wikigold", read_conll(train + "wikigold.conll"), {}, none, corpora);
  // Interviews and news are the documents 46 to 88 of the file.
  add_corpus(
      "gum", read_conll(train + "gum.conll"), join_hyphens,
      [](std::size_t i) { return i >= 46 && i <= 88; }, corpora);
  corpora.development.back().reserved = true;
  return corpora;
}

void make_headlines(Documents& documents, const HeadlineShares& shares, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (auto& document : documents) {
    double draw = 1.0;
    for (const TextToken& token : document->article.tokens) {
      if (token.starts_sentence) draw = static_cast<double>(random() >> 11) * 0x1p-53;
      if (draw < shares.upper)
        upper_case(document->text, token);
      else if (draw < shares.upper + shares.title)
        title_case(document->text, token);
    }
    document->article.body = document->text;
  }
}

}  // namespace dateline
