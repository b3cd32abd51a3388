// Records of access over HTTP: an auditor searches them, and whose something is sees who looked.
#include "api/gate.hpp"
#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "core/json/read.hpp"
#include "registry/audit/trail.hpp"

namespace concordat::api {
namespace {

// As everywhere in the interface.
constexpr std::uint32_t kMostOnPage = 500;

struct Filter {
  std::string_view parameter;
  std::string AuditKeys::* key;
};
constexpr Filter kFilters[] = {{"person", &AuditKeys::who},
                               {"organisation", &AuditKeys::organisation},
                               {"owner", &AuditKeys::owner},
                               {"about", &AuditKeys::about},
                               {"resource", &AuditKeys::resource}};

std::unexpected<Error> bad(std::string_view parameter, std::string_view expected) {
  return fail({.code = "request.parameter",
               .place = std::string(parameter),
               .expected = std::string(expected)});
}

Result<Instant> instant_of(const Call& call, std::string_view parameter, Instant otherwise) {
  const std::string_view text = call.query.value(parameter);
  if (text.empty()) return otherwise;
  const auto instant = parse_instant(text);
  if (!instant) return bad(parameter, "an instant as RFC 3339 has it");
  return *instant;
}

Result<AuditStore::Query> asked(const Call& call) {
  AuditStore::Query query;
  for (const auto& [name, value] : call.query.parameters()) {
    bool known = name == "from" || name == "until" || name == "before" || name == "limit" ||
                 name == "purpose" || name == "of";
    for (const Filter& filter : kFilters) {
      if (filter.parameter != name) continue;
      known = true;
      query.keys.*filter.key = value;
    }
    if (!known) return bad(name, "person, organisation, owner, about, resource, from, until, ...");
  }
  CONCORDAT_TRY(from, instant_of(call, "from", query.from));
  CONCORDAT_TRY(until, instant_of(call, "until", query.until));
  CONCORDAT_TRY(before, call.query.number("before", {.minimum = 1, .maximum = query.before}));
  CONCORDAT_TRY(limit, call.query.number("limit", {.minimum = 1, .maximum = kMostOnPage}));
  query.from = from;
  query.until = until;
  if (before) query.before = *before;
  if (limit) query.limit = static_cast<std::uint32_t>(*limit);
  return query;
}

// The newest first; `next` is the `before` of the next page. Nobody reads without a permit.
Answer found(const Call& call, const AuditStore::Query& query, const Permit& permit) {
  CONCORDAT_TRY(rows, call.ports.trail->store().search(query));
  json::Array accesses;
  for (const AuditRow& row : rows) {
    CONCORDAT_TRY(record, json::read(row.record));
    accesses.push_back(std::move(record));
  }
  json::Object body{{"rule", permit.rule()}, {"accesses", std::move(accesses)}};
  if (rows.size() == query.limit) body.set("next", rows.back().number);
  return json_reply(body, Caching::kNoStore);
}

}  // namespace

Answer get_accesses(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  CONCORDAT_TRY(query, asked(call));
  CONCORDAT_TRY(purpose, purpose_of(call));
  const Wanted wanted{.action = access::Action::kSearchAudit,
                      .resource = "audit",
                      .of = {.organisation = query.keys.organisation},
                      .purpose = purpose};
  CONCORDAT_TRY(permit, pass(call, wanted));
  return found(call, query, permit);
}

// Of the asker's organisation, or with `of=me` of the person who asks: there is no way to name
// anybody else.
Answer get_looks(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  CONCORDAT_TRY(query, asked(call));
  const std::string_view of = call.query.value("of");
  if (!of.empty() && of != "me" && of != "organisation") return bad("of", "me or organisation");
  Wanted wanted{.action = access::Action::kSeeWhoLooked, .resource = "audit"};
  query.keys.owner.clear();
  query.keys.about.clear();
  if (of == "me") {
    query.keys.about = call.principal.id;
    wanted.of.person = call.principal.id;
  } else {
    query.keys.owner = call.principal.organisation;
    wanted.of.organisation = call.principal.organisation;
  }
  CONCORDAT_TRY(permit, pass(call, wanted));
  return found(call, query, permit);
}

}  // namespace concordat::api
