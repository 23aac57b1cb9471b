// SPDX-License-Identifier: GPL-2.0-or-later
//
// Files that hold no text as they are: documents, images, sound, programs, databases and packed
// files of other kinds than we unpack. Told by their content, whatever they are called; a text that
// opens as such a file does, and goes on as text, is a text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// What a file is that begins with `head`, and what to do with it, such as "a PDF: turn it into
/// text first, for instance with pdftotext". Nothing for one that a reader may take.
std::optional<std::string> foreign_kind(std::string_view head);

}  // namespace dateline
