// Records as rows of a table (RFC 4180): what a statement says of itself, and the members of its
// body in the order of the catalogue. Lists, records and names stand as JSON in their cell.
#pragma once

#include <string>
#include <string_view>

#include "registry/bulk.hpp"

namespace concordat::api {

// `kind` is one of the registry's, or "statements", whose rows have no body.
[[nodiscard]] std::string table_head(std::string_view kind);
[[nodiscard]] std::string table_row(std::string_view kind, const registry::BulkRecord& record);

// A cell, in quotation marks where it needs them.
[[nodiscard]] std::string cell(std::string_view text);

}  // namespace concordat::api
