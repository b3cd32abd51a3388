// What the columns of a table of certificates mean: the members of the catalogue under their own
// names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "core/statement/descriptor.hpp"

namespace concordat::filing {

// Between the elements of a list in one cell. Not the comma or semicolon that names are full of.
inline constexpr char kBetween = '|';

// The last day on which a certificate holds, as certificates print it: `until` with
// `untilInclusive`.
inline constexpr std::string_view kLastDay = "lastDay";

struct Column {
  std::string name;                         // as the header has it
  std::vector<std::string_view> path;       // in the statement: "body", "product", "models"
  const statement::Field* field = nullptr;  // of the member; of an attribute the attributes
  std::string_view attribute = {};          // the attribute that the column gives
};

// A column by its name: a member of the certificate ("number", "product.models"), an attribute of
// the product ("product.attributes.voltage"), or a member of the envelope ("id", "decided",
// "from", "untilInclusive" ...). The column keeps views into `name`. Code filing.column: nothing of
// that name, or a list of records, which a cell cannot hold.
[[nodiscard]] Result<Column> column_of(std::string_view name);

// A cell as the value of its column. What it cannot be is left as text, for the catalogue's own
// check to refuse with what it expects.
[[nodiscard]] json::Value value_of(const Column& column, std::string_view cell);

// Puts a value into a statement, making the objects on the way.
void put(json::Object& draft, const Column& column, json::Value value);

// The column that a place in a statement belongs to: "product.models" for
// "/body/product/models/3".
[[nodiscard]] std::string column_at(std::string_view pointer);

}  // namespace concordat::filing
