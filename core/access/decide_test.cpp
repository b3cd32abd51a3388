// Who may do what: every rule by itself, what a refusal tells, and what it must not tell.
#include "core/access/decide.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/admission/world_for_tests.hpp"

namespace concordat::access {
namespace {

using admission::testing::payload;
using admission::testing::World;

constexpr Instant kNow{1'000'000};

const World& world() {
  static const World built;
  return built;
}
Law law() { return {world().state().tables(), world().size(), utc_date(world().now())}; }

Principal person(std::string organisation, RoleSet roles) {
  return {.kind = Kind::kPerson,
          .id = "p-1",
          .organisation = std::move(organisation),
          .roles = roles,
          .fresh = true,
          .scopes = every_scope()};
}

std::string answer(const Request& request, const Law& by) {
  const Decision decision = decide(request, by);
  return std::string(decision ? decision.rule->name : code_of(decision.reason));
}
std::string answer(const Request& request) { return answer(request, law()); }

std::vector<RoleSet> every_role_and_none() {
  std::vector<RoleSet> sets{RoleSet{}};
  for (const Named<Role>& row : kRoles) sets.push_back({row.value});
  return sets;
}

std::vector<Purpose> every_purpose_and_none() {
  std::vector<Purpose> purposes{Purpose::kNone};
  for (const PurposeRow& row : kPurposes) purposes.push_back(row.purpose);
  return purposes;
}

// What a rule asks for and nothing more.
struct Fitting {
  explicit Fitting(const Rule& rule)
      : principal(person(rule.law == Need::kOperator ? "operator" : "fr-body", {})),
        grant({.organisation = "fr-body", .purposes = rule.purposes, .from = {}, .until = {}}) {
    for (const Named<Role>& row : kRoles) {
      if (principal.roles.empty() && rule.roles.contains(row.value)) {
        principal.roles.add(row.value);
      }
    }
    for (const PurposeRow& row : kPurposes) {
      if (purpose == Purpose::kNone && rule.purposes.contains(row.purpose)) purpose = row.purpose;
    }
    grant.until = {kNow.milliseconds + 1};
  }
  [[nodiscard]] Request request(const Rule& rule) const {
    return {
        .principal = principal,
        .action = rule.action,
        .resource = {.organisation = rule.relation == Relation::kOwnOrganisation
                                         ? std::string_view(principal.organisation)
                                         : std::string_view("somebody"),
                     .person = rule.relation == Relation::kOwner ? std::string_view(principal.id)
                                                                 : std::string_view(),
                     .grants = rule.relation == Relation::kCounterpart
                                   ? std::span<const Grant>(&grant, 1)
                                   : std::span<const Grant>()},
        .purpose = purpose,
        .now = kNow};
  }

