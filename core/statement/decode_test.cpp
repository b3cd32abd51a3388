#include <string>

#include <doctest/doctest.h>

#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/statement/statement.hpp"

namespace concordat::statement {
namespace {

constexpr std::string_view kAccreditation = R"({
  "id": "acc-1", "type": "accreditation", "author": "cofrac",
  "basis": {"kind": "own"}, "effective": {"from": "2020-01-01", "until": "2024-12-31"},
  "decided": "2019-12-12", "cause": "renewal", "legalBasis": "Règlement 765/2008, art. 5",
  "body": {"accreditor": "cofrac", "body": "lne", "mainScope": "testing",
           "sectors": ["toys", "kettles"]}})";

json::Value document(std::string_view text) {
  auto value = json::read(text);
  REQUIRE(value);
  return *value;
}

// The accreditation with one member of it replaced, at the top or within a record of the top.
json::Value with(std::string_view record, std::string_view name, json::Value value) {
  json::Value whole = document(kAccreditation);
  json::Object* object = whole.as_object();
  if (!record.empty()) object = object->find(record)->as_object();
  object->set(name, std::move(value));
  return whole;
}

struct Refusal {
  std::string code;
  std::string place;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};
doctest::String toString(const Refusal& refusal) {
  return (refusal.code + " at " + refusal.place).c_str();
}

Refusal refusal_of(const json::Value& payload) {
  const auto statement = decode(payload);
  if (statement) return {"admitted", ""};
  CHECK_FALSE(statement.error().expected.empty());
  return {statement.error().code, statement.error().place};
}

Refusal refusal_of_effective(std::string_view effective) {
  return refusal_of(with("", "effective", document(effective)));
}

Refusal refusal_of_basis(std::string_view basis) {
  return refusal_of(with("", "basis", document(basis)));
}

TEST_CASE("a statement decodes into its envelope and its body") {
  const auto statement = decode(kAccreditation);
  REQUIRE(statement);
  CHECK(statement->id == "acc-1");
  CHECK(statement->author == "cofrac");
  CHECK(statement->type() == "accreditation");
  CHECK(statement->descriptor == find("accreditation"));
  CHECK(statement->basis.kind == BasisKind::kOwn);
  CHECK(statement->effective.certain == DateSpan{date_of(2020, 1, 1), date_of(2024, 12, 31)});
  CHECK(statement->effective.possible == statement->effective.certain);
  CHECK(statement->decided == date_of(2019, 12, 12));
  CHECK_FALSE(statement->published);
  CHECK(statement->legal_basis == "Règlement 765/2008, art. 5");
  CHECK(statement->cause == "renewal");
  CHECK_FALSE(statement->ex_tunc);
  CHECK_FALSE(statement->corrects);
  CHECK(statement->body.text("body") == "lne");
  CHECK(statement->body.array("sectors").size() == 2);
}

TEST_CASE("an end that is the last day it holds is one day before the end of the interval") {
  const auto statement = decode(with("effective", "untilInclusive", true));
  REQUIRE(statement);
  CHECK(statement->effective.certain.until == date_of(2025, 1, 1));
  CHECK(statement->effective.possible.until == date_of(2025, 1, 1));
}

TEST_CASE("without an end it holds for ever") {
  const auto statement = decode(with("", "effective", document(R"({"from": "2020-01-01"})")));
  REQUIRE(statement);
  CHECK(statement->effective.certain.until == kForever);
}

