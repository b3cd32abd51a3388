// Real signatures under the whole order of work: made here, and published by others.
#include <doctest/doctest.h>

#include "core/credential/securing/data_integrity.hpp"
#include "registry/credentials/world_for_tests.hpp"

namespace concordat::registry {
namespace {

using credential::Policy;
using credential::Report;

Policy policy(std::string_view at = "2024-06-01T00:00:00Z") { return {.at = *parse_timestamp(at)}; }

std::string verdict(std::string_view input, Presented& documents, const Policy& rules = policy()) {
  const Report report = credential::verify(input, rules, documents);
  const credential::Finding* const why = credential::decisive(report);
  return why ? why->error.code : std::string(credential::name(credential::verdict_of(report)));
}
std::string verdict(std::string_view input, const Policy& rules = policy()) {
  PortsForTests made;
  Presented documents(made.ports);
  return verdict(input, documents, rules);
}

TEST_CASE("what is signed by each algorithm is verified, and one bit is enough to refuse it") {
  for (const auto algorithm :
       {crypto::Algorithm::kEd25519, crypto::Algorithm::kP256, crypto::Algorithm::kP384}) {
    IssuerForTests issuer(algorithm);
    const std::string token = issuer.sign(issuer.credential());
    CHECK(verdict(token) == "verified");
    json::Object altered = issuer.credential();
    altered.set("validFrom", "2024-01-01T00:00:01Z");
    const std::string other = credential::signing_input(issuer.header(), json::compact(altered));
    CHECK(verdict(other + token.substr(token.rfind('.'))) == "signature.invalid");
    IssuerForTests stranger(algorithm);
    json::Object claimed = stranger.credential();
    claimed.set("issuer", issuer.did());
    CHECK(verdict(stranger.sign(issuer.header(), claimed)) == "signature.invalid");
  }
}

TEST_CASE("pitfall 19: r and s of zero or not below n, and DER, are refused") {
  IssuerForTests issuer(crypto::Algorithm::kP256);
  const std::string token = issuer.sign(issuer.credential());
  const std::string input = token.substr(0, token.rfind('.'));
  const Bytes good = *decode_base64url(std::string_view(token).substr(token.rfind('.') + 1));
  // The order of P-256 (FIPS 186-5).
  const Bytes order = {0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff,
                       0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17,
                       0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51};
  for (const std::ptrdiff_t half : {0, 32}) {
    for (const Bytes& number : {Bytes(32, 0), order, Bytes(32, 0xff)}) {
      Bytes signature = good;
      std::copy(number.begin(), number.end(), signature.begin() + half);
      CHECK(verdict(credential::assemble(input, signature)) == "signature.invalid");
    }
  }
  Bytes der = {0x30, 0x44, 0x02, 0x20};
  der.insert(der.end(), good.begin(), good.begin() + 32);
  der.insert(der.end(), {0x02, 0x20});
  der.insert(der.end(), good.begin() + 32, good.end());
  CHECK(verdict(credential::assemble(input, der)) == "jws.signature-length");
}

TEST_CASE("pitfalls 17 and 20: a did:key whose point is weak, or on no curve, verifies nothing") {
  const auto issued_by = [](const std::string& multikey, std::string_view algorithm,
                            std::size_t size) {
    const std::string did = "did:key:" + multikey;
    json::Object document = IssuerForTests(crypto::Algorithm::kEd25519).credential();
    document.set("issuer", did);
    const json::Object header{{"alg", algorithm}, {"kid", did + "#" + multikey}};
    const std::string input = credential::signing_input(header, json::compact(document));
    return verdict(credential::assemble(input, Bytes(size, 0)));
  };
  const auto multikey = [](Bytes prefix, const Bytes& key) {
    prefix.insert(prefix.end(), key.begin(), key.end());
    return encode_multibase(prefix);
  };
  Bytes identity(32, 0);
  identity[0] = 1;
  CHECK(issued_by(multikey({0xed, 0x01}, identity), "EdDSA", 64) == "key.small-order");
  Bytes off_curve(33, 0xff);
  off_curve[0] = 0x02;
  CHECK(issued_by(multikey({0x80, 0x24}, off_curve), "ES256", 64) == "signature.invalid");
  // x = 5 is on P-256; x = 1 has no y (x^3 - 3x + b is no square).
  Bytes no_square(33, 0);
  no_square[0] = 0x02;
  no_square[32] = 0x01;
  CHECK(issued_by(multikey({0x80, 0x24}, no_square), "ES256", 64) == "signature.invalid");
}

TEST_CASE("a document of the issuer, found by its own id") {
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  const json::Object method{{"id", "did:web:body.example#k1"},
                            {"type", "JsonWebKey"},
                            {"controller", "did:web:body.example"},
                            {"publicKeyJwk", crypto::to_jwk(issuer.key())}};
  const json::Object controller{{"id", "did:web:body.example"},
                                {"verificationMethod", json::Array{method}},
                                {"assertionMethod", json::Array{"#k1"}}};
  json::Object document = issuer.credential();
  document.set("issuer", "did:web:body.example");
  json::Object header = issuer.header();
  header.set("kid", "did:web:body.example#k1");
  const std::string token = issuer.sign(header, document);
  PortsForTests made;
  Presented documents(made.ports);
  CHECK(verdict(token, documents) == "key.no-document");
  Policy trusting = policy();
  trusting.trusted = issuer.key();
  CHECK(verdict(token, documents, trusting) == "verified");
  REQUIRE(documents.add_controller(*credential::read_controller(json::Value(controller))));
  CHECK(verdict(token, documents) == "verified");
  const Status again =
      documents.add_controller(*credential::read_controller(json::Value(controller)));
  CHECK(again.error().code == "presented.repeated");
}

TEST_CASE("the vectors of RFC 7515, 7520 and 8037 are signatures, and no credentials") {
  // RFC 8037, appendix A.4; RFC 7515, appendix A.3: neither payload is a JSON object that anybody
  // could issue, so what is tested is that they get as far as they should.
  CHECK(verdict("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
                "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_"
                "MuM0KAg") == "json.syntax");
  constexpr std::string_view kEs256 =
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLm"
      "NvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmW"
      "QxfKTUJqPP3-Kg6NU1Q";
  Policy rules = policy("2011-03-22T18:00:00Z");
  rules.trusted =
      crypto::parse_jwk(
          *json::read(
              R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
              R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})"))
          .value();
  // The signature holds; a data model it has not.
  CHECK(verdict(kEs256, rules) == "model.context");
  std::string altered(kEs256);
  altered[altered.size() - 20] = 'x';
  CHECK(verdict(altered, rules) == "signature.invalid");
}

// The verification methods of the suite, as the document of their controller.
std::optional<credential::Controller> w3c_controller() {
  json::Array methods;
  json::Array names;
  for (const char* const name : {"vm-ed25519.json", "vm-p256.json", "vm-p384.json"}) {
    const auto text =
        shared_standard(std::string("untp/w3c/vc-jose-cose-test-suite/tests/input/") + name);
    if (!text) return std::nullopt;
    auto method = json::read(*text);
    REQUIRE(method);
    names.emplace_back(method->text("id"));
    methods.push_back(std::move(*method));
  }
  const json::Object document{{"id", "https://example.issuer/vc-jose-cose"},
                              {"verificationMethod", methods},
                              {"assertionMethod", names}};
  auto controller = credential::read_controller(json::Value(document));
  REQUIRE(controller);
  return std::move(*controller);
}

TEST_CASE("the vectors of W3C's suite for JOSE: what must be taken, and what refused") {
  const auto controller = w3c_controller();
  if (!controller) return;
  PortsForTests made;
  Presented documents(made.ports);
  REQUIRE(documents.add_controller(*controller));
  const auto of = [&](const std::string& name, std::string_view at = "2024-12-16T12:00:00Z") {
    auto text = shared_standard("untp/w3c/vc-jose-cose-test-suite/tests/input/" + name);
    REQUIRE(text);
    while (text->ends_with('\n')) text->pop_back();
    return verdict(*text, documents, policy(at));
  };
  CHECK(of("credential-jose-minimal.txt") == "verified");
  CHECK(of("credential-issuer-match-signed.txt") == "verified");
  // One of its credentials is secured by COSE, which is not read here: known to be neither good nor
  // bad.
  CHECK(of("presentation-jose-multiple.txt") == "envelope.unsupported");
  CHECK(of("presentation-jose-multiple.txt", "2025-06-01T00:00:00Z") == "dates.over");
  CHECK(of("credential-jose-unknown-extensions.txt") == "jws.algorithm");
  CHECK(of("credential-jose-bad-signature.txt") == "signature.invalid");
  CHECK(of("credential-jose-bad-media-type.txt") == "jws.typ");
  CHECK(of("credential-jose-vc-vp-claims.txt") == "jws.claim");
  CHECK(of("presentation-jose-bad-credential.txt", "2024-12-15T12:00:00Z") == "envelope.form");
  CHECK(of("presentation-jose-bad-media-type.txt") == "jws.typ");
}

TEST_CASE("the published samples of UNTP 0.7.0, signed here, keep the model and use known terms") {
  for (const char* const name :
       {"dcc/ConformityCredential_instance.json", "dcc/ConformityCredential_battery_instance.json",
        "dcc/ConformityCredential_smelter_instance.json",
        "dia/DigitalIdentityAnchor_mine_instance.json",
        "dia/DigitalIdentityAnchor_battery_instance.json",
        "dia/DigitalIdentityAnchor_smelter_instance.json"}) {
    const auto text = shared_standard(std::string("untp/v0.7.0/samples/") + name);
    if (!text) return;
    CAPTURE(name);
    IssuerForTests issuer(crypto::Algorithm::kEd25519);
    json::Object document = *json::read(*text)->as_object();
    document.find("issuer")->as_object()->set("id", issuer.did());
    document.set("validFrom", "2026-01-01T00:00:00Z");
    document.set("validUntil", "2027-01-01T00:00:00Z");
    PortsForTests made;
    Presented documents(made.ports);
    const Report report =
        credential::verify(issuer.sign(document), policy("2026-06-01T00:00:00Z"), documents);
    CHECK(report.at(credential::Step::kDates).outcome == credential::Outcome::kPassed);
    CHECK(report.undefined.empty());
    // A term that nobody defined is found, though the published context would take any.
    document.find("credentialSubject")->as_object()->set("colour", "red");
    const Report coloured =
        credential::verify(issuer.sign(document), policy("2026-06-01T00:00:00Z"), documents);
    CHECK(coloured.undefined == std::vector<std::string>{"/credentialSubject/colour"});
  }
}

TEST_CASE("passports signed by the issuer that the UN tests with") {
  const auto did = shared_standard("untp/signed/un-test-issuer/did.json");
  if (!did) return;
  PortsForTests made;
  Presented documents(made.ports);
  auto controller = credential::read_controller(std::string_view(*did));
  REQUIRE(controller);
  REQUIRE(documents.add_controller(std::move(*controller)));
  const auto of = [&](const std::string& name) {
    const auto text = shared_standard("untp/signed/un-test-issuer/" + name);
    REQUIRE(text);
    return verdict(*text, documents, policy("2026-01-01T00:00:00Z"));
  };
  // Good in every way but that their status lists are not at hand.
  CHECK(of("valid-v2-enveloped-dpp.json").starts_with("status."));
  CHECK(of("valid-v2-enveloped-extension-dlp.json") == "verified");
  CHECK(of("00c674e0-parent/dpp.json").starts_with("status."));
  // A good signature on a bad document.
  CHECK(of("invalid-schema-v2-enveloped-dpp.json") == "model.context");
  // Headers of an earlier draft: another type, and no name for the key.
  CHECK(of("older-d2c8bcb1/dpp.json") == "envelope.media-type");
}

json::Object with_proof(const json::Object& document, IssuerForTests& issuer) {
  const auto draft = credential::draft_proof(
      document,
      {{"verificationMethod", issuer.did() + "#" + credential::to_multikey(issuer.key())},
       {"proofPurpose", "assertionMethod"}},
      issuer.key().algorithm);
  REQUIRE(draft);
  const auto proven =
      credential::attach_proof(document, *draft, issuer.sign_octets(draft->message));
  return *proven.as_object();
}

TEST_CASE(
    "an embedded proof by each algorithm is verified, and one change is enough to refuse it") {
  for (const auto algorithm :
       {crypto::Algorithm::kEd25519, crypto::Algorithm::kP256, crypto::Algorithm::kP384}) {
    IssuerForTests issuer(algorithm);
    json::Object proven = with_proof(issuer.credential(), issuer);
    CHECK(verdict(json::compact(proven)) == "verified");
    proven.set("name", "Altered");
    CHECK(verdict(json::compact(proven)) == "signature.invalid");
  }
}

TEST_CASE("the vectors of both suites are verified as far as their issuer goes") {
  // Their issuer is an address, their key a did:key: good signatures by nobody in particular.
  for (const char* name : {"eddsa-jcs-2022/signedJCS.json",
                           "ecdsa-jcs-2019/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json",
                           "ecdsa-jcs-2019/ecdsa-jcs-2019-p384/signedJCSECDSAP384.json"}) {
    const auto text = shared_standard("vectors/" + std::string(name));
    if (!text) continue;
    const auto document = json::read(*text);
    REQUIRE(document);
    CHECK(verdict(json::compact(*document)) == "key.other-owner");
    // By whoever knows that this is the issuer's key.
    Policy trusting = policy();
    const std::string_view method = document->find("proof")->text("verificationMethod");
    const auto key = credential::parse_multikey(method.substr(method.find('#') + 1));
    REQUIRE(key);
    trusting.trusted = *key;
    CHECK(verdict(json::compact(*document), trusting) == "verified");
    trusting.trusted = IssuerForTests(crypto::Algorithm::kP256).key();
    CHECK(verdict(json::compact(*document), trusting) == "key.other-owner");
  }
}

constexpr std::string_view kListId = "https://issuer.example/status/1";
// 131,072 entries, none of them set: as section 2.2 of Bitstring Status List 1.0 prints them.
constexpr std::string_view kNoneSet =
    "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

json::Object list_of(const IssuerForTests& issuer, std::string_view encoded) {
  json::Object list = issuer.credential();
  list.set("id", kListId);
  list.set("type", json::Array{"VerifiableCredential", "BitstringStatusListCredential"});
  list.set("credentialSubject", json::Object{{"type", "BitstringStatusList"},
                                             {"statusPurpose", "revocation"},
                                             {"encodedList", encoded}});
  return list;
}

TEST_CASE("a status is read from a list that is signed and compressed as lists are") {
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  json::Object document = issuer.credential();
  document.set("credentialStatus", json::Object{{"type", "BitstringStatusListEntry"},
                                                {"statusPurpose", "revocation"},
                                                {"statusListIndex", 131'071},
                                                {"statusListCredential", kListId}});
  const auto asked = [&](const std::string& list) {
    PortsForTests made;
    Presented documents(made.ports);
    REQUIRE(documents.add_status_list(list));
    return verdict(issuer.sign(document), documents);
  };
  CHECK(asked(issuer.sign(list_of(issuer, kNoneSet))) == "verified");
  CHECK(asked(json::compact(with_proof(list_of(issuer, kNoneSet), issuer))) == "verified");
  const std::string cut(kNoneSet.substr(0, kNoneSet.size() - 4));
  CHECK(asked(issuer.sign(list_of(issuer, cut))) == "inflate.form");
  // 1 KiB of zeros in GZIP: fewer entries than may be told apart.
  CHECK(asked(issuer.sign(list_of(issuer, "uH4sIAAAAAAACA2NgGAWjYBSMVAAALq-17wAEAAA"))) ==
        "status.list-too-short");
}

TEST_CASE("a question names who may state a status beside the issuer") {
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  IssuerForTests keeper(crypto::Algorithm::kP256);
  json::Object document = issuer.credential();
  document.set("credentialStatus", json::Object{{"type", "BitstringStatusListEntry"},
                                                {"statusPurpose", "revocation"},
                                                {"statusListIndex", "7"},
                                                {"statusListCredential", kListId}});
  PortsForTests made;
  const auto asked = [&](const json::Value& issuers) -> std::string {
    json::Object question{{"document", issuer.sign(document)},
                          {"at", "2024-06-01T00:00:00Z"},
                          {"statusLists", json::Array{keeper.sign(list_of(keeper, kNoneSet))}}};
    if (!issuers.is_null()) question.set("statusListIssuers", issuers);
    const auto answered = answer(question, {.policy = policy()}, made.ports);
    return answered ? std::string(answered->text("verdict"))
                    : answered.error().code + " " + answered.error().place;
  };
  CHECK(asked(nullptr) == "could-not-be-checked");
  CHECK(asked(json::Array{issuer.did()}) == "could-not-be-checked");
  CHECK(asked(json::Array{"did:example:other", keeper.did()}) == "verified");
  CHECK(asked(keeper.did()) == "verification.form /statusListIssuers");
  CHECK(asked(json::Array{1}) == "verification.form /statusListIssuers/0");
}

TEST_CASE("a list is kept for one time, and not for another") {
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  PortsForTests made;
  Presented documents(made.ports);
  const Instant noon = *parse_timestamp("2024-06-01T12:00:00Z");
  const auto list = std::make_shared<const credential::StatusList>();
  documents.keep_list(kListId, noon, list);
  CHECK(documents.kept_list(kListId, noon) == list);
  CHECK(documents.kept_list(kListId, {noon.milliseconds + 1}) == nullptr);
  Presented others(made.ports, &documents);
  documents.keep_list(kListId, noon, list);
  CHECK(others.kept_list(kListId, noon) == nullptr);
}

}  // namespace
}  // namespace concordat::registry
