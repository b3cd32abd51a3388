#include "scenarios/founding.hpp"

#include "scenarios/statement_line.hpp"

namespace concordat::scenarios {
namespace {

json::Value own(std::string_view id, std::string_view type, json::Object body) {
  return json::Object{{"id", id},
                      {"type", type},
                      {"author", kOperator},
                      {"basis", json::Object{{"kind", "own"}}},
                      {"effective", json::Object{{"from", "1950-01-01"}}},
                      {"body", std::move(body)}};
}

void allow_scenario_source(json::Value& constitution) {
  json::Value* transcribers = constitution.as_object()->find("transcribers");
  for (json::Value& transcriber : *transcribers->as_array()) {
    if (transcriber.text("organisation") != kTranscriber) continue;
    transcriber.as_object()->find("sources")->as_array()->emplace_back(kSource);
  }
}

}  // namespace

json::Value founding_draft(const json::Value& founding, const FoundingKeys& keys) {
  json::Object body{{"origin", kOrigin}};
  for (const auto& [name, value] : *founding.as_object()) body.set(name, value);
  body.find("operator")->as_object()->set("key", crypto::to_jwk(keys.operator_key));
  body.set("logKey", keys.log_vkey);
  allow_scenario_source(*body.find("constitution"));
  return own("founding", "founding", std::move(body));
}

json::Value key_draft(std::string_view organisation, const crypto::PublicKey& key) {
  return own(
      "key-" + std::string(organisation), "key",
      {{"organisation", organisation}, {"key", crypto::to_jwk(key)}, {"custody", "registry"}});
}

}  // namespace concordat::scenarios
