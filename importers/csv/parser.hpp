// libcsv's parser, strict, as an owner of what libcsv allocates.
#pragma once

#include <csv.h>

namespace concordat::csv {

// libcsv holds memory of its own until it is told to let go.
struct Parser {
  Parser() { csv_init(&state, CSV_STRICT | CSV_STRICT_FINI); }
  ~Parser() { csv_free(&state); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  csv_parser state{};
};

}  // namespace concordat::csv
