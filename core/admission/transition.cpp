#include "core/admission/transition.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "core/admission/claim.hpp"

namespace concordat::admission {
namespace {

using facts::CertificateChange;
using facts::CertificateState;
using facts::Standing;

constexpr std::pair<std::string_view, CertificateChange> kChanges[] = {
    {"amended", CertificateChange::kAmended},
    {"supplemented", CertificateChange::kSupplemented},
    {"restricted", CertificateChange::kRestricted},
    {"suspended", CertificateChange::kSuspended},
    {"reinstated", CertificateChange::kReinstated},
    {"withdrawn", CertificateChange::kWithdrawn},
    {"cancelled", CertificateChange::kCancelled},
    {"reissued", CertificateChange::kReissued},
    {"annulled", CertificateChange::kAnnulled},
    {"surveillance-done", CertificateChange::kSurveillanceDone},
};

CertificateChange change_named(std::string_view name) {
  const auto* found =
      std::ranges::find(kChanges, name, [](const auto& entry) { return entry.first; });
  return found->second;  // the decoder has refused every other word
}

std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::kValid:
      return "issued";
    case Standing::kSuspended:
      return "suspended";
    case Standing::kWithdrawn:
      return "withdrawn";
    case Standing::kCancelled:
      return "cancelled";
    case Standing::kReissued:
      return "reissued";
    case Standing::kAnnulled:
      return "annulled";
  }
  return "";
}

bool is_legal(Standing before, CertificateChange change) {
  if (change == CertificateChange::kAnnulled) return before != Standing::kAnnulled;
  switch (before) {
    case Standing::kValid:
      return change != CertificateChange::kReinstated;
    case Standing::kSuspended:
      return change == CertificateChange::kReinstated || change == CertificateChange::kWithdrawn ||
             change == CertificateChange::kSurveillanceDone;
    default:
      return false;
  }
}

Standing after(Standing before, CertificateChange change) {
  switch (change) {
    case CertificateChange::kSuspended:
      return Standing::kSuspended;
    case CertificateChange::kReinstated:
      return Standing::kValid;
    case CertificateChange::kWithdrawn:
      return Standing::kWithdrawn;
    case CertificateChange::kCancelled:
      return Standing::kCancelled;
    case CertificateChange::kReissued:
      return Standing::kReissued;
    case CertificateChange::kAnnulled:
      return Standing::kAnnulled;
    default:
      return before;
  }
}

std::unexpected<Error> illegal(const Scene& scene, std::string_view place, std::string expected) {
  return fail({.code = "admission.transition",
               .place = std::string(place),
               .expected = std::move(expected),
               .against = scene.consulted()});
}

// The changes in effect on the day, in the order of their days of effect, without those of one
// chain of corrections. An annulment from the beginning is in effect on every day.
std::vector<const CertificateState*> changes_on(const Scene& scene, Id certificate, Date day,
                                                Ordinal left_out) {
  std::vector<const CertificateState*> changes;
  const auto take = [&](const CertificateState& row) {
    const bool always = row.ex_tunc && row.change == CertificateChange::kAnnulled;
    if (row.origin != left_out && (always || row.certain.contains(day))) changes.push_back(&row);
    return true;
  };
  scene.tables().certificate_states.visit(certificate, scene.size(), take);
  std::ranges::sort(changes, {}, [](const CertificateState* row) {
    return std::tuple(row->certain.from, row->origin, row->since);
  });
  return changes;
}

// The standing of one model, or of the whole (kNoId); what holds for the whole holds for a model.
Standing standing_of(const Scene& scene, const std::vector<const CertificateState*>& changes,
                     Id model) {
  Standing standing = Standing::kValid;
  for (const CertificateState* row : changes) {
    const std::span<const Id> models = scene.tables().id_runs[row->models];
    const bool concerns = models.empty() || std::ranges::find(models, model) != models.end();
    if (!concerns || !is_legal(standing, row->change)) continue;
    const Standing next = after(standing, row->change);
    if (next != standing) scene.consult(row->since);
    standing = next;
  }
  return standing;
}

