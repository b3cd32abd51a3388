#include "core/disclosure/proof.hpp"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/base/base64url.hpp"
#include "core/disclosure/world_for_tests.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::disclosure {
namespace {

std::vector<Part> rows_of(std::size_t count) {
  std::vector<Part> rows;
  for (std::size_t at = 0; at < count; ++at) {
    rows.push_back({"clause " + std::to_string(at),
                    json::Object{{"secret", "measured value " + std::to_string(at * 7919)}}});
  }
  return rows;
}

std::string code_of(const Proof& proof) {
  const auto shown = check_proof(proof, trust());
  return shown ? std::string() : shown.error().code + " " + shown.error().place;
}

TEST_CASE("a proof shows what it opens, in which batch, and when") {
  Record record = record_of(header_of("hello"), rows_of(4));
  const std::vector<std::uint64_t> indices = {7, 4, 7};
  const Proof proof = prove(record, indices);
  CHECK(parse_proof(to_string(proof)) == proof);
  const auto shown = check_proof(proof, trust());
  REQUIRE(shown);
  REQUIRE(shown->opened.size() == 2);
  CHECK(shown->opened[0].index == 4);
  CHECK(shown->opened[1].part == rows_of(4)[1]);
  CHECK(shown->commitment == record.commitment());
  CHECK(shown->parts == 10);
  CHECK(shown->sequence == 12);
  CHECK(shown->batch.number == 3);
  CHECK(shown->author == "operator.example");
  CHECK(to_string(shown->recorded) == "2023-11-14T22:13:20.000Z");
  CHECK(shown->log.signatures.obligations.size() == 1);
  CHECK(check_body(*shown, crypto::sha256(bytes_of("hello"))));
  CHECK(check_body(*shown, crypto::sha256(bytes_of("Hello"))).error().code == "vault-proof.body");
  const auto without_digest = check_proof(prove(record, std::vector<std::uint64_t>{7}), trust());
  REQUIRE(without_digest);
  CHECK_FALSE(check_body(*without_digest, crypto::sha256(bytes_of("hello"))));
}

TEST_CASE("a proof that opens nothing still proves that the record was there") {
  Record record = record_of(header_of("hello"), {});
  const auto shown = check_proof(prove(record, {}), trust());
  REQUIRE(shown);
  CHECK(shown->opened.empty());
}

TEST_CASE("for any record and any rows opened: those rows and no others are proved") {
  CHECK(rc::check("any record", [] {
    const auto count = *rc::gen::inRange<std::size_t>(1, 40);
    Record record = record_of(header_of("hello"), rows_of(count));
    const auto at = *rc::gen::inRange<std::uint64_t>(0, kHeaderParts + count);
    const Proof proof = prove(record, std::vector<std::uint64_t>{at});
    RC_ASSERT(code_of(proof).empty());

    Proof other = proof;
    const auto moved = *rc::gen::inRange<std::uint64_t>(0, kHeaderParts + count);
    other.opened[0].index = moved;
    RC_ASSERT((moved == at) == code_of(other).empty());

    other = proof;
    other.opened[0].disclosure = disclose(salt_of(at), {"clause 0", "another value"});
    RC_ASSERT(!code_of(other).empty());

    other = proof;
    const auto part = *read_disclosure(proof.opened[0].disclosure);
    other.opened[0].disclosure = disclose(salt_of(200), part);
    RC_ASSERT(!code_of(other).empty());

    other = proof;
    other.parts += *rc::gen::inRange<std::uint64_t>(1, 50);
    RC_ASSERT(!code_of(other).empty());

    other = proof;
    const auto octet = *rc::gen::inRange<std::size_t>(0, 32);
    other.salt[octet] ^= static_cast<Byte>(*rc::gen::inRange(1, 256));
    RC_ASSERT(code_of(other) == "merkle.root-mismatch /batchPath");

    other = proof;
    other.root[octet] ^= static_cast<Byte>(*rc::gen::inRange(1, 256));
    RC_ASSERT(code_of(other) == "merkle.root-mismatch /batchPath");

    if (!proof.opened[0].path.empty()) {
      other = proof;
      const auto step = *rc::gen::inRange<std::size_t>(0, proof.opened[0].path.size());
      other.opened[0].path[step][octet] ^= 1;
      RC_ASSERT(code_of(other) == "merkle.root-mismatch /opened/0/path");
      other.opened[0].path.pop_back();
      RC_ASSERT(code_of(other) == "merkle.proof-length /opened/0/path");
    }
  }));
}

TEST_CASE("hidden rows stand nowhere in a proof") {
  CHECK(rc::check("any record", [] {
    const auto count = *rc::gen::inRange<std::size_t>(2, 30);
    Record record = record_of(header_of("hello"), rows_of(count));
    const auto at = *rc::gen::inRange<std::uint64_t>(0, kHeaderParts + count);
    const std::string text = to_string(prove(record, std::vector<std::uint64_t>{at}));
    for (std::uint64_t other = 0; other < record.parts(); ++other) {
      if (other == at) continue;
      const std::string& hidden = record.disclosures()[other];
      RC_ASSERT(text.find(hidden) == std::string::npos);
      // Nor its digest, salted as it is.
      const auto digest = crypto::sha256(bytes_of(hidden));
      RC_ASSERT(text.find(encode_base64url(digest)) == std::string::npos);
    }
  }));
}

TEST_CASE("no octet of a path follows from hidden values alone: other salts, other hashes") {
  const std::vector<Part> rows = rows_of(9);
  const auto salted = [&](std::size_t salt) {
    std::vector<std::string> disclosures;
    for (const Part& part : parts_of(header_of("hello"))) {
      disclosures.push_back(disclose(salt_of(salt++), part));
    }
    for (const Part& row : rows) disclosures.push_back(disclose(salt_of(salt++), row));
    return Record(RecordSalt{}, std::move(disclosures));
  };
  Record one = salted(0);
  Record other = salted(100);
  for (std::uint64_t at = 0; at < one.parts(); ++at) {
    const auto path = one.path(at);
    const auto other_path = other.path(at);
    REQUIRE(path);
    REQUIRE(other_path);
    REQUIRE(path->size() == other_path->size());
    for (std::size_t step = 0; step < path->size(); ++step) {
      CHECK((*path)[step] != (*other_path)[step]);
    }
  }
}

TEST_CASE("what the log proves must be a batch that has the number") {
  Record record = record_of(header_of("hello"), rows_of(1));
  const Proof proof = prove(record, {});
  for (const std::uint64_t sequence : {std::uint64_t{9}, std::uint64_t{15}, std::uint64_t{0}}) {
    Proof other = proof;
    other.sequence = sequence;
    CHECK(code_of(other) == "vault-proof.sequence /sequence");
  }
  Proof neighbour = proof;
  neighbour.sequence = 13;
  CHECK(code_of(neighbour) == "merkle.root-mismatch /batchPath");

  Proof another_type = proof;
  another_type.log = log_proof_of(entry_of("deposit", body_of(batch_of(record.commitment()))));
  CHECK(code_of(another_type) == "vault-proof.statement /log");
  another_type.log = log_proof_of(entry_of("vault-batch", {{"number", 1}}));
  CHECK(code_of(another_type) == "vault-proof.statement /body/first");
  another_type.log = log_proof_of(Bytes{0x78});
  CHECK(code_of(another_type) == "vault-proof.statement /log");
  another_type.log = "no proof";
  CHECK(code_of(another_type).starts_with("proof.form"));

  log::LogTrust stranger = trust();
  stranger.log.name = "example.org/another-log";
  CHECK_FALSE(check_proof(proof, stranger));
}

TEST_CASE("a part of the header stands under its own name") {
  std::vector<std::string> disclosures;
  for (const Part& part : parts_of(header_of("hello"))) {
    disclosures.push_back(disclose(salt_of(disclosures.size()), part));
  }
  disclosures[1] = disclose(salt_of(1), {"kind", "not the owner"});
  Record record(RecordSalt{}, disclosures);
  CHECK(code_of(prove(record, std::vector<std::uint64_t>{0})).empty());
  CHECK(code_of(prove(record, std::vector<std::uint64_t>{1})) ==
        "vault-proof.disclosure /opened/0");
}

TEST_CASE("a proof has one spelling") {
  Record record = record_of(header_of("hello"), rows_of(3));
  const std::string text = to_string(prove(record, std::vector<std::uint64_t>{4, 6}));
  const auto code = [](const std::string& spelt) {
    const auto proof = parse_proof(spelt);
    return proof ? std::string() : proof.error().code;
  };
  CHECK(code(text).empty());
  CHECK(code(text.substr(0, text.size() - 1)) == "vault-proof.form");
  CHECK(code(text + "\n") == "vault-proof.form");
  CHECK(code(" " + text) == "vault-proof.form");
  CHECK(code("[]\n") == "vault-proof.form");
  CHECK(code(std::string(kMaxProofSize + 1, ' ')) == "vault-proof.too-large");
  const auto with = [&](std::string_view member, json::Value value) {
    json::Value parsed = *json::read(text);
    parsed.as_object()->set(member, std::move(value));
    return code(json::canonical(parsed) + "\n");
  };
  CHECK(with("version", 2) == "vault-proof.version");
  CHECK(with("version", "1") == "vault-proof.form");
  CHECK(with("more", 1) == "vault-proof.form");
  CHECK(with("parts", 5) == "vault-proof.form");
  CHECK(with("parts", 6) == "vault-proof.form");
  CHECK(with("parts", kMostParts + 1) == "vault-proof.form");
  CHECK(with("salt", "AA") == "vault-proof.form");
  CHECK(with("root", nullptr) == "vault-proof.form");
  CHECK(with("sequence", -1) == "vault-proof.form");
  CHECK(with("batchPath", "x") == "vault-proof.form");
  CHECK(with("opened", json::Array{1}) == "vault-proof.form");
  json::Value parsed = *json::read(text);
  for (const json::Member& member : parsed.as_object()->members()) {
    json::Value without = parsed;
    without.as_object()->erase(member.first);
    CHECK(code(json::canonical(without) + "\n") == "vault-proof.form");
  }
  // Twice the same, or in another order.
  const json::Array opened = *parsed.find("opened")->as_array();
  CHECK(with("opened", json::Array{opened[0], opened[0]}) == "vault-proof.form");
  CHECK(with("opened", json::Array{opened[1], opened[0]}) == "vault-proof.form");
}

}  // namespace
}  // namespace concordat::disclosure
