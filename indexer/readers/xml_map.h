// SPDX-License-Identifier: GPL-2.0-or-later
//
// Which elements of XML that nobody told us about hold articles, and what of them is what field:
// as --map says. A path is "headline", "text/p" (a <p> in a <text>), "@date" (an attribute of the
// article's element), "meta/@date" or "." (the text of the article's element itself).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/article_draft.h"
#include "indexer/readers/xml.h"

namespace dateline {

class XmlMap {
 public:
  /// Throws Error for a map that names a field an article does not have.
  explicit XmlMap(const ReaderOptions& options);

  /// The local name of the element that holds one article, by the head of a file: the outermost
  /// that holds no second title (or text, where no title is mapped), and has the attributes that
  /// are mapped. Empty where there is none.
  /// `cut`: the file goes on behind the head.
  std::string find_record(const xmlNode* root, bool cut) const;

  /// Fields that the map does not name are taken from children and attributes by their names.
  ArticleDraft read(const xmlNode* record) const;

  /// Of the map, what is nowhere in the head of the file: "date=@when".
  std::vector<std::string> missing(const xmlNode* root) const;

 private:
  struct Path {
    DraftField field = nullptr;
    std::string text;                ///< as the user wrote it
    std::vector<std::string> names;  ///< keys of elements, outermost first
    std::string attribute;           ///< key
  };
  static Path parse_path(DraftField field, const std::string& text);
  static bool matches(const xmlNode* node, const Path& path);
  static std::vector<const xmlNode*> find_all(const xmlNode* top, const Path& path);
  const Path* anchor() const;
  /// Of those that the map wants of the article's own element, how many this one has.
  std::size_t count_attributes(const xmlNode* record) const;
  void read_path(const xmlNode* record, const Path& path, ArticleDraft& draft) const;
  void read_known_names(const xmlNode* record, ArticleDraft& draft) const;

  KeyMap keys_;
  std::vector<Path> paths_;
};

/// How to map a file: the element that repeats, its names, and the options to write.
std::string mapping_advice(const xmlNode* root);

}  // namespace dateline
