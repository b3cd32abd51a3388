// What an import changes: drafts held against what is on file, so that reading the same file again
// states nothing and a row that changed corrects what was stated from it.
//
// A row's statement is named after what it is about (cc-ANSSI-CC-2023/42). Its corrections are
// named by their position: ...@2, ...@3. The newest of them is what the row is held against.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/json/value.hpp"

namespace concordat::importers {

// The payload on file under an id.
using OnFile = std::function<std::optional<json::Value>(std::string_view id)>;

struct Reconciled {
  std::vector<json::Value> drafts;  // what is left to state
  std::uint64_t known = 0;          // on file already
  std::uint64_t corrections = 0;    // of `drafts`, those that correct what is on file
};

// A draft is known when the newest statement of its chain has the same author, type, body, cause
// and note, and is no less certain of its days: a later reading of the same list is sure of fewer
// days, never of others. Where and when the row was read does not count. A changed note alone is a
// clerical correction, which keeps the days on file; everything else is a substantive one. What
// somebody else stated under that id is left alone, and the draft takes the next id.
[[nodiscard]] Reconciled reconcile(std::vector<json::Value> drafts, const OnFile& on_file);

}  // namespace concordat::importers
