// Which requirements of a market a product has to meet at an event.
#pragma once

#include "core/recognition/context.hpp"

namespace concordat::recognition {

// A requirement that could be asked for, and whether it applies.
struct Considered {
  const facts::Requirement* requirement = nullptr;
  Truth applies = Truth::kYes;
  std::vector<TerseFinding> findings;
};

// Whether the requirement is in force or may be, and so is its act where that is on file.
[[nodiscard]] bool is_considered(Probe& event, const facts::Requirement& requirement);
// Requirements of the market or an area of it for the sector, in force on the day, whose act is in
// force too; in the order of their identifiers.
[[nodiscard]] const std::vector<const facts::Requirement*>& requirements_in_force(Context& context,
                                                                                  Id sector);
// Market access: every such requirement with the test of its scope.
[[nodiscard]] const std::vector<Considered>& considered_requirements(Context& context);
// The market declares that every requirement for the sector is on file: the statement, or kNever.
[[nodiscard]] Ordinal declared_complete(Context& context, Id sector);

}  // namespace concordat::recognition
