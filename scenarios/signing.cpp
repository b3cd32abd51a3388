#include "scenarios/signing.hpp"

#include "adapters/keys/software_signer.hpp"
#include "core/credential/jws.hpp"
#include "core/json/write.hpp"
#include "core/statement/statement.hpp"

namespace concordat::scenarios {

Result<Signatures::Found> Signatures::signer(std::string_view organisation) {
  const auto known = signers_.find(organisation);
  if (known != signers_.end()) return Found{.signer = known->second.get()};
  CONCORDAT_TRY(pair, keys::generate(crypto::Algorithm::kEd25519));
  CONCORDAT_TRY(made, keys::make_signer(std::move(pair)));
  Signer* signer = made.get();
  signers_.emplace(organisation, std::move(made));
  return Found{.signer = signer, .is_new = true};
}

Result<std::string> Signatures::sign(const json::Value& draft) {
  CONCORDAT_TRY(found, signer(draft.text("author")));
  const crypto::PublicKey key = found.signer->public_key();
  const json::Object header{{"alg", crypto::jws_algorithm(key)},
                            {"kid", crypto::thumbprint(key)},
                            {"typ", statement::kJwsType}};
  const std::string input = credential::signing_input(header, json::canonical(draft));
  const auto* octets = reinterpret_cast<const std::uint8_t*>(input.data());
  CONCORDAT_TRY(signature, found.signer->sign(ByteView(octets, input.size())));
  return credential::assemble(input, signature);
}

}  // namespace concordat::scenarios
