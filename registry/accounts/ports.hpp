// What accounts need of the world.
#pragma once

#include <string>

#include "core/crypto/digest.hpp"
#include "registry/ports/account_store.hpp"
#include "registry/ports/clock.hpp"
#include "registry/ports/keyed_hash.hpp"
#include "registry/ports/password_hash.hpp"
#include "registry/ports/randomness.hpp"
#include "registry/ports/small_seal.hpp"
#include "registry/ports/text_form.hpp"

namespace concordat::accounts {

// All outlive what is made of them.
struct Ports {
  AccountStore& store;
  const Clock& clock;
  Randomness& randomness;
  const PasswordHash& password_hash;
  const KeyedHash& keyed_hash;
  const SmallSeal& seal;
  const TextForm& form;
  crypto::Digest device_secret{};  // signs what a device shows; of this installation alone
  std::string issuer;              // as authenticator applications show it: the log's origin
  unsigned hashes_at_once = 1;     // of passwords: each takes memory and a core
};

}  // namespace concordat::accounts
