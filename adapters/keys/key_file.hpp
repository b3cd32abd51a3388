// One private key in one file (spec/formats/keys.md): sealed with a passphrase, or plain and then
// readable by nobody but its owner.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "adapters/keys/software_signer.hpp"
#include "core/base/result.hpp"

namespace concordat::keys {

// What it costs to try one passphrase (Argon2id, RFC 9106).
struct SealingCost {
  // About half a second on a small server: bearable at each start, ruinous for a guesser.
  std::uint32_t operations = 3;
  std::uint32_t memory_kib = 256 * 1024;
};

// Writes a new file, mode 0600, and syncs it. Without a passphrase the key is plain. An existing
// file is never touched. Codes: keys.file-exists, keys.file-io, keys.passphrase-empty.
[[nodiscard]] Status write_key_file(const std::filesystem::path& path, const KeyPair& pair,
                                    std::optional<std::string_view> passphrase,
                                    const SealingCost& cost = {});

// Codes: keys.file-missing, keys.file-io, keys.file-form (with the place), keys.file-owner (plain,
// and another user's), keys.file-readable-by-others (plain, and open to group or others),
// keys.passphrase-needed (sealed, none given), keys.passphrase-wrong (or the file was altered),
// keys.mismatch (secret and public key do not belong together).
[[nodiscard]] Result<KeyPair> read_key_file(const std::filesystem::path& path,
                                            std::optional<std::string_view> passphrase);

// The names in the folder of `path` are on disk when it returns. Code keys.file-io.
[[nodiscard]] Status sync_folder_of(const std::filesystem::path& path);

// The public half, for which no passphrase is needed. Same codes for the file. It is not proven to
// belong to the secret until `read_key_file` has opened it.
[[nodiscard]] Result<crypto::PublicKey> read_public_key(const std::filesystem::path& path);

}  // namespace concordat::keys
