// Opening a registry from what the command line says: where the store is, where its keys are.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/keys/key_folder.hpp"
#include "registry/ports/messages.hpp"
#include "registry/registry.hpp"

namespace concordat::cli {

struct Output;  // cli/commands.hpp

struct SiteOptions {
  std::string store;            // "sqlite:FILE"
  std::string keys;             // folder; "FILE.keys" when empty
  std::string passphrase_file;  // the first line opens the key files; none: they are plain
  // Checkpoints, proofs and exported folders that show what was signed.
  std::vector<std::string> seen = {};
};

// The files that belong to one store.
struct SitePaths {
  std::filesystem::path database;
  std::filesystem::path keys;
  std::filesystem::path signing_record;  // beside the store, not in its backups
  std::filesystem::path snapshot;        // beside the store, derived from it
};
// Code cli.store when the text names no store.
[[nodiscard]] Result<SitePaths> paths_of(const SiteOptions& options);

// kJudge reads, and judges every entry of the log again.
enum class Access { kRead, kWrite, kJudge };
[[nodiscard]] Result<registry::Ports> ports_of(const SiteOptions& options, Access access);
// Why a snapshot is not used, or could not be made, is said on standard error as `output` wants it.
[[nodiscard]] Result<std::unique_ptr<registry::Registry>> open_registry(const SiteOptions& options,
                                                                        Access access,
                                                                        const Output& output);
// Those of the key folder that is named, or of the one beside the store.
[[nodiscard]] Result<std::unique_ptr<keys::KeyFolder>> open_keys(const SiteOptions& options);
// All ports for writing into a store that is created when it is missing.
[[nodiscard]] Result<registry::Ports> new_ports(const SiteOptions& options);

// The file name, in the key folder, of the key that signs checkpoints.
inline constexpr std::string_view kLogKeyName = "log.checkpoints";

// A folder that comes with the program ("locales", "examples"): $CONCORDAT_SHARE/NAME, beside the
// binary's installation, or in the source tree it was built in. Code cli.share-missing.
[[nodiscard]] Result<std::filesystem::path> share_folder(std::string_view name);
[[nodiscard]] Result<std::unique_ptr<Messages>> open_messages();

}  // namespace concordat::cli
