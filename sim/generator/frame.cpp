// Economies, organisations, the matrix; acts, requirements, standards.
#include "sim/generator/pen.hpp"

namespace concordat::sim::generator {
namespace {

json::Object names() { return {{"en", "x"}}; }

json::Value matrix(Draw& draw) {
  json::Array cells;
  for (const std::string_view purpose : {"recognition", "market-access"}) {
    for (const std::string_view route : {"R0", "R1", "R2", "R3", "R4", "R5", "R6", "R7"}) {
      for (const std::string_view leg :
           {"authenticity", "entitlement", "coverage", "currency", "competence", "acceptance",
            "instrument", "presumption", "equivalence", "measures"}) {
        const int kind = draw.below(20);
        if (kind == 0) continue;  // left out: informative
        cells.push_back(json::Object{{"route", route},
                                     {"leg", leg},
                                     {"purpose", purpose},
                                     {"need", kind == 1   ? "informative"
                                              : kind == 2 ? "not-applicable"
                                                          : "required"}});
      }
    }
  }
  return cells;
}

void economies(Pen& pen) {
  for (const std::string_view code : {"A", "B", "C"}) {
    pen.write("economy", {{"code", code}, {"kind", "economy"}, {"names", names()}},
              Pen::Days::kAlways);
  }
  pen.write("economy", {{"code", "U"}, {"kind", "area"}, {"names", names()}}, Pen::Days::kAlways);
  pen.write("economy",
            {{"code", "A-N"}, {"kind", "territory"}, {"names", names()}, {"partOf", "A"}},
            Pen::Days::kAlways);
  for (int i = pen.draw.between(1, 3); i > 0; --i) {
    json::Object body = {{"area", "U"}, {"member", pen.draw.pick({"A", "B", "C", "A-N"})}};
    if (pen.draw.chance(20)) body.set("sectors", list(pen.draw.some({"toys", "radio"})));
    pen.write("area-membership", body);
  }
}

void organisations(Pen& pen) {
  const auto write = [&](std::string_view id, std::string_view economy, std::string_view role) {
    json::Object body = {{"organisation", id},
                         {"names", names()},
                         {"economy", economy},
                         {"roles", json::Array{role}}};
    if (pen.on.operators && role == "manufacturer" && pen.draw.chance(60)) {
      body.set("brands", list(pen.draw.some({"Alpha", "Beta"})));
    }
    pen.write("organisation", body, Pen::Days::kAlways);
  };
  write("body-a", "A", "conformity-assessment-body");
  write("body-b", "B", "conformity-assessment-body");
  write("body-c", "C", "conformity-assessment-body");
  write("maker-1", "B", "manufacturer");
  write("maker-2", "C", "manufacturer");
  write("trader", "A", "importer");
  pen.write("organisation",
            {{"organisation", "authority-a"},
             {"names", names()},
             {"economy", "A"},
             {"roles", json::Array{"authority"}},
             {"actsFor", json::Array{"U"}}},
            Pen::Days::kAlways);
}

json::Value predicate(Draw& draw) {
  switch (draw.below(4)) {
    case 0:
      return json::Object{{"attribute", "radio"}, {"present", true}};
    case 1:
      return json::Object{{"attribute", "voltage"}, {"from", "50"}, {"to", "1000"}};
    case 2:
      return json::Object{{"not", json::Object{{"attribute", "use"}, {"is", "military"}}}};
    default:
      return json::Object{{"attribute", "use"}, {"in", json::Array{"home", "play"}}};
  }
}

void acts(Pen& pen) {
  for (const std::string_view market : {"A", "B", "C", "U"}) {
    json::Object body = {
        {"act", std::string(market) + "-law"}, {"market", market}, {"title", names()}};
    if (!pen.on.acts_end || pen.draw.chance(70)) {
      pen.write("legal-act", body, Pen::Days::kAlways);
      continue;
    }
    const std::int32_t end = pen.draw.between(50, 350);
    pen.write("legal-act", body, json::Object{{"from", day_text(-2000)}, {"until", day_text(end)}});
    if (pen.draw.chance(60)) {
      json::Object next = {{"act", std::string(market) + "-law-2"},
                           {"market", market},
                           {"title", names()},
                           {"replaces", json::Array{std::string(market) + "-law"}}};
      if (pen.draw.chance(60)) next.set("transitionUntil", day_text(end + pen.draw.between(1, 60)));
      if (pen.draw.chance(50)) next.set("sellOffUntil", day_text(end + pen.draw.between(1, 120)));
      pen.write("legal-act", next, json::Object{{"from", day_text(end)}});
    }
  }
}

json::Object procedure(Pen& pen, int number) {
  json::Object body = {{"procedure", "p" + std::to_string(number)}, {"party", "third"}};
  if (pen.on.first_party && pen.draw.chance(25)) {
    body.set("party", "first");
    if (pen.on.presumption && pen.draw.chance(50)) body.set("presumption", "required");
    if (pen.draw.chance(50)) {
      body.set("evidence",
               json::Array{json::Object{{"kind", "technical-file"},
                                        {"timing", pen.draw.pick({"before-entry", "before-use"})},
                                        {"verifiedBy", pen.draw.pick({"customs", "importer"})}}});
    }
  } else {
    if (pen.on.modules && pen.draw.chance(40)) {
      json::Array alternatives = {json::Object{{"modules", list(pen.draw.some({"B", "C", "D"}))}}};
      if (pen.draw.chance(40)) alternatives.push_back(json::Object{{"modules", json::Array{"H"}}});
      body.set("alternatives", alternatives);
    }
    if (pen.on.accreditation && pen.draw.chance(40)) {
      body.set("competence", pen.draw.pick({"accreditation", "either"}));
    }
  }
  if (pen.on.predicates && pen.draw.chance(20)) body.set("when", predicate(pen.draw));
  return body;
}

void requirements(Pen& pen) {
  const int count = pen.draw.between(1, 4);
  for (int i = 0; i < count; ++i) {
    const std::string market = pen.draw.pick({"A", "A", "U", "B"});
    json::Array procedures;
    for (int p = pen.draw.between(1, 2); p > 0; --p) procedures.push_back(procedure(pen, p));
    if (!pen.on.supplier_only) {
      procedures.push_back(json::Object{{"procedure", "p0"}, {"party", "third"}});
    }
    json::Object body = {
        {"requirement", "r" + std::to_string(i)},
        {"market", market},
        {"act", market + (pen.on.acts_end && pen.draw.chance(20) ? "-law-2" : "-law")},
        {"sector", pen.draw.chance(80) ? "toys" : "radio"},
        {"title", names()},
        {"procedures", procedures}};
    if (pen.on.predicates && pen.draw.chance(40)) body.set("scope", predicate(pen.draw));
    if (pen.on.predicates && pen.draw.chance(25)) {
      body.set("exclusions",
               json::Array{json::Object{{"when", predicate(pen.draw)}, {"why", "article 2"}}});
    }
    if (pen.on.predicates && i > 0 && pen.draw.chance(25)) {
      body.set("displacedBy", json::Array{"r" + std::to_string(pen.draw.below(i))});
    }
    if (pen.draw.chance(20)) body.set("events", json::Array{"placing-on-market"});
    if (pen.draw.chance(20)) {
      body.set("markings",
               json::Array{json::Object{
                   {"kind", "marking"}, {"what", "a mark"}, {"timing", "before-market"}}});
    }
    if (pen.on.acceptances && pen.draw.chance(50)) body.set("harmonised", false);
    if (pen.on.equivalence && pen.draw.chance(60)) {
      body.set("editions", list(pen.draw.some({"X:2", "X:3", "Y:2"})));
    }
    if (pen.on.presumption && pen.draw.chance(50)) {
      json::Array atoms{json::Object{{"atom", "1.1"}, {"about", "heat"}, {"severity", 3}}};
      if (pen.draw.chance(40)) {
        atoms.push_back(json::Object{{"atom", "1.2"}, {"about", "label"}, {"severity", 2}});
      }
      body.set("atoms", atoms);
    }
    if (pen.on.caps && pen.draw.chance(30)) {
      body.set("scale", "eal");
      body.set("level", pen.draw.pick({"L1", "L2", "L3"}));
    }
    pen.write("requirement", body);
  }
}

void standards(Pen& pen) {
  for (const std::string_view edition : {"X:1", "X:2", "X:3", "Y:1", "Y:2"}) {
    json::Object body = {{"edition", edition}, {"standard", edition.substr(0, 1)}};
    if (edition == "Y:2" && pen.draw.chance(40)) body.set("identicalTo", json::Array{"X:2"});
    if (edition == "Y:1" && pen.draw.chance(40)) body.set("partOf", "X");
    pen.write("standard-edition", body, Pen::Days::kAlways);
  }
  pen.write("level-scale",
            {{"scale", "eal"},
             {"levels", json::Array{"L1", "L2", "L3", "L4"}},
             {"components",
              json::Array{json::Object{{"family", "VAN"}, {"at", json::Array{1, 2, 2, 3}}}}},
             {"outsidePackages", json::Array{"FLR"}}},
            Pen::Days::kAlways);
  json::Object scheme = {{"scheme", "mark"},
                         {"names", names()},
                         {"owner", "owner"},
                         {"core", json::Object{{"part", "core"}, {"version", "1"}}}};
  if (pen.draw.chance(60)) {
    scheme.set("schemeType", pen.draw.pick({"1a", "3", "5"}));
    scheme.set("lateSurveillance", pen.draw.pick({"flag", "condition", "lapse"}));
    scheme.set("graceDays", pen.draw.between(0, 60));
  }
  if (pen.draw.chance(70)) pen.write("scheme", scheme, Pen::Days::kAlways);
  for (int i = pen.on.presumption ? pen.draw.below(4) : 0; i > 0; --i) {
    const std::string market = pen.draw.pick({"A", "U", "B"});
    json::Object body = {{"market", market},
                         {"act", market + "-law"},
                         {"edition", pen.draw.pick({"X:1", "X:2", "Y:1"})}};
    if (pen.draw.chance(30)) body.set("standardType", pen.draw.pick({"A", "B", "C"}));
    if (pen.draw.chance(20)) body.set("notForAtoms", json::Array{pen.draw.pick({"1.1", "9"})});
    pen.write("citation", body, Pen::Days::kAny);
    if (pen.draw.chance(30)) {
      json::Object objection = body;
      objection.erase("standardType");
      objection.erase("notForAtoms");
      objection.set("effect", pen.draw.pick({"informative", "restricts", "withdraws"}));
      if (pen.draw.chance(70)) objection.set("atoms", json::Array{"1.1"});
      pen.write("formal-objection", objection, Pen::Days::kAny);
    }
  }
}

}  // namespace

void write_frame(Pen& pen) {
  economies(pen);
  organisations(pen);
  if (!pen.on.missing || pen.draw.chance(97)) {
    pen.write("route-matrix", {{"cells", matrix(pen.draw)}}, Pen::Days::kAlways);
  }
  if (pen.draw.chance(50)) {
    pen.write("requirements-complete", {{"market", pen.draw.pick({"A", "U"})}, {"sector", "toys"}});
  }
  if (pen.draw.chance(30)) {
    pen.write("succession", {{"predecessor", pen.draw.pick({"body-a", "body-b"})},
                             {"successor", pen.draw.pick({"body-a", "body-c"})},
                             {"scope", pen.draw.pick({"all", "certificates", "designations"})}});
  }
  if (pen.on.missing && pen.draw.chance(40)) {
    json::Object duty = {{"market", pen.draw.pick({"A", "U"})}};
    if (pen.draw.chance(30)) duty.set("body", pen.draw.pick({"body-a", "body-b"}));
    if (pen.draw.chance(30)) duty.set("economy", pen.draw.pick({"A", "B"}));
    pen.write("filing-obligation", duty);
  }
}

void write_norms(Pen& pen) {
  acts(pen);
  requirements(pen);
  standards(pen);
}

}  // namespace concordat::sim::generator
