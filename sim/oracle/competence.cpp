// Section 4, competence and acceptance.
#include <algorithm>

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
  const Truth sector =
      fits(row.body(), "sectors", ask.step.asked.sector) ? Truth::kYes : Truth::kNo;
  return {.act = ask.act.empty() || row.text("act") == ask.act,
          .module = module,
          .product = std::min(sector, ask.step.asked.holds(row.body().find("products")))};
}

Fit fit_of_accreditation(const Ask& ask, const Fact& row) {
  const Held& held = ask.step.held;
  bool standard = row.body().find("standards") == nullptr;
  for (const json::Value& edition : held.body().array("editions")) {
    const Fact* known = ask.step.asked.named("standard-edition", "edition", *edition.as_string());
    standard =
        standard || (known != nullptr && holds(row.body(), "standards", known->text("standard")));
  }
  const bool scheme = fits(row.body(), "schemes", held.text("scheme"));
  const bool scope = row.text("mainScope") == main_scope_of(held);
  return {
      .act = true,
      .module = scope && scheme && standard && fits(row.body(), "sectors", ask.step.asked.sector)};
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
  const std::string_view cause = facts.cause_of_end(row);
  const std::string act(ask.accreditation ? ask.step.held.text("act") : row.text("act"));
  const std::vector<std::pair<std::string_view, std::string>> places = {
      {"annex", ask.annex}, {"act", act}, {"scheme", std::string(ask.step.held.text("scheme"))}};
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

Findings after_loss(const Ask& ask, const Fact& row) {
  const Case& asked = ask.step.asked;
  const Words& words = ask.accreditation ? kAccreditation : kDesignation;
  const Date loss = asked.facts.end(row);
  const Fact* rule = run_off_rule(ask, row, loss);
  const std::string_view effect = rule == nullptr ? "" : rule->text("effect");
  const auto days = rule == nullptr ? 0 : static_cast<std::int32_t>(rule->body().integer("days"));
  const bool running = asked.date < loss.plus_days(days);
  Findings found;
  if (taken_over(ask)) {
    found.push_back(effect != "transfer-days" || running
                        ? told(Bearing::kHolds, code::kCompetenceTransferred)
                        : told(Bearing::kFails, code::kCompetenceRunOffEnded));
  } else if (rule == nullptr) {
    found.push_back(told(Bearing::kOpen, code::kCompetenceNoRunOffRule, Why::kNoDecision));
  } else if (effect == "until-expiry" || (effect == "days" && running)) {
    found.push_back(told(Bearing::kHolds, code::kCompetenceRunOff));
  } else if (effect == "days") {
    found.push_back(told(Bearing::kFails, code::kCompetenceRunOffEnded));
  } else {  // none, or transfer-days without a transfer
    found.push_back(told(Bearing::kFails, words.ended));
  }
  const Fact& record = *ask.step.held.fact;
  if (utc_date(record.recorded) >= loss) {
    const bool own = record.statement->basis.kind == statement::BasisKind::kOwn;
    found.push_back(
        own ? told(Bearing::kOpen, code::kCompetenceLateFiledAfterLoss, Why::kNotChecked)
            : told(Bearing::kNote, code::kCompetenceLateFiledAfterLoss));
  }
  return found;
}

// One row that fits, by its days.
Findings by_days(const Ask& ask, const Fact& row, Truth product) {
  const Case& asked = ask.step.asked;
  const Words& words = ask.accreditation ? kAccreditation : kDesignation;
  const Date issued = ask.step.held.issued();
  if (issued < row.certain.from) return {told(Bearing::kFails, words.later)};
  if (issued >= asked.facts.end(row)) {
    return {told(Bearing::kFails, code::kCompetenceEndedBeforeIssue)};
  }
  if (asked.facts.suspended(row, issued)) {
    return {told(Bearing::kFails, code::kCompetenceSuspendedAtIssue)};
  }
  if (product == Truth::kUnknown) {
    return {told(Bearing::kOpen, code::kCompetenceAttributeNeeded, Why::kFactNeeded)};
  }
  if (in_force_now(ask, ask.body)) return {told(Bearing::kHolds, words.holds)};
  if (asked.date >= asked.facts.end(row)) return after_loss(ask, row);
  if (asked.facts.suspended(row, asked.date)) {
    return {told(Bearing::kNote, code::kCompetenceSuspendedSince)};
  }
  return {told(Bearing::kHolds, words.holds)};
}

Bearing worst(const Findings& findings) {
  Bearing bearing = Bearing::kHolds;
  for (const Finding& each : findings) bearing = std::max(bearing, each.bearing);
  return bearing;
}

// Of failing rows, the one nearest to holding.
int distance(const Findings& findings) {
  const std::string_view reason = findings.front().code;
  if (reason == code::kCompetenceEndedBeforeIssue) return 2;
  if (reason == code::kCompetenceDesignatedLater || reason == code::kCompetenceAccreditedLater) {
    return 3;
  }
  if (reason == code::kCompetenceSuspendedAtIssue) return 1;
  if (reason == code::kCompetenceProductNotCovered) return 6;
  if (reason == code::kCompetenceModuleNotCovered) return 7;
  if (reason == code::kCompetenceAccreditationOutOfScope) return 8;
  if (reason == code::kCompetenceOtherAct) return 8;
  if (reason == code::kCompetenceNotDesignated || reason == code::kCompetenceNotAccredited) {
    return 9;
  }
  return 0;
}

// Both legs together, the smaller the better.
std::pair<Bearing, int> worst(const Shown& shown) {
  const Bearing competence = worst(shown.findings);
  const Bearing acceptance = worst(shown.acceptance);
  return {std::max(competence, acceptance),
          static_cast<int>(competence) + static_cast<int>(acceptance)};
}

// The best of the rows, in both legs together.
Shown best_row(const Ask& ask) {
  Shown best;
  const auto offer = [&](Findings findings, const Fact* row) {
    const Shown shown = {.findings = std::move(findings),
                         .acceptance = acceptance(ask.step, ask.accreditation ? row : nullptr)};
    if (best.findings.empty() || worst(shown) < worst(best) ||
        (worst(shown) == worst(best) && distance(shown.findings) < distance(best.findings))) {
      best = shown;
    }
  };
  const std::vector<const Fact*> rows = rows_of(ask, ask.body);
  const bool any = std::ranges::any_of(
      ask.step.asked.facts.of(ask.accreditation ? "accreditation" : "designation"),
      [&](const Fact* row) { return row->text("body") == ask.body; });
  bool any_act = false;
  bool any_module = false;
  for (const Fact* row : rows) {
    const Fit fit = fit_of(ask, *row);
    any_act = any_act || fit.act;
    any_module = any_module || (fit.act && fit.module);
    if (!fit.act || !fit.module || fit.product == Truth::kNo) continue;
    offer(by_days(ask, *row, fit.product), row);
  }
  if (!best.findings.empty()) return best;
  std::string_view reason =
      rows.empty() ? code::kCompetenceNotAccredited : code::kCompetenceAccreditationOutOfScope;
  if (!ask.accreditation) {
    reason = !any          ? code::kCompetenceNotDesignated
             : !any_act    ? code::kCompetenceOtherAct
             : !any_module ? code::kCompetenceModuleNotCovered
                           : code::kCompetenceProductNotCovered;
  }
  return {.findings = {told(Bearing::kFails, reason)}, .acceptance = acceptance(ask.step, nullptr)};
}

Findings participation(const Step& step) {
  const Case& asked = step.asked;
  const Date issued = step.held.issued();
  bool open = false;
  bool not_an_issuer = false;
  for (const Fact* row : asked.facts.of("participation")) {
    if (row->text("agreement") != step.candidate.fact->text("agreement") ||
        row->text("party") != step.candidate.from || row->text("role") != "authorising") {
      continue;
    }
    if (asked.facts.in_force(*row, issued)) {
      if (fits(row->body(), "issuers", step.held.text("body"))) {
        return {told(Bearing::kHolds, code::kCompetenceParticipant)};
      }
      not_an_issuer = true;
    } else if (asked.facts.open(*row, issued)) {
      open = true;
    }
  }
  if (open) return {told(Bearing::kOpen, code::kCompetenceRoleOpen, Why::kFactNeeded)};
  return {told(Bearing::kFails,
               not_an_issuer ? code::kCompetenceNotAnIssuer : code::kCompetenceNotAuthorising)};
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

Shown competence(const Step& step) {
  const Route route = step.candidate.route;
  const auto one = [&](Bearing bearing, std::string_view reason) -> Shown {
    return {.findings = {told(bearing, reason)}, .acceptance = acceptance(step, nullptr)};
  };
  if (step.held.text("artefact") == "declaration") {
    return one(Bearing::kHolds, code::kCompetenceFirstParty);
  }
  if (route == Route::kR7) return one(Bearing::kHolds, code::kCompetenceNotNeeded);
  const std::string_view way = shown_by(step);
  if (way == "participation") {
    return {.findings = participation(step), .acceptance = acceptance(step, nullptr)};
  }
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
  Shown shown = best_row(ask);
  if (way != "either") return shown;
  ask.accreditation = true;
  Shown accredited = best_row(ask);
  const bool better = worst(accredited) < worst(shown) ||
                      (worst(accredited) == worst(shown) &&
                       distance(accredited.findings) < distance(shown.findings));
  return better ? accredited : shown;
}

// ---- acceptance

Findings acceptance(const Step& step, const Fact* accreditation) {
  const auto one = [](Bearing bearing, std::string_view reason) -> Findings {
    return {finding(Leg::kAcceptance, bearing, reason)};
  };
  if (accreditation == nullptr) return one(Bearing::kHolds, code::kAcceptanceNotNeeded);
  const Case& asked = step.asked;
  const std::string_view accreditor = accreditation->text("accreditor");
  const std::string_view scope = accreditation->text("mainScope");
  const std::string_view act =
      step.requirement != nullptr ? step.requirement->text("act") : step.held.text("act");
  bool ended = false;
  bool suspended = false;
  bool later = false;
  for (const Fact* row : asked.facts.of("accreditor-acceptance")) {
    if (!asked.of_market(row->text("market")) || row->text("mainScope") != scope ||
        !fits(row->body(), "acts", act)) {
      continue;
    }
    bool ours = row->text("accreditor") == accreditor;
    bool signs_later = false;
    if (!row->text("arrangement").empty()) {
      for (const Fact* signatory : asked.facts.of("arrangement-signatory")) {
        if (signatory->text("arrangement") != row->text("arrangement") ||
            signatory->text("accreditor") != accreditor || signatory->text("mainScope") != scope) {
          continue;
        }
        ours = ours || asked.facts.in_force(*signatory, step.held.issued());
        signs_later = signs_later || step.held.issued() < signatory->certain.from;
      }
    }
    const bool in_force = asked.facts.in_force(*row, asked.date);
    if (ours && in_force) return one(Bearing::kHolds, code::kAcceptanceAccepted);
    if (!ours) {
      later = later || (signs_later && in_force);
    } else if (asked.date >= asked.facts.end(*row)) {
      ended = true;
    } else if (asked.facts.suspended(*row, asked.date)) {
      suspended = true;
    }
  }
  if (suspended) return one(Bearing::kFails, code::kAcceptanceSuspended);
  if (ended) return one(Bearing::kFails, code::kAcceptanceEnded);
  if (later) return one(Bearing::kFails, code::kAcceptanceSignatoryLater);
  return one(Bearing::kFails, code::kAcceptanceNotAccepted);
}

}  // namespace concordat::sim::oracle
