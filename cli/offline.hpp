// A bundle on this machine in place of a registry, and how old its answers are.
#pragma once

#include <memory>
#include <string>

#include "adapters/keys/key_folder.hpp"
#include "cli/commands.hpp"
#include "core/log/note.hpp"
#include "registry/bundle/age.hpp"
#include "registry/bundle/open.hpp"
#include "registry/bundle/signing.hpp"
#include "registry/credentials/presented.hpp"

namespace concordat::cli {

struct OpenBundle {
  registry::bundle::Bundle bundle;
  json::Value shown;  // the member `bundle` of every answer
};

// The log's key from the command line: a vkey, or a file whose first line is one. Code cli.log-key
// when none is named; those of log::parse_vkey.
[[nodiscard]] Result<log::VerifierKey> log_key_of(const std::string& given);

// Opened, checked, and not expired unless that is fine. A clock that stands before the bundle was
// made is told on standard error. Codes of bundle::open and bundle::check_age.
[[nodiscard]] Result<OpenBundle> open_bundle(const OfflineOptions& options, const Output& output);

// What it carries for verifications. Codes of Presented.
[[nodiscard]] Status add_documents_of(const registry::bundle::Bundle& bundle,
                                      registry::Presented& documents);

// The member `bundle` of an answer, as people read it.
[[nodiscard]] std::string bundle_text(const json::Value& shown, const Messages& messages,
                                      const std::string& language);

// The key that signs in the registry's name. Holds the folder open as long as it is used.
class OperatorKeys {
 public:
  // The operator's own where no name is given. Codes drafts.no-key, those of OperatorKey::of and of
  // key files.
  [[nodiscard]] Result<registry::bundle::OperatorKey> find(const SiteOptions& site,
                                                           const registry::Registry& registry,
                                                           std::string name);

 private:
  std::unique_ptr<keys::KeyFolder> keys_;
};

}  // namespace concordat::cli
