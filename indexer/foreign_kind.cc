// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/foreign_kind.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "indexer/readers/clean_text.h"

namespace dateline {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kToText = "save it as text first, for instance with libreoffice";
constexpr std::string_view kToCsv = "save it as CSV first, for instance with libreoffice";
constexpr std::string_view kFromImage = "take the text out first, for instance with tesseract";
constexpr std::string_view kFromSpeech =
    "turn what is said into text first, for instance with whisper";
constexpr std::string_view kUnpack = "unpack it first, for instance with 7z, or pack it as zip";
constexpr std::string_view kFromEbook = "turn it into text first, for instance with ebook-convert";
constexpr std::string_view kFromTable = "save its rows as CSV or JSON first";
constexpr std::string_view kLeave = "there are no articles in it";

/// Bytes at a place.
struct Magic {
  std::size_t at;
  std::string_view bytes;
  std::string_view kind;
  std::string_view cure;
};

/// Each has a byte that no text has there, so that prose is never taken for it.
constexpr std::array kMagics{
    // documents
    Magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an Office file (DOC, XLS, PPT or MSG)",
          kToText},
    Magic{0, "\xFFWPC"sv, "a WordPerfect document", kToText},
    Magic{0, "\xDB\xA5-\0"sv, "a Word document (DOC)", kToText},
    Magic{60, "BOOKMOBI\0"sv, "an e-book (MOBI)", kFromEbook},
    Magic{0, "ITSF\3\0"sv, "a help file (CHM)", kFromEbook},
    Magic{0, "\x78\x9F\x3E\x22"sv, "an Outlook attachment (TNEF)",
          "unpack it first, for instance with tnef"},
    // images
    Magic{0, "\x89PNG\r\n\x1A\n"sv, "an image (PNG)", kFromImage},
    Magic{0, "\xFF\xD8\xFF"sv, "an image (JPEG)", kFromImage},
    Magic{0, "II*\0"sv, "an image (TIFF)", kFromImage},
    Magic{0, "MM\0*"sv, "an image (TIFF)", kFromImage},
    Magic{0, "8BPS\0\1"sv, "an image (PSD)", kFromImage},
    Magic{0, "\0\0\1\0"sv, "an image (ICO)", kFromImage},
    Magic{0, "\0\0\0\x0CjP  \r\n"sv, "an image (JPEG 2000)", kFromImage},
    // sound and film
    Magic{0, "\x1A\x45\xDF\xA3"sv, "a video (Matroska or WebM)", kFromSpeech},
    Magic{0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv, "a video (WMV)", kFromSpeech},
    Magic{0, "\0\0\1\xBA"sv, "a video (MPEG)", kFromSpeech},
    Magic{0, "\0\0\1\xB3"sv, "a video (MPEG)", kFromSpeech},
    Magic{0, "FLV\1"sv, "a video (FLV)", kFromSpeech},
    Magic{0, "OggS\0"sv, "a sound recording (Ogg)", kFromSpeech},
    Magic{0, "fLaC\0"sv, "a sound recording (FLAC)", kFromSpeech},
    Magic{0, "MThd\0"sv, "music (MIDI)", kLeave},
    Magic{0, "ID3\2"sv, "a sound recording (MP3)", kFromSpeech},
    Magic{0, "ID3\3"sv, "a sound recording (MP3)", kFromSpeech},
    Magic{0, "ID3\4"sv, "a sound recording (MP3)", kFromSpeech},
    // databases
    Magic{0, "SQLite format 3\0"sv, "a database of SQLite",
          "save its rows first, for instance with sqlite3 -json"},
    Magic{4, "Standard Jet DB\0"sv, "a database of Access",
          "save its rows first, for instance with mdb-export"},
    Magic{4, "Standard ACE DB\0"sv, "a database of Access",
          "save its rows first, for instance with mdb-export"},
    Magic{0, "\x89HDF\r\n\x1A\n"sv, "a table (HDF5)", kFromTable},
    // programs
    Magic{0, "\177ELF"sv, "a program", kLeave},
    Magic{0, "\xFE\xED\xFA\xCE"sv, "a program", kLeave},
    Magic{0, "\xFE\xED\xFA\xCF"sv, "a program", kLeave},
    Magic{0, "\xCE\xFA\xED\xFE"sv, "a program", kLeave},
    Magic{0, "\xCF\xFA\xED\xFE"sv, "a program", kLeave},
    Magic{0, "\xCA\xFE\xBA\xBE"sv, "a program", kLeave},
    Magic{0, "\0asm"sv, "a program", kLeave},
    // packed
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, "a 7z archive", kUnpack},
    Magic{0, "Rar!\x1A\7"sv, "a RAR archive", kUnpack},
    Magic{0, "\4\"M\x18"sv, "packed by LZ4", "unpack it first, for instance with lz4"},
    Magic{0, "LZIP\1"sv, "packed by lzip", "unpack it first, for instance with lzip"},
    Magic{0, "\x1F\x9D"sv, "packed by compress", "unpack it first, for instance with gzip -d"},
    Magic{0, "MSCF\0\0\0\0"sv, "a cabinet (CAB)", kUnpack},
    // fonts
    Magic{0, "wOFF\0"sv, "a font", kLeave},
    Magic{0, "wOF2\0"sv, "a font", kLeave},
    Magic{0, "OTTO\0"sv, "a font", kLeave},
    Magic{0, "\0\1\0\0\0"sv, "a font", kLeave},
};

