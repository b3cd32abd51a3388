#include "core/recognition/applicability.hpp"

#include <algorithm>

#include "core/recognition/desk.hpp"

namespace concordat::recognition {
namespace {

using facts::Requirement;

// A requirement whose act is not on file stands on its own statement.
bool act_in_force(Probe& event, const Requirement& requirement) {
  bool on_file = false;
  bool in_force = false;
  event.tables.acts.visit(requirement.act, event.size, [&](const facts::LegalAct& act) {
    on_file = true;
    const Phase phase = tenure_at(act, event).phase;
    in_force = in_force || phase == Phase::kInForce || phase == Phase::kOpen;
    return true;
  });
  return in_force || !on_file;
}

struct Scope {
  Truth truth = Truth::kYes;
  const facts::Exclusion* excluded_by = nullptr;
  std::vector<std::string> missing;
};

// The product's place in the requirement's scope, exclusions taken off.
Scope scope_of(const Context& context, const Requirement& requirement) {
  Scope scope;
  const json::Object& attributes = *context.product.attributes;
  for (const facts::Exclusion& exclusion : requirement.exclusions) {
    const Truth excluded = exclusion.when.holds(attributes, &scope.missing);
    if (excluded == Truth::kYes) return {Truth::kNo, &exclusion, {}};
    if (excluded == Truth::kUnknown) scope.truth = Truth::kUnknown;
  }
  if (!requirement.scope) return scope;
  const Truth inside = requirement.scope->holds(attributes, &scope.missing);
  scope.truth = std::min(scope.truth, inside);
  if (scope.truth == Truth::kNo) scope.missing.clear();
  return scope;
}

// Whether the requirement's law surely holds in the market for its sector.
bool surely_law(Context& context, const Requirement& requirement) {
  if (requirement.market == context.market) return true;
  return facts::member_of(context.event, context.market, requirement.market, requirement.sector)
             .holding == Holding::kHolds;
}

struct Displacement {
  Truth truth = Truth::kNo;
  const Requirement* by = nullptr;
  std::vector<std::string> missing;
};

// Whether another law applies in this one's place. That law's own displacement is not asked: laws
// that displace each other would leave the product without any.
Displacement displacement_of(Context& context, const Requirement& requirement) {
  Displacement displacement;
  const facts::Tables& tables = context.tables;
  for (const Id other : requirement.displaced_by) {
    tables.requirements_by_id.visit(other, [&](std::uint32_t at) {
      const Requirement& row = tables.requirements.at(at);
      if (!row.visible(context.size) || !surely_law(context, row)) return true;
      if (tenure_at(row, context.event).phase != Phase::kInForce) return true;
      if (!act_in_force(context.event, row)) return true;
      Scope scope = scope_of(context, row);
      if (scope.truth > displacement.truth) {
        displacement = {scope.truth, &row, std::move(scope.missing)};
      }
      return true;
    });
  }
  return displacement;
}

std::string_view event_name(Event event) {
  switch (event) {
    case Event::kPlacingOnMarket:
      return "placing-on-market";
    case Event::kPresentationAtBorder:
      return "presentation-at-border";
    case Event::kPuttingIntoService:
      return "putting-into-service";
  }
  return {};
}

void add_markings(Findings& found, const Requirement& requirement) {
  for (const facts::Marking& marking : requirement.markings) {
    found.note(code::kRequirementMarking,
               {{"kind", marking.kind}, {"timing", marking.timing}, {"what", marking.what}},
               {requirement.since});
  }
}

// Whether the requirement surely binds in the market on the day.
bool surely_in_force(Context& context, const Requirement& requirement) {
  return surely_law(context, requirement) &&
         tenure_at(requirement, context.event).phase == Phase::kInForce;
}

Considered consider(Context& context, const Requirement& requirement) {
  Considered considered{&requirement, Truth::kNo, {}};
  Findings found(context, Leg::kInstrument, considered.findings);
  const Event event = context.question.event;
  const auto bit = 1U << static_cast<unsigned>(event);
  if (requirement.events != 0 && (requirement.events & bit) == 0) {
    found.note(code::kRequirementOtherEvent, {{"event", event_name(event)}}, {requirement.since});
    return considered;
  }
  const Scope scope = scope_of(context, requirement);
  if (scope.excluded_by) {
    found.note(code::kRequirementExcluded, {{"why", scope.excluded_by->why}}, {requirement.since});
    return considered;
  }
  if (scope.truth == Truth::kNo) {
    found.note(code::kRequirementOutOfScope, {}, {requirement.since});
    return considered;
  }
  const Displacement displacement = displacement_of(context, requirement);
  if (displacement.truth == Truth::kYes) {
    found.note(code::kRequirementDisplaced, {{"by", displacement.by->requirement}},
               {requirement.since, displacement.by->since});
    return considered;
  }
  if (scope.truth == Truth::kUnknown || displacement.truth == Truth::kUnknown) {
    considered.applies = Truth::kUnknown;
    std::vector<std::string> missing = scope.missing;
    for (const std::string& attribute : displacement.missing) {
      if (std::ranges::find(missing, attribute) == missing.end()) missing.push_back(attribute);
    }
    found.attributes_needed(code::kRequirementAttributeNeeded, missing);
    return considered;
  }
  if (!surely_in_force(context, requirement)) {
    considered.applies = Truth::kUnknown;
    found.open(code::kRequirementInForceOpen, Why::kFactNeeded,
               {{"requirement", requirement.requirement}}, {requirement.since});
    return considered;
  }
  considered.applies = Truth::kYes;
  found.holds(code::kRequirementApplies, {{"act", requirement.act}}, {requirement.since});
  add_markings(found, requirement);
  return considered;
}

std::vector<const Requirement*> find_in_force(Context& context, Id sector) {
  std::vector<const Requirement*> found;
  for (const facts::AreaOf& place : places_for(context, sector)) {
    context.tables.requirements.visit(facts::pack(place.area, sector), context.size,
                                      [&](const Requirement& row) {
                                        if (is_considered(context.event, row))
                                          found.push_back(&row);
                                        return true;
                                      });
  }
  std::ranges::sort(found, [&](const Requirement* left, const Requirement* right) {
    const auto left_name = context.text(left->requirement);
    const auto right_name = context.text(right->requirement);
    return left_name != right_name ? left_name < right_name : left->origin < right->origin;
  });
  return found;
}

std::vector<Considered> consider_all(Context& context) {
  std::vector<Considered> considered;
  if (context.product.sector == kNoId) return considered;
  for (const Requirement* requirement : requirements_in_force(context, context.product.sector)) {
    considered.push_back(consider(context, *requirement));
  }
  return considered;
}

Ordinal find_declared_complete(Context& context, Id sector) {
  Ordinal declared = kNever;
  for (const facts::AreaOf& place : places_for(context, sector)) {
    // An area declares its own list; what its members add is theirs to declare.
    context.tables.requirements_complete.visit(
        facts::pack(place.area, sector), context.size, [&](const facts::RequirementsComplete& row) {
          if (tenure_at(row, context.event).phase == Phase::kInForce) {
            declared = std::min(declared, row.since);
          }
          return true;
        });
  }
  return declared;
}

}  // namespace

bool is_considered(Probe& event, const Requirement& requirement) {
  const Phase phase = tenure_at(requirement, event).phase;
  if (phase != Phase::kInForce && phase != Phase::kOpen) return false;
  return act_in_force(event, requirement);
}

const std::vector<const Requirement*>& requirements_in_force(Context& context, Id sector) {
  return recall(context, nullptr, context.desk.requirements.at({{context.market, sector}}),
                [&] { return find_in_force(context, sector); })
      .value;
}

const std::vector<Considered>& considered_requirements(Context& context) {
  const MemoKey key{{context.market, context.product.sector, address(context.product.attributes),
                     static_cast<std::uint64_t>(context.question.event)}};
  return recall(context, nullptr, context.desk.considered.at(key),
                [&] { return consider_all(context); })
      .value;
}

Ordinal declared_complete(Context& context, Id sector) {
  return recall(context, nullptr, context.desk.declared.at({{context.market, sector}}),
                [&] { return find_declared_complete(context, sector); })
      .value;
}

}  // namespace concordat::recognition
