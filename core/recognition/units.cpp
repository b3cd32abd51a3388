#include "core/recognition/units.hpp"

#include <tuple>

namespace concordat::recognition {
namespace {

bool at_most(std::string_view left, std::string_view right) {
  return std::tuple(left.size(), left) <= std::tuple(right.size(), right);
}

}  // namespace

bool serial_within(const Context& context, std::string_view serial, Id from, Id to) {
  return (from == kNoId || at_most(context.text(from), serial)) &&
         (to == kNoId || at_most(serial, context.text(to)));
}

}  // namespace concordat::recognition
