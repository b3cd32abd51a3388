// Credentials over HTTP: as JSON, as a token, and why there is none.
#include <doctest/doctest.h>

#include "adapters/keys/software_signer.hpp"
#include "api/api.hpp"
#include "api/fixture/demonstration.hpp"
#include "api/negotiation.hpp"
#include "core/json/read.hpp"
#include "core/untp/presented.hpp"
#include "core/untp/profile.hpp"

namespace concordat::api {
namespace {

class House {
 public:
  House()
      : signer_(
            std::move(*keys::make_signer(std::move(*keys::generate(crypto::Algorithm::kEd25519))))),
        key_(std::move(*registry::CredentialKey::of(
            *signer_, *registry::registrar_of(demonstration_.registry())))) {}

  http::Response get(const std::string& path, std::string_view accept = "", bool with_key = true) {
    Api api({.registry = demonstration_.registry(),
             .clock = demonstration_.clock(),
             .credential_key = with_key ? &key_ : nullptr});
    fixture::Ask asked{.path = path};
    if (!accept.empty()) asked.headers = {{"Accept", accept}};
    return fixture::ask(api, asked);
  }
  http::Response again(const std::string& path, std::string_view tag) {
    Api api({.registry = demonstration_.registry(), .clock = demonstration_.clock()});
    return fixture::ask(api, {.path = path, .headers = {{"If-None-Match", tag}}});
  }
  std::string code(const std::string& path, std::string_view accept = "", bool with_key = true) {
    const http::Response response = get(path, accept, with_key);
    const auto body = json::read(response.body);
    return std::to_string(response.status) + " " + std::string(body ? body->text("code") : "");
  }
  std::string method() const { return key_.method(); }

 private:
  fixture::Demonstration demonstration_;
  std::unique_ptr<Signer> signer_;
  registry::CredentialKey key_;
};

House& house() {
  static House built;
  return built;
}

const std::string kCertificate = "/v1/certificates/ANSSI-CC-2023%2F42/credential";

TEST_CASE("a certificate is given as an unsigned credential to whoever names no token") {
  for (const std::string_view accept : {"", "*/*", "application/vc", "application/*"}) {
    CAPTURE(accept);
    const http::Response response = house().get(kCertificate, accept);
    REQUIRE(response.status == 200);
    CHECK(*response.header("Content-Type") == kVc);
    CHECK(*response.header("Vary") == "Accept");
    CHECK(untp::check_profile(*json::read(response.body)));
  }
  CHECK(*house().get(kCertificate, kJson).header("Content-Type") == kJson);
}

TEST_CASE("the facts of the demonstration stand behind what is claimed") {
  const auto read = untp::read(house().get(kCertificate).body);
  REQUIRE(read);
  CHECK(read->issuer.id == "did:web:demo.example:log");
  const auto& found = std::get<untp::Conformity>(read->subject);
  CHECK(found.assessment_level == "scheme-cab");
  REQUIRE_FALSE(found.authorisations.empty());
  CHECK(found.authorisations[0].name.starts_with("Participation: "));
  CHECK(read->record.text("basis") == "transcribed");
  CHECK_FALSE(read->record.text("source").empty());
}

TEST_CASE("a token is given to whoever names its type, where there is a key") {
  const http::Response response =
      house().get(kCertificate, "application/vc+jwt, application/vc;q=0.5");
  REQUIRE(response.status == 200);
  CHECK(*response.header("Content-Type") == kVcJwt);
  const auto jws = credential::parse_jws(response.body);
  REQUIRE(jws);
  CHECK(jws->key_id == house().method());
  CHECK(jws->type == "vc+jwt");
  CHECK(jws->payload == house().get(kCertificate).body);
  CHECK(house().code(kCertificate, "application/vc+jwt", false) == "406 issuing.no-key");
  CHECK(house().get(kCertificate, "application/vc+jwt, application/vc", false).status == 200);
  CHECK(house().code(kCertificate, "text/html") == "406 request.not-acceptable");
  CHECK(house().code(kCertificate, "application/vc+jwt;q=0, text/html") ==
        "406 request.not-acceptable");
}

TEST_CASE("an unchanged credential is not sent again") {
  const http::Response first = house().get(kCertificate);
  REQUIRE(first.header("ETag"));
  CHECK(house().again(kCertificate, *first.header("ETag")).status == 304);
  CHECK(house().again(kCertificate, "\"another\"").status == 200);
}

TEST_CASE("why there is none") {
  CHECK(house().code("/v1/certificates/NOBODY/credential") == "404 resource.not-found");
  CHECK(house().code("/v1/organisations/anssi/credential") == "409 untp.no-did");
  CHECK(house().code("/v1/economies/ES/credential") == "404 issuing.kind");
  CHECK(house().code("/v1/statements/0/credential") == "409 untp.not-an-identity");
  CHECK(house().code("/v1/statements/99999999/credential") == "404 resource.not-found");
}

TEST_CASE("what a reader of credentials needs besides") {
  const http::Response did = house().get("/log/did.json");
  REQUIRE(did.status == 200);
  CHECK(json::read(did.body)->array("assertionMethod")[0] == json::Value(house().method()));
  CHECK(house().code("/log/did.json", "", false) == "404 issuing.no-did-document");
  const http::Response context = house().get(std::string(untp::kOwnContextPath));
  REQUIRE(context.status == 200);
  CHECK(*context.header("Content-Type") == kLdJson);
  CHECK(*context.header("Access-Control-Allow-Origin") == "*");
}

}  // namespace
}  // namespace concordat::api
