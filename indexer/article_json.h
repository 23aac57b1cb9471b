// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "common/article.h"

namespace dateline {

/// An article and what was found in it, as the one-line JSON object of --dry-run.
std::string article_json(const Article& article, const Entities& entities);

}  // namespace dateline
