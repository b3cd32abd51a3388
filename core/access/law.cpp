#include "core/access/law.hpp"

#include "core/admission/admission.hpp"
#include "core/admission/scene.hpp"
#include "core/facts/probe.hpp"

namespace concordat::access {

Law::Standing Law::standing(std::string_view organisation) const {
  const facts::Id id = organisation.empty() ? facts::kNoId : tables_.id(organisation);
  if (id == facts::kNoId) return {};
  facts::Probe probe{.tables = tables_, .size = size_, .date = day_};
  const facts::Organisation* row = facts::organisation_at(probe, id).row;
  if (row == nullptr) {
    bool ever = false;
    tables_.organisations.visit(id, size_, [&](const facts::Organisation&) {
      ever = true;
      return false;
    });
    return {.on_file = ever};
  }
  const facts::InForce found = facts::in_force(*row, probe);
  if (found.holding == facts::Holding::kHolds) {
    return {.on_file = true, .in_force = true, .roles = row->roles, .by = row->since};
  }
  const facts::Interruption* by = found.interrupted.by;
  return {.on_file = true, .by = by != nullptr ? by->since : row->since};
}

Status Law::admits(const statement::Statement& statement) const {
  return admission::judge(admission::Scene(tables_, size_, day_), statement);
}

bool Law::fits(const Standing& standing, const statement::Descriptor& type) {
  if (!standing.in_force) return false;
  switch (type.authority) {
    case statement::Authority::kAccreditor:
      return standing.has(facts::Role::kAccreditationBody);
    case statement::Authority::kBody:
      return standing.has(facts::Role::kConformityAssessmentBody) ||
             standing.has(facts::Role::kDesignatingAuthority);
    default:
      return true;
  }
}

}  // namespace concordat::access