// Lifting a suspension of the whole certificate also lifts those of single models.
bool lifts_some_model(const Scene& scene, const std::vector<const CertificateState*>& changes) {
  return std::ranges::any_of(changes, [&](const CertificateState* row) {
    return std::ranges::any_of(scene.tables().id_runs[row->models], [&](Id model) {
      return standing_of(scene, changes, model) == Standing::kSuspended;
    });
  });
}

Status check_days(const Scene& scene, const facts::Certificate& row, Date day) {
  if (day < row.issued) {
    return illegal(scene, "/effective/from",
                   "a day not before " + to_string(row.issued) + ", the day of issue");
  }
  if (day >= row.possible.until) {
    return illegal(scene, "/effective/from",
                   "a day before " + to_string(row.possible.until) + ", when it expires");
  }
  return {};
}

}  // namespace

Status check_certificate_transition(const Scene& scene, const statement::Statement& statement,
                                    Ordinal corrected) {
  const Id certificate = scene.tables().id(statement.body.text("certificate"));
  facts::Probe on_day = scene.probe(statement.effective.certain.from);
  const facts::Certificate* row =
      certificate == kNoId ? nullptr : facts::certificate_by_id(on_day, certificate);
  if (!row) {
    return fail({.code = "admission.unknown-subject",
                 .place = "/body/certificate",
                 .expected = "a certificate on file"});
  }
  scene.consult(row->since);
  const CertificateChange change = change_named(statement.body.text("state"));
  if (change != CertificateChange::kAnnulled) {
    CONCORDAT_CHECK(check_days(scene, *row, on_day.date));
  }
  const Ordinal left_out =
      corrected == facts::kNever ? facts::kNever : scene.tables().statements[corrected].origin;
  const auto changes = changes_on(scene, certificate, on_day.date, left_out);
  facts::Ids models;
  for (const json::Value& model : statement.body.array("models")) {
    models.push_back(scene.tables().id(*model.as_string()));
  }
  const bool whole = models.empty();
  if (whole) models.push_back(kNoId);
  for (const Id model : models) {
    const Standing standing = standing_of(scene, changes, model);
    if (is_legal(standing, change)) continue;
    const bool lifts = whole && change == CertificateChange::kReinstated &&
                       standing == Standing::kValid && lifts_some_model(scene, changes);
    if (lifts) continue;
    return illegal(scene, "/body/state",
                   "a change that is open to what is " + std::string(name_of(standing)));
  }
  return {};
}

Status check_status_transition(const Scene& scene, const statement::Statement& statement,
                               Ordinal corrected) {
  const facts::Tables& tables = scene.tables();
  const auto subject =
      facts::statement_ordinal(tables, statement.body.text("subject"), scene.size());
  if (!subject) {
    return fail({.code = "admission.unknown-subject",
                 .place = "/body/subject",
                 .expected = "the id of a statement on file"});
  }
  const std::string_view part = statement.body.text("part");
  facts::Probe on_day = scene.probe(statement.effective.certain.from);
  // A part that nobody has named yet was never interrupted by itself.
  const facts::Interrupted interrupted = facts::interruption_at(
      on_day, tables.statements[*subject].origin, part.empty() ? kNoId : tables.id(part));
  const facts::Interruption* by =
      interrupted.holding == facts::Holding::kHolds ? interrupted.by : nullptr;
  if (by && corrected != facts::kNever && by->origin == tables.statements[corrected].origin) {
    by = nullptr;
  }
  if (by) scene.consult(by->since);
  const std::string_view change = statement.body.text("change");
  const bool ended = by && by->kind == facts::InterruptionKind::kEnded;
  if (ended) return illegal(scene, "/body/change", "no change: it has ended for good");
  if (change == "suspended" && by) {
    return illegal(scene, "/body/change", "reinstated or ended: it is suspended");
  }
  // Reinstating corrects itself only through the suspension it lifted, which stands again then.
  if (change == "reinstated" && !by && corrected == facts::kNever) {
    return illegal(scene, "/body/change", "suspended or ended: it is not suspended");
  }
  return {};
}

}  // namespace concordat::admission
