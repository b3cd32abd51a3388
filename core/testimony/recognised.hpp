// A designation on file as a credential of a recognised body, in the shape of W3C Recognized
// Entities 1.0: the body, the action, who recognised it to do that, and within which scope.
#pragma once

#include "core/testimony/envelope.hpp"

namespace concordat::testimony {

struct Designated {
  const facts::Designation& row;
  const untp::Logged& statement;
  // The DID of the body, of which the registry has seen that its holder controls it; empty where it
  // has seen none: the body is then meant by its address here.
  std::string_view did;
};

// Codes: untp.not-in-force; untp.not-valid (suspended or ended, as a whole or in every module or
// product group); those of decoding the statement and of the profile.
[[nodiscard]] Result<json::Value> write_recognition(const Office& office,
                                                    const Designated& designated);

}  // namespace concordat::testimony
