// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml_map.h"

#include <algorithm>
#include <climits>
#include <map>
#include <set>
#include <utility>

#include "indexer/readers/clean_text.h"
#include "indexer/readers/html_text.h"

namespace dateline {
namespace {

bool has_text(const xmlNode* node) {
  for (const xmlNode* at = node->children; at != nullptr; at = at->next)
    if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) &&
        at->content != nullptr && !trim(reinterpret_cast<const char*>(at->content)).empty())
      return true;
  return false;
}

bool has_elements(const xmlNode* node) {
  for (const xmlNode* at = node->children; at != nullptr; at = at->next)
    if (is_element(at)) return true;
  return false;
}

std::string without_tags(std::string text) {
  return looks_like_html(text) ? html_to_text(text) : std::move(text);
}

/// Text of an element: each element of those that hold no text between them is a paragraph.
std::string value_of(const xmlNode* node) {
  if (has_elements(node) && !has_text(node)) {
    std::string joined;
    for (const xmlNode* at = node->children; at != nullptr; at = at->next)
      if (is_element(at)) joined += value_of(at) + "\n\n";
    return joined;
  }
  if (has_elements(node)) return block_text(node);
  return without_tags(text_of(node));
}

/// The attribute whose name is compared as columns of a table are.
std::string attribute_like(const xmlNode* node, const std::string& key) {
  for (const xmlAttr* at = node->properties; at != nullptr; at = at->next) {
    const std::string_view name = local_name(reinterpret_cast<const char*>(at->name));
    if (normal_key(name) == key) return attribute(node, name);
  }
  return {};
}

std::string separator_of(DraftField field) {
  if (field == &ArticleDraft::body) return "\n\n";
  return field == &ArticleDraft::author ? ", " : "";
}

const xmlNode* parent_element(const xmlNode* node) {
  return is_element(node->parent) ? node->parent : nullptr;
}

}  // namespace

XmlMap::Path XmlMap::parse_path(DraftField field, const std::string& text) {
  Path path{field, text, {}, {}};
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('/', at), text.size());
    const std::string step = text.substr(at, end - at);
    at = end + 1;
    if (step.starts_with('@'))
      path.attribute = normal_key(local_name(std::string_view(step).substr(1)));
    else if (!step.empty() && step != ".")
      path.names.push_back(normal_key(local_name(step)));
  }
  return path;
}

XmlMap::XmlMap(const ReaderOptions& options) : keys_(options) {
  for (const auto& [field, key] : options.map)
    paths_.push_back(parse_path(KeyMap::field_of(field), key));
}

bool XmlMap::matches(const xmlNode* node, const Path& path) {
  for (auto name = path.names.rbegin(); name != path.names.rend(); ++name) {
    // A record that was cut out of its file has no parent to compare.
    if (!is_element(node)) return name != path.names.rbegin();
    if (normal_key(name_of(node)) != *name) return false;
    node = node->parent;
  }
  return true;
}

/// Elements that the path leads to, of which its attribute is mapped where it has one.
std::vector<const xmlNode*> XmlMap::find_all(const xmlNode* top, const Path& path) {
  std::vector<const xmlNode*> found;
  for (const xmlNode* at = top; at != nullptr;) {
    const bool fits = is_element(at) && matches(at, path) &&
                      (path.attribute.empty() || !attribute_like(at, path.attribute).empty());
    if (fits) found.push_back(at);
    at = next_in_walk(at, top, !fits || !path.attribute.empty());
  }
  return found;
}

const XmlMap::Path* XmlMap::anchor() const {
  for (const DraftField field : {&ArticleDraft::title, &ArticleDraft::body})
    for (const Path& path : paths_)
      if (path.field == field && !(path.names.empty() && path.attribute.empty())) return &path;
  return nullptr;
}

std::size_t XmlMap::count_attributes(const xmlNode* record) const {
  return static_cast<std::size_t>(
      std::count_if(paths_.begin(), paths_.end(), [record](const Path& path) {
        return path.names.empty() && !path.attribute.empty() &&
               !attribute_like(record, path.attribute).empty();
      }));
}

std::string XmlMap::find_record(const xmlNode* root, bool cut) const {
  const Path* path = anchor();
  if (path == nullptr || root == nullptr) return {};
  const auto anchors = find_all(root, *path);
  if (anchors.empty()) return {};
  std::map<const xmlNode*, int> held;  // anchors below an element
  for (const xmlNode* node : anchors)
    for (const xmlNode* at = node; at != nullptr; at = parent_element(at)) ++held[at];
  std::set<std::string_view> too_large;
  for (const auto& [node, count] : held)
    if (count > 1) too_large.insert(name_of(node));
  const xmlNode* record = anchors.front();
  if (path->attribute.empty() && record != root) record = record->parent;
  const xmlNode* best = record;
  while (const xmlNode* parent = parent_element(record)) {
    if (too_large.contains(name_of(parent)) || (cut && parent == root)) break;
    record = parent;
    if (count_attributes(record) >= count_attributes(best)) best = record;
  }
  return std::string(name_of(best));
}

void XmlMap::read_path(const xmlNode* record, const Path& path, ArticleDraft& draft) const {
  std::string& value = draft.*path.field;
  const std::string separator = separator_of(path.field);
  auto nodes = path.names.empty() ? std::vector<const xmlNode*>{record} : find_all(record, path);
  for (const xmlNode* node : nodes) {
    const std::string text = path.attribute.empty()
                                 ? value_of(node)
                                 : without_tags(attribute_like(node, path.attribute));
    if (trim(text).empty()) continue;
    if (!value.empty()) value += separator;
    value += text;
    if (separator.empty()) return;
  }
}

