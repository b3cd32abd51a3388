// Real keys, real signatures and the ports that check them, for tests of verifying.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "adapters/inflate/zlib_inflater.hpp"
#include "adapters/keys/port_verifier.hpp"
#include "adapters/keys/software_signer.hpp"
#include "core/base/base58.hpp"
#include "core/base/base64url.hpp"
#include "core/credential/jws.hpp"
#include "core/credential/keys/multikey.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/time/timestamp.hpp"
#include "registry/credentials/request.hpp"

namespace concordat::registry {

struct PortsForTests {
  keys::PortVerifier verifier;
  inflate::ZlibInflater inflater;
  VerifyingPorts ports{verifier, inflater};
};

// A signer of each algorithm that makes and signs documents.
class IssuerForTests {
 public:
  explicit IssuerForTests(crypto::Algorithm algorithm)
      : signer_(std::move(*keys::make_signer(std::move(*keys::generate(algorithm))))) {}

  [[nodiscard]] crypto::PublicKey key() const { return signer_->public_key(); }
  [[nodiscard]] std::string did() const { return "did:key:" + credential::to_multikey(key()); }

  [[nodiscard]] json::Object credential() const {
    json::Object document;
    document.set("@context", json::Array{"https://www.w3.org/ns/credentials/v2"});
    document.set("type", json::Array{"VerifiableCredential"});
    document.set("issuer", did());
    document.set("validFrom", "2024-01-01T00:00:00Z");
    document.set("credentialSubject", json::Object{{"id", "urn:example:kettle"}});
    return document;
  }
  [[nodiscard]] json::Object header() const {
    return {{"alg", crypto::jws_algorithm(key())},
            {"typ", "vc+jwt"},
            {"kid", did() + "#" + credential::to_multikey(key())}};
  }
  [[nodiscard]] std::string sign(const json::Object& header, const json::Object& document) {
    const std::string input = credential::signing_input(header, json::compact(document));
    return credential::assemble(input, *signer_->sign(bytes_of(input)));
  }
  [[nodiscard]] Bytes sign_octets(ByteView octets) { return *signer_->sign(octets); }
  [[nodiscard]] std::string sign(const json::Object& document) { return sign(header(), document); }

 private:
  std::unique_ptr<Signer> signer_;
};

// A file of ../shared/standards (or $CONCORDAT_SHARED/standards); says so when it is not there.
inline std::optional<std::string> shared_standard(const std::string& name) {
  const char* set = std::getenv("CONCORDAT_SHARED");
  const std::filesystem::path folder = set != nullptr ? set : "../shared";
  std::ifstream stream(folder / "standards" / name, std::ios::binary);
  if (!stream) {
    std::cout << "skipped: no " << name << " in " << (folder / "standards").string() << "\n";
    return std::nullopt;
  }
  return std::string((std::istreambuf_iterator<char>(stream)), {});
}

}  // namespace concordat::registry
