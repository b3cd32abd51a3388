// What is judged of one kind of attestation serves every kind that agrees in what was looked at. So
// certificates that differ from each other in one member alone are asked about in one workspace,
// and must get their own answers; and workspaces that are blind to a member must be found out.
#include "sim/property/worlds_for_tests.hpp"

#include "core/recognition/desk.hpp"

namespace concordat::sim::property {
namespace {

using generator::Draft;
using recognition::Member;
using recognition::Notes;
using recognition::Question;

constexpr std::uint64_t kSeeds = 60;       // of worlds in which answers are compared
constexpr std::uint64_t kMostSeeds = 400;  // in which a blind workspace may be found out
constexpr int kDaysAsked = 3;

// How a certificate differs from that of the world.
struct Variant {
  Member member;
  std::string_view name;
  json::Value value;  // null: without it
};

json::Value texts(std::initializer_list<std::string_view> list) {
  json::Array array;
  for (const std::string_view text : list) array.emplace_back(text);
  return array;
}

const std::vector<Variant>& variants() {
  static const std::vector<Variant> all = {
      {Member::kArtefact, "artefact", "certificate"},
      {Member::kArtefact, "artefact", "test-report"},
      {Member::kArtefact, "artefact", "declaration"},
      {Member::kLegalEffect, "legalEffect", "mandatory"},
      {Member::kLegalEffect, "legalEffect", "voluntary"},
      {Member::kBody, "body", "body-a"},
      {Member::kBody, "body", "body-b"},
      {Member::kBody, "body", "body-b2"},
      {Member::kBody, "body", "body-c"},
      {Member::kAct, "act", "A-law"},
      {Member::kAct, "act", "B-law"},
      {Member::kAct, "act", {}},
      {Member::kModule, "module", "B"},
      {Member::kModule, "module", "D"},
      {Member::kModule, "module", {}},
      {Member::kScheme, "scheme", "mark"},
      {Member::kScheme, "scheme", {}},
      {Member::kCategory, "category", "cards"},
      {Member::kCategory, "category", "boxes"},
      {Member::kCollaborative, "collaborativeProfile", true},
      {Member::kCollaborative, "collaborativeProfile", false},
      {Member::kScale, "scale", "eal"},
      {Member::kScale, "scale", "other"},
      {Member::kLevel, "level", "L1"},
      {Member::kLevel, "level", "L4"},
      {Member::kComponents, "components", texts({"VAN.3", "XYZ.1"})},
      {Member::kComponents, "components", texts({"VAN.1"})},
      {Member::kEditions, "editions", texts({"X:1"})},
      {Member::kEditions, "editions", texts({"X:2", "Y:1"})},
      {Member::kEditions, "editions", {}},
      {Member::kLeftOut, "requirements", texts({"1.1", "9.9"})},
      {Member::kLeftOut, "requirements", {}},
      {Member::kDifferences, "differencesCovered", texts({"label", "plug", "voltage"})},
      {Member::kDifferences, "differencesCovered", {}},
      {Member::kAddenda, "addenda", texts({"probe", "label"})},
      {Member::kAddenda, "addenda", {}},
      {Member::kAttributes, "product", json::Object{{"attributes", json::Object{{"use", "home"}}}}},
      {Member::kAttributes, "product",
       json::Object{{"attributes", json::Object{{"use", "military"}, {"radio", true}}}}},
  };
  return all;
}

std::string_view text_of(const json::Object& object, std::string_view name) {
  const json::Value* const value = object.find(name);
  return value && value->as_string() ? std::string_view(*value->as_string()) : std::string_view{};
}

std::string certificate_id(std::size_t variant) { return "kind-" + std::to_string(variant); }

// The first certificate of the world and every variant of it, and a second body of B's.
struct Kinds {
  explicit Kinds(const generator::World& world) {
    for (const Draft& draft : world.drafts) {
      append(state, draft);
      const json::Object& body = *draft.statement.find("body")->as_object();
      if (text_of(draft.statement, "type") == "certificate") {
        if (!of) of = &draft;
      } else if (text_of(body, "organisation") == "body-b" || text_of(body, "body") == "body-b") {
        repeat_for_second_body(draft, body);
      }
    }
    for (std::size_t at = 0; at < variants().size(); ++at) add(at);
    state.publish(state.size_applied());
  }

