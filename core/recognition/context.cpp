#include "core/recognition/context.hpp"

#include <algorithm>

namespace concordat::recognition {

std::string Named::value(const Context& context) const {
  switch (kind_) {
    case Kind::kText:
      return std::string(text_);
    case Kind::kId:
      return std::string(context.text(static_cast<Id>(number_)));
    case Kind::kDate: {
      const Date date{static_cast<std::int32_t>(number_)};
      return date == kBeginning || date == kForever ? std::string() : to_string(date);
    }
    case Kind::kNumber:
      return std::to_string(number_);
  }
  return {};
}

Arguments arguments_of(const Context& context, NamedList named) {
  Arguments arguments;
  arguments.reserve(named.size());
  for (const Named& argument : named) {
    std::string value = argument.value(context);
    if (!value.empty()) arguments.emplace_back(argument.name(), std::move(value));
  }
  return arguments;
}

void Findings::add(Bearing bearing, Why why, std::string_view code, NamedList named,
                   EvidenceList evidence) {
  Finding& finding = into_.emplace_back();
  finding.leg = leg_;
  finding.bearing = bearing;
  finding.code = code;
  finding.why = why;
  // A condition is told from another by its arguments, so they are always there.
  if (context_.explain || bearing == Bearing::kCondition) {
    finding.arguments = arguments_of(context_, named);
  }
  if (!context_.explain) return;
  for (const Ordinal ordinal : evidence) {
    if (ordinal == kNever) continue;
    if (std::ranges::find(finding.evidence, ordinal) == finding.evidence.end()) {
      finding.evidence.push_back(ordinal);
    }
  }
}

void Findings::condition(std::string_view code, const Duty& duty, NamedList named,
                         EvidenceList evidence) {
  add(Bearing::kCondition, Why::kNone, code, named, evidence);
  const Finding& finding = into_.back();
  conditions_->push_back({.code = code,
                          .timing = std::string(duty.timing),
                          .verified_by = std::string(duty.verified_by),
                          .arguments = finding.arguments,
                          .evidence = finding.evidence});
}

void Findings::attributes_needed(std::string_view code, const std::vector<std::string>& missing) {
  for (const std::string& attribute : missing) {
    open(code, Why::kFactNeeded, {{"attribute", attribute}});
  }
  if (missing.empty()) open(code, Why::kFactNeeded);
}

Bearing Findings::worst() const {
  Bearing worst = Bearing::kHolds;
  for (const Finding& finding : into_) {
    if (finding.leg == leg_) worst = std::max(worst, finding.bearing);
  }
  return worst;
}

namespace {

// The day on which the fact ended, by its span or by a statement, and which statement that was.
Tenure end_of(const facts::Row& row, const Probe& probe, std::initializer_list<Id> parts) {
  Tenure ended{.phase = Phase::kEnded,
               .boundary = row.certain.empty() ? row.possible.until : row.certain.until,
               .cause = kNoId,
               .evidence = kNever};
  const auto consider = [&](const facts::Interruption& interruption) {
    if (interruption.kind == facts::InterruptionKind::kEnded &&
        interruption.certain.from < ended.boundary) {
      ended.boundary = interruption.certain.from;
      ended.cause = interruption.cause;
      ended.evidence = interruption.since;
    }
    return true;
  };
  const auto& interruptions = probe.tables.interruptions;
  interruptions.visit(facts::pack(row.origin, kNoId), probe.size, consider);
  for (const Id part : parts) {
    if (part != kNoId) interruptions.visit(facts::pack(row.origin, part), probe.size, consider);
  }
  if (ended.evidence == kNever) ended.cause = probe.tables.statements[row.since].cause;
  return ended;
}

}  // namespace

Tenure tenure_at(const facts::Row& row, Probe& probe, std::initializer_list<Id> parts) {
  const Holding span = facts::span_state(row, probe);
  if (span == Holding::kNot) {
    if (probe.date < row.possible.from) {
      return {Phase::kNotYet, row.certain.empty() ? row.possible.from : row.certain.from};
    }
    return end_of(row, probe, parts);
  }
  facts::Interrupted worst = facts::interruption_at(probe, row.origin);
  for (const Id part : parts) {
    if (part == kNoId) continue;
    const facts::Interrupted other = facts::interruption_at(probe, row.origin, part);
    if (other.holding > worst.holding ||
        (other.holding == worst.holding && other.by && other.by->kind > worst.by->kind)) {
      worst = other;
    }
  }
  if (worst.holding == Holding::kHolds) {
    if (worst.by->kind == facts::InterruptionKind::kEnded) return end_of(row, probe, parts);
    return {Phase::kSuspended, worst.by->certain.from, worst.by->cause, worst.by->since};
  }
  if (span == Holding::kPossibly || worst.holding == Holding::kPossibly) {
    return {Phase::kOpen, row.certain.from};
  }
  return {Phase::kInForce, row.certain.from};
}

bool contains(const Ids& ids, Id id) { return std::ranges::find(ids, id) != ids.end(); }

const facts::AreaOf* find_place(const Places& places, Id place) {
  const auto found = std::ranges::find(places, place, &facts::AreaOf::area);
  return found == places.end() ? nullptr : &*found;
}

Holding among(const Places& places, Id place) {
  const facts::AreaOf* found = find_place(places, place);
  return found ? found->belonging.holding : Holding::kNot;
}

Places places_for(Context& context, Id sector) {
  return facts::areas_of(context.event, context.market, sector);
}

}  // namespace concordat::recognition
