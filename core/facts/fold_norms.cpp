// Norms: acts, requirements, standards, schemes.
#include "core/facts/fold.hpp"

namespace concordat::facts {
namespace {

using statement::Statement;

constexpr std::string_view kEvents[] = {"placing-on-market", "presentation-at-border",
                                        "putting-into-service"};
constexpr std::string_view kParties[] = {"first", "third"};
constexpr std::string_view kStandardTypes[] = {"", "A", "B", "C"};
constexpr std::string_view kObjectionEffects[] = {"informative", "restricts", "withdraws"};
constexpr std::string_view kLateSurveillance[] = {"flag", "condition", "lapse"};

Status legal_act(Fold& fold, const Statement&) {
  const Body body = fold.body();
  LegalAct row = fold.row<LegalAct>();
  row.act = body.id("act");
  row.market = body.id("market");
  row.transition_until = body.date("transitionUntil", kBeginning);
  row.sell_off_until = body.date("sellOffUntil", kBeginning);
  row.replaces = body.ids("replaces");
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

Procedure read_procedure(const Body& body) {
  Procedure procedure;
  procedure.procedure = body.id("procedure");
  procedure.party = body.choice<Party>("party", kParties);
  procedure.when = body.predicate("when");
  for (const json::Value& set : body.array("alternatives")) {
    procedure.alternatives.push_back(body.record(set).ids("modules"));
  }
  procedure.needs_presumption = body.text("presumption") == "required";
  procedure.competence = body.choice<CompetenceBy>("competence", kCompetenceNames);
  for (const json::Value& value : body.array("evidence")) {
    const Body evidence = body.record(value);
    procedure.evidence.push_back(
        {evidence.id("kind"), evidence.id("timing"), evidence.id("verifiedBy")});
  }
  return procedure;
}

void read_conditions(const Body& body, Requirement& row) {
  row.scope = body.predicate("scope");
  for (const json::Value& value : body.array("exclusions")) {
    const Body exclusion = body.record(value);
    auto when = exclusion.predicate("when");
    body.take(exclusion);
    if (when) row.exclusions.push_back({std::move(*when), exclusion.id("why")});
  }
  row.displaced_by = body.ids("displacedBy");
  row.hs = body.ids("hs");
  row.events = body.bits("events", kEvents);
  row.harmonised = body.boolean("harmonised", true);
}

Status requirement(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Requirement row = fold.row<Requirement>();
  row.requirement = body.id("requirement");
  row.market = body.id("market");
  row.act = body.id("act");
  row.sector = body.id("sector");
  read_conditions(body, row);
  for (const json::Value& value : body.array("procedures")) {
    const Body procedure = body.record(value);
    row.procedures.push_back(read_procedure(procedure));
    body.take(procedure);
  }
  for (const json::Value& value : body.array("atoms")) {
    const Body atom = body.record(value);
    row.atoms.push_back({atom.id("atom"), static_cast<int>(atom.integer("severity", 1))});
  }
  row.editions = body.ids("editions");
  row.scale = body.id("scale");
  row.level = body.id("level");
  for (const json::Value& value : body.array("markings")) {
    const Body marking = body.record(value);
    row.markings.push_back(
        {marking.id("kind"), marking.id("what"), marking.ids("languages"), marking.id("timing")});
  }
  CONCORDAT_CHECK(body.status());
  CONCORDAT_CHECK(check_level(fold, body, "/body"));
  fold.add(std::move(row));
  return {};
}

Status standard_edition(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Edition row = fold.row<Edition>();
  row.edition = body.id("edition");
  row.standard = body.id("standard");
  row.identical_to = body.ids("identicalTo");
  row.supersedes = body.ids("supersedes");
  row.part_of = body.id("partOf");
  fold.add(std::move(row));
  return {};
}

Status citation(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Citation row = fold.row<Citation>();
  row.market = body.id("market");
  row.act = body.id("act");
  row.edition = body.id("edition");
  row.type = body.choice<StandardType>("standardType", kStandardTypes);
  row.not_for_atoms = body.ids("notForAtoms");
  row.restriction = body.id("restriction");
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

Status formal_objection(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Objection row = fold.row<Objection>();
  row.market = body.id("market");
  row.act = body.id("act");
  row.edition = body.id("edition");
  row.effect = body.choice<ObjectionEffect>("effect", kObjectionEffects);
  row.atoms = body.ids("atoms");
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

Status scheme(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Scheme row = fold.row<Scheme>();
  row.scheme = body.id("scheme");
  row.owner = body.id("owner");
  row.type = body.id("schemeType");
  row.late = body.choice<LateSurveillance>("lateSurveillance", kLateSurveillance);
  row.grace_days = body.days("graceDays");
  row.scale = body.id("scale");
  row.editions = body.ids("editions");
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

Status level_scale(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Scale row = fold.row<Scale>();
  row.scale = body.id("scale");
  row.levels = body.ids("levels");
  std::size_t position = 0;
  for (const json::Value& value : body.array("components")) {
    const Body component = body.record(value);
    ScaleFamily family{.family = component.id("family"), .at = {}};
    for (const json::Value& number : component.array("at")) {
      family.at.push_back(number.as_integer() ? static_cast<int>(*number.as_integer()) : 0);
    }
    if (family.at.size() != row.levels.size()) {
      return fail({.code = "fold.scale-components",
                   .place = "/body/components/" + std::to_string(position) + "/at",
                   .expected = "one number for each level"});
    }
    row.families.push_back(std::move(family));
    ++position;
  }
  row.outside_packages = body.ids("outsidePackages");
  fold.add(std::move(row));
  return {};
}

Status difference(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Difference row = fold.row<Difference>();
  row.difference = body.id("difference");
  row.market = body.id("market");
  row.edition = body.id("edition");
  row.kind = body.id("kind");
  row.severity = static_cast<int>(body.integer("severity", 1));
  fold.add(std::move(row));
  return {};
}

Status classification_code(Fold& fold, const Statement&) {
  const Body body = fold.body();
  ClassificationCode row = fold.row<ClassificationCode>();
  row.code = body.id("code");
  const Body names = body.record(*body.value().find("names"));
  row.name = names.id(names.has("en") ? "en" : names.value().as_object()->begin()->first);
  fold.add(std::move(row));
  return {};
}

constexpr NamedRule kRules[] = {
    {"legal-act", legal_act},
    {"requirement", requirement},
    {"standard-edition", standard_edition},
    {"citation", citation},
    {"formal-objection", formal_objection},
    {"scheme", scheme},
    {"level-scale", level_scale},
    {"difference", difference},
    {"classification-code", classification_code},
};

}  // namespace

std::span<const NamedRule> norm_rules() { return kRules; }

}  // namespace concordat::facts
