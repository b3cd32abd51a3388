// The interface from outside, on the demonstration registry: routes, answers, problems, headers.
#include "api/api.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "api/house_for_tests.hpp"
#include "api/lines.hpp"
#include "core/json/write.hpp"

namespace concordat::api {
namespace {

using namespace testing;

std::vector<json::Value> lines_of(const http::Response& response) {
  std::vector<json::Value> values;
  const auto split = split_lines(response.body);
  REQUIRE(split);
  for (const Line& line : *split) {
    values.push_back(json::read(line.text).value());
  }
  return values;
}

constexpr std::string_view kAsked =
    R"({"purpose":"recognition","attestations":[{"number":"ANSSI-CC-2023/42"}],)"
    R"("market":"ES","date":"2024-05-01"})";

}  // namespace

TEST_CASE("a determination is answered with its reasons") {
  const http::Response response =
      house().post("/v1/determinations", "application/json", std::string(kAsked));
  REQUIRE(response.status == 200);
  const json::Value answer = body_of(response);
  CHECK(answer.text("verdict") == "recognised");
  CHECK_FALSE(answer.array("requirements").empty());
  CHECK(answer.find("asOf")->text("origin") == "demo.example/log");
  CHECK(*response.header("Cache-Control") == "public, max-age=60");
  CHECK(response.body.find("\"sentence\"") == std::string::npos);
  CHECK(house().meter.determinations > 0);
}

TEST_CASE("GET asks the same as POST") {
  const json::Value posted =
      body_of(house().post("/v1/determinations", "application/json", std::string(kAsked)));
  const json::Value got = body_of(
      house().get("/v1/determinations",
                  "purpose=recognition&certificate=ANSSI-CC-2023/42&market=ES&date=2024-05-01"));
  CHECK(json::canonical(posted) == json::canonical(got));
}

TEST_CASE("an answer pinned to a log size may be kept for ever, and says another thing earlier") {
  const std::string query =
      "purpose=recognition&certificate=ANSSI-CC-2023/42&market=ES&"
      "date=2024-05-01&asOf=";
  const auto size = std::to_string(house().demonstration.registry().size());
  const http::Response pinned = house().get("/v1/determinations", query + size);
  CHECK(*pinned.header("Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(body_of(pinned).text("verdict") == "recognised");
  const http::Response before = house().get("/v1/determinations", query + "1");
  CHECK(body_of(before).text("verdict") == "undecided");
  const http::Response beyond = house().get("/v1/determinations", query + "99999999");
  CHECK(beyond.status == 404);
  CHECK(code_of(beyond) == "question.as-of");
}

TEST_CASE("sentences come on request, in the language that is asked for") {
  const http::Response french = house().ask(
      {.method = "POST",
       .path = "/v1/determinations",
       .query = "sentences=true",
       .headers = {{"Content-Type", "application/json"}, {"Accept-Language", "fr-CA, en;q=0.5"}},
       .body = std::string(kAsked)});
  CHECK(*french.header("Content-Language") == "fr");
  CHECK(*french.header("Vary") == "Accept-Language");
  CHECK(french.body.find("\"sentence\":\"<fr authenticity.") != std::string::npos);
  const http::Response named = house().get(
      "/v1/determinations", "certificate=ANSSI-CC-2023/42&market=ES&date=2024-05-01&sentences=fr");
  CHECK(*named.header("Content-Language") == "fr");
}

TEST_CASE("a bad question is a problem with its pointer") {
  struct Case {
    std::string type, body, code;
    int status;
  };
  const Case cases[] = {
      {"application/json", "{", "json.syntax", 400},
      {"application/json", R"({"market":"ES","market":"FR"})", "json.duplicate-name", 400},
      {"application/json", R"({"market":"ES"})", "question.missing-member", 422},
      {"application/json", R"({"date":"2024-13-01","market":"ES"})", "question.wrong-kind", 422},
      {"text/plain", "hello", "request.media-type", 415},
      {"", std::string(kAsked), "request.media-type", 415},
  };
  for (const Case& one : cases) {
    CAPTURE(one.body);
    const http::Response response = house().post("/v1/determinations", one.type, one.body);
    CHECK(response.status == one.status);
    CHECK(code_of(response) == one.code);
  }
  const http::Response pointed =
      house().post("/v1/determinations", "application/json", R"({"market":"ES"})");
  CHECK(body_of(pointed).text("pointer") == "/date");
  CHECK(house().get("/v1/determinations", "market=ES&date=2024-05-01&colour=red").status == 400);
}

TEST_CASE("a manifest has an outcome for every line, in order") {
  const std::string body =
      std::string(kAsked) + "\n\n{\"market\":\"ES\"}\r\nnonsense\n" + std::string(kAsked);
  const http::Response response = house().post("/v1/determinations", "application/x-ndjson", body);
  REQUIRE(response.status == 200);
  CHECK(*response.header("Content-Type") == "application/x-ndjson");
  const auto lines = lines_of(response);
  REQUIRE(lines.size() == 4);
  const std::int64_t numbers[] = {1, 3, 4, 5};
  for (std::size_t at = 0; at < 4; ++at) CHECK(lines[at].integer("line") == numbers[at]);
  CHECK(lines[0].find("answer")->text("verdict") == "recognised");
  CHECK(lines[1].find("problem")->text("code") == "question.missing-member");
  CHECK(lines[2].find("problem")->text("code") == "json.syntax");
  CHECK(lines[3].find("answer")->text("verdict") == "recognised");
  const std::string many = [] {
    std::string text;
    for (std::size_t at = 0; at <= kMaxLines; ++at) text += "1\n";
    return text;
  }();
  const http::Response refused = house().post("/v1/determinations", "application/x-ndjson", many);
  CHECK(refused.status == 413);
  CHECK(body_of(refused).text("place") == "line 10001");
}

TEST_CASE("a certificate is found by its number, slashes and all") {
  for (const auto* path :
       {"/v1/certificates/ANSSI-CC-2023/42", "/v1/certificates/ANSSI-CC-2023%2F42"}) {
    const http::Response response = house().get(path);
    REQUIRE(response.status == 200);
    CHECK(body_of(response).text("number") == "ANSSI-CC-2023/42");
  }
  const http::Response none = house().get("/v1/certificates/NOBODY-1");
  CHECK(none.status == 404);
  CHECK(code_of(none) == "resource.not-found");
  CHECK(code_of(house().get("/v1/unicorns")) == "resource.no-such-kind");
}

TEST_CASE("an entity tag that still fits is answered 304") {
  const http::Response first = house().get("/v1/certificates/ANSSI-CC-2023/42");
  const std::string tag(*first.header("ETag"));
  CHECK(*first.header("Cache-Control") == "no-cache");
  for (const std::string& field : {tag, "\"other\", W/" + tag, std::string("*")}) {
    const http::Response again = house().ask(
        {.path = "/v1/certificates/ANSSI-CC-2023/42", .headers = {{"If-None-Match", field}}});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(*again.header("ETag") == tag);
  }
  CHECK(house()
            .ask({.path = "/v1/certificates/ANSSI-CC-2023/42",
                  .headers = {{"If-None-Match", "\"other\""}}})
            .status == 200);
}

TEST_CASE("paging with the cursor sees everything once") {
  std::vector<std::string> ids;
  std::string query = "limit=7";
  for (int pages = 0; pages < 100; ++pages) {
    const http::Response response = house().get("/v1/certificates", query);
    REQUIRE(response.status == 200);
    const json::Value page = body_of(response);
    CHECK(page.array("items").size() <= 7);
    for (const json::Value& item : page.array("items")) ids.emplace_back(item.text("id"));
    if (page.find("next") == nullptr) break;
    query = "limit=7&after=" + std::string(page.text("next"));
    CHECK(*response.header("Link") == "</v1/certificates?" + query + ">; rel=\"next\"");
  }
  CHECK(ids.size() > 30);
  auto sorted = ids;
  std::ranges::sort(sorted);
  CHECK(std::ranges::adjacent_find(sorted) == sorted.end());
}

TEST_CASE("listings are filtered by fields of their kind, and only by those") {
  house().demonstration.registry().wait_until_searchable();
  const http::Response one = house().get("/v1/certificates", "number=ANSSI-CC-2023/42");
  REQUIRE(one.status == 200);
  CHECK(body_of(one).array("items").size() == 1);
  const http::Response unknown = house().get("/v1/certificates", "nunmber=1");
  CHECK(unknown.status == 400);
  CHECK(body_of(unknown).text("place") == "nunmber");
  CHECK(body_of(unknown).text("expected").find("number") != std::string::npos);
  CHECK(house().get("/v1/certificates", "limit=0").status == 400);
  CHECK(house().get("/v1/certificates", "limit=501").status == 400);
  CHECK(house().get("/v1/certificates", "after=elsewhere").status == 400);
  const json::Value statements = body_of(house().get("/v1/statements", "type=economy&limit=3"));
  REQUIRE(statements.array("items").size() == 3);
  CHECK(statements.array("items").front().find("statement")->text("type") == "economy");
}

TEST_CASE("every kind can be listed") {
  for (const std::string& kind : registry::Registry::kinds()) {
    CAPTURE(kind);
    CHECK(house().get("/v1/" + kind).status == 200);
  }
  CHECK(body_of(house().get("/v1")).array("resources").size() ==
        registry::Registry::kinds().size());
}

TEST_CASE("a statement is shown for ever as it was signed, and proved") {
  const http::Response shown = house().get("/v1/statements/0");
  REQUIRE(shown.status == 200);
  CHECK(*shown.header("Cache-Control") == "public, max-age=31536000, immutable");
  const json::Value statement = body_of(shown);
  CHECK(statement.find("statement")->text("type") == "founding");
  const std::string id(statement.find("statement")->text("id"));
  CHECK(body_of(house().get("/v1/statements/" + percent_encode(id))).integer("index") == 0);
  const http::Response proof = house().get("/v1/statements/0/proof");
  REQUIRE(proof.status == 200);
  CHECK(proof.body.starts_with("c2sp.org/tlog-proof@v1\n"));
  CHECK(*proof.header("Content-Type") == "text/plain; charset=utf-8");
  CHECK(house().get("/v1/statements/99999999").status == 404);
  CHECK(house().get("/v1/statements/99999999/proof").status == 404);
  CHECK(house().get("/v1/statements/nobody").status == 404);
}

TEST_CASE("one statement is filed once, and again acknowledged with its first index") {
  const std::string jws = house().demonstration.signed_economy("QA");
  const http::Response filed = house().post("/v1/statements", "application/jose", jws + "\n");
  REQUIRE(filed.status == 201);
  const std::string place(*filed.header("Location"));
  CHECK(house().get(place).status == 200);
  const http::Response again = house().post("/v1/statements", "application/jose", jws);
  CHECK(again.status == 200);
  CHECK(body_of(again).boolean("known"));
  CHECK(*again.header("Location") == place);
  const http::Response bad = house().post("/v1/statements", "application/jose", "a.b");
  CHECK(bad.status == 400);
  CHECK(code_of(bad) == "jws.form");
}

TEST_CASE("of many statements the good ones land, and each line has its outcome") {
  const std::string good = house().demonstration.signed_economy("QB");
  const std::string other = house().demonstration.signed_economy("QC");
  std::string forged = house().demonstration.signed_economy("QD");
  forged[forged.size() - 10] = forged[forged.size() - 10] == 'A' ? 'B' : 'A';
  const std::string lines = good + "\nnonsense\n\n\"" + other + "\"\n" + forged + "\n\"";
  const http::Response response = house().post("/v1/statements", "application/x-ndjson", lines);
  REQUIRE(response.status == 200);
  const auto outcomes = lines_of(response);
  REQUIRE(outcomes.size() == 5);
  CHECK(outcomes[0].find("index") != nullptr);
  CHECK(outcomes[1].find("problem")->text("code") == "jws.form");
  CHECK(outcomes[2].integer("line") == 4);
  CHECK(outcomes[2].integer("index") == outcomes[0].integer("index") + 1);
  CHECK(outcomes[3].find("problem")->text("code") == "admission.signature");
  CHECK(outcomes[4].find("problem")->text("code") == "json.syntax");

  const json::Value array = json::Array{json::Value(good), json::Value(7), json::Value(other)};
  const http::Response again =
      house().post("/v1/statements", "application/json", json::compact(array));
  const json::Value summary = body_of(again);
  CHECK(summary.integer("accepted") == 2);
  CHECK(summary.integer("refused") == 1);
  CHECK(summary.array("results")[0].boolean("known"));
  CHECK(summary.array("results")[1].find("problem")->text("pointer") == "/1");
  CHECK(house().post("/v1/statements", "application/json", "{}").status == 400);
  CHECK(house().post("/v1/statements", "text/plain", good).status == 415);
  CHECK(house().meter.accepted > 0);
  CHECK(house().meter.refused > 0);
}

TEST_CASE("the log is served as tlog-tiles asks") {
  const http::Response checkpoint = house().get("/log/checkpoint");
  CHECK(*checkpoint.header("Content-Type") == "text/plain; charset=utf-8");
  CHECK(*checkpoint.header("Cache-Control") == "no-store");
  CHECK(*checkpoint.header("Access-Control-Allow-Origin") == "*");
  CHECK(checkpoint.body.starts_with("demo.example/log\n"));

  const auto size = house().demonstration.registry().size();
  const std::string partial = size < 256 ? ".p/" + std::to_string(size) : "";
  const http::Response tile = house().get("/log/tile/0/000" + partial);
  REQUIRE(tile.status == 200);
  CHECK(tile.body.size() == 32 * std::min<std::uint64_t>(size, 256));
  CHECK(*tile.header("Content-Type") == "application/octet-stream");
  CHECK(tile.header("Cache-Control")->ends_with("immutable"));
  CHECK(*tile.header("Access-Control-Allow-Origin") == "*");
  CHECK(house().get("/log/tile/0/000.p/1").body == tile.body.substr(0, 32));
  CHECK(house().get("/log/tile/entries/000.p/1").status == 200);

  for (const auto* path : {"/log/tile/0/x999/000", "/log/tile/0/0", "/log/tile/64/000",
                           "/log/tile/0/000.p/0", "/log/tile/", "/log/", "/log/tile/entries/"}) {
    CAPTURE(path);
    const http::Response none = house().get(path);
    CHECK(none.status == 404);
    CHECK(*none.header("Cache-Control") == "no-store");
    CHECK(*none.header("Content-Type") == "application/problem+json");
  }
}

TEST_CASE("what is not there, not allowed or not acceptable says so") {
  CHECK(code_of(house().get("/nowhere")) == "request.no-such-route");
  CHECK(house().get("/v1/").status == 404);
  const http::Response method = house().ask({.method = "DELETE", .path = "/v1/statements"});
  CHECK(method.status == 405);
  CHECK(*method.header("Allow") == "GET, HEAD, OPTIONS, POST");
  CHECK(house().ask({.method = "POST", .path = "/healthz"}).status == 405);
  const http::Response options = house().ask({.method = "OPTIONS", .path = "/v1/determinations"});
  CHECK(options.status == 204);
  CHECK(*options.header("Access-Control-Allow-Methods") == "GET, HEAD, OPTIONS, POST");
  CHECK(*options.header("Access-Control-Allow-Origin") == "*");
  const http::Response unacceptable =
      house().ask({.path = "/v1/certificates", .headers = {{"Accept", "image/png"}}});
  CHECK(unacceptable.status == 406);
  CHECK(house().get("/v1/certificates/%zz").status == 400);
  CHECK(house().get("/v1/certificates", std::string(9000, 'a')).status == 414);
  CHECK(house()
            .ask({.method = "POST",
                  .path = "/v1/determinations",
                  .headers = {{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}},
                  .body = "x"})
            .status == 415);
}

TEST_CASE("a problem speaks the reader's language") {
  const http::Response response =
      house().ask({.path = "/nowhere", .headers = {{"Accept-Language", "fr"}}});
  CHECK(*response.header("Content-Language") == "fr");
  CHECK(body_of(response).text("title") == "<fr request.no-such-route>");
}

TEST_CASE("operators see health, readiness, counters and the description") {
  CHECK(body_of(house().get("/healthz")).text("status") == "ok");
  const json::Value ready = body_of(house().get("/readyz"));
  CHECK(ready.boolean("writable"));
  CHECK(ready.integer("size") > 0);
  CHECK(house().get("/metrics").body == "counted 1\n");
  CHECK(body_of(house().get("/openapi.json")).text("openapi") == "3.1.0");
}

TEST_CASE("the description that is served is the one that is written") {
  std::ifstream file("spec/openapi.json", std::ios::binary);
  const std::string written{std::istreambuf_iterator<char>(file), {}};
  const auto document = json::read(written);
  REQUIRE(document);
  const http::Response served = house().get("/openapi.json");
  CHECK(json::canonical(body_of(served)) == json::canonical(*document));
  CHECK(served.body.size() == json::compact(*document).size());
}

TEST_CASE("the certificate's page shows the answer without script, identifiers isolated") {
  const http::Response page =
      house().get("/certificates/ANSSI-CC-2023%2F42", "market=ES&on=2024-05-01");
  REQUIRE(page.status == 200);
  CHECK(*page.header("Content-Type") == "text/html; charset=utf-8");
  CHECK(page.header("Content-Security-Policy")->starts_with("default-src 'none'; style-src 'sha"));
  CHECK(page.body.find("<bdi>ANSSI-CC-2023/42</bdi>") != std::string::npos);
  CHECK(page.body.find("verdict.recognised") != std::string::npos);
  CHECK(page.body.find("French Cybersecurity Agency (ANSSI)") != std::string::npos);
  CHECK(page.body.find("<script") == std::string::npos);
  CHECK(page.body.find("http://") == std::string::npos);
  const http::Response hostile =
      house().get("/certificates/%3Cscript%3E", "market=%22%3E%3Cscript%3E&on=2024-05-01");
  CHECK(hostile.body.find("<script") == std::string::npos);
  CHECK(house().get("/certificates/NOBODY-1").status == 404);
  CHECK(house().get("/certificates/ANSSI-CC-2023/42").status == 200);
  CHECK(house().get("/certificates/ANSSI-CC-2023/42", "market=ES&on=tomorrow").status == 422);
}

TEST_CASE("the first page names three things to try, and each works") {
  const http::Response page = house().get("/");
  REQUIRE(page.status == 200);
  std::size_t links = 0;
  for (auto at = page.body.find("href=\""); at != std::string::npos;
       at = page.body.find("href=\"", at + 1)) {
    std::string target = page.body.substr(at + 6, page.body.find('"', at + 6) - at - 6);
    for (auto amp = target.find("&amp;"); amp != std::string::npos; amp = target.find("&amp;")) {
      target.replace(amp, 5, "&");
    }
    CAPTURE(target);
    // The head says where the page stands, with the address of the server.
    constexpr std::string_view kAddress = "https://registry.example";
    if (target.starts_with(kAddress)) target.erase(0, kAddress.size());
    const auto mark = std::min(target.find('?'), target.size());
    CHECK(house()
              .get(target.substr(0, mark), target.substr(std::min(mark + 1, target.size())))
              .status == 200);
    ++links;
  }
  CHECK(links >= 4);
  CHECK(house().get("/problems/json.syntax").status == 200);
  CHECK(house().get("/problems/%3Cx%3E").status == 404);
}

TEST_CASE("only what waits for the store or takes long is slow") {
  const auto slow = [](std::string_view path, std::string_view type = "") {
    return house().api.slow({.method = "POST",
                             .path = path,
                             .query = {},
                             .headers = {{"Content-Type", type}},
                             .body = {}});
  };
  CHECK_FALSE(slow("/v1/determinations", "application/json"));
  CHECK(slow("/v1/determinations", "application/x-ndjson"));
  CHECK(slow("/v1/statements"));
  CHECK(slow("/v1/certificates"));
  CHECK_FALSE(slow("/healthz"));
  CHECK_FALSE(slow("/nowhere"));
  CHECK_FALSE(slow("/authorization", "application/json"));
  CHECK(slow("/01/09506000134352"));
  CHECK(slow("/id/certificates/1"));
  CHECK(slow("/metadata"));
  CHECK(slow("/v1/catalogue"));
  CHECK(slow("/v1/changes"));
  CHECK(slow("/v1/dumps/certificates.csv"));
}

TEST_CASE("routes have names for counting") {
  CHECK(Api::route_of("/v1/certificates/ANSSI-CC-2023/42") == "/v1/{kind}");
  CHECK(Api::route_of("/v1/statements/7") == "/v1/statements/{index}");
  CHECK(Api::route_of("/nowhere").empty());
}

TEST_CASE("the first page answers a question about one certificate, and no other in its place") {
  const std::string known = "certificate=ANSSI-CC-2023%2F42&market=ES&on=2024-05-01";
  const http::Response answered = house().get("/", known);
  CHECK(answered.status == 200);
  CHECK(answered.body.find("SOGIS-MRA") != std::string::npos);
  // Not on file is an answer here.
  const http::Response unknown = house().get("/", "certificate=NO-SUCH-9&market=ES");
  CHECK(unknown.status == 200);
  CHECK(unknown.body.find("NO-SUCH-9") != std::string::npos);
  // Market access is another question, which the page without script does not answer.
  const http::Response other = house().get("/", known + "&purpose=market-access");
  CHECK(other.status == 200);
  CHECK(other.body.find("SOGIS-MRA") == std::string::npos);
  CHECK(other.body.find(R"(name="certificate")") != std::string::npos);
}

TEST_CASE("a list may be asked for by facets, and the address of a narrowed one is a list") {
  const http::Response narrowed = house().get("/v1/certificates", "state=in-force");
  const json::Value listed = body_of(narrowed);
  REQUIRE_FALSE(listed.array("items").empty());
  const std::string id(listed.array("items")[0].text("id"));
  const std::string target = "/certificates/" + percent_encode(id);
  CHECK(house().get("/certificates", "state=in-force").body.find(target) != std::string::npos);
  CHECK(house().get("/certificates", "state=suspended").status == 200);
  CHECK(house().get("/certificates", "state=suspended").body.find(target) == std::string::npos);
  CHECK(house().get("/standards", "publisher=IEC&state=current").status == 200);
  CHECK(house().get("/requirements", "product=brewmaster-kx").status == 200);
  CHECK(house().get("/certificates", "product=brewmaster-kx").status == 400);
  CHECK(house().get("/certificates", "colour=red").status == 400);
}

TEST_CASE("by TLS without a proxy, addresses and the browser's memory are of TLS too") {
  const auto ask = [](bool secure) {
    Api api{{.registry = house().demonstration.registry(),
             .clock = house().demonstration.clock(),
             .secure = secure}};
    return fixture::ask(api,
                        {.path = "/v1/catalogue", .headers = {{"Host", "registry.example:8443"}}});
  };
  const http::Response plain = ask(false);
  CHECK_FALSE(plain.header("Strict-Transport-Security"));
  CHECK(body_of(plain).text("@id") == "http://registry.example:8443/v1/catalogue");
  const http::Response secured = ask(true);
  CHECK(*secured.header("Strict-Transport-Security") == "max-age=31536000");
  CHECK(body_of(secured).text("@id") == "https://registry.example:8443/v1/catalogue");
}

}  // namespace concordat::api
