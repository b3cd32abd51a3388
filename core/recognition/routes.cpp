#include "core/recognition/routes.hpp"

#include <algorithm>

#include "core/recognition/order.hpp"

namespace concordat::recognition {
namespace {

// One attestation on one way, all legs judged.
struct Part {
  const Attestation* attestation = nullptr;
  Candidate candidate;
  RouteAnswer answer;
};

void sort_by_leg(std::vector<Finding>& findings) {
  put_in_order(findings,
               [](const Finding& left, const Finding& right) { return left.leg < right.leg; });
}

Part judge_part(Context& context, const Attestation& attestation, const Candidate& candidate) {
  Part part{&attestation, candidate, {}};
  const Case asked{attestation, candidate};
  Judgement judgement = attestation.common;
  judge_competence_and_acceptance(context, asked, judgement);
  judge_instrument(context, asked, judgement, part.answer.extent);
  if (candidate.requirement) {
    judge_presumption(context, *candidate.requirement, attestation.profile->editions, judgement);
  }
  judge_equivalence(context, asked, judgement);
  RouteAnswer& answer = part.answer;
  answer.route = candidate.route;
  answer.presumption_required = candidate.procedure && candidate.procedure->needs_presumption;
  answer.instrument = context.text(candidate.instrument());
  answer.attestations.emplace_back(context.text(attestation.row->certificate));
  answer.findings = std::move(judgement.findings);
  answer.conditions = std::move(judgement.conditions);
  if (context.explain && context.attestations.size() > 1) {
    const std::string number(context.text(attestation.row->number));
    for (Finding& finding : answer.findings) {
      finding.arguments.emplace_back("certificate", number);
    }
  }
  return part;
}

// ---- combination ----------------------------------------------------------------------------

// Modules that a body's paper shows; A and C are the manufacturer's own.
bool needs_paper(const Context& context, Id module) {
  const std::string_view name = context.text(module);
  return name != "A" && name != "C";
}

Id manufacturer_of(const Attestation& attestation) {
  const facts::Certificate& row = *attestation.row;
  return row.manufacturer != kNoId ? row.manufacturer : row.holder;
}

void judge_same_manufacturer(const Context& context, const std::vector<const Part*>& parts,
                             RouteAnswer& answer) {
  const Id first = manufacturer_of(*parts.front()->attestation);
  for (const Part* part : parts) {
    const Id other = manufacturer_of(*part->attestation);
    if (other == first) continue;
    Findings(context, Leg::kCoverage, answer.findings)
        .fails(code::kCoverageOtherManufacturer, {{"manufacturer", first}, {"other", other}},
               {parts.front()->attestation->row->since, part->attestation->row->since});
  }
}

RouteAnswer join(const Context& context, const std::vector<const Part*>& parts,
                 const std::string& missing) {
  RouteAnswer joined = parts.front()->answer;
  for (const Part* part : parts) {
    if (part == parts.front()) continue;
    const RouteAnswer& other = part->answer;
    joined.attestations.insert(joined.attestations.end(), other.attestations.begin(),
                               other.attestations.end());
    joined.findings.insert(joined.findings.end(), other.findings.begin(), other.findings.end());
    joined.conditions.insert(joined.conditions.end(), other.conditions.begin(),
                             other.conditions.end());
    if (joined.extent.whole && !other.extent.whole) joined.extent = other.extent;
  }
  judge_same_manufacturer(context, parts, joined);
  if (!missing.empty()) {
    Findings(context, Leg::kCoverage, joined.findings)
        .fails(code::kCoverageProductionModuleMissing, {{"modules", missing}},
               {parts.front()->attestation->row->since});
  }
  sort_by_leg(joined.findings);
  conclude(context, joined);
  return joined;
}

// The best part that shows a module, by its outcome alone.
const Part* best_for(const std::vector<Part>& parts, Id module) {
  const Part* best = nullptr;
  for (const Part& part : parts) {
    if (part.attestation->profile->module != module) continue;
    if (!best || ranks_before(part.answer, best->answer)) best = &part;
  }
  return best;
}

// The parts that an alternative uses, and the modules nobody shows.
RouteAnswer answer_alternative(const Context& context, const std::vector<Part>& parts,
                               const Ids& modules, bool& used) {
  std::vector<const Part*> chosen;
  std::string missing;
  for (const Id module : modules) {
    if (!needs_paper(context, module)) continue;
    if (const Part* part = best_for(parts, module)) {
      chosen.push_back(part);
    } else {
      if (!missing.empty()) missing += ", ";
      missing += context.text(module);
    }
  }
  used = !chosen.empty();
  if (!used) return {};
  return join(context, chosen, missing);
}

// Parts that go the same way: what a procedure makes of them together.
void combine(const Context& context, std::vector<Part>& parts, std::vector<RouteAnswer>& answers) {
  const facts::Procedure* procedure = parts.front().candidate.procedure;
  if (!procedure || procedure->alternatives.empty()) {
    for (Part& part : parts) {
      conclude(context, part.answer);
      answers.push_back(std::move(part.answer));
    }
    return;
  }
  for (Part& part : parts) conclude(context, part.answer);
  std::vector<RouteAnswer> alternatives;
  for (const Ids& modules : procedure->alternatives) {
    bool used = false;
    RouteAnswer answer = answer_alternative(context, parts, modules, used);
    if (used) alternatives.push_back(std::move(answer));
  }
  if (!alternatives.empty()) {
    answers.push_back(std::move(*std::ranges::min_element(alternatives, ranks_before)));
    return;
  }
  for (Part& part : parts) {
    Findings(context, Leg::kInstrument, part.answer.findings)
        .fails(code::kInstrumentModuleNotOffered, {{"module", part.attestation->profile->module}},
               {part.candidate.requirement->since});
    conclude(context, part.answer);
    answers.push_back(std::move(part.answer));
  }
}

// ---- first party ----------------------------------------------------------------------------

// Editions that a declaration in hand names; without one nobody knows which were followed.
const Attestation* declaration_of(const Context& context) {
  const auto found = std::ranges::find_if(context.attestations, [](const Attestation& attestation) {
    return attestation.profile->artefact == facts::Artefact::kDeclaration;
  });
  return found == context.attestations.end() ? nullptr : &*found;
}

RouteAnswer answer_first_party(Context& context, const facts::Requirement& requirement,
                               const facts::Procedure& procedure) {
  RouteAnswer answer;
  answer.route = Route::kR0;
  answer.instrument = context.text(procedure.procedure);
  Judgement judgement;
  Findings(context, Leg::kCompetence, judgement).holds(code::kCompetenceFirstParty);
  Findings instrument(context, Leg::kInstrument, judgement);
  instrument.holds(code::kInstrumentOwnLaw, {{"act", requirement.act}}, {requirement.since});
  if (procedure.when) {
    std::vector<std::string> missing;
    if (procedure.when->holds(context.product.attributes, &missing) == Truth::kUnknown) {
      instrument.attributes_needed(code::kInstrumentAttributeNeeded, missing);
    }
  }
  for (const facts::Evidence& evidence : procedure.evidence) {
    instrument.condition(code::kConditionEvidence,
                         {context.text(evidence.timing), context.text(evidence.verified_by)},
                         {{"kind", evidence.kind}, {"procedure", procedure.procedure}},
                         {requirement.since});
  }
  const Attestation* declaration = declaration_of(context);
  if (declaration) {
    answer.attestations.emplace_back(context.text(declaration->row->certificate));
    judge_presumption(context, requirement, declaration->profile->editions, judgement);
  } else if (procedure.needs_presumption) {
    Findings(context, Leg::kPresumption, judgement)
        .open(code::kPresumptionEditionNotStated, Why::kFactNeeded);
  }
  judge_measures(context, declaration, judgement);
  answer.findings = std::move(judgement.findings);
  answer.conditions = std::move(judgement.conditions);
  answer.presumption_required = procedure.needs_presumption;
  sort_by_leg(answer.findings);
  answer.first_party = true;
  conclude(context, answer);
  return answer;
}

void answer_first_parties(Context& context, const facts::Requirement& requirement,
                          std::vector<RouteAnswer>& answers) {
  for (const facts::Procedure& procedure : requirement.procedures) {
    if (procedure.party != facts::Party::kFirst) continue;
    if (procedure.when && procedure.when->holds(context.product.attributes) == Truth::kNo) continue;
    answers.push_back(answer_first_party(context, requirement, procedure));
  }
}

}  // namespace

void judge_common_legs(Context& context) {
  for (Attestation& attestation : context.attestations) {
    const auto standing = facts::certificate_state_at(context.event, attestation.row->certificate);
    judge_authenticity(context, attestation, attestation.common);
    judge_entitlement(context, attestation, attestation.common);
    judge_coverage(context, attestation, standing, attestation.common);
    judge_currency(context, attestation, standing, attestation.common);
    judge_measures(context, &attestation, attestation.common);
  }
}

std::vector<RouteAnswer> answer_routes(Context& context, const facts::Requirement* requirement) {
  std::vector<std::vector<Part>> ways;  // parts that go the same way
  for (const Attestation& attestation : context.attestations) {
    const auto candidates = requirement ? candidates_for(context, attestation, *requirement)
                                        : candidates_for_itself(context, attestation);
    for (const Candidate& candidate : candidates) {
      Part part = judge_part(context, attestation, candidate);
      sort_by_leg(part.answer.findings);
      const auto same = std::ranges::find_if(
          ways, [&](const std::vector<Part>& way) { return way.front().candidate == candidate; });
      if (same == ways.end()) {
        ways.emplace_back().push_back(std::move(part));
      } else {
        same->push_back(std::move(part));
      }
    }
  }
  std::vector<RouteAnswer> answers;
  for (std::vector<Part>& way : ways) combine(context, way, answers);
  if (requirement && context.question.purpose == Purpose::kMarketAccess) {
    answer_first_parties(context, *requirement, answers);
  }
  put_in_order(answers, ranks_before);
  return answers;
}

}  // namespace concordat::recognition
