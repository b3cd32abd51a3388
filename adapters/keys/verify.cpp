#include "adapters/keys/verify.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <openssl/err.h>
#include <sodium.h>

#include "adapters/keys/elliptic.hpp"

namespace concordat::keys {
namespace {

// Importing a point costs as much as a third of a verification, and a thread sees the same few
// issuers again and again.
class RecentKeys {
 public:
  // Null for a point that is not on its curve.
  EVP_PKEY* find(const crypto::PublicKey& key) {
    for (Slot& slot : slots_) {
      if (slot.imported && slot.key == key) return slot.imported.get();
    }
    EvpKey imported = import_public(key);
    if (!imported) return nullptr;
    Slot& slot = slots_[next_];
    next_ = (next_ + 1) % slots_.size();
    slot = {key, std::move(imported)};
    return slot.imported.get();
  }

 private:
  struct Slot {
    crypto::PublicKey key;
    EvpKey imported;
  };
  // A linear search through eight short keys is far below one field multiplication.
  std::array<Slot, 8> slots_;
  std::size_t next_ = 0;
};

bool verify_with_openssl(const crypto::Obligation& obligation) {
  thread_local RecentKeys recent;
  EVP_PKEY* const key = recent.find(obligation.key);
  const bool holds = key && verify_elliptic(*key, obligation);
  // A refused signature leaves its reasons in the thread's queue, where another caller would read
  // them as its own.
  if (!holds) ERR_clear_error();
  return holds;
}

bool verify_with_sodium(const crypto::Obligation& obligation) {
  static const bool ready = sodium_init() >= 0;
  return ready && crypto_sign_ed25519_verify_detached(
                      obligation.signature.data(), obligation.message.data(),
                      obligation.message.size(), obligation.key.bytes.data()) == 0;
}

}  // namespace

bool verify(const crypto::Obligation& obligation) {
  const crypto::PublicKey& key = obligation.key;
  if (!crypto::public_key(key.algorithm, key.bytes)) return false;
  if (obligation.signature.size() != crypto::signature_size(key.algorithm)) return false;
  return key.algorithm == crypto::Algorithm::kEd25519 ? verify_with_sodium(obligation)
                                                      : verify_with_openssl(obligation);
}

std::vector<bool> verify_batch(std::span<const crypto::Obligation> obligations) {
  std::vector<bool> verdicts;
  verdicts.reserve(obligations.size());
  for (const crypto::Obligation& obligation : obligations) verdicts.push_back(verify(obligation));
  return verdicts;
}

bool verify_all(std::span<const crypto::Obligation> obligations) {
  return std::ranges::all_of(obligations, verify);
}

}  // namespace concordat::keys
