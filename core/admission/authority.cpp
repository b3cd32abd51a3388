// Who may state what: the rules that the catalogue describes in prose.
#include <algorithm>

#include "core/admission/claim.hpp"

namespace concordat::admission {
namespace {

using facts::Role;
using statement::Authority;

bool speaks_for_any(const Scene& scene, Id author, const facts::Ids& markets) {
  return std::ranges::any_of(markets, [&](Id market) { return scene.speaks_for(author, market); });
}

bool is_depositary(const Scene& scene, Id author, Id agreement) {
  if (agreement == kNoId) return false;
  const facts::Agreement* row = scene.newest(scene.tables().agreements, agreement);
  if (!row) return false;
  scene.consult(row->since);
  return row->depositary == author;
}

// An authority of a party to the agreement that the annex belongs to, or of a participant.
bool speaks_for_party_of_annex(const Scene& scene, Id author, Id annex) {
  if (annex == kNoId) return false;
  const facts::Annex* row = scene.newest(scene.tables().annexes, annex);
  if (!row) return false;
  scene.consult(row->since);
  const facts::Agreement* agreement = scene.newest(scene.tables().agreements, row->agreement);
  if (agreement && speaks_for_any(scene, author, agreement->parties)) return true;
  const facts::Organisation* organisation = scene.organisation(author);
  if (!organisation) return false;
  facts::Ids markets = organisation->acts_for;
  markets.push_back(organisation->economy);
  return std::ranges::any_of(markets, [&](Id market) {
    return scene.newest(scene.tables().participations, facts::pack(row->agreement, market)) &&
           scene.speaks_for(author, market);
  });
}

bool speaks_for_market_of_act(const Scene& scene, Id author, Id act) {
  if (act == kNoId) return false;
  const facts::LegalAct* row = scene.newest(scene.tables().acts, act);
  if (!row) return false;
  scene.consult(row->since);
  return scene.speaks_for(author, row->market);
}

bool owns_scheme(const Scene& scene, Id author, Id scheme) {
  if (scheme == kNoId) return false;
  const facts::Scheme* row = scene.newest(scene.tables().schemes, scheme);
  if (!row) return false;
  scene.consult(row->since);
  return row->owner == author;
}

bool speaks_for_economy_of(const Scene& scene, Id author, Id organisation) {
  const facts::Organisation* described = scene.organisation(organisation);
  return described && scene.speaks_for(author, described->economy);
}

// Itself, what came after it, and who designates it: for what a body leaves behind.
bool acts_for_body(const Scene& scene, Id author, Id body) {
  return author == body || scene.succeeds(author, body) || scene.designates(author, body);
}

bool may_as_self(const Scene& scene, Id author, const Claim& claim) {
  if (author == claim.subject || scene.is_operator(author)) return true;
  // Keys are between the organisation and the operator.
  if (claim.descriptor->type == "key" || claim.descriptor->type == "key-revocation") return false;
  return speaks_for_economy_of(scene, author, claim.subject);
}

bool may_as_market_authority(const Scene& scene, Id author, const Claim& claim) {
  if (claim.descriptor->type == "run-off-rule") {
    return speaks_for_market_of_act(scene, author, claim.act) ||
           speaks_for_party_of_annex(scene, author, claim.annex) ||
           owns_scheme(scene, author, claim.scheme);
  }
  if (claim.descriptor->type == "area-membership" && scene.is_operator(author)) return true;
  return scene.speaks_for(author, claim.subject);
}

bool may_as_designator(const Scene& scene, Id author, const Claim& claim) {
  if (claim.descriptor->type == "assessment") {
    return scene.has_role(author, Role::kDesignatingAuthority) ||
           scene.has_role(author, Role::kAccreditationBody) || scene.is_operator(author);
  }
  return scene.designates(author, claim.subject) ||
         speaks_for_party_of_annex(scene, author, claim.annex);
}

// An arrangement that is no agreement on file belongs to the depositary who first spoke of it.
// Signatories are few hundreds at most, and seldom stated.
bool keeps_arrangement(const Scene& scene, Id author, Id arrangement) {
  if (!scene.has_role(author, Role::kDepositary)) return false;
  if (arrangement == kNoId) return true;
  const facts::Tables& tables = scene.tables();
  if (scene.newest(tables.agreements, arrangement)) return false;
  bool another_keeps_it = false;
  tables.signatories.visit_all(scene.size(), [&](const facts::Signatory& row) {
    const facts::StatementRecord& record = tables.statements[row.since];
    if (row.arrangement != arrangement || record.basis != statement::BasisKind::kOwn) return;
    if (record.author == author || scene.is_operator(record.author)) return;
    scene.consult(row.since);
    another_keeps_it = true;
  });
  return !another_keeps_it;
}

bool may_as_depositary(const Scene& scene, Id author, const Claim& claim) {
  if (is_depositary(scene, author, claim.subject)) return true;
  if (claim.descriptor->type == "arrangement-signatory") {
    return scene.is_operator(author) || keeps_arrangement(scene, author, claim.subject);
  }
  return scene.speaks_for(author, claim.party);
}

bool may_as_body(const Scene& scene, Id author, const Claim& claim) {
  if (claim.descriptor->type != "certificate-state") {
    return acts_for_body(scene, author, claim.subject);
  }
  const facts::Certificate* row = scene.newest(scene.tables().certificates, claim.subject);
  if (!row) return false;
  scene.consult(row->since);
  const Id issuer = scene.tables().profiles[row->profile].body;
  return acts_for_body(scene, author, issuer) ||
         acts_for_body(scene, author, responsible_body(scene, claim.subject));
}

bool may_as_holder(const Scene& scene, Id author, const Claim& claim) {
  if (author == claim.subject) return true;
  if (claim.descriptor->type == "product-type") {
    return scene.has_role(author, Role::kConformityAssessmentBody) || scene.is_operator(author);
  }
  if (claim.descriptor->type == "licence" && claim.certificate != kNoId) {
    return author == responsible_body(scene, claim.certificate);
  }
  return false;
}

bool has_any_role(const Scene& scene, Id author, std::initializer_list<Role> roles) {
  return std::ranges::any_of(roles, [&](Role role) { return scene.has_role(author, role); });
}

}  // namespace

Id responsible_body(const Scene& scene, Id certificate) {
  if (certificate == kNoId) return kNoId;
  const facts::Transfer* last = nullptr;
  facts::Probe today = scene.probe(scene.today());
  scene.tables().transfers.visit(certificate, scene.size(), [&](const facts::Transfer& row) {
    if (facts::in_force(row, today).holding != facts::Holding::kHolds) return true;
    const bool later = !last || row.certain.from > last->certain.from ||
                       (row.certain.from == last->certain.from && row.origin > last->origin);
    if (later) last = &row;
    return true;
  });
  if (last) {
    scene.consult(last->since);
    return last->to;
  }
  const facts::Certificate* row = scene.newest(scene.tables().certificates, certificate);
  return row ? scene.tables().profiles[row->profile].body : kNoId;
}

bool may_state(const Scene& scene, Id author, const Claim& claim) {
  switch (claim.descriptor->authority) {
    case Authority::kOperator:
      return scene.is_operator(author);
    case Authority::kSelf:
      return may_as_self(scene, author, claim);
    case Authority::kMarketAuthority:
      return may_as_market_authority(scene, author, claim);
    case Authority::kAccreditor:
      return author == claim.subject && scene.has_role(author, Role::kAccreditationBody);
    case Authority::kDesignator:
      return may_as_designator(scene, author, claim);
    case Authority::kParty:
      return author == claim.depositary || speaks_for_any(scene, author, claim.parties);
    case Authority::kDepositary:
      return may_as_depositary(scene, author, claim);
    case Authority::kBody:
      return may_as_body(scene, author, claim);
    case Authority::kStandardsBody:
      return has_any_role(scene, author, {Role::kStandardsBody, Role::kAuthority, Role::kOperator});
    case Authority::kSchemeOwner:
      if (claim.descriptor->type != "level-scale") {
        return author == claim.subject || scene.is_operator(author);
      }
      return has_any_role(scene, author, {Role::kSchemeOwner, Role::kAuthority, Role::kOperator});
    case Authority::kHolder:
      return may_as_holder(scene, author, claim);
    // Judged by what it changes, in judge.cpp.
    case Authority::kAuthorOfSubject:
      return false;
    case Authority::kAnyone:
      return scene.organisation(author) != nullptr;
  }
  return false;
}

}  // namespace concordat::admission
