// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace dateline {

/// The version of both programs; CMakeLists.txt states it too, and a test compares them.
inline constexpr const char* kVersion = "0.1.0";

}  // namespace dateline
