// An organisation or an accreditation on file as a Digital Identity Anchor 0.7.0: the registry says
// under which identifier and for what it has somebody on file (spec/formats/untp.md).
#pragma once

#include <string>

#include "core/untp/registrar.hpp"

namespace concordat::untp {

struct IdentitySource {
  Logged statement;  // of type `organisation` or `accreditation`
  // The DID of the organisation, or of the body accredited, of which the registry has seen that its
  // holder controls it.
  std::string did;
};

// Codes: untp.no-did (`did` is empty); untp.not-in-force; untp.not-an-identity (a statement of
// another type); those of decoding the statement and of the profile.
[[nodiscard]] Result<json::Value> write_identity(const Registrar& registrar, const Issue& issue,
                                                 const IdentitySource& source,
                                                 const Naming& naming);

}  // namespace concordat::untp
