// Determinations: one question and its answer, or a manifest of them.
#include <algorithm>
#include <optional>

#include "api/asked.hpp"
#include "api/lines.hpp"
#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "api/sentences.hpp"
#include "core/json/printer.hpp"
#include "core/json/read.hpp"
#include "core/recognition/question.hpp"
#include "registry/bundle/receipt.hpp"

namespace concordat::api {
namespace {

// Parameters of GET that stand in the question itself, and in its product.
constexpr std::string_view kQuestionMembers[] = {"purpose", "market", "event", "date"};
constexpr std::string_view kProductMembers[] = {"sector", "hs",     "model",           "gtin",
                                                "batch",  "serial", "softwareVersion", "factory"};

// Two routes and a dozen findings.
constexpr std::size_t kUsualAnswer_bytes = 8192;

struct Decided {
  std::string text;  // compact JSON
  bool pinned = false;
};

// Printed into `memory`.
Result<Decided> decide(const Call& call, const json::Value& asked,
                       const std::optional<Spoken>& spoken, std::string memory) {
  CONCORDAT_TRY(question, recognition::question_from_json(asked));
  const bool pinned = question.as_of.has_value();
  memory.clear();
  memory.reserve(kUsualAnswer_bytes);
  json::Printer printer(std::move(memory));
  CONCORDAT_TRY(verdict, call.ports.registry.decide_in_print(std::move(question), printer,
                                                             spoken ? &*spoken : nullptr));
  if (call.ports.meter != nullptr) call.ports.meter->determined(recognition::name(verdict));
  return Decided{.text = std::move(printer).take(), .pinned = pinned};
}

Answer one(const Call& call, const json::Value& asked) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  CONCORDAT_TRY(spoken, asked_voice(call));
  CONCORDAT_TRY(decided, decide(call, asked, spoken, std::move(call.memory)));
  http::Response response =
      reply({.type = kJson,
             .body = std::move(decided.text),
             .caching = decided.pinned ? Caching::kImmutable : Caching::kLive});
  if (spoken) name_language(response, spoken->voice());
  return response;
}

// The same under the operator's signature, with what it cites.
Answer receipt(const Call& call, const json::Value& asked) {
  CONCORDAT_CHECK(must_accept(call.request, kJose));
  if (call.ports.receipt_key == nullptr) return fail({.code = "receipt.no-key"});
  CONCORDAT_TRY(question, recognition::question_from_json(asked));
  CONCORDAT_TRY(
      made, registry::bundle::make_receipt(call.ports.registry, question, *call.ports.receipt_key,
                                           call.ports.clock.now()));
  return reply({.type = kJose, .body = std::move(made), .caching = Caching::kNoStore});
}

// Whether the request asks for one.
Result<bool> asks_for_receipt(const Call& call) {
  const std::string_view asked = call.query.value("receipt");
  if (!call.query.has("receipt") || asked == "false") return false;
  if (asked.empty() || asked == "true") return true;
  return fail({.code = "request.parameter", .place = "receipt", .expected = "true or false"});
}

// One line of the answer to a manifest. `memory` goes from line to line.
std::string outcome_of(const Call& call, const Line& line, const std::optional<Spoken>& spoken,
                       std::string& memory) {
  const auto asked = json::read(line.text);
  auto decided = asked ? decide(call, *asked, spoken, std::move(memory)) : fail(asked.error());
  json::Printer print;
  print.begin_object();
  print.member("line", std::uint64_t{line.number});
  if (decided) {
    print.name("answer");
    print.document(decided->text);
    memory = std::move(decided->text);
  } else {
    print.member("problem", problem_json(decided.error(), call.voice()));
  }
  print.end_object();
  std::string text = std::move(print).take();
  text.push_back('\n');
  return text;
}

Answer many(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kNdjson));
  CONCORDAT_TRY(spoken, asked_voice(call));
  CONCORDAT_TRY(lines, split_lines(call.request.body));
  std::string out;
  std::string memory;
  for (const Line& line : lines) out += outcome_of(call, line, spoken, memory);
  http::Response response =
      reply({.type = kNdjson, .body = std::move(out), .caching = Caching::kNoStore});
  if (spoken) name_language(response, spoken->voice());
  return response;
}

}  // namespace

Result<json::Value> question_of(const Query& query) {
  json::Object question;
  json::Object attestation;
  json::Object product;
  for (const auto& [name, value] : query.parameters()) {
    if (std::ranges::find(kQuestionMembers, name) != std::end(kQuestionMembers)) {
      question.set(name, value);
    } else if (std::ranges::find(kProductMembers, name) != std::end(kProductMembers)) {
      product.set(name, value);
    } else if (name == "certificate") {
      attestation.set("number", value);
    } else if (name == "issuer") {
      attestation.set("issuer", value);
    } else if (name == "asOf") {
      const auto size = decimal(value);
      question.set(name, size ? json::Value(*size) : json::Value(value));
    } else if (name != "sentences") {
      return fail({.code = "request.parameter",
                   .place = name,
                   .expected = "certificate, issuer, market, date, purpose, event, asOf, sector, "
                               "hs, model, gtin, batch, serial, softwareVersion, factory, "
                               "sentences"});
    }
  }
  if (!attestation.empty()) question.set("attestations", json::Array{std::move(attestation)});
  if (!product.empty()) question.set("product", std::move(product));
  return json::Value(std::move(question));
}

Answer get_determination(const Call& call) {
  CONCORDAT_TRY(asked, question_of(call.query));
  return one(call, asked);
}

Answer post_determinations(const Call& call) {
  const std::string type = media_type(call.request.header("Content-Type"));
  CONCORDAT_TRY(with_receipt, asks_for_receipt(call));
  if (type == kNdjson && !with_receipt) return many(call);
  if (type == kJson) {
    CONCORDAT_TRY(asked, json::read(call.request.body));
    return with_receipt ? receipt(call, asked) : one(call, asked);
  }
  return fail({.code = "request.media-type",
               .place = "Content-Type",
               .expected = "application/json or application/x-ndjson"});
}

}  // namespace concordat::api
