// Form and structure; the proof with real signatures is in adapters/keys.
#include "core/log/proof.hpp"

#include <doctest/doctest.h>

#include "core/base/base64.hpp"

namespace concordat::log {
namespace {

LogTrust trust() {
  return {*parse_vkey("example.org/log+1c66b9ea+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"), {}};
}

Bytes entry(std::uint64_t i) { return {0x01, 'e', static_cast<Byte>(i)}; }

ProofFile proof_for(std::uint64_t index, std::uint64_t size) {
  merkle::Tree tree;
  for (std::uint64_t i = 0; i < size; ++i) tree.append(merkle::leaf_hash(entry(i)));
  const Checkpoint checkpoint{"example.org/log", size, *merkle::range_root(tree, 0, size), {}};
  const Note note{to_string(checkpoint), {note_signature(trust().log, Bytes(64, 1))}};
  return {entry(index), index, *merkle::prove_inclusion(tree, index, size), to_string(note)};
}

std::string code(std::string_view text) {
  const auto proof = parse_proof(text);
  return proof ? "" : proof.error().code;
}

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : result.error().code;
}

TEST_CASE("a proof is printed line by line as the format says, and read back") {
  const ProofFile proof = proof_for(2, 3);
  const std::string text = to_string(proof);
  CHECK(text == "c2sp.org/tlog-proof@v1\nextra " + encode_base64(entry(2)) + "\nindex 2\n" +
                    encode_base64(proof.hashes.at(0)) + "\n\n" + proof.checkpoint);
  CHECK(parse_proof(text) == proof);
  ProofFile bare = proof_for(0, 1);
  bare.extra.reset();
  CHECK(to_string(bare) == "c2sp.org/tlog-proof@v1\nindex 0\n\n" + bare.checkpoint);
  CHECK(parse_proof(to_string(bare)) == bare);
  ProofFile empty_extra = bare;
  empty_extra.extra = Bytes{};
  CHECK(parse_proof(to_string(empty_extra)) == empty_extra);
}

TEST_CASE("every entry of every small tree is proven, and nothing else is") {
  for (std::uint64_t size = 1; size <= 17; ++size) {
    for (std::uint64_t index = 0; index < size; ++index) {
      const ProofFile proof = proof_for(index, size);
      const auto proven = check_proof(proof, trust());
      REQUIRE(proven);
      CHECK(proven->index == index);
      CHECK(proven->checkpoint.size == size);
      CHECK(proven->entry == entry(index));
      CHECK(proven->signatures.obligations.size() == 1);
      ProofFile other = proof;
      other.extra = entry(index + 1);
      CHECK(code_of(check_proof(other, trust())) == "merkle.root-mismatch");
      CHECK(check_proof(other, trust(), entry(index)).has_value());
      other = proof;
      ++other.index;
      CHECK_FALSE(check_proof(other, trust()));
      other = proof;
      other.hashes.push_back({});
      CHECK(code_of(check_proof(other, trust())) == "merkle.proof-length");
    }
  }
}

TEST_CASE("a proof of another log, without a signature or without an entry is refused") {
  const ProofFile proof = proof_for(1, 2);
  LogTrust other = trust();
  other.log.name = "example.org/other";
  CHECK(code_of(check_proof(proof, other)) == "checkpoint.origin");
  other = trust();
  other.log.key.bytes[3] ^= 1;
  CHECK(code_of(check_proof(proof, other)) == "note.no-known-signature");
  ProofFile bare = proof;
  bare.extra.reset();
  CHECK(code_of(check_proof(bare, trust())) == "proof.entry-missing");
  bare = proof;
  bare.checkpoint = "nothing\n";
  CHECK(code_of(check_proof(bare, trust())) == "note.form");
}

TEST_CASE("every other spelling of a proof is refused") {
  const std::string hash = encode_base64(merkle::empty_root()) + "\n";
  const std::string head = "c2sp.org/tlog-proof@v1\n";
  CHECK(code(head + "index 7\n" + hash + hash + "\nx") == "");
  for (const std::string& text :
       std::initializer_list<std::string>{std::string(),
                                          std::string("c2sp.org/tlog-proof@v1"),
                                          head,
                                          head + "index 7\n",
                                          head + "index 7\n" + hash,
                                          head + "index 7\n" + hash + "\n",
                                          head + "\nindex 7\n\nx",
                                          "c2sp.org/tlog-proof@v2\nindex 7\n\nx",
                                          "\n" + head + "index 7\n\nx",
                                          head + "index 07\n\nx",
                                          head + "index -7\n\nx",
                                          head + "index  7\n\nx",
                                          head + "index 7 \n\nx",
                                          head + "index\n\nx",
                                          head + "Index 7\n\nx",
                                          head + "index 18446744073709551616\n\nx",
                                          head + "index 7\r\n\nx",
                                          head + "index 7\nextra AA==\n\nx",
                                          head + "extra AA==\nextra AA==\nindex 7\n\nx",
                                          head + "extra AB==\nindex 7\n\nx",
                                          head + "extra AA\nindex 7\n\nx",
                                          head + "extra\nindex 7\n\nx",
                                          head + "index 7\n" + hash.substr(1) + "\nx",
                                          head + "index 7\n" + hash.substr(0, 42) + "\n\nx",
                                          head + "index 7\nAAAA\n\nx"}) {
    CAPTURE(text);
    CHECK(code(text) == "proof.form");
  }
}

TEST_CASE("limits hold") {
  const std::string hash = encode_base64(merkle::empty_root()) + "\n";
  std::string text = "c2sp.org/tlog-proof@v1\nindex 7\n";
  for (std::size_t i = 0; i < kMaxProofHashes; ++i) text += hash;
  CHECK(code(text + "\nx") == "");
  CHECK(code(text + hash + "\nx") == "proof.form");
  CHECK(code("c2sp.org/tlog-proof@v1\nextra " + encode_base64(Bytes(kMaxExtraSize + 1)) +
             "\nindex 7\n\nx") == "proof.too-large");
  CHECK(code("c2sp.org/tlog-proof@v1\nindex 7\n\n" + std::string(2'000'000, 'x')) ==
        "proof.too-large");
}

}  // namespace
}  // namespace concordat::log