  Principal principal;
  Purpose purpose = Purpose::kNone;
  Grant grant;
};

bool about_statements(const Rule& rule) {
  return rule.law == Need::kMayState || rule.law == Need::kMayTakeBack;
}

TEST_CASE("each rule allows what it says, and nothing when one thing of it is missing") {
  for (const Rule& rule : rules()) {
    if (about_statements(rule)) continue;
    CAPTURE(rule.name);
    const Fitting fitting(rule);
    const Request request = fitting.request(rule);
    CHECK(answer(request) == rule.name);
    if (row_of(rule.action).comer == Comer::kAnybody) {
      const Principal nobody;
      CHECK(answer({.principal = nobody, .action = rule.action}) == rule.name);
      continue;
    }
    const Principal nobody;
    CHECK(answer({.principal = nobody, .action = rule.action, .resource = request.resource}) ==
          "access.sign-in");
    const auto with = [&](auto change) {
      Fitting other(rule);
      change(other);
      return answer(other.request(rule));
    };
    if (!rule.roles.empty()) {
      CHECK(with([](Fitting& other) { other.principal.roles = {}; }) != rule.name);
    }
    if (!rule.purposes.empty()) {
      CHECK(with([](Fitting& other) { other.purpose = Purpose::kNone; }) == "access.purpose");
    }
    if (row_of(rule.action).fresh) {
      CHECK(with([](Fitting& other) { other.principal.fresh = false; }) == "access.fresh");
    }
    CHECK(with([](Fitting& other) { other.principal.scopes = {}; }) == "access.scope");
    if (rule.relation != Relation::kAny) {
      Request foreign = request;
      foreign.resource = {.organisation = "somebody", .person = "p-2", .grants = {}};
      const bool hidden = row_of(rule.action).sight == Sight::kHidden;
      CHECK(answer(foreign) == (hidden ? "access.not-found" : "access.foreign"));
    }
  }
}

TEST_CASE("a refusal is the same whether the thing is another's or is not there") {
  const std::vector<Grant> grants = {
      {.organisation = "gb-ministry", .purposes = {Purpose::kComplaint}, .from = {}, .until = {2}}};
  std::size_t compared = 0;
  for (const ActionRow& action : kActions) {
    if (action.sight != Sight::kHidden) continue;
    for (const RoleSet roles : every_role_and_none()) {
      for (const Purpose purpose : every_purpose_and_none()) {
        for (const bool fresh : {false, true}) {
          Principal asker = person("fr-body", roles);
          asker.fresh = fresh;
          const Request foreign{.principal = asker,
                                .action = action.action,
                                .resource = {.organisation = "es-body", .grants = grants},
                                .purpose = purpose,
                                .now = kNow};
          Request missing = foreign;
          missing.resource = {.there = false};
          const Decision one = decide(foreign, law());
          const Decision other = decide(missing, law());
          REQUIRE(bool(one) == bool(other));
          if (!one) CHECK(to_error(one, foreign) == to_error(other, missing));
          ++compared;
        }
      }
    }
  }
  CHECK(compared > 1'000);
}

TEST_CASE("a grant holds for the organisation it names, its purposes and its time") {
  const std::vector<Grant> grants = {{.organisation = "gb-ministry",
                                      .purposes = {Purpose::kCustomsControl},
                                      .from = {10},
                                      .until = {20}}};
  const auto looks = [&](std::string organisation, Purpose purpose, std::int64_t at) {
    const Principal officer = person(std::move(organisation), {Role::kCustomsOfficer});
    return answer({.principal = officer,
                   .action = Action::kReadRecord,
                   .resource = {.organisation = "fr-body", .grants = grants},
                   .purpose = purpose,
                   .now = {at}});
  };
  CHECK(looks("gb-ministry", Purpose::kCustomsControl, 10) == "read-granted");
  CHECK(looks("gb-ministry", Purpose::kCustomsControl, 19) == "read-granted");
  CHECK(looks("gb-ministry", Purpose::kCustomsControl, 9) == "access.not-found");
  CHECK(looks("gb-ministry", Purpose::kCustomsControl, 20) == "access.not-found");
  CHECK(looks("gb-ministry", Purpose::kMarketSurveillance, 15) == "access.not-found");
  CHECK(looks("gb-ministry", Purpose::kNone, 15) == "access.purpose");
  CHECK(looks("es-ministry", Purpose::kCustomsControl, 15) == "access.not-found");
  // Whoever is not on file is shown nothing, whatever a grant says.
  CHECK(looks("nobody-knows", Purpose::kCustomsControl, 15) == "access.not-found");
}

TEST_CASE("a trader is never shown another's record, and a person always what is about herself") {
  const std::vector<Grant> grants = {{.organisation = "trader",
                                      .purposes = {Purpose::kComplaint},
                                      .from = {},
                                      .until = {kNow.milliseconds + 1}}};
  const Principal trader = person("trader", {Role::kTrader});
  CHECK(answer({.principal = trader,
                .action = Action::kReadRecord,
                .resource = {.organisation = "fr-body", .grants = grants},
                .purpose = Purpose::kComplaint,
                .now = kNow}) == "access.not-found");
  CHECK(answer({.principal = trader,
                .action = Action::kReadRecord,
                .resource = {.organisation = "fr-body", .person = "p-1"},
                .purpose = Purpose::kDataSubject}) == "read-about-oneself");
}

TEST_CASE("what only a person may do is closed to every token") {
  Principal service = person("operator", {Role::kOperator, Role::kAdministrator});
  service.kind = Kind::kService;
  CHECK(answer({.principal = service, .action = Action::kManagePeople}) == "access.person");
  CHECK(answer({.principal = service, .action = Action::kManageCredentials}) == "access.person");
  // It cannot sign in again: what its token was given for stands for that.
  service.fresh = false;
  CHECK(answer({.principal = service, .action = Action::kOperate}) == "operate-registry");
  service.scopes = {Scope::kVault};
  CHECK(answer({.principal = service, .action = Action::kOperate}) == "access.scope");
}

TEST_CASE("the role of operator is worth nothing outside the operator’s organisation") {
  const Principal pretender = person("fr-body", {Role::kOperator, Role::kAuditor});
  CHECK(answer({.principal = pretender, .action = Action::kOperate}) == "access.law");
  CHECK(answer({.principal = pretender,
                .action = Action::kSearchAudit,
                .resource = {.organisation = "es-body"},
                .purpose = Purpose::kAudit}) == "access.foreign");
  CHECK(answer({.principal = pretender,
                .action = Action::kSearchAudit,
                .resource = {.organisation = "fr-body"},
                .purpose = Purpose::kAudit}) == "audit-of-organisation");
}

TEST_CASE("a refusal names what is needed, as the interface spells it") {
  const Principal evaluator = person("fr-body", {Role::kEvaluator});
  const Request erasing{.principal = evaluator, .action = Action::kEraseRecord};
  CHECK(to_error(decide(erasing, law()), erasing).expected ==
        "regulator, accreditor, certification-body, laboratory, customs-officer, trader");
  const Request asking{.principal = evaluator, .action = Action::kRequestRecord};
  CHECK(to_error(decide(asking, law()), asking).expected ==
        "conformity-assessment, market-surveillance, customs-control, recognition, "
        "peer-evaluation, complaint");
}

TEST_CASE("no rule is without a name of its own") {
  std::vector<std::string_view> names;
  for (const Rule& rule : rules()) {
    CHECK_FALSE(rule.name.empty());
    CHECK(std::ranges::find(names, rule.name) == names.end());
    names.push_back(rule.name);
  }
  for (const ActionRow& action : kActions) CHECK_FALSE(rules_for(action.action).empty());
}

}  // namespace
}  // namespace concordat::access