std::string told(std::string_view kind, std::string_view cure) {
  return std::string(kind).append(": ").append(cure);
}

std::optional<std::string> by_magic(std::span<const Magic> magics, std::string_view head) {
  for (const Magic& magic : magics)
    if (head.size() > magic.at && head.substr(magic.at).starts_with(magic.bytes))
      return told(magic.kind, magic.cure);
  return std::nullopt;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "%PDF-1.7" alone on a line, and then objects, which prose about PDF does not have.
bool is_pdf(std::string_view head) {
  constexpr std::size_t kVersion = 5;
  if (!head.starts_with("%PDF-") || head.size() < kVersion + 3 || !is_digit(head[kVersion]) ||
      head[kVersion + 1] != '.' || !is_digit(head[kVersion + 2]))
    return false;
  const std::string_view rest = head.substr(kVersion + 3);
  const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
  return trim(rest.substr(0, end)).empty() &&
         (trim(rest).empty() || is_binary(rest) || rest.find(" obj") != std::string_view::npos);
}

/// "{\rtf1" and then a control word or a group.
bool is_rtf(std::string_view head) {
  constexpr std::string_view kOpening = "{\\rtf";
  if (!head.starts_with(kOpening)) return false;
  head.remove_prefix(kOpening.size());
  head.remove_prefix(std::min(head.find_first_not_of("0123456789"), head.size()));
  head = trim(head);
  return head.starts_with('\\') || head.starts_with('{');
}

/// The names of a zip's members, as far as the head has them.
std::vector<std::string_view> zip_names(std::string_view head) {
  constexpr std::size_t kNameLength = 26;
  constexpr std::size_t kName = 30;
  constexpr std::string_view kMember = "PK\3\4";
  std::vector<std::string_view> names;
  if (!head.starts_with(kMember)) return names;
  for (std::size_t at = 0; at != std::string_view::npos && at + kName < head.size();
       at = head.find(kMember, at + kName)) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(head[at + i]); };
    names.push_back(head.substr(
        at + kName, std::size_t{byte(kNameLength)} | std::size_t{byte(kNameLength + 1)} << 8));
  }
  return names;
}

struct Kind {
  std::string_view mark;
  std::string_view kind;
  std::string_view cure;
};

/// OpenDocument and EPUB: the first member is "mimetype", which is not packed.
std::string kind_by_mimetype(std::string_view head) {
  constexpr std::string_view kOpenDocument = "application/vnd.oasis.opendocument.";
  constexpr std::array kKinds{
      Kind{"text", "an OpenDocument text (ODT)", kToText},
      Kind{"spreadsheet", "an OpenDocument spreadsheet (ODS)", kToCsv},
      Kind{"presentation", "an OpenDocument presentation (ODP)", kToText},
  };
  if (head.find("application/epub+zip") != std::string_view::npos)
    return told("an e-book (EPUB)", kFromEbook);
  const std::size_t at = head.find(kOpenDocument);
  for (const Kind& kind : kKinds)
    if (at != std::string_view::npos &&
        head.substr(at + kOpenDocument.size()).starts_with(kind.mark))
      return told(kind.kind, kind.cure);
  return told("an OpenDocument file", kToText);
}

