// The whole server over real sockets, on the demonstration registry.
#include "server/serve.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/net/testing/test_client.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "registry/credentials/schemas_for_tests.hpp"
#include "registry/credentials/world_for_tests.hpp"
#include "server/running_for_tests.hpp"
#include "server/testimony_for_tests.hpp"

namespace concordat::server {
namespace {

using net::TestClient;

std::string post(std::string_view target, std::string_view type, std::string_view body) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: test\r\nContent-Type: " + std::string(type) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

constexpr std::string_view kAsked =
    R"({"purpose":"recognition","attestations":[{"number":"ANSSI-CC-2023/42"}],)"
    R"("market":"ES","date":"2024-05-01"})";

// Of a trust query, but its end.
constexpr std::string_view kTrusted = R"({"entity_id":"FR","authority_id":"ES","action":"certify",)"
                                      R"("resource":"sector=it-security&scheme=CC")";

// Certificates that name a barcode, so that one resolves.
constexpr std::string_view kWithOtherBarcode =
    R"({"id":"barcode-2","type":"certificate","author":"certia.example",)"
    R"("basis":{"kind":"own"},"effective":{"from":"2024-01-01"},)"
    R"("body":{"certificate":"BARCODE-2","number":"B/2","artefact":"certificate",)"
    R"("body":"certia.example","legalEffect":"voluntary","sector":"household-electrical",)"
    R"("holder":"brewmaster.example","issued":"2024-01-01",)"
    R"("product":{"gtins":["9506000134369"],"batches":["L1"]}}})";
constexpr std::string_view kWithBarcode =
    R"({"id":"barcode","type":"certificate","author":"certia.example","basis":{"kind":"own"},)"
    R"("effective":{"from":"2024-01-01"},"body":{"certificate":"BARCODE-1","number":"B/1",)"
    R"("artefact":"certificate","body":"certia.example","legalEffect":"voluntary",)"
    R"("sector":"household-electrical","holder":"brewmaster.example","issued":"2024-01-01",)"
    R"("product":{"gtins":["9506000134352"]}}})";

// Runs a checker of this folder; its exit status.
int run_checker(const std::string& name, const std::vector<std::string>& arguments) {
  const std::string script = "server/" + name;
  std::vector<const char*> words{"python3", script.c_str()};
  for (const std::string& argument : arguments) words.push_back(argument.c_str());
  words.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    ::execv("/usr/bin/python3", const_cast<char* const*>(words.data()));
    ::_exit(77);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

class QuestionFile {
 public:
  QuestionFile() {
    const int descriptor = ::mkstemp(path_.data());
    REQUIRE(descriptor >= 0);
    ::close(descriptor);
  }
  ~QuestionFile() { ::unlink(path_.c_str()); }
  QuestionFile(const QuestionFile&) = delete;
  QuestionFile& operator=(const QuestionFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_ = std::filesystem::temp_directory_path() / "concordat-questions-XXXXXX";
};

// Of the resolver, and of what is given out in bulk.
constexpr std::string_view kOpenTargets[] = {
    "/.well-known/gs1resolver",
    "/metadata",
    "/entities",
    "/entities/did:web:a.example/authorizations",
    "/ecosystems/did:web:a.example/recognitions",
    "/lookups/didMethods",
    "/01/09506000134352",
    "/01/09506000134352?linkType=linkset",
    "/01/09506000134352?linkType=gs1:certificationInfo",
    "/01/09506000134352/10/L1/21/7",
    "/01/09506000134353",
    "/253/4012345000115",
    "/417/4012345000009",
    "/8013/1987654Ad4X4bL5ttr2310c2K",
    "/id/certificates/ANSSI-CC-2023%2F42",
    "/id/certificates/ANSSI-CC-2023/42?linkType=all",
    "/id/bodies/0086",
    "/id/organisations/anssi?linkType=linkset",
    "/v1/catalogue",
    "/v1/changes?limit=500",
    "/v1/changes?after=3&type=certificate",
    "/v1/changes?after=x",
    "/v1/coverage",
    "/v1/coverage?on=2024-06-01&sector=it-security&asOf=300&sentences=ar",
    "/v1/coverage?on=yesterday",
    "/v1/coverage/changes",
    "/v1/coverage/changes?from=2020-01-01&until=2022-01-01&kind=R6",
    "/v1/dumps/certificates.ndjson",
    "/v1/dumps/certificates.ndjson?asOf=300",
    "/v1/dumps/statements.ndjson?asOf=300",
    "/v1/dumps/organisations.csv?asOf=300",
    "/v1/dumps/organisations.csv.sha256?asOf=300",
    "/v1/dumps/unicorns.csv",
};

// A credential of the registry about a certificate, shown to it unsigned.
std::string shown_question() {
  const auto credential = registry::credential_about(
      demonstration().registry(), {.kind = "certificates", .id = "ANSSI-CC-2023/42"},
      demonstration().clock().now());
  REQUIRE(credential);
  return json::compact(json::Object{{"credential", json::Object{{"document", *credential}}},
                                    {"purpose", "recognition"},
                                    {"market", "ES"},
                                    {"date", "2024-05-01"}});
}

void write_postings(std::ostream& file, const std::string& jws) {
  file << "POST /v1/determinations application/json " << kAsked << "\n"
       << "POST /v1/determinations?receipt=true application/json " << kAsked << "\n"
       << "POST /v1/determinations application/json {\"market\":1}\n"
       << "POST /v1/determinations application/x-ndjson " << kAsked << "\\nnonsense\\n\n"
       << "POST /v1/determinations/presented application/json " << shown_question() << "\n"
       << "POST /v1/determinations/presented application/json {\"market\":\"ES\"}\n"
       << "POST /v1/credentials/verify application/json {\"document\":\"" << jws << "\"}\n"
       << "POST /v1/credentials/verify application/json {\"document\":7}\n"
       << "POST /v1/credentials/verify application/x-ndjson {\"document\":\"a.b\"}\\nnonsense\n"
       << kVcApiQuestions << kAccountQuestions << "POST /authorization application/json "
       << kTrusted << "}\n"
       << "POST /recognition application/json " << kTrusted
       << ",\"context\":{\"time\":\"2024-05-01T00:00:00Z\",\"hs\":\"85\"}}\n"
       << "POST /authorization application/json {}\n"
       << "POST /recognition application/json {}\n"
       << "POST /v1/statements application/jose " << jws << "\n"
       << "POST /v1/statements application/jose " << jws << "\n"
       << "POST /v1/statements application/jose a.b.c\n"
       << "POST /v1/statements application/json [\"" << jws << "\",\"a.b.c\"]\n"
       << "POST /v1/statements application/x-ndjson " << jws << "\\nnonsense\n";
}

// One question for every operation of the description, and some that must be refused.
void write_questions(const std::string& path, const registry::StatusLists& lists) {
  std::ofstream file(path);
  const std::string certificate = "/v1/certificates/ANSSI-CC-2023/42";
  const std::string asked = "certificate=ANSSI-CC-2023/42&market=ES&date=2024-05-01";
  for (const std::string& target :
       {std::string("/"),
        std::string("/certificates/ANSSI-CC-2023/42?market=ES&on=2024-05-01"),
        std::string("/certificates/NOBODY-1"),
        std::string("/problems/json.syntax"),
        std::string("/v1"),
        "/v1/determinations?purpose=recognition&" + asked,
        "/v1/determinations?sentences=true&purpose=recognition&" + asked,
        "/v1/determinations?purpose=market-access&" + asked,
        "/v1/determinations?purpose=recognition&asOf=99999999&" + asked,
        std::string("/v1/determinations?certificate=NOBODY-1&market=ZZ&date=2024-05-01"),
        std::string("/v1/determinations?market=ES"),
        std::string("/v1/audit/accesses?purpose=audit"),
        std::string("/v1/audit/looks"),
        std::string("/v1/statements?limit=500"),
        std::string("/v1/statements?type=certificate&limit=3"),
        std::string("/v1/statements/0"),
        std::string("/v1/statements/99999999"),
        std::string("/v1/statements/0/proof"),
        std::string("/v1/statements/0/credential"),
        certificate + "/credential",
        std::string("/v1/certificates/NOBODY-1/credential"),
        std::string("/v1/organisations/ukas/credential"),
        std::string("/log/did.json"),
        lists.path(0, registry::ListForm::kSuspension),
        lists.path(0, registry::ListForm::kToken) + "?time=1772323200",
        std::string("/contexts/registry-record-v1"),
        std::string("/log/checkpoint"),
        std::string("/log/tile/0/000.p/1"),
        std::string("/log/tile/0/x999/999"),
        std::string("/log/tile/entries/000.p/1"),
        std::string("/openapi.json"),
        std::string("/healthz"),
        std::string("/readyz"),
        std::string("/metrics"),
        certificate,
        certificate + "/paper?size=letter",
        certificate + "/code.svg",
        certificate + "/alerts",
        std::string("/v1/certificates/NOBODY-1/alerts"),
        std::string("/v1/search?q=smart&limit=2"),
        std::string("/v1/search"),
        std::string("/v1/certificates?facets=state,body,economy&limit=1"),
        std::string("/v1/standards?facets=publisher&state=current&limit=1"),
        std::string("/v1/certificates?facets=colour"),
        certificate + "?colour=red",
        std::string("/v1/certificates?q=smart&limit=5"),
        std::string("/organisations?q=agency&lang=ar"),
        std::string("/organisations/anssi?on=2024-05-01&asOf=100"),
        std::string("/organisations/nobody"),
        std::string("/search?q=anssi"),
        std::string("/log/entries/0")}) {
    file << "GET " << target << "\n";
  }
  for (const std::string_view target : kOpenTargets) file << "GET " << target << "\n";
  for (const std::string_view line : kTestimonyQuestions) file << line << "\n";
  for (const std::string& kind : registry::Registry::kinds()) {
    file << "GET /v1/" << kind << "?limit=500\n";
    const auto page = demonstration().registry().list({.kind = kind, .limit = 1});
    const std::string id = page->resources.empty() ? "none" : page->resources.front().id;
    file << "GET /v1/" << kind << "/" << api::percent_encode(id) << "\n";
  }
  write_postings(file, demonstration().signed_economy("QX"));
}

}  // namespace

TEST_CASE("a certificate is decided over HTTP, a statement filed and proved") {
  Running running;
  TestClient client(running.port());
  const auto decided = client.ask(post("/v1/determinations", "application/json", kAsked));
  REQUIRE(decided.status == 200);
  CHECK(json::read(decided.body)->text("verdict") == "recognised");
  CHECK_FALSE(decided.field("X-Request-Id").empty());

  const std::string jws = demonstration().signed_economy("QS");
  const auto filed = client.ask(post("/v1/statements", "application/jose", jws));
  REQUIRE(filed.status == 201);
  const auto shown = client.get(filed.field("Location"));
  CHECK(json::read(shown.body)->text("signed") == jws);
  CHECK(client.get(filed.field("Location") + "/proof").status == 200);
  CHECK(client.get("/v1/certificates/ANSSI-CC-2023%2F42").status == 200);
  CHECK(client.get("/log/tile/0/000.p/1").body.size() == 32);
}

TEST_CASE("what somebody presents is verified over HTTP, one or a line each") {
  Running running;
  TestClient client(running.port());
  registry::IssuerForTests issuer(crypto::Algorithm::kP256);
  json::Object question{{"document", issuer.sign(issuer.credential())}};
  const auto ask = [&](std::string_view type, const std::string& body) {
    return client.ask(post("/v1/credentials/verify", type, body));
  };
  const auto verified = ask("application/json", json::compact(question));
  REQUIRE(verified.status == 200);
  CHECK(json::read(verified.body)->text("verdict") == "verified");
  // Nobody on file has the key: this registry does not know.
  question.set("trust", true);
  const auto unknown = ask("application/json", json::compact(question));
  CHECK(json::read(unknown.body)->text("verdict") == "could-not-be-checked");
  question.set("document", "a.b.c");
  const auto lines = ask("application/x-ndjson", json::compact(question) + "\n{\"document\":7}\n");
  REQUIRE(lines.status == 200);
  CHECK(lines.body.find("\"verdict\":\"rejected\"") != std::string::npos);
  CHECK(lines.body.find("verification.document") != std::string::npos);
  CHECK(ask("text/plain", "x").status == 415);
  CHECK(ask("application/json", "{\"document\":7}").status == 422);
  CHECK(client.get("/v1/credentials/verify").status == 405);
}

TEST_CASE("every certificate that gets a credential gets one of the published schema") {
  const auto& registry = demonstration().registry();
  const auto page = registry.list({.kind = "certificates", .limit = 500});
  REQUIRE(page);
  std::vector<json::Value> made;
  for (const registry::Resource& resource : page->resources) {
    const auto issued = registry::credential_about(
        registry, {.kind = "certificates", .id = resource.id}, demonstration().clock().now());
    CAPTURE(resource.id);
    if (issued) {
      made.push_back(*issued);
    } else {
      // The profile is ours: what is written never breaks it.
      const std::string& code = issued.error().code;
      CAPTURE(code);
      CAPTURE(issued.error().place);
      const bool of_the_certificate = code == "untp.not-valid" || code == "untp.not-in-force" ||
                                      code == "untp.not-an-attestation" || code == "untp.no-scheme";
      CHECK(of_the_certificate);
    }
  }
  CHECK(made.size() > 5);
  CHECK(registry::fit_published_schemas(made));
}

TEST_CASE("HEAD answers as GET does, without the body") {
  Running running;
  TestClient client(running.port());
  const auto got = client.get("/log/tile/0/000.p/1");
  client.write("HEAD /log/tile/0/000.p/1 HTTP/1.1\r\nHost: test\r\n\r\n");
  const auto head = client.read(true);
  CHECK(head.status == 200);
  for (const auto* field :
       {"Content-Length", "Content-Type", "Cache-Control", "ETag", "Access-Control-Allow-Origin"}) {
    CHECK(head.field(field) == got.field(field));
  }
  CHECK(client.get("/healthz").status == 200);
}

TEST_CASE("requests are named, counted and logged, and nothing they carry is") {
  Running running;
  {
    TestClient client(running.port());
    const auto named = client.ask("GET /healthz?secret=1 HTTP/1.1\r\nX-Request-Id: abc-1\r\n\r\n");
    CHECK(named.field("X-Request-Id") == "abc-1");
    const auto renamed = client.ask("GET /healthz HTTP/1.1\r\nX-Request-Id: a\"b {}\r\n\r\n");
    CHECK(renamed.field("X-Request-Id").find('"') == std::string::npos);
    CHECK(client.get("/nowhere").status == 404);
    const auto metrics = client.get("/metrics");
    CHECK(metrics.body.find("concordat_http_requests_total{route=\"/healthz\",status=\"2xx\"} 2") !=
          std::string::npos);
    CHECK(metrics.body.find("{route=\"none\",status=\"4xx\"} 1") != std::string::npos);
    CHECK(metrics.body.find("concordat_log_size") != std::string::npos);
  }
  running.end();
  CHECK(running.ended_well());
  const auto lines = running.log();
  REQUIRE(lines.size() >= 6);
  CHECK(lines.front().text("event") == "listening");
  CHECK(lines.back().text("event") == "stopped");
  bool seen = false;
  for (const json::Value& line : lines) {
    CHECK(line.text("time").ends_with("Z"));
    CHECK(json::compact(line).find("secret") == std::string::npos);
    seen = seen || (line.text("id") == "abc-1" && line.integer("status") == 200 &&
                    line.text("route") == "/healthz");
  }
  CHECK(seen);
}

TEST_CASE("a dump comes in chunks and whole, and its checksum is that of what came") {
  Running running;
  TestClient client(running.port());
  const std::string size = std::to_string(demonstration().registry().size());
  const auto dump = client.get("/v1/dumps/statements.ndjson?asOf=" + size);
  REQUIRE(dump.status == 200);
  CHECK(dump.field("Transfer-Encoding") == "chunked");
  CHECK(dump.whole);
  CHECK(std::ranges::count(dump.body, '\n') == static_cast<std::ptrdiff_t>(std::stoul(size)));
  const auto checksum = client.get("/v1/dumps/statements.ndjson.sha256?asOf=" + size);
  CHECK("sha256:" + checksum.body.substr(0, 64) ==
        crypto::to_string(crypto::sha256(bytes_of(dump.body))));
  // The same octets through another connection, while statements come in.
  const std::string jws = demonstration().signed_economy("QW");
  CHECK(client.ask(post("/v1/statements", "application/jose", jws)).status == 201);
  TestClient other(running.port());
  CHECK(other.get("/v1/dumps/statements.ndjson?asOf=" + size).body == dump.body);
}

TEST_CASE("what is recorded comes to those who listen, and who was cut off misses nothing") {
  Running running;
  TestClient listener(running.port());
  listener.write("GET /v1/changes HTTP/1.1\r\nHost: test\r\nAccept: text/event-stream\r\n\r\n");
  CHECK(listener.read_until("retry: 3000\n\n").find("text/event-stream") != std::string::npos);
  TestClient author(running.port());
  const auto before = demonstration().registry().size();
  const std::string first = demonstration().signed_economy("QM");
  CHECK(author.ask(post("/v1/statements", "application/jose", first)).status == 201);
  const std::string event = listener.read_until("\n\n");
  CHECK(event.find("id: " + std::to_string(before) + "\ndata: {") != std::string::npos);
  listener.vanish();
  const std::string second = demonstration().signed_economy("QN");
  CHECK(author.ask(post("/v1/statements", "application/jose", second)).status == 201);
  TestClient again(running.port());
  again.write("GET /v1/changes HTTP/1.1\r\nHost: test\r\nAccept: text/event-stream\r\n" +
              ("Last-Event-ID: " + std::to_string(before)) + "\r\n\r\n");
  CHECK(again.read_until("economy-QN").find("economy-QM") == std::string::npos);
  // A listener holds up no end.
  running.end();
  CHECK(running.ended_well());
}

TEST_CASE("SIGTERM ends it gracefully") {
  Running running;
  TestClient idle(running.port());
  CHECK(idle.get("/healthz").status == 200);
  ::pthread_kill(running.thread().native_handle(), SIGTERM);
  CHECK(idle.closed());
  running.join();
  CHECK(running.ended_well());
  CHECK(running.log().back().text("event") == "stopped");
}

TEST_CASE("a port that is taken is an error, not an exit") {
  Running running;
  Options options;
  options.net.port = running.port();
  options.log = [](std::string_view) {};
  const Status served = serve(demonstration().registry(), demonstration().clock(), options);
  REQUIRE_FALSE(served.has_value());
  CHECK(served.error().code == "net.listen");
}

TEST_CASE("live answers are as the description says") {
  Running running;
  running.people().add("reader@lab.example");
  const QuestionFile questions;
  demonstration().file(kWithBarcode);
  demonstration().registry().wait_until_searchable();
  write_questions(questions.path(), running.lists());
  const std::string base = "http://127.0.0.1:" + std::to_string(running.port());
  const int status = run_checker("check_openapi.py", {base, questions.path()});
  if (status == 77) {
    MESSAGE("skipped: no python3-jsonschema");
    return;
  }
  CHECK(status == 0);
}

// The schema of the UNTP identity resolver 0.7.0, which GS1's is a part of, where it is at hand.
TEST_CASE("live linksets are valid for the published schema") {
  const char* set = std::getenv("CONCORDAT_SHARED");
  const std::filesystem::path schema = std::filesystem::path(set != nullptr ? set : "../shared") /
                                       "standards/untp/v0.7.0/schema/idr/LinksetSchema.json";
  if (!std::filesystem::exists(schema)) {
    MESSAGE("skipped: no " << schema.string());
    return;
  }
  Running running;
  demonstration().file(kWithOtherBarcode);
  demonstration().registry().wait_until_searchable();
  std::vector<std::string> arguments{
      "http://127.0.0.1:" + std::to_string(running.port()), schema.string(), "/01/09506000134369",
      "/01/09506000134369/10/L1/21/7", "/id/certificates/ANSSI-CC-2023%2F42"};
  for (const std::string& kind : registry::Registry::kinds()) {
    const auto page = demonstration().registry().list({.kind = kind, .limit = 1});
    if (page->resources.empty()) continue;
    arguments.push_back("/id/" + kind + "/" + api::percent_encode(page->resources.front().id));
  }
  const int status = run_checker("check_linksets.py", arguments);
  if (status == 77) {
    MESSAGE("skipped: no python3-jsonschema");
    return;
  }
  CHECK(status == 0);
}

}  // namespace concordat::server
