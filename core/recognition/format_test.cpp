// The worked example of spec/formats/determination.md is what the engine says.
#include <fstream>
#include <sstream>

#include "core/recognition/registry_for_test.hpp"

namespace concordat::recognition {
namespace {

// The n-th block of JSON in the document.
std::string block(const std::string& text, int n) {
  std::size_t at = 0;
  for (int count = 0; count <= n; ++count) {
    at = text.find("```json\n", at);
    if (at == std::string::npos) return {};
    at += 8;
  }
  return text.substr(at, text.find("```", at) - at);
}

TEST_CASE("the worked question has the worked answer") {
  const std::ifstream file("spec/formats/determination.md");
  std::stringstream text;
  text << file.rdbuf();
  REQUIRE(!text.str().empty());
  testing::Registry registry;
  registry.body("lab", "A");
  registry.fact("level-scale", R"({"scale": "eal", "levels": ["EAL1", "EAL2", "EAL3"],
      "components": [{"family": "AVA_VAN", "at": [1, 2, 2]}], "outsidePackages": ["ALC_FLR"]})");
  registry.fact("agreement", R"({"agreement": "arr", "title": {"en": "x"}, "parties": ["A", "B"],
      "entry": {"rule": "dates"}, "annexes": [{"annex": "arr/it", "kind": "R3", "schemes": ["cc"],
      "artefacts": ["certificate"], "competence": "designation", "phase": "operational",
      "caps": [{"scale": "eal", "level": "EAL2"}]}]})");
  const auto designation = registry.fact("designation", R"({"body": "lab", "act": "A-law"})");
  registry.fact("certificate", R"({"certificate": "c1", "number": "2023/42",
      "artefact": "certificate", "body": "lab", "act": "A-law", "scheme": "cc",
      "legalEffect": "agreement", "sector": "it", "holder": "acme", "scale": "eal",
      "level": "EAL3", "components": ["ALC_FLR.2", "AVA_VAN.3"], "issued": "2023-01-10"})",
                "2023-01-10", "2028-01-10");
  registry.change(designation, "ended", "2024-01-01", "membership-ended");
  const Answer answer = registry.ask(block(text.str(), 0));
  const auto written = json::read(block(text.str(), 1));
  REQUIRE_MESSAGE(written, json::pretty(to_json(answer)));
  CHECK_MESSAGE(json::canonical(to_json(answer)) == json::canonical(*written),
                json::pretty(to_json(answer)));
}

}  // namespace
}  // namespace concordat::recognition
