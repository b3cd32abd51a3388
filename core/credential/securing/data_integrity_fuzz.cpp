// Whatever comes apart has proofs that are hashed to the length of their suite, or say why not; and
// a proof added to it comes apart again.
#include <cstddef>
#include <cstdlib>

#include "core/credential/securing/data_integrity.hpp"
#include "core/json/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  using crypto::Algorithm;
  auto document = json::read(text_of({data, size}), {.size_bytes = 1 << 16});
  if (!document) return 0;
  const auto secured = credential::read_secured(*document);
  if (!secured) return 0;
  for (const Algorithm algorithm : {Algorithm::kEd25519, Algorithm::kP256, Algorithm::kP384}) {
    const crypto::PublicKey key{algorithm, Bytes(1, 4)};
    for (std::size_t at = 0; at < secured->proofs.size(); ++at) {
      const auto must_hold = credential::obligation(*secured, at, key);
      if (must_hold && !secured->proofs[at].supported) std::abort();
      if (must_hold && must_hold->message.size() != (algorithm == Algorithm::kP384 ? 96 : 64)) {
        std::abort();
      }
    }
  }
  if (credential::verified_document(*secured).find("proof") != nullptr) std::abort();
  const auto draft = credential::draft_proof(
      *document, {{"verificationMethod", "did:example:a#k"}, {"proofPurpose", "assertionMethod"}},
      Algorithm::kEd25519);
  if (!draft) return 0;  // there is no room for one more
  const auto more = credential::read_secured(
      credential::attach_proof(*std::move(document), *draft, Bytes(64, 1)));
  if (!more || more->proofs.size() != secured->proofs.size() + 1) std::abort();
  const crypto::PublicKey key{Algorithm::kEd25519, Bytes(32, 4)};
  const auto must_hold = credential::obligation(*more, more->proofs.size() - 1, key);
  if (!must_hold || must_hold->message != draft->message) std::abort();
  return 0;
}
