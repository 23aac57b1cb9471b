// SPDX-License-Identifier: GPL-2.0-or-later
//
// --complete option: a program's options as rows, for the completion of shells and for the test
// that the manuals leave none out.
#pragma once

#include <boost/program_options.hpp>
#include <ostream>

namespace dateline {

/// One a line: "--name", what it takes ("" for nothing), its help; tabs between.
inline void print_options(const boost::program_options::options_description& options,
                          std::ostream& out) {
  for (const auto& option : options.options()) {
    const bool takes_value = option->semantic()->max_tokens() > 0;
    out << "--" << option->long_name() << '\t' << (takes_value ? option->format_parameter() : "")
        << '\t' << option->description() << '\n';
  }
}

}  // namespace dateline
