// Where a snapshot of the folded log is kept, beside the store: one, or none. It is derived from
// the entries, so it may be lost or spoilt at any time; who reads it looks at it first.
//
// Codes snapshot.absent (there is none), snapshot.io (the system's words as "reason"),
// snapshot.damaged (shorter than it was).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "core/base/result.hpp"

namespace concordat {

class Snapshots {
 public:
  virtual ~Snapshots() = default;

  // The one that is there, and stays readable whatever takes its place meanwhile. Any thread.
  class Reading {
   public:
    virtual ~Reading() = default;
    [[nodiscard]] virtual std::uint64_t size_bytes() const = 0;
    // Fills the span with what begins at the offset.
    [[nodiscard]] virtual Status read(std::uint64_t offset, std::span<std::byte> into) const = 0;
  };
  [[nodiscard]] virtual Result<std::unique_ptr<Reading>> open() const = 0;

  // A new one, in the making. Nobody sees it before `commit`, and what is not committed goes.
  class Writing {
   public:
    virtual ~Writing() = default;
    [[nodiscard]] virtual Status append(std::span<const std::byte> octets) = 0;
    // Takes the place of the one before; durable when it returns.
    [[nodiscard]] virtual Status commit() = 0;
  };
  [[nodiscard]] virtual Result<std::unique_ptr<Writing>> begin() = 0;

  // None is there afterwards.
  [[nodiscard]] virtual Status remove() = 0;
};

}  // namespace concordat
