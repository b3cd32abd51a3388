// What a record of the vault commits to: its header and its rows, each a salted disclosure as in
// SD-JWT (RFC 9901, 4.2), in one tree (RFC 9162, 2.1). spec/formats/vault-proof.md is the text.
//
// Salts come in as arguments. Who holds the disclosures holds the record; who holds the commitment
// holds nothing that could be guessed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/value.hpp"
#include "core/merkle/hash.hpp"
#include "core/merkle/proof.hpp"

namespace concordat::disclosure {

// 128 bits, as RFC 9901, 9.3 recommends for each disclosure.
inline constexpr std::size_t kPartSaltSize = 16;
using PartSalt = std::array<Byte, kPartSaltSize>;
using RecordSalt = std::array<Byte, 32>;

// The parts of the header, in their order; rows come after them.
inline constexpr std::array<std::string_view, 6> kHeaderNames = {
    "kind", "owner", "mediaType", "sizeBytes", "bodyDigest", "replaces"};
inline constexpr std::uint64_t kHeaderParts = kHeaderNames.size();
inline constexpr std::uint64_t kBodyDigestPart = 4;
// Header and rows. The longest test reports met have some two thousand rows.
inline constexpr std::uint64_t kMostParts = 16'384;

struct Header {
  std::string kind;
  std::string owner;
  std::string media_type;
  std::uint64_t size_bytes = 0;
  crypto::Digest body = {};
  std::optional<crypto::Digest> replaces;  // commitment of the version before
  friend bool operator==(const Header&, const Header&) = default;
};

// What a disclosure says.
struct Part {
  std::string name;
  json::Value value;
  friend bool operator==(const Part&, const Part&) = default;
};

// The six parts of the header.
[[nodiscard]] std::vector<Part> parts_of(const Header& header);

[[nodiscard]] std::string disclose(const PartSalt& salt, const Part& part);
// Code vault-proof.disclosure: not base64url of [salt, name, value], or a salt of another size.
[[nodiscard]] Result<Part> read_disclosure(std::string_view disclosure);

[[nodiscard]] merkle::Hash part_leaf(std::string_view disclosure);
[[nodiscard]] crypto::Digest commitment(const RecordSalt& salt, std::uint64_t parts,
                                        const merkle::Hash& root);

// All disclosures of one record, from which any of them can be opened.
class Record {
 public:
  // `disclosures` are those of the header and then the rows: at least six, at most kMostParts,
  // which the callers hold to.
  Record(const RecordSalt& salt, std::vector<std::string> disclosures);

  [[nodiscard]] const RecordSalt& salt() const { return salt_; }
  [[nodiscard]] std::span<const std::string> disclosures() const { return disclosures_; }
  [[nodiscard]] std::uint64_t parts() const { return disclosures_.size(); }
  [[nodiscard]] const merkle::Hash& root() const { return root_; }
  [[nodiscard]] crypto::Digest commitment() const;
  // From one part to the root. Code merkle.index.
  [[nodiscard]] Result<merkle::Proof> path(std::uint64_t index);

 private:
  RecordSalt salt_;
  std::vector<std::string> disclosures_;
  merkle::Tree tree_;
  merkle::Hash root_;
};

}  // namespace concordat::disclosure
