#include "api/problem.hpp"

#include "api/negotiation.hpp"
#include "core/json/write.hpp"

namespace concordat::api {
namespace {

// Seconds after which a full queue or a busy store is worth another try.
constexpr std::string_view kRetryAfter_s = "1";

struct Row {
  std::string_view code;  // a whole code, or a family with its dot
  int status;
};

// Whole codes before families: the first row that fits decides.
constexpr Row kStatus[] = {
    {"request.no-such-route", 404},
    {"request.method", 405},
    {"request.not-acceptable", 406},
    {"request.timeout", 408},
    {"request.too-large", 413},
    {"request.too-many-lines", 413},
    {"request.target-too-long", 414},
    {"request.media-type", 415},
    {"request.content-encoding", 415},
    {"request.header-too-large", 431},
    {"request.internal", 500},
    {"request.overloaded", 503},
    {"request.version", 505},
    {"request.", 400},
    {"json.too-large", 413},
    {"json.", 400},
    {"encoding.", 400},
    {"gs1.", 400},
    {"resolver.path", 400},
    {"resolver.", 404},
    {"trust.unknown-authority", 404},
    {"trust.unknown-action", 404},
    {"trust.unknown-resource", 404},
    {"trust.member", 400},
    {"trust.context", 400},
    {"trust.time", 400},
    {"trust.not-offered", 501},
    {"jws.form", 400},
    {"jws.header", 400},
    {"jws.", 422},
    {"key.", 422},
    {"controller.", 422},
    {"presented.", 422},
    {"envelope.", 422},
    {"untp.not-valid", 409},
    {"untp.not-in-force", 409},
    {"untp.no-did", 409},
    {"untp.no-scheme", 409},
    {"untp.no-product", 409},
    {"untp.not-an-attestation", 409},
    {"untp.not-an-identity", 409},
    {"untp.too-many", 409},
    {"untp.origin", 503},
    {"untp.too-large", 413},
    {"untp.", 422},
    {"testimony.", 500},
    {"issuing.no-key", 406},
    {"issuing.key-varies", 503},
    {"issuing.", 404},
    {"model.", 400},
    {"data-integrity.", 400},
    {"status.entry", 400},
    {"status.too-many", 400},
    {"vc-api.not-local", 403},
    {"vc-api.key-on-file", 403},
    {"vc-api.no-key", 404},
    {"vc-api.no-such-list", 404},
    {"vc-api.unknown-credential", 404},
    {"vc-api.id-used", 409},
    {"vc-api.full", 507},
    {"vc-api.", 400},
    {"status-list.", 404},
    {"deflate.", 503},
    {"barcode.not-here", 404},
    {"press.not-here", 404},
    {"press.too-long", 413},
    {"press.no-font", 503},
    {"press.", 500},
    {"verification.form", 400},
    {"verification.no-registry", 503},
    {"verification.", 422},
    {"receipt.no-key", 406},
    {"receipt.as-of", 404},
    {"receipt.", 422},
    {"offline.as-of", 404},
    {"offline.", 422},
    {"time.", 422},
    {"predicate.", 422},
    {"question.as-of", 404},
    {"question.", 422},
    {"statement.too-large", 413},
    {"statement.", 422},
    {"fold.", 422},
    {"admission.not-authorised", 403},
    {"admission.unknown-key", 403},
    {"admission.signature", 403},
    {"admission.key-revoked", 403},
    {"admission.not-transcriber", 403},
    {"admission.unknown-author", 403},
    {"admission.corrects-not-yours", 403},
    {"admission.id-reused", 409},
    {"admission.identifier-taken", 409},
    {"admission.", 422},
    {"extract.", 422},
    {"entry.too-large", 413},
    {"entry.", 422},
    {"resource.facet", 400},
    {"resource.limit", 400},
    {"resource.cursor", 400},
    {"resource.ambiguous", 409},
    {"resource.", 404},
    {"log.no-such-", 404},
    {"log.", 500},
    {"tile.path", 404},
    {"merkle.", 404},
    {"account.sign-in", 401},
    {"account.token", 401},
    {"account.no-attempt", 401},
    {"account.code", 403},
    {"account.password-", 422},
    {"account.password", 403},
    {"account.not-fresh", 403},
    {"account.cross-site", 403},
    {"account.insecure", 403},
    {"account.scope-missing", 403},
    {"account.link", 403},
    {"account.slow-down", 429},
    {"account.busy", 503},
    {"account.no-memory", 503},
    {"account.sealed-otherwise", 503},
    {"account.not-here", 501},
    {"account.no-such-", 404},
    {"account.name-taken", 409},
    {"account.changed-meanwhile", 409},
    {"account.second-factor-on", 409},
    {"account.no-second-factor", 409},
    {"account.no-seed", 409},
    {"account.too-many-", 409},
    {"account.", 422},
    {"access.sign-in", 401},
    {"access.fresh", 401},
    {"access.purpose", 400},
    {"access.not-found", 404},
    {"access.", 403},
    {"audit.form", 400},
    {"audit.not-here", 503},
    {"audit.unwritten", 503},
    {"audit.busy", 503},
    {"registry.excerpt", 403},
    {"registry.read-only", 403},
    {"registry.", 503},
    {"store.query", 400},
    {"store.entry-too-large", 413},
    {"store.full", 507},
    {"store.read-only", 403},
    {"store.corrupt", 500},
    {"store.", 503},
    {"signer.", 503},
    {"signing-record.", 503},
};

json::Value arguments_json(const Error& error) {
  json::Object arguments;
  for (const auto& [name, value] : error.arguments) {
    json::Value* known = arguments.find(name);
    if (known == nullptr) {
      arguments.set(name, value);
    } else if (json::Array* several = known->as_array()) {
      several->emplace_back(value);
    } else {
      json::Value first = *known;
      *known = json::Value(json::Array{std::move(first), json::Value(value)});
    }
  }
  return arguments;
}

std::string text_of_value(const json::Value& value) {
  if (const std::string* text = value.as_string()) return *text;
  if (const json::Array* several = value.as_array()) {
    std::string joined;
    for (const json::Value& one : *several) {
      if (!joined.empty()) joined.append(", ");
      joined.append(text_of_value(one));
    }
    return joined;
  }
  return json::compact(value);
}

}  // namespace

std::optional<int> own_status_of(std::string_view code) {
  for (const Row& row : kStatus) {
    if (code.starts_with(row.code)) return row.status;
  }
  return std::nullopt;
}

int status_of(std::string_view code) { return own_status_of(code).value_or(500); }

MessageArguments arguments_of(const json::Value& arguments) {
  MessageArguments texts;
  if (const json::Object* object = arguments.as_object()) {
    for (const auto& [name, value] : *object) texts.emplace_back(name, text_of_value(value));
  }
  return texts;
}

json::Value problem_json(const Error& error, const Voice& voice) {
  std::string title = error.code;
  if (voice.messages != nullptr) {
    title = voice.messages->sentence(voice.language, error.code, error.arguments);
  }
  json::Object problem{{"type", "/problems/" + error.code},
                       {"title", std::move(title)},
                       {"status", status_of(error.code)},
                       {"code", error.code}};
  if (error.place.starts_with('/')) {
    problem.set("pointer", error.place);
  } else if (!error.place.empty()) {
    problem.set("place", error.place);
  }
  if (!error.expected.empty()) problem.set("expected", error.expected);
  if (!error.arguments.empty()) problem.set("arguments", arguments_json(error));
  if (!error.against.empty()) {
    json::Array against(error.against.begin(), error.against.end());
    problem.set("against", std::move(against));
  }
  return problem;
}

http::Response problem(const Error& error, const Voice& voice) {
  http::Response response;
  response.status = status_of(error.code);
  response.fields = {{"Content-Type", kProblem}, {"Cache-Control", "no-store"}};
  if (voice.messages != nullptr) {
    response.fields.add("Content-Language", voice.language);
    response.fields.add("Vary", "Accept-Language");
  }
  // RFC 9110, 15.5.2: how to come back as somebody; signing in on a page is the other way.
  if (response.status == 401) response.fields.add("WWW-Authenticate", "Bearer");
  if (response.status == 503) response.fields.add("Retry-After", kRetryAfter_s);
  if (response.status == 429) {
    for (const auto& [name, value] : error.arguments) {
      if (name == "seconds") response.fields.add("Retry-After", value);
    }
  }
  response.body = json::compact(problem_json(error, voice));
  return response;
}

Error error_of(http::Refusal refusal) {
  switch (refusal) {
    case http::Refusal::kMalformed:
      return {.code = "request.malformed", .expected = "HTTP/1.1 as RFC 9112 writes it"};
    case http::Refusal::kTimeout:
      return {.code = "request.timeout"};
    case http::Refusal::kBodyTooLarge:
      return {.code = "request.too-large"};
    case http::Refusal::kHeaderTooLarge:
      return {.code = "request.header-too-large"};
    case http::Refusal::kInternal:
      return {.code = "request.internal"};
    case http::Refusal::kOverloaded:
      return {.code = "request.overloaded"};
    case http::Refusal::kVersion:
      return {.code = "request.version", .expected = "HTTP/1.1 or HTTP/1.0"};
  }
  return {.code = "request.internal"};
}

}  // namespace concordat::api
