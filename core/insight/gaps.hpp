// Where nothing leads, and who can be asked for.
#pragma once

#include "core/insight/atlas.hpp"

namespace concordat::insight {

// Fills `unreached` and `one_way` from the cells of every kind.
void find_gaps(const Atlas& atlas, const std::vector<Cell>& cells, const Wanted& wanted,
               Coverage& found);
// Fills `markets`.
void find_markets(const Atlas& atlas, Coverage& found);

}  // namespace concordat::insight
