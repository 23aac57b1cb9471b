// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mail_content.h"
#include "indexer/foreign_kind.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "indexer/charset_detector.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/html_article.h"
#include "indexer/readers/html_text.h"

namespace dateline {
namespace {

constexpr int kDeepest = 12;

struct PartText {
  std::string text;
  bool html = false;
};

std::string name_of_part(const MimePart& part) {
  std::string name = parameter_of(part.header("content-disposition"), "filename");
  if (name.empty()) name = parameter_of(part.header("content-type"), "name");
  return single_line(decode_words(name));
}

bool has_ending(std::string_view name, std::initializer_list<std::string_view> endings) {
  const std::string lower = ascii_lower(name);
  return std::any_of(endings.begin(), endings.end(), [&lower](std::string_view ending) {
    return std::string_view(lower).ends_with(ending);
  });
}

/// The type that a part declares, or its name tells where it declares none that says anything.
std::string type_of_part(const MimePart& part, std::string_view without_header) {
  const std::string_view header = part.header("content-type");
  std::string type = ascii_lower(trim(header.substr(0, header.find(';'))));
  if (type.empty()) return std::string(without_header);
  if (type.find('/') == std::string::npos) return "text/plain";  // as RFC 2045, 5.2 has it
  constexpr std::array<std::string_view, 5> kVague{
      "application/octet-stream", "application/unknown", "application/download", "application/text",
      "application/force-download"};
  const std::string name = name_of_part(part);
  const bool vague = std::find(kVague.begin(), kVague.end(), type) != kVague.end();
  if ((vague || type == "text/plain") && has_ending(name, {".html", ".htm", ".xhtml"}))
    return "text/html";
  if (vague && has_ending(name, {".txt", ".text", ".asc", ".md"})) return "text/plain";
  if (vague && has_ending(name, {".eml"})) return "message/rfc822";
  return type;
}

/// Without the signature, which "-- " alone on a line starts. What is longer than anybody signs is
/// text.
std::string without_signature(std::string text) {
  constexpr std::size_t kLongest = 1000;
  const std::size_t at = text.rfind("\n-- \n");
  if (at != std::string::npos && text.size() - at < kLongest) text.resize(at);
  return text;
}

/// Lines that end with a blank go on in the next (RFC 3676).
std::string without_flow(std::string_view text, bool delete_blanks) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with(' ')) line.remove_prefix(1);
    const bool flows = line.ends_with(' ') && line != "-- ";
    if (flows && delete_blanks) line.remove_suffix(1);
    out += line;
    if (!flows) out += '\n';
  }
  return out;
}

/// Part 2.1 is the first of the second. Text and the rest are collected on the way.
class PartReader {
 public:
  explicit PartReader(std::string_view encoding) : encoding_(encoding) {}

  PartText read(const MimePart& part, std::string_view without_header, const std::string& number,
                int depth) {
    const std::string type = type_of_part(part, without_header);
    if (type.starts_with("multipart/")) return read_parts(part, type, number, depth);
    if (type == "message/rfc822" || type == "message/global" || type == "message/news") {
      content_.messages.push_back(
          decode_transfer(part.body, part.header("content-transfer-encoding")));
      return {};
    }
    const bool html = type == "text/html" || type == "application/xhtml+xml";
    if (html || type == "text/plain" || type == "text/markdown")
      return read_text(part, html, type, number);
    // A signature says nothing.
    if (!type.ends_with("-signature")) leave_out(part, type, number);
    return {};
  }

  MailContent take(std::string text) {
    content_.text = std::move(text);
    return std::move(content_);
  }

 private:
  void leave_out(const MimePart& part, const std::string& type, const std::string& number) {
    const std::string name = name_of_part(part);
    content_.left_out.push_back("part " + (number.empty() ? "1" : number) + " (" + type +
                                (name.empty() ? std::string() : ", " + name) + ')');
  }

  PartText read_text(const MimePart& part, bool html, const std::string& type,
                     const std::string& number) {
    std::string content = decode_transfer(part.body, part.header("content-transfer-encoding"));
    if (foreign_kind(content)) {
      leave_out(part, type, number);
      return {};
    }
    const std::string_view header = part.header("content-type");
    std::string charset = parameter_of(header, "charset");
    if (charset.empty() && !html) charset = detect_encoding(content);
    std::string text = page_in_utf8(std::move(content), charset, encoding_);
    if (is_binary(std::string_view(text).substr(0, 4096))) {
      leave_out(part, type, number);
      return {};
    }
    if (html) return {html_to_text(text), true};
    clean_text(text);
    if (ascii_lower(parameter_of(header, "format")) == "flowed")
      text = without_flow(text, ascii_lower(parameter_of(header, "delsp")) == "yes");
    return {without_signature(std::move(text)), false};
  }

  PartText read_parts(const MimePart& part, const std::string& type, const std::string& number,
                      int depth) {
    if (depth == kDeepest) {
      leave_out(part, type, number);
      return {};
    }
    const auto bodies =
        split_multipart(part.body, parameter_of(part.header("content-type"), "boundary"));
    if (bodies.empty()) return read_text(part, false, type, number);
    const bool alternative = type == "multipart/alternative";
    const std::string_view inner = type == "multipart/digest" ? "message/rfc822" : "text/plain";
    std::vector<PartText> texts;
    std::vector<std::string> other_forms;  // of a text, each of which is one part
    for (std::size_t i = 0; i < bodies.size(); ++i) {
      const std::size_t left_out = content_.left_out.size();
      const MimePart each = parse_part(bodies[i]);
      const std::string place = (number.empty() ? "" : number + '.') + std::to_string(i + 1);
      texts.push_back(read(each, inner, place, depth + 1));
      if (alternative && !type_of_part(each, inner).starts_with("multipart/"))
        for (; content_.left_out.size() > left_out; content_.left_out.pop_back())
          other_forms.push_back(std::move(content_.left_out.back()));
    }
    PartText text = alternative ? best_of(texts) : joined(texts);
    if (trim(text.text).empty())
      content_.left_out.insert(content_.left_out.end(), other_forms.begin(), other_forms.end());
    return text;
  }

  static PartText best_of(std::vector<PartText>& texts) {
    PartText plain;
    PartText html;
    for (PartText& text : texts) {
      PartText& longest = text.html ? html : plain;
      if (trim(text.text).size() > trim(longest.text).size()) longest = std::move(text);
    }
    constexpr std::size_t kStub = 4;
    return trim(plain.text).size() * kStub < trim(html.text).size() ? html : plain;
  }

  static PartText joined(const std::vector<PartText>& texts) {
    PartText all;
    for (const PartText& text : texts) {
      if (trim(text.text).empty()) continue;
      all.html = all.text.empty() ? text.html : all.html && text.html;
      if (!all.text.empty()) all.text += "\n\n";
      all.text += text.text;
    }
    return all;
  }

  const std::string_view encoding_;
  MailContent content_;
};

}  // namespace

MailContent read_content(const MimePart& message, std::string_view encoding) {
  PartReader reader(encoding);
  std::string text = reader.read(message, "text/plain", {}, 0).text;
  return reader.take(std::move(text));
}

}  // namespace dateline
