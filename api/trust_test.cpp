// The Trust Registry Query Protocol from outside, with each of its traps.
#include <doctest/doctest.h>

#include "adapters/keys/port_verifier.hpp"
#include "api/house_for_tests.hpp"
#include "core/base/hex.hpp"
#include "core/credential/jws.hpp"
#include "core/crypto/digest.hpp"
#include "registry/credentials/issuing_for_tests.hpp"

namespace concordat::api {
namespace {

using namespace testing;

// An accreditation, a suspension of it, and an agreement of two parties.
House& office() {
  static const bool filed = [] {
    fixture::Demonstration& site = house().demonstration;
    site.file(R"([{"id": "T-accreditation", "type": "accreditation",
        "author": "accreditation-xa.example", "basis": {"kind": "own"},
        "effective": {"from": "2019-01-01"},
        "body": {"accreditor": "accreditation-xa.example", "body": "meridian.example",
                 "mainScope": "testing", "standards": ["IEC-60335-1"]}},
      {"id": "T-suspension", "type": "status-change", "author": "accreditation-xa.example",
        "basis": {"kind": "own"}, "effective": {"from": "2024-01-01"},
        "body": {"subject": "T-accreditation", "change": "suspended"}}])");
    return true;
  }();
  CHECK(filed);
  return house();
}

struct Question {
  std::string entity = "meridian.example";
  std::string authority = "accreditation-xa.example";
  std::string action = "test";
  std::string resource = "standard=IEC-60335-1";
  std::string context = "";
};

std::string text_of(const Question& question) {
  return R"({"entity_id": ")" + question.entity + R"(", "authority_id": ")" + question.authority +
         R"(", "action": ")" + question.action + R"(", "resource": ")" + question.resource + "\"" +
         (question.context.empty() ? "" : ", \"context\": " + question.context) + "}";
}

http::Response authorization(const Question& question) {
  return office().post("/authorization", "application/json", text_of(question));
}
http::Response recognition(const Question& question) {
  return office().post("/recognition", "application/json", text_of(question));
}

bool authorized(const Question& question) {
  const http::Response response = authorization(question);
  REQUIRE(response.status == 200);
  const json::Value answer = body_of(response);
  REQUIRE(answer.find("authorized") != nullptr);
  return answer.boolean("authorized");
}
bool recognized(const Question& question) {
  const http::Response response = recognition(question);
  REQUIRE(response.status == 200);
  const json::Value answer = body_of(response);
  REQUIRE(answer.find("recognized") != nullptr);
  return answer.boolean("recognized");
}

std::string at(std::string_view time) { return R"({"time": ")" + std::string(time) + "\"}"; }

}  // namespace

TEST_CASE("an answer has what the schema asks, and echoes what was evaluated") {
  const http::Response response =
      authorization({.context = R"({"time": "2023-06-01T12:00:00Z", "hs": "851610"})"});
  REQUIRE(response.status == 200);
  CHECK(*response.header("Content-Type") == "application/json");
  CHECK(*response.header("Cache-Control") == "no-store");
  const json::Value answer = body_of(response);
  CHECK(answer.text("entity_id") == "meridian.example");
  CHECK(answer.text("authority_id") == "accreditation-xa.example");
  CHECK(answer.text("action") == "test");
  CHECK(answer.text("resource") == "standard=IEC-60335-1");
  CHECK(answer.boolean("authorized"));
  CHECK(answer.text("message") == "<en vouched.said>");
  // An unknown member of the context is passed over, and not said to have been evaluated.
  CHECK(json::canonical(*answer.find("context")) == R"({"time":"2023-06-01T12:00:00Z"})");
  CHECK(answer.find("stable")->text("from") == "2019-01-01");
  CHECK(answer.find("stable")->text("until") == "2024-01-01");
  REQUIRE(answer.array("evidence").size() == 1);
  const std::string index = std::to_string(*answer.array("evidence").front().as_integer());
  CHECK(body_of(office().get("/v1/statements/" + index)).find("statement")->text("id") ==
        "T-accreditation");
}

