#include "adapters/keys/key_folder.hpp"

#include <system_error>

#include "core/base/hex.hpp"

namespace concordat::keys {

Result<std::unique_ptr<KeyFolder>> KeyFolder::open(std::filesystem::path folder,
                                                   std::optional<std::string> passphrase) {
  std::error_code error;
  const bool fresh = std::filesystem::create_directories(folder, error);
  if (!error && fresh) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  }
  if (error) {
    return fail({.code = "keys.file-io",
                 .place = folder.string(),
                 .arguments = {{"reason", error.message()}}});
  }
  if (fresh) CONCORDAT_CHECK(sync_folder_of(folder));
  return std::unique_ptr<KeyFolder>(new KeyFolder(std::move(folder), std::move(passphrase)));
}

std::filesystem::path KeyFolder::path_of(std::string_view organisation) const {
  std::string name;
  for (const char letter : organisation) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9') || letter == '-' || letter == '.';
    if (plain) {
      name += letter;
    } else {
      const auto byte = static_cast<Byte>(letter);
      name += '_' + encode_hex(ByteView(&byte, 1));
    }
  }
  return folder_ / (name + ".key");
}

Result<Signer*> KeyFolder::signer(std::string_view organisation) {
  if (const auto known = opened_.find(organisation); known != opened_.end()) {
    return known->second.get();
  }
  auto pair = read_key_file(path_of(organisation), passphrase_);
  if (!pair && pair.error().code == "keys.file-missing") return nullptr;
  if (!pair) return fail(pair.error());
  CONCORDAT_TRY(made, make_signer(std::move(*pair)));
  return opened_.emplace(organisation, std::move(made)).first->second.get();
}

Result<Signer*> KeyFolder::create(std::string_view organisation) {
  CONCORDAT_TRY(pair, generate(crypto::Algorithm::kEd25519));
  CONCORDAT_CHECK(write_key_file(path_of(organisation), pair, passphrase_));
  return signer(organisation);
}

}  // namespace concordat::keys
