// A registry in this very process, as the command line wires it, whose every promise is noted: what
// was acknowledged, and what was signed, each with the moment in the history of its disk.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "fault/disk.hpp"

#include "cli/site.hpp"
#include "core/json/value.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::fault {

using Scratch = testing::TemporaryFolder;

// What the registry promised, and how much of the disk's history lay before it.
struct Promises {
  struct Acknowledged {
    std::size_t moment = 0;
    std::uint64_t index = 0;
    std::string compact;
  };
  struct Signed {
    std::size_t moment = 0;
    SigningRecord::Head head;
  };
  std::size_t founded = 0;            // the moment `init` had answered
  std::vector<std::size_t> exported;  // the moments `log export` had
  std::vector<Acknowledged> acknowledged;
  std::vector<Signed> signed_heads;
};

// The store FILE in that folder.
[[nodiscard]] cli::SiteOptions site_in(const std::filesystem::path& folder);

// Where `Session::publish` writes.
[[nodiscard]] std::filesystem::path public_in(const std::filesystem::path& folder);

class Session {
 public:
  // Notes moments of `disk` when there is one; it outlives this.
  explicit Session(std::filesystem::path folder, const Disk* disk = nullptr);

  [[nodiscard]] bool found();
  // Opens for writing, in place of what was open. The refusal, if any.
  [[nodiscard]] Status open();
  void close();
  [[nodiscard]] registry::Registry& registry() { return *registry_; }
  [[nodiscard]] bool is_open() const { return registry_ != nullptr; }

  // An economy of that code, signed.
  [[nodiscard]] std::string statement(const std::string& code);
  // Submits them in one call; notes what was acknowledged.
  std::vector<Result<registry::Receipt>> submit(const std::vector<std::string>& compacts);

  // Writes the public log to the folder `public` beside the store.
  [[nodiscard]] bool publish();

  [[nodiscard]] const cli::SiteOptions& site() const { return site_; }
  [[nodiscard]] Promises promises() const;

 private:
  class NotingSigner;
  [[nodiscard]] std::size_t moment() const { return disk_ == nullptr ? 0 : disk_->length(); }

  std::filesystem::path folder_;
  const Disk* disk_;
  cli::SiteOptions site_;
  std::unique_ptr<keys::KeyFolder> keys_;
  mutable std::mutex mutex_;  // guards promises_: heads are signed on the sequencer's thread
  Promises promises_;
  std::unique_ptr<registry::Registry> registry_;  // last: goes first
};

}  // namespace concordat::fault
