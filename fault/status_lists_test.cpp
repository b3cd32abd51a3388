// A credential of a running registry and its status list, in the hands of somebody who has nothing
// but `concordat verify`: before and after a suspension, after a restart, a restored backup and the
// loss of the key.
#include <filesystem>
#include <set>

#include "fault/home.hpp"
#include <doctest/doctest.h>

#include "core/credential/jws.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "registry/drafts.hpp"

namespace concordat::fault {
namespace {

using net::TestClient;

json::Value statement(const std::string& id, const std::string& type, std::string_view author,
                      json::Object body) {
  return json::Object{{"id", id},
                      {"type", type},
                      {"author", author},
                      {"basis", json::Object{{"kind", "own"}}},
                      {"effective", json::Object{{"from", "2020-01-01"}}},
                      {"body", std::move(body)}};
}

json::Value organisation(const std::string& name, const std::string& role) {
  return statement("organisation-" + name, "organisation", kAuthor,
                   {{"organisation", name},
                    {"names", json::Object{{"en", "The " + name}}},
                    {"economy", "XA"},
                    {"roles", json::Array{role}}});
}

json::Value certificate(const std::string& id) {
  return statement("certificate-" + id, "certificate", "certia",
                   {{"certificate", id},
                    {"number", id},
                    {"artefact", "certificate"},
                    {"body", "certia"},
                    {"act", "ACT"},
                    {"legalEffect", "voluntary"},
                    {"sector", "toys"},
                    {"holder", "maker"},
                    {"product", json::Object{{"models", json::Array{"K-200"}}}},
                    {"issued", "2020-01-01"}});
}

json::Value payload_of(const std::string& token) {
  const auto jws = credential::parse_jws(token);
  REQUIRE(jws);
  return *json::read(jws->payload);
}

std::string what_it_says(const std::string& list) {
  return json::compact(*payload_of(list).find("credentialSubject"));
}

// The path of an address: what this server answers under.
std::string path_of(std::string_view address) {
  const std::size_t host = address.find("//") + 2;
  return std::string(address.substr(address.find('/', host)));
}

// A registry with a few certificates and a key for credentials.
class Office {
 public:
  Office() {
    std::string drafts = json::compact(economy("XA")) + "\n" +
                         json::compact(organisation("certia", "conformity-assessment-body")) +
                         "\n" + json::compact(organisation("maker", "manufacturer")) + "\n";
    for (int at = 0; at < 6; ++at) {
      drafts += json::compact(certificate("C-" + std::to_string(at))) + "\n";
    }
    const Outcome filed = home_.ask({"submit", "--enrol", "-"}, drafts);
    INFO(filed.out);
    INFO(filed.err);
    REQUIRE(filed.status == 0);
    REQUIRE(home_.ask({"keys", "generate", "credentials"}).status == 0);
    REQUIRE(home_.ask({"keys", "generate", "another"}).status == 0);
  }

  [[nodiscard]] std::vector<std::string> serving(const std::string& key = "credentials") const {
    std::vector<std::string> command = home_.serving();
    command.insert(command.end(), {"--credential-key", key});
    return command;
  }
  // A change of state under the signature of the body.
  [[nodiscard]] std::string change(const std::string& id, const std::string& state) {
    auto keys = keys::KeyFolder::open(home_.file("registry.db.keys"), std::nullopt);
    REQUIRE(keys);
    const auto signer = (*keys)->signer("certia");
    REQUIRE(signer);
    json::Object body{{"certificate", id}, {"state", state}};
    return *registry::sign(**signer, statement(state + "-" + std::to_string(++changes_),
                                               "certificate-state", "certia", std::move(body)));
  }
  [[nodiscard]] const Home& home() const { return home_; }

 private:
  Home home_;
  int changes_ = 0;
};

// Somebody with a credential, the registry's document and a list, and no network.
class Holder {
 public:
  Holder(const Home& home, TestClient& client) : folder_(home.file("holder")), client_(client) {
    write("controllers/did.json", client_.get("/log/did.json").body);
  }

