// Data Integrity proofs, signed and verified: the published vectors, and sets and chains of our
// own.
#include "core/credential/securing/data_integrity.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

#include <doctest/doctest.h>

#include "adapters/keys/software_signer.hpp"
#include "adapters/keys/verify.hpp"
#include "core/base/hex.hpp"
#include "core/credential/keys/multikey.hpp"
#include "core/credential/securing/vectors_for_tests.hpp"

namespace concordat::keys {
namespace {

using credential::attach_proof;
using credential::draft_proof;
using credential::read_secured;

// The key that a did:key verification method names.
crypto::PublicKey key_of(std::string_view method) {
  const auto key = credential::parse_multikey(method.substr(method.find('#') + 1));
  REQUIRE(key);
  return *key;
}

bool holds(const json::Value& document, std::size_t proof, const crypto::PublicKey& key) {
  const auto secured = read_secured(document);
  if (!secured) return false;
  const auto must_hold = credential::obligation(*secured, proof, key);
  return must_hold && verify(*must_hold);
}

void check_vector(const std::string& file) {
  CAPTURE(file);
  const auto document = credential::vector_json(file);
  if (!document) return;
  const crypto::PublicKey key = key_of(document->find("proof")->text("verificationMethod"));
  CHECK(holds(*document, 0, key));
  // Whatever is changed, in the document or in its proof, is not what was signed.
  json::Value altered = *document;
  altered.as_object()->set("name", "Another Credential");
  CHECK(!holds(altered, 0, key));
  altered = *document;
  altered.as_object()->set("added", 1);
  CHECK(!holds(altered, 0, key));
  altered = *document;
  altered.as_object()->find("proof")->as_object()->set("created", "2023-02-24T23:36:39Z");
  CHECK(!holds(altered, 0, key));
  altered = *document;
  altered.as_object()->find("proof")->as_object()->erase("@context");
  CHECK(!holds(altered, 0, key));
}

TEST_CASE("the signatures of the published vectors hold, and of nothing else") {
  check_vector("eddsa-jcs-2022/signedJCS.json");
  check_vector("ecdsa-jcs-2019/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json");
  check_vector("ecdsa-jcs-2019/ecdsa-jcs-2019-p384/signedJCSECDSAP384.json");
}

// The proofs of a log of did:webvh, an entry a line: how many there are, and how many hold.
struct Proofs {
  std::size_t all = 0;
  std::size_t holding = 0;
};

bool holds_by_its_method(const credential::SecuredDocument& secured, std::size_t at) {
  const std::string& method = secured.proofs[at].verification_method;
  const auto key = credential::parse_multikey(method.substr(method.find('#') + 1));
  if (!key) return false;
  const auto must_hold = credential::obligation(secured, at, *key);
  return must_hold && verify(*must_hold);
}

Proofs proofs_of(const std::filesystem::path& path) {
  Proofs proofs;
  std::ifstream file(path, std::ios::binary);
  for (std::string line; std::getline(file, line);) {
    const auto entry = json::read(line);
    if (!entry) continue;
    const auto secured = read_secured(*entry);
    if (!secured) continue;
    for (std::size_t at = 0; at < secured->proofs.size(); ++at) {
      ++proofs.all;
      if (holds_by_its_method(*secured, at)) ++proofs.holding;
    }
  }
  return proofs;
}

TEST_CASE("the logs of did:webvh that five others have made hold") {
  const auto folder = credential::shared_standards() / "untp/didwebvh/vectors";
  if (!std::filesystem::exists(folder)) {
    std::cout << "skipped: no " << folder.string() << "\n";
    return;
  }
  Proofs sum;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().filename() != "did.jsonl") continue;
    const Proofs proofs = proofs_of(entry.path());
    sum.all += proofs.all;
    sum.holding += proofs.holding;
    // Those called negative break some rule, and not always this one.
    if (entry.path().string().contains("/negative-")) continue;
    CAPTURE(entry.path().string());
    CHECK(proofs.all != 0);
    CHECK(proofs.holding == proofs.all);
  }
  CHECK(sum.all >= 100);
  CHECK(sum.holding >= sum.all - 2);  // two were made so as not to hold
}

// Adds a proof by the pair's key.
json::Value sign(const json::Value& document, json::Object options, const KeyPair& pair) {
  options.set("verificationMethod", "did:example:a#k");
  options.set("proofPurpose", "assertionMethod");
  const auto draft = draft_proof(document, std::move(options), pair.public_key.algorithm);
  REQUIRE(draft);
  auto signer = make_signer(
      {pair.public_key, Secret(Bytes(pair.secret.bytes().begin(), pair.secret.bytes().end()))});
  REQUIRE(signer);
  const auto signature = (*signer)->sign(draft->message);
  REQUIRE(signature);
  return attach_proof(document, *draft, *signature);
}

json::Value plain_document() {
  return json::Object{{"@context", json::Array{"https://www.w3.org/ns/credentials/v2"}},
                      {"id", "urn:example:1"},
                      {"credentialSubject", json::Object{{"id", "urn:example:kettle"}}}};
}

TEST_CASE("what each kind of key signs holds, set or chain") {
  using enum crypto::Algorithm;
  const auto first = generate(kEd25519);
  const auto second = generate(kP256);
  const auto third = generate(kP384);
  REQUIRE((first && second && third));
  json::Value document = sign(plain_document(), {{"id", "urn:p:1"}}, *first);
  document = sign(document, {{"id", "urn:p:2"}, {"previousProof", "urn:p:1"}}, *second);
  document = sign(document, {{"previousProof", json::Array{"urn:p:2", "urn:p:1"}}}, *third);
  CHECK(holds(document, 0, first->public_key));
  CHECK(holds(document, 1, second->public_key));
  CHECK(holds(document, 2, third->public_key));
  CHECK(!holds(document, 1, first->public_key));

  // A set member can be taken away; a covered proof cannot, and cannot be replaced by another.
  json::Value without = document;
  json::Array& proofs = *without.as_object()->find("proof")->as_array();
  proofs.erase(proofs.begin() + 2);
  CHECK(holds(without, 1, second->public_key));
  proofs.erase(proofs.begin());
  CHECK(!holds(without, 0, second->public_key));
  json::Value again = sign(plain_document(), {{"id", "urn:p:1"}, {"nonce", "other"}}, *first);
  json::Value replaced = document;
  replaced.as_object()->find("proof")->as_array()->front() = *again.find("proof");
  CHECK(holds(replaced, 0, first->public_key));
  CHECK(!holds(replaced, 1, second->public_key));
}

TEST_CASE("texts that look alike are different documents") {
  const auto pair = generate(crypto::Algorithm::kEd25519);
  REQUIRE(pair);
  json::Value document = plain_document();
  document.as_object()->set("name", "caf\u00e9");
  const json::Value composed = sign(document, {}, *pair);
  CHECK(holds(composed, 0, pair->public_key));
  json::Value decomposed = composed;
  decomposed.as_object()->set("name", "cafe\u0301");
  CHECK(!holds(decomposed, 0, pair->public_key));
  // While spellings of one value are one document: 1.0 and 1, and members in any order.
  document.as_object()->set("count", 1);
  const json::Value with_count = sign(document, {}, *pair);
  json::Value spelt = with_count;
  spelt.as_object()->set("count", 1.0);
  spelt.as_object()->erase("id");
  spelt.as_object()->set("id", "urn:example:1");
  CHECK(holds(spelt, 0, pair->public_key));
}

}  // namespace
}  // namespace concordat::keys
