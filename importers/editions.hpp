// Editions that a list of citations names: each is stated once, dated as precisely as its
// reference.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "importers/drafting.hpp"
#include "importers/reference.hpp"

namespace concordat::importers {

[[nodiscard]] std::string edition_id(const Reference& reference);
// "citation-eu-2006-42-en-60335-1:2012".
[[nodiscard]] std::string citation_id(std::string_view act, const Reference& reference);

class Editions {
 public:
  // The title may be empty.
  void state(FileReading& file, const csv::Row& row, const Reference& reference,
             std::string_view title);

 private:
  std::set<std::string> stated_;
};

}  // namespace concordat::importers
