// The records of access of a running server: written for every access, committed to the log now and
// then.
#pragma once

#include <memory>
#include <string>

#include "adapters/keys/key_folder.hpp"
#include "adapters/private/audit_file.hpp"
#include "cli/commands.hpp"
#include "registry/audit/trail.hpp"
#include "registry/ports/signer.hpp"

namespace concordat::cli {

class Records {
 public:
  // None where there is no private file beside the store: then nothing that leaves a record is
  // answered. Codes of the private file, audit.form. The registry and the clock outlive it.
  [[nodiscard]] static Result<std::unique_ptr<Records>> of(const SiteOptions& site,
                                                           registry::Registry& registry,
                                                           const Clock& clock);

  [[nodiscard]] registry::audit::Trail& trail() { return *trail_; }

  // Commits the log to the newest record, if a minute has passed since the last time. What keeps it
  // from that is said on standard error once, and tried again.
  void tend(const Output& output);
  // The same at once, for the end.
  void commit(const Output& output);

 private:
  Records(registry::Registry& registry, const Clock& clock) : registry_(registry), clock_(clock) {}
  [[nodiscard]] Status find_signer(const SiteOptions& site);

  registry::Registry& registry_;
  const Clock& clock_;
  std::unique_ptr<private_file::AuditFile> file_;
  std::unique_ptr<registry::audit::Trail> trail_;
  std::string operator_id_;
  std::unique_ptr<keys::KeyFolder> keys_;
  Result<Signer*> signer_ = nullptr;  // the operator's, or why there is none
  Instant last_;
  std::string said_;  // the code told last
};

}  // namespace concordat::cli
