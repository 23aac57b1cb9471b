// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the first line of wire copy tells: "PARIS, Dec 10 (Reuters) - ...", "WASHINGTON (AP) — ...",
// "MOSCOW, December 10. /TASS/. ...", "EghtesadOnline: ...". The text itself is left as it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/article.h"

namespace dateline {

struct Lead {
  std::string place;   ///< "NEW YORK", as written; may be empty
  std::string agency;  ///< "Reuters", of "(Reuters)" or "/TASS/"; may be empty
  std::string source;  ///< of "EghtesadOnline: ..."; may be empty
  std::optional<int> year;
  std::optional<int> month;  ///< with a day, or not at all
  std::optional<int> day;
};

/// Later than any day that an article names.
inline constexpr Date kEndOfDays{std::chrono::year{9999} / 12 / 30};

/// Empty where the text does not start so.
Lead parse_lead(std::string_view body);

/// Fills what reading left empty. Source: a lead's source or agency, else the host of the URL.
/// Date, where metadata gave none: the dateline, whose year, if missing, is that which puts it
/// within a month of the day in the URL or the file's name; else that day of the URL; else of the
/// file's name. Days that no article is of (why_implausible()) are reported and not used.
/// A file's modification time is never taken: copying an archive changes it.
/// Calling it again changes nothing.
void complete_article(Article& article, Date today = kEndOfDays);

}  // namespace dateline
