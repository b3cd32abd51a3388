#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "core/json/write.hpp"
#include "core/statement/example.hpp"
#include "core/statement/statement.hpp"

namespace concordat::statement {
namespace {

json::Object header() { return {{"alg", "EdDSA"}, {"kid", "key-1"}, {"typ", kJwsType}}; }

std::string compact(const json::Object& jws_header, std::string_view payload) {
  return credential::assemble(credential::signing_input(json::Value(jws_header), payload),
                              Bytes(64, Byte{7}));
}

std::string refusal(std::string_view text) {
  const auto decoded = decode_signed(text);
  return decoded ? "decoded" : decoded.error().code + " at " + decoded.error().place;
}

const std::string& payload() {
  static const std::string kPayload =
      json::canonical(example(*find("accreditation"), Extent::kFullest));
  return kPayload;
}

TEST_CASE("a signed statement decodes into its JWS and its statement") {
  const auto decoded = decode_signed(compact(header(), payload()));
  REQUIRE(decoded);
  CHECK(decoded->statement.type() == "accreditation");
  CHECK(decoded->jws.key_id == "key-1");
  CHECK(decoded->jws.payload == payload());
  CHECK(decoded->jws.signature == Bytes(64, Byte{7}));
}

TEST_CASE("the header has exactly alg, kid and typ") {
  json::Object without_key = header();
  without_key.erase("kid");
  CHECK(refusal(compact(without_key, payload())) == "jws.header at header");
  json::Object other_type = header();
  other_type.set("typ", "JWT");
  CHECK(refusal(compact(other_type, payload())) == "jws.type at header");
  json::Object untyped = header();
  untyped.erase("typ");
  CHECK(refusal(compact(untyped, payload())) == "jws.type at header");
  json::Object more = header();
  more.set("jku", "https://keys.example");
  CHECK(refusal(compact(more, payload())) == "jws.header at header");
}

TEST_CASE("what is signed must be a statement, and of its size") {
  CHECK(refusal(compact(header(), "{}")) == "statement.missing-member at /id");
  CHECK(refusal(compact(header(), "no json")).starts_with("json.syntax"));
  CHECK(refusal("a.b").starts_with("jws."));
  CHECK(refusal(std::string(65'536, 'a')) == "statement.too-large at ");
  CHECK(refusal(compact(header(), std::string(kPayloadLimit_bytes + 1, ' '))) ==
        "statement.too-large at ");
}

std::string content_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

// A text file ends with a line break that is no part of what was signed.
std::string first_line(const char* path) {
  std::string text = content_of(path);
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

TEST_CASE("the worked bytes of spec/formats/statement.md") {
  const std::string text = first_line("spec/vectors/statement.json");
  const std::string jws = first_line("spec/vectors/statement.jws");
  REQUIRE_FALSE(text.empty());
  const auto decoded = decode_signed(jws);
  REQUIRE(decoded);
  CHECK(decoded->jws.payload == text);
  CHECK(decoded->jws.key_id == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  CHECK(decoded->statement.effective.certain.until == date_of(2028, 5, 1));
  CHECK(jws.starts_with(credential::signing_input(
      json::Object{{"alg", "EdDSA"}, {"kid", decoded->jws.key_id}, {"typ", kJwsType}}, text)));
  // The document quotes the digest and the signature.
  const std::string page = content_of("spec/formats/statement.md");
  CHECK(page.find(crypto::to_string(content_digest(text))) != std::string::npos);
  CHECK(page.find(jws.substr(jws.rfind('.'))) != std::string::npos);
}

TEST_CASE("the largest payload fits a log entry with its header and its longest signature") {
  json::Object longest = header();
  longest.set("alg", "ES384");
  longest.set("kid", std::string(43, 'k'));
  const std::string text = credential::assemble(
      credential::signing_input(json::Value(longest), std::string(kPayloadLimit_bytes, ' ')),
      Bytes(96, Byte{7}));
  constexpr std::size_t kEntryLimit = 65'535;
  constexpr std::size_t kEntryHeader = 10;
  CHECK(text.size() + kEntryHeader <= kEntryLimit);
}

}  // namespace
}  // namespace concordat::statement
