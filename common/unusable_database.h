// SPDX-License-Identifier: GPL-2.0-or-later
//
// Why what the user names as a database is none that can be used, in plain words and with the cure.
#pragma once

#include <string>

namespace dateline {

/// For a path that Xapian could not open, for `reason` (of the system; may be empty): throws the
/// Error that says what is there instead.
[[noreturn]] void throw_unopenable(const std::string& path, const std::string& reason);

/// Throws Error where `version`, the value of keys::kSchema, is not ours. `name` is what the user
/// calls the database, `remote` whether it is on another machine.
void check_schema_version(const std::string& version, const std::string& name, bool remote = false);

}  // namespace dateline
