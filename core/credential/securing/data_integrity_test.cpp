// Forms, hashes and rules; that signatures hold is tested where they are verified, in
// adapters/keys.
#include "core/credential/securing/data_integrity.hpp"

#include <doctest/doctest.h>

#include "core/base/base58.hpp"
#include "core/base/hex.hpp"
#include "core/credential/securing/vectors_for_tests.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/write.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::credential {
namespace {

crypto::PublicKey key_of(crypto::Algorithm algorithm) {
  // Any point will do: nothing is verified here.
  const std::size_t coordinate = crypto::signature_size(algorithm) / 2;
  return {algorithm, Bytes(algorithm == crypto::Algorithm::kEd25519 ? 32 : 1 + 2 * coordinate, 4)};
}

std::string value_of(std::size_t octets) { return encode_multibase(Bytes(octets, 7)); }

// A document whose proofs have these members beside what every proof needs.
json::Value with_proofs(std::initializer_list<json::Object> proofs) {
  json::Array all;
  for (const json::Object& given : proofs) {
    json::Object proof{{"type", "DataIntegrityProof"},
                       {"cryptosuite", "eddsa-jcs-2022"},
                       {"verificationMethod", "did:example:a#k"},
                       {"proofPurpose", "assertionMethod"},
                       {"proofValue", value_of(64)}};
    for (const auto& [name, value] : given) {
      if (value.is_null()) {
        proof.erase(name);
      } else {
        proof.set(name, value);
      }
    }
    all.emplace_back(std::move(proof));
  }
  json::Object document{{"@context", json::Array{"https://a.example", "https://b.example"}},
                        {"id", "urn:example:1"}};
  if (all.size() == 1) {
    document.set("proof", std::move(all.front()));
  } else {
    document.set("proof", std::move(all));
  }
  return document;
}

std::string refusal(json::Value document) {
  const auto secured = read_secured(std::move(document));
  return secured ? "" : secured.error().code + " " + secured.error().place;
}

std::string refusal_of_obligation(json::Value document, crypto::Algorithm algorithm) {
  const auto secured = read_secured(std::move(document));
  REQUIRE(secured);
  const auto must_hold = obligation(*secured, 0, key_of(algorithm));
  return must_hold ? "" : must_hold.error().code;
}

struct Vector {
  std::string folder;
  std::string suffix;
  crypto::Algorithm algorithm;
};

// Every intermediate that W3C publishes, and the whole made from its parts.
void check_vector(const Vector& vector) {
  CAPTURE(vector.folder);
  const auto file = [&](const char* stem, const char* end) {
    return vector.folder + "/" + stem + vector.suffix + end;
  };
  const auto signed_one = vector_json(file("signedJCS", ".json"));
  const auto config = vector_json(file("proofConfigJCS", ".json"));
  const auto canonical_document = vector_text(file("canonDocJCS", ".txt"));
  const auto canonical_proof = vector_text(file("proofCanonJCS", ".txt"));
  const auto document_hash = vector_text(file("docHashJCS", ".txt"));
  const auto proof_hash = vector_text(file("proofHashJCS", ".txt"));
  const auto combined = vector_text(file("combinedHashJCS", ".txt"));
  const auto signature = vector_text(file("sigHexJCS", ".txt"));
  const auto encoded = vector_text(file("sigBTC58JCS", ".txt"));
  if (!signed_one || !config || !canonical_document || !canonical_proof || !document_hash ||
      !proof_hash || !combined || !signature || !encoded) {
    return;
  }
  const auto secured = read_secured(*signed_one);
  REQUIRE(secured);
  REQUIRE(secured->proofs.size() == 1);
  CHECK(json::canonical(secured->document) == *canonical_document);
  CHECK(json::canonical(secured->proofs[0].options) == *canonical_proof);
  const auto must_hold = obligation(*secured, 0, key_of(vector.algorithm));
  REQUIRE(must_hold);
  CHECK(encode_hex(must_hold->message) == *combined);
  CHECK(*combined == *proof_hash + *document_hash);
  CHECK(encode_hex(must_hold->signature) == *signature);

  const auto draft = draft_proof(secured->document, *config->as_object(), vector.algorithm);
  REQUIRE(draft);
  CHECK(encode_hex(draft->message) == *combined);
  CHECK(encode_multibase(must_hold->signature) == *encoded);
  CHECK(attach_proof(secured->document, *draft, must_hold->signature) == *signed_one);
}

TEST_CASE("the vectors of both suites come to the published octets") {
  check_vector({"eddsa-jcs-2022", "", crypto::Algorithm::kEd25519});
  check_vector({"ecdsa-jcs-2019/ecdsa-jcs-2019-p256", "ECDSAP256", crypto::Algorithm::kP256});
  check_vector({"ecdsa-jcs-2019/ecdsa-jcs-2019-p384", "ECDSAP384", crypto::Algorithm::kP384});
}

TEST_CASE("a document comes apart into itself and its proofs") {
  const auto secured = read_secured(with_proofs({{{"id", "urn:p:1"},
                                                  {"created", "2024-05-01T12:00:00Z"},
                                                  {"expires", "2025-05-01T12:00:00"},
                                                  {"domain", "a.example"},
                                                  {"challenge", "c"}}}));
  REQUIRE(secured);
  CHECK(secured->document.find("proof") == nullptr);
  const DataIntegrityProof& proof = secured->proofs.at(0);
  CHECK(proof.supported);
  CHECK(proof.cryptosuite == "eddsa-jcs-2022");
  CHECK(proof.verification_method == "did:example:a#k");
  CHECK(proof.options.find("proofValue") == nullptr);
  CHECK(proof.created == *parse_timestamp("2024-05-01T12:00:00Z"));
  // Without an offset it is UTC (VC Data Model 2.0, 4.9).
  CHECK(proof.expires == *parse_timestamp("2025-05-01T12:00:00Z"));
  CHECK(proof.domain == std::vector<std::string>{"a.example"});
  CHECK(proof.challenge == "c");
}

TEST_CASE("a proof that lacks what every proof has is refused") {
  CHECK(refusal(json::Array{}) == "data-integrity.form ");
  CHECK(refusal(json::Object{{"id", "urn:1"}}) == "data-integrity.form /proof");
  CHECK(refusal(json::Object{{"proof", json::Array{}}}) == "data-integrity.form /proof");
  CHECK(refusal(json::Object{{"proof", "z123"}}) == "data-integrity.form /proof");
  for (const char* name :
       {"type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue"}) {
    CAPTURE(name);
    const std::string expected = "data-integrity.form /proof/" + std::string(name);
    CHECK(refusal(with_proofs({{{name, nullptr}}})) == expected);
    CHECK(refusal(with_proofs({{{name, 1}}})) == expected);
    CHECK(refusal(with_proofs({{{name, ""}}})) == expected);
  }
  CHECK(refusal(with_proofs({{{"created", "yesterday"}}})) == "data-integrity.form /proof/created");
  CHECK(refusal(with_proofs({{{"created", 1714564800}}})) == "data-integrity.form /proof/created");
  CHECK(refusal(with_proofs({{{"expires", "2024-02-30T00:00:00Z"}}})) ==
        "data-integrity.form /proof/expires");
  CHECK(refusal(with_proofs({{{"challenge", 5}}})) == "data-integrity.form /proof/challenge");
  CHECK(refusal(with_proofs({{{"domain", json::Array{"a", 1}}}})) ==
        "data-integrity.form /proof/domain");
  CHECK(refusal(with_proofs({{{"verificationMethod", std::string(5000, 'a')}}})) ==
        "data-integrity.form /proof/verificationMethod");
}

TEST_CASE("a suite that is not known is told as one that could not be checked") {
  const auto secured =
      read_secured(with_proofs({{{"cryptosuite", "eddsa-rdfc-2022"}},
                                {{"cryptosuite", "bbs-2023"}},
                                {{"type", "Ed25519Signature2020"}, {"cryptosuite", nullptr}},
                                {{"type", "JsonWebSignature2020"},
                                 {"cryptosuite", nullptr},
                                 {"proofValue", nullptr},
                                 {"jws", "e30..AAAA"}}}));
  REQUIRE(secured);
  for (std::size_t at = 0; at < secured->proofs.size(); ++at) {
    CHECK(!secured->proofs[at].supported);
    const auto must_hold = obligation(*secured, at, key_of(crypto::Algorithm::kEd25519));
    REQUIRE(!must_hold);
    CHECK(must_hold.error().code == "data-integrity.unsupported");
  }
  CHECK(secured->proofs[2].cryptosuite == "Ed25519Signature2020");
}

TEST_CASE("the key decides the suite and the length of the signature") {
  using enum crypto::Algorithm;
  const auto eddsa = [](std::size_t octets) {
    return with_proofs({{{"proofValue", value_of(octets)}}});
  };
  const auto ecdsa = [](std::size_t octets) {
    return with_proofs({{{"cryptosuite", "ecdsa-jcs-2019"}, {"proofValue", value_of(octets)}}});
  };
  CHECK(refusal_of_obligation(eddsa(64), kEd25519).empty());
  CHECK(refusal_of_obligation(ecdsa(64), kP256).empty());
  CHECK(refusal_of_obligation(ecdsa(96), kP384).empty());
  CHECK(refusal_of_obligation(eddsa(64), kP256) == "data-integrity.key");
  CHECK(refusal_of_obligation(ecdsa(64), kEd25519) == "data-integrity.key");
  for (const std::size_t octets : {0U, 1U, 63U, 65U, 96U}) {
    CHECK(refusal_of_obligation(eddsa(octets), kEd25519) == "data-integrity.value");
  }
  for (const std::size_t octets : {63U, 64U, 70U, 95U, 97U}) {
    CHECK(refusal_of_obligation(ecdsa(octets), kP384) == "data-integrity.value");
  }
}

TEST_CASE("a proof value is z and base58btc, and nothing else") {
  const std::string good = value_of(64);
  for (const std::string& bad :
       {good.substr(1), "u" + good.substr(1), "Z" + good.substr(1), good + " ", " " + good,
        good.substr(0, 20) + "0" + good.substr(21), good + "l", std::string("z")}) {
    CAPTURE(bad);
    CHECK(refusal_of_obligation(with_proofs({{{"proofValue", bad}}}),
                                crypto::Algorithm::kEd25519) == "data-integrity.value");
  }
}

TEST_CASE("the document begins with the contexts of its proof") {
  const auto with_context = [](json::Value context) {
    return refusal_of_obligation(with_proofs({{{"@context", std::move(context)}}}),
                                 crypto::Algorithm::kEd25519);
  };
  CHECK(with_context("https://a.example").empty());
  CHECK(with_context(json::Array{"https://a.example"}).empty());
  CHECK(with_context(json::Array{"https://a.example", "https://b.example"}).empty());
  CHECK(with_context("https://b.example") == "data-integrity.context");
  CHECK(with_context(json::Array{"https://b.example", "https://a.example"}) ==
        "data-integrity.context");
  CHECK(with_context(json::Array{"https://a.example", "https://b.example", "https://c.example"}) ==
        "data-integrity.context");
  CHECK(with_context(json::Array{json::Object{{"a", "b"}}}) == "data-integrity.context");
}

TEST_CASE("contexts behind those of the proof are not signed, and not part of what is verified") {
  const auto hashed = [](json::Value context, json::Value of_document) {
    json::Value document = with_proofs({{{"@context", std::move(context)}}});
    document.as_object()->set("@context", std::move(of_document));
    const auto secured = read_secured(std::move(document));
    REQUIRE(secured);
    const auto must_hold = obligation(*secured, 0, key_of(crypto::Algorithm::kEd25519));
    REQUIRE(must_hold);
    return std::pair(must_hold->message, verified_document(*secured));
  };
  const json::Array one{"https://a.example"};
  const json::Array two{"https://a.example", "https://evil.example"};
  const auto [message, document] = hashed(one, one);
  const auto [message_with_more, document_with_more] = hashed(one, two);
  CHECK(message == message_with_more);
  CHECK(document == document_with_more);
  CHECK(document_with_more.array("@context").size() == 1);
  CHECK(hashed(two, two).first != message);
}

TEST_CASE("every member of the proof but its value is signed") {
  const auto message_with = [](std::string_view name, json::Value value) {
    const auto secured = read_secured(with_proofs({{{std::string(name), std::move(value)}}}));
    REQUIRE(secured);
    return obligation(*secured, 0, key_of(crypto::Algorithm::kEd25519))->message;
  };
  const Bytes plain = message_with("proofValue", value_of(64));
  CHECK(message_with("proofValue", encode_multibase(Bytes(64, 9))) == plain);
  CHECK(message_with("created", "2024-05-01T12:00:00Z") != plain);
  CHECK(message_with("proofPurpose", "authentication") != plain);
  CHECK(message_with("nonce", "n") != plain);
  CHECK(message_with("https://unknown.example/term", "x") != plain);
}

TEST_CASE("a chain hashes the proofs it covers, in the order of the document") {
  const json::Object first{{"id", "urn:p:1"}};
  const json::Object second{{"id", "urn:p:2"}};
  const auto chained = [&](json::Value previous) {
    return with_proofs({first, second, {{"previousProof", std::move(previous)}}});
  };
  const auto message_of_third = [](json::Value document) {
    const auto secured = read_secured(std::move(document));
    REQUIRE(secured);
    return obligation(*secured, 2, key_of(crypto::Algorithm::kEd25519))->message;
  };
  const auto secured = read_secured(chained(json::Array{"urn:p:2", "urn:p:1"}));
  REQUIRE(secured);
  CHECK(secured->proofs[2].previous == std::vector<std::size_t>{0, 1});
  const Bytes message = message_of_third(chained(json::Array{"urn:p:1", "urn:p:2"}));
  CHECK(message.size() == 64);
  // The second half is of the document with `proof` as the list of what is covered (section 4.3).
  json::Value covered = secured->document;
  json::Value whole = chained("urn:p:1");
  covered.as_object()->set("proof", json::Array{whole.array("proof")[0], whole.array("proof")[1]});
  json::Object options = *secured->proofs[2].options.as_object();
  options.set("previousProof", json::Array{"urn:p:1", "urn:p:2"});
  Bytes expected;
  for (const json::Value& part : {json::Value(options), covered}) {
    const auto digest = crypto::sha256(bytes_of(json::canonical(part)));
    expected.insert(expected.end(), digest.begin(), digest.end());
  }
  CHECK(message == expected);
  // Whatever is changed in a covered proof, its value too, changes what was signed.
  json::Value altered = chained(json::Array{"urn:p:1", "urn:p:2"});
  altered.as_object()->find("proof")->as_array()->front().as_object()->set(
      "proofValue", encode_multibase(Bytes(64, 9)));
  CHECK(message_of_third(std::move(altered)) != message);
}

TEST_CASE("chains that lead nowhere, in circles or two ways are refused") {
  CHECK(refusal(with_proofs({{{"previousProof", "urn:p:9"}}})) ==
        "data-integrity.previous /proof/previousProof");
  CHECK(
      refusal(with_proofs({{{"id", "urn:p:1"}}, {{"previousProof", json::Array{"urn:p:1", 1}}}})) ==
      "data-integrity.previous /proof/1/previousProof");
  CHECK(refusal(with_proofs(
            {{{"id", "urn:p:1"}}, {{"previousProof", json::Array{"urn:p:1", "urn:p:1"}}}})) ==
        "data-integrity.previous /proof/1/previousProof");
  CHECK(refusal(with_proofs(
            {{{"id", "urn:p:1"}}, {{"id", "urn:p:1"}}, {{"previousProof", "urn:p:1"}}})) ==
        "data-integrity.previous /proof/2/previousProof");
  CHECK(refusal(with_proofs({{{"id", "urn:p:1"}, {"previousProof", "urn:p:1"}}})) ==
        "data-integrity.cycle /proof/previousProof");
  CHECK(refusal(with_proofs({{{"id", "urn:p:1"}},
                             {{"id", "urn:p:2"}, {"previousProof", "urn:p:3"}},
                             {{"id", "urn:p:3"}, {"previousProof", "urn:p:2"}}})) ==
        "data-integrity.cycle /proof/1/previousProof");
}

TEST_CASE("more proofs than anybody makes are refused") {
  json::Value document = with_proofs({{{"id", "urn:p:1"}}});
  const json::Value one = *document.find("proof");
  document.as_object()->set("proof", json::Array(kMostProofs, one));
  CHECK(refusal(document) == "");
  document.as_object()->set("proof", json::Array(kMostProofs + 1, one));
  CHECK(refusal(document) == "data-integrity.too-many /proof");
  document.as_object()->set("proof", json::Array(kMostProofs, one));
  CHECK(!draft_proof(document, {}, crypto::Algorithm::kEd25519));
}

TEST_CASE("what is drafted and attached reads back as what was drafted") {
  json::Value document = json::Object{{"@context", "https://a.example"}, {"id", "urn:example:1"}};
  const auto add = [&](json::Object options, crypto::Algorithm algorithm) {
    options.set("verificationMethod", "did:example:a#k");
    options.set("proofPurpose", "assertionMethod");
    const auto draft = draft_proof(document, std::move(options), algorithm);
    REQUIRE(draft);
    document = attach_proof(document, *draft, Bytes(crypto::signature_size(algorithm), 3));
    return draft->message;
  };
  using enum crypto::Algorithm;
  const Bytes first = add({{"id", "urn:p:1"}}, kEd25519);
  const Bytes second = add({{"id", "urn:p:2"}}, kP384);
  const Bytes third = add({{"previousProof", json::Array{"urn:p:1", "urn:p:2"}}}, kP256);
  CHECK(second.size() == 96);
  const auto secured = read_secured(document);
  REQUIRE(secured);
  REQUIRE(secured->proofs.size() == 3);
  CHECK(obligation(*secured, 0, key_of(kEd25519))->message == first);
  CHECK(obligation(*secured, 1, key_of(kP384))->message == second);
  CHECK(obligation(*secured, 2, key_of(kP256))->message == third);

  const auto unknown = draft_proof(document,
                                   {{"verificationMethod", "did:example:a#k"},
                                    {"proofPurpose", "assertionMethod"},
                                    {"previousProof", "urn:p:9"}},
                                   kEd25519);
  REQUIRE(!unknown);
  CHECK(unknown.error().code == "data-integrity.previous");
  CHECK(!draft_proof(document, {}, kEd25519));
}

}  // namespace
}  // namespace concordat::credential