  std::string credential(const std::string& id) {
    const auto answer = client_.ask("GET /v1/certificates/" + id +
                                    "/credential HTTP/1.1\r\nHost: test\r\n"
                                    "Accept: application/vc+jwt\r\n\r\n");
    CHECK(answer.status == 200);
    return answer.body;
  }
  static json::Value entry(const std::string& token) {
    return *payload_of(token).find("credentialStatus");
  }
  TestClient::Answer list_of(const std::string& token, const std::string& query = "") {
    return client_.get(path_of(entry(token).text("statusListCredential")) + query);
  }
  // What the command says of the token by that list, now or at another time.
  std::string verdict(const std::string& token, const std::string& list,
                      const std::string& at = "") {
    write("lists/list", list);
    std::vector<std::string> command{"--format",       "json",
                                     "verify",         "-",
                                     "--skew",         "0",
                                     "--controllers",  (folder_ / "controllers").string(),
                                     "--status-lists", (folder_ / "lists").string()};
    if (!at.empty()) command.insert(command.end(), {"--at", at});
    const Outcome outcome = run(command, token);
    const auto answer = json::read(outcome.out);
    REQUIRE(answer);
    for (const json::Value& step : answer->array("steps")) {
      if (!step.text("code").empty()) {
        return std::string(answer->text("verdict")) + " " + std::string(step.text("code"));
      }
    }
    return std::string(answer->text("verdict"));
  }
  std::string now(const std::string& token) { return verdict(token, list_of(token).body); }

 private:
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    write_whole(folder_ / name, text);
  }

  std::filesystem::path folder_;
  TestClient& client_;
};

}  // namespace

