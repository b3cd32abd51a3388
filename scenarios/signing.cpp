#include "scenarios/signing.hpp"

#include "adapters/keys/software_signer.hpp"
#include "core/credential/jws.hpp"
#include "core/json/write.hpp"
#include "core/statement/statement.hpp"
#include "scenarios/founding.hpp"

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

void Batch::settle(std::size_t statement, const Error& error) {
  const std::size_t draft = draft_of[statement];
  if (draft < outcomes.size()) outcomes[draft] = fail(error);
}

Batch sign_batch(Signatures& signatures, const std::vector<json::Value>& drafts) {
  Batch batch;
  batch.outcomes.resize(drafts.size());
  const auto add = [&](const json::Value& draft, std::size_t at) -> Status {
    CONCORDAT_TRY(compact, signatures.sign(draft));
    batch.statements.push_back(std::move(compact));
    batch.draft_of.push_back(at);
    return {};
  };
  for (std::size_t at = 0; at < drafts.size(); ++at) {
    const std::string_view author = drafts[at].text("author");
    const auto found = signatures.signer(author);
    if (found && found->is_new) {
      batch.outcomes[at] = add(key_draft(author, found->signer->public_key()), drafts.size());
    }
    if (batch.outcomes[at]) batch.outcomes[at] = add(drafts[at], at);
  }
  return batch;
}

}  // namespace concordat::scenarios
