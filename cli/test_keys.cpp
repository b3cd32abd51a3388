#include "cli/test_keys.hpp"

#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "adapters/keys/key_file.hpp"
#include "adapters/keys/software_signer.hpp"

namespace concordat::cli {
namespace {

namespace fs = std::filesystem;

struct Kind {
  std::string_view name;
  crypto::Algorithm algorithm;
};
constexpr std::array<Kind, 3> kKinds = {{{"ed25519", crypto::Algorithm::kEd25519},
                                         {"p256", crypto::Algorithm::kP256},
                                         {"p384", crypto::Algorithm::kP384}}};

Result<keys::KeyPair> open_or_make(const fs::path& path, crypto::Algorithm algorithm) {
  auto held = keys::read_key_file(path, std::nullopt);
  if (held || held.error().code != "keys.file-missing") return held;
  CONCORDAT_TRY(made, keys::generate(algorithm));
  CONCORDAT_CHECK(keys::write_key_file(path, made, std::nullopt));
  return std::move(made);
}

// A copied file is the same key.
Status check_apart(const crypto::PublicKey& key, const fs::path& registry_keys) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(registry_keys, error)) {
    if (entry.path().extension() != ".key") continue;
    const auto other = keys::read_public_key(entry.path());
    if (other && crypto::compressed(*other) == crypto::compressed(key)) {
      return fail({.code = "serve.vc-api-keys", .place = entry.path().string()});
    }
  }
  return {};
}

}  // namespace

bool is_loopback_address(const std::string& address) {
  return address == "::1" || address.starts_with("127.");
}

Result<std::vector<std::unique_ptr<Signer>>> open_test_keys(const std::string& folder,
                                                            const SiteOptions& site) {
  CONCORDAT_TRY(paths, paths_of(site));
  CONCORDAT_TRY(made, keys::KeyFolder::open(folder, std::nullopt));
  std::error_code error;
  if (fs::equivalent(folder, paths.keys, error)) {
    return fail({.code = "serve.vc-api-keys", .place = folder});
  }
  std::vector<std::unique_ptr<Signer>> signers;
  for (const Kind& kind : kKinds) {
    CONCORDAT_TRY(pair, open_or_make(made->path_of(kind.name), kind.algorithm));
    CONCORDAT_CHECK(check_apart(pair.public_key, paths.keys));
    CONCORDAT_TRY(signer, keys::make_signer(std::move(pair)));
    signers.push_back(std::move(signer));
  }
  return signers;
}

}  // namespace concordat::cli
