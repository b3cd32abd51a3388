// A small registry for the tests of admission: a handful of organisations of every role, with keys,
// founded and enrolled through the gate itself. Signatures are not made: the core only says which
// must hold.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "core/admission/admission.hpp"
#include "core/credential/jws.hpp"
#include "core/facts/state.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/statement/statement.hpp"

namespace concordat::admission::testing {

inline constexpr std::string_view kToday = "2026-02-01";

inline json::Value parsed(std::string_view text) {
  auto value = json::read(text);
  REQUIRE_MESSAGE(value, std::string(text));
  return *value;
}

// A public key of its own for every name: the name's digest, as a canonical Ed25519 encoding.
inline crypto::PublicKey key_of(std::string_view organisation) {
  const crypto::Digest digest = crypto::sha256(bytes_of(organisation));
  Bytes bytes(digest.begin(), digest.end());
  bytes.back() &= 0x3F;
  return {.algorithm = crypto::Algorithm::kEd25519, .bytes = std::move(bytes)};
}

// A payload of the author's own, in effect from 2021 on, with an id made from its content.
inline json::Value payload(std::string_view author, std::string_view type, std::string_view body) {
  const std::string content = std::string(author) + std::string(type) + std::string(body);
  const std::string id = crypto::to_string(crypto::sha256(bytes_of(content)));
  return json::Object{{"id", id},
                      {"type", type},
                      {"author", author},
                      {"basis", json::Object{{"kind", "own"}}},
                      {"effective", json::Object{{"from", "2021-01-01"}}},
                      {"body", parsed(body)}};
}

// The same as a transcription.
inline json::Value transcription(std::string_view author, std::string_view source,
                                 const json::Value& own) {
  json::Value copied = own;
  copied.as_object()->set("author", author);
  copied.as_object()->set("id", "t-" + std::string(own.text("id")));
  copied.as_object()->set(
      "basis", json::Object{{"kind", "transcribed"}, {"source", source}, {"read", "2026-01-31"}});
  return copied;
}

class World {
 public:
  enum class Emptiness { kEmpty, kPeopled };
  explicit World(Emptiness emptiness = Emptiness::kPeopled) {
    at(kToday);
    if (emptiness == Emptiness::kPeopled) people();
  }

  static json::Value founding() {
    return payload("operator", "founding",
                   R"({
      "origin": "registry.example/log", "names": {"en": "Example"}, "logKey": "vkey",
      "operator": {"organisation": "operator", "names": {"en": "Operator"}, "economy": "CH",
                   "key": )" +
                       json::compact(crypto::to_jwk(key_of("operator"))) + R"(},
      "constitution": {"semanticsVersion": 1, "commentPeriodDays": 60, "decisionLifeDays": 1826,
        "transcribers": [{"organisation": "scribe", "sources": ["gazette", "cc-portal"]},
                         {"organisation": "clerk", "sources": ["gazette"]}]}})");
  }