TEST_CASE("a suspension reaches the credential that somebody holds, and so does its end") {
  Office office;
  Server server(office.serving(), office.home().server_log());
  REQUIRE(server.listens());
  TestClient client(server.port());
  Holder holder(office.home(), client);
  const std::string token = holder.credential("C-1");
  const std::string other = holder.credential("C-2");
  const auto first = holder.list_of(token);
  REQUIRE(first.status == 200);
  CHECK(first.field("Content-Type") == "application/vc+jwt");
  CHECK(first.field("Cache-Control") == "public, max-age=60");
  CHECK(first.field("Vary") == "Accept");
  CHECK_FALSE(first.field("ETag").empty());
  CHECK(holder.list_of(other).body == first.body);
  CHECK(holder.verdict(token, first.body) == "verified");

  REQUIRE(file_statement(client, office.change("C-1", "suspended")).status == 201);
  CHECK(holder.now(token) == "rejected status.suspended");
  CHECK(holder.now(other) == "verified");
  // As it was before, for whoever asks about then; not for now.
  const std::string before(payload_of(first.body).text("validFrom"));
  const auto then = holder.list_of(token, "?timestamp=" + before);
  REQUIRE(then.status == 200);
  CHECK(then.field("Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(holder.verdict(token, then.body, before) == "verified");
  CHECK(holder.verdict(token, then.body) == "could-not-be-checked status.list-unverified");
  CHECK(holder.verdict(token, holder.list_of(token).body, before) ==
        "could-not-be-checked status.list-unverified");

  REQUIRE(file_statement(client, office.change("C-1", "reinstated")).status == 201);
  CHECK(holder.now(token) == "verified");
  REQUIRE(file_statement(client, office.change("C-1", "withdrawn")).status == 201);
  CHECK(holder.now(token) == "rejected status.suspended");
  CHECK(holder.now(other) == "verified");
  CHECK(holder.list_of(token, "?timestamp=2019-01-01T00:00:00Z").status == 404);
  CHECK(holder.list_of(token, "?timestamp=2999-01-01T00:00:00Z").status == 404);
  CHECK(holder.list_of(token, "?timestamp=yesterday").status == 400);
}

TEST_CASE("the PDF of a certificate carries its credential, and the command verifies it") {
  if (std::system("command -v pdfdetach >/dev/null") != 0) {
    MESSAGE("pdfdetach (package poppler-utils) is not here: nothing is taken out of the PDF");
    return;
  }
  Office office;
  const std::string pdf = office.home().file("paper.pdf").string();
  const std::string taken = office.home().file("taken.jwt").string();
  // How many files the PDF of the server's encloses; the first is written to `taken`.
  const auto enclosed = [&](TestClient& client, const std::string& id) {
    const auto answer = client.get("/v1/certificates/" + id + "/paper");
    REQUIRE(answer.status == 200);
    CHECK(client.get("/v1/certificates/" + id + "/paper").body == answer.body);
    write_whole(pdf, answer.body);
    std::filesystem::remove(taken);
    const std::string take = "pdfdetach -save 1 -o '" + taken + "' '" + pdf + "' 2>/dev/null";
    return std::system(take.c_str()) == 0;
  };
  {
    Server server(office.serving(), office.home().server_log());
    REQUIRE(server.listens());
    TestClient client(server.port());
    Holder holder(office.home(), client);
    REQUIRE(enclosed(client, "C-1"));
    const std::string token = read_whole(taken);
    CHECK(token == holder.credential("C-1"));
    CHECK(holder.now(token) == "verified");
    REQUIRE(file_statement(client, office.change("C-1", "withdrawn")).status == 201);
    CHECK(holder.now(token) == "rejected status.suspended");
    CHECK_FALSE(enclosed(client, "C-1"));
  }
  Server keyless(office.home().serving(), office.home().server_log());
  REQUIRE(keyless.listens());
  TestClient client(keyless.port());
  CHECK_FALSE(enclosed(client, "C-2"));
}

TEST_CASE("what was issued keeps its place, whatever becomes of the machine") {
  Office office;
  const Home& home = office.home();
  std::string token;
  std::string list;
  {
    Server server(office.serving(), home.server_log());
    REQUIRE(server.listens());
    TestClient client(server.port());
    Holder holder(home, client);
    token = holder.credential("C-3");
    list = what_it_says(holder.list_of(token).body);
    std::set<std::int64_t> places;
    for (int at = 0; at < 6; ++at) {
      const std::string each = holder.credential("C-" + std::to_string(at));
      places.insert(Holder::entry(each).integer("statusListIndex"));
    }
    CHECK(places.size() == 6);
    server.kill();
  }
  const auto finds_it_again = [&](const std::vector<std::string>& command) {
    Server server(command, home.server_log());
    REQUIRE(server.listens());
    TestClient client(server.port());
    Holder holder(home, client);
    CHECK(Holder::entry(holder.credential("C-3")) == Holder::entry(token));
    CHECK(what_it_says(holder.list_of(token).body) == list);
    CHECK(server.stop() == 0);
  };
  finds_it_again(office.serving());
  // Restored on another machine, with the keys that are kept apart.
  const std::string copy = home.file("copy.db").string();
  REQUIRE(home.ask({"backup", copy}).status == 0);
  const std::string restored = "sqlite:" + home.file("restored.db").string();
  REQUIRE(run({"restore", copy, "--store", restored}).status == 0);
  finds_it_again({program_path(), "serve", "--port", "0", "--store", restored, "--keys",
                  home.file("registry.db.keys").string(), "--credential-key", "credentials"});
  // With another key the old lists are refused: nothing stands at a wrong place.
  Server server(office.serving("another"), home.server_log());
  REQUIRE(server.listens());
  TestClient client(server.port());
  Holder holder(home, client);
  const auto refused = holder.list_of(token);
  CHECK(refused.status == 404);
  CHECK(code_in(refused.body) == "status-list.other-key");
  CHECK(Holder::entry(holder.credential("C-3")) != Holder::entry(token));
}

TEST_CASE("lists are printed, read and exported by command") {
  Office office;
  const Home& home = office.home();
  const auto ask = [&](std::vector<std::string> command) {
    command.insert(command.begin(), {"--format", "json", "credential"});
    command.insert(command.end(), {"--key", "credentials"});
    return home.ask(command);
  };
  const auto list = [&](std::vector<std::string> command) {
    command.insert(command.begin(), "status-list");
    return ask(std::move(command));
  };
  const Outcome issued = ask({"issue", "certificates", "C-1"});
  REQUIRE(issued.status == 0);
  const json::Value entry = Holder::entry(issued.out.substr(0, issued.out.find('\n')));
  const Outcome found = list({"find", "certificates", "C-1"});
  REQUIRE(found.status == 0);
  const json::Value place = *json::read(found.out);
  CHECK(place.text("status") == "valid");
  CHECK(place.integer("index") == entry.integer("statusListIndex"));
  CHECK(place.text("list") == entry.text("statusListCredential"));
  const Outcome read = list({"read", "0", std::to_string(place.integer("index"))});
  REQUIRE(read.status == 0);
  CHECK(*json::read(read.out) == place);
  CHECK(list({"read", "0", "131072"}).status == 1);
  CHECK(list({"read", "7", "0"}).status == 1);
  CHECK(list({"find", "certificates", "NOBODY"}).status == 1);

  const Outcome printed = list({"print", "0"});
  REQUIRE(printed.status == 0);
  CHECK(payload_of(printed.out.substr(0, printed.out.find('\n'))).text("id") ==
        entry.text("statusListCredential"));
  CHECK(list({"print", "0", "--timestamp", "2019-01-01T00:00:00Z"}).status == 1);
  CHECK(list({"print", "0", "--timestamp", "yesterday"}).status == 64);
  CHECK(list({"print", "0", "--form", "other"}).status == 64);

  const std::filesystem::path folder = home.file("export");
  const Outcome exported = list({"export", folder.string()});
  REQUIRE(exported.status == 0);
  CHECK(json::read(exported.out)->integer("lists") == 1);
  const std::string path = path_of(entry.text("statusListCredential")).substr(1);
  CHECK(read_whole(folder / path) + "\n" == printed.out);
  const std::string token = read_whole((folder / path).parent_path() / "token");
  CHECK(
      payload_of(token).text("sub") ==
      std::string(entry.text("statusListCredential"))
          .replace(entry.text("statusListCredential").rfind('/') + 1, std::string::npos, "token"));
}

}  // namespace concordat::fault
