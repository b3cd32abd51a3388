// The state of a certificate at a date: a fold over its changes.
#include <tuple>

#include "core/facts/probe.hpp"

namespace concordat::facts {
namespace {

struct Change {
  const CertificateState* row;
  Holding holding;
};

bool is_final(Standing standing) {
  return standing != Standing::kValid && standing != Standing::kSuspended;
}

bool from_the_beginning(const CertificateState& row) {
  return row.ex_tunc && row.change == CertificateChange::kAnnulled;
}

// Whether the change leads from one standing to another, and to which.
std::optional<Standing> successor(Standing before, CertificateChange change) {
  using enum CertificateChange;
  if (change == kAnnulled) return Standing::kAnnulled;
  if (is_final(before)) return std::nullopt;
  switch (change) {
    case kSuspended:
      return Standing::kSuspended;
    case kReinstated:
      if (before == Standing::kSuspended) return Standing::kValid;
      return std::nullopt;
    case kWithdrawn:
      return Standing::kWithdrawn;
    case kCancelled:
      return Standing::kCancelled;
    case kReissued:
      return Standing::kReissued;
    default:
      return std::nullopt;
  }
}

ModelStanding& model_of(CertificateStanding& certificate, Id model) {
  for (ModelStanding& known : certificate.models) {
    if (known.model == model) return known;
  }
  return certificate.models.emplace_back(ModelStanding{.model = model});
}

void apply_to_models(CertificateStanding& certificate, const CertificateState& row,
                     std::span<const Id> models) {
  for (const Id id : models) {
    ModelStanding& model = model_of(certificate, id);
    if (const auto next = successor(model.standing, row.change)) {
      model.standing = *next;
      model.by = &row;
    }
    if (row.change == CertificateChange::kRestricted) {
      model.restricted = true;
      model.by = &row;
    }
    if (row.change == CertificateChange::kSupplemented) model.restricted = false;
  }
}

void apply_to_whole(CertificateStanding& certificate, const CertificateState& row) {
  if (const auto next = successor(certificate.standing, row.change)) {
    certificate.standing = *next;
    certificate.by = &row;
  }
  switch (row.change) {
    case CertificateChange::kRestricted:
      certificate.restricted = &row;
      break;
    case CertificateChange::kSupplemented:  // a wider scope, or a restriction lifted
      certificate.restricted = nullptr;
      for (ModelStanding& model : certificate.models) model.restricted = false;
      break;
    case CertificateChange::kReinstated:
      for (ModelStanding& model : certificate.models) {
        if (model.standing == Standing::kSuspended) model.standing = Standing::kValid;
      }
      break;
    case CertificateChange::kSurveillanceDone:
      certificate.surveillance_due = row.surveillance_due;
      break;
    default:
      break;
  }
}

// The sure changes, and of the possible ones those that `take` takes.
template <class Take>
CertificateStanding fold(const IdRuns& runs, const std::vector<Change>& changes, Take&& take) {
  CertificateStanding certificate;
  for (const Change& change : changes) {
    if (change.holding == Holding::kPossibly && !take(change)) continue;
    if (change.row->models.empty()) {
      apply_to_whole(certificate, *change.row);
    } else {
      apply_to_models(certificate, *change.row, runs[change.row->models]);
    }
  }
  std::erase_if(certificate.models, [](const ModelStanding& model) {
    return model.standing == Standing::kValid && !model.restricted;
  });
  return certificate;
}

// A change whose day is open and that leads elsewhere, alone or with the other open ones.
const CertificateState* possible_turn(const IdRuns& runs, const std::vector<Change>& changes,
                                      const CertificateStanding& sure) {
  for (const Change& one : changes) {
    if (one.holding != Holding::kPossibly) continue;
    const auto turned = fold(runs, changes, [&](const Change& other) { return &other == &one; });
    if (turned.standing != sure.standing) return one.row;
  }
  const auto turned = fold(runs, changes, [](const Change&) { return true; });
  return turned.standing != sure.standing ? turned.by : nullptr;
}

}  // namespace

CertificateStanding certificate_state_at(Probe& probe, Id certificate) {
  std::vector<Change> changes;
  const CertificateState* annulled = nullptr;
  const Window before = probe.window;
  probe.tables.certificate_states.visit(certificate, probe.size, [&](const CertificateState& row) {
    if (from_the_beginning(row) && row.models.empty()) annulled = &row;
    const Holding holding =
        from_the_beginning(row) ? Holding::kHolds : span_state(row, probe);  // at every date alike
    if (holding != Holding::kNot) changes.push_back({&row, holding});
    return true;
  });
  if (annulled) {
    probe.window = before;  // at every date alike
    CertificateStanding standing;
    standing.standing = Standing::kAnnulled;
    standing.by = annulled;
    return standing;
  }
  if (changes.empty()) return {};
  std::sort(changes.begin(), changes.end(), [](const Change& left, const Change& right) {
    const auto rank = [](const CertificateState& row) {
      return std::tuple(row.certain.from, row.origin, row.since);
    };
    return rank(*left.row) < rank(*right.row);
  });
  const IdRuns& runs = probe.tables.id_runs;
  CertificateStanding sure = fold(runs, changes, [](const Change&) { return false; });
  sure.possibly = possible_turn(runs, changes, sure);
  return sure;
}

}  // namespace concordat::facts
