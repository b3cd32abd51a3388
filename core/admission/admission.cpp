#include "core/admission/admission.hpp"

#include "core/admission/scene.hpp"
#include "core/credential/jws.hpp"

namespace concordat::admission {
namespace {

std::unexpected<Error> refuse(std::string_view code, std::string_view place,
                              std::string_view expected, std::vector<std::uint64_t> against = {}) {
  return fail({.code = std::string(code),
               .place = std::string(place),
               .expected = std::string(expected),
               .against = std::move(against)});
}

constexpr std::string_view kKeyPlace = "header/kid";

// The key of the founding is the one it names itself: nothing is on file before it.
Result<crypto::PublicKey> founding_key(const statement::Signed& submitted) {
  const json::Value* key = submitted.statement.body.find("operator")->find("key");
  CONCORDAT_TRY(parsed, crypto::parse_jwk(*key));
  if (crypto::thumbprint(parsed) != submitted.jws.key_id) {
    return refuse("admission.unknown-key", kKeyPlace,
                  "the thumbprint of the key that the founding names");
  }
  return parsed;
}

// The revocation that stops the key at the instant, or null. A compromise stops it from its instant
// on, even when the revocation itself takes effect later.
const facts::KeyRevocation* revocation_of(const Scene& scene, Id thumbprint, Instant recorded) {
  const facts::KeyRevocation* found = nullptr;
  scene.tables().key_revocations.visit(
      thumbprint, scene.size(), [&](const facts::KeyRevocation& row) {
        const bool compromised = row.compromised_since && *row.compromised_since <= recorded;
        if (compromised || row.certain.from <= scene.today()) found = &row;
        return !found;
      });
  return found;
}

Result<crypto::PublicKey> author_key(const Scene& scene, const statement::Signed& submitted,
                                     Instant recorded) {
  const facts::Tables& tables = scene.tables();
  const Id author = tables.id(submitted.statement.author);
  const Id thumbprint = tables.id(submitted.jws.key_id);
  const facts::SigningKey* ended = nullptr;
  const facts::SigningKey* usable = nullptr;
  if (thumbprint != kNoId) {
    tables.keys.visit(thumbprint, scene.size(), [&](const facts::SigningKey& row) {
      if (row.organisation != author) return true;
      if (row.certain.contains(scene.today())) usable = &row;
      if (row.certain.until <= scene.today()) ended = &row;
      return !usable;
    });
  }
  if (!usable && ended) {
    return refuse("admission.key-revoked", kKeyPlace, "a key whose time is not over",
                  {ended->since});
  }
  if (!usable)
    return refuse("admission.unknown-key", kKeyPlace, "a key on file as the author's, in force");
  if (const facts::KeyRevocation* revocation = revocation_of(scene, thumbprint, recorded)) {
    return refuse("admission.key-revoked", kKeyPlace, "a key that was not revoked",
                  {usable->since, revocation->since});
  }
  return usable->key;
}

}  // namespace

Result<Admission> admit(const facts::State& state, const statement::Signed& submitted,
                        Instant recorded) {
  const Scene scene(state, recorded);
  const facts::Tables& tables = scene.tables();
  const statement::Statement& statement = submitted.statement;
  Admission admission{.index = scene.size(),
                      .digest = statement::content_digest(submitted.jws.payload)};
  if (const auto known = facts::statement_ordinal(tables, statement.id, scene.size())) {
    if (tables.statements[*known].content != facts::content_mark(admission.digest)) {
      return refuse("admission.id-reused", "/id", "an id of its own, or the same content",
                    {*known});
    }
    admission.disposition = Disposition::kKnown;
    admission.index = *known;
    return admission;
  }
  const bool first = scene.size() == 0;
  if (!first && !scene.organisation(tables.id(statement.author))) {
    return refuse("admission.unknown-author", "/author", "an organisation on file");
  }
  // The judgement of entry 0 comes first: only a founding brings a key of its own.
  if (first) CONCORDAT_CHECK(judge(state, statement, recorded));
  CONCORDAT_TRY(key, first ? founding_key(submitted) : author_key(scene, submitted, recorded));
  CONCORDAT_TRY(obligation, credential::obligation(submitted.jws, key));
  if (!first) CONCORDAT_CHECK(judge(state, statement, recorded));
  admission.obligation = std::move(obligation);
  return admission;
}

}  // namespace concordat::admission
