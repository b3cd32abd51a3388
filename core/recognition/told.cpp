// From ids and log indices to texts.
#include <algorithm>

#include "core/recognition/determination.hpp"

namespace concordat::recognition {
namespace {

using facts::Tables;

// A list finds these before they are defined.
Finding told(const TerseFinding& finding, const Tables& tables);
Condition told(const TerseCondition& condition, const Tables& tables);
CureStep told(const TerseStep& step, const Tables& tables);
Cure told(const TerseCure& cure, const Tables& tables);
RouteAnswer told(const TerseRoute& route, const Tables& tables);
RequirementAnswer told(const TerseRequirement& requirement, const Tables& tables);

template <class Told, class Terse>
std::vector<Told> each_told(std::span<Terse> elements, const Tables& tables) {
  std::vector<Told> texts;
  texts.reserve(elements.size());
  for (const auto& element : elements) texts.push_back(told(element, tables));
  return texts;
}

std::vector<Ordinal> told(std::span<const Ordinal> evidence) {
  return {evidence.begin(), evidence.end()};
}

std::vector<std::string> told(std::span<const Id> ids, const Tables& tables) {
  std::vector<std::string> texts;
  texts.reserve(ids.size());
  for (const Id id : ids) texts.emplace_back(tables.text(id));
  return texts;
}

Finding told(const TerseFinding& finding, const Tables& tables) {
  return {.leg = finding.leg,
          .need = finding.need,
          .bearing = finding.bearing,
          .code = finding.code,
          .why = finding.why,
          .arguments = told(finding.arguments, tables),
          .evidence = told(finding.evidence)};
}

Condition told(const TerseCondition& condition, const Tables& tables) {
  return {.code = condition.code,
          .timing = std::string(condition.timing),
          .verified_by = std::string(condition.verified_by),
          .arguments = told(condition.arguments, tables),
          .evidence = told(condition.evidence)};
}

CureStep told(const TerseStep& step, const Tables& tables) {
  return {.code = step.code,
          .by = step.by,
          .arguments = told(step.arguments, tables),
          .cost = step.cost};
}

Cure told(const TerseCure& cure, const Tables& tables) {
  return {.steps = each_told<CureStep>(cure.steps, tables), .cost = cure.cost};
}

Extent told(const TerseExtent& extent, const Tables& tables) {
  return {.whole = extent.whole,
          .scale = std::string(tables.text(extent.scale)),
          .level = std::string(tables.text(extent.level)),
          .at_most = std::string(tables.text(extent.at_most)),
          .components = told(std::span<const Id>(extent.components), tables),
          .not_recognised = told(std::span<const Id>(extent.not_recognised), tables),
          .missing = std::string(extent.missing),
          .height = extent.height,
          .upper = extent.upper};
}

RouteAnswer told(const TerseRoute& route, const Tables& tables) {
  return {.route = route.route,
          .first_party = route.first_party,
          .presumption_required = route.presumption_required,
          .instrument = std::string(tables.text(route.instrument)),
          .attestations = told(route.attestations, tables),
          .outcome = route.outcome,
          .why = route.why,
          .findings = each_told<Finding>(route.findings, tables),
          .conditions = each_told<Condition>(route.conditions, tables),
          .extent = route.extent ? told(*route.extent, tables) : Extent{}};
}

RequirementAnswer told(const TerseRequirement& requirement, const Tables& tables) {
  return {.requirement = std::string(tables.text(requirement.requirement)),
          .outcome = requirement.outcome,
          .why = requirement.why,
          .findings = each_told<Finding>(requirement.findings, tables),
          .routes = each_told<RouteAnswer>(requirement.routes, tables)};
}

}  // namespace

Arguments told(std::span<const Named> named, const Tables& tables) {
  Arguments arguments;
  arguments.reserve(named.size());
  for (const Named& argument : named) {
    if (!argument.unsaid(tables)) arguments.emplace_back(argument.name(), argument.value(tables));
  }
  return arguments;
}

Answer told(const Determination& determination) {
  const Tables& tables = *determination.tables;
  Answer answer{.verdict = determination.verdict,
                .why = determination.why,
                .extent = determination.extent ? told(*determination.extent, tables) : Extent{},
                .findings = each_told<Finding>(determination.findings, tables),
                .requirements = each_told<RequirementAnswer>(determination.requirements, tables),
                .conditions = each_told<Condition>(determination.conditions, tables),
                .cures = each_told<Cure>(determination.cures, tables),
                .stable = determination.stable,
                .look_ahead = {},
                .as_of = determination.as_of,
                .semantics_version = determination.semantics_version};
  const auto changes = determination.look_ahead();
  answer.look_ahead.assign(changes.begin(), changes.end());
  return answer;
}

bool Named::empty() const {
  switch (kind_) {
    case Kind::kText:
      return text_.empty();
    case Kind::kId:
      return number_ == kNoId;
    case Kind::kDate:
      return number_ == kBeginning.days || number_ == kForever.days;
    case Kind::kNumber:
      return false;
  }
  return true;
}

std::string Named::value(const facts::Tables& tables) const {
  if (empty()) return {};
  switch (kind_) {
    case Kind::kText:
      return std::string(text_);
    case Kind::kId:
      return std::string(tables.text(static_cast<Id>(number_)));
    case Kind::kDate:
      return to_string(Date{static_cast<std::int32_t>(number_)});
    case Kind::kNumber:
      return std::to_string(number_);
  }
  return {};
}

bool Named::same(const Named& other, const facts::Tables& tables) const {
  if (name_ != other.name_) return false;
  if (kind_ != other.kind_) return value(tables) == other.value(tables);
  return kind_ == Kind::kText ? text_ == other.text_ : number_ == other.number_;
}

bool same_arguments(std::span<const Named> left, std::span<const Named> right,
                    const facts::Tables& tables) {
  return std::ranges::equal(
      left, right, [&](const Named& one, const Named& other) { return one.same(other, tables); });
}

}  // namespace concordat::recognition
