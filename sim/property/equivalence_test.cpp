// Properties of equivalence (clause by clause assessment): monotone, directed, bound to editions,
// never worse for a narrower scope.
#include <algorithm>
#include <map>

#include "sim/generator/draw.hpp"
#include "sim/property/trial.hpp"
#include <doctest/doctest.h>

using namespace concordat;
using namespace concordat::sim;
using generator::Draft;
using generator::World;
using property::Trial;
using recognition::Answer;
using recognition::Bearing;
using recognition::Verdict;

namespace {

bool is_yes(Verdict verdict) {
  return verdict == Verdict::kRecognised || verdict == Verdict::kConditional ||
         verdict == Verdict::kEvidenceAccepted;
}

json::Object* body_of(Draft& draft) { return draft.statement.find("body")->as_object(); }

// Every clause that met the importer's demand no longer does.
void tighten(std::vector<Draft>& drafts) {
  for (Draft& draft : drafts) {
    if (*draft.statement.find("type")->as_string() != "equivalence-decision") continue;
    for (json::Value& mapping : *body_of(draft)->find("mapping")->as_array()) {
      mapping.as_object()->set("verdict", "weaker");
    }
  }
}

// Every delta has a closure, and every certificate holds it.
void close_deltas(std::vector<Draft>& drafts) {
  for (Draft& draft : drafts) {
    const std::string& type = *draft.statement.find("type")->as_string();
    if (type == "certificate") body_of(draft)->set("addenda", json::Array{"probe"});
    if (type != "equivalence-decision") continue;
    body_of(draft)->set("outcome", "full-with-addenda");
    for (json::Value& mapping : *body_of(draft)->find("mapping")->as_array()) {
      mapping.as_object()->set("closure",
                               json::Object{{"kind", "addendum-test"}, {"name", "probe"}});
    }
  }
}

}  // namespace

TEST_CASE("a tighter demand never turns a no into a yes") {
  for (std::uint64_t seed = 6000; seed < 6200; ++seed) {
    World world = generator::draw_world(seed, {});
    const Verdict before = Trial(world.drafts).engine(world.question).verdict;
    tighten(world.drafts);
    const Verdict after = Trial(world.drafts).engine(world.question).verdict;
    CHECK_MESSAGE((is_yes(before) || !is_yes(after)), "seed " << seed);
  }
}

TEST_CASE("with every delta closed, no delta stands against the attestation") {
  std::size_t closed = 0;
  for (std::uint64_t seed = 7000; seed < 7900; ++seed) {
    World world = generator::draw_world(seed, {});
    close_deltas(world.drafts);
    for (const std::string& line : Trial(world.drafts).engine_key(world.question)) {
      CHECK_MESSAGE(line.find("equivalence.delta-open") == std::string::npos, "seed " << seed);
      if (line.find("equivalence.delta-closed") != std::string::npos) ++closed;
    }
  }
  CHECK(closed > 0);
}

// ---- one decision, and who holds which edition -----------------------------------------------

namespace {

std::string_view type_of(const Draft& draft) { return *draft.statement.find("type")->as_string(); }

json::Array only(const std::string& edition) { return json::Array{edition}; }

// A world with one decision, between these editions; every certificate follows `followed`, every
// requirement names `demanded`, and no edition adopts another.
struct Pair {
  std::string from = "X:1";
  std::string to = "X:3";
};

World one_decision(std::uint64_t seed, const Pair& decided, const std::string& followed,
                   const std::string& demanded) {
  World world = generator::draw_world(seed, {});
  bool kept = false;
  std::erase_if(world.drafts, [&](const Draft& draft) {
    if (draft.statement.find("corrects") != nullptr || type_of(draft) == "status-change") {
      return true;  // may be about what is left out
    }
    if (type_of(draft) != "equivalence-decision") return false;
    return std::exchange(kept, true);
  });
  for (Draft& draft : world.drafts) {
    json::Object& body = *body_of(draft);
    if (type_of(draft) == "equivalence-decision") {
      body.set("fromEdition", decided.from);
      body.set("toEdition", decided.to);
    }
    if (type_of(draft) == "certificate") body.set("editions", only(followed));
    if (type_of(draft) == "requirement") body.set("editions", only(demanded));
    if (type_of(draft) == "standard-edition") body.erase("identicalTo");
  }
  return world;
}

std::size_t lines_with(const World& world, std::string_view code) {
  const property::Key key = Trial(world.drafts).engine_key(world.question);
  return static_cast<std::size_t>(std::ranges::count_if(
      key, [&](const std::string& line) { return line.find(code) != std::string::npos; }));
}

constexpr std::uint64_t kFirst = 8000;
constexpr std::uint64_t kPast = 8300;

}  // namespace

