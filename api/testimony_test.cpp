// Credentials of our own kinds and the catalogue of criteria, over HTTP.
#include <doctest/doctest.h>

#include "adapters/keys/software_signer.hpp"
#include "api/api.hpp"
#include "api/fixture/demonstration.hpp"
#include "api/negotiation.hpp"
#include "core/credential/jws.hpp"
#include "core/json/read.hpp"
#include "core/testimony/profile.hpp"
#include "core/testimony/terms.hpp"

namespace concordat::api {
namespace {

class House {
 public:
  House()
      : signer_(
            std::move(*keys::make_signer(std::move(*keys::generate(crypto::Algorithm::kEd25519))))),
        key_(std::move(*registry::CredentialKey::of(
            *signer_, *registry::registrar_of(demonstration_.registry())))) {
    for (const char* const name : {"45-eucc", "50-agreements", "60-requirements"}) {
      demonstration_.file_example(name);
    }
    demonstration_.registry().wait_until_searchable();
  }

  http::Response ask(fixture::Ask asked) {
    Api api({.registry = demonstration_.registry(),
             .clock = demonstration_.clock(),
             .messages = &messages_,
             .public_address = "https://demo.example",
             .credential_key = &key_});
    return fixture::ask(api, asked);
  }
  http::Response get(const std::string& path, const std::string& query = "",
                     std::vector<http::Field> headers = {}) {
    return ask({.path = path, .query = query, .headers = std::move(headers)});
  }
  json::Value read(const std::string& path, const std::string& query = "") {
    const http::Response response = get(path, query);
    CAPTURE(path);
    CAPTURE(response.body);
    REQUIRE(response.status == 200);
    return *json::read(response.body);
  }
  std::string code(const std::string& path, const std::string& query = "") {
    const http::Response response = get(path, query);
    const auto body = json::read(response.body);
    return std::to_string(response.status) + " " + std::string(body ? body->text("code") : "");
  }

