// A store whose writes can be told to fail: the two faults that a disk and a network really have,
// *failed and not applied* and *failed but applied*. For tests that break the first write of an
// operation, then the second, until the operation gets through.
#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <vector>

#include "adapters/memory/forwarding_store.hpp"

namespace concordat::memory {

enum class Write { kAppend, kPutCheckpoint, kIndex, kTakeEpoch, kPutTiles };
enum class Fault {
  kNotApplied,  // the caller is told of a failure, and the store is as before
  kApplied,     // the caller is told of a failure, and yet the store holds the write
};

class FaultyStore final : public ForwardingStore {
 public:
  // `inner` outlives this.
  explicit FaultyStore(Store& inner) : ForwardingStore(inner) {}

  // The `nth` write of that kind from now on (1 is the next one) fails with `code`. Several plans
  // may be pending; each strikes once.
  struct Plan {
    Write write = Write::kAppend;
    std::size_t nth = 1;
    Fault fault = Fault::kNotApplied;
    std::string code = "store.io";
  };
  void plan(Plan plan);
  // How many writes of that kind were asked for so far, failed ones included.
  [[nodiscard]] std::size_t count(Write write) const;
  // Whether every plan has struck. An N-th failure loop ends when one has not.
  [[nodiscard]] bool all_struck() const;

  [[nodiscard]] Result<std::uint64_t> take_epoch() override;
  [[nodiscard]] Status append(const Append& batch) override;
  [[nodiscard]] Status put_checkpoint(const Publication& publication) override;
  [[nodiscard]] Status put_tiles(std::uint64_t first, const std::vector<Bytes>& tiles) override;
  [[nodiscard]] Status index(const std::vector<SearchRow>& rows, std::uint64_t log_size) override;

 private:
  // The plan that this write meets, taken off the list.
  std::optional<Plan> next(Write write);

  mutable std::mutex mutex_;             // guards everything below
  std::array<std::size_t, 5> counts_{};  // by Write
  std::vector<Plan> plans_;              // `nth` counted from the first write ever
};

}  // namespace concordat::memory