/// Documents that are zips inside: their members are not the user's files.
std::optional<std::string> zipped_document(std::string_view head) {
  constexpr std::array kOffice{
      Kind{"word/", "a Word document (DOCX)", kToText},
      Kind{"xl/", "an Excel spreadsheet (XLSX)", kToCsv},
      Kind{"ppt/", "a PowerPoint presentation (PPTX)", kToText},
  };
  constexpr std::array kProgram{"META-INF/"sv, "AndroidManifest.xml"sv, "classes.dex"sv};
  const auto names = zip_names(head);
  if (names.empty()) return std::nullopt;
  const std::string_view first = names.front();
  if (first == "mimetype") return kind_by_mimetype(head.substr(0, 512));
  const auto has = [&](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  const bool described = has("[Content_Types].xml") || has("_rels/.rels");
  for (const Kind& kind : kOffice) {
    const bool any = std::any_of(names.begin(), names.end(), [&](std::string_view name) {
      return name.starts_with(kind.mark) && (name.ends_with(".xml") || name.ends_with(".rels"));
    });
    if (any && (described || first.starts_with(kind.mark) || first.starts_with("docProps/")))
      return told(kind.kind, kind.cure);
  }
  if (described || first.starts_with("docProps/")) return told("an Office document", kToText);
  if (first.starts_with("Index/") && first.ends_with(".iwa"))
    return told("a Pages, Numbers or Keynote document", kToText);
  for (const std::string_view mark : kProgram)
    if (first.starts_with(mark)) return told("a program", kLeave);
  return std::nullopt;
}

/// RIFF and IFF: their kind stands behind their size.
std::optional<std::string> kind_in_riff(std::string_view head) {
  constexpr std::array kKinds{
      Kind{"WEBP", "an image (WebP)", kFromImage},
      Kind{"WAVE", "a sound recording (WAV)", kFromSpeech},
      Kind{"AVI ", "a video (AVI)", kFromSpeech},
      Kind{"AIFF", "a sound recording (AIFF)", kFromSpeech},
      Kind{"AIFC", "a sound recording (AIFF)", kFromSpeech},
  };
  if (!head.starts_with("RIFF") && !head.starts_with("FORM")) return std::nullopt;
  for (const Kind& kind : kKinds)
    if (head.substr(std::min<std::size_t>(8, head.size())).starts_with(kind.mark))
      return told(kind.kind, kind.cure);
  return std::nullopt;
}

/// Those whose first bytes a text might have too: more of them must be what no text has.
std::optional<std::string> kind_of_binary(std::string_view head) {
  constexpr std::array kMarks{
      Magic{4, "ftypheic", "an image (HEIC)", kFromImage},
      Magic{4, "ftypmif1", "an image (HEIF)", kFromImage},
      Magic{4, "ftypavif", "an image (AVIF)", kFromImage},
      Magic{4, "ftypM4A", "a sound recording (M4A)", kFromSpeech},
      Magic{4, "ftyp", "a video (MP4)", kFromSpeech},
      Magic{4, "moov", "a video (MOV)", kFromSpeech},
      Magic{0, "AT&TFORM", "a DjVu document", "turn it into text first, for instance with djvutxt"},
      Magic{0, "!BDN", "an Outlook folder (PST)",
            "turn it into an mbox first, for instance with readpst"},
      Magic{0, "GIF87a", "an image (GIF)", kFromImage},
      Magic{0, "GIF89a", "an image (GIF)", kFromImage},
      Magic{0, "BM", "an image (BMP)", kFromImage},
      Magic{0, "MZ", "a program", kLeave},
      Magic{0, "PAR1", "a table (Parquet)", kFromTable},
      Magic{0, "!<arch>\n", "a package or library", kLeave},
      Magic{0, "\xFF\xFB", "a sound recording (MP3)", kFromSpeech},
      Magic{0, "\xFF\xF3", "a sound recording (MP3)", kFromSpeech},
      Magic{0, "\xFF\xF1", "a sound recording (AAC)", kFromSpeech},
      Magic{0, "\xFF\xF9", "a sound recording (AAC)", kFromSpeech},
      Magic{0, "#!AMR", "a sound recording (AMR)", kFromSpeech},
  };
  constexpr std::size_t kOpening = 64;
  auto kind = by_magic(kMarks, head);
  if (kind && !is_binary(head.substr(0, kOpening)) && !is_binary(head)) kind.reset();
  return kind;
}

/// The first element is <svg>.
bool is_svg(std::string_view head) {
  while (head.starts_with("<?") || head.starts_with("<!")) {
    const std::string_view end = head.starts_with("<!--") ? "-->"sv : ">"sv;
    const std::size_t at = head.find(end);
    if (at == std::string_view::npos) return false;
    head = trim(head.substr(at + end.size()));
  }
  constexpr std::string_view kRoot = "<svg";
  return head.starts_with(kRoot) && head.size() > kRoot.size() &&
         " \t\r\n>"sv.find(head[kRoot.size()]) != std::string_view::npos;
}

}  // namespace

std::optional<std::string> foreign_kind(std::string_view head) {
  constexpr std::size_t kLooked = std::size_t{1} << 14;
  head = head.substr(0, kLooked);
  if (auto kind = by_magic(kMagics, head)) return kind;
  if (auto kind = zipped_document(head)) return kind;
  if (auto kind = kind_in_riff(head)) return kind;
  if (auto kind = kind_of_binary(head)) return kind;
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  head = trim(head);
  if (is_pdf(head)) return told("a PDF", "turn it into text first, for instance with pdftotext");
  if (is_rtf(head)) return told("an RTF document", kToText);
  if (head.starts_with("%!PS-Adobe-"))
    return told("PostScript", "turn it into text first, for instance with ps2ascii");
  if (is_svg(head)) return told("an image (SVG)", kLeave);
  return std::nullopt;
}

}  // namespace dateline
