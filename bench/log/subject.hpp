// The registry that is measured: on disk, as `concordat serve` wires it.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "registry/fixture/fixture.hpp"

namespace concordat::bench {

class Subject {
 public:
  struct Wiring {
    bool signatures =
        false;  // of statements: otherwise taken as holding, for they are another figure
    bool projection = true;  // otherwise nothing can be searched
  };
  // Founds it in the folder.
  [[nodiscard]] static Result<std::unique_ptr<Subject>> found(const std::string& folder,
                                                              const Wiring& wiring);
  // Opens what lies there again; nothing of it is in memory yet.
  [[nodiscard]] Status reopen();
  void close() { registry_.reset(); }

  // Signed statements of about 1 KiB, made before anything is timed.
  void prepare(std::size_t count);
  // Submits the next ones in one call; false when too few are left. A refusal ends the program. Any
  // thread.
  [[nodiscard]] bool submit(int count);

  [[nodiscard]] registry::Registry& registry() { return *registry_; }
  // Of one of the statements, as signed.
  [[nodiscard]] std::size_t statement_bytes() const { return ready_.front().size(); }

 private:
  Subject(std::string folder, const Wiring& wiring);
  [[nodiscard]] Result<registry::Ports> ports(bool founding);

  std::string folder_;
  Wiring wiring_;
  registry::fixture::Site site_;
  std::unique_ptr<registry::Registry> registry_;
  std::vector<std::string> ready_;
  std::atomic<std::size_t> next_{0};
  std::size_t made_ = 0;
};

}  // namespace concordat::bench
