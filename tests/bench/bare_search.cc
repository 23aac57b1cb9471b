// SPDX-License-Identifier: GPL-2.0-or-later
//
// The least that a search with Xapian can be: opens a database, runs a query of its default
// parser, prints the total. What tests/bench/run measures the searcher's start against.
#include <xapian.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: bare_search DATABASE QUERY\n";
    return 2;
  }
  try {
    const Xapian::Database database(argv[1]);
    Xapian::QueryParser parser;
    parser.set_database(database);
    parser.set_stemmer(Xapian::Stem("english"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_ALL);
    parser.set_default_op(Xapian::Query::OP_AND);
    Xapian::Enquire enquire(database);
    enquire.set_query(parser.parse_query(argv[2]));
    const Xapian::MSet matches = enquire.get_mset(0, 10, database.get_doccount());
    std::cout << matches.get_matches_estimated() << '\n';
  } catch (const Xapian::Error& error) {
    std::cerr << error.get_description() << '\n';
    return 3;
  }
  return 0;
}
