// Competence: accreditation, designation, and what takes them away.
#include <algorithm>

#include "core/facts/fold.hpp"
#include "core/facts/probe.hpp"

namespace concordat::facts {
namespace {

using statement::Statement;

constexpr std::string_view kRunOffs[] = {"none", "until-expiry", "days", "transfer-days"};

Status accreditation(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Accreditation row = fold.row<Accreditation>();
  row.accreditor = body.id("accreditor");
  row.body = body.id("body");
  row.main_scope = body.id("mainScope");
  row.standards = body.ids("standards");
  row.sectors = body.ids("sectors");
  row.schemes = body.ids("schemes");
  fold.add(std::move(row));
  return {};
}

Status arrangement_signatory(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Signatory row = fold.row<Signatory>();
  row.arrangement = body.id("arrangement");
  row.accreditor = body.id("accreditor");
  row.main_scope = body.id("mainScope");
  fold.add(std::move(row));
  return {};
}

Status accreditor_acceptance(Fold& fold, const Statement&) {
  const Body body = fold.body();
  if (body.has("accreditor") == body.has("arrangement")) {
    return fail(
        {.code = "fold.one-of", .place = "/body", .expected = "either accreditor or arrangement"});
  }
  AccreditorAcceptance row = fold.row<AccreditorAcceptance>();
  row.market = body.id("market");
  row.accreditor = body.id("accreditor");
  row.arrangement = body.id("arrangement");
  row.main_scope = body.id("mainScope");
  row.acts = body.ids("acts");
  fold.add(std::move(row));
  return {};
}

Status designation(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Designation row = fold.row<Designation>();
  row.body = body.id("body");
  row.act = body.id("act");
  row.annex = body.id("annex");
  row.modules = body.ids("modules");
  row.sectors = body.ids("sectors");
  row.products = body.predicate("products");
  row.number = body.id("number");
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

Status run_off_rule(Fold& fold, const Statement&) {
  const Body body = fold.body();
  if (int{body.has("act")} + int{body.has("annex")} + int{body.has("scheme")} != 1) {
    return fail({.code = "fold.one-of",
                 .place = "/body",
                 .expected = "exactly one of act, annex and scheme"});
  }
  RunOff row = fold.row<RunOff>();
  row.subject = body.id(body.has("act") ? "act" : body.has("annex") ? "annex" : "scheme");
  row.cause = body.id("cause");
  row.effect = body.choice<RunOffEffect>("effect", kRunOffs);
  row.days = body.days("days");
  CONCORDAT_CHECK(body.status());
  const bool counts =
      row.effect == RunOffEffect::kDays || row.effect == RunOffEffect::kTransferDays;
  if (counts != body.has("days")) {
    return fail({.code = "fold.run-off-days",
                 .place = "/body/days",
                 .expected = "days where, and only where, the effect counts them"});
  }
  fold.add(std::move(row));
  return {};
}

// Takes the days of a reinstatement out of every suspension of that subject and part.
Status reinstate(Fold& fold, const Statement& statement, Ordinal subject, Id part) {
  if (statement.corrects && !statement.corrects->whole) {
    return fail({.code = "fold.partial-reinstatement",
                 .place = "/corrects/whole",
                 .expected = "a reinstatement is corrected as a whole"});
  }
  const Key key = pack(subject, part);
  const Days days = fold.days();
  std::vector<Ordinal> owners;
  fold.tables().interruptions.visit_ever(key, [&](const Interruption& row) {
    // The rows as first stated: what was already lifted is lifted again where it still stands.
    const bool meets = row.since == row.opened_by && row.kind == InterruptionKind::kSuspended &&
                       days.possible.from < row.possible.until &&
                       row.possible.from < days.possible.until;
    if (meets && fold.revisions().corrected_by(row.since) == kNever) owners.push_back(row.since);
    return true;
  });
  if (owners.empty()) {
    return fail({.code = "fold.nothing-suspended",
                 .place = "/body/change",
                 .expected = "a suspension of the same subject and part on these days"});
  }
  for (const Ordinal owner : owners) {
    fold.revisions().lift(owner, {.by = fold.ordinal(), .days = days, .lifted = key});
  }
  return {};
}

Status status_change(Fold& fold, const Statement& statement) {
  const Body body = fold.body();
  const auto ordinal = statement_ordinal(fold.tables(), body.text("subject"), fold.ordinal());
  if (!ordinal) {
    return fail({.code = "fold.unknown-statement",
                 .place = "/body/subject",
                 .expected = "the id of a statement on file"});
  }
  const Ordinal subject = fold.tables().statements[*ordinal].origin;
  const Id part = body.id("part");
  if (body.text("change") == "reinstated") return reinstate(fold, statement, subject, part);
  Interruption row = fold.row<Interruption>();
  row.kind =
      body.text("change") == "ended" ? InterruptionKind::kEnded : InterruptionKind::kSuspended;
  row.subject = subject;
  row.opened_by = fold.ordinal();
  row.part = part;
  if (!statement.cause.empty()) row.cause = fold.tables().names.intern(statement.cause);
  fold.add(std::move(row));
  return {};
}

// An assessment informs people; no leg of the determination rests on it.
Status assessment(Fold&, const Statement&) { return {}; }

constexpr NamedRule kRules[] = {
    {"accreditation", accreditation},
    {"arrangement-signatory", arrangement_signatory},
    {"accreditor-acceptance", accreditor_acceptance},
    {"designation", designation},
    {"assessment", assessment},
    {"run-off-rule", run_off_rule},
    {"status-change", status_change},
};

}  // namespace

std::span<const NamedRule> competence_rules() { return kRules; }

}  // namespace concordat::facts
