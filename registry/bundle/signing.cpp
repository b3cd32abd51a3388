#include "registry/bundle/signing.hpp"

#include "core/facts/revoked.hpp"
#include "core/json/write.hpp"
#include "registry/registry.hpp"

namespace concordat::registry::bundle {
namespace {

std::unexpected<Error> unfit(std::string_view code, const Signatory& signatory) {
  return fail({.code = std::string(code),
               .place = "/kid",
               .arguments = {{"key", std::string(signatory.key_id)},
                             {"operator", std::string(signatory.organisation)}}});
}

}  // namespace

std::string_view operator_named_in(const statement::Statement& founding) {
  const json::Value* const named = founding.body.find("operator");
  return named == nullptr ? std::string_view() : named->text("organisation");
}

Result<const facts::SigningKey*> key_on_file(const Signatory& signatory,
                                             const facts::Tables& tables, facts::Ordinal size) {
  facts::Probe probe{.tables = tables, .size = size, .date = utc_date(signatory.at)};
  const facts::Id thumbprint = tables.id(signatory.key_id);
  if (thumbprint == facts::kNoId) return unfit("offline.signer-unknown", signatory);
  const facts::SigningKey* known = nullptr;
  const facts::SigningKey* in_force = nullptr;
  tables.keys.visit(thumbprint, size, [&](const facts::SigningKey& row) {
    known = &row;
    if (facts::in_force(row, probe).holding == facts::Holding::kHolds) in_force = &row;
    return in_force == nullptr;
  });
  if (known == nullptr) return unfit("offline.signer-unknown", signatory);
  if (tables.text(known->organisation) != signatory.organisation) {
    return unfit("offline.signer-other", signatory);
  }
  if (in_force == nullptr) return unfit("offline.signer-ended", signatory);
  const auto has_come = [&](Instant compromise) { return compromise <= signatory.at; };
  if (facts::is_revoked(probe, thumbprint, has_come)) {
    return unfit("offline.signer-revoked", signatory);
  }
  return in_force;
}

Status check_signature(const credential::Jws& jws, const crypto::PublicKey& key,
                       const Verifier& verifier) {
  CONCORDAT_TRY(obligation, credential::obligation(jws, key));
  if (!verifier.holds(obligation)) return fail({.code = "offline.signature"});
  return {};
}

Result<std::string> operator_of(const Registry& registry) {
  CONCORDAT_TRY(founding, registry.statement(0));
  const json::Value& body = *founding.find("statement")->find("body");
  return std::string(body.find("operator")->text("organisation"));
}

Result<OperatorKey> OperatorKey::of(Signer& signer, const Registry& registry, Instant now) {
  CONCORDAT_TRY(organisation, operator_of(registry));
  const std::string key_id = crypto::thumbprint(signer.public_key());
  const std::shared_ptr<const facts::State> state = registry.state();
  CONCORDAT_TRY(key, key_on_file({.organisation = organisation, .key_id = key_id, .at = now},
                                 state->tables(), static_cast<facts::Ordinal>(registry.size())));
  return OperatorKey(signer, key->since);
}

Result<std::string> OperatorKey::sign(std::string_view type, const json::Value& payload) const {
  const crypto::PublicKey key = signer_->public_key();
  const json::Object header{
      {"alg", crypto::jws_algorithm(key)}, {"kid", crypto::thumbprint(key)}, {"typ", type}};
  const std::string input = credential::signing_input(header, json::compact(payload));
  const std::lock_guard lock(*one_at_a_time_);
  CONCORDAT_TRY(signature, signer_->sign(bytes_of(input)));
  return credential::assemble(input, signature);
}

}  // namespace concordat::registry::bundle
