// Certificates and what happens to them; measures; changes of what was said before; the question.
#include "sim/generator/pen.hpp"

namespace concordat::sim::generator {
namespace {

json::Object product_scope(Pen& pen) {
  json::Object product;
  if (pen.draw.chance(60)) product.set("models", list(pen.draw.some({"M-1", "M-2"})));
  if (pen.draw.chance(25)) product.set("families", json::Array{"family"});
  if (pen.draw.chance(15)) product.set("gtins", json::Array{"0401"});
  if (pen.draw.chance(20)) product.set("softwareVersions", json::Array{"1.0"});
  if (pen.draw.chance(20)) product.set("batches", json::Array{"L-1"});
  if (pen.draw.chance(15)) {
    product.set("serialFrom", "0100");
    if (pen.draw.chance(60)) product.set("serialTo", "0900");
  }
  if (pen.draw.chance(15)) product.set("quantity", 100);
  if (pen.draw.chance(15)) product.set("factories", json::Array{"F-1"});
  if (pen.on.predicates && pen.draw.chance(30)) {
    product.set("attributes",
                json::Object{{"use", pen.draw.pick({"home", "military"})}, {"voltage", "230"}});
  }
  return product;
}

void certificate(Pen& pen, int number, std::string_view sector) {
  const std::string body_id = pen.draw.pick({"body-a", "body-b", "body-b", "body-c"});
  const std::int32_t issued = pen.draw.between(0, 250);
  json::Object body = {
      {"certificate", "c" + std::to_string(number)},
      {"number", pen.draw.chance(85) ? "N-" + std::to_string(number) : "N-same"},
      {"artefact", pen.draw.pick({"certificate", "certificate", "certificate", "test-report",
                                  "inspection", "declaration", "refusal"})},
      {"body", body_id},
      {"legalEffect", pen.draw.chance(85) ? "mandatory" : "voluntary"},
      {"sector", sector},
      {"holder", pen.draw.pick({"maker-1", "maker-2"})},
      {"issued", day_text(issued)}};
  if (pen.draw.chance(85)) body.set("act", pen.draw.pick({"A-law", "A-law", "U-law", "B-law"}));
  if (pen.on.modules && pen.draw.chance(60)) body.set("module", pen.draw.pick({"B", "D", "H"}));
  if (pen.draw.chance(60)) body.set("scheme", "mark");
  if (pen.draw.chance(40)) body.set("manufacturer", pen.draw.pick({"maker-1", "maker-2"}));
  if (pen.draw.chance(60)) {
    body.set("editions", list(pen.draw.some({"X:1", "X:2", "Y:1"})));
  }
  if (pen.draw.chance(40)) body.set("addenda", list(pen.draw.some({"probe", "label"})));
  if (pen.draw.chance(20)) {
    body.set("differencesCovered", list(pen.draw.some({"label", "plug", "voltage"})));
  }
  if (pen.on.left_out && pen.draw.chance(20)) {
    body.set("requirements", list(pen.draw.some({"1.1", "1.2", "9.9"})));
  }
  if (pen.on.caps && pen.draw.chance(60)) {
    body.set("scale", "eal");
    body.set("level", pen.draw.pick({"L1", "L2", "L3", "L4"}));
    if (pen.draw.chance(50)) {
      body.set("components", list(pen.draw.some({"VAN.3", "VAN.1", "FLR.2", "XYZ.1"})));
    }
    if (pen.draw.chance(50)) body.set("category", pen.draw.pick({"cards", "boxes"}));
    if (pen.draw.chance(30)) body.set("collaborativeProfile", true);
    if (pen.draw.chance(50)) body.set("evaluationAccepted", day_text(pen.draw.between(0, 100)));
  }
  if (pen.draw.chance(30)) body.set("surveillanceDue", pen.some_day());
  if (pen.draw.chance(30)) body.set("document", "sha256:" + std::string(64, 'b'));
  if (pen.on.coverage && pen.draw.chance(60)) body.set("product", product_scope(pen));
  json::Object days = {{"from", day_text(issued)}};
  if (pen.draw.chance(60)) {
    const std::int32_t until = issued + pen.draw.between(30, 300);
    days.set("until", day_text(until));
    if (pen.on.open_days && pen.draw.chance(20)) {
      days.set("possiblyUntil", day_text(until + pen.draw.between(1, 20)));
    }
  }
  pen.write("certificate", body, days);
}

void states(Pen& pen, int certificates) {
  if (!pen.on.states) return;
  for (int i = pen.draw.below(3); i > 0; --i) {
    const std::string state =
        pen.draw.pick({"suspended", "suspended", "reinstated", "withdrawn", "cancelled", "reissued",
                       "annulled", "surveillance-done", "restricted", "supplemented"});
    json::Object body = {{"certificate", "c" + std::to_string(pen.draw.below(certificates))},
                         {"state", state}};
    if (state == "surveillance-done") body.set("surveillanceDue", pen.some_day());
    const bool models = state == "restricted" || state == "supplemented" || pen.draw.chance(15);
    if (models && state != "surveillance-done") {
      body.set("models", json::Array{pen.draw.pick({"M-1", "M-2"})});
    }
    json::Object days = {{"from", pen.some_day()}};
    if (state == "suspended" && pen.draw.chance(25)) {
      days = pen.effective(Pen::Days::kAny);
    }
    pen.write("certificate-state", body, days);
    if (state == "annulled" && pen.draw.chance(50)) pen.last().set("effect", "ex-tunc");
  }
}

void operators(Pen& pen, int certificates) {
  if (!pen.on.operators) return;
  for (int i = pen.draw.below(3); i > 0; --i) {
    json::Object body = {{"licensor", pen.draw.pick({"maker-1", "maker-2"})},
                         {"licensee", pen.draw.pick({"trader", "maker-1", "maker-2"})}};
    if (pen.draw.chance(40)) {
      body.set("certificate", "c" + std::to_string(pen.draw.below(certificates)));
    }
    if (pen.draw.chance(40)) body.set("brands", json::Array{pen.draw.pick({"Alpha", "Beta"})});
    pen.write("licence", body);
  }
  if (pen.draw.chance(40)) {
    json::Object body = {
        {"grantor", pen.draw.pick({"maker-1", "maker-2"})},
        {"grantee", "trader"},
        {"role", pen.draw.pick({"authorised-representative", "certifying-importer"})}};
    if (pen.draw.chance(20)) body.set("sectors", json::Array{"radio"});
    pen.write("mandate", body);
  }
}

json::Object units(Pen& pen) {
  json::Object units;
  if (pen.draw.chance(60)) {
    units.set("extent", pen.draw.pick({"units-only", "all-units"}));
  }
  if (pen.draw.chance(40)) units.set("models", json::Array{"M-1"});
  if (pen.draw.chance(30)) units.set("certificates", json::Array{"c0"});
  if (pen.draw.chance(30)) units.set("batches", json::Array{"L-1"});
  if (pen.draw.chance(20)) units.set("brands", json::Array{"Alpha"});
  if (pen.draw.chance(20)) units.set("serialFrom", "0500");
  return units;
}

std::string any_of(Draw& draw, const std::vector<std::string>& list) {
  return list[static_cast<std::size_t>(draw.below(static_cast<int>(list.size())))];
}

void interrupt(Pen& pen) {
  std::vector<std::string> subjects;
  for (const Draft& draft : pen.drafts()) {
    const std::string type(*draft.statement.find("type")->as_string());
    if (type == "designation" || type == "accreditation" || type == "accreditor-acceptance" ||
        type == "agreement" || type == "participation" || type == "acceptance-act" ||
        type == "equivalence-decision" || type == "lawful-marketing-rule") {
      subjects.push_back(*draft.statement.find("id")->as_string());
    }
  }
  if (subjects.empty()) return;
  for (int i = pen.draw.below(3); i > 0; --i) {
    const std::string subject = any_of(pen.draw, subjects);
    const std::int32_t from = pen.draw.between(0, 300);
    const bool ended = pen.draw.chance(40);
    json::Object days = {{"from", day_text(from)}};
    if (!ended && pen.draw.chance(30)) {
      days.set("until", day_text(from + pen.draw.between(1, 90)));
    }
    pen.write("status-change", {{"subject", subject}, {"change", ended ? "ended" : "suspended"}},
              days);
    if (pen.draw.chance(60)) pen.last().set("cause", pen.draw.pick({"fraud", "at-request"}));
    if (!ended && pen.draw.chance(50)) {
      pen.write("status-change", {{"subject", subject}, {"change", "reinstated"}},
                json::Object{{"from", day_text(from + pen.draw.between(0, 90))}});
    }
  }
}

void correct(Pen& pen) {
  for (int i = pen.draw.below(3); i > 0; --i) {
    const int index = pen.draw.below(static_cast<int>(pen.drafts().size()));
    const Draft target = pen.drafts()[static_cast<std::size_t>(index)];
    const std::string type(*target.statement.find("type")->as_string());
    if (type == "status-change" || type == "certificate" || type == "route-matrix" ||
        type == "economy") {
      continue;
    }
    const bool whole = pen.draw.chance(50);
    json::Object days = pen.effective(whole ? Pen::Days::kMostly : Pen::Days::kAny);
    pen.write(type, *target.statement.find("body")->as_object(), days);
    pen.last().set("corrects", json::Object{{"statement", *target.statement.find("id")},
                                            {"kind", "clerical"},
                                            {"whole", whole}});
  }
}

}  // namespace

void write_attestations(Pen& pen) {
  const int count = pen.on.modules ? pen.draw.between(1, 3) : 1;
  const std::string sector = pen.draw.chance(90) ? "toys" : "radio";
  for (int i = 0; i < count; ++i) certificate(pen, i, sector);
  if (pen.on.coverage && pen.draw.chance(50)) {
    json::Object type = {{"product", "family"},
                         {"owner", pen.draw.pick({"maker-1", "maker-2"})},
                         {"sector", "toys"}};
    if (pen.draw.chance(50)) type.set("models", json::Array{pen.draw.pick({"M-1", "M-3"})});
    if (pen.draw.chance(40)) type.set("prefixes", json::Array{"M-"});
    if (pen.on.operators && pen.draw.chance(40)) type.set("tradeMarks", json::Array{"Beta"});
    if (pen.on.predicates && pen.draw.chance(40)) {
      type.set("attributes", json::Object{{"use", "play"}, {"radio", true}});
    }
    pen.write("product-type", type);
  }
  states(pen, count);
  operators(pen, count);
  if (pen.draw.chance(25)) {
    pen.write(
        "transfer",
        {{"certificate", "c0"}, {"from", "body-b"}, {"to", pen.draw.pick({"body-a", "body-c"})}});
  }
}

void write_measures(Pen& pen) {
  if (!pen.on.measures) return;
  for (int i = pen.draw.below(3); i > 0; --i) {
    const std::string name = "measure-" + std::to_string(i);
    pen.write("measure", {{"measure", name},
                          {"market", pen.draw.pick({"A", "U", "B"})},
                          {"kind", "ban"},
                          {"stage", pen.draw.pick({"provisional", "confirmed"})},
                          {"units", units(pen)}});
  }
  if (pen.draw.chance(25)) {
    pen.write("alert",
              {{"alert", "alert"},
               {"origin", "B"},
               {"units", units(pen)},
               {"products", json::Array{"M-1"}},
               {"traders", json::Array{json::Object{{"name", "trader"}, {"role", "importer"}}}}});
  }
}

void write_changes(Pen& pen) {
  if (pen.on.interruptions) interrupt(pen);
  if (pen.on.corrections) correct(pen);
}

recognition::Question draw_question(Pen& pen) {
  Draw& draw = pen.draw;
  recognition::Question question;
  question.purpose =
      draw.chance(50) ? recognition::Purpose::kRecognition : recognition::Purpose::kMarketAccess;
  question.market = draw.chance(75) ? "A" : draw.pick({"B", "C", pen.on.territories ? "A-N" : "B"});
  if (pen.on.missing && draw.chance(2)) question.market = "ZZ";
  question.date = Date{kFirstDay + draw.between(0, kDays)};
  if (draw.chance(20)) question.event = recognition::Event::kPresentationAtBorder;
  const int count = pen.on.modules ? draw.between(1, 2) : 1;
  for (int i = 0; i < count; ++i) {
    recognition::AttestationReference reference = {.number = "c" + std::to_string(i)};
    if (draw.chance(20)) reference.number = draw.pick({"N-0", "N-same"});
    if (pen.on.missing && draw.chance(8)) reference = {.number = "N-404", .issuer = "body-b"};
    if (draw.chance(15)) {
      reference.digest = "sha256:" + std::string(64, draw.chance(70) ? 'b' : 'c');
    }
    if (draw.chance(20)) {
      reference.presented = static_cast<recognition::Presented>(draw.between(1, 3));
    }
    question.attestations.push_back(reference);
  }
  recognition::Product& product = question.product;
  product.sector = draw.chance(80) ? "toys" : "radio";
  if (!pen.on.other_sector) {
    for (const Draft& draft : pen.drafts()) {
      if (*draft.statement.find("type")->as_string() == "certificate") {
        product.sector = draft.statement.find("body")->text("sector");
      }
    }
  }
  if (draw.chance(65)) product.model = draw.pick({"M-1", "M-2", "M-3"});
  if (draw.chance(20)) product.gtin = draw.pick({"0401", "0402"});
  if (draw.chance(40)) product.batch = draw.pick({"L-1", "L-2"});
  if (draw.chance(30)) product.serial = draw.pick({"0099", "0500", "10000"});
  if (draw.chance(30)) product.software_version = draw.pick({"1.0", "2.0"});
  if (draw.chance(30)) product.factory = draw.pick({"F-1", "F-2"});
  if (draw.chance(20)) product.quantity = draw.pick({"a", "b"}) == "a" ? 50 : 500;
  if (draw.chance(50)) product.attributes.set("use", draw.pick({"home", "play", "military"}));
  if (draw.chance(40)) product.attributes.set("voltage", draw.pick({"12", "230"}));
  if (draw.chance(30)) product.attributes.set("radio", draw.chance(50));
  if (pen.on.operators && draw.chance(60)) {
    if (draw.chance(60)) question.operators.brand = draw.pick({"Alpha", "Beta"});
    if (draw.chance(30)) question.operators.manufacturer = draw.pick({"maker-1", "maker-2"});
    if (draw.chance(20)) question.operators.holder = draw.pick({"maker-1", "maker-2"});
    if (draw.chance(30)) question.operators.importer = "trader";
    if (draw.chance(25)) question.operators.authorised_representative = "trader";
  }
  return question;
}

World draw_world(std::uint64_t seed, const Features& features) {
  Pen pen(seed, features);
  write_frame(pen);
  write_norms(pen);
  write_competence(pen);
  write_compacts(pen);
  write_attestations(pen);
  write_measures(pen);
  write_changes(pen);
  World world;
  world.question = draw_question(pen);
  world.drafts = std::move(pen.drafts());
  for (Draft& draft : world.drafts) draft.recorded_day = kFirstDay + pen.draw.between(0, kDays);
  std::int32_t last = kFirstDay;
  for (Draft& draft : world.drafts) {  // recorded time never runs backwards
    if (draft.recorded_day > last + 30) draft.recorded_day = last + 30;
    last = std::max(last, draft.recorded_day);
    draft.recorded_day = last;
  }
  return world;
}

Draft unrelated(std::uint64_t seed) {
  Pen pen(seed, {});
  switch (pen.draw.below(4)) {
    case 0:
      pen.write("organisation", {{"organisation", "elsewhere"},
                                 {"names", json::Object{{"en", "x"}}},
                                 {"economy", "Q"},
                                 {"roles", json::Array{"importer"}}});
      break;
    case 1:
      pen.write("designation", {{"body", "elsewhere"}, {"act", "Q-law"}});
      break;
    case 2:
      pen.write("requirements-complete", {{"market", "Q"}, {"sector", "boats"}});
      break;
    default:
      pen.write("equivalence-decision",
                {{"decision", "elsewhere"},
                 {"market", "Q"},
                 {"fromEdition", "X:1"},
                 {"toEdition", "X:2"},
                 {"mapping",
                  json::Array{json::Object{
                      {"atom", "1"}, {"clause", "1"}, {"severity", 4}, {"verdict", "missing"}}}},
                 {"outcome", "refused"}});
      break;
  }
  pen.last().set("id", "unrelated");
  return pen.drafts().front();
}

}  // namespace concordat::sim::generator
