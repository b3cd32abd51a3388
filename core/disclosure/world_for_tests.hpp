// A record, the batch its commitment stands in, and a log that has the batch.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/credential/jws.hpp"
#include "core/disclosure/proof.hpp"
#include "core/json/write.hpp"
#include "core/log/entry.hpp"

namespace concordat::disclosure {

inline PartSalt salt_of(std::size_t number) {
  PartSalt salt{};
  salt.fill(static_cast<Byte>(number));
  return salt;
}

inline Header header_of(std::string_view body) {
  return {.kind = "test-report",
          .owner = "lab-one.example",
          .media_type = "text/plain",
          .size_bytes = body.size(),
          .body = crypto::sha256(bytes_of(body)),
          .replaces = {}};
}

inline Record record_of(const Header& header, const std::vector<Part>& rows) {
  std::vector<std::string> disclosures;
  for (const Part& part : parts_of(header)) {
    disclosures.push_back(disclose(salt_of(disclosures.size()), part));
  }
  for (const Part& row : rows) disclosures.push_back(disclose(salt_of(disclosures.size()), row));
  RecordSalt salt{};
  salt.fill(0xAA);
  return {salt, std::move(disclosures)};
}

inline log::LogTrust trust() {
  return {*log::parse_vkey("example.org/log+1c66b9ea+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"),
          {}};
}

// The entry of a statement of this type; its signature is nobody's.
inline Bytes entry_of(std::string_view type, const json::Object& body) {
  const json::Object statement{{"type", type}, {"author", "operator.example"}, {"body", body}};
  const std::string input =
      credential::signing_input(json::Object{{"alg", "EdDSA"}}, json::canonical(statement));
  return *log::encode_entry({.recorded = Instant{1'700'000'000'000},
                             .custody = false,
                             .statement = credential::assemble(input, Bytes(64, 1))});
}

// The entry as the second of three.
inline std::string log_proof_of(const Bytes& entry) {
  merkle::Tree tree;
  tree.append(merkle::leaf_hash(bytes_of("before")));
  tree.append(merkle::leaf_hash(entry));
  tree.append(merkle::leaf_hash(bytes_of("after")));
  const log::Checkpoint checkpoint{"example.org/log", 3, *merkle::range_root(tree, 0, 3), {}};
  const log::Note note{log::to_string(checkpoint),
                       {log::note_signature(trust().log, Bytes(64, 1))}};
  return log::to_string(log::ProofFile{.extra = entry,
                                       .index = 1,
                                       .hashes = *merkle::prove_inclusion(tree, 1, 3),
                                       .checkpoint = log::to_string(note)});
}

// The commitment as number 12 of a batch that begins with 10 and has five.
inline std::vector<crypto::Digest> commitments_around(const crypto::Digest& commitment) {
  std::vector<crypto::Digest> commitments;
  for (const std::string_view other : {"10", "11", "12", "13", "14"}) {
    commitments.push_back(crypto::sha256(bytes_of(other)));
  }
  commitments[2] = commitment;
  return commitments;
}

inline Batch batch_of(const crypto::Digest& commitment) {
  return {.number = 3,
          .first = 10,
          .count = 5,
          .root = batch_root(10, commitments_around(commitment)),
          .previous = crypto::sha256(bytes_of("the batch before"))};
}

inline Proof prove(Record& record, std::span<const std::uint64_t> indices) {
  Proof proof = *open_parts(record, indices);
  proof.sequence = 12;
  proof.batch_path = *batch_path(10, commitments_around(record.commitment()), 2);
  proof.log = log_proof_of(entry_of("vault-batch", body_of(batch_of(record.commitment()))));
  return proof;
}

}  // namespace concordat::disclosure
