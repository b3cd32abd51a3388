#include "core/admission/audit_head.hpp"

#include "core/facts/probe.hpp"

namespace concordat::admission {
namespace {

std::unexpected<Error> refuse(std::string_view place, std::string_view expected,
                              const facts::AuditHead* newest) {
  std::vector<std::uint64_t> against;
  if (newest != nullptr) against.push_back(newest->since);
  return fail({.code = "admission.audit-head",
               .place = std::string(place),
               .expected = std::string(expected),
               .against = std::move(against)});
}

}  // namespace

Status check_audit_head(const Scene& scene, const statement::Statement& statement) {
  if (statement.type() != "audit-head") return {};
  const facts::AuditHead* newest = facts::newest_audit_head(scene.tables(), scene.size());
  if (statement.corrects) {
    return refuse("/corrects", "a head of its own: one that is on file is never corrected", newest);
  }
  const std::int64_t before = newest != nullptr ? newest->number : 0;
  if (statement.body.integer("after") != before) {
    return refuse("/body/after", "the number of the newest head on file, 0 before the first",
                  newest);
  }
  if (statement.body.integer("number") <= before) {
    return refuse("/body/number", "a number beyond that of the newest head on file", newest);
  }
  return {};
}

}  // namespace concordat::admission
