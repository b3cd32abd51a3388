#include "api/gate.hpp"

#include "registry/audit/trail.hpp"

namespace concordat::api {
namespace {

// Who asked for what, before anything is said of the outcome.
registry::audit::Access asked_by(const access::Principal& principal, access::Action action,
                                 std::string_view resource) {
  return {.kind = std::string(access::name(principal.kind)),
          .who = principal.id,
          .organisation = principal.organisation,
          .action = std::string(access::name(action)),
          .resource = std::string(resource)};
}

// Nobody in particular leaves no record: there is nobody to name, and nothing was looked at.
bool leaves_record(access::Action action, const access::Principal& principal) {
  return access::row_of(action).recorded && principal.kind != access::Kind::kNobody;
}

Status record(const Ports& ports, const registry::audit::Access& access) {
  if (ports.trail == nullptr) return fail({.code = "audit.not-here"});
  return ports.trail->record(access);
}

}  // namespace

Status enter(const Ports& ports, access::Action action, std::string_view route,
             const access::Principal& principal) {
  const auto reason = access::at_the_door(action, principal);
  if (!reason) return {};
  if (leaves_record(action, principal)) {
    registry::audit::Access refused = asked_by(principal, action, route);
    refused.reason = access::code_of(*reason);
    refused.size = ports.registry.size();
    CONCORDAT_CHECK(record(ports, refused));
  }
  return fail(access::to_error({.reason = *reason}, {.principal = principal, .action = action}));
}

Result<Permit> pass(const Call& call, const Wanted& wanted) {
  const auto state = call.ports.registry.state();
  const auto size = state->size_published();
  const Instant now = call.ports.clock.now();
  const access::Request request{.principal = call.principal,
                                .action = wanted.action,
                                .resource = wanted.of,
                                .purpose = wanted.purpose,
                                .now = now};
  const access::Decision decision =
      access::decide(request, access::Law(state->tables(), size, utc_date(now)));
  if (leaves_record(wanted.action, call.principal)) {
    registry::audit::Access access = asked_by(call.principal, wanted.action, wanted.resource);
    access.owner = wanted.of.organisation;
    access.about = wanted.of.person;
    access.purpose = access::name(wanted.purpose);
    (decision ? access.rule : access.reason) =
        decision ? decision.rule->name : access::code_of(decision.reason);
    access.size = size;
    CONCORDAT_CHECK(record(call.ports, access));
  }
  if (!decision) return fail(access::to_error(decision, request));
  return Permit(decision.rule->name);
}

Result<access::Purpose> purpose_of(const Call& call) {
  const std::string_view named = call.query.value("purpose");
  if (named.empty()) return access::Purpose::kNone;
  if (const auto purpose = access::purpose_named(named)) return *purpose;
  return fail({.code = "access.purpose", .place = "purpose"});
}

}  // namespace concordat::api
