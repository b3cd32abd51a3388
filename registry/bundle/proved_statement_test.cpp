// What is read of a statement in a receipt, and that nothing more is.
#include "registry/bundle/proved_statement.hpp"

#include <doctest/doctest.h>

#include "core/credential/jws.hpp"
#include "core/json/read.hpp"

namespace concordat::registry::bundle {
namespace {

// The key of RFC 8037, appendix A.
constexpr std::string_view kKey =
    R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
constexpr std::string_view kKeyId = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

std::string signed_as(const json::Object& header, std::string_view payload) {
  return credential::assemble(credential::signing_input(header, payload), Bytes(64, Byte{7}));
}
std::string code_of(std::string_view statement) {
  const auto payload = payload_of(statement);
  return payload ? "read" : payload.error().code;
}

json::Value document(const std::string& text) { return *json::read(text); }

json::Value key_statement(const std::string& effective) {
  return document(R"({"type":"key","effective":)" + effective +
                  R"(,"body":{"organisation":"registry","key":)" + std::string(kKey) + "}}");
}
bool gives(const json::Value& payload, Date day, const Holder& holder = {false, "registry"}) {
  const auto key = key_given(payload, holder, day);
  return key && crypto::thumbprint(*key) == kKeyId;
}

TEST_CASE("an entry holds a statement when it is signed as one, over an object") {
  const json::Object header{{"alg", "EdDSA"}, {"kid", kKeyId}, {"typ", "concordat-statement"}};
  CHECK(code_of(signed_as(header, R"({"type":"of-tomorrow"})")) == "read");
  CHECK(code_of(signed_as(header, "[]")) == "statement.wrong-kind");
  CHECK(code_of(signed_as(header, R"({"a":1,"a":1})")) == "json.duplicate-name");
  CHECK(code_of(signed_as(header, std::string(48'001, ' '))) == "json.too-large");
  json::Object other = header;
  other.set("typ", "concordat-bundle");
  CHECK(code_of(signed_as(other, "{}")) == "jws.type");
  other = header;
  other.set("cty", "x");
  CHECK(code_of(signed_as(other, "{}")) == "jws.header");
  CHECK(code_of("AA.AA.AA") == "jws.header");
}

TEST_CASE("a key is given on the days that its statement surely holds") {
  const json::Value open = key_statement(R"({"from":"2026-01-01"})");
  CHECK(gives(open, date_of(2026, 1, 1)));
  CHECK_FALSE(gives(open, date_of(2025, 12, 31)));
  const json::Value ended = key_statement(R"({"from":"2026-01-01","until":"2026-06-01"})");
  CHECK(gives(ended, date_of(2026, 5, 31)));
  CHECK_FALSE(gives(ended, date_of(2026, 6, 1)));
  CHECK(gives(key_statement(R"({"from":"2026-01-01","until":"2026-06-01","untilInclusive":true})"),
              date_of(2026, 6, 1)));
  CHECK_FALSE(gives(key_statement(R"({"from":"2026-01-01","until":null})"), date_of(2026, 6, 1)));
  CHECK_FALSE(gives(key_statement(R"({"from":"2026-02-30"})"), date_of(2026, 6, 1)));
  CHECK_FALSE(gives(key_statement("{}"), date_of(2026, 6, 1)));
}

TEST_CASE(
    "a key is given to the one whom the statement names, by the founding or a key's statement") {
  const Date day = date_of(2026, 6, 1);
  CHECK_FALSE(gives(key_statement(R"({"from":"2026-01-01"})"), day, {false, "another"}));
  CHECK_FALSE(gives(key_statement(R"({"from":"2026-01-01"})"), day, {true, "registry"}));
  const json::Value founding =
      document(R"({"type":"founding","effective":{"from":"2026-01-01"},"body":{"operator":)"
               R"({"organisation":"registry","key":)" +
               std::string(kKey) + "}}}");
  CHECK(operator_in(founding) == "registry");
  CHECK(gives(founding, day, {true, "registry"}));
  CHECK_FALSE(gives(founding, day, {false, "registry"}));
  CHECK(operator_in(key_statement("{}")).empty());
  CHECK(operator_in(document(R"({"type":"founding","body":[]})")).empty());
}

TEST_CASE("a key that cannot be read is no key") {
  const json::Value unread =
      document(R"({"type":"key","effective":{"from":"2026-01-01"},"body":)"
               R"({"organisation":"registry","key":{"kty":"AKP","alg":"ML-DSA-44","pub":"AA"}}})");
  CHECK_FALSE(key_given(unread, {false, "registry"}, date_of(2026, 6, 1)));
}

}  // namespace
}  // namespace concordat::registry::bundle
