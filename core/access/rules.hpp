// The rules: who may do what, to what, for what, and what the law of the registry must say. One row
// is one way to be allowed; what no row allows is refused.
//
// The reference page (docs/reference/access.md) is written from these rows.
#pragma once

#include <cstddef>
#include <span>

#include "core/access/action.hpp"
#include "core/statement/descriptor.hpp"

namespace concordat::access {

// How the asker stands to what is asked for.
enum class Relation : std::uint8_t {
  kAny,              // it matters not
  kOwner,            // the person it is about
  kOwnOrganisation,  // it belongs to the asker's organisation
  kCounterpart,      // its owner's grant names the asker's organisation and purpose, and holds now
};

// What the facts on file must say of the asker's organisation, at the size and on the day.
enum class Need : std::uint8_t {
  kNothing,
  kInForce,      // it is described on the day, and neither suspended nor ended
  kOperator,     // that, and it is the registry's operator
  kMayState,     // that, in the role that its kind of statement takes; admission would let it in
  kMayTakeBack,  // admission would let it in: whoever answers for something may always end it
};

using AuthoritySet = Set<statement::Authority>;

struct Rule {
  Action action;
  std::string_view name;  // stable: stands in records of access
  Relation relation = Relation::kAny;
  RoleSet roles = {};        // one of them; with none listed any account will do
  PurposeSet purposes = {};  // one of them; with none listed none need be given
  Need law = Need::kNothing;
  AuthoritySet statements = {};  // whose kinds of statement; with none listed any
};

// Grouped by action.
[[nodiscard]] std::span<const Rule> rules();
[[nodiscard]] std::span<const Rule> rules_for(Action action);

[[nodiscard]] std::string_view name(Relation relation);
[[nodiscard]] std::string_view name(Need need);
// In prose, for the reference page.
[[nodiscard]] std::string_view meaning(Relation relation);
[[nodiscard]] std::string_view meaning(Need need);

}  // namespace concordat::access
