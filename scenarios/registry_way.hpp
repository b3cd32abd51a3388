// Through a whole registry: signed, admitted, logged, replayed into the state that answers.
#pragma once

#include "registry/ports/store.hpp"
#include "scenarios/way.hpp"

namespace concordat::scenarios {

// On a store in memory.
[[nodiscard]] Result<std::unique_ptr<Way>> make_memory_way(const json::Value& founding);
// On one SQLite file in the system's folder for temporary files, removed at the end.
[[nodiscard]] Result<std::unique_ptr<Way>> make_sqlite_way(const json::Value& founding);

}  // namespace concordat::scenarios