TEST_CASE("what is not known about the ends widens the possible interval only") {
  const auto statement = decode(with("", "effective", document(R"({
    "from": "2020-01-01", "until": "2024-01-01", "possiblyFrom": "2019-06-01",
    "possiblyUntil": "2024-06-01", "zone": "Europe/Paris"})")));
  REQUIRE(statement);
  CHECK(statement->effective.certain == DateSpan{date_of(2020, 1, 1), date_of(2024, 1, 1)});
  CHECK(statement->effective.possible == DateSpan{date_of(2019, 6, 1), date_of(2024, 6, 1)});
  CHECK(statement->effective.zone == "Europe/Paris");
}

TEST_CASE("no day may be certain when the ends are open, but then some day is possible") {
  const auto statement = decode(with(
      "", "effective",
      document(R"({"from": "2020-01-01", "until": "2020-01-01", "possiblyFrom": "2019-01-01"})")));
  REQUIRE(statement);
  CHECK(statement->effective.certain.empty());
  CHECK_FALSE(statement->effective.possible.empty());
}

TEST_CASE("intervals that contradict themselves are refused") {
  CHECK(refusal_of_effective(R"({"from": "2020-01-02", "until": "2020-01-01"})") ==
        Refusal{"statement.interval", "/effective/until"});
  CHECK(refusal_of_effective(R"({"from": "2020-01-01", "until": "2020-01-01"})") ==
        Refusal{"statement.interval", "/effective/until"});
  CHECK(refusal_of_effective(
            R"({"from": "2020-01-01", "until": "2020-01-01", "untilInclusive": true})") ==
        Refusal{"admitted", ""});
  CHECK(refusal_of_effective(R"({"from": "2020-01-01", "possiblyFrom": "2020-01-02"})") ==
        Refusal{"statement.interval", "/effective/possiblyFrom"});
  CHECK(refusal_of_effective(
            R"({"from": "2020-01-01", "until": "2021-01-01", "possiblyUntil": "2020-12-31"})") ==
        Refusal{"statement.interval", "/effective/possiblyUntil"});
  CHECK(refusal_of_effective(R"({"from": "2020-01-01", "possiblyUntil": "2020-12-31"})") ==
        Refusal{"statement.interval", "/effective/possiblyUntil"});
  CHECK(refusal_of_effective(R"({"from": "2020-01-01", "untilInclusive": true})") ==
        Refusal{"statement.interval", "/effective/untilInclusive"});
}

TEST_CASE("a transcription names its source and what was read, or when") {
  CHECK(refusal_of_basis(R"({"kind": "transcribed"})") ==
        Refusal{"statement.missing-member", "/basis/source"});
  CHECK(refusal_of_basis(R"({"kind": "transcribed", "source": "cc-portal"})") ==
        Refusal{"statement.missing-member", "/basis/digest"});
  CHECK(refusal_of_basis(R"({"kind": "observed", "read": "2024-01-01"})") ==
        Refusal{"statement.missing-member", "/basis/source"});
  const auto statement =
      decode(with("", "basis", document(R"({"kind": "transcribed", "source": "cc-portal",
        "read": "2024-01-31", "row": "row 17"})")));
  REQUIRE(statement);
  CHECK(statement->basis.kind == BasisKind::kTranscribed);
  CHECK(statement->basis.source == "cc-portal");
  CHECK(statement->basis.read == date_of(2024, 1, 31));
  CHECK(statement->basis.row == "row 17");
  const std::string digest = "sha256:" + std::string(64, 'a');
  CHECK(refusal_of_basis(R"({"kind": "transcribed", "source": "x", "digest": ")" + digest +
                         R"("})") == Refusal{"admitted", ""});
}

// Base64url has both, and one thumbprint in thirty begins with either.
TEST_CASE("a key is revoked whatever its thumbprint begins with") {
  for (const char first : {'-', '_', 'k'}) {
    const std::string statement =
        R"({"id": "revocation-1", "type": "key-revocation", "author": "lab.example",
            "basis": {"kind": "own"}, "effective": {"from": "2024-05-01"},
            "body": {"organisation": "lab.example", "keyId": ")" +
        std::string(1, first) + R"(PrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"}})";
    CAPTURE(statement);
    CHECK(decode(document(statement)));
  }
}

TEST_CASE("a correction says of which kind it is and how far it goes") {
  const auto statement =
      decode(with("", "corrects",
                  document(R"({"statement": "acc-0", "kind": "substantive", "whole": false})")));
  REQUIRE(statement);
  REQUIRE(statement->corrects);
  CHECK(statement->corrects->statement == "acc-0");
  CHECK(statement->corrects->substantive);
  CHECK_FALSE(statement->corrects->whole);
  const auto clerical =
      decode(with("", "corrects", document(R"({"statement": "acc-0", "kind": "clerical"})")));
  REQUIRE(clerical);
  CHECK_FALSE(clerical->corrects->substantive);
  CHECK(clerical->corrects->whole);
}

