// The master key of a vault: from a file of 32 octets, or from a passphrase.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "registry/ports/sealing.hpp"
#include "registry/ports/vault_store.hpp"

namespace concordat::seal {

// The file is read whole and must be its owner's alone. Code vault.key-file (place: the path).
[[nodiscard]] Result<SealingKey> read_master_key(const std::filesystem::path& path);
// A new file of mode 0600, on disk when it returns; one that is there is never touched. Code
// vault.key-file.
[[nodiscard]] Status write_master_key(const std::filesystem::path& path, const SealingKey& key);

// What it costs to try one passphrase, for a new vault.
inline constexpr PassphraseCost kUsualCost = {.operations = 3, .memory_kib = 256 * 1024};

// Argon2id (RFC 9106). Code vault.passphrase: empty, or parameters beyond what a file from
// elsewhere may ask for, or no memory for it.
[[nodiscard]] Result<SealingKey> master_key_of(std::string_view passphrase,
                                               const PassphraseCost& cost);
// The cost, with a salt of its own.
[[nodiscard]] PassphraseCost with_fresh_salt(PassphraseCost cost);

}  // namespace concordat::seal
