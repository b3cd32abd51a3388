// The workspaces of one state: taken for a determination and put back, so that what was found for
// one question serves the next, whichever thread asks it. Any thread.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "core/recognition/workspace.hpp"

namespace concordat::registry {

class Workspaces {
 public:
  // The state outlives the workspaces.
  explicit Workspaces(const facts::State& state) : state_(state) {}

  // A workspace on loan: goes back at the end of its life.
  class Loan {
   public:
    Loan(Workspaces& owner, std::unique_ptr<recognition::Workspace> workspace)
        : owner_(owner), workspace_(std::move(workspace)) {}
    ~Loan() { owner_.put_back(std::move(workspace_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    [[nodiscard]] recognition::Workspace& operator*() { return *workspace_; }

   private:
    Workspaces& owner_;
    std::unique_ptr<recognition::Workspace> workspace_;
  };
  // One that lies idle, or a new one.
  [[nodiscard]] Loan take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto workspace = std::move(idle_.back());
        idle_.pop_back();
        return {*this, std::move(workspace)};
      }
    }
    return {*this, std::make_unique<recognition::Workspace>(state_)};
  }

 private:
  // One may grow to a hundred megabytes; more at one time are made and thrown away.
  static constexpr std::size_t kKept = 4;

  void put_back(std::unique_ptr<recognition::Workspace> workspace) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < kKept) idle_.push_back(std::move(workspace));
  }

  const facts::State& state_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<recognition::Workspace>> idle_;
};

}  // namespace concordat::registry
