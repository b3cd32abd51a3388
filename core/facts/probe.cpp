#include "core/facts/probe.hpp"

#include <tuple>

namespace concordat::facts {
namespace {

// A territory of a territory of a territory: no real chain is longer, and a circle ends here.
constexpr int kPartOfDepth = 4;

bool fits(const Ids& listed, Id asked) {
  return listed.empty() || std::find(listed.begin(), listed.end(), asked) != listed.end();
}

// A better answer replaces a worse one; of equals the first stays.
void improve(Belonging& best, Holding holding, Ordinal evidence) {
  if (holding > best.holding) best = {holding, evidence};
}

// Calls visit(economy, belonging) for what the member is part of, nearest first.
template <class Visit>
void visit_part_of(Probe& probe, Id member, Visit&& visit) {
  Holding so_far = Holding::kHolds;
  for (int depth = 0; depth < kPartOfDepth; ++depth) {
    const Found<Economy> economy = newest_at(probe.tables.economies, member, probe);
    const Economy* const row = economy.row ? economy.row : economy.possibly;
    if (!row || row->kind != EconomyKind::kTerritory || row->part_of == kNoId) return;
    if (economy.possibly) so_far = Holding::kPossibly;
    visit(row->part_of, Belonging{so_far, row->since});
    member = row->part_of;
  }
}

void add_area(std::vector<AreaOf>& areas, Id area, const Belonging& belonging) {
  if (belonging.holding == Holding::kNot) return;
  const auto known = std::find_if(areas.begin(), areas.end(),
                                  [&](const AreaOf& entry) { return entry.area == area; });
  if (known != areas.end()) {
    return improve(known->belonging, belonging.holding, belonging.evidence);
  }
  areas.push_back({area, belonging});
}

void add_memberships(Probe& probe, Id member, Id sector, std::vector<AreaOf>& areas) {
  probe.tables.memberships.visit(member, probe.size, [&](const Membership& row) {
    if (sector != kNoId && !fits(row.sectors, sector)) return true;
    add_area(areas, row.area, {in_force(row, probe).holding, row.since});
    return true;
  });
}

}  // namespace

Holding span_state(const Row& row, Probe& probe) {
  const Date date = probe.date;
  if (row.possible.empty()) return Holding::kNot;
  probe.window.narrow(date, row.possible.from);
  probe.window.narrow(date, row.possible.until);
  // Inside the possible span an empty certain one has no boundary at which anything changes.
  if (!row.certain.empty()) {
    probe.window.narrow(date, row.certain.from);
    probe.window.narrow(date, row.certain.until);
  }
  if (row.certain.contains(date)) return Holding::kHolds;
  return row.possible.contains(date) ? Holding::kPossibly : Holding::kNot;
}

Interrupted interruption_at(Probe& probe, Ordinal origin, Id part) {
  Interrupted worst;
  const auto consider = [&](const Interruption& row) {
    const Holding holding = span_state(row, probe);
    if (holding == Holding::kNot) return true;
    if (!worst.by || std::tie(holding, row.kind) > std::tie(worst.holding, worst.by->kind)) {
      worst = {holding, &row};
    }
    return true;
  };
  const Relation<Interruption>& rows = probe.tables.interruptions;
  rows.visit(pack(origin, kNoId), probe.size, consider);
  if (part != kNoId) rows.visit(pack(origin, part), probe.size, consider);
  return worst;
}

InForce in_force(const Row& row, Probe& probe, Id part) {
  InForce result{.holding = span_state(row, probe), .interrupted = {}};
  if (result.holding == Holding::kNot) return result;
  result.interrupted = interruption_at(probe, row.origin, part);
  if (result.interrupted.holding == Holding::kHolds) result.holding = Holding::kNot;
  if (result.interrupted.holding == Holding::kPossibly) result.holding = Holding::kPossibly;
  return result;
}

Found<Organisation> organisation_at(Probe& probe, Id organisation) {
  return newest_at(probe.tables.organisations, organisation, probe);
}

Found<Constitution> constitution_at(Probe& probe) {
  return newest_at(probe.tables.constitutions, 0, probe);
}

Found<RouteMatrix> route_matrix_at(Probe& probe) {
  return newest_at(probe.tables.route_matrices, 0, probe);
}

Found<Measure> measure_at(Probe& probe, Id measure) {
  Found<Measure> found;
  const auto later = [](const Measure& row, const Measure* than) {
    return !than || std::tie(row.certain.from, row.origin, row.since) >
                        std::tie(than->certain.from, than->origin, than->since);
  };
  probe.tables.measures.visit(measure, probe.size, [&](const Measure& row) {
    const Holding holding = span_state(row, probe);
    if (holding == Holding::kHolds && later(row, found.row)) found.row = &row;
    if (holding == Holding::kPossibly && later(row, found.possibly)) found.possibly = &row;
    return true;
  });
  if (found.row && found.possibly && !later(*found.possibly, found.row)) found.possibly = nullptr;
  return found;
}

Belonging member_of(Probe& probe, Id member, Id area, Id sector) {
  if (member == area) return {Holding::kHolds, kNever};
  Belonging best;
  probe.tables.memberships.visit(member, probe.size, [&](const Membership& row) {
    if (row.area != area) return true;
    if (!row.sectors.empty() && (sector == kNoId || !fits(row.sectors, sector))) return true;
    improve(best, in_force(row, probe).holding, row.since);
    return true;
  });
  return best;
}

Belonging belongs(Probe& probe, Id member, Id area, Id sector) {
  Belonging best = member_of(probe, member, area, sector);
  if (best.holding == Holding::kHolds) return best;
  visit_part_of(probe, member, [&](Id economy, Belonging belonging) {
    if (economy == area) improve(best, belonging.holding, belonging.evidence);
  });
  return best;
}

std::vector<AreaOf> areas_of(Probe& probe, Id member, Id sector) {
  std::vector<AreaOf> areas{{member, {Holding::kHolds, kNever}}};
  visit_part_of(probe, member,
                [&](Id economy, Belonging belonging) { add_area(areas, economy, belonging); });
  add_memberships(probe, member, sector, areas);
  return areas;
}

std::vector<AreaOf> memberships_of(Probe& probe, Id member, Id sector) {
  std::vector<AreaOf> areas{{member, {Holding::kHolds, kNever}}};
  add_memberships(probe, member, sector, areas);
  return areas;
}

const Certificate* certificate_by_id(Probe& probe, Id certificate) {
  const Certificate* newest = nullptr;
  bool several = false;
  probe.tables.certificates.visit(certificate, probe.size, [&](const Certificate& row) {
    several = newest != nullptr;
    if (!newest || std::tie(row.origin, row.since) > std::tie(newest->origin, newest->since)) {
      newest = &row;
    }
    return !several;
  });
  if (!several) return newest;
  const Found<Certificate> at_date = newest_at(probe.tables.certificates, certificate, probe);
  if (at_date.row) return at_date.row;
  return at_date.possibly ? at_date.possibly : newest;
}

std::vector<const Certificate*> certificates_with_number(Probe& probe, Id number) {
  std::vector<const Certificate*> found;
  const Tables& tables = probe.tables;
  tables.certificates_by_number.visit(number, [&](std::uint32_t at) {
    const Certificate& row = tables.certificates.at(at);
    if (!row.visible(probe.size)) return true;
    const bool known = std::any_of(found.begin(), found.end(), [&](const Certificate* other) {
      return other->certificate == row.certificate;
    });
    if (!known) {
      // The number itself may have been corrected for some of the days.
      const Certificate* const at_date = certificate_by_id(probe, row.certificate);
      found.push_back(at_date->number == number ? at_date : &row);
    }
    return true;
  });
  return found;
}

const AuditHead* newest_audit_head(const Tables& tables, Ordinal size) {
  for (std::size_t at = tables.audit_heads.size(); at > 0; --at) {
    const AuditHead& row = tables.audit_heads.at(static_cast<std::uint32_t>(at - 1));
    if (row.visible(size)) return &row;
  }
  return nullptr;
}

std::optional<Ordinal> statement_ordinal(const Tables& tables, std::string_view id, Ordinal size) {
  const std::optional<Ordinal> found = tables.statements.find(Statements::mark_of(id));
  if (found && *found < size) return found;
  return std::nullopt;
}

}  // namespace concordat::facts
