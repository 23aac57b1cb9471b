// SPDX-License-Identifier: GPL-2.0-or-later
//
// What some common English words tell about the names beside them.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

using WordRoles = std::uint16_t;

namespace role {
constexpr WordRoles kTitle = 1 << 0;         ///< "Mr.", "President", "Sheikh": before a person
constexpr WordRoles kPreposition = 1 << 1;   ///< "in", "near": before a place
constexpr WordRoles kSaid = 1 << 2;          ///< "said", "told": beside a person
constexpr WordRoles kOrganisation = 1 << 3;  ///< "Inc", "Party": ends an organisation's name
constexpr WordRoles kThe = 1 << 4;
constexpr WordRoles kPossessive = 1 << 5;  ///< "'s"
constexpr WordRoles kParticle = 1 << 6;    ///< "bin", "de": before or inside a person's name
constexpr WordRoles kJoint = 1 << 7;       ///< "of", "and": only between two parts of a name
constexpr WordRoles kOpening = 1 << 8;     ///< "("
constexpr WordRoles kCalendar = 1 << 9;    ///< months and days of the week
constexpr WordRoles kHonorific = 1 << 10;  ///< "Mr.", "Lord": a title that is never a name
constexpr WordRoles kCompany = 1 << 11;    ///< "Inc", "Bank": ends a company's name
constexpr WordRoles kOwnTitle = 1 << 12;   ///< "Sheikh", "Mullah": title or part of the name
constexpr WordRoles kNobody = 1 << 13;     ///< "Reuters", "Kremlin": alone, no person's name
constexpr WordRoles kWeekday = 1 << 14;
constexpr WordRoles kTitlePart = 1 << 15;  ///< "Crown", "Foreign": begins a longer title
}  // namespace role

/// The roles of a lower-case word.
WordRoles roles_of(std::string_view lower);

}  // namespace dateline
