// The snapshot in memory: for tests, which may lay hands on its octets.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "registry/ports/snapshots.hpp"

namespace concordat::memory {

// What outlives the port, as a disk does. One thread at a time.
using SnapshotOctets = std::shared_ptr<std::optional<std::vector<std::byte>>>;

class MemorySnapshots final : public Snapshots {
 public:
  explicit MemorySnapshots(SnapshotOctets octets) : octets_(std::move(octets)) {}

  [[nodiscard]] Result<std::unique_ptr<Reading>> open() const override {
    if (!octets_->has_value()) return fail({.code = "snapshot.absent"});
    return std::make_unique<Copy>(**octets_);
  }
  [[nodiscard]] Result<std::unique_ptr<Writing>> begin() override {
    return std::make_unique<Making>(octets_);
  }
  [[nodiscard]] Status remove() override {
    octets_->reset();
    return {};
  }

 private:
  class Copy final : public Reading {
   public:
    explicit Copy(std::vector<std::byte> octets) : octets_(std::move(octets)) {}
    [[nodiscard]] std::uint64_t size_bytes() const override { return octets_.size(); }
    [[nodiscard]] Status read(std::uint64_t offset, std::span<std::byte> into) const override {
      if (offset + into.size() > octets_.size()) return fail({.code = "snapshot.damaged"});
      std::copy_n(octets_.begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
      return {};
    }

   private:
    std::vector<std::byte> octets_;
  };
  class Making final : public Writing {
   public:
    explicit Making(SnapshotOctets into) : into_(std::move(into)) {}
    [[nodiscard]] Status append(std::span<const std::byte> octets) override {
      octets_.insert(octets_.end(), octets.begin(), octets.end());
      return {};
    }
    [[nodiscard]] Status commit() override {
      *into_ = std::move(octets_);
      return {};
    }

   private:
    SnapshotOctets into_;
    std::vector<std::byte> octets_;
  };

  SnapshotOctets octets_;
};

}  // namespace concordat::memory