TEST_CASE("the clock's time and the time asked for are never taken for each other") {
  const json::Value asked = body_of(authorization({.context = at("2023-06-01T12:00:00Z")}));
  CHECK(asked.text("time_requested") == "2023-06-01T12:00:00Z");
  CHECK(asked.text("time_evaluated") == "2026-06-01T00:00:00.000Z");
  CHECK(asked.text("expires_at") == "2026-06-01T00:01:00.000Z");
  const json::Value now = body_of(authorization({}));
  CHECK(now.find("time_requested") == nullptr);
  CHECK(now.find("context") == nullptr);
  CHECK(now.text("time_evaluated") == "2026-06-01T00:00:00.000Z");
  // An empty time asks for now.
  CHECK(body_of(authorization({.context = at("")})).find("time_requested") == nullptr);
}

TEST_CASE("context.time is honoured, and a suspension inside the chain counts from its day") {
  CHECK(authorized({.context = at("2023-12-31T23:59:59Z")}));
  CHECK_FALSE(authorized({.context = at("2024-01-01T00:00:00Z")}));
  CHECK_FALSE(authorized({.context = at("2018-12-31T23:59:59Z")}));
  CHECK_FALSE(authorized({}));
}

TEST_CASE("what was recorded later is not known at an earlier log size") {
  const json::Value now = body_of(authorization({.context = at("2024-06-01T00:00:00Z")}));
  CHECK_FALSE(now.boolean("authorized"));
  const auto known = office().demonstration.registry().index_of("T-suspension");
  REQUIRE(known);
  const std::string before =
      R"({"time": "2024-06-01T00:00:00Z", "as_of": ")" + std::to_string(*known) + "\"}";
  const json::Value then = body_of(authorization({.context = before}));
  CHECK(then.boolean("authorized"));
  CHECK(then.find("as_of")->integer("size") == static_cast<std::int64_t>(*known));
  CHECK(authorization({.context = R"({"as_of": "99999999"})"}).status == 404);
  CHECK(authorization({.context = R"({"as_of": "0"})"}).status == 404);
  CHECK(code_of(authorization({.context = R"({"as_of": "x"})"})) == "trust.context");
}

TEST_CASE("absence is false where the authority is known, 404 where it is not") {
  // A body that is on file and one that nobody has named are answered alike: no oracle.
  Question question{.entity = "nordprobe.example"};
  const json::Value named = body_of(authorization(question));
  question.entity = "nobody-at-all.example";
  const json::Value unnamed = body_of(authorization(question));
  for (const json::Value* answer : {&named, &unnamed}) {
    CHECK_FALSE(answer->boolean("authorized", true));
    CHECK(answer->text("message") == "<en vouched.not-said>");
    CHECK(answer->array("evidence").empty());
  }
  CHECK_FALSE(authorized({.resource = "standard=NO-SUCH-STANDARD"}));
  const http::Response nobody = authorization({.authority = "nobody.example"});
  CHECK(nobody.status == 404);
  CHECK(code_of(nobody) == "trust.unknown-authority");
}

TEST_CASE("an answer about who is on file is that about who is not, whatever is asked") {
  // Names of the same length: a laboratory, and nobody.
  const std::string known = "nordprobe.example";
  const std::string unknown = "nobodyelse.exampl";
  struct Case {
    std::string authority, action, resource;
    bool recognition = false;
  };
  const Case cases[] = {
      {"accreditation-xa.example", "test", "standard=IEC-60335-1"},
      {"authority-xv.example", "certify", "act=XV-LVD"},
      {"XV", "certify", "act=NO-SUCH-ACT&sector=toys"},
      {"ccra", "certify", "sector=it-security&scheme=CC"},
      {"ES", "recognise-certificate", "certificate=NO-SUCH-CERTIFICATE"},
      {"ES", "recognise-certificate", "scheme=CC"},
      {"XV", "accredit", "mainScope=inspection", true},
      {"ES", "certify", "sector=it-security&scheme=CC", true},
      {"XV", "test", "sector=household-electrical", true},
  };
  for (const Case& one : cases) {
    CAPTURE(one.authority);
    CAPTURE(one.action);
    CAPTURE(one.resource);
    const auto answer = [&](const std::string& entity) {
      const Question question{.entity = entity,
                              .authority = one.authority,
                              .action = one.action,
                              .resource = one.resource,
                              .context = at("2024-05-01T00:00:00Z")};
      const http::Response given =
          one.recognition ? recognition(question) : authorization(question);
      CHECK(given.status == 200);
      std::string text = given.body;
      for (auto from = text.find(entity); from != std::string::npos; from = text.find(entity)) {
        text.replace(from, entity.size(), "ENTITY");
      }
      return text;
    };
    CHECK(answer(known) == answer(unknown));
  }
}

