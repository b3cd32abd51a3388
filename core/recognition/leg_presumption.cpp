#include <algorithm>
#include <tuple>

#include "core/recognition/legs.hpp"

namespace concordat::recognition {
namespace {

using facts::Citation;
using facts::Requirement;

// What one edition gives for the requirement.
struct Given {
  const Citation* citation = nullptr;  // the nearest to being in force
  Tenure tenure;
  const facts::Objection* withdrawn_by = nullptr;
  Ids not_for;           // atoms of the requirement left out
  bool partial = false;  // left out, though the requirement does not tell its atoms apart
};

// Atoms that a restriction or objection leaves out, as far as they are the requirement's.
void leave_out(const Requirement& requirement, const Ids& atoms, Given& given) {
  if (requirement.atoms.empty()) {
    given.partial = true;
    return;
  }
  for (const facts::Atom& atom : requirement.atoms) {
    if (contains(atoms, atom.atom) && !contains(given.not_for, atom.atom)) {
      given.not_for.push_back(atom.atom);
    }
  }
}

Given given_by(Context& context, const Requirement& requirement, Id edition) {
  Given given;
  const facts::Tables& tables = context.tables;
  const facts::Key key = facts::pack(requirement.act, edition);
  tables.citations.visit(key, context.size, [&](const Citation& row) {
    if (row.market != requirement.market) return true;
    const Tenure tenure = tenure_at(row, context.event);
    const auto rank = [](const Tenure& here, const Citation& citation) {
      return std::tuple(here.phase, -citation.certain.until.days, citation.origin);
    };
    const bool nearer = !given.citation || rank(tenure, row) < rank(given.tenure, *given.citation);
    if (nearer) {
      given.citation = &row;
      given.tenure = tenure;
    }
    return true;
  });
  if (!given.citation) return given;
  if (!given.citation->not_for_atoms.empty()) {
    leave_out(requirement, given.citation->not_for_atoms, given);
  }
  tables.objections.visit(key, context.size, [&](const facts::Objection& row) {
    if (row.market != requirement.market) return true;
    if (facts::in_force(row, context.event).holding != Holding::kHolds) return true;
    if (row.effect == facts::ObjectionEffect::kWithdraws) given.withdrawn_by = &row;
    if (row.effect == facts::ObjectionEffect::kRestricts) leave_out(requirement, row.atoms, given);
    return true;
  });
  return given;
}

// A specific part presumes only together with the general part it needs.
bool needs_other_part(const Context& context, Id id, const Ids& editions) {
  const auto* edition = described(context, context.tables.editions, id);
  if (!edition || edition->part_of == kNoId) return false;
  return std::ranges::none_of(editions, [&](Id other) {
    const auto* row = described(context, context.tables.editions, other);
    return other != id && row && row->standard == edition->part_of;
  });
}

std::string joined(const Context& context, const Ids& ids) {
  std::string text;
  for (const Id id : ids) {
    if (!text.empty()) text += ", ";
    text += context.text(id);
  }
  return text;
}

// Why the edition gives nothing; an empty code when it gives something.
struct Refusal {
  Code code;
  Bearing bearing = Bearing::kFails;
  Date date = kForever;
};

Refusal refusal_of(const Context& context, const Given& given, Id edition, const Ids& editions) {
  if (!given.citation) return {code::kPresumptionNotCited};
  switch (given.tenure.phase) {
    case Phase::kNotYet:
      return {code::kPresumptionNotYetCited, Bearing::kFails, given.tenure.boundary};
    case Phase::kEnded:
    case Phase::kSuspended:
      return {code::kPresumptionWithdrawn, Bearing::kFails, given.tenure.boundary};
    case Phase::kOpen:
      return {code::kPresumptionCitationOpen, Bearing::kOpen};
    case Phase::kInForce:
      break;
  }
  if (given.withdrawn_by) return {code::kPresumptionObjection};
  if (given.citation->type == facts::StandardType::kA) return {code::kPresumptionTypeAOnly};
  if (needs_other_part(context, edition, editions)) return {code::kPresumptionPartMissing};
  return {};
}

void report(const Context& context, const Given& given, const Refusal& refusal, Id edition,
            Findings& found) {
  const Ordinal citation = given.citation ? given.citation->since : kNever;
  const Ordinal by = given.withdrawn_by ? given.withdrawn_by->since : given.tenure.evidence;
  const Why why = refusal.bearing == Bearing::kOpen ? Why::kFactNeeded : Why::kNone;
  const Named which{"edition", edition};
  if (refusal.code == code::kPresumptionPartMissing) {
    const auto* row = described(context, context.tables.editions, edition);
    return found.fails(refusal.code, {which, {"part", row->part_of}}, {citation, row->since});
  }
  const bool ended = refusal.code == code::kPresumptionWithdrawn;
  found.add(refusal.bearing, why, refusal.code, {which, {ended ? "ended" : "from", refusal.date}},
            {citation, by});
}

}  // namespace

void judge_presumption(Context& context, const Requirement& requirement, const Ids& editions,
                       Judgement& into) {
  Findings found(context, Leg::kPresumption, into);
  if (editions.empty()) return found.fails(code::kPresumptionNoStandard);
  std::vector<TerseFinding> refused;
  std::vector<std::pair<Id, Given>> giving;
  for (const Id edition : editions) {
    Given given = given_by(context, requirement, edition);
    const Refusal refusal = refusal_of(context, given, edition, editions);
    if (refusal.code.empty()) {
      giving.emplace_back(edition, std::move(given));
    } else {
      Findings not_given(context, Leg::kPresumption, refused);
      report(context, given, refusal, edition, not_given);
    }
  }
  if (giving.empty()) {
    for (const TerseFinding& finding : refused) found.add(finding);
    return;
  }
  // Several editions together cover what one of them leaves out.
  Ids left_out = giving.front().second.not_for;
  bool partial = true;
  for (const auto& [edition, given] : giving) {
    std::erase_if(left_out, [&](Id atom) { return !contains(given.not_for, atom); });
    partial = partial && given.partial;
  }
  const auto& [edition, given] = giving.front();
  if (left_out.empty() && !partial) {
    for (const auto& [each, its] : giving) {
      found.holds(code::kPresumptionCited, {{"edition", each}}, {its.citation->since});
    }
    return;
  }
  const std::string atoms =
      partial ? joined(context, given.citation->not_for_atoms) : joined(context, left_out);
  found.fails(code::kPresumptionRestricted, {{"edition", edition}, {"atoms", atoms}},
              {given.citation->since});
}

}  // namespace concordat::recognition
