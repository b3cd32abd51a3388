// The search projection in SQLite's terms.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "adapters/sqlite/database.hpp"
#include "registry/ports/store.hpp"

namespace concordat::sqlite {

// Adds or replaces rows; the caller holds the transaction.
[[nodiscard]] Status index_rows(Connection& connection, const std::vector<Store::SearchRow>& rows);

// As Store::row.
[[nodiscard]] Result<std::optional<Store::SearchRow>> row_of(Connection& connection,
                                                             std::string_view kind,
                                                             std::string_view id);

// Holds the indexes that find rows against the rows: store.corrupt, or store.projection with the
// first row that the text index finds by other words than it has in the place.
[[nodiscard]] Status check_indexes(Connection& connection);

[[nodiscard]] Result<std::vector<Store::SearchHit>> search_rows(Connection& connection,
                                                                const Store::SearchQuery& query);

}  // namespace concordat::sqlite
