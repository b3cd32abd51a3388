// Where a check stands in a document: a chain on the stack that becomes a JSON pointer (RFC 6901)
// only when something is wrong.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace concordat::statement {

struct Place {
  const Place* parent = nullptr;  // null for the document itself
  std::string_view name = {};     // member of an object; empty and unused for an element
  std::size_t index = 0;          // element of a list
  bool is_element = false;

  [[nodiscard]] Place member(std::string_view member_name) const {
    return {.parent = this, .name = member_name};
  }
  [[nodiscard]] Place element(std::size_t position) const {
    return {.parent = this, .index = position, .is_element = true};
  }
};

// "" for the document, "/body/parties/0"; "~" and "/" within names are escaped.
[[nodiscard]] std::string pointer(const Place& place);

}  // namespace concordat::statement
