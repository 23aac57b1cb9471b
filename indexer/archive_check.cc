// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/archive_check.h"

#include <sys/wait.h>
#include <unistd.h>
#include <xapian.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include "common/facet_values.h"
#include "common/schema.h"
#include "common/stored_article.h"
#include "common/word_sequence.h"
#include "common/xapian_error.h"
#include "indexer/document_builder.h"
#include "indexer/index_writer.h"
#include "indexer/input_record.h"

namespace dateline {
namespace {

constexpr std::size_t kFaultsKept = 100;
void add(CheckReport& report, std::string fault) {
  ++report.fault_count;
  if (report.faults.size() < kFaultsKept) report.faults.push_back(std::move(fault));
}

/// What Xapian's own check says of the files, a line for each fault.
std::string faults_of_files(const std::string& path) {
  std::ostringstream said;
  try {
    const std::size_t errors = Xapian::Database::check(path, 0, &said);
    if (errors == 0) return {};
    std::string faults;
    std::istringstream lines(said.str());
    for (std::string line; std::getline(lines, line);)
      if (line.find("rror") != std::string::npos) faults += "Xapian: " + line + '\n';
    return faults.empty() ? "Xapian counts " + std::to_string(errors) + " faults\n" : faults;
  } catch (const Xapian::Error& error) {
    return "Xapian cannot read the files: " + error.get_msg() + '\n';
  }
}

/// The same, found by a process of its own: on some damaged files Xapian's check crashes.
std::string faults_found_apart(const std::string& path) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return faults_of_files(path);
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string faults = faults_of_files(path);
    for (std::size_t at = 0; at < faults.size();) {
      const ssize_t count = ::write(ends[1], faults.data() + at, faults.size() - at);
      if (count <= 0) break;
      at += static_cast<std::size_t>(count);
    }
    std::_Exit(faults.empty() ? 0 : 1);
  }
  ::close(ends[1]);
  std::string faults;
  std::array<char, 4096> block{};
  for (ssize_t count = 0; (count = ::read(ends[0], block.data(), block.size())) > 0;)
    faults.append(block.data(), static_cast<std::size_t>(count));
  ::close(ends[0]);
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child) return faults_of_files(path);
  if (WIFSIGNALED(status)) faults += "Xapian's check of the files crashes\n";
  return faults;
}

/// False where Xapian finds something.
bool check_files(const std::string& path, CheckReport& report) {
  std::istringstream lines(faults_found_apart(path));
  for (std::string line; std::getline(lines, line);) add(report, line);
  return report.fault_count == 0;
}

class DocumentChecker {
 public:
  explicit DocumentChecker(const Xapian::Database& database) : database_(database) {
    for (std::size_t kind = 0; kind < kDictionaries.size(); ++kind) {
      const std::string prefix = keys::name_by_ordinal(kDictionaries[kind], 0).substr(0, 2);
      for (auto key = database.metadata_keys_begin(prefix);
           key != database.metadata_keys_end(prefix); ++key) {
        const std::uint32_t ordinal = keys::ordinal_of(*key);
        if (ordinal >= known_[kind].size()) known_[kind].resize(ordinal + 1);
        known_[kind][ordinal] = true;
      }
    }
  }

  /// What is wrong with a document; empty for nothing.
  std::string fault(Xapian::docid number) {
    const Xapian::Document document = database_.get_document(number);
    const auto article = unpack_article(document.get_value(kArticleSlot));
    if (!article) return "its article does not decode";
    const std::string id = make_term(find_field("id")->prefix, article->id);
    if (database_.get_termfreq(id) != 1) return "its id is not its alone: " + article->id;
    if (*database_.postlist_begin(id) != number) return "its id is another's: " + article->id;
    if (document.get_value(kFingerprintSlot).size() != 16) return "it has no fingerprint";
    const std::string day = document.get_value(kDateSlot);
    if (!day.empty() && !unpack_day(day)) return "its date does not decode";
    if (std::string fault = facet_fault(document.get_value(kFacetSlot)); !fault.empty())
      return fault;
    const std::uint64_t words = count_words(document.get_value(kWordSlot));
    const std::uint64_t counted = database_.get_doclength(number);
    if (words != counted)
      return "its words count " + std::to_string(words) + ", its terms " + std::to_string(counted);
    return {};
  }

 private:
  std::string facet_fault(const std::string& record) const {
    FacetValues facets;
    if (!unpack_facets(record, facets)) return "its facets do not decode";
    const auto knows = [this](std::size_t kind, std::uint32_t ordinal) {
      return ordinal < known_[kind].size() && known_[kind][ordinal];
    };
    for (const std::uint32_t person : facets.persons)
      if (!knows(0, person)) return "a person of its facets has no name";
    for (const auto& country : facets.countries)
      if (!knows(1, country.ordinal)) return "a country of its facets has no code";
    if (facets.source && !knows(2, *facets.source)) return "the source of its facets has no name";
    if (facets.language && !knows(3, *facets.language))
      return "the language of its facets has no code";
    return {};
  }

  /// Words of the sequence, those of title and opening as often as terms count them.
  std::uint64_t count_words(const std::string& record) {
    std::vector<std::vector<std::uint32_t>> all(1);
    unpack_words(record, all[0]);
    sequence_.find(record, all, occurrences_);
    std::uint64_t words = 0;
    std::uint32_t in_body = 0;
    for (const Occurrence& at : occurrences_) {
      const bool in_title = at.sentence == 0;
      words += in_title ? kTitleWeight : in_body < kOpeningWords ? kOpeningWeight : 1;
      in_body += in_title ? 0 : 1;
    }
    return words;
  }

  const Xapian::Database& database_;
  std::array<std::vector<bool>, kDictionaries.size()> known_;  ///< by ordinal
  WordSequenceReader sequence_;
  std::vector<Occurrence> occurrences_;
};

void check_inputs(const Xapian::Database& database, CheckReport& report) {
  const std::string prefix(keys::kInputFiles);
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key) {
    const auto record = unpack_input(database.get_metadata(*key));
    if (!record || keys::input_file(record->path) != *key)
      add(report, "the record of a file does not decode: " + *key);
  }
}

void check_documents(const Xapian::Database& database, CheckReport& report) {
  DocumentChecker checker(database);
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    ++report.articles;
    if (const std::string fault = checker.fault(*at); !fault.empty())
      add(report, "article " + std::to_string(*at) + ": " + fault);
  }
  check_inputs(database, report);
}

}  // namespace

CheckReport check_archive(const std::string& path) {
  CheckReport report;
  with_xapian(path, [&] {
    try {
      check_schema(Xapian::Database(path), path);
    } catch (const Xapian::DatabaseCorruptError&) {
      // Which the check of the files will say better.
    }
  });
  if (!check_files(path, report)) return report;
  try {
    check_documents(Xapian::Database(path), report);
  } catch (const Xapian::Error& error) {
    add(report, "Xapian cannot read on: " + error.get_msg());
  }
  return report;
}

}  // namespace dateline
