#include "core/recognition/outline.hpp"

#include <algorithm>

#include "core/recognition/cures.hpp"
#include "core/recognition/desk.hpp"
#include "core/recognition/evaluate.hpp"
#include "core/recognition/own_legs.hpp"

namespace concordat::recognition {
namespace {

// Where the certificate of an outline is named.
constexpr Id kAnyCertificate[] = {kNoId};

// Mixes a word into a hash.
void mix(std::uint64_t& hash, std::uint64_t word) {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio
  hash = (hash ^ word ^ (hash >> 29)) * kMix;
}

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
    if (finding.own) {
      const TerseFinding& found = own_finding(context, finding.own);
      finding.arguments = found.arguments;
      finding.evidence = found.evidence;
    } else if (finding.names_own_record) {
      finding.evidence = of_record(context, finding.evidence);
    }
  }
  return kept;
}

std::span<TerseCondition> of_certificate(const Context& context,
                                         std::span<const TerseCondition> conditions) {
  const std::span<TerseCondition> kept = context.arena->keep(conditions);
  for (TerseCondition& condition : kept) {
    if (condition.own) {
      const TerseCondition& found = own_condition(context, condition.own);
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
  return !side.own ? side.arguments : own_finding(context, side.own).arguments;
}

bool compare_alike(const Context& context, std::span<const CureGuard> guards) {
  return std::ranges::all_of(guards, [&](const CureGuard& guard) {
    return guard.equal == same_arguments(arguments_of(context, guard.left),
                                         arguments_of(context, guard.right), context.tables);
  });
}

bool has_own_step(const TerseCure& cure) {
  return std::ranges::any_of(cure.steps, [](const TerseStep& step) { return bool{step.own}; });
}

std::span<const TerseCure> of_certificate(const Context& context,
                                          std::span<const TerseCure> cures) {
  const std::span<TerseCure> kept = context.arena->keep(cures);
  for (TerseCure& cure : kept) {
    if (!has_own_step(cure)) continue;
    const std::span<TerseStep> steps = context.arena->keep(cure.steps);
    for (TerseStep& step : steps) {
      if (step.own) step.arguments = own_finding(context, step.own).arguments;
    }
    cure.steps = steps;
  }
  return kept;
}

// Of the kind: what a list of arguments of its own holds lasts already, but not the list.
std::span<const Named> lasting_arguments(Workspace::Desk& desk, OwnPlace own,
                                         std::span<const Named> arguments) {
  if (own) return {};
  return desk.lasting.keep(arguments);
}

void keep_cures(Workspace::Desk& desk, std::span<const TerseCure> found, Outline& outline) {
  outline.cures_known = true;
  const std::span<TerseCure> cures = desk.lasting.keep(found);
  for (TerseCure& cure : cures) {
    const std::span<TerseStep> steps = desk.lasting.keep(cure.steps);
    for (TerseStep& step : steps) {
      step.arguments = lasting_arguments(desk, step.own, step.arguments);
    }
    cure.steps = steps;
  }
  outline.cures = cures;
  const std::span<CureGuard> guards = desk.lasting.keep(desk.cure_guards);
  for (CureGuard& guard : guards) {
    for (CureGuard::Side* const side : {&guard.left, &guard.right}) {
      side->arguments = lasting_arguments(desk, side->own, side->arguments);
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

// ---- series ---------------------------------------------------------------------------------

std::uint32_t Series::number_of(std::span<const std::uint64_t> words) {
  std::uint64_t hash = words.size();
  for (const std::uint64_t word : words) mix(hash, word);
  hash ^= hash >> 32;
  for (std::uint32_t at = heads_[hash & (heads_.size() - 1)]; at != kNone; at = entries_[at].next) {
    const Entry& entry = entries_[at];
    if (entry.hash != hash || entry.size != words.size()) continue;
    if (std::equal(words.begin(), words.end(), &words_[entry.first])) return at;
  }
  if (entries_.size() >= heads_.size()) grow();
  std::uint32_t& head = heads_[hash & (heads_.size() - 1)];
  const auto number = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({.hash = hash, .first = words_.size(), .size = words.size(), .next = head});
  words_.insert(words_.end(), words.begin(), words.end());
  head = number;
  return number;
}

void Series::grow() {
  heads_.assign(heads_.size() * 2, kNone);
  for (std::uint32_t at = 0; at < entries_.size(); ++at) {
    std::uint32_t& head = heads_[entries_[at].hash & (heads_.size() - 1)];
    entries_[at].next = head;
    head = at;
  }
}

void Series::clear() {
  if (entries_.empty()) return;
  entries_.clear();
  words_.clear();
  std::ranges::fill(heads_, kNone);
}

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

void take_off_own(Outline& outline) {
  const auto bare = [&](std::span<TerseCondition> conditions) {
    for (TerseCondition& condition : conditions) {
      if (condition.names_own_record) outline.conditions_of_record = true;
      if (!condition.own) continue;
      outline.own_conditions = true;
      condition.arguments = {};
      condition.evidence = {};
    }
  };
  for (TerseRequirement& requirement : outline.answer.requirements) {
    for (TerseRoute& route : requirement.routes) {
      if (!route.attestations.empty()) route.attestations = kAnyCertificate;
      for (TerseFinding& finding : route.findings) {
        if (!finding.own) continue;
        finding.arguments = {};
        finding.evidence = {};
      }
      bare(route.conditions);
    }
  }
  bare(outline.answer.conditions);
}

void tell(const Context& context, Outline& outline, Determination& answer) {
  answer = outline.answer;
  const bool own_conditions = outline.own_conditions || outline.conditions_of_record;
  const std::span<const Id> own =
      context.arena->keep(std::span(&context.attestations.front().row->certificate, 1));
  answer.requirements = context.arena->keep(std::span<const TerseRequirement>(answer.requirements));
  for (TerseRequirement& requirement : answer.requirements) {
    requirement.routes = context.arena->keep(std::span<const TerseRoute>(requirement.routes));
    for (TerseRoute& route : requirement.routes) {
      if (!route.attestations.empty()) route.attestations = own;
      route.findings = of_certificate(context, route.findings);
      if (own_conditions) {
        route.conditions =
            of_certificate(context, std::span<const TerseCondition>(route.conditions));
      }
    }
  }
  if (own_conditions) {
    answer.conditions = of_certificate(context, std::span<const TerseCondition>(answer.conditions));
  }
  if (context.explain) tell_cures(context, outline, answer);
}

bool same_key(const Context& context, Outline& left, Outline& right) {
  return &left == &right || like(context.desk, left) == like(context.desk, right);
}

}  // namespace concordat::recognition
