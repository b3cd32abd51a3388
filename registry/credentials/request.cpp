#include "registry/credentials/request.hpp"

#include <algorithm>
#include <array>

#include "core/credential/keys/jwk.hpp"
#include "core/credential/keys/multikey.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/time/timestamp.hpp"
#include "registry/credentials/kept_verdicts.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {
namespace {

constexpr std::array<std::string_view, 13> kMembers = {
    "at",          "audience",      "controllers", "document",    "id",
    "key",         "maxAgeSeconds", "nonce",       "skewSeconds", "statusListIssuers",
    "statusLists", "strictTerms",   "trust"};
// Clocks do not differ by more than this, and validity is not stretched by it.
constexpr std::int64_t kMostSkew_s = 3600;
// A challenge that is older was not made for this occasion.
constexpr std::int64_t kMostAge_s = std::int64_t{366} * 24 * 3600;
// Documents handed in with one question, and issuers named in it.
constexpr std::size_t kMostDocuments = 256;

std::unexpected<Error> form(std::string_view name, std::string expected) {
  return fail({.code = "verification.form",
               .place = "/" + std::string(name),
               .expected = std::move(expected)});
}

std::unexpected<Error> at_place(Error error, std::string place) {
  error.place = std::move(place) + (error.place.starts_with('/') ? error.place : std::string());
  return fail(std::move(error));
}

Result<std::optional<std::string>> read_text(const json::Value& question, std::string_view name) {
  const json::Value* member = question.find(name);
  if (!member) return std::nullopt;
  if (!member->as_string()) return form(name, "text");
  return *member->as_string();
}

Result<std::optional<std::int64_t>> read_seconds(const json::Value& question, std::string_view name,
                                                 std::int64_t most) {
  const json::Value* member = question.find(name);
  if (!member) return std::nullopt;
  const std::int64_t* seconds = member->as_integer();
  if (!seconds || *seconds < 0 || *seconds > most) {
    return form(name, "seconds, 0 to " + std::to_string(most));
  }
  return *seconds;
}

Result<bool> read_choice(const json::Value& question, std::string_view name, bool otherwise) {
  const json::Value* member = question.find(name);
  if (!member) return otherwise;
  if (!member->as_bool()) return form(name, "true or false");
  return *member->as_bool();
}

Result<const json::Array*> read_documents(const json::Value& question, std::string_view name) {
  const json::Value* member = question.find(name);
  if (!member) return nullptr;
  if (!member->as_array() || member->as_array()->size() > kMostDocuments) {
    return form(name, "an array of at most " + std::to_string(kMostDocuments));
  }
  return member->as_array();
}

Result<credential::Policy> read_policy(const json::Value& question, credential::Policy policy) {
  CONCORDAT_TRY(at, read_text(question, "at"));
  if (at) {
    const auto instant = parse_timestamp(*at);
    if (!instant) return at_place(instant.error(), "/at");
    policy.at = *instant;
  }
  CONCORDAT_TRY(skew, read_seconds(question, "skewSeconds", kMostSkew_s));
  if (skew) policy.skew_seconds = *skew;
  if (const json::Value* jwk = question.find("key")) {
    auto key = credential::parse_verifying_jwk(*jwk);
    if (!key) return at_place(std::move(key).error(), "/key");
    policy.trusted = std::move(*key);
  }
  CONCORDAT_TRY(nonce, read_text(question, "nonce"));
  if (nonce) policy.binding.nonce = std::move(nonce);
  CONCORDAT_TRY(audience, read_text(question, "audience"));
  if (audience) policy.binding.audience = std::move(audience);
  CONCORDAT_TRY(age, read_seconds(question, "maxAgeSeconds", kMostAge_s));
  if (age) policy.binding.max_age_seconds = age;
  CONCORDAT_TRY(strict, read_choice(question, "strictTerms", policy.strict_terms));
  policy.strict_terms = strict;
  CONCORDAT_TRY(issuers, read_documents(question, "statusListIssuers"));
  for (std::size_t number = 0; issuers && number < issuers->size(); ++number) {
    const std::string* issuer = (*issuers)[number].as_string();
    if (!issuer || issuer->empty()) {
      return form("statusListIssuers/" + std::to_string(number), "an issuer as text");
    }
    policy.list_issuers.push_back(*issuer);
  }
  return policy;
}

Status read_presented(const json::Value& question, Presented& documents) {
  CONCORDAT_TRY(controllers, read_documents(question, "controllers"));
  for (std::size_t at = 0; controllers && at < controllers->size(); ++at) {
    const std::string place = "/controllers/" + std::to_string(at);
    auto controller = credential::read_controller((*controllers)[at]);
    if (!controller) return at_place(std::move(controller).error(), place);
    const Status added = documents.add_controller(std::move(*controller));
    if (!added) return at_place(added.error(), place);
  }
  CONCORDAT_TRY(lists, read_documents(question, "statusLists"));
  for (std::size_t at = 0; lists && at < lists->size(); ++at) {
    const json::Value& list = (*lists)[at];
    // A list that is an object is read again from its canonical form, which is what proofs cover.
    const Status added =
        documents.add_status_list(list.as_string() ? *list.as_string() : json::canonical(list));
    if (!added) return at_place(added.error(), "/statusLists/" + std::to_string(at));
  }
  return {};
}

// Everything in a policy but its time: as text, each part behind its length.
std::string text_of(const credential::Policy& policy) {
  std::string text;
  const auto add = [&text](const std::string& part) {
    text += std::to_string(part.size()) + ":" + part;
  };
  add(std::to_string(policy.skew_seconds));
  add(policy.strict_terms ? "strict" : "");
  add(policy.trusted ? credential::to_multikey(*policy.trusted) : "");
  add(policy.binding.nonce ? "=" + *policy.binding.nonce : "");
  add(policy.binding.audience ? "=" + *policy.binding.audience : "");
  add(policy.binding.max_age_seconds ? std::to_string(*policy.binding.max_age_seconds) : "");
  for (const std::string& issuer : policy.list_issuers) add(issuer);
  return text;
}

// A report, and what it rests on beside the question and the time.
struct Answered {
  credential::Report report;
  Instant at;
  bool names_time = false;
  bool asks_registry = false;
};

Result<Answered> answer_question(const json::Value& question, const VerifyingDefaults& defaults,
                                 const VerifyingPorts& ports) {
  const json::Object* object = question.as_object();
  if (!object) return fail({.code = "verification.form", .expected = "a JSON object"});
  for (const auto& [name, member] : *object) {
    if (std::ranges::find(kMembers, name) == kMembers.end()) {
      return fail({.code = "verification.unknown-member", .place = "/" + name});
    }
  }
  const json::Value* document = question.find("document");
  if (!document || (!document->as_string() && !document->as_object())) {
    return fail({.code = "verification.document",
                 .place = "/document",
                 .expected = "a token as text, or an object"});
  }
  CONCORDAT_TRY(policy, read_policy(question, defaults.policy));
  CONCORDAT_TRY(trust, read_choice(question, "trust", defaults.trust));
  if (trust && ports.registry == nullptr) return fail({.code = "verification.no-registry"});
  Presented documents(ports, defaults.documents);
  documents.ask_for_trust(trust);
  CONCORDAT_CHECK(read_presented(question, documents));
  if (const json::Value* controllers = question.find("controllers"); ports.lists) {
    const std::string brought = controllers ? json::compact(*controllers) : "";
    documents.rest_on(crypto::sha256_prefixed(0, bytes_of(text_of(policy)), bytes_of(brought)));
  }
  return Answered{.report = document->as_string()
                                ? credential::verify(*document->as_string(), policy, documents)
                                : credential::verify_object(*document, policy, documents),
                  .at = policy.at,
                  .names_time = question.find("at") != nullptr,
                  .asks_registry = trust};
}

std::uint64_t log_size_of(const VerifyingPorts& ports) {
  return ports.registry ? ports.registry->state()->size_published() : 0;
}

// "at" stands last in every answer (core/credential/verify/report).
std::string time_of(Instant at) { return ",\"at\":\"" + to_string(at) + "\"}"; }

}  // namespace

