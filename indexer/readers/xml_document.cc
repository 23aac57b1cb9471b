// SPDX-License-Identifier: GPL-2.0-or-later
//
// XML of a vocabulary that no other reader knows: with --map its repeated elements are read as the
// rows of a table are; without, the file is refused, and the names to map are told.
#include "indexer/byte_source.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_text.h"
#include "indexer/readers/xml_map.h"
#include "indexer/readers/xml_records.h"

namespace dateline {
namespace {

constexpr std::size_t kHead = std::size_t{1} << 20;  // that tells the names

/// Refuses the file.
class UnmappedReader final : public ArticleReader {
 public:
  UnmappedReader(std::string path, const ReaderOptions& options, std::string why)
      : records_(std::move(path), options), why_(std::move(why)) {}

  std::optional<Record> next() override {
    if (why_.empty()) return std::nullopt;
    return records_.bad(1, RejectReason::unknown_format, std::exchange(why_, {}));
  }

 private:
  RecordMaker records_;
  std::string why_;
};

/// The first article of a file is told what of the map nothing answers to.
std::optional<Warning> missing_warning(const XmlMap& map, const xmlNode* root) {
  std::string text;
  for (const std::string& name : map.missing(root)) text += (text.empty() ? "" : ", ") + name;
  if (text.empty()) return std::nullopt;
  return Warning{WarningKind::structure, "not found as mapped: " + text};
}

std::unique_ptr<ArticleReader> make(std::string path, std::unique_ptr<ByteSource> bytes,
                                    const ReaderOptions& options) {
  const std::string head = peek(bytes, kHead);
  const XmlDocument document = parse_head(head);
  const xmlNode* root = root_of(document);
  if (options.map.empty())
    return std::make_unique<UnmappedReader>(
        std::move(path), options, "XML of a vocabulary that is not known: " + mapping_advice(root));
  XmlMap map(options);
  const std::string record = map.find_record(root, head.size() == kHead);
  if (record.empty())
    return std::make_unique<UnmappedReader>(
        std::move(path), options, "no title or text is found as mapped: " + mapping_advice(root));
  auto warning = missing_warning(map, root);
  const auto read = [map = std::move(map), warning = std::move(warning)](const xmlNode* element,
                                                                         XmlHead /*head*/) mutable {
    ArticleDraft draft = map.read(element);
    if (warning) draft.warnings.push_back(*std::exchange(warning, std::nullopt));
    return std::vector<ArticleDraft>{std::move(draft)};
  };
  return make_xml_reader({{record}, read}, std::move(path), std::move(bytes), options);
}

/// A tag that HTML does not have, and no declaration before it, is XML as well.
int likelihood(std::string_view head) {
  head = trim(head);
  if (head.starts_with("<?xml")) return 2;
  if (!head.starts_with('<') || is_binary(head)) return 0;
  const std::string name = ascii_lower(root_name(head));
  const bool closed = head.find("</") != std::string_view::npos;
  return closed && !name.empty() && !is_html_element(name) && !is_block(name) ? 1 : 0;
}

}  // namespace

InputFormat xml_format() {
  return {"xml", "xml sgml sgm", likelihood, make, true};
}

}  // namespace dateline