  // The day on which everything is recorded from now on.
  void at(std::string_view day) {
    const auto instant = parse_instant(std::string(day) + "T12:00:00Z");
    REQUIRE(instant);
    now_ = *instant;
  }
  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] const facts::State& state() const { return *state_; }
  [[nodiscard]] facts::Ordinal size() const { return state_->size_applied(); }

  // Admits and folds; signed with the author's key, or with another's.
  Result<Admission> submit(const json::Value& payload, std::string_view signer = {}) {
    CONCORDAT_TRY(submitted, sign(payload, signer));
    CONCORDAT_TRY(admission, admit(*state_, submitted, now_));
    if (admission.disposition == Disposition::kKnown) return admission;
    CONCORDAT_CHECK(state_->apply(
        {.statement = &submitted.statement, .digest = admission.digest, .recorded = now_}));
    return admission;
  }
  Result<Admission> submit(std::string_view author, std::string_view type, std::string_view body) {
    return submit(payload(author, type, body));
  }
  facts::Ordinal enter(const json::Value& payload) {
    const auto admission = submit(payload);
    REQUIRE_MESSAGE(admission, json::compact(payload), " ", describe(admission));
    return admission->index;
  }

  // "admitted", or the code and the place of the refusal. Nothing is folded.
  std::string refusal_with_key(const json::Value& payload, std::string_view signer) {
    const auto submitted = sign(payload, signer);
    if (!submitted) return submitted.error().code + " at " + submitted.error().place;
    return describe(admit(*state_, *submitted, now_));
  }
  std::string refusal(const json::Value& payload) { return refusal_with_key(payload, {}); }
  std::string refusal(std::string_view author, std::string_view type, std::string_view body) {
    return refusal(payload(author, type, body));
  }

 private:
  static std::string describe(const Result<Admission>& admission) {
    if (admission) return "admitted";
    CHECK_FALSE(admission.error().expected.empty());
    return admission.error().code + " at " + admission.error().place;
  }

  static Result<statement::Signed> sign(const json::Value& payload, std::string_view signer) {
    const crypto::PublicKey key = key_of(signer.empty() ? payload.text("author") : signer);
    const json::Value header = json::Object{
        {"alg", "EdDSA"}, {"kid", crypto::thumbprint(key)}, {"typ", statement::kJwsType}};
    const std::string input = credential::signing_input(header, json::canonical(payload));
    return statement::decode_signed(credential::assemble(input, Bytes(64, Byte{1})));
  }

  void enrol(std::string_view organisation, std::string_view rest) {
    enter(payload("operator", "organisation",
                  R"({"organisation": ")" + std::string(organisation) +
                      R"(", "names": {"en": "N"}, )" + std::string(rest) + "}"));
    enter(payload("operator", "key",
                  R"({"organisation": ")" + std::string(organisation) +
                      R"(", "custody": "self", "key": )" +
                      json::compact(crypto::to_jwk(key_of(organisation))) + "}"));
  }

  void people() {
    enter(founding());
    for (const std::string_view code : {"FR", "ES", "GB", "CH", "US"}) {
      enter(payload(
          "operator", "economy",
          R"({"code": ")" + std::string(code) + R"(", "kind": "economy", "names": {"en": "N"}})"));
    }
    enter(payload("operator", "economy",
                  R"({"code": "EU", "kind": "area", "names": {"en": "Union"}})"));
    enter(payload("operator", "economy", R"({"code": "GB-NIR", "kind": "territory",
      "partOf": "GB", "names": {"en": "Northern Ireland"}})"));
    for (const std::string_view code : {"FR", "ES"}) {
      enter(payload("operator", "area-membership",
                    R"({"area": "EU", "member": ")" + std::string(code) + R"("})"));
    }
    enrol("commission", R"("economy": "FR", "actsFor": ["EU"], "roles": ["authority"])");
    enrol("fr-ministry", R"("economy": "FR", "roles": ["authority"])");
    enrol("es-ministry", R"("economy": "ES", "roles": ["authority"])");
    enrol("gb-ministry", R"("economy": "GB", "roles": ["authority"])");
    enrol("fr-designator", R"("economy": "FR", "roles": ["designating-authority"])");
    enrol("es-designator", R"("economy": "ES", "roles": ["designating-authority"])");
    enrol("eu-designator",
          R"("economy": "CH", "actsFor": ["EU"], "roles": ["designating-authority"])");
    enrol("accreditor", R"("economy": "FR", "roles": ["accreditation-body"])");
    enrol("rival-accreditor", R"("economy": "FR", "roles": ["accreditation-body"])");
    enrol("fr-body", R"("economy": "FR", "roles": ["conformity-assessment-body"])");
    enrol("es-body", R"("economy": "ES", "roles": ["conformity-assessment-body"])");
    enrol("fr-heir", R"("economy": "FR", "roles": ["conformity-assessment-body"])");
    enrol("maker", R"("economy": "US", "roles": ["manufacturer"])");
    enrol("trader", R"("economy": "US", "roles": ["importer"])");
    enrol("scheme-house", R"("economy": "CH", "roles": ["scheme-owner"])");
    enrol("standards-house", R"("economy": "CH", "roles": ["standards-body"])");
    enrol("depot", R"("economy": "CH", "roles": ["depositary"])");
    enrol("other-depot", R"("economy": "US", "roles": ["depositary"])");
    enrol("scribe", R"("economy": "CH", "roles": ["transcriber"])");
    enrol("clerk", R"("economy": "CH", "roles": ["transcriber"])");
  }

  std::unique_ptr<facts::State> state_ = std::make_unique<facts::State>();
  Instant now_;
};

}  // namespace concordat::admission::testing