Result<json::Value> answer(const json::Value& question, const VerifyingDefaults& defaults,
                           const VerifyingPorts& ports) {
  CONCORDAT_TRY(answered, answer_question(question, defaults, ports));
  return credential::to_json(answered.report, answered.at);
}

Result<std::string> answer_text(std::string_view text, const VerifyingDefaults& defaults,
                                const VerifyingPorts& ports) {
  KeptVerdicts* const kept = defaults.documents == nullptr ? ports.kept : nullptr;
  crypto::Digest key{};
  // Before the registry is asked: what it learns meanwhile belongs to a later size.
  const std::uint64_t log_size = kept ? log_size_of(ports) : 0;
  if (kept) {
    key = crypto::sha256_prefixed(
        0, bytes_of(text_of(defaults.policy) + (defaults.trust ? "trust" : "")), bytes_of(text));
    if (const auto found = kept->find(key, defaults.policy.at, log_size)) {
      return found->text + time_of(found->at.value_or(defaults.policy.at));
    }
  }
  CONCORDAT_TRY(question, json::read(text));
  CONCORDAT_TRY(answered, answer_question(question, defaults, ports));
  std::string answer = json::compact(credential::to_json(answered.report, answered.at));
  if (!kept) return answer;
  const std::string time = time_of(answered.at);
  KeptVerdict verdict{.text = answer.substr(0, answer.size() - time.size()),
                      .at = {},
                      .window = answered.report.window,
                      .log_size = {}};
  if (answered.names_time) verdict.at = answered.at;
  if (answered.asks_registry) verdict.log_size = log_size;
  kept->keep(key, std::move(verdict));
  return answer;
}

}  // namespace concordat::registry
