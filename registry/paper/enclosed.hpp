// The credential of a certificate as a file within its PDF.
#pragma once

#include <string_view>

#include "registry/credentials/issuing.hpp"
#include "registry/ports/barcode.hpp"
#include "registry/ports/sheet.hpp"

namespace concordat::registry {

struct Enclosing {
  const CredentialKey* key = nullptr;  // none: nothing is enclosed
  const StatusEntryOf& status;         // as for `credential_about`
  const Barcode* barcode = nullptr;    // none: the credential carries no code
  Instant now;
};
// The token that is given as the certificate's credential, as vc+jwt. Without octets where there is
// no key, and where no credential can be given about it now (it is not in force): then the PDF says
// so, and nothing in it can be taken for valid. Codes of the store and of signing.
[[nodiscard]] Result<paper::Enclosure> enclosed_credential(const Registry& registry,
                                                           std::string_view certificate,
                                                           const Enclosing& by);

}  // namespace concordat::registry
