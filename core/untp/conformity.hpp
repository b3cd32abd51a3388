// A certificate on file as a Digital Conformity Credential 0.7.0 (spec/formats/untp.md).
#pragma once

#include <string>
#include <vector>

#include "core/untp/assurance.hpp"
#include "core/untp/registrar.hpp"

namespace concordat::untp {

// What changes of state left of a certificate.
struct Remaining {
  std::vector<std::string> models_out;         // models that are suspended, withdrawn ...
  std::optional<std::uint64_t> restricted_by;  // the statement of a restriction of the whole
};

// Whether a credential may say today that this certificate is good. Code untp.not-valid, with the
// state and the index of the statement that brought it about.
[[nodiscard]] Result<Remaining> remaining_of(facts::Probe& today,
                                             const facts::Certificate& certificate);

struct ConformitySource {
  Logged certificate;  // the statement
  Assurance assurance;
  Remaining remaining;
};

// Codes: untp.not-in-force; untp.not-an-attestation (a refusal attests nothing); untp.no-scheme
// (neither scheme nor act on file: UNTP wants one); untp.no-product (every model is out);
// untp.too-many (models times batches); those of decoding the statement and of the profile, which
// what is written is always held against.
[[nodiscard]] Result<json::Value> write_conformity(const Registrar& registrar, const Issue& issue,
                                                   const ConformitySource& source,
                                                   const Naming& naming);

// Products in one credential: beyond it nobody reads it, and a token becomes larger than most take.
inline constexpr std::size_t kMostProducts = 1000;

}  // namespace concordat::untp
