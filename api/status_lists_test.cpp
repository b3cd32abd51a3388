// Status lists over HTTP: in which forms, for how long, and why there is none.
#include <doctest/doctest.h>

#include "api/api.hpp"
#include "api/fixture/demonstration.hpp"
#include "api/negotiation.hpp"
#include "core/credential/jws.hpp"
#include "core/json/read.hpp"
#include "core/untp/profile.hpp"
#include "registry/credentials/issuing_for_tests.hpp"

namespace concordat::api {
namespace {

using registry::ListForm;

class House {
 public:
  http::Response get(const std::string& path, const std::string& query = "",
                     std::vector<http::Field> headers = {}) {
    Api api({.registry = demonstration_.registry(),
             .clock = demonstration_.clock(),
             .credential_key = &issuing_.key,
             .status_lists = issuing_.lists.get()});
    return fixture::ask(api, {.path = path, .query = query, .headers = std::move(headers)});
  }
  http::Response list(ListForm form, std::string_view accept = "*/*") {
    return get(issuing_.lists->path(0, form), "", {{"Accept", accept}});
  }
  std::string code(const std::string& path, const std::string& query = "") {
    const http::Response response = get(path, query);
    const auto body = json::read(response.body);
    return std::to_string(response.status) + " " + std::string(body ? body->text("code") : "");
  }
  http::Response without_key(const std::string& path) {
    Api api({.registry = demonstration_.registry(), .clock = demonstration_.clock()});
    return fixture::ask(api, {.path = path});
  }
  std::string path(ListForm form = ListForm::kSuspension) { return issuing_.lists->path(0, form); }
  const registry::StatusLists& lists() const { return *issuing_.lists; }

 private:
  fixture::Demonstration demonstration_;
  registry::IssuingForTests issuing_{demonstration_.registry()};
};

House& house() {
  static House built;
  return built;
}

json::Value payload_of(std::string_view token) {
  return *json::read(credential::parse_jws(token)->payload);
}

TEST_CASE("a credential names its place, and the list is found there") {
  const auto credential =
      json::read(house().get("/v1/certificates/ANSSI-CC-2023%2F42/credential").body);
  REQUIRE(credential);
  CHECK(untp::check_profile(*credential));
  const json::Value& entry = *credential->find("credentialStatus");
  CHECK(entry.text("type") == "BitstringStatusListEntry");
  CHECK(entry.text("statusPurpose") == "suspension");
  CHECK(entry.text("statusListCredential") == "https://demo.example" + house().path());
  const json::Value list = payload_of(house().list(ListForm::kSuspension).body);
  CHECK(list.text("id") == entry.text("statusListCredential"));
  CHECK(list.find("credentialSubject")->text("statusPurpose") == "suspension");
  CHECK(list.find("credentialSubject")->integer("ttl") == 60'000);
  CHECK(list.text("validUntil") == "2026-06-03T00:00:00.000Z");
}

TEST_CASE("each form has its media type, and none is given unsigned") {
  const auto type = [](ListForm form, std::string_view accept) {
    const http::Response response = house().list(form, accept);
    return response.status == 200 ? std::string(*response.header("Content-Type"))
                                  : std::to_string(response.status);
  };
  CHECK(type(ListForm::kSuspension, "*/*") == kVcJwt);
  CHECK(type(ListForm::kRevocation, "application/vc+jwt") == kVcJwt);
  CHECK(type(ListForm::kToken, "*/*") == kStatusListJwt);
  CHECK(type(ListForm::kToken, "application/statuslist+jwt") == kStatusListJwt);
  CHECK(type(ListForm::kToken, "application/vc+jwt") == "406");
  CHECK(type(ListForm::kSuspension, "application/statuslist+jwt") == "406");
  CHECK(type(ListForm::kSuspension, "text/html") == "406");
  CHECK(type(ListForm::kSuspension, "application/json") == kJson);
  CHECK(type(ListForm::kSuspension, "application/json, application/vc;q=0.5") == kVc);
  CHECK(type(ListForm::kToken, "application/json") == "406");
  const http::Response enveloped = house().list(ListForm::kSuspension, "application/vc");
  CHECK(*enveloped.header("Content-Type") == kVc);
  const auto envelope = json::read(enveloped.body);
  REQUIRE(envelope);
  CHECK(envelope->text("type") == "EnvelopedVerifiableCredential");
  CHECK(envelope->text("id") ==
        "data:application/vc+jwt," + house().list(ListForm::kSuspension).body);
}

TEST_CASE("a list may be kept for a minute, and one of the past for ever") {
  const http::Response live = house().list(ListForm::kSuspension);
  CHECK(*live.header("Cache-Control") == "public, max-age=60");
  CHECK(*live.header("Vary") == "Accept");
  CHECK(*live.header("Access-Control-Allow-Origin") == "*");
  REQUIRE(live.header("ETag"));
  CHECK(house().get(house().path(), "", {{"If-None-Match", *live.header("ETag")}}).status == 304);
  CHECK(house().list(ListForm::kSuspension).body == live.body);
  // All of the demonstration was recorded at one moment: then is now, and may yet go on.
  const http::Response then = house().get(house().path(), "timestamp=2026-03-01T00%3A00%3A00Z");
  REQUIRE(then.status == 200);
  CHECK(*then.header("Cache-Control") == "public, max-age=60");
  CHECK(payload_of(then.body).text("validUntil") == "2026-03-02T00:00:00.000Z");
  const http::Response token = house().get(house().path(ListForm::kToken), "time=1772323200");
  REQUIRE(token.status == 200);
  CHECK(payload_of(token.body).integer("iat") == 1'772'323'200);
  CHECK(payload_of(token.body).integer("exp") == 1'772'409'600);
}

TEST_CASE("why there is none") {
  const std::string path = house().path();
  CHECK(house().code(path, "timestamp=2030-01-01T00:00:00Z") == "404 status-list.future");
  CHECK(house().code(path, "timestamp=1999-01-01T00:00:00Z") == "404 status-list.before");
  CHECK(house().code(path, "timestamp=today") == "400 request.parameter");
  CHECK(house().code(path, "time=-1") == "400 request.parameter");
  CHECK(house().code(path, "time=1&timestamp=2026-03-01T00:00:00Z") == "400 request.parameter");
  CHECK(house().code(house().lists().path(1, ListForm::kToken)) == "404 status-list.unknown");
  CHECK(house().code(path + "x") == "404 status-list.unknown");
  CHECK(house().code(path + "/more") == "404 status-list.unknown");
  CHECK(house().code("/v1/status-lists/" + house().lists().places() + "/00/suspension") ==
        "404 status-list.unknown");
  CHECK(house().code("/v1/status-lists/0123456789abcdef/0/suspension") ==
        "404 status-list.other-key");
  CHECK(house().code("/v1/status-lists/nothing") == "404 status-list.other-key");
  const http::Response none = house().without_key(path);
  CHECK(none.status == 404);
  CHECK(json::read(none.body)->text("code") == "status-list.no-key");
}

}  // namespace
}  // namespace concordat::api
