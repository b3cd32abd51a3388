// Filing statements. Every one gets its own outcome; good ones land whatever their neighbours do.

#include "api/lines.hpp"
#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "registry/paper/places.hpp"

namespace concordat::api {
namespace {

struct Draft {
  std::size_t line = 0;
  Result<std::string> jws;
};

using Outcome = std::pair<std::size_t, Result<registry::Receipt>>;

// Hands the readable ones over together, so that they share commits, and puts the outcomes back in
// the order of the lines.
std::vector<Outcome> submit(const Call& call, const std::vector<Draft>& drafts) {
  std::vector<std::string> statements;
  for (const Draft& draft : drafts) {
    if (draft.jws) statements.push_back(*draft.jws);
  }
  std::vector<Result<registry::Receipt>> receipts = call.ports.registry.submit(statements);
  std::vector<Outcome> outcomes;
  std::size_t next = 0;
  for (const Draft& draft : drafts) {
    if (draft.jws) {
      outcomes.emplace_back(draft.line, std::move(receipts[next++]));
    } else {
      outcomes.emplace_back(draft.line, fail(draft.jws.error()));
    }
    if (call.ports.meter != nullptr) {
      call.ports.meter->submitted(outcomes.back().second.has_value());
    }
  }
  return outcomes;
}

void describe(json::Object& outcome, const registry::Receipt& receipt) {
  outcome.set("index", receipt.index);
  outcome.set("id", receipt.id);
  outcome.set("known", receipt.known);
  outcome.set("places", registry::places_of(receipt));
}

json::Value outcome_json(const Call& call, const Outcome& outcome) {
  json::Object shown{{"line", std::uint64_t{outcome.first}}};
  if (outcome.second) {
    describe(shown, *outcome.second);
  } else {
    shown.set("problem", problem_json(outcome.second.error(), call.voice()));
  }
  return shown;
}

// A line is a JSON string, or the compact form as it stands: it has no character that JSON escapes.
Result<std::string> jws_of_line(std::string_view text) {
  if (!text.starts_with('"')) return std::string(text);
  CONCORDAT_TRY(value, json::read(text));
  return *value.as_string();
}

Answer submit_lines(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kNdjson));
  CONCORDAT_TRY(lines, split_lines(call.request.body));
  std::vector<Draft> drafts;
  for (const Line& line : lines) {
    drafts.push_back({.line = line.number, .jws = jws_of_line(line.text)});
  }
  std::string out;
  for (const Outcome& outcome : submit(call, drafts)) {
    out.append(json::compact(outcome_json(call, outcome)));
    out.push_back('\n');
  }
  return reply({.type = kNdjson, .body = std::move(out), .caching = Caching::kNoStore});
}

Answer submit_array(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  CONCORDAT_TRY(document, json::read(call.request.body));
  const json::Array* elements = document.as_array();
  if (elements == nullptr || elements->size() > kMaxLines) {
    return fail({.code = elements == nullptr ? "request.body" : "request.too-many-lines",
                 .expected = "an array of at most " + std::to_string(kMaxLines) +
                             " statements, each a JWS in compact form"});
  }
  std::vector<Draft> drafts;
  for (std::size_t at = 0; at < elements->size(); ++at) {
    Draft draft{.line = at + 1, .jws = std::string()};
    if (const std::string* jws = (*elements)[at].as_string()) {
      draft.jws = *jws;
    } else {
      draft.jws = fail({.code = "jws.form", .place = "/" + std::to_string(at), .expected = "text"});
    }
    drafts.push_back(std::move(draft));
  }
  json::Array results;
  std::uint64_t refused = 0;
  for (const Outcome& outcome : submit(call, drafts)) {
    refused += outcome.second ? 0U : 1U;
    results.push_back(outcome_json(call, outcome));
  }
  const std::uint64_t accepted = results.size() - refused;
  return json_reply(
      json::Object{{"accepted", accepted}, {"refused", refused}, {"results", std::move(results)}},
      Caching::kNoStore);
}

// 201 with its place when it is new, 200 when it had been filed before.
Answer submit_one(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  std::string_view jws = call.request.body;
  while (jws.ends_with('\n') || jws.ends_with('\r')) jws.remove_suffix(1);
  auto outcomes = submit(call, {Draft{.line = 1, .jws = std::string(jws)}});
  CONCORDAT_TRY(receipt, std::move(outcomes.front().second));
  json::Object body;
  describe(body, receipt);
  http::Response response = json_reply(body, Caching::kNoStore);
  response.status = receipt.known ? 200 : 201;
  response.fields.add("Location", "/v1/statements/" + std::to_string(receipt.index));
  return response;
}

}  // namespace

Answer post_statements(const Call& call) {
  CONCORDAT_CHECK(call.ports.registry.writable());
  const std::string type = media_type(call.request.header("Content-Type"));
  if (type == kJose) return submit_one(call);
  if (type == kJson) return submit_array(call);
  if (type == kNdjson) return submit_lines(call);
  return fail({.code = "request.media-type",
               .place = "Content-Type",
               .expected = "application/jose, application/json or application/x-ndjson"});
}

}  // namespace concordat::api
