// The search projection in SQLite's terms.
#pragma once

#include <vector>

#include "adapters/sqlite/database.hpp"
#include "registry/ports/store.hpp"

namespace concordat::sqlite {

// Adds or replaces rows; the caller holds the transaction.
[[nodiscard]] Status index_rows(Connection& connection, const std::vector<Store::SearchRow>& rows);

[[nodiscard]] Result<std::vector<Store::SearchHit>> search_rows(Connection& connection,
                                                                const Store::SearchQuery& query);

}  // namespace concordat::sqlite
