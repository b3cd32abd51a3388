#include "registry/drafts.hpp"

#include <algorithm>
#include <set>

#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/log/note.hpp"
#include "core/statement/statement.hpp"

namespace concordat::registry {
namespace {

// Drafts that travel to the sequencer together.
constexpr std::size_t kDraftBatch = 1024;

json::Value enrolment(std::string_view organisation, const Signer& signer,
                      const std::string& operator_id, Date today) {
  const crypto::PublicKey key = signer.public_key();
  return json::Object{
      {"id", "key:" + crypto::thumbprint(key)},
      {"type", "key"},
      {"author", operator_id},
      {"basis", json::Object{{"kind", "own"}}},
      {"effective", json::Object{{"from", to_string(today)}}},
      {"body",
       json::Object{
           {"organisation", organisation}, {"key", crypto::to_jwk(key)}, {"custody", "registry"}}},
  };
}

// The operator that the founding statement named.
Result<std::string> operator_of(const Registry& registry) {
  CONCORDAT_TRY(founding, registry.statement(0));
  const json::Value* statement = founding.find("statement");
  return std::string(statement->find("body")->find("operator")->text("organisation"));
}

// Turns drafts into signed statements, remembering which draft each came from.
class Signing {
 public:
  Signing(KeyRing& keys, std::string operator_id, const DraftPlan& plan)
      : keys_(keys), operator_(std::move(operator_id)), plan_(plan) {}

  Status add(const json::Value& draft, std::size_t position) {
    CONCORDAT_CHECK(statement::decode(draft));
    const std::string author(draft.text("author"));
    CONCORDAT_TRY(held, keys_.signer(author));
    Signer* signer = held;
    if (signer == nullptr) {
      if (!plan_.enrol) {
        return fail({.code = "drafts.no-key",
                     .place = "/author",
                     .expected = "a key for this author in the key folder",
                     .arguments = {{"author", author}}});
      }
      CONCORDAT_TRY(made, keys_.create(author));
      signer = made;
      CONCORDAT_TRY(operator_signer, keys_.signer(operator_));
      if (operator_signer == nullptr) return fail({.code = "drafts.no-operator-key"});
      CONCORDAT_TRY(enrolled,
                    sign(*operator_signer, enrolment(author, *signer, operator_, plan_.today)));
      signed_.push_back(std::move(enrolled));
      positions_.push_back(kEnrolment);
    }
    CONCORDAT_TRY(compact, sign(*signer, draft));
    signed_.push_back(std::move(compact));
    positions_.push_back(position);
    return {};
  }

  static constexpr std::size_t kEnrolment = static_cast<std::size_t>(-1);

  void submit(Registry& registry, std::vector<Result<Receipt>>& outcomes) {
    std::vector<Result<Receipt>> answers = registry.submit(signed_);
    for (std::size_t at = 0; at < answers.size(); ++at) {
      if (positions_[at] != kEnrolment) outcomes[positions_[at]] = std::move(answers[at]);
    }
    signed_.clear();
    positions_.clear();
  }
  [[nodiscard]] std::size_t size() const { return signed_.size(); }

 private:
  KeyRing& keys_;
  std::string operator_;
  DraftPlan plan_;
  std::vector<std::string> signed_;
  std::vector<std::size_t> positions_;
};

}  // namespace

Result<std::string> sign(Signer& signer, const json::Value& payload) {
  const crypto::PublicKey key = signer.public_key();
  const json::Object header{{"alg", crypto::jws_algorithm(key)},
                            {"kid", crypto::thumbprint(key)},
                            {"typ", statement::kJwsType}};
  const std::string input = credential::signing_input(header, json::canonical(payload));
  CONCORDAT_TRY(signature, signer.sign(bytes_of(input)));
  return credential::assemble(input, signature);
}

Result<std::string> found_from(const Founding& founding, KeyRing& keys) {
  const json::Object* pattern = founding.pattern.as_object();
  const json::Value* operator_part = founding.pattern.find("operator");
  if (pattern == nullptr || operator_part == nullptr || operator_part->as_object() == nullptr) {
    return fail({.code = "drafts.template", .place = "/operator"});
  }
  const std::string operator_id(operator_part->text("organisation"));
  CONCORDAT_TRY(held, keys.signer(operator_id));
  Signer* signer = held;
  if (signer == nullptr) {
    CONCORDAT_TRY(made, keys.create(operator_id));
    signer = made;
  }
  json::Object body = *pattern;
  body.set("origin", founding.origin);
  body.set("logKey", log::to_vkey({.name = founding.origin, .key = founding.log_key}));
  body.find("operator")->as_object()->set("key", crypto::to_jwk(signer->public_key()));
  const json::Value payload = json::Object{
      {"id", "founding:" + founding.origin},
      {"type", "founding"},
      {"author", operator_id},
      {"basis", json::Object{{"kind", "own"}}},
      {"effective", json::Object{{"from", to_string(founding.date)}}},
      {"body", std::move(body)},
  };
  CONCORDAT_CHECK(statement::decode(payload));
  return sign(*signer, payload);
}

std::vector<Result<Receipt>> submit_drafts(Registry& registry, KeyRing& keys,
                                           const std::vector<json::Value>& drafts,
                                           const DraftPlan& plan) {
  const Error not_sent{.code = "drafts.not-sent"};
  std::vector<Result<Receipt>> outcomes(drafts.size(), fail(not_sent));
  const Result<std::string> operator_id = operator_of(registry);
  if (!operator_id) return {drafts.size(), fail(operator_id.error())};
  Signing signing(keys, *operator_id, plan);
  for (std::size_t at = 0; at < drafts.size(); ++at) {
    if (const Status added = signing.add(drafts[at], at); !added) {
      outcomes[at] = fail(added.error());
    }
    if (signing.size() >= kDraftBatch) signing.submit(registry, outcomes);
  }
  if (signing.size() > 0) signing.submit(registry, outcomes);
  return outcomes;
}

}  // namespace concordat::registry
