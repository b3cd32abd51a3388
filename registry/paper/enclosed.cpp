#include "registry/paper/enclosed.hpp"

#include "registry/paper/code.hpp"

namespace concordat::registry {
namespace {

// Nothing can be issued about it: an answer, as the certificate's page is one.
bool says_no(const Error& error) {
  return error.code.starts_with("untp.") || error.code.starts_with("issuing.kind");
}

}  // namespace

Result<paper::Enclosure> enclosed_credential(const Registry& registry, std::string_view certificate,
                                             const Enclosing& by) {
  paper::Enclosure file{.name = "certificate.vc.jwt",
                        .media_type = "application/vc+jwt",
                        .about = "Verifiable credential of this certificate (W3C VC-JOSE-COSE)",
                        .octets = {}};
  if (by.key == nullptr) return file;
  auto credential =
      credential_about(registry, {.kind = "certificates", .id = certificate}, by.now, by.status);
  if (!credential) {
    if (says_no(credential.error())) return file;
    return fail(credential.error());
  }
  if (by.barcode != nullptr) add_code(*credential, *by.barcode);
  CONCORDAT_TRY(token, by.key->sign(*credential));
  file.octets = std::move(token);
  return file;
}

}  // namespace concordat::registry
