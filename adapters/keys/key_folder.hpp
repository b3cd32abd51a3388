// The key ring as a folder: one key file for each organisation, named after it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "adapters/keys/key_file.hpp"
#include "registry/ports/key_ring.hpp"

namespace concordat::keys {

class KeyFolder final : public KeyRing {
 public:
  // Creates the folder, readable by its owner only, when it is absent. Code keys.file-io.
  [[nodiscard]] static Result<std::unique_ptr<KeyFolder>> open(
      std::filesystem::path folder, std::optional<std::string> passphrase);

  [[nodiscard]] Result<Signer*> signer(std::string_view organisation) override;
  [[nodiscard]] Result<Signer*> create(std::string_view organisation) override;

  // Where the key of an organisation lies: its identifier, with every character that is not a
  // letter, digit, dot or dash written as `_` and two hex digits.
  [[nodiscard]] std::filesystem::path path_of(std::string_view organisation) const;

 private:
  KeyFolder(std::filesystem::path folder, std::optional<std::string> passphrase)
      : folder_(std::move(folder)), passphrase_(std::move(passphrase)) {}

  std::filesystem::path folder_;
  std::optional<std::string> passphrase_;
  std::map<std::string, std::unique_ptr<Signer>, std::less<>> opened_;
};

}  // namespace concordat::keys