TEST_CASE("every refusal names the place as a JSON pointer") {
  CHECK(refusal_of(json::Value(json::Array{})) == Refusal{"statement.wrong-kind", ""});
  CHECK(refusal_of(with("", "type", "acreditation")) == Refusal{"statement.unknown-type", "/type"});
  CHECK(refusal_of(with("", "type", 1)) == Refusal{"statement.wrong-kind", "/type"});
  CHECK(refusal_of(with("", "comment", "x")) == Refusal{"statement.unknown-member", "/comment"});
  CHECK(refusal_of(with("body", "a/b~c", "x")) ==
        Refusal{"statement.unknown-member", "/body/a~1b~0c"});
  CHECK(refusal_of(with("body", "mainScope", "tasting")) ==
        Refusal{"statement.not-a-choice", "/body/mainScope"});
  CHECK(refusal_of(with("body", "sectors", json::Array{"toys", "to ys"})) ==
        Refusal{"statement.wrong-kind", "/body/sectors/1"});
  CHECK(refusal_of(with("body", "sectors", json::Array{"toys", "kettles", "toys"})) ==
        Refusal{"statement.duplicate-element", "/body/sectors/2"});
  CHECK(refusal_of(with("body", "sectors", json::Array{})) ==
        Refusal{"statement.empty", "/body/sectors"});
  CHECK(refusal_of(with("body", "sectors", "toys")) ==
        Refusal{"statement.wrong-kind", "/body/sectors"});
  CHECK(refusal_of(with("", "id", "")) == Refusal{"statement.empty", "/id"});
  CHECK(refusal_of(with("", "id", "-x")) == Refusal{"statement.wrong-kind", "/id"});
  CHECK(refusal_of(with("", "id", std::string(201, 'x'))) == Refusal{"statement.too-long", "/id"});
  CHECK(refusal_of(with("", "body", nullptr)) == Refusal{"statement.wrong-kind", "/body"});
  json::Value whole = document(kAccreditation);
  whole.as_object()->erase("author");
  CHECK(refusal_of(whole) == Refusal{"statement.missing-member", "/author"});
}

TEST_CASE("a list may not run beyond its limit") {
  json::Array sectors;
  for (int i = 0; i < 2'000; ++i) sectors.emplace_back("s" + std::to_string(i));
  CHECK(refusal_of(with("body", "sectors", sectors)) == Refusal{"admitted", ""});
  sectors.emplace_back("s2000");
  CHECK(refusal_of(with("body", "sectors", sectors)) ==
        Refusal{"statement.too-many", "/body/sectors"});
}

TEST_CASE("prose is measured in characters and holds no controls but line feeds") {
  std::string hanzi;
  for (int i = 0; i < 4'000; ++i) hanzi += "检";
  CHECK(refusal_of(with("", "note", hanzi)) == Refusal{"admitted", ""});
  CHECK(refusal_of(with("", "note", hanzi + "x")) == Refusal{"statement.too-long", "/note"});
  CHECK(refusal_of(with("", "note", "two\nlines")) == Refusal{"admitted", ""});
  CHECK(refusal_of(with("", "note", "a\tb")) == Refusal{"statement.wrong-kind", "/note"});
  CHECK(refusal_of(with("", "note",
                        "a\xC2\x85"
                        "b")) == Refusal{"statement.wrong-kind", "/note"});
  CHECK(refusal_of(with("", "note", "bad \xFF")) == Refusal{"statement.wrong-kind", "/note"});
  CHECK(refusal_of(with("body", "number", "two\nlines")) ==
        Refusal{"statement.wrong-kind", "/body/number"});
}

TEST_CASE("text is read strictly and within its size") {
  const auto twice = decode(R"({"id": "a", "id": "b"})");
  REQUIRE_FALSE(twice);
  CHECK(twice.error().code == "json.duplicate-name");
  const auto large = decode(std::string(kPayloadLimit_bytes + 1, ' '));
  REQUIRE_FALSE(large);
  CHECK(large.error().code == "statement.too-large");
}

TEST_CASE("the digest of the content is the digest of the bytes") {
  CHECK(crypto::to_string(content_digest("abc")) ==
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace concordat::statement
