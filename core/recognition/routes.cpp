#include "core/recognition/routes.hpp"

#include <algorithm>
#include <ranges>

#include "core/recognition/desk.hpp"
#include "core/recognition/order.hpp"
#include "core/recognition/own_legs.hpp"

namespace concordat::recognition {
namespace {

void sort_by_leg(std::vector<TerseFinding>& findings) {
  put_in_order(findings, [](const TerseFinding& left, const TerseFinding& right) {
    return left.leg < right.leg;
  });
}

// ---- an attestation on its ways -------------------------------------------------------------

std::span<const Ordinal> own_evidence(const Context& context, std::span<const Ordinal> evidence,
                                      Ordinal own) {
  const std::span<Ordinal> kept = context.arena->keep(evidence);
  std::ranges::replace(kept, kOwnRecord, own);
  return kept;
}

// What was found for the kind, said of this attestation.
void say_of(const Context& context, const Attestation& attestation, Judgement& judgement,
            std::size_t first_finding, std::size_t first_condition) {
  const Ordinal own = attestation.row->since;
  const Named number{"certificate", attestation.row->number};
  const bool several = context.attestations.size() > 1;
  for (TerseFinding& finding : std::span(judgement.findings).subspan(first_finding)) {
    if (finding.names_own_record) {
      finding.evidence = own_evidence(context, finding.evidence, own);
    }
    if (several) {
      std::vector<Named> named(finding.arguments.begin(), finding.arguments.end());
      named.push_back(number);
      finding.arguments = context.arena->keep(named);
    }
  }
  for (TerseCondition& condition : std::span(judgement.conditions).subspan(first_condition)) {
    if (condition.names_own_record) {
      condition.evidence = own_evidence(context, condition.evidence, own);
    }
  }
}

// How many findings lie before those of a leg behind this one.
std::size_t count_up_to(std::span<const TerseFinding> findings, Leg leg) {
  const auto behind =
      std::ranges::find_if(findings, [&](const TerseFinding& it) { return it.leg > leg; });
  return static_cast<std::size_t>(behind - findings.begin());
}

// Adds the legs of the attestation and those of its way, in the order of the legs.
void gather(const Context& context, const Going& going, Judgement& into) {
  const Attestation& attestation = *going.attestation;
  const Judgement& common = attestation.common;
  const Judgement& way = going.part->judgement;
  const std::size_t first_finding = into.findings.size();
  const std::size_t first_condition = into.conditions.size();
  // Its own legs lie before those of the way, and behind them.
  const std::span<const TerseFinding> own(common.findings);
  const std::size_t before = count_up_to(own, Leg::kCurrency);
  const auto add_own = [&](std::span<const TerseFinding> findings) {
    into.findings.insert(into.findings.end(), findings.begin(), findings.end());
  };
  add_own(own.first(before));
  const std::span<const TerseFinding> found(way.findings);
  const std::size_t split = count_up_to(found, Leg::kPresumption);
  put(context, found.first(split), FoundAt(going.list, 0), into.findings);
  if (going.presumption) {
    put(context, going.presumption->judgement.findings, FoundAt(going.presumption_list, 0),
        into.findings);
  }
  put(context, found.subspan(split), FoundAt(going.list, split), into.findings);
  add_own(own.subspan(before));
  into.conditions.insert(into.conditions.end(), common.conditions.begin(), common.conditions.end());
  into.conditions.insert(into.conditions.end(), way.conditions.begin(), way.conditions.end());
  if (context.explain && !context.outlining)
    say_of(context, attestation, into, first_finding, first_condition);
}

TerseRoute route_of(const Context& context, const Going& going) {
  const Part& part = *going.part;
  const Candidate& candidate = part.candidate;
  TerseRoute answer;
  answer.route = candidate.route;
  answer.presumption_required = candidate.procedure && candidate.procedure->needs_presumption;
  answer.instrument = candidate.instrument();
  if (context.outlining) answer.at = FoundAt(kOwnLists + going.list, 0);
  const Id own = going.attestation->row->certificate;
  answer.attestations = context.arena->keep(std::span<const Id>(&own, 1));
  answer.extent = &part.extent;
  return answer;
}

TerseRoute conclude_alone(const Context& context, const Going& going) {
  Judgement& judgement = context.desk.judgement;
  judgement.clear();
  gather(context, going, judgement);
  TerseRoute answer = route_of(context, going);
  conclude(context, judgement, answer);
  return answer;
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

void judge_same_manufacturer(const Context& context, const std::vector<const Going*>& parts,
                             Judgement& judgement) {
  const Id first = manufacturer_of(*parts.front()->attestation);
  for (const Going* part : parts) {
    const Id other = manufacturer_of(*part->attestation);
    if (other == first) continue;
    Findings(context, Leg::kCoverage, judgement)
        .fails(code::kCoverageOtherManufacturer, {{"manufacturer", first}, {"other", other}},
               {parts.front()->attestation->row->since, part->attestation->row->since});
  }
}

TerseRoute join(const Context& context, const std::vector<const Going*>& parts,
                const std::string& missing) {
  Judgement joined;
  std::vector<Id> attestations;
  TerseRoute answer = route_of(context, *parts.front());
  for (const Going* part : parts) {
    if (part == parts.front() && !attestations.empty()) continue;
    attestations.push_back(part->attestation->row->certificate);
    gather(context, *part, joined);
    if (answer.extent->whole && !part->part->extent.whole) answer.extent = &part->part->extent;
  }
  answer.attestations = context.arena->keep(attestations);
  judge_same_manufacturer(context, parts, joined);
  if (!missing.empty()) {
    const Ordinal own = context.outlining ? kOwnRecord : parts.front()->attestation->row->since;
    Findings(context, Leg::kCoverage, joined)
        .fails(code::kCoverageProductionModuleMissing, {{"modules", missing}}, {own});
  }
  sort_by_leg(joined.findings);
  conclude(context, joined, answer);
  return answer;
}

// The best part that shows a module, by its outcome alone.
const Going* best_for(const Context& context, std::span<const Going> parts, Id module) {
  const Going* best = nullptr;
  for (const Going& part : parts) {
    if (part.attestation->profile->module != module) continue;
    if (!best || ranks_before(context, part.answer, best->answer)) best = &part;
  }
  return best;
}

// The parts that an alternative uses, and the modules nobody shows.
TerseRoute answer_alternative(const Context& context, std::span<const Going> parts,
                              const Ids& modules, bool& used) {
  std::vector<const Going*> chosen;
  std::string missing;
  for (const Id module : modules) {
    if (!needs_paper(context, module)) continue;
    if (const Going* part = best_for(context, parts, module)) {
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
void combine(const Context& context, std::span<Going> parts, std::vector<TerseRoute>& answers) {
  for (Going& part : parts) part.answer = conclude_alone(context, part);
  const facts::Procedure* procedure = parts.front().part->candidate.procedure;
  if (!procedure || procedure->alternatives.empty()) {
    for (const Going& part : parts) answers.push_back(part.answer);
    return;
  }
  std::vector<TerseRoute> alternatives;
  for (const Ids& modules : procedure->alternatives) {
    bool used = false;
    const TerseRoute answer = answer_alternative(context, parts, modules, used);
    if (used) alternatives.push_back(answer);
  }
  if (!alternatives.empty()) {
    answers.push_back(*std::ranges::min_element(
        alternatives, [&](const TerseRoute& left, const TerseRoute& right) {
          return ranks_before(context, left, right);
        }));
    return;
  }
  for (const Going& part : parts) {
    Judgement judgement;
    gather(context, part, judgement);
    Findings(context, Leg::kInstrument, judgement)
        .fails(code::kInstrumentModuleNotOffered, {{"module", part.attestation->profile->module}},
               {part.part->candidate.requirement->since});
    TerseRoute answer = part.answer;
    conclude(context, judgement, answer);
    answers.push_back(answer);
  }
}

// ---- first party ----------------------------------------------------------------------------

TerseRoute answer_first_party(Context& context, const facts::Requirement& requirement,
                              const facts::Procedure& procedure) {
  TerseRoute answer;
  answer.route = Route::kR0;
  answer.first_party = true;
  answer.instrument = procedure.procedure;
  answer.presumption_required = procedure.needs_presumption;
  answer.extent = &context.desk.whole;
  const Attestation* declaration = declaration_of(context);
  if (declaration) {
    const Id own = declaration->row->certificate;
    answer.attestations = context.arena->keep(std::span<const Id>(&own, 1));
  }
  const FirstParty found = first_party_of(context, requirement, procedure);
  if (context.outlining) answer.at = FoundAt(kOwnLists + found.list, 0);
  Judgement& judgement = context.desk.judgement;
  judgement.clear();
  put(context, found.judgement->findings, FoundAt(found.list, 0), judgement.findings);
  judgement.conditions = found.judgement->conditions;
  const Judgement& measures = declaration ? declaration->common : context.desk.goods.judgement;
  std::ranges::copy_if(measures.findings, std::back_inserter(judgement.findings),
                       [](const TerseFinding& it) { return it.leg == Leg::kMeasures; });
  conclude(context, judgement, answer);
  return answer;
}

void answer_first_parties(Context& context, const facts::Requirement& requirement,
                          std::vector<TerseRoute>& answers) {
  visit_first_parties(context, requirement, [&](const facts::Procedure& procedure) {
    answers.push_back(answer_first_party(context, requirement, procedure));
  });
}

}  // namespace

std::span<TerseRoute> answer_routes(Context& context, const facts::Requirement* requirement) {
  std::vector<Going>& goings = context.desk.goings;
  goings.clear();
  for (const Attestation& attestation : context.attestations) {
    const Target target = target_of(context, *attestation.kind, requirement);
    std::size_t list = target.list;
    const std::size_t presumption_list = list + target.parts->size();
    for (const Part& part : *target.parts) {
      // Behind those that go the same way.
      auto place = std::ranges::find_if(std::views::reverse(goings), [&](const Going& going) {
        return going.part->candidate == part.candidate;
      });
      const Coded* presumption = part.candidate.beyond ? nullptr : target.presumption;
      goings.insert(place == goings.rend() ? goings.end() : place.base(),
                    {&attestation, &part, presumption, list, presumption_list, {}});
      ++list;
    }
  }
  std::vector<TerseRoute>& answers = context.desk.routes;
  answers.clear();
  for (auto first = goings.begin(); first != goings.end();) {
    const auto last = std::find_if(first, goings.end(), [&](const Going& going) {
      return !(going.part->candidate == first->part->candidate);
    });
    combine(context, std::span(first, last), answers);
    first = last;
  }
  if (requirement && context.question.purpose == Purpose::kMarketAccess) {
    answer_first_parties(context, *requirement, answers);
  }
  put_in_order(answers, [&](const TerseRoute& left, const TerseRoute& right) {
    return ranks_before(context, left, right);
  });
  return context.arena->keep(answers);
}

}  // namespace concordat::recognition
