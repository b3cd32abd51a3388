// Serial numbers and unit lists, as certificates and measures name them.
#pragma once

#include "core/recognition/context.hpp"

namespace concordat::recognition {

// Serial numbers compare by length, then octet by octet: "9" comes before "10". An end that is not
// given is open.
[[nodiscard]] bool serial_within(const Context& context, std::string_view serial, Id from, Id to);

}  // namespace concordat::recognition
