// Who made, imported or sold goods, as notices of the United States print them: "Royal Appliance
// Mfg. Co., d/b/a TTI Floor Care, of Charlotte, North Carolina".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importers/drafting.hpp"

namespace concordat::importers {

struct Trader {
  std::string name;
  std::string_view role;

  friend bool operator==(const Trader&, const Trader&) = default;
};

struct TraderColumn {
  std::string_view column;
  std::string_view role;
};

// Adds the legal and the trade name of everybody in the cell, each once for its role, without the
// place that follows ", of". Where a cell does not show where a name ends, it is kept as printed;
// one that is too long for a line is reported as import.too-long.
void add_traders(FileReading& file, const csv::Row& row, const TraderColumn& from,
                 std::vector<Trader>& traders);

[[nodiscard]] json::Array to_json(const std::vector<Trader>& traders);

}  // namespace concordat::importers
