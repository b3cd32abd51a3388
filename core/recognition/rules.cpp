#include "core/recognition/rules.hpp"

#include "core/recognition/desk.hpp"

namespace concordat::recognition {
namespace {

Rules rules_on(Context& context) {
  Rules rules;
  const auto constitution = facts::constitution_at(context.event);
  if (constitution.row) rules.semantics_version = constitution.row->semantics_version;
  rules.matrix = facts::route_matrix_at(context.event).row;
  return rules;
}

}  // namespace

const Rules& rules_of(Context& context) {
  const facts::Window ground = std::exchange(context.ground, {});
  const auto& rules =
      recall(context, nullptr, context.desk.rules.at({}), [&] { return rules_on(context); });
  context.ground = ground;
  return rules.value;
}

}  // namespace concordat::recognition
