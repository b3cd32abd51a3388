// Keys and certificates for tests of TLS, made on the spot: an authority, and what it signs.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace concordat::net {

class TestAuthority {
 public:
  explicit TestAuthority(const std::string& name);
  ~TestAuthority();
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;

  [[nodiscard]] std::string certificate() const;  // PEM

  struct Signed {
    std::string certificate;  // PEM
    std::string key;          // PEM
    std::string digest;       // "sha256:..." of the certificate in DER
  };
  // For a server, `name` is a host or an IPv4 address.
  [[nodiscard]] Signed sign(const std::string& name) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// A file that only its owner may read.
void write_private(const std::filesystem::path& file, const std::string& text);

}  // namespace concordat::net
