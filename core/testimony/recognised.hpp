// Recognised bodies as credentials, in the shape of W3C Recognized Entities 1.0: a body that was
// designated, an accreditor that signed an arrangement. Who it is, what it was recognised to do, by
// whom, and within which scope.
#pragma once

#include "core/testimony/envelope.hpp"

namespace concordat::testimony {

struct Evidence {
  const untp::Logged& statement;
  // The DID of whom it is about, of which the registry has seen that its holder controls it; empty
  // where it has seen none: they are then meant by their address here.
  std::string_view did;
};

// Codes of both: untp.not-in-force; untp.not-valid (suspended or ended; a designation also in every
// module or product group); those of decoding the statement and of the profile.
[[nodiscard]] Result<json::Value> write_designation(const Office& office,
                                                    const facts::Designation& row,
                                                    const Evidence& evidence);
[[nodiscard]] Result<json::Value> write_signatory(const Office& office, const facts::Signatory& row,
                                                  const Evidence& evidence);

}  // namespace concordat::testimony
