// A key for credentials and the status lists that come with it, for tests.
#pragma once

#include <memory>
#include <utility>

#include "adapters/inflate/zlib_deflater.hpp"
#include "adapters/keys/sodium_stream.hpp"
#include "adapters/keys/software_signer.hpp"
#include "registry/credentials/status_lists.hpp"

namespace concordat::registry {

// The registry outlives it.
struct IssuingForTests {
  explicit IssuingForTests(const Registry& registry) : IssuingForTests(registry, new_key()) {}
  IssuingForTests(const Registry& registry, std::shared_ptr<Signer> held)
      : signer(std::move(held)),
        key(std::move(*CredentialKey::of(*signer, *registrar_of(registry)))),
        lists(std::move(*StatusLists::of(
            {.registry = registry, .key = key, .stream = stream, .deflater = deflater}))) {}

  static std::shared_ptr<Signer> new_key() {
    return std::move(*keys::make_signer(std::move(*keys::generate(crypto::Algorithm::kEd25519))));
  }

  std::shared_ptr<Signer> signer;
  CredentialKey key;
  keys::SodiumStream stream;
  inflate::ZlibDeflater deflater;
  std::unique_ptr<StatusLists> lists;
};

}  // namespace concordat::registry
