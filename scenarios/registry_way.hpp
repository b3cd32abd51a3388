// Through a whole registry: signed, admitted, logged, replayed into the state that answers.
#pragma once

#include "registry/registry.hpp"
#include "scenarios/signing.hpp"
#include "scenarios/way.hpp"

namespace concordat::scenarios {

// A registry that has just been founded, and the keys of those who speak in it.
struct Founded {
  Signatures signatures;
  std::unique_ptr<registry::Registry> registry;
};
[[nodiscard]] Result<Founded> found_registry(const json::Value& founding,
                                             std::unique_ptr<Store> store);

// On a store in memory.
[[nodiscard]] Result<std::unique_ptr<Way>> make_memory_way(const json::Value& founding);
// On one SQLite file in the system's folder for temporary files, removed at the end.
[[nodiscard]] Result<std::unique_ptr<Way>> make_sqlite_way(const json::Value& founding);

}  // namespace concordat::scenarios
