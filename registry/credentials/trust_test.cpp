// What a registry says about who signed.
#include "registry/credentials/trust.hpp"

#include <doctest/doctest.h>

#include "adapters/memory/memory_store.hpp"
#include "registry/credentials/world_for_tests.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::registry {
namespace {

using fixture::draft;

// A registry with an authority, an accreditation body, and a body that it accredits or not.
class House {
 public:
  House() : registry_(std::move(*site_.found(std::make_unique<memory::MemoryStore>()))) {
    say("economy", fixture::kOperator,
        {{"code", "XA"}, {"kind", "economy"}, {"names", json::Object{{"en", "Xanadu"}}}});
    organisation("authority", "authority");
    organisation("accreditor", "accreditation-body");
    organisation("body", "conformity-assessment-body");
    // Somebody has a key once he has said something.
    say("organisation", "authority", described("authority", "authority"));
    say("organisation", "body", described("body", "conformity-assessment-body"));
  }

  void organisation(const std::string& name, const std::string& role) {
    say("organisation", fixture::kOperator, described(name, role));
  }
  static json::Object described(const std::string& name, const std::string& role) {
    return {{"organisation", name},
            {"names", json::Object{{"en", name}}},
            {"economy", "XA"},
            {"roles", json::Array{role}}};
  }

  // The index of the statement.
  std::uint64_t say(const std::string& type, std::string_view author, json::Object body,
                    const std::string& until = "") {
    json::Value made = draft({.id = "s" + std::to_string(++count_),
                              .type = type,
                              .author = std::string(author),
                              .body = std::move(body)});
    if (!until.empty()) made.as_object()->find("effective")->as_object()->set("until", until);
    const auto outcomes =
        submit_drafts(*registry_, site_.keys, {made}, {.today = {20'454}, .enrol = true});
    const Error refusal = outcomes[0] ? Error{} : outcomes[0].error();
    CAPTURE(refusal.code);
    CAPTURE(refusal.place);
    REQUIRE(outcomes[0]);
    return outcomes[0]->index;
  }

  credential::Finding ask(const crypto::PublicKey& key, std::string_view at) const {
    const json::Value document;
    credential::Window window(*parse_timestamp(at));
    return trust_in(*registry_, {"did:web:x.example", key, document, window});
  }
  std::string code(const std::string& organisation, std::string_view at = "2025-06-01T00:00:00Z") {
    return ask(key(organisation), at).error.code;
  }
  crypto::PublicKey key(const std::string& organisation) {
    return (*site_.keys.signer(organisation))->public_key();
  }

 private:
  fixture::Site site_;
  std::unique_ptr<Registry> registry_;
  int count_ = 0;
};

TEST_CASE("a key on file is its organisation's, while it is in force") {
  House house;
  const credential::Finding known = house.ask(house.key("authority"), "2026-06-01T00:00:00Z");
  CHECK(known.outcome == credential::Outcome::kPassed);
  CHECK(known.error.code == "trust.on-file");
  REQUIRE(known.error.arguments.size() == 2);
  CHECK(known.error.arguments[0].second == "authority");
  CHECK(house.code("authority", "1990-01-01T00:00:00Z") == "trust.key-ended");
}

TEST_CASE("a key that nobody on file has is unknown, which is no refusal") {
  House house;
  for (const auto algorithm : {crypto::Algorithm::kEd25519, crypto::Algorithm::kP256}) {
    const IssuerForTests stranger(algorithm);
    for (const crypto::PublicKey& key : {stranger.key(), crypto::compressed(stranger.key())}) {
      const credential::Finding finding = house.ask(key, "2026-06-01T00:00:00Z");
      CHECK(finding.outcome == credential::Outcome::kUnchecked);
      CHECK(finding.error.code == "trust.unknown-key");
    }
  }
}

TEST_CASE("a body counts while it is accredited") {
  House house;
  CHECK(house.code("body", "2026-06-01T00:00:00Z") == "trust.not-competent");
  house.say("accreditation", "accreditor",
            {{"accreditor", "accreditor"}, {"body", "body"}, {"mainScope", "testing"}},
            "2027-01-01");
  CHECK(house.code("body", "2026-06-01T00:00:00Z") == "trust.competent");
  CHECK(house.code("body", "2027-06-01T00:00:00Z") == "trust.not-competent");
}

TEST_CASE("a key that was compromised counts for nothing from then on") {
  House house;
  house.say("key-revocation", "authority",
            {{"organisation", "authority"},
             {"keyId", crypto::thumbprint(house.key("authority"))},
             {"compromisedSince", "2026-03-01T00:00:00Z"}});
  CHECK(house.code("authority", "2026-06-01T00:00:00Z") == "trust.key-revoked");
}

}  // namespace
}  // namespace concordat::registry
