// Section 4, competence and acceptance.
#include <algorithm>
#include <optional>
#include <tuple>

#include "sim/oracle/case.hpp"

namespace concordat::sim::oracle {
namespace {

using statement::Truth;

Finding told(Bearing bearing, std::string_view reason, Why why = Why::kNone) {
  return finding(Leg::kCompetence, bearing, reason, why);
}

std::string_view main_scope_of(const Held& held) {
  const std::string_view artefact = held.text("artefact");
  if (artefact == "test-report") return "testing";
  if (artefact == "inspection") return "inspection";
  return "product-certification";
}

// The page's table: the higher the nearer to holding.
namespace near {
constexpr int kHolds = 100;
constexpr int kTransferred = 90;
constexpr int kRunOff = 85;
constexpr int kSuspendedSince = 80;
constexpr int kOpen = 70;
constexpr int kNoRunOffRule = 65;
constexpr int kRunOffEnded = 51;
constexpr int kEnded = 50;
constexpr int kSuspendedAtIssue = 45;
constexpr int kEndedBeforeIssue = 44;
constexpr int kLater = 43;
constexpr int kOtherProduct = 30;
constexpr int kOtherModule = 29;
constexpr int kOther = 20;
constexpr int kNone = 10;
}  // namespace near

Shown shown(const Finding& one, int nearness) {
  return {.findings = {one}, .bearing = one.bearing, .nearness = nearness};
}

// The less harmful, then the nearer, then the older.
bool better(const Shown& left, const Shown& right) {
  return std::tuple(left.bearing, -left.nearness, -left.further, left.origin) <
         std::tuple(right.bearing, -right.nearness, -right.further, right.origin);
}

void keep_better(std::optional<Shown>& best, const Shown& offered) {
  if (!best || better(offered, *best)) best = offered;
}

Finding not_needed() {
  return finding(Leg::kAcceptance, Bearing::kHolds, code::kAcceptanceNotNeeded);
}

// What a loss of competence does, and the words for it: designation and accreditation alike.
struct Words {
  std::string_view holds, later, ended;
};
constexpr Words kDesignation = {code::kCompetenceDesignated, code::kCompetenceDesignatedLater,
                                code::kCompetenceDesignationEnded};
constexpr Words kAccreditation = {code::kCompetenceAccredited, code::kCompetenceAccreditedLater,
                                  code::kCompetenceAccreditationEnded};

struct Ask {
  const Step& step;
  std::string_view body;
  std::string act;    // designation: the act for which it must be; any when empty
  std::string annex;  // the annex of the route, if any
  bool listing = false;
  bool own_only = false;  // only the market's own designations count
  bool accreditation = false;
};

// Whether a row is for what is asked, its days aside.
struct Fit {
  bool act = false;
  bool module = false;
  Truth product = Truth::kYes;  // and the sector
};

Fit fit_of_designation(const Ask& ask, const Fact& row) {
  const Held& held = ask.step.held;
  const bool module =
      held.text("module").empty() || fits(row.body(), "modules", held.text("module"));
  const Truth sector = fits(row.body(), "sectors", held.text("sector")) ? Truth::kYes : Truth::kNo;
  return {.act = ask.act.empty() || row.text("act") == ask.act,
          .module = module,
          .product = std::min(sector, ask.step.asked.holds(row.body().find("products")))};
}

Fit fit_of_accreditation(const Ask& ask, const Fact& row) {
  const Held& held = ask.step.held;
  bool standard = row.body().find("standards") == nullptr;
  for (const json::Value& edition : held.body().array("editions")) {
    const Fact* known = ask.step.asked.named("standard-edition", "edition", *edition.as_string());
    standard = standard || holds(row.body(), "standards", *edition.as_string()) ||
               (known != nullptr && holds(row.body(), "standards", known->text("standard")));
  }
  const bool scheme = fits(row.body(), "schemes", held.text("scheme"));
  const bool scope = row.text("mainScope") == main_scope_of(held);
  return {
      .act = true,
      .module = scope && scheme && standard && fits(row.body(), "sectors", held.text("sector"))};
}

Fit fit_of(const Ask& ask, const Fact& row) {
  return ask.accreditation ? fit_of_accreditation(ask, row) : fit_of_designation(ask, row);
}

// Rows of a body that count at all.
std::vector<const Fact*> rows_of(const Ask& ask, std::string_view body) {
  std::vector<const Fact*> found;
  for (const Fact* row :
       ask.step.asked.facts.of(ask.accreditation ? "accreditation" : "designation")) {
    if (row->text("body") != body) continue;
    if (!ask.accreditation) {
      const std::string_view annex = row->text("annex");
      const bool here = !annex.empty() && annex == ask.annex;
      if (ask.listing ? !here : !annex.empty() && !here) continue;
      if (ask.own_only && !markets_own(ask.step.asked, *row, *ask.step.requirement)) continue;
    }
    found.push_back(row);
  }
  return found;
}

bool in_force_now(const Ask& ask, std::string_view body) {
  return std::ranges::any_of(rows_of(ask, body), [&](const Fact* row) {
    const Fit fit = fit_of(ask, *row);
    return fit.act && fit.module && fit.product == Truth::kYes &&
           ask.step.asked.facts.in_force(*row, ask.step.asked.date);
  });
}

bool taken_over(const Ask& ask) {
  const Case& asked = ask.step.asked;
  for (const Fact* transfer : asked.facts.in_force_at("transfer", asked.date)) {
    if (transfer->text("certificate") == ask.step.held.text("certificate") &&
        in_force_now(ask, transfer->text("to"))) {
      return true;
    }
  }
  for (const Fact* succession : asked.facts.in_force_at("succession", asked.date)) {
    if (succession->text("predecessor") == ask.step.held.text("body") &&
        succession->text("scope") != "designations" &&
        in_force_now(ask, succession->text("successor"))) {
      return true;
    }
  }
  return false;
}

// The rule for the annex, else the act, else the scheme; of this cause, else of any.
const Fact* run_off_rule(const Ask& ask, const Fact& row, Date loss) {
  const Facts& facts = ask.step.asked.facts;
  const Step& step = ask.step;
  const std::string_view cause = facts.cause_of_end(row);
  std::string act(row.text("act"));
  if (ask.accreditation) {
    act = step.requirement != nullptr ? step.requirement->text("act") : step.held.text("act");
  }
  const std::vector<std::pair<std::string_view, std::string>> places = {
      {"annex", ask.annex}, {"act", act}, {"scheme", std::string(step.held.text("scheme"))}};
  for (const auto& [member, value] : places) {
    if (value.empty()) continue;
    const Fact* exact = nullptr;
    const Fact* for_any = nullptr;
    for (const Fact* rule : facts.in_force_at("run-off-rule", loss)) {
      if (rule->text(member) != value) continue;
      if (!cause.empty() && rule->text("cause") == cause) exact = rule;
      if (rule->text("cause") == "any") for_any = rule;
    }
    if (exact != nullptr) return exact;
    if (for_any != nullptr) return for_any;
  }
  return nullptr;
}

Shown after_loss(const Ask& ask, const Fact& row) {
  const Case& asked = ask.step.asked;
  const Words& words = ask.accreditation ? kAccreditation : kDesignation;
  const Date loss = asked.facts.end(row);
  const Fact* rule = run_off_rule(ask, row, loss);
  const std::string_view effect = rule == nullptr ? "" : rule->text("effect");
  const auto days = rule == nullptr ? 0 : static_cast<std::int32_t>(rule->body().integer("days"));
  const bool running = asked.date < loss.plus_days(days);
  Shown after = shown(told(Bearing::kFails, words.ended), near::kEnded);
  if (taken_over(ask)) {
    after = effect != "transfer-days" || running
                ? shown(told(Bearing::kHolds, code::kCompetenceTransferred), near::kTransferred)
                : shown(told(Bearing::kFails, code::kCompetenceRunOffEnded), near::kRunOffEnded);
  } else if (rule == nullptr) {
    after = shown(told(Bearing::kOpen, code::kCompetenceNoRunOffRule, Why::kNoDecision),
                  near::kNoRunOffRule);
  } else if (effect == "until-expiry" || (effect == "days" && running)) {
    after = shown(told(Bearing::kHolds, code::kCompetenceRunOff), near::kRunOff);
  } else if (effect == "days") {
    after = shown(told(Bearing::kFails, code::kCompetenceRunOffEnded), near::kRunOffEnded);
  }  // none, or transfer-days without a transfer: ended
  // The day of the first statement about the certificate, whatever was corrected since.
  const Fact& record = *ask.step.held.fact;
  if (utc_date(record.first_recorded) >= loss) {
    const bool own = record.first_basis == statement::BasisKind::kOwn;
    after.findings.push_back(
        own ? told(Bearing::kOpen, code::kCompetenceLateFiledAfterLoss, Why::kNotChecked)
            : told(Bearing::kNote, code::kCompetenceLateFiledAfterLoss));
    if (own) after.bearing = std::max(after.bearing, Bearing::kOpen);
  }
  return after;
}

// One row that fits, by its days.
Shown by_days(const Ask& ask, const Fact& row) {
  const Case& asked = ask.step.asked;
  const Words& words = ask.accreditation ? kAccreditation : kDesignation;
  const Date issued = ask.step.held.issued();
  if (issued < row.certain.from) return shown(told(Bearing::kFails, words.later), near::kLater);
  if (issued >= asked.facts.end(row)) {
    return shown(told(Bearing::kFails, code::kCompetenceEndedBeforeIssue), near::kEndedBeforeIssue);
  }
  if (asked.facts.suspended(row, issued)) {
    return shown(told(Bearing::kFails, code::kCompetenceSuspendedAtIssue), near::kSuspendedAtIssue);
  }
  if (in_force_now(ask, ask.body)) return shown(told(Bearing::kHolds, words.holds), near::kHolds);
  if (asked.date < row.certain.from) return shown(told(Bearing::kFails, words.later), near::kLater);
  if (asked.date >= asked.facts.end(row)) return after_loss(ask, row);
  if (asked.facts.suspended(row, asked.date)) {
    return shown(told(Bearing::kNote, code::kCompetenceSuspendedSince), near::kSuspendedSince);
  }
  return shown(told(Bearing::kHolds, words.holds), near::kHolds);
}

Shown by_designation(const Ask& ask, const Fact& row) {
  const Fit fit = fit_of(ask, row);
  Shown graded;
  if (!fit.module) {
    graded = shown(told(Bearing::kFails, code::kCompetenceModuleNotCovered), near::kOtherModule);
  } else if (fit.product == Truth::kNo) {
    graded = shown(told(Bearing::kFails, code::kCompetenceProductNotCovered), near::kOtherProduct);
  } else {
    graded = by_days(ask, row);
    if (fit.product == Truth::kUnknown && graded.bearing < Bearing::kOpen) {
      graded.bearing = Bearing::kOpen;
      graded.nearness = near::kOpen;
      graded.findings.push_back(
          told(Bearing::kOpen, code::kCompetenceAttributeNeeded, Why::kFactNeeded));
    }
  }
  graded.origin = row.origin;
  graded.findings.push_back(not_needed());
  return graded;
}

Shown acceptance_of(const Step& step, const Fact& accreditation);

// An accreditation and the acceptance of its accreditor, both together.
Shown by_accreditation(const Ask& ask, const Fact& row) {
  Shown graded = by_days(ask, row);
  const Shown accepted = acceptance_of(ask.step, row);
  graded.findings.insert(graded.findings.end(), accepted.findings.begin(), accepted.findings.end());
  graded.bearing = std::max(graded.bearing, accepted.bearing);
  graded.further = std::max(graded.nearness, accepted.nearness);
  graded.nearness = std::min(graded.nearness, accepted.nearness);
  graded.origin = row.origin;
  return graded;
}

// The best of the rows of the body; what the others lack when there is none.
Shown best_row(const Ask& ask) {
  std::optional<Shown> best;
  for (const Fact* row : rows_of(ask, ask.body)) {
    const Fit fit = fit_of(ask, *row);
    if (!fit.act || (ask.accreditation && !fit.module)) continue;
    keep_better(best, ask.accreditation ? by_accreditation(ask, *row) : by_designation(ask, *row));
  }
  if (best) return *best;
  const bool any = std::ranges::any_of(
      ask.step.asked.facts.of(ask.accreditation ? "accreditation" : "designation"),
      [&](const Fact* row) { return row->text("body") == ask.body; });
  std::string_view reason = any ? code::kCompetenceOtherAct : code::kCompetenceNotDesignated;
  if (ask.accreditation) {
    reason = any ? code::kCompetenceAccreditationOutOfScope : code::kCompetenceNotAccredited;
  }
  Shown none = shown(told(Bearing::kFails, reason), any ? near::kOther : near::kNone);
  none.findings.push_back(not_needed());
  return none;
}

Findings participation(const Step& step) {
  const Case& asked = step.asked;
  const Date issued = step.held.issued();
  bool open = false;
  bool not_an_issuer = false;
  bool later = false;
  for (const Fact* row : asked.facts.of("participation")) {
    if (row->text("agreement") != step.candidate.fact->text("agreement") ||
        row->text("party") != step.candidate.from || row->text("role") != "authorising") {
      continue;
    }
    const bool issuer = fits(row->body(), "issuers", step.held.text("body"));
    const bool in_force = asked.facts.in_force(*row, issued);
    const bool possible = asked.facts.open(*row, issued);
    if (in_force && issuer) return {told(Bearing::kHolds, code::kCompetenceParticipant)};
    open = open || (possible && issuer);
    not_an_issuer = not_an_issuer || ((in_force || possible) && !issuer);
    later = later || issued < row->possible.from;
  }
  if (open) return {told(Bearing::kOpen, code::kCompetenceRoleOpen, Why::kFactNeeded)};
  return {told(Bearing::kFails, not_an_issuer ? code::kCompetenceNotAnIssuer
                                : later       ? code::kCompetenceParticipantLater
                                              : code::kCompetenceNotAuthorising)};
}

}  // namespace

namespace {

// How competence must be shown on this route.
std::string_view shown_by(const Step& step) {
  const Route route = step.candidate.route;
  if (step.candidate.annex != nullptr) return step.candidate.annex->text("competence");
  if (route == Route::kR4 || (route == Route::kR6 && step.held.text("act").empty())) {
    return "either";
  }
  if (step.candidate.procedure != nullptr) {
    return step.candidate.procedure->text("competence", "designation");
  }
  return "designation";
}

}  // namespace

Findings competence(const Step& step) {
  const Route route = step.candidate.route;
  const auto alone = [&](Findings findings) {
    findings.push_back(not_needed());
    return findings;
  };
  if (step.held.text("artefact") == "declaration") {
    return alone({told(Bearing::kHolds, code::kCompetenceFirstParty)});
  }
  if (route == Route::kR7) return alone({told(Bearing::kHolds, code::kCompetenceNotNeeded)});
  const std::string_view way = shown_by(step);
  if (way == "participation") return alone(participation(step));
  const bool importers = step.requirement != nullptr &&
                         (route == Route::kR1 || route == Route::kR2 || route == Route::kR5);
  Ask ask = {.step = step,
             .body = step.held.text("body"),
             .act = std::string(importers ? step.requirement->text("act") : step.held.text("act")),
             .annex = {}};
  if (step.candidate.annex != nullptr) ask.annex = step.candidate.annex->text("annex");
  ask.listing = way == "listing";
  ask.own_only = route == Route::kR0 && step.requirement != nullptr &&
                 !from_inside(step.asked, step.held, *step.requirement);
  ask.accreditation = way == "accreditation";
  const Shown first = best_row(ask);
  if (way != "either") return first.findings;
  ask.accreditation = true;
  const Shown accredited = best_row(ask);
  return better(accredited, first) ? accredited.findings : first.findings;
}

// ---- acceptance

namespace {

Shown accepted(Bearing bearing, std::string_view reason, int nearness) {
  return shown(finding(Leg::kAcceptance, bearing, reason), nearness);
}

// The accreditor's signature of an arrangement at issue; nothing where it stood.
std::optional<Shown> unsigned_at_issue(const Step& step, const Fact& row,
                                       const Fact& accreditation) {
  const Facts& facts = step.asked.facts;
  const Date issued = step.held.issued();
  bool later = false;
  bool suspended = false;
  bool any = false;
  for (const Fact* signatory : facts.of("arrangement-signatory")) {
    if (signatory->text("arrangement") != row.text("arrangement") ||
        signatory->text("accreditor") != accreditation.text("accreditor") ||
        signatory->text("mainScope") != accreditation.text("mainScope")) {
      continue;
    }
    if (facts.in_force(*signatory, issued)) return std::nullopt;
    any = true;
    later = later || issued < signatory->certain.from;
    suspended =
        suspended || (signatory->certain.contains(issued) && facts.suspended(*signatory, issued));
  }
  if (later) {
    return accepted(Bearing::kFails, code::kAcceptanceSignatoryLater, near::kLater);
  }
  if (suspended) {
    return accepted(Bearing::kFails, code::kAcceptanceSuspended, near::kSuspendedAtIssue);
  }
  if (any) return accepted(Bearing::kFails, code::kAcceptanceEnded, near::kEndedBeforeIssue);
  return accepted(Bearing::kFails, code::kAcceptanceNotAccepted, near::kNone);
}

Shown by_acceptance(const Step& step, const Fact& row, const Fact& accreditation) {
  const Case& asked = step.asked;
  if (row.text("accreditor").empty()) {
    if (const auto lacking = unsigned_at_issue(step, row, accreditation)) return *lacking;
  }
  if (asked.date < row.certain.from) {
    return accepted(Bearing::kFails, code::kAcceptanceNotAccepted, near::kNone);
  }
  if (asked.date >= asked.facts.end(row)) {
    return accepted(Bearing::kFails, code::kAcceptanceEnded, near::kEnded);
  }
  if (asked.facts.suspended(row, asked.date)) {
    return accepted(Bearing::kFails, code::kAcceptanceSuspended, near::kSuspendedAtIssue);
  }
  return accepted(Bearing::kHolds, code::kAcceptanceAccepted, near::kHolds);
}

Shown acceptance_of(const Step& step, const Fact& accreditation) {
  const Case& asked = step.asked;
  const std::string_view accreditor = accreditation.text("accreditor");
  const std::string_view act =
      step.requirement != nullptr ? step.requirement->text("act") : step.held.text("act");
  std::optional<Shown> best;
  for (const Fact* row : asked.facts.of("accreditor-acceptance")) {
    if (!asked.of_market(row->text("market"), step.held.text("sector")) ||
        row->text("mainScope") != accreditation.text("mainScope") ||
        !fits(row->body(), "acts", act)) {
      continue;
    }
    const std::string_view named = row->text("accreditor");
    if (!named.empty() && named != accreditor) continue;
    Shown graded = by_acceptance(step, *row, accreditation);
    graded.origin = row->origin;
    keep_better(best, graded);
  }
  if (best) return *best;
  return accepted(Bearing::kFails, code::kAcceptanceNotAccepted, near::kNone);
}

}  // namespace

}  // namespace concordat::sim::oracle
