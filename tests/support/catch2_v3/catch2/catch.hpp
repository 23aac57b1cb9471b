// SPDX-License-Identifier: GPL-2.0-or-later
//
// The one header of Catch2 2 (Debian 12) for Catch2 3 (Debian 13), which has many.
#pragma once

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using Catch::Approx;
