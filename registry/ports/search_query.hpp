// What every store does alike with a search, so that no engine finds what another does not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "registry/ports/store.hpp"

namespace concordat {

// The tokens of a row or a query. Everything up to U+0020, and U+007F, separates.
[[nodiscard]] std::vector<std::string_view> split_tokens(std::string_view tokens);

// A cursor is the rank of the hit: 1 for the (kind, id) that was indexed first.
[[nodiscard]] std::string cursor_of(std::uint64_t rank);

// The rank after which a query starts; 0 for the first page. Code store.query, with the member of
// the query as place, when the limit is out of range, fields or tokens are too many, or the cursor
// is none of ours.
[[nodiscard]] Result<std::uint64_t> start_of(const Store::SearchQuery& query);

}  // namespace concordat
