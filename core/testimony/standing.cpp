#include "core/testimony/standing.hpp"

#include "core/recognition/context.hpp"

namespace concordat::testimony {
namespace {

using recognition::Phase;

std::string_view name_of(Phase phase) {
  switch (phase) {
    case Phase::kNotYet:
      return "not yet in force";
    case Phase::kSuspended:
      return "suspended";
    case Phase::kEnded:
      return "ended";
    default:
      return "open";
  }
}

}  // namespace

Status must_stand(const Office& office, const facts::Row& row) {
  const recognition::Tenure tenure = recognition::tenure_at(row, office.today);
  if (tenure.phase == Phase::kInForce) return {};
  Error error{.code = "untp.not-valid",
              .arguments = {{"state", std::string(name_of(tenure.phase))}}};
  if (tenure.evidence != facts::kNever) error.against.push_back(tenure.evidence);
  return fail(std::move(error));
}

}  // namespace concordat::testimony