TEST_CASE("an identifier is one that RFC 3986 could write, and addresses of others are theirs") {
  for (const char* const bad :
       {"a b", "<script>", "m\u00fcller", "a%zz", "a%4", "a|b", "a`b", "a\\u0000b", "{x}"}) {
    CAPTURE(std::string(bad));
    const http::Response entity = authorization({.entity = bad});
    CHECK(entity.status == 400);
    CHECK(code_of(entity) == "trust.member");
    CHECK(body_of(entity).text("pointer") == "/entity_id");
    CHECK(body_of(recognition({.authority = bad})).text("pointer") == "/authority_id");
  }
  for (const char* const good : {"did:web:a.example%3A8443:x", "https://a.example/b?c=d#e",
                                 "urn:lei:7LTWFZYICNSX8D621K86", "M-1/2_(a)+b@c"}) {
    CAPTURE(std::string(good));
    CHECK(authorization({.entity = good}).status == 200);
    CHECK(code_of(authorization({.authority = good})) == "trust.unknown-authority");
  }
  // Nobody's addresses but the registry's own are taken apart, and those by their kind (BCP 190).
  for (const char* const other :
       {"https://other.example/id/organisations/accreditation-xa.example",
        "https://registry.example.evil/id/organisations/accreditation-xa.example",
        "https://registry.example/id/certificates/accreditation-xa.example",
        "https://registry.example/id/accreditation-xa.example"}) {
    CAPTURE(std::string(other));
    CHECK(code_of(authorization({.authority = other})) == "trust.unknown-authority");
  }
  const std::string own = "https://registry.example/id/organisations/";
  CHECK(authorized({.entity = own + "meridian.example",
                    .authority = own + "accreditation-xa.example",
                    .context = at("2023-06-01T00:00:00Z")}));
}

TEST_CASE("of a recognition both are authorities") {
  // A body of France is no peer of Spain, although certificates of France are recognised there.
  Question question{.entity = "FR",
                    .authority = "ES",
                    .action = "certify",
                    .resource = "sector=it-security&scheme=CC",
                    .context = at("2024-05-01T00:00:00Z")};
  CHECK(recognized(question));
  question.entity = "anssi";
  CHECK_FALSE(recognized(question));
  question.entity = "ES";
  CHECK_FALSE(recognized(question));
}

TEST_CASE("the vocabulary is closed, and each verb has its own") {
  struct Case {
    std::string action, resource, authorization, recognition;
  };
  const Case cases[] = {
      {"dance", "standard=X", "trust.unknown-action", "trust.unknown-action"},
      {"accredit", "mainScope=testing", "trust.unknown-action", ""},
      {"recognise-certificate", "certificate=X", "", "trust.unknown-action"},
      {"test", "colour=red", "trust.unknown-resource", "trust.unknown-resource"},
      {"test", "standard=", "trust.unknown-resource", "trust.unknown-resource"},
      {"test", "standard", "trust.unknown-resource", "trust.unknown-resource"},
      {"test", "standard=a&standard=b", "trust.unknown-resource", "trust.unknown-resource"},
      {"test", "https://registry.example/id/organisations/anssi", "trust.unknown-resource",
       "trust.unknown-resource"},
      {"test", "standard=%zz", "trust.unknown-resource", "trust.unknown-resource"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.action);
    CAPTURE(one.resource);
    const Question question{.action = one.action, .resource = one.resource};
    const http::Response first = authorization(question);
    CHECK(first.status == (one.authorization.empty() ? 200 : 404));
    if (!one.authorization.empty()) CHECK(code_of(first) == one.authorization);
    const http::Response second = recognition(question);
    CHECK(second.status == (one.recognition.empty() ? 200 : 404));
    if (!one.recognition.empty()) CHECK(code_of(second) == one.recognition);
  }
}

