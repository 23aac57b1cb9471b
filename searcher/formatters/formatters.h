// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "searcher/formatter.h"

namespace dateline {

std::unique_ptr<Formatter> make_text_formatter(const FormatOptions& options);
std::unique_ptr<Formatter> make_oneline_formatter(const FormatOptions& options);
std::unique_ptr<Formatter> make_json_formatter(const FormatOptions& options);
std::unique_ptr<Formatter> make_json_lines_formatter(const FormatOptions& options);
std::unique_ptr<Formatter> make_csv_formatter(const FormatOptions& options);
std::unique_ptr<Formatter> make_tsv_formatter(const FormatOptions& options);
std::unique_ptr<Formatter> make_markdown_formatter(const FormatOptions& options);
std::unique_ptr<Formatter> make_markdown_table_formatter(const FormatOptions& options);

}  // namespace dateline
