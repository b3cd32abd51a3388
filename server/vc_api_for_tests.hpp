// The interface for tests, and questions to each of its addresses.
#pragma once

#include <memory>
#include <string_view>

#include "adapters/inflate/zlib_deflater.hpp"
#include "adapters/keys/software_signer.hpp"
#include "api/call.hpp"

namespace concordat::server {

class TestDesk {
 public:
  explicit TestDesk(const registry::Registry& registry)
      : signer_(
            std::move(*keys::make_signer(std::move(*keys::generate(crypto::Algorithm::kP256))))),
        issuer_({signer_.get()}, registry, deflater_) {}

 private:
  std::unique_ptr<Signer> signer_;
  inflate::ZlibDeflater deflater_;
  registry::vc_api::TestIssuer issuer_;

 public:
  api::VcApi vc_api{.issuer = &issuer_};
};

// As check_openapi.py reads them. The first gives a credential a place in the list that the third
// reads.
inline constexpr std::string_view kVcApiQuestions =
    R"(POST /vc-api/credentials/issue application/json {"credential":{"id":"urn:example:1",)"
    R"("@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],)"
    R"("credentialSubject":{"id":"urn:example:2"}},)"
    R"("options":{"credentialStatus":{"type":"BitstringStatusListEntry"}}})"
    "\n"
    R"(POST /vc-api/credentials/issue application/json {"credential":{}})"
    "\n"
    R"(GET /vc-api/status-lists/0/revocation)"
    "\n"
    R"(GET /vc-api/status-lists/1/revocation)"
    "\n"
    R"(POST /vc-api/credentials/status application/json {"credentialId":"urn:example:1",)"
    R"("credentialStatus":{"type":"BitstringStatusListEntry","statusPurpose":"revocation"}})"
    "\n"
    R"(POST /vc-api/credentials/status application/json {})"
    "\n"
    R"(POST /vc-api/credentials/verify application/json {"verifiableCredential":{"type":"x"}})"
    "\n"
    R"(POST /vc-api/credentials/verify application/json [])"
    "\n"
    R"(POST /vc-api/presentations/verify application/json {"presentation":{}})"
    "\n";

}  // namespace concordat::server
