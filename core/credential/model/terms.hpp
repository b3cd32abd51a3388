// Terms that no context of a document defines: without a meaning, whatever they look like. Contexts
// are compared with a fixed list, whose terms stand in a table here; none is ever fetched. A
// context written out at the top of the document defines what it names.
//
// Terms are not told apart by the type they stand under: a term that a context defines for one type
// counts as defined everywhere.
#pragma once

#include <string>
#include <vector>

#include "core/json/value.hpp"

namespace concordat::credential {

struct Undefined {
  // JSON pointers of members and types that no context of the document defines, kMostUndefined at
  // most. Empty when a context is not on the list, because that one could define anything.
  std::vector<std::string> terms;
  // Contexts that are not on the list, and the places of those that begin below the top.
  std::vector<std::string> contexts;
};
// More would tell a reader nothing more.
inline constexpr std::size_t kMostUndefined = 16;

[[nodiscard]] Undefined find_undefined(const json::Value& document);

}  // namespace concordat::credential
