// The fold: log entries in, facts out.
#pragma once

#include <atomic>
#include <memory>

#include "core/facts/tables.hpp"

namespace concordat::facts {

class State {
 public:
  State();
  ~State();

  // Folds an admitted statement as the entry at `size_applied()`. Writer only. Rows become visible
  // to readers who pin a larger size; `publish` tells readers that they may.
  //
  // Refused (nothing changed): codes under "fold.", for content that decodes but contradicts itself
  // against the state (a level not on its scale, an annex named twice).
  struct Entry {
    const statement::Statement* statement = nullptr;
    crypto::Digest digest{};
    Instant recorded;
  };
  [[nodiscard]] Status apply(const Entry& entry);

  [[nodiscard]] const Tables& tables() const { return *tables_; }
  [[nodiscard]] Ordinal size_applied() const { return applied_; }

  // The size that readers pin by default. Published after the batch is durable.
  void publish(Ordinal size) { published_.store(size, std::memory_order_release); }
  [[nodiscard]] Ordinal size_published() const {
    return published_.load(std::memory_order_acquire);
  }

 private:
  std::unique_ptr<Tables> tables_;
  Ordinal applied_ = 0;
  std::atomic<Ordinal> published_{0};
};

}  // namespace concordat::facts