  facts::State state;
  const Draft* of = nullptr;

 private:
  // What is said of the body of B, said of another: a body alone makes no kinds, competence does.
  void repeat_for_second_body(const Draft& draft, json::Object body) {
    const bool organisation = !text_of(body, "organisation").empty();
    body.set(organisation ? "organisation" : "body", "body-b2");
    Draft second = draft;
    second.statement.set("id", std::string(text_of(draft.statement, "id")) + "-b2");
    second.statement.set("body", std::move(body));
    append(state, second);
  }
  void add(std::size_t at) {
    const Variant& variant = variants()[at];
    Draft draft = *of;
    json::Object body;
    for (const auto& [name, value] : *of->statement.find("body")->as_object()) {
      if (name != variant.name && name != "certificate" && name != "number") body.set(name, value);
    }
    if (!variant.value.is_null()) body.set(std::string(variant.name), variant.value);
    body.set("certificate", certificate_id(at));
    body.set("number", certificate_id(at));
    draft.statement.set("id", "s-" + certificate_id(at));
    draft.statement.set("body", std::move(body));
    append(state, draft);
  }
};

// Every variant in every market on some days, for both purposes; of goods of which something is
// said, and of which nothing is.
template <class Visit>
void visit_questions(const generator::World& world, Visit&& visit) {
  for (const std::string_view market : {"A", "B", "U"}) {
    for (int round = 0; round < 2 * kDaysAsked; ++round) {
      Question question = world.question;
      question.market = market;
      question.purpose =
          round % 2 == 0 ? recognition::Purpose::kRecognition : recognition::Purpose::kMarketAccess;
      question.date = {generator::kFirstDay + round / 2 * generator::kDays / kDaysAsked};
      if (round % 4 < 2) question.product.attributes = {};
      question.product.sector.clear();
      for (std::size_t at = 0; at < variants().size(); ++at) {
        // Backwards in every other world: what is met first is what others would be given.
        const std::size_t number = world.drafts.size() % 2 == 0 ? at : variants().size() - 1 - at;
        question.attestations = {{.number = certificate_id(number)}};
        visit(question);
      }
    }
  }
}

TEST_CASE("kinds that differ in one member have each their own answers") {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const generator::World world = generator::draw_world(seed, {});
    const Kinds kinds(world);
    recognition::Workspace workspace(kinds.state);
    visit_questions(world, [&](const Question& question) {
      CAPTURE(question.attestations.front().number);
      const recognition::Determination& answer = recognition::determine(workspace, question);
      REQUIRE(words(told(answer)) == words(recognition::determine(kinds.state, question)));
    });
  }
}

// Whether a workspace that does not look at the member gives a wrong answer somewhere.
bool found_out(const generator::World& world, Member member) {
  const Kinds kinds(world);
  recognition::Workspace seeing(kinds.state);
  recognition::Workspace blind(kinds.state);
  blind.desk().blind = Notes(member);
  bool wrong = false;
  visit_questions(world, [&](const Question& question) {
    if (wrong) return;
    const std::string right = printed(recognition::determine(seeing, question), question);
    wrong = printed(recognition::determine(blind, question), question) != right;
  });
  return wrong;
}

TEST_CASE("a workspace that does not look at a member is found out") {
  for (std::size_t number = 0; number < recognition::kMembers; ++number) {
    CAPTURE(number);
    bool found = false;
    for (std::uint64_t seed = 1; seed <= kMostSeeds && !found; ++seed) {
      found = found_out(generator::draw_world(seed, {}), static_cast<Member>(number));
    }
    CHECK(found);
  }
}

}  // namespace
}  // namespace concordat::sim::property
