// Frame: economies, organisations, keys, the constitution.
#include "core/disclosure/batch.hpp"
#include "core/facts/fold.hpp"

namespace concordat::facts {
namespace {

using statement::Statement;

constexpr std::string_view kEconomyKinds[] = {"economy", "area", "territory"};
constexpr std::string_view kRoles[] = {"operator",
                                       "authority",
                                       "designating-authority",
                                       "accreditation-body",
                                       "conformity-assessment-body",
                                       "laboratory",
                                       "standards-body",
                                       "scheme-owner",
                                       "manufacturer",
                                       "importer",
                                       "authorised-representative",
                                       "customs",
                                       "transcriber",
                                       "depositary"};
constexpr std::string_view kRouteNames[] = {"R0", "R1", "R2", "R3", "R4", "R5", "R6", "R7"};
constexpr std::string_view kLegNames[] = {
    "authenticity", "entitlement", "coverage",    "currency",    "competence",
    "acceptance",   "instrument",  "presumption", "equivalence", "measures"};
constexpr std::string_view kPurposes[] = {"recognition", "market-access"};
constexpr std::string_view kNeeds[] = {"not-applicable", "informative", "required"};
static_assert(std::size(kRouteNames) == kRoutes && std::size(kLegNames) == kLegs);

void read_constitution(const Body& body, Constitution& row) {
  row.semantics_version = body.integer("semanticsVersion", 1);
  for (const json::Value& value : body.array("transcribers")) {
    const Body transcriber = body.record(value);
    row.transcribers.push_back({transcriber.id("organisation"), transcriber.ids("sources")});
  }
}

Result<SigningKey> read_key(Fold& fold, const Body& body, Id organisation) {
  CONCORDAT_TRY(key, crypto::parse_jwk(*body.value().find("key")));
  SigningKey row = fold.row<SigningKey>();
  row.organisation = organisation;
  row.thumbprint = fold.tables().names.intern(crypto::thumbprint(key));
  row.key = std::move(key);
  return row;
}

Status founding(Fold& fold, const Statement&) {
  if (fold.ordinal() != 0) {
    return fail({.code = "fold.founding-not-first", .place = "/type", .against = {0}});
  }
  const Body body = fold.body();
  const Body founder = body.record(*body.value().find("operator"));
  Organisation organisation = fold.row<Organisation>();
  organisation.organisation = founder.id("organisation");
  organisation.economy = founder.id("economy");
  organisation.roles = 1U << static_cast<unsigned>(Role::kOperator);
  CONCORDAT_TRY(key, read_key(fold, founder, organisation.organisation));
  Constitution constitution = fold.row<Constitution>();
  read_constitution(body.record(*body.value().find("constitution")), constitution);
  fold.add(std::move(constitution));
  fold.add(std::move(organisation));
  fold.add(std::move(key));
  return {};
}

Status constitution_change(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Constitution row = fold.row<Constitution>();
  read_constitution(body.record(*body.value().find("constitution")), row);
  fold.add(std::move(row));
  return {};
}

Status route_matrix(Fold& fold, const Statement&) {
  const Body body = fold.body();
  RouteMatrix row = fold.row<RouteMatrix>();
  for (auto& routes : row.need) {
    for (auto& legs : routes) legs.fill(Need::kInformative);
  }
  for (const json::Value& value : body.array("cells")) {
    const Body cell = body.record(value);
    const auto purpose = static_cast<std::size_t>(cell.choice<Purpose>("purpose", kPurposes));
    const auto route = static_cast<std::size_t>(cell.choice<Route>("route", kRouteNames));
    const auto leg = static_cast<std::size_t>(cell.choice<Leg>("leg", kLegNames));
    row.need[purpose][route][leg] = cell.choice<Need>("need", kNeeds);
    body.take(cell);
  }
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

Status economy(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Economy row = fold.row<Economy>();
  row.code = body.id("code");
  row.kind = body.choice<EconomyKind>("kind", kEconomyKinds);
  row.part_of = body.id("partOf");
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

Status area_membership(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Membership row = fold.row<Membership>();
  row.area = body.id("area");
  row.member = body.id("member");
  row.sectors = body.ids("sectors");
  fold.add(std::move(row));
  return {};
}

Status organisation(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Organisation row = fold.row<Organisation>();
  row.organisation = body.id("organisation");
  row.economy = body.id("economy");
  row.roles = body.bits("roles", kRoles);
  row.acts_for = body.ids("actsFor");
  row.brands = body.ids("brands");
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

Status key(Fold& fold, const Statement&) {
  const Body body = fold.body();
  CONCORDAT_TRY(row, read_key(fold, body, body.id("organisation")));
  fold.add(std::move(row));
  return {};
}

Status key_revocation(Fold& fold, const Statement&) {
  const Body body = fold.body();
  KeyRevocation row = fold.row<KeyRevocation>();
  row.thumbprint = body.id("keyId");
  row.compromised_since = body.instant("compromisedSince");
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

Status succession(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Succession row = fold.row<Succession>();
  row.predecessor = body.id("predecessor");
  row.successor = body.id("successor");
  row.scope = body.id("scope");
  fold.add(std::move(row));
  return {};
}

Status filing_obligation(Fold& fold, const Statement&) {
  const Body body = fold.body();
  FilingObligation row = fold.row<FilingObligation>();
  row.market = body.id("market");
  row.body = body.id("body");
  row.economy = body.id("economy");
  row.scheme = body.id("scheme");
  row.act = body.id("act");
  fold.add(std::move(row));
  return {};
}

Status requirements_complete(Fold& fold, const Statement&) {
  const Body body = fold.body();
  RequirementsComplete row = fold.row<RequirementsComplete>();
  row.market = body.id("market");
  row.sector = body.id("sector");
  fold.add(std::move(row));
  return {};
}

Status audit_head(Fold& fold, const Statement&) {
  const Body body = fold.body();
  AuditHead row = fold.row<AuditHead>();
  row.number = body.integer("number");
  row.head = body.digest("head");
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

Status vault_batch(Fold& fold, const Statement&) {
  CONCORDAT_TRY(batch, disclosure::read_batch(fold.body().value()));
  VaultBatch row = fold.row<VaultBatch>();
  row.number = batch.number;
  row.first = batch.first;
  row.count = batch.count;
  row.root = batch.root;
  fold.add(std::move(row));
  return {};
}

constexpr NamedRule kRules[] = {
    {"founding", founding},
    {"constitution-change", constitution_change},
    {"route-matrix", route_matrix},
    {"economy", economy},
    {"area-membership", area_membership},
    {"organisation", organisation},
    {"key", key},
    {"key-revocation", key_revocation},
    {"succession", succession},
    {"filing-obligation", filing_obligation},
    {"requirements-complete", requirements_complete},
    {"audit-head", audit_head},
    {"vault-batch", vault_batch},
};

}  // namespace

std::span<const NamedRule> frame_rules() { return kRules; }

}  // namespace concordat::facts
