// The record of what the log key has signed: outside the database and outside backups, so that a
// restored backup proves nothing and signs nothing.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/result.hpp"
#include "core/crypto/digest.hpp"

namespace concordat {

class SigningRecord {
 public:
  virtual ~SigningRecord() = default;

  struct Head {
    std::uint64_t size = 0;
    crypto::Digest root{};
    friend bool operator==(const Head&, const Head&) = default;
  };
  // The newest head recorded; none for a new log. Codes signing-record.io, signing-record.corrupt.
  [[nodiscard]] virtual Result<std::optional<Head>> last() const = 0;
  // Durable when it returns; called before the key is used. Refuses with signing-record.conflict a
  // smaller size, or the same size with another root.
  [[nodiscard]] virtual Status record(const Head& head) = 0;
};

}  // namespace concordat
