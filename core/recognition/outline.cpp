#include "core/recognition/outline.hpp"

#include <algorithm>

#include "core/recognition/cures.hpp"
#include "core/recognition/desk.hpp"
#include "core/recognition/evaluate.hpp"
#include "core/recognition/own_legs.hpp"
#include "core/recognition/ways.hpp"

namespace concordat::recognition {
namespace {

// Where the certificate of an outline is named.
constexpr Id kAnyCertificate[] = {kNoId};

// ---- of one certificate ---------------------------------------------------------------------

// Evidence in which the certificate's record stands for itself.
std::span<const Ordinal> of_record(const Context& context, std::span<const Ordinal> evidence) {
  const std::span<Ordinal> kept = context.arena->keep(evidence);
  std::ranges::replace(kept, kOwnRecord, context.attestations.front().row->since);
  return kept;
}

std::span<TerseFinding> of_certificate(const Context& context,
                                       std::span<const TerseFinding> findings) {
  const std::span<TerseFinding> kept = context.arena->keep(findings);
  for (TerseFinding& finding : kept) {
    if (finding.at) {
      const TerseFinding& found = finding_at(context, finding.at);
      finding.arguments = found.arguments;
      finding.evidence = found.evidence;
      finding.names_own_record = found.names_own_record;
    }
    if (finding.names_own_record) finding.evidence = of_record(context, finding.evidence);
  }
  return kept;
}

std::span<TerseCondition> of_certificate(const Context& context,
                                         std::span<const TerseCondition> conditions) {
  const std::span<TerseCondition> kept = context.arena->keep(conditions);
  for (TerseCondition& condition : kept) {
    if (condition.at) {
      const TerseCondition& found = own_condition(context, condition.at);
      condition.arguments = found.arguments;
      condition.evidence = found.evidence;
    } else if (condition.names_own_record && context.explain) {
      condition.evidence = of_record(context, condition.evidence);
    }
  }
  return kept;
}

// ---- cures ----------------------------------------------------------------------------------

std::span<const Named> arguments_of(const Context& context, const CureGuard::Side& side) {
  return !side.at ? side.arguments : finding_at(context, side.at).arguments;
}

bool compare_alike(const Context& context, std::span<const CureGuard> guards) {
  return std::ranges::all_of(guards, [&](const CureGuard& guard) {
    return guard.equal == same_arguments(arguments_of(context, guard.left),
                                         arguments_of(context, guard.right), context.tables);
  });
}

bool has_placed_step(const TerseCure& cure) {
  return std::ranges::any_of(cure.steps, [](const TerseStep& step) { return bool{step.at}; });
}

std::span<const TerseCure> of_certificate(const Context& context,
                                          std::span<const TerseCure> cures) {
  const std::span<TerseCure> kept = context.arena->keep(cures);
  for (TerseCure& cure : kept) {
    if (!has_placed_step(cure)) continue;
    const std::span<TerseStep> steps = context.arena->keep(cure.steps);
    for (TerseStep& step : steps) {
      if (step.at) step.arguments = finding_at(context, step.at).arguments;
    }
    cure.steps = steps;
  }
  return kept;
}

// Without a place: what a list of arguments holds lasts already, but not the list.
std::span<const Named> lasting_arguments(Workspace::Desk& desk, FoundAt at,
                                         std::span<const Named> arguments) {
  if (at) return {};
  return desk.lasting.keep(arguments);
}

void keep_cures(Workspace::Desk& desk, std::span<const TerseCure> found, Outline& outline) {
  outline.cures_known = true;
  const std::span<TerseCure> cures = desk.lasting.keep(found);
  for (TerseCure& cure : cures) {
    const std::span<TerseStep> steps = desk.lasting.keep(cure.steps);
    for (TerseStep& step : steps) {
      step.arguments = lasting_arguments(desk, step.at, step.arguments);
    }
    cure.steps = steps;
  }
  outline.cures = cures;
  const std::span<CureGuard> guards = desk.lasting.keep(desk.cure_guards);
  for (CureGuard& guard : guards) {
    for (CureGuard::Side* const side : {&guard.left, &guard.right}) {
      side->arguments = lasting_arguments(desk, side->at, side->arguments);
    }
  }
  outline.guards = guards;
}

void tell_cures(const Context& context, Outline& outline, Determination& answer) {
  if (!outline.cures_known) {
    find_cures(context, answer);
    return keep_cures(context.desk, answer.cures, outline);
  }
  if (compare_alike(context, outline.guards)) {
    answer.cures = of_certificate(context, outline.cures);
  } else {
    find_cures(context, answer);
  }
}

// ---- the key --------------------------------------------------------------------------------

std::uint64_t hash_of(const Determination& answer) {
  std::uint64_t hash = 0;
  const auto mix_findings = [&](std::span<const TerseFinding> findings) {
    for (const TerseFinding& finding : findings) mix(hash, finding.code.number());
  };
  mix(hash,
      static_cast<std::uint64_t>(answer.verdict) << 8 | static_cast<std::uint64_t>(answer.why));
  mix_findings(answer.findings);
  for (const TerseRequirement& requirement : answer.requirements) {
    mix(hash, requirement.requirement);
    for (const TerseRoute& route : requirement.routes) {
      mix(hash, route.instrument);
      mix_findings(route.findings);
    }
  }
  return hash;
}

const Outline* like(Workspace::Desk& desk, Outline& outline) {
  if (outline.like) return outline.like;
  std::vector<const Outline*>& alike = desk.keys[hash_of(outline.answer)];
  const auto known = std::ranges::find_if(
      alike, [&](const Outline* other) { return same_key(other->answer, outline.answer); });
  if (known == alike.end()) {
    alike.push_back(&outline);
    outline.like = &outline;
  } else {
    outline.like = *known;
  }
  return outline.like;
}

}  // namespace

// ---- outlines -------------------------------------------------------------------------------

bool has_outline(const Context& context) {
  const Product& stated = context.question.product;
  if (context.question.attestations.size() != 1 || context.attestations.size() != 1) return false;
  // A sector or a tariff code goes into findings as the question spells it.
  if (!stated.hs.empty() || (!stated.sector.empty() && context.product.sector == kNoId)) {
    return false;
  }
  return all_have_places(context);
}

namespace {

bool any_placed(std::span<const TerseFinding> findings) {
  return std::ranges::any_of(findings, [](const TerseFinding& it) { return bool{it.at}; });
}

void bare_conditions(std::span<TerseCondition> conditions, Outline& outline) {
  for (TerseCondition& condition : conditions) {
    if (condition.names_own_record) outline.conditions_of_record = true;
    if (!condition.at) continue;
    outline.own_conditions = true;
    condition.arguments = {};
    condition.evidence = {};
  }
}

}  // namespace

void bare(Outline& outline) {
  outline.placed_outside_routes = any_placed(outline.answer.findings);
  for (TerseRequirement& requirement : outline.answer.requirements) {
    if (any_placed(requirement.findings)) outline.placed_outside_routes = true;
    if (requirement.target != 0) requirement.requirement = kNoId;
    for (TerseRoute& route : requirement.routes) {
      if (route.at) route.instrument = kNoId;
      if (!route.attestations.empty()) route.attestations = kAnyCertificate;
      for (TerseFinding& finding : route.findings) {
        if (!finding.at) continue;
        finding.arguments = {};
        finding.evidence = {};
      }
      bare_conditions(route.conditions, outline);
    }
  }
  bare_conditions(outline.answer.conditions, outline);
}

void tell(const Context& context, Outline& outline, Determination& answer) {
  answer = outline.answer;
  const bool own_conditions = outline.own_conditions || outline.conditions_of_record;
  const std::span<const Id> own =
      context.arena->keep(std::span(&context.attestations.front().row->certificate, 1));
  answer.requirements = context.arena->keep(std::span<const TerseRequirement>(answer.requirements));
  for (TerseRequirement& requirement : answer.requirements) {
    if (outline.placed_outside_routes) {
      requirement.findings = of_certificate(context, requirement.findings);
    }
    if (requirement.target != 0) {
      const Target& target = context.ways->targets[requirement.target - 1];
      if (target.requirement) requirement.requirement = target.requirement->requirement;
    }
    requirement.routes = context.arena->keep(std::span<const TerseRoute>(requirement.routes));
    for (TerseRoute& route : requirement.routes) {
      if (route.at) route.instrument = context.ways->lists[route.at.list() - kOwnLists].instrument;
      if (!route.attestations.empty()) route.attestations = own;
      route.findings = of_certificate(context, route.findings);
      if (own_conditions) {
        route.conditions =
            of_certificate(context, std::span<const TerseCondition>(route.conditions));
      }
    }
  }
  if (outline.placed_outside_routes) answer.findings = of_certificate(context, answer.findings);
  if (own_conditions) {
    answer.conditions = of_certificate(context, std::span<const TerseCondition>(answer.conditions));
  }
  if (context.explain) tell_cures(context, outline, answer);
}

bool same_key(const Context& context, Outline& left, Outline& right) {
  return &left == &right || like(context.desk, left) == like(context.desk, right);
}

}  // namespace concordat::recognition
