// Documents from afar: each asked for once, and never taken for somebody else's.
#include "registry/credentials/online.hpp"

#include <doctest/doctest.h>

#include "registry/credentials/world_for_tests.hpp"

namespace concordat::registry {
namespace {

class Web final : public Fetcher {
 public:
  Result<std::string> fetch(std::string_view url) override {
    asked.emplace_back(url);
    const auto found = pages.find(url);
    if (found == pages.end()) return fail({.code = "fetch.failed"});
    return found->second;
  }
  std::map<std::string, std::string, std::less<>> pages;
  std::vector<std::string> asked;
};

std::string document(const std::string& id, const crypto::PublicKey& key) {
  const json::Object method{{"id", id + "#1"},
                            {"type", "JsonWebKey"},
                            {"controller", id},
                            {"publicKeyJwk", crypto::to_jwk(key)}};
  return json::compact(json::Object{{"id", id},
                                    {"verificationMethod", json::Array{method}},
                                    {"assertionMethod", json::Array{"#1"}}});
}

std::string issued(IssuerForTests& issuer, const std::string& id) {
  json::Object credential = issuer.credential();
  credential.set("issuer", id);
  json::Object header = issuer.header();
  header.set("kid", id + "#1");
  return issuer.sign(header, credential);
}

struct House {
  PortsForTests made;
  Web web;
  Online online{web};
  Presented documents{made.ports};

  House() { documents.go_online(&online); }
  std::string verdict(const std::string& token) {
    const credential::Report report =
        credential::verify(token, {.at = *parse_timestamp("2024-06-01T00:00:00Z")}, documents);
    const credential::Finding* const why = credential::decisive(report);
    return why ? why->error.code : "verified";
  }
};

TEST_CASE("the document of a did:web, and of an https identifier, is where it says") {
  House house;
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  house.web.pages["https://body.example/.well-known/did.json"] =
      document("did:web:body.example", issuer.key());
  house.web.pages["https://body.example/1"] = document("https://body.example/1", issuer.key());
  CHECK(house.verdict(issued(issuer, "did:web:body.example")) == "verified");
  CHECK(house.verdict(issued(issuer, "did:web:body.example")) == "verified");
  CHECK(house.verdict(issued(issuer, "https://body.example/1")) == "verified");
  CHECK(house.web.asked == std::vector<std::string>{"https://body.example/.well-known/did.json",
                                                    "https://body.example/1"});
}

TEST_CASE("pitfall 22: a document under this address with another id speaks for nobody here") {
  House house;
  IssuerForTests attacker(crypto::Algorithm::kEd25519);
  house.web.pages["https://body.example/.well-known/did.json"] =
      document("did:web:attacker.example", attacker.key());
  CHECK(house.verdict(issued(attacker, "did:web:body.example")) == "key.no-document");
  REQUIRE(house.online.troubles().size() == 1);
  CHECK(house.online.troubles()[0].code == "presented.other-id");
}

TEST_CASE("what cannot be had is asked for once, and stays unknown") {
  House house;
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  house.web.pages["https://broken.example/.well-known/did.json"] = "<html>";
  for (const char* const id : {"did:web:gone.example", "did:web:broken.example"}) {
    CHECK(house.verdict(issued(issuer, id)) == "key.no-document");
    CHECK(house.verdict(issued(issuer, id)) == "key.no-document");
  }
  CHECK(house.web.asked.size() == 2);
  CHECK(house.online.troubles().size() == 2);
  CHECK_FALSE(house.online.status_list("https://gone.example/list"));
  CHECK_FALSE(house.online.status_list("https://gone.example/list"));
  CHECK(house.web.asked.size() == 3);
}

TEST_CASE("nothing is asked for what is at hand, or is a key by itself") {
  House house;
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  REQUIRE(house.documents.add_controller(*credential::read_controller(
      std::string_view(document("did:web:body.example", issuer.key())))));
  CHECK(house.verdict(issued(issuer, "did:web:body.example")) == "verified");
  CHECK(house.verdict(issuer.sign(issuer.credential())) == "verified");
  CHECK(house.web.asked.empty());
}

}  // namespace
}  // namespace concordat::registry
