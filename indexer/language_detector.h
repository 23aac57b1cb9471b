// SPDX-License-Identifier: GPL-2.0-or-later
//
// The language of an article's text, by CLD2 (Compact Language Detector 2). English newswire is
// told by its commonest words, at a hundredth of the cost.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// The ISO 639-1 code of the language that the article is to be taken for. What the source declares
/// ("" for nothing) holds unless the text is long and clearly in another language: templates and
/// feeds declare one language for all that passes through them. "en" where nothing can be told.
std::string article_language(std::string_view declared, std::string_view title,
                             std::string_view body);

}  // namespace dateline
