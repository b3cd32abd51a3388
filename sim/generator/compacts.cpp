// Competence, agreements, acceptances and decisions.
#include "sim/generator/pen.hpp"

namespace concordat::sim::generator {
namespace {

void designations(Pen& pen) {
  for (int i = pen.draw.between(0, 4); i > 0; --i) {
    json::Object body = {{"body", pen.draw.pick({"body-a", "body-b", "body-c"})},
                         {"act", pen.draw.pick({"A-law", "A-law", "U-law", "B-law"})}};
    if (pen.on.annexes && pen.draw.chance(25)) body.set("annex", "annex-0");
    if (pen.on.modules && pen.draw.chance(25)) {
      body.set("modules", list(pen.draw.some({"B", "D", "H"})));
    }
    if (pen.draw.chance(20)) body.set("sectors", list(pen.draw.some({"toys", "radio"})));
    if (pen.on.predicates && pen.draw.chance(20)) {
      body.set("products", json::Object{{"attribute", "use"}, {"is", "home"}});
    }
    pen.write("designation", body);
  }
  for (int i = pen.draw.below(3); i > 0; --i) {
    json::Object body;
    switch (pen.draw.below(3)) {
      case 0:
        body.set("act", pen.draw.pick({"A-law", "U-law", "B-law"}));
        break;
      case 1:
        body.set("annex", "annex-0");
        break;
      default:
        body.set("scheme", "mark");
        break;
    }
    body.set("cause", pen.draw.pick({"any", "fraud", "at-request"}));
    const std::string effect = pen.draw.pick({"none", "until-expiry", "days", "transfer-days"});
    body.set("effect", effect);
    if (effect.ends_with("days")) body.set("days", pen.draw.between(1, 120));
    pen.write("run-off-rule", body);
  }
}

void accreditations(Pen& pen) {
  if (!pen.on.accreditation) return;
  for (int i = pen.draw.below(3); i > 0; --i) {
    json::Object body = {
        {"accreditor", pen.draw.pick({"acc-1", "acc-2"})},
        {"body", pen.draw.pick({"body-a", "body-b"})},
        {"mainScope", pen.draw.pick({"product-certification", "product-certification", "testing",
                                     "inspection"})}};
    if (pen.draw.chance(25)) body.set("standards", json::Array{pen.draw.pick({"X", "Y"})});
    if (pen.draw.chance(20)) body.set("sectors", json::Array{pen.draw.pick({"toys", "radio"})});
    if (pen.draw.chance(15)) body.set("schemes", json::Array{"mark"});
    pen.write("accreditation", body);
  }
  for (int i = pen.draw.below(3); i > 0; --i) {
    json::Object body = {{"market", pen.draw.pick({"A", "U"})},
                         {"mainScope", pen.draw.pick({"product-certification", "testing"})}};
    if (pen.draw.chance(50)) {
      body.set("accreditor", pen.draw.pick({"acc-1", "acc-2"}));
    } else {
      body.set("arrangement", "ilac");
    }
    if (pen.draw.chance(25)) body.set("acts", json::Array{pen.draw.pick({"A-law", "U-law"})});
    pen.write("accreditor-acceptance", body);
  }
  for (int i = pen.draw.below(3); i > 0; --i) {
    pen.write("arrangement-signatory",
              {{"arrangement", "ilac"},
               {"accreditor", pen.draw.pick({"acc-1", "acc-2"})},
               {"mainScope", pen.draw.pick({"product-certification", "testing"})}});
  }
}

json::Value caps(Pen& pen) {
  Draw& draw = pen.draw;
  json::Array caps;
  if (!pen.on.no_cap) caps.push_back(json::Object{{"scale", "eal"}, {"level", "L1"}});
  for (int i = draw.between(1, 3); i > 0; --i) {
    json::Object cap = {{"scale", "eal"}, {"level", draw.pick({"L1", "L2", "L3", "L4"})}};
    if (draw.chance(20)) cap.set("issuedFrom", day_text(draw.between(0, 200)));
    if (draw.chance(20)) cap.set("issuedUntil", day_text(draw.between(0, 200)));
    if (draw.chance(25)) cap.set("acceptedBefore", day_text(draw.between(0, 100)));
    if (draw.chance(20)) cap.set("acceptedFrom", day_text(draw.between(0, 100)));
    if (draw.chance(20)) cap.set("categories", json::Array{"cards"});
    if (draw.chance(20)) cap.set("issuerDomain", "cards");
    if (draw.chance(15)) cap.set("collaborativeProfile", true);
    caps.push_back(cap);
  }
  return caps;
}

json::Object annex(Pen& pen, int number) {
  const std::string kind = pen.draw.pick({"R1", "R2", "R2", "R3", "R4", "R5"});
  json::Object body = {
      {"annex", "annex-" + std::to_string(number)},
      {"kind", kind},
      {"artefacts",
       list(pen.draw.some({"certificate", "certificate", "test-report", "inspection"}).front() ==
                    "certificate"
                ? std::vector<std::string>{"certificate", "test-report"}
                : std::vector<std::string>{"test-report", "inspection"})},
      {"competence", pen.draw.pick({"designation", "listing", "participation",
                                    pen.on.accreditation ? "accreditation" : "designation"})},
      {"phase", pen.draw.chance(90) ? "operational" : "confidence-building"}};
  if (pen.draw.chance(40)) body.set("sector", pen.draw.chance(80) ? "toys" : "radio");
  if (pen.draw.chance(40)) {
    json::Array directions = {json::Object{{"from", "B"}, {"to", "A"}}};
    if (pen.draw.chance(30)) directions[0] = json::Object{{"from", "A"}, {"to", "B"}};
    if (pen.draw.chance(30)) directions.push_back(json::Object{{"from", "C"}, {"to", "A"}});
    body.set("directions", directions);
  }
  if (kind == "R3" || kind == "R4") {
    body.set("actPairs",
             json::Array{json::Object{{"exporter", pen.draw.pick({"B-law", "C-law"})},
                                      {"importer", pen.draw.pick({"A-law", "U-law"})}}});
    if (kind == "R4" && pen.on.equivalence && pen.draw.chance(40)) {
      body.set("needsEquivalence", true);
    }
  } else {
    body.set("importerActs", list(pen.draw.some({"A-law", "U-law"})));
  }
  if (pen.draw.chance(40)) body.set("schemes", json::Array{"mark"});
  if (pen.on.caps && pen.draw.chance(40)) body.set("caps", caps(pen));
  if (body.find("phase")->as_string()->front() == 'o' && pen.draw.chance(20)) {
    body.set("operationalFrom", pen.some_day());
  }
  if (pen.draw.chance(15)) body.set("from", day_text(pen.draw.between(0, 100)));
  if (pen.draw.chance(15)) body.set("until", day_text(pen.draw.between(150, 400)));
  return body;
}

void deposits(Pen& pen, const std::string& agreement) {
  for (const std::string_view party : {"A", "B", "C", "U"}) {
    if (!pen.draw.chance(60)) continue;
    pen.write("deposit",
              {{"agreement", agreement},
               {"party", party},
               {"act", pen.draw.pick({"ratification", "ratification", "accession", "signature",
                                      "provisional-application"})}},
              json::Object{{"from", day_text(pen.draw.between(-50, 150))}});
    if (pen.draw.chance(20)) {
      pen.write("deposit", {{"agreement", agreement}, {"party", party}, {"act", "denunciation"}},
                json::Object{{"from", day_text(pen.draw.between(160, 350))}});
    }
  }
}

void participations(Pen& pen, const std::string& agreement) {
  for (const std::string_view party : {"A", "B", "C"}) {
    if (!pen.draw.chance(70)) continue;
    json::Object body = {{"agreement", agreement},
                         {"party", party},
                         {"role", pen.draw.chance(70) ? "authorising" : "consuming"}};
    if (pen.draw.chance(25)) body.set("issuers", json::Array{"body-b"});
    if (pen.draw.chance(40)) body.set("domains", json::Array{"cards"});
    json::Object days = pen.effective(Pen::Days::kMostly);
    if (pen.on.open_days && pen.draw.chance(25)) {
      const std::int32_t from = pen.draw.between(20, 200);
      days = json::Object{{"from", day_text(from)},
                          {"possiblyFrom", day_text(from - pen.draw.between(1, 20))}};
    }
    pen.write("participation", body, days);
  }
}

void agreements(Pen& pen) {
  if (!pen.on.annexes) return;
  for (int i = pen.draw.below(3); i > 0; --i) {
    const std::string id = "agreement-" + std::to_string(i);
    json::Object entry = {{"rule", "dates"}};
    if (pen.on.deposits && pen.draw.chance(40)) {
      entry = json::Object{{"rule", "nth-deposit"},
                           {"deposits", pen.draw.between(1, 3)},
                           {"delayDays", pen.draw.between(0, 40)}};
    }
    json::Object body = {
        {"agreement", id},
        {"title", json::Object{{"en", "x"}}},
        {"parties", pen.draw.chance(80) ? json::Array{"A", "B"} : json::Array{"U", "B", "C"}},
        {"entry", entry},
        {"annexes", json::Array{annex(pen, i - 1)}}};
    if (pen.draw.chance(50)) {
      json::Object exit = {{"noticeDays", pen.draw.between(0, 60)}};
      if (pen.draw.chance(60)) exit.set("runOffDays", pen.draw.between(0, 90));
      body.set("exit", exit);
    }
    pen.write("agreement", body);
    if (pen.on.deposits) deposits(pen, id);
    participations(pen, id);
  }
}

void acceptances(Pen& pen) {
  if (!pen.on.acceptances) return;
  for (int i = pen.draw.below(3); i > 0; --i) {
    json::Object body = {{"act", "acceptance-" + std::to_string(i)},
                         {"market", pen.draw.pick({"A", "U"})},
                         {"sector", "toys"},
                         {"forActs", list(pen.draw.some({"A-law", "U-law"}))},
                         {"artefacts", list(pen.draw.some({"certificate", "test-report"}))}};
    if (pen.draw.chance(60)) {
      body.set("foreignAct", pen.draw.pick({"B-law", "C-law"}));
    } else {
      body.set("scheme", "mark");
    }
    pen.write("acceptance-act", body);
  }
  if (pen.on.lawful_marketing && pen.draw.chance(40)) {
    json::Object body = {{"area", "U"}};
    if (pen.draw.chance(30)) body.set("sector", "toys");
    if (pen.draw.chance(20)) body.set("exceptRequirements", json::Array{"r0"});
    pen.write("lawful-marketing-rule", body);
  }
}

json::Object mapping(Pen& pen, int number) {
  Draw& draw = pen.draw;
  json::Object body = {
      {"atom", "1." + std::to_string(number)},
      {"clause", "8"},
      {"severity", draw.between(1, 4)},
      {"verdict", pen.on.deltas ? draw.pick({"identical", "stricter-covers", "weaker", "missing",
                                             "not-applicable", "equal-other-method"})
                                : draw.pick({"identical", "stricter-covers"})}};
  if (draw.chance(75)) {
    json::Object closure = {
        {"kind", draw.pick({"addendum-test", "documentation", "marking", "refuse"})},
        {"name", draw.pick({"probe", "label"})}};
    if (draw.chance(40)) closure.set("timing", "before-use");
    body.set("closure", closure);
  }
  return body;
}

void differences(Pen& pen) {
  if (!pen.on.differences) return;
  for (int i = pen.draw.below(3); i > 0; --i) {
    pen.write("difference", {{"difference", pen.draw.pick({"plug", "voltage"})},
                             {"market", pen.draw.pick({"A", "U"})},
                             {"edition", pen.draw.pick({"X:1", "X:2", "X:3"})},
                             {"kind", "national-difference"},
                             {"about", "x"},
                             {"severity", pen.draw.between(1, 4)}});
  }
}

void decisions(Pen& pen) {
  if (!pen.on.equivalence) return;
  for (int i = pen.draw.below(4); i > 0; --i) {
    json::Array mappings;
    for (int m = pen.draw.between(1, 3); m > 0; --m) mappings.push_back(mapping(pen, m));
    json::Object body = {{"decision", "decision-" + std::to_string(i)},
                         {"market", pen.draw.pick({"A", "U"})},
                         {"fromEdition", pen.draw.pick({"X:1", "X:2", "Y:1"})},
                         {"toEdition", pen.draw.pick({"X:2", "X:3", "Y:2"})},
                         {"mapping", mappings},
                         {"outcome", pen.draw.chance(90) ? "full-with-addenda" : "refused"}};
    if (pen.draw.chance(25)) body.set("sector", pen.draw.pick({"toys", "radio"}));
    if (pen.draw.chance(25)) body.set("origins", json::Array{pen.draw.pick({"B", "C"})});
    if (pen.on.onward && pen.draw.chance(40)) body.set("onward", true);
    pen.write("equivalence-decision", body);
  }
}

}  // namespace

void write_competence(Pen& pen) {
  designations(pen);
  accreditations(pen);
}

void write_compacts(Pen& pen) {
  agreements(pen);
  acceptances(pen);
  differences(pen);
  decisions(pen);
}

}  // namespace concordat::sim::generator
