#include "api/problem.hpp"

#include <doctest/doctest.h>

#include "core/json/read.hpp"

namespace concordat::api {

TEST_CASE("every family has its status, whole codes before it") {
  CHECK(status_of("json.duplicate-name") == 400);
  CHECK(status_of("json.too-large") == 413);
  CHECK(status_of("question.missing-member") == 422);
  CHECK(status_of("question.as-of") == 404);
  CHECK(status_of("admission.not-authorised") == 403);
  CHECK(status_of("admission.id-reused") == 409);
  CHECK(status_of("admission.transition") == 422);
  CHECK(status_of("resource.not-found") == 404);
  CHECK(status_of("store.full") == 507);
  CHECK(status_of("store.io") == 503);
  CHECK(status_of("request.method") == 405);
  CHECK(status_of("trust.not-offered") == 501);
  CHECK(status_of("envelope.form") == 422);
  CHECK(status_of("of-a-family-nobody-knows") == 500);
}

TEST_CASE("what stands within verdicts alone has no status") {
  for (const char* const code :
       {"signature.invalid", "dates.over", "status.revoked", "trust.not-competent",
        "trust.unknown-key", "sd-jwt.digest", "binding.nonce", "limits.size", "fsck.root"}) {
    CAPTURE(code);
    CHECK_FALSE(own_status_of(code));
  }
  for (const char* const code : {"envelope.form", "trust.unknown-action", "status.entry"}) {
    CAPTURE(code);
    CHECK(own_status_of(code));
  }
}

TEST_CASE("a problem document says what, where, what instead and what stood against it") {
  const Error error{.code = "admission.transition",
                    .place = "/body/state",
                    .expected = "suspended",
                    .arguments = {{"candidate", "a"}, {"candidate", "b"}, {"state", "x"}},
                    .against = {7, 9}};
  const json::Value shown = problem_json(error, {});
  CHECK(shown.text("code") == "admission.transition");
  CHECK(shown.text("type") == "/problems/admission.transition");
  CHECK(shown.text("title") == "admission.transition");
  CHECK(shown.integer("status") == 422);
  CHECK(shown.text("pointer") == "/body/state");
  CHECK(shown.find("place") == nullptr);
  CHECK(shown.text("expected") == "suspended");
  CHECK(shown.find("arguments")->array("candidate").size() == 2);
  CHECK(shown.find("arguments")->text("state") == "x");
  CHECK(shown.array("against").size() == 2);
  const json::Value other = problem_json({.code = "json.syntax", .place = "byte 17"}, {});
  CHECK(other.text("place") == "byte 17");
  CHECK(other.find("pointer") == nullptr);
}

TEST_CASE("a problem is never cached, and 503 says when to come back") {
  const http::Response full = problem({.code = "request.overloaded"}, {});
  CHECK(full.status == 503);
  CHECK(*full.header("Retry-After") == "1");
  CHECK(*full.header("Cache-Control") == "no-store");
  CHECK(*full.header("Content-Type") == "application/problem+json");
  CHECK(json::read(full.body).has_value());
  for (int refusal = 0; refusal <= static_cast<int>(http::Refusal::kVersion); ++refusal) {
    CHECK(problem(error_of(static_cast<http::Refusal>(refusal)), {}).status >= 400);
  }
}

}  // namespace concordat::api