TEST_CASE("a decision from one edition to another says nothing of the way back") {
  std::size_t there = 0;
  std::size_t undecided = 0;
  for (std::uint64_t seed = kFirst; seed < kPast; ++seed) {
    there += lines_with(one_decision(seed, {}, "X:1", "X:3"), "equivalence.decided");
    const World back = one_decision(seed, {}, "X:3", "X:1");
    CHECK_MESSAGE(lines_with(back, "equivalence.decided") == 0, "seed " << seed);
    CHECK_MESSAGE(lines_with(back, "equivalence.delta") == 0, "seed " << seed);
    undecided += lines_with(back, "equivalence.no-decision");
  }
  CHECK(there > 0);
  CHECK(undecided > 0);
}

TEST_CASE("a changed edition makes a mapping stale: it is never carried over") {
  std::size_t stale = 0;
  for (std::uint64_t seed = kFirst; seed < kPast; ++seed) {
    const World exporter = one_decision(seed, {}, "X:2", "X:3");  // X:1 was decided on
    const World importer = one_decision(seed, {}, "X:1", "Y:2");  // X:3 was
    for (const World* world : {&exporter, &importer}) {
      CHECK_MESSAGE(lines_with(*world, "equivalence.decided") == 0, "seed " << seed);
      CHECK_MESSAGE(lines_with(*world, "equivalence.delta") == 0, "seed " << seed);
      stale += lines_with(*world, "equivalence.no-decision");
    }
  }
  CHECK(stale > 0);
}

namespace {

// The deltas that stand against each route: open, or left as a condition.
std::map<std::string, std::vector<std::string>> deltas_of(const Answer& answer) {
  std::map<std::string, std::vector<std::string>> deltas;
  for (const auto& requirement : answer.requirements) {
    for (const auto& route : requirement.routes) {
      std::string place = requirement.requirement + " " +
                          std::string(recognition::name(route.route)) + " " + route.instrument;
      for (const std::string& attestation : route.attestations) place += " " + attestation;
      std::vector<std::string>& here = deltas[place];
      for (const auto& finding : route.findings) {
        if (finding.leg != recognition::Leg::kEquivalence) continue;
        for (const auto& [argument, value] : finding.arguments) {
          if (argument == "atom" && finding.bearing != Bearing::kHolds) here.push_back(value);
        }
      }
      std::ranges::sort(here);
    }
  }
  return deltas;
}

// Every route of the narrower answer has no delta that it did not have before.
bool adds_deltas(const Answer& before, const Answer& after) {
  const auto wider = deltas_of(before);
  for (const auto& [place, narrower] : deltas_of(after)) {
    const auto known = wider.find(place);
    if (known == wider.end()) continue;  // a route that was not there
    if (!std::ranges::includes(known->second, narrower)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a decision for a narrower scope never has more deltas") {
  std::size_t met = 0;
  for (std::uint64_t seed = kFirst; seed < kPast; ++seed) {
    World world = one_decision(seed, {}, "X:1", "X:3");
    const Answer before = Trial(world.drafts).engine(world.question);
    for (const auto& [place, deltas] : deltas_of(before)) met += deltas.size();
    generator::Draw draw(seed);
    for (Draft& draft : world.drafts) {
      if (type_of(draft) != "equivalence-decision") continue;
      // Of hazards that the narrower scope does not have; and for fewer origins or products.
      for (json::Value& mapping : *body_of(draft)->find("mapping")->as_array()) {
        if (draw.chance(50)) mapping.as_object()->set("verdict", "not-applicable");
      }
      if (draw.chance(30)) body_of(draft)->set("sector", "toys");
      if (draw.chance(30)) body_of(draft)->set("origins", only("B"));
    }
    const Answer after = Trial(world.drafts).engine(world.question);
    CHECK_MESSAGE(!adds_deltas(before, after), "seed " << seed);
  }
  CHECK(met > 0);
}

TEST_CASE("a question about fewer goods never has more deltas") {
  for (std::uint64_t seed = kFirst; seed < kPast; ++seed) {
    const World world = generator::draw_world(seed, {});
    const Trial trial(world.drafts);
    recognition::Question narrower = world.question;
    recognition::Product& product = narrower.product;
    if (product.model.empty()) product.model = "M-1";
    if (product.batch.empty()) product.batch = "L-1";
    if (product.serial.empty()) product.serial = "0500";
    for (const char* attribute : {"use", "voltage"}) {
      if (product.attributes.find(attribute) == nullptr) product.attributes.set(attribute, "230");
    }
    CHECK_MESSAGE(!adds_deltas(trial.engine(world.question), trial.engine(narrower)),
                  "seed " << seed);
  }
}