void XmlMap::read_known_names(const xmlNode* record, ArticleDraft& draft) const {
  std::map<std::string, int> ranks;  // by field
  const auto take = [&](std::string_view name, const std::string& text) {
    const auto target = keys_.find(name);
    if (!target || target->rank == 0 || trim(text).empty()) return;
    int& rank = ranks.try_emplace(field_name(target->field), INT_MAX).first->second;
    if (target->rank >= rank) return;
    rank = target->rank;
    draft.*target->field = text;
  };
  for (const xmlAttr* at = record->properties; at != nullptr; at = at->next) {
    const std::string name(local_name(reinterpret_cast<const char*>(at->name)));
    take(name, attribute(record, name));
  }
  for (const xmlNode* at = record->children; at != nullptr; at = at->next)
    if (is_element(at)) take(name_of(at), value_of(at));
}

ArticleDraft XmlMap::read(const xmlNode* record) const {
  ArticleDraft draft;
  read_known_names(record, draft);
  for (const Path& path : paths_) read_path(record, path, draft);
  return draft;
}

std::vector<std::string> XmlMap::missing(const xmlNode* root) const {
  std::vector<std::string> missing;
  for (const Path& path : paths_)
    if (find_all(root, path).empty()) missing.push_back(field_name(path.field) + '=' + path.text);
  return missing;
}

namespace {

bool has_parts(const xmlNode* node) {
  return !has_text(node) &&
         (has_elements(node) || (node->properties != nullptr && node->properties->next != nullptr));
}

/// Whether an element only groups others: all its children have one name, and parts of their own.
bool is_group(const xmlNode* node) {
  std::string_view name;
  for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
    if (!is_element(at)) continue;
    if (!has_parts(at) || (!name.empty() && name != name_of(at))) return false;
    name = name_of(at);
  }
  return !name.empty();
}

/// The first element, outermost first, that has parts, and a sibling of its name, and groups no
/// others; the root where none has.
const xmlNode* likely_record(const xmlNode* root) {
  std::vector<const xmlNode*> level{root};
  while (!level.empty()) {
    std::vector<const xmlNode*> below;
    std::map<std::string_view, const xmlNode*> seen;
    for (const xmlNode* parent : level) {
      for (const xmlNode* at = parent->children; at != nullptr; at = at->next) {
        if (!is_element(at)) continue;
        below.push_back(at);
        if (!has_parts(at)) continue;
        const auto [first, is_new] = seen.try_emplace(name_of(at), at);
        if (!is_new && !is_group(at) && !is_group(first->second)) return first->second;
      }
    }
    level = std::move(below);
  }
  return root;
}

/// "text/p", "@date": the way from a record to each value in it, each once.
class ValueNames {
 public:
  void add(const xmlNode* node, const std::string& path, int depth = 0) {
    constexpr int kDeepest = 6;
    if (depth == kDeepest) return put(path);
    for (const xmlAttr* at = node->properties; at != nullptr; at = at->next)
      put((path.empty() ? "@" : path + "/@") +
          std::string(local_name(reinterpret_cast<const char*>(at->name))));
    if (!path.empty() && (has_text(node) || !has_elements(node))) return put(path);
    for (const xmlNode* at = node->children; at != nullptr; at = at->next)
      if (is_element(at))
        add(at, path + (path.empty() ? "" : "/") + std::string(name_of(at)), depth + 1);
  }
  const std::vector<std::string>& list() const { return list_; }

 private:
  void put(std::string name) {
    if (seen_.insert(name).second) list_.push_back(std::move(name));
  }
  std::vector<std::string> list_;
  std::set<std::string> seen_;
};

/// "--map title=headline --map body=text/p": by the common names of fields.
std::string likely_options(const std::vector<std::string>& names) {
  static const KeyMap keys{ReaderOptions{}};
  std::map<std::string, std::pair<int, std::string>> best;  // rank and path by field
  for (const std::string& name : names) {
    auto target = keys.find(std::string_view(name).substr(name.find_last_of("/@") + 1));
    // The paragraphs of a text have names of no meaning.
    if (!target && name.find('@') == std::string::npos)
      target = keys.find(name.substr(0, name.find('/')));
    if (!target) continue;
    const auto [row, is_new] = best.try_emplace(field_name(target->field), target->rank, name);
    if (!is_new && target->rank < row->second.first) row->second = {target->rank, name};
  }
  std::string options;
  for (const std::string_view field : {"title", "body", "date", "source", "url", "id", "author"}) {
    const auto row = best.find(std::string(field));
    const bool needed = field == "title" || field == "body";
    if (row == best.end() && !needed) continue;
    options += (options.empty() ? "" : " ") + ("--map " + std::string(field)) + '=' +
               (row == best.end() ? "NAME" : row->second.second);
  }
  return options;
}

}  // namespace

std::string mapping_advice(const xmlNode* root) {
  if (root == nullptr) return "there is no element in it";
  const xmlNode* record = likely_record(root);
  constexpr std::size_t kMostRecords = 20;
  auto records = descendants(root, name_of(record));
  records.resize(std::min(records.size(), kMostRecords));
  ValueNames names;
  if (records.empty()) names.add(root, {});
  for (const xmlNode* each : records) names.add(each, {});
  std::string joined;
  for (const std::string& name : names.list()) joined += (joined.empty() ? "" : ", ") + name;
  constexpr std::size_t kShown = 300;
  if (joined.size() > kShown) joined.replace(kShown, std::string::npos, "...");
  return "say which names are which fields, as in " + likely_options(names.list()) + "; <" +
         std::string(name_of(record)) + "> has " + joined;
}

}  // namespace dateline
