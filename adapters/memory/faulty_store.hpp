// A store whose writes can be told to fail: the two faults that a disk and a network really have,
// *failed and not applied* and *failed but applied*. For tests that break the first write of an
// operation, then the second, until the operation gets through.
#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <vector>

#include "registry/ports/store.hpp"

namespace concordat::memory {

enum class Write { kAppend, kPutCheckpoint, kIndex, kTakeEpoch };
enum class Fault {
  kNotApplied,  // the caller is told of a failure, and the store is as before
  kApplied,     // the caller is told of a failure, and yet the store holds the write
};

class FaultyStore final : public Store {
 public:
  // `inner` outlives this.
  explicit FaultyStore(Store& inner) : inner_(inner) {}

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

  [[nodiscard]] Result<std::uint64_t> size() const override { return inner_.size(); }
  [[nodiscard]] Result<std::uint64_t> take_epoch() override;
  [[nodiscard]] Status append(const Append& batch) override;
  [[nodiscard]] Result<std::vector<Bytes>> read(std::uint64_t begin,
                                                std::uint64_t end) const override {
    return inner_.read(begin, end);
  }
  [[nodiscard]] Result<std::optional<std::string>> checkpoint() const override {
    return inner_.checkpoint();
  }
  [[nodiscard]] Status put_checkpoint(std::uint64_t epoch, std::uint64_t log_size,
                                      std::string_view note) override;
  [[nodiscard]] Status index(const std::vector<SearchRow>& rows, std::uint64_t log_size) override;
  [[nodiscard]] Result<std::uint64_t> indexed() const override { return inner_.indexed(); }
  [[nodiscard]] Result<std::vector<SearchHit>> search(const SearchQuery& query) const override {
    return inner_.search(query);
  }

 private:
  // The plan that this write meets, taken off the list.
  std::optional<Plan> next(Write write);

  Store& inner_;
  mutable std::mutex mutex_;             // guards everything below
  std::array<std::size_t, 4> counts_{};  // by Write
  std::vector<Plan> plans_;              // `nth` counted from the first write ever
};

}  // namespace concordat::memory