TEST_CASE("what is malformed is a problem document with status and title, never a code alone") {
  struct Case {
    std::string body, code, pointer;
    int status = 400;
  };
  const std::string rest =
      R"("entity_id": "e", "authority_id": "XA", "action": "test", "resource": "standard=X")";
  const Case cases[] = {
      {"{", "json.syntax", ""},
      {"[]", "trust.member", "/"},
      {R"({"authority_id": "XA", "action": "test", "resource": "x=y"})", "trust.member",
       "/entity_id"},
      {R"({"entity_id": "", "authority_id": "XA", "action": "test", "resource": "x=y"})",
       "trust.member", "/entity_id"},
      {R"({"entity_id": 1, "authority_id": "XA", "action": "test", "resource": "x=y"})",
       "trust.member", "/entity_id"},
      {R"({"entity_id": "e", "authority_id": "XA", "resource": "x=y"})", "trust.member", "/action"},
      {R"({"entity_id": "e", "action": "test", "resource": "x=y"})", "trust.member",
       "/authority_id"},
      {R"({"entity_id": "e", "authority_id": "XA", "action": "", "resource": "x=y"})",
       "trust.member", "/action"},
      {R"({"entity_id": "e", "authority_id": "XA", "action": "test", "resource": ""})",
       "trust.member", "/resource"},
      {R"({"entity_id": "e", "authority_id": "XA", "action": "test"})", "trust.member",
       "/resource"},
      {"{" + rest + R"(, "context": "now"})", "trust.context", "/context"},
      {"{" + rest + R"(, "context": null})", "trust.context", "/context"},
      // Numbers and objects are no texts, whatever they are called.
      {"{" + rest + R"(, "context": {"quantity": 12}})", "trust.context", "/context/quantity"},
      {"{" + rest + R"(, "context": {"hs": {"code": "85"}}})", "trust.context", "/context/hs"},
      {"{" + rest + R"(, "context": {"time": "2024-01-01"}})", "trust.time", "/context/time"},
      {"{" + rest + R"(, "context": {"time": "2024-01-01T00:00:00+02:00"}})", "trust.time",
       "/context/time"},
      {"{" + rest + R"(, "context": {"time": "2024-13-01T00:00:00Z"}})", "trust.time",
       "/context/time"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.body);
    for (const auto* path : {"/authorization", "/recognition"}) {
      const http::Response response = office().post(path, "application/json", one.body);
      CHECK(response.status == one.status);
      CHECK(*response.header("Content-Type") == "application/problem+json");
      CHECK(code_of(response) == one.code);
      const json::Value problem = body_of(response);
      CHECK(problem.integer("status") == one.status);
      CHECK_FALSE(problem.text("title").empty());
      if (!one.pointer.empty()) CHECK(problem.text("pointer") == one.pointer);
    }
  }
  CHECK(office().post("/authorization", "text/plain", text_of({})).status == 415);
  CHECK(office().get("/authorization").status == 405);
  CHECK(*office().get("/recognition").header("Allow") == "OPTIONS, POST");
  // A member that nobody knows is passed over: a later minor version may have put it there.
  CHECK(office()
            .post("/authorization", "application/json", "{" + rest + R"(, "proof": true})")
            .status == 200);
  // So is a member of the context, the protocol's hint where to look among them.
  for (const char* const context : {R"({"locator": "https://elsewhere.example/r"})", "{}"}) {
    const http::Response response = authorization({.context = context});
    CHECK(response.status == 200);
    CHECK(body_of(response).find("context") == nullptr);
  }
}

TEST_CASE("what of the Ayra profile is not offered says so with 501, and with nothing else") {
  for (const char* const path :
       {"/entities", "/entities/did:web:a.example", "/entities/did:web:a.example/authorizations",
        "/ecosystems/did:web:a.example", "/ecosystems/did:web:a.example/recognitions",
        "/lookups/assuranceLevels", "/lookups/authorizations", "/lookups/didMethods"}) {
    CAPTURE(path);
    const http::Response response = office().get(path);
    CHECK(response.status == 501);
    CHECK(*response.header("Content-Type") == "application/problem+json");
    CHECK(code_of(response) == "trust.not-offered");
    CHECK(body_of(response).integer("status") == 501);
    CHECK_FALSE(body_of(response).text("title").empty());
  }
  CHECK(office().get("/lookups/colours").status == 404);
  CHECK(office().get("/ecosystems").status == 404);
  CHECK(office().post("/entities", "application/json", "{}").status == 405);
  // The core of the protocol and what is offered never do.
  CHECK(office().get("/metadata").status == 200);
  CHECK(authorization({}).status == 200);
  CHECK(recognition({.authority = "XV", .action = "accredit", .resource = "mainScope=testing"})
            .status == 200);
}

TEST_CASE("a market recognises an accreditor for what it accepted it for, from that day on") {
  Question question{.entity = "accreditation-xa.example",
                    .authority = "XV",
                    .action = "accredit",
                    .resource = "mainScope=testing",
                    .context = at("2024-01-01T00:00:00Z")};
  CHECK(recognized(question));
  // Its authority is asked in its stead.
  question.authority = "authority-xv.example";
  CHECK(recognized(question));
  question.context = at("2019-05-31T23:59:59Z");
  CHECK_FALSE(recognized(question));
  question.context = at("2024-01-01T00:00:00Z");
  question.resource = "mainScope=inspection";
  CHECK_FALSE(recognized(question));
  // One-sided: nobody accepted the other one's accreditor there.
  CHECK_FALSE(recognized({.entity = "accreditation-xv.example",
                          .authority = "XA",
                          .action = "accredit",
                          .resource = "mainScope=testing"}));
}

TEST_CASE("an arrangement is recognised between its participants, and not beyond them") {
  const std::string resource = "sector=it-security&scheme=CC";
  CHECK(recognized({.entity = "FR", .authority = "ES", .action = "certify", .resource = resource}));
  // XA is a participant of nothing, whoever recognises its neighbours.
  CHECK_FALSE(
      recognized({.entity = "XA", .authority = "ES", .action = "certify", .resource = resource}));
  // A limit of the arrangement that the question does not name is not vouched for.
  CHECK_FALSE(recognized(
      {.entity = "FR", .authority = "ES", .action = "certify", .resource = "scheme=CC"}));
  CHECK_FALSE(
      recognized({.entity = "FR", .authority = "ES", .action = "test", .resource = resource}));
  CHECK_FALSE(recognized({.entity = "FR",
                          .authority = "ES",
                          .action = "certify",
                          .resource = resource,
                          .context = at("1990-01-01T00:00:00Z")}));
}

TEST_CASE(
    "a certificate is asked about by its issuer, and true means recognised and nothing less") {
  Question question{.entity = "anssi",
                    .authority = "ES",
                    .action = "recognise-certificate",
                    .resource = "certificate=ANSSI-CC-2023/42",
                    .context = at("2024-05-01T00:00:00Z")};
  const json::Value answer = body_of(authorization(question));
  CHECK(answer.boolean("authorized"));
  CHECK(answer.find("determination")->text("verdict") == "recognised");
  std::string target(answer.find("determination")->text("href"));
  target = target.substr(std::string_view("https://registry.example").size());
  const auto mark = target.find('?');
  const http::Response whole = office().get(target.substr(0, mark), target.substr(mark + 1));
  CHECK(whole.status == 200);
  CHECK(body_of(whole).text("verdict") == "recognised");
  CHECK(whole.header("Cache-Control")->ends_with("immutable"));

  question.resource = "https://registry.example/id/certificates/ANSSI-CC-2023%2F42";
  question.entity = "https://registry.example/id/organisations/anssi";
  question.authority = "https://registry.example/id/economies/ES";
  const json::Value by_address = body_of(authorization(question));
  CHECK(by_address.boolean("authorized"));
  CHECK(by_address.text("authority_id") == question.authority);
  // Another body's certificate, another market, no certificate at all.
  question.entity = "bsi";
  CHECK_FALSE(authorized(question));
  question.entity = "anssi";
  question.authority = "XA";
  CHECK_FALSE(authorized(question));
  question.authority = "ES";
  question.resource = "scheme=CC";
  CHECK_FALSE(authorized(question));
}

TEST_CASE("a caller's correlation identifier comes back, and the registry describes itself") {
  const auto ask = [&](std::string_view correlation) {
    return office().ask({.method = "POST",
                         .path = "/authorization",
                         .headers = {{"Content-Type", "application/json; charset=utf-8"},
                                     {"X-Correlation-Id", correlation}},
                         .body = text_of({})});
  };
  CHECK(*ask("abc-1").header("X-Correlation-Id") == "abc-1");
  CHECK_FALSE(ask(std::string(65, 'a')).header("X-Correlation-Id"));
  CHECK_FALSE(ask("a b").header("X-Correlation-Id"));
  const json::Value metadata = body_of(office().get("/metadata"));
  CHECK(metadata.text("id") == "https://registry.example");
  // Nothing was said about the operator but what founded the registry, which has the rules too.
  CHECK(metadata.text("authority_id") == "https://registry.example/v1/statements/0");
  CHECK(metadata.text("governance_framework_id") == "https://registry.example/v1/statements/0");
  CHECK(metadata.as_object()->size() == 7);
}

TEST_CASE("an answer is signed for who asks for it, and bound to the question") {
  const registry::IssuingForTests issuing(office().demonstration.registry());
  Api signing({.registry = office().demonstration.registry(),
               .clock = office().demonstration.clock(),
               .public_address = "https://registry.example",
               .credential_key = &issuing.key});
  const auto answer = [&](const std::string& body, std::string_view accept) {
    return fixture::ask(signing,
                        {.method = "POST",
                         .path = "/authorization",
                         .headers = {{"Content-Type", "application/json"}, {"Accept", accept}},
                         .body = body});
  };
  const std::string body = text_of({.context = at("2023-06-01T12:00:00Z")});
  const http::Response given = answer(body, "application/jwt");
  REQUIRE(given.status == 200);
  CHECK(*given.header("Content-Type") == "application/jwt");
  CHECK(*given.header("Cache-Control") == "no-store");
  const auto token = credential::parse_jws(given.body);
  REQUIRE(token);
  CHECK(token->type == "trust-answer+jwt");
  const auto owed = credential::obligation(*token, issuing.signer->public_key());
  REQUIRE(owed);
  CHECK(keys::PortVerifier().holds(*owed));
  const json::Value claims = *json::read(token->payload);
  CHECK(claims.text("iss") == issuing.key.registrar().did);
  CHECK(claims.boolean("authorized"));
  CHECK(claims.text("expires_at") == "2026-06-01T00:01:00.000Z");
  CHECK(claims.integer("exp") == 1780272060);
  CHECK(claims.integer("iat") == 1780272000);
  CHECK(claims.text("query_digest") == "sha256:" + encode_hex(crypto::sha256(bytes_of(body))));
  // Who names no token reads JSON; who takes nothing else cannot be given one without a key.
  CHECK(*answer(body, "*/*").header("Content-Type") == "application/json");
  const auto without = office().ask(
      {.method = "POST",
       .path = "/authorization",
       .headers = {{"Content-Type", "application/json"}, {"Accept", "application/jwt"}},
       .body = body});
  CHECK(without.status == 406);
  CHECK(code_of(without) == "issuing.no-key");
}

}  // namespace concordat::api
