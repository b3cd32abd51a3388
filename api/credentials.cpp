// What somebody presents: one question and its verdict, or a line each.
#include "api/lines.hpp"
#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "registry/credentials/request.hpp"
#include "registry/credentials/showing.hpp"

namespace concordat::api {
namespace {

Result<std::string> verified(const Call& call, std::string_view text) {
  if (call.ports.verifying == nullptr) return fail({.code = "verification.no-registry"});
  return registry::answer_text(text, {.policy = {.at = call.ports.clock.now()}},
                               *call.ports.verifying);
}

std::string line_of(const Call& call, const Line& line) {
  const auto answer = verified(call, line.text);
  const std::string shown = "{\"line\":" + std::to_string(line.number);
  if (answer) return shown + ",\"answer\":" + *answer + "}\n";
  return shown + ",\"problem\":" + json::compact(problem_json(answer.error(), call.voice())) +
         "}\n";
}

}  // namespace

Answer post_verification(const Call& call) {
  const std::string type = media_type(call.request.header("Content-Type"));
  if (type == kJson) {
    CONCORDAT_CHECK(must_accept(call.request, kJson));
    CONCORDAT_TRY(answer, verified(call, call.request.body));
    return reply({.type = kJson, .body = std::move(answer), .caching = Caching::kNoStore});
  }
  if (type != kNdjson) {
    return fail({.code = "request.media-type",
                 .place = "Content-Type",
                 .expected = "application/json or application/x-ndjson"});
  }
  CONCORDAT_CHECK(must_accept(call.request, kNdjson));
  CONCORDAT_TRY(lines, split_lines(call.request.body));
  std::string out;
  for (const Line& line : lines) out.append(line_of(call, line));
  return reply({.type = kNdjson, .body = std::move(out), .caching = Caching::kNoStore});
}

Answer post_showing(const Call& call) {
  if (media_type(call.request.header("Content-Type")) != kJson) {
    return fail(
        {.code = "request.media-type", .place = "Content-Type", .expected = "application/json"});
  }
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  if (call.ports.verifying == nullptr) return fail({.code = "verification.no-registry"});
  CONCORDAT_TRY(asked, json::read(call.request.body));
  CONCORDAT_TRY(answer, registry::answer_showing(asked, {.policy = {.at = call.ports.clock.now()}},
                                                 *call.ports.verifying));
  return json_reply(answer, Caching::kNoStore);
}

}  // namespace concordat::api
