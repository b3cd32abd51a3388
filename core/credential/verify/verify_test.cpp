// The order of work and the verdicts, over signatures that a test host knows. Real signatures are
// verified in adapters/keys.
#include "core/credential/verify/verify.hpp"

#include <doctest/doctest.h>

#include "core/credential/verify/host_for_tests.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::credential {
namespace {

Instant at(std::string_view text) { return *parse_timestamp(text); }

Policy policy() { return {.at = at("2024-06-01T00:00:00Z")}; }

// The code that decided, or "verified".
std::string verdict(std::string_view input, HostForTests& host, const Policy& rules = policy()) {
  const Report report = verify(input, rules, host);
  const Finding* const why = decisive(report);
  return why ? why->error.code : std::string(name(verdict_of(report)));
}
std::string verdict(std::string_view input, const Policy& rules = policy()) {
  HostForTests host;
  return verdict(input, host, rules);
}

std::string with(const std::function<void(json::Object&)>& change,
                 const crypto::PublicKey& key = ed25519_for_tests()) {
  json::Object document = credential_for_tests(key);
  change(document);
  return signed_for_tests(key, document);
}
std::string with_header(const std::function<void(json::Object&)>& change,
                        const crypto::PublicKey& key = ed25519_for_tests()) {
  json::Object header = header_for_tests(key);
  change(header);
  return token_for_tests(key, json::compact(header), json::compact(credential_for_tests(key)));
}
std::string good() {
  return with([](json::Object&) {});
}

TEST_CASE("a good credential is verified, and every step says so") {
  HostForTests host;
  const Report report = verify(good(), policy(), host);
  CHECK(verdict_of(report) == Verdict::kVerified);
  for (const Step step : {Step::kLimits, Step::kDecode, Step::kHeader, Step::kKey, Step::kSignature,
                          Step::kModel, Step::kDates}) {
    CHECK(report.at(step).outcome == Outcome::kPassed);
  }
  for (const Step step : {Step::kBinding, Step::kStatus, Step::kTrust}) {
    CHECK(report.at(step).outcome == Outcome::kNotAsked);
  }
  CHECK(report.owner == did_key_for_tests(ed25519_for_tests()));
  CHECK(report.method == report.owner + "#" + to_multikey(ed25519_for_tests()));
  CHECK(report.key == ed25519_for_tests());
  CHECK(report.document == json::Value(credential_for_tests(ed25519_for_tests())));
  CHECK(verdict(with([](json::Object&) {}, p256_for_tests())) == "verified");
}

TEST_CASE("pitfall 1: no algorithm, no signature, none in any letter case") {
  for (const char* const none : {"none", "None", "NONE", "nOnE", "", "HS256"}) {
    CAPTURE(none);
    CHECK(verdict(with_header([&](json::Object& header) { header.set("alg", none); })) ==
          "jws.algorithm");
  }
  CHECK(verdict(with_header([](json::Object& header) { header.erase("alg"); })) == "jws.algorithm");
  const std::string token = good();
  CHECK(verdict(token.substr(0, token.rfind('.') + 1)) == "jws.form");
  CHECK(verdict(token.substr(0, token.rfind('.'))) == "jws.form");
}

TEST_CASE("pitfall 2: the key decides the algorithm") {
  for (const char* const other : {"ES256", "ES384"}) {
    CHECK(verdict(with_header([&](json::Object& header) { header.set("alg", other); })) ==
          "key.algorithm");
  }
  CHECK(verdict(with_header([](json::Object& header) { header.set("alg", "ES384"); },
                            p256_for_tests())) == "key.algorithm");
  CHECK(verdict(with_header([](json::Object& header) { header.set("alg", "EdDSA"); },
                            p256_for_tests())) == "key.algorithm");
}

TEST_CASE("pitfall 3: a key identifier is compared, and nothing in the header supplies a key") {
  const auto named = [](const json::Value& id) {
    return with_header([&](json::Object& header) { header.set("kid", id); });
  };
  CHECK(verdict(named(7)) == "jws.header");
  CHECK(verdict(named("")) == "jws.key-id");
  CHECK(verdict(named("did:key:z6Mk\n")) == "jws.key-id");
  CHECK(verdict(named(std::string(5000, 'k'))) == "jws.key-id");
  CHECK(verdict(named("../../etc/passwd")) == "key.unknown-method");
  CHECK(verdict(named("#" + to_multikey(ed25519_for_tests()))) == "key.unknown-method");
  CHECK(verdict(named(did_key_for_tests(ed25519_for_tests()))) == "key.unknown-method");
  CHECK(verdict(named(did_key_for_tests(ed25519_for_tests()) + "#z6Mk")) == "key.unknown-method");
  CHECK(verdict(with_header([](json::Object& header) { header.erase("kid"); })) ==
        "key.method-missing");
  // The signer's own key in the header, under somebody else's name.
  json::Object header = header_for_tests(p256_for_tests());
  header.set("jwk", crypto::to_jwk(p256_for_tests()));
  header.set("jku", "https://attacker.example/keys");
  json::Object document = credential_for_tests(ed25519_for_tests());
  CHECK(verdict(token_for_tests(p256_for_tests(), json::compact(header),
                                json::compact(document))) == "key.other-owner");
}

TEST_CASE("pitfall 4: a good signature by somebody else's key proves nothing") {
  json::Object document = credential_for_tests(p256_for_tests());
  CHECK(verdict(signed_for_tests(ed25519_for_tests(), document)) == "key.other-owner");
  document.set("issuer", json::Object{{"id", did_key_for_tests(p256_for_tests())}});
  CHECK(verdict(signed_for_tests(ed25519_for_tests(), document)) == "key.other-owner");
  CHECK(verdict(with([](json::Object& mine) { mine.set("iss", "did:web:other.example"); })) ==
        "key.other-owner");
  CHECK(verdict(with([](json::Object& mine) {
          mine.set("iss", did_key_for_tests(ed25519_for_tests()));
        })) == "verified");
  CHECK(verdict(with_header([](json::Object& header) {
          header.set("iss", "https://other.example");
        })) == "jws.issuer");
  CHECK(verdict(with([](json::Object& mine) { mine.erase("issuer"); })) == "key.owner-missing");
}

TEST_CASE("pitfall 5: extensions that change the meaning are refused") {
  CHECK(verdict(with_header([](json::Object& header) {
          header.set("crit", json::Array{"exp"});
        })) == "jws.critical");
  CHECK(verdict(with_header([](json::Object& header) { header.set("crit", json::Array{}); })) ==
        "jws.critical");
  CHECK(verdict(with_header([](json::Object& header) { header.set("b64", false); })) ==
        "jws.critical");
}

TEST_CASE("pitfall 6: another explicit type is another protocol's token") {
  const auto typed = [](const json::Value& type) {
    return with_header([&](json::Object& header) { header.set("typ", type); });
  };
  for (const char* const type : {"vp+jwt", "at+jwt", "kb+jwt", "statuslist+jwt", "vc+sd-jwt",
                                 "statement+jwt", "bad+typ", "text/vc+jwt"}) {
    CAPTURE(type);
    CHECK(verdict(typed(type)) != "verified");
  }
  for (const char* const type : {"vc+jwt", "application/vc+jwt", "VC+JWT", "JWT"}) {
    CAPTURE(type);
    CHECK(verdict(typed(type)) == "verified");
  }
  CHECK(verdict(with_header([](json::Object& header) { header.erase("typ"); })) == "verified");
  CHECK(verdict(with_header([](json::Object& header) { header.set("cty", "vc"); })) == "verified");
  CHECK(verdict(with_header([](json::Object& header) { header.set("cty", "JWT"); })) ==
        "jws.content-type");
  for (const char* const claim : {"vc", "vp"}) {
    CHECK(verdict(with([&](json::Object& document) { document.set(claim, json::Object{}); })) ==
          "jws.claim");
  }
}

TEST_CASE("pitfall 7: one token has one spelling") {
  const std::string token = good();
  for (const std::string& other :
       {token + "\n", " " + token, token + "=", token + "\r\n",
        token.substr(0, 10) + "\n" + token.substr(10), token + ".", token + ".e30"}) {
    CHECK(verdict(other) == "jws.form");
  }
  std::string unused_bits = token;
  unused_bits.back() = unused_bits.back() == 'B' ? 'C' : 'B';
  CHECK(verdict(unused_bits) == "jws.form");
  std::string other_alphabet = token;
  other_alphabet[token.find('.') + 5] = '+';
  CHECK(verdict(other_alphabet) == "jws.form");
}

TEST_CASE("pitfalls 8 and 9: what is signed is strict JSON") {
  const std::string header = json::compact(header_for_tests(ed25519_for_tests()));
  const std::string document = json::compact(credential_for_tests(ed25519_for_tests()));
  const auto of = [&](const std::string& payload) {
    return verdict(token_for_tests(ed25519_for_tests(), header, payload));
  };
  const std::string body = document.substr(1);
  CHECK(of(R"({"type":"VerifiableCredential",)" + body) == "json.duplicate-name");
  CHECK(of(R"({"typ\u0065":"VerifiableCredential",)" + body) == "json.duplicate-name");
  CHECK(of(document + " x") == "json.trailing-bytes");
  CHECK(of("\xEF\xBB\xBF" + document) == "json.byte-order-mark");
  CHECK(of(R"({"a":NaN,)" + body) == "json.syntax");
  CHECK(of(R"({"a":1e400,)" + body) == "json.number-range");
  CHECK(of(R"({"a":"\ud800",)" + body) == "json.lone-surrogate");
  CHECK(of("{\"a\":\"\xC0\xAF\"," + body) == "json.invalid-utf8");
  CHECK(of(std::string(20'000, '[')) == "json.too-deep");
  CHECK(of("[]") == "jws.payload");
  CHECK(of("") == "json.syntax");
  CHECK(verdict(std::string(kLargestInput + 1, 'a')) == "limits.size");
  CHECK(verdict(std::string(20'000, '[')) == "json.too-deep");
}

TEST_CASE("pitfall 18 and 19: a signature has one length, and an altered one does not hold") {
  const std::string token = good();
  const std::string input = token.substr(0, token.rfind('.'));
  const Bytes signature = signature_for_tests(ed25519_for_tests(), input);
  for (const std::size_t size : {1u, 63u, 65u, 70u, 96u}) {
    Bytes other = signature;
    other.resize(size);
    CHECK(verdict(assemble(input, other)) == "jws.signature-length");
  }
  Bytes altered = signature;
  altered[3] ^= 1;
  CHECK(verdict(assemble(input, altered)) == "signature.invalid");
}

TEST_CASE("pitfall 26: one skew for every date, and instants are compared") {
  const auto dated = [](std::string_view from, std::string_view until) {
    return verdict(with([&](json::Object& document) {
      document.set("validFrom", from);
      document.set("validUntil", until);
    }));
  };
  CHECK(dated("2024-06-01T00:01:00Z", "2025-01-01T00:00:00Z") == "verified");
  CHECK(dated("2024-06-01T00:01:01Z", "2025-01-01T00:00:00Z") == "dates.not-yet");
  CHECK(dated("2024-01-01T00:00:00Z", "2024-05-31T23:59:01Z") == "verified");
  CHECK(dated("2024-01-01T00:00:00Z", "2024-05-31T23:59:00Z") == "dates.over");
  CHECK(dated("2024-06-01T10:00:00+14:00", "2025-01-01T00:00:00Z") == "verified");
  CHECK(dated("2024-05-31T20:00:00-14:00", "2025-01-01T00:00:00Z") == "dates.not-yet");
  CHECK(dated("2024-01-01T00:00:00", "2024-05-31T24:00:00Z") == "verified");
  CHECK(dated("2025-01-01T00:00:00Z", "2024-01-01T00:00:00Z") == "model.interval");
  CHECK(dated("2024-01-01", "2025-01-01T00:00:00Z") == "model.date");
  CHECK(dated("2024-02-30T00:00:00Z", "2025-01-01T00:00:00Z") == "model.date");
  CHECK(dated("2024-01-01T00:00:60Z", "2025-01-01T00:00:00Z") == "model.date");
  Policy other = policy();
  other.skew_seconds = 0;
  const std::string begins =
      with([](json::Object& document) { document.set("validFrom", "2024-06-01T00:00:01Z"); });
  CHECK(verdict(begins) == "verified");
  CHECK(verdict(begins, other) == "dates.not-yet");
}

TEST_CASE("claims of a token are numbers, and count as the dates of the document do") {
  const std::int64_t now = policy().at.milliseconds / 1000;
  const auto claimed = [&](std::string_view name, const json::Value& value) {
    return verdict(with([&](json::Object& document) { document.set(name, value); }));
  };
  CHECK(claimed("exp", now - 59) == "verified");
  CHECK(claimed("exp", now - 60) == "dates.over");
  CHECK(claimed("nbf", now + 60) == "verified");
  CHECK(claimed("nbf", now + 61) == "dates.not-yet");
  CHECK(claimed("iat", now + 61) == "dates.not-yet");
  CHECK(claimed("exp", static_cast<double>(now) + 0.5) == "verified");
  CHECK(claimed("exp", std::to_string(now + 1000)) == "dates.form");
  CHECK(claimed("exp", true) == "dates.form");
  CHECK(claimed("nbf", "2024-01-01T00:00:00Z") == "dates.form");
  CHECK(claimed("iat", std::to_string(now)) == "dates.form");
  CHECK(claimed("exp", 1e300) == "dates.form");
}

TEST_CASE("pitfall 29: each step ends with its own code, and nothing behind it is reached") {
  HostForTests host;
  const Report report =
      verify(with([](json::Object& document) { document.set("issuer", "https://nobody.example"); }),
             policy(), host);
  // The key names somebody else than the issuer, which is known without any document.
  CHECK(verdict_of(report) == Verdict::kRejected);
  json::Object header = header_for_tests(ed25519_for_tests());
  header.set("kid", "https://nobody.example#1");
  json::Object document = credential_for_tests(ed25519_for_tests());
  document.set("issuer", "https://nobody.example");
  const Report open =
      verify(token_for_tests(ed25519_for_tests(), json::compact(header), json::compact(document)),
             policy(), host);
  CHECK(verdict_of(open) == Verdict::kCouldNotBeChecked);
  CHECK(open.at(Step::kKey).error.code == "key.no-document");
  CHECK(open.at(Step::kHeader).outcome == Outcome::kPassed);
  CHECK(open.at(Step::kSignature).outcome == Outcome::kNotReached);
  CHECK(host.asked == 0);
}

TEST_CASE("a status that cannot be looked up never reads as valid") {
  CHECK(verdict(with([](json::Object& document) {
          document.set("credentialStatus", json::Object{{"type", "Unheard"}});
        })) != "verified");
}

TEST_CASE("trust is worth a step only when somebody is asked") {
  HostForTests host;
  host.known = Finding{Step::kTrust, Outcome::kFailed, {.code = "trust.unknown-issuer"}};
  CHECK(verdict(good(), host) == "trust.unknown-issuer");
  host.known = Finding{Step::kTrust, Outcome::kPassed, {}};
  CHECK(verdict(good(), host) == "verified");
}

TEST_CASE("terms without a meaning are noted, and refused on demand") {
  const std::string token = with([](json::Object& document) {
    document.set("colour", "red");
    document.find("credentialSubject")->as_object()->set("a/b", 1);
  });
  HostForTests host;
  CHECK(verify(token, policy(), host).undefined ==
        std::vector<std::string>{"/credentialSubject/a~1b", "/colour"});
  Policy strict = policy();
  strict.strict_terms = true;
  CHECK(verdict(token, strict) == "model.undefined-term");
  CHECK(verdict(good(), strict) == "verified");
}

TEST_CASE("the answer names each step and its outcome") {
  HostForTests host;
  const json::Value answer = to_json(verify(good(), policy(), host), policy().at);
  CHECK(answer.text("verdict") == "verified");
  REQUIRE(answer.array("steps").size() == kSteps);
  CHECK(answer.array("steps")[0].text("step") == "limits");
  CHECK(answer.array("steps")[9].text("outcome") == "not-asked");
  CHECK(answer.text("at") == "2024-06-01T00:00:00.000Z");
  const json::Value refused = to_json(verify("a.b", policy(), host), policy().at);
  CHECK(refused.text("verdict") == "rejected");
  CHECK(refused.array("steps")[1].text("code") == "jws.form");
  // Nobody is named by octets that were not verified.
  CHECK(refused.find("issuer") == nullptr);
}

}  // namespace
}  // namespace concordat::credential
