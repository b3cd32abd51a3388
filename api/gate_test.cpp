// Every way into the interface, by everybody: each route and method, each role, own organisation
// and another's, nobody in particular; held against the action that the route is declared to be.
#include "api/gate.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "api/house_for_tests.hpp"
#include "registry/audit/check.hpp"
#include "registry/audit/store_for_tests.hpp"
#include "registry/audit/trail.hpp"

namespace concordat::api {
namespace {

using namespace testing;
using registry::audit::testing::MemoryAuditStore;

class Whoever final : public Identifier {
 public:
  [[nodiscard]] access::Principal principal_of(const http::Request&) const override {
    return principal;
  }
  access::Principal principal;
};

struct Gatehouse {
  Whoever whoever;
  MemoryAuditStore store;
  std::unique_ptr<registry::audit::Trail> trail =
      *registry::audit::Trail::open(store, house().demonstration.clock());
  Api api{{.registry = house().demonstration.registry(),
           .clock = house().demonstration.clock(),
           .messages = &house().messages,
           .identifier = &whoever,
           .trail = trail.get()}};

  http::Response ask(const Way& way, const std::string& query = "") {
    return fixture::ask(api, {.method = std::string(way.method), .path = way.path, .query = query});
  }
};

// The demonstration's operator, and somebody who is on file and is not.
constexpr std::string_view kOperator = "concordat-demo";

access::Principal somebody(std::string_view organisation, access::RoleSet roles) {
  return {.kind = access::Kind::kPerson,
          .id = "p-1",
          .organisation = std::string(organisation),
          .roles = roles,
          .fresh = true,
          .scopes = access::every_scope()};
}

bool is_refusal(const http::Response& response) {
  if (response.status < 400 || !response.header("Content-Type")) return false;
  if (*response.header("Content-Type") != "application/problem+json") return false;
  return body_of(response).text("code").starts_with("access.");
}

// As anybody may read it, with a code, a title and a status, and nothing kept.
void check_form(const http::Response& refusal) {
  const json::Value body = body_of(refusal);
  CHECK(body.integer("status") == refusal.status);
  CHECK_FALSE(body.text("title").empty());
  CHECK(body.text("type") == "/problems/" + std::string(body.text("code")));
  CHECK(*refusal.header("Cache-Control") == "no-store");
  CHECK((refusal.status == 401) == refusal.header("WWW-Authenticate").has_value());
  CHECK_FALSE(refusal.header("Access-Control-Allow-Origin").has_value());
}

TEST_CASE("every route is declared, once, and leads where it says") {
  const std::vector<Way> ways = Api::ways();
  CHECK(ways.size() > 60);
  for (const Way& way : ways) {
    CAPTURE(way.path);
    CHECK(Api::route_of(way.path) == way.route);
  }
}

TEST_CASE("every route, every role, own organisation and another’s, and nobody") {
  Gatehouse gatehouse;
  std::vector<access::RoleSet> roles{{}};
  for (const auto& row : access::kRoles) roles.push_back({row.value});
  std::size_t refused = 0;
  for (const Way& way : Api::ways()) {
    const access::ActionRow& action = access::row_of(way.action);
    const bool open = action.comer == access::Comer::kAnybody;
    CAPTURE(way.route);
    CAPTURE(way.method);
    gatehouse.whoever.principal = {};
    const http::Response to_nobody = gatehouse.ask(way);
    CHECK(is_refusal(to_nobody) == !open);
    if (!open) {
      check_form(to_nobody);
      CHECK(code_of(to_nobody) == "access.sign-in");
    }
    for (const access::RoleSet role : roles) {
      for (const std::string_view organisation :
           {kOperator, std::string_view("anssi"), std::string_view("not-on-file")}) {
        gatehouse.whoever.principal = somebody(organisation, role);
        const auto door = access::at_the_door(way.action, gatehouse.whoever.principal);
        const http::Response response = gatehouse.ask(way);
        if (open) {
          CHECK_FALSE(is_refusal(response));
          continue;
        }
        if (door) {
          CHECK(code_of(response) == access::code_of(*door));
        }
        if (is_refusal(response)) {
          check_form(response);
          ++refused;
        }
      }
    }
  }
  CHECK(refused > 0);
}

// As the operator's auditor, with a purpose.
Way accesses() { return {"", "GET", "/v1/audit/accesses", access::Action::kSearchAudit}; }
Way looks() { return {"", "GET", "/v1/audit/looks", access::Action::kSeeWhoLooked}; }

TEST_CASE("a search of the records is itself recorded, granted or refused") {
  Gatehouse gatehouse;
  gatehouse.whoever.principal = somebody(kOperator, {access::Role::kAuditor});
  CHECK(code_of(gatehouse.ask(accesses())) == "access.purpose");
  const http::Response granted = gatehouse.ask(accesses(), "purpose=audit");
  REQUIRE(granted.status == 200);
  const json::Array listed = body_of(granted).array("accesses");
  REQUIRE(listed.size() == 2);
  CHECK(listed[0].text("rule") == "audit-of-registry");
  CHECK(listed[1].text("reason") == "access.purpose");
  CHECK(*granted.header("Cache-Control") == "no-store");
  // Nobody in particular leaves none.
  gatehouse.whoever.principal = {};
  CHECK(gatehouse.ask(accesses(), "purpose=audit").status == 401);
  CHECK(gatehouse.trail->count() == 2);
}

TEST_CASE("who is turned away at the door is recorded too, by the route alone") {
  Gatehouse gatehouse;
  gatehouse.whoever.principal = somebody("anssi", {access::Role::kTrader});
  CHECK(code_of(gatehouse.ask(accesses(), "purpose=audit&person=p-9")) == "access.role");
  gatehouse.whoever.principal.scopes = {};
  CHECK(code_of(gatehouse.ask(looks())) == "access.scope");
  REQUIRE(gatehouse.store.rows.size() == 2);
  const auto first = registry::audit::parse_record(gatehouse.store.rows[0].record);
  REQUIRE(first);
  CHECK(first->access.reason == "access.role");
  CHECK(first->access.resource == "/v1/audit/accesses");
  CHECK(first->access.organisation == "anssi");
  // Where that cannot be written, the refusal says so in place of its reason.
  gatehouse.store.failing = MemoryAuditStore::Failing::kBefore;
  CHECK(code_of(gatehouse.ask(looks())) == "audit.unwritten");
}

TEST_CASE("an auditor of one organisation sees what its people did, and no more") {
  Gatehouse gatehouse;
  gatehouse.whoever.principal = somebody("anssi", {access::Role::kAuditor});
  CHECK(code_of(gatehouse.ask(accesses(), "purpose=audit")) == "access.foreign");
  CHECK(code_of(gatehouse.ask(accesses(), "purpose=audit&organisation=bsi")) == "access.foreign");
  const http::Response own = gatehouse.ask(accesses(), "purpose=audit&organisation=anssi");
  REQUIRE(own.status == 200);
  for (const json::Value& record : body_of(own).array("accesses")) {
    CHECK(record.text("organisation") == "anssi");
  }
}

TEST_CASE("whose something is sees who looked, and a person what concerns that person") {
  Gatehouse gatehouse;
  registry::audit::Access look{.kind = "person",
                               .who = "p-9",
                               .organisation = "customs",
                               .action = "read-record",
                               .resource = "record/7",
                               .owner = "anssi",
                               .about = "p-1",
                               .rule = "read-granted"};
  REQUIRE(gatehouse.trail->record(look));
  look.owner = "bsi";
  look.about = "p-2";
  REQUIRE(gatehouse.trail->record(look));
  gatehouse.whoever.principal = somebody("anssi", {access::Role::kLaboratory});
  const json::Value own = body_of(gatehouse.ask(looks()));
  REQUIRE(own.array("accesses").size() == 2);  // the look, and this very asking
  CHECK(own.array("accesses")[1].text("who") == "p-9");
  // Naming somebody else changes nothing.
  const json::Value same = body_of(gatehouse.ask(looks(), "owner=bsi&about=p-2"));
  for (const json::Value& record : same.array("accesses")) CHECK(record.text("owner") == "anssi");
  const json::Value mine = body_of(gatehouse.ask(looks(), "of=me"));
  REQUIRE(mine.array("accesses").size() == 2);
  for (const json::Value& record : mine.array("accesses")) CHECK(record.text("about") == "p-1");
  CHECK(code_of(gatehouse.ask(looks(), "of=everybody")) == "request.parameter");
}

TEST_CASE("pages follow each other by the number of the last record") {
  Gatehouse gatehouse;
  gatehouse.whoever.principal = somebody(kOperator, {access::Role::kAuditor});
  for (int at = 0; at < 5; ++at) gatehouse.ask(accesses(), "purpose=audit");
  const json::Value first = body_of(gatehouse.ask(accesses(), "purpose=audit&limit=2"));
  CHECK(first.array("accesses").size() == 2);
  CHECK(first.integer("next") == 5);
  const json::Value second = body_of(gatehouse.ask(accesses(), "purpose=audit&limit=2&before=5"));
  CHECK(second.array("accesses")[0].integer("number") == 4);
  CHECK(code_of(gatehouse.ask(accesses(), "purpose=audit&limit=0")) == "request.parameter");
  CHECK(code_of(gatehouse.ask(accesses(), "purpose=audit&from=now")) == "request.parameter");
  CHECK(code_of(gatehouse.ask(accesses(), "purpose=audit&who=p-1")) == "request.parameter");
}

TEST_CASE("an access whose record cannot be written is refused") {
  Gatehouse gatehouse;
  gatehouse.whoever.principal = somebody(kOperator, {access::Role::kAuditor});
  gatehouse.store.failing = MemoryAuditStore::Failing::kBefore;
  const http::Response full = gatehouse.ask(accesses(), "purpose=audit");
  CHECK(full.status == 503);
  CHECK(code_of(full) == "audit.unwritten");
  gatehouse.store.failing = MemoryAuditStore::Failing::kNot;
  CHECK(gatehouse.ask(accesses(), "purpose=audit").status == 200);
  // And where there is no trail at all, nothing that leaves a record is answered.
  Api without{{.registry = house().demonstration.registry(),
               .clock = house().demonstration.clock(),
               .identifier = &gatehouse.whoever}};
  const http::Response none =
      fixture::ask(without, {.path = "/v1/audit/accesses", .query = "purpose=audit"});
  CHECK(code_of(none) == "audit.not-here");
}

}  // namespace
}  // namespace concordat::api