 private:
  fixture::Demonstration demonstration_;
  fixture::PlainMessages messages_;
  std::unique_ptr<Signer> signer_;
  registry::CredentialKey key_;
};

House& house() {
  static House built;
  return built;
}

const std::string kAgreement = "/v1/agreements/EU-AU/credential";
const std::string kComputed = "/v1/determinations/credential";
const std::string kQuestion = "certificate=ANSSI-CC-2023%2F42&market=ES&date=2026-06-01";

TEST_CASE("an agreement is given as a credential, plain or as a token") {
  const http::Response plain = house().get(kAgreement);
  REQUIRE(plain.status == 200);
  CHECK(*plain.header("Content-Type") == kVc);
  CHECK(testimony::check_profile(*json::read(plain.body)));
  const http::Response token = house().get(kAgreement, "", {{"Accept", "application/vc+jwt"}});
  REQUIRE(token.status == 200);
  CHECK(credential::parse_jws(token.body)->payload == plain.body);
  CHECK(house().get(kAgreement, "", {{"If-None-Match", *plain.header("ETag")}}).status == 304);
  CHECK(house().code("/v1/agreements/NOBODY/credential") == "404 resource.not-found");
  CHECK(house().code("/v1/agreements/EU-CA-1998/credential") == "409 untp.not-valid");
}

TEST_CASE("a determination is given as a credential by parameters and by its question") {
  const json::Value asked = house().read(kComputed, kQuestion);
  CHECK(testimony::check_profile(asked));
  CHECK(asked.find("credentialSubject")->text("verdict") == "recognised");
  const auto post = [&](const std::string& type, const std::string& body) {
    return house().ask(
        {.method = "POST", .path = kComputed, .headers = {{"Content-Type", type}}, .body = body});
  };
  const http::Response posted =
      post("application/json", R"({"attestations": [{"number": "ANSSI-CC-2023/42"}],
                                   "market": "ES", "date": "2026-06-01"})");
  REQUIRE(posted.status == 200);
  CHECK(json::read(posted.body)->text("id") == asked.text("id"));
  CHECK(post("application/json", "{").status == 400);
  CHECK(post("application/x-ndjson", "{}").status == 415);
  CHECK(house().code(kComputed, "market=ES") == "422 question.missing-member");
  CHECK(house().code(kComputed, kQuestion + "&asOf=99999999") == "404 question.as-of");
}

TEST_CASE("what a reader of these credentials needs besides") {
  const http::Response context = house().get(std::string(testimony::kContextPath));
  REQUIRE(context.status == 200);
  CHECK(*context.header("Content-Type") == kLdJson);
  for (const testimony::Form& form : testimony::forms()) {
    const std::string path = std::string(testimony::kSchemasPath) + std::string(form.schema);
    CHECK(house().read(path).text("title") == form.version.type);
    CHECK(house().code(std::string(testimony::kSchemasPath) + std::string(form.version.type)) ==
          "404 request.no-such-route");
  }
  const http::Response schema =
      house().get("/schemas/registry-agreement-v1", "", {{"Accept", "application/schema+json"}});
  CHECK(*schema.header("Content-Type") == kSchemaJson);
}

TEST_CASE("an entry of the catalogue is found under its own address") {
  const json::Value scheme = house().read("/vocabulary/schemes/EUCC");
  CHECK(scheme.text("id") == "https://demo.example/vocabulary/schemes/EUCC");
  CHECK(scheme.array("includedProfile").size() == 1);
  CHECK(house().read("/vocabulary/requirements/EU-MACHINERY/1.2.3").text("name") ==
        "Essential health and safety requirements for machinery, 1.2.3");
  CHECK(house().read("/vocabulary/standards/IEC-60335-1%3A2010") ==
        house().read("/vocabulary/standards/IEC-60335-1:2010"));
  CHECK(house().code("/vocabulary/schemes/NOBODY") == "404 resource.not-found");
  CHECK(house().code("/vocabulary/nothing/EUCC") == "404 request.no-such-route");
  CHECK(house().code("/vocabulary/schemes/EUCC", "colour=red") == "400 request.parameter");
}

TEST_CASE("an entry has an entity tag, a language and both media types") {
  const http::Response english = house().get("/vocabulary/schemes/EUCC");
  const http::Response french =
      house().get("/vocabulary/schemes/EUCC", "", {{"Accept-Language", "fr"}});
  CHECK(*english.header("Content-Language") == "en");
  CHECK(*french.header("Content-Language") == "fr");
  CHECK(french.body != english.body);
  CHECK(*english.header("Content-Type") == kLdJson);
  CHECK(house()
            .get("/vocabulary/schemes/EUCC", "", {{"If-None-Match", *english.header("ETag")}})
            .status == 304);
  const http::Response plain =
      house().get("/vocabulary/schemes/EUCC", "", {{"Accept", "application/json"}});
  CHECK(*plain.header("Content-Type") == kJson);
  CHECK(house().get("/vocabulary/schemes/EUCC", "", {{"Accept", "text/html"}}).status == 406);
}

TEST_CASE("the collections are listed in pages") {
  const json::Value front = house().read("/vocabulary");
  CHECK(front.text("acts") == "https://demo.example/vocabulary/acts");
  std::size_t found = 0;
  std::string query = "limit=10";
  for (;;) {
    const http::Response response = house().get("/vocabulary/acts", query);
    const json::Value page = *json::read(response.body);
    found += page.array("items").size();
    for (const json::Value& one : page.array("items")) {
      CHECK(one.text("id").starts_with("https://demo.example/vocabulary/acts/"));
    }
    if (page.text("next").empty()) break;
    REQUIRE(response.header("Link"));
    query = "limit=10&after=" + std::string(page.text("next"));
  }
  CHECK(found > 20);
  CHECK(house().code("/vocabulary/acts", "limit=0") == "400 request.parameter");
}

TEST_CASE("the resolver and the catalogue of data lead there") {
  for (const char* const path :
       {"/id/schemes/EUCC", "/id/acts/EU-2006-42", "/id/standards/IEC-60335-1%3A2010",
        "/id/requirements/EU-MACHINERY"}) {
    CAPTURE(path);
    const json::Value set = house().read(path, "linkType=linkset");
    bool there = false;
    for (const json::Value& link : set.array("linkset")[0].array("describedby")) {
      const std::string_view target = link.text("href");
      const auto at = target.find("/vocabulary/");
      if (at == std::string_view::npos) continue;
      there = true;
      CHECK(house().get(std::string(target.substr(at))).status == 200);
    }
    CHECK(there);
  }
  const json::Value agreement = house().read("/id/agreements/EU-AU", "linkType=linkset");
  CHECK(agreement.array("linkset")[0].array("alternate")[0].text("href").ends_with(kAgreement));
  const json::Value ended = house().read("/id/agreements/EU-CA-1998", "linkType=linkset");
  CHECK(ended.array("linkset")[0].array("alternate").empty());
  CHECK(house().get("/v1/catalogue").body.find("/vocabulary") != std::string::npos);
}

}  // namespace
}  // namespace concordat::api
