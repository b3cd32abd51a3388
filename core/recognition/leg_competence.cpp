#include <algorithm>
#include <optional>

#include "core/recognition/competence.hpp"

namespace concordat::recognition {
namespace {

using facts::Accreditation;
using facts::Artefact;
using facts::CompetenceBy;
using facts::Designation;

constexpr CompetenceWords kDesignationWords{code::kCompetenceDesignated,
                                            code::kCompetenceDesignatedLater,
                                            code::kCompetenceDesignationEnded};
constexpr CompetenceWords kAccreditationWords{code::kCompetenceAccredited,
                                              code::kCompetenceAccreditedLater,
                                              code::kCompetenceAccreditationEnded};

void keep_better(std::optional<Graded>& best, Graded graded) {
  if (!best || better(graded, *best)) best = std::move(graded);
}

// ---- designation and listing ----------------------------------------------------------------

// Which designations count: for an act, and without or with an annex.
struct Wanted {
  Id act = kNoId;    // kNoId: any
  Id annex = kNoId;  // of the agreement at hand
  bool listed = false;
  Id by_market = kNoId;  // only designations that are this market's own act
};

Wanted wanted_designation(const Context& context, const Case& asked, CompetenceBy by) {
  const Candidate& candidate = asked.candidate;
  Wanted wanted;
  wanted.annex = candidate.annex ? candidate.annex->annex : kNoId;
  wanted.listed = by == CompetenceBy::kListing;
  const bool importer_rules = candidate.route == Route::kR1 || candidate.route == Route::kR2 ||
                              candidate.route == Route::kR5;
  wanted.act = candidate.requirement && importer_rules ? candidate.requirement->act
                                                       : asked.attestation.act();
  if (candidate.route == Route::kR0 && candidate.requirement) {
    const Id market = candidate.requirement->market;
    if (!at_home(context, asked.attestation, market)) wanted.by_market = market;
  }
  return wanted;
}

bool is_wanted(const Context& context, const Designation& row, const Wanted& wanted) {
  if (wanted.by_market != kNoId && !designated_by(context, row, wanted.by_market)) return false;
  if (wanted.act != kNoId && row.act != wanted.act) return false;
  if (wanted.listed) return row.annex == wanted.annex;
  return row.annex == kNoId || row.annex == wanted.annex;
}

bool module_fits(const Designation& row, Id module) {
  return module == kNoId || covers(row.modules, module);
}

Truth product_fits(const Context& context, const Designation& row, const Kind& attestation,
                   std::vector<std::string>* missing) {
  if (!covers(row.sectors, attestation.sector())) return Truth::kNo;
  return row.products ? row.products->holds(attestation.attributes(context), missing) : Truth::kYes;
}

// The newest designation for the same scope that a body holds at the event.
const facts::Row* designated_at_event(Context& context, const Case& asked, const Wanted& wanted,
                                      Id body) {
  const Id module = asked.attestation.module();
  const Id sector = asked.attestation.sector();
  const facts::Row* found = nullptr;
  context.tables.designations.visit(body, context.size, [&](const Designation& row) {
    if (!is_wanted(context, row, wanted) || !module_fits(row, module)) return true;
    if (product_fits(context, row, asked.attestation, nullptr) != Truth::kYes) return true;
    const auto tenure = tenure_at(row, context.event, {module, sector});
    if (tenure.phase == Phase::kInForce) found = &row;
    return !found;
  });
  return found;
}

Graded grade_designation(Context& context, const Case& asked, const Wanted& wanted,
                         const Designation& row) {
  const Id module = asked.attestation.module();
  const Id sector = asked.attestation.sector();
  Graded graded;
  graded.origin = row.origin;
  Findings found(context, Leg::kCompetence, graded.findings);
  const Named body{"body", row.body};
  if (!module_fits(row, module)) {
    graded.nearness = nearness::kOtherModule;
    found.fails(code::kCompetenceModuleNotCovered, {body, {"module", module}}, {row.since});
    return graded;
  }
  std::vector<std::string> missing;
  const Truth product = product_fits(context, row, asked.attestation, &missing);
  if (product == Truth::kNo) {
    graded.nearness = nearness::kOtherProduct;
    found.fails(code::kCompetenceProductNotCovered, {body, {"sector", sector}}, {row.since});
    return graded;
  }
  graded = grade(context, asked,
                 {.row = row,
                  .body = row.body,
                  .act = row.act,
                  .parts = {module, sector},
                  .words = kDesignationWords,
                  .in_force_at_event = [&](Id other) {
                    return designated_at_event(context, asked, wanted, other);
                  }});
  if (product == Truth::kUnknown && graded.bearing < Bearing::kOpen) {
    graded.bearing = Bearing::kOpen;
    graded.nearness = nearness::kOpen;
    Findings(context, Leg::kCompetence, graded.findings)
        .attributes_needed(code::kCompetenceAttributeNeeded, missing);
  }
  return graded;
}

Graded best_designation(Context& context, const Case& asked, CompetenceBy by) {
  const Wanted wanted = wanted_designation(context, asked, by);
  const Id body = asked.attestation.body();
  std::optional<Graded> best;
  const Designation* other = nullptr;
  context.tables.designations.visit(body, context.size, [&](const Designation& row) {
    if (is_wanted(context, row, wanted)) {
      keep_better(best, grade_designation(context, asked, wanted, row));
    } else if (!other || row.origin < other->origin) {
      other = &row;
    }
    return true;
  });
  if (best) return *best;
  Graded graded;
  Findings found(context, Leg::kCompetence, graded.findings);
  if (other) {
    graded.nearness = nearness::kOtherAct;
    found.fails(code::kCompetenceOtherAct,
                {{"body", body}, {"act", wanted.act}, {"designatedFor", other->act}},
                {other->since});
  } else {
    graded.nearness = nearness::kNone;
    found.fails(code::kCompetenceNotDesignated, {{"body", body}, {"act", wanted.act}});
  }
  return graded;
}

// ---- accreditation --------------------------------------------------------------------------

std::string_view main_scope_of(Artefact artefact) {
  if (artefact == Artefact::kTestReport) return "testing";
  if (artefact == Artefact::kInspection) return "inspection";
  return "product-certification";
}

bool standard_fits(const Context& context, const Accreditation& row, const Kind& attestation) {
  if (row.standards.empty()) return true;
  return std::ranges::any_of(attestation.editions(), [&](Id id) {
    const auto* edition = described(context, context.tables.editions, id);
    return contains(row.standards, id) || (edition && contains(row.standards, edition->standard));
  });
}

bool accreditation_fits(const Context& context, const Case& asked, const Accreditation& row) {
  const Kind& attestation = asked.attestation;
  return context.text(row.main_scope) == main_scope_of(attestation.artefact()) &&
         covers(row.sectors, attestation.sector()) &&
         (row.schemes.empty() || contains(row.schemes, attestation.scheme())) &&
         standard_fits(context, row, attestation);
}

const facts::Row* accredited_at_event(Context& context, const Case& asked, Id body) {
  const Id sector = asked.attestation.sector();
  const Id scheme = asked.attestation.scheme();
  const facts::Row* found = nullptr;
  context.tables.accreditations.visit(body, context.size, [&](const Accreditation& row) {
    if (!accreditation_fits(context, asked, row)) return true;
    const auto tenure = tenure_at(row, context.event, {sector, scheme});
    if (tenure.phase == Phase::kInForce) found = &row;
    return !found;
  });
  return found;
}

// An accreditation together with the acceptance of its accreditor.
Graded grade_accreditation(Context& context, const Case& asked, const Accreditation& row) {
  const Id sector = asked.attestation.sector();
  const Id scheme = asked.attestation.scheme();
  const Id act =
      asked.candidate.requirement ? asked.candidate.requirement->act : asked.attestation.act();
  Graded graded = grade(
      context, asked,
      {.row = row,
       .body = row.body,
       .act = act,
       .accreditor = row.accreditor,
       .parts = {sector, scheme},
       .words = kAccreditationWords,
       .in_force_at_event = [&](Id other) { return accredited_at_event(context, asked, other); }});
  Graded accepted = grade_acceptance(context, asked, row);
  graded.bearing = std::max(graded.bearing, accepted.bearing);
  graded.further = std::max(graded.nearness, accepted.nearness);
  graded.nearness = std::min(graded.nearness, accepted.nearness);
  graded.findings.insert(graded.findings.end(), accepted.findings.begin(), accepted.findings.end());
  return graded;
}

Graded best_accreditation(Context& context, const Case& asked) {
  const Id body = asked.attestation.body();
  std::optional<Graded> best;
  const Accreditation* other = nullptr;
  context.tables.accreditations.visit(body, context.size, [&](const Accreditation& row) {
    if (accreditation_fits(context, asked, row)) {
      keep_better(best, grade_accreditation(context, asked, row));
    } else if (!other || row.origin < other->origin) {
      other = &row;
    }
    return true;
  });
  if (best) return *best;
  Graded graded;
  Findings found(context, Leg::kCompetence, graded.findings);
  if (other) {
    graded.nearness = nearness::kOtherAct;
    found.fails(code::kCompetenceAccreditationOutOfScope,
                {{"body", body}, {"accreditor", other->accreditor}}, {other->since});
  } else {
    graded.nearness = nearness::kNone;
    found.fails(code::kCompetenceNotAccredited, {{"body", body}});
  }
  return graded;
}

// ---- participation --------------------------------------------------------------------------

// How a participation let the body issue on the day of issue, the best first.
constexpr int kIssuer = 0;
constexpr int kIssuerPossibly = 1;
constexpr int kNotAnIssuer = 2;
constexpr int kParticipantLater = 3;
constexpr int kNotAuthorising = 4;

int standing_of(const facts::Participation& row, Phase at_issue, const Kind& attestation) {
  if (row.role != facts::ParticipantRole::kAuthorising) return kNotAuthorising;
  if (at_issue == Phase::kNotYet) return kParticipantLater;
  if (at_issue != Phase::kInForce && at_issue != Phase::kOpen) return kNotAuthorising;
  if (!row.issuers.empty() && !contains(row.issuers, attestation.body())) return kNotAnIssuer;
  return at_issue == Phase::kInForce ? kIssuer : kIssuerPossibly;
}

// Participants that certainly or possibly issued on the day of issue. What they become later does
// not undo what they issued.
Graded grade_participation(Context& context, const Case& asked) {
  const facts::Annex& annex = *asked.candidate.annex;
  const Id party = asked.candidate.from;
  const facts::Participation* nearest = nullptr;
  int standing = kNotAuthorising;
  Probe& issue = asked.attestation.issue;
  context.tables.participations.visit(
      facts::pack(annex.agreement, party), context.size, [&](const facts::Participation& row) {
        const Phase here = tenure_at(row, issue, {annex.annex}).phase;
        const int its = standing_of(row, here, asked.attestation);
        if (!nearest || its < standing || (its == standing && row.origin < nearest->origin)) {
          nearest = &row;
          standing = its;
        }
        return true;
      });
  Graded graded;
  Findings found(context, Leg::kCompetence, graded.findings);
  const Named who{"party", party};
  const Ordinal evidence = nearest ? nearest->since : kNever;
  if (standing == kNotAuthorising) {
    graded.nearness = nearness::kNone;
    found.fails(code::kCompetenceNotAuthorising, {who}, {evidence});
  } else if (standing == kParticipantLater) {
    graded.nearness = nearness::kLater;
    found.fails(code::kCompetenceParticipantLater, {who, {"from", nearest->certain.from}},
                {evidence});
  } else if (standing == kNotAnIssuer) {
    graded.nearness = nearness::kOtherAct;
    found.fails(code::kCompetenceNotAnIssuer, {{"body", asked.attestation.body()}, who},
                {evidence});
  } else if (standing == kIssuerPossibly) {
    graded.bearing = Bearing::kOpen;
    graded.nearness = nearness::kOpen;
    found.open(code::kCompetenceRoleOpen, Why::kFactNeeded, {who}, {evidence});
  } else {
    graded.bearing = Bearing::kHolds;
    graded.nearness = nearness::kHeld;
    found.holds(code::kCompetenceParticipant, {who}, {evidence});
  }
  return graded;
}

// ---- which of them --------------------------------------------------------------------------

CompetenceBy how_shown(const Case& asked) {
  const Candidate& candidate = asked.candidate;
  if (candidate.annex) return candidate.annex->competence;
  if (candidate.procedure) return candidate.procedure->competence;
  if (candidate.acceptance && asked.attestation.act() != kNoId) {
    return CompetenceBy::kDesignation;
  }
  // A decision on editions, or an accepted scheme, says nothing about how its bodies are chosen.
  return CompetenceBy::kEither;
}

Graded judge_shown(Context& context, const Case& asked, CompetenceBy by) {
  switch (by) {
    case CompetenceBy::kDesignation:
    case CompetenceBy::kListing:
      return best_designation(context, asked, by);
    case CompetenceBy::kAccreditation:
      return best_accreditation(context, asked);
    case CompetenceBy::kParticipation:
      return grade_participation(context, asked);
    case CompetenceBy::kEither:
      break;
  }
  Graded designation = best_designation(context, asked, CompetenceBy::kDesignation);
  Graded accreditation = best_accreditation(context, asked);
  return better(accreditation, designation) ? accreditation : designation;
}

}  // namespace

void judge_competence_and_acceptance(Context& context, const Case& asked, Judgement& into) {
  Findings competence(context, Leg::kCompetence, into);
  Findings acceptance(context, Leg::kAcceptance, into);
  const bool first_party = asked.attestation.artefact() == Artefact::kDeclaration;
  if (first_party || asked.candidate.route == Route::kR7) {
    competence.holds(first_party ? code::kCompetenceFirstParty : code::kCompetenceNotNeeded);
    return acceptance.holds(code::kAcceptanceNotNeeded);
  }
  Graded best = judge_shown(context, asked, how_shown(asked));
  bool accepted = false;
  for (const TerseFinding& finding : best.findings) {
    accepted = accepted || finding.leg == Leg::kAcceptance;
    into.findings.push_back(finding);
  }
  if (!accepted) acceptance.holds(code::kAcceptanceNotNeeded);
}

}  // namespace concordat::recognition
