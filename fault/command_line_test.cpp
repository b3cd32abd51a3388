// The command line from outside: exit statuses, what goes where, and that JSON is what HTTP says.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "fault/home.hpp"
#include <doctest/doctest.h>

#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::fault {
namespace {

using net::TestClient;

json::Value parsed(std::string_view line) {
  auto value = json::read(line);
  INFO(line);
  REQUIRE(value);
  return std::move(*value);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void file_economies(const Home& home) {
  const Outcome submitted = home.ask(
      {"submit"}, json::compact(economy("QA")) + "\n" + json::compact(economy("QB")) + "\n");
  INFO(submitted.err);
  REQUIRE(submitted.status == 0);
}

}  // namespace

TEST_CASE("a bad line is told, the good ones land, and the same again changes nothing") {
  Home home;
  const std::string lines = json::compact(economy("QA")) + "\n{\"id\":\n\n" +
                            home.sign(economy("QB")) + "\n" + home.sign(economy("QC")) + "x\n" +
                            json::compact(economy("QD"));
  const std::vector<std::string> submit{"--format", "json", "submit", "-"};
  const Outcome first = home.ask(submit, lines);
  CHECK(first.status == 1);
  const auto told = lines_of(first.out);
  REQUIRE(told.size() == 5);
  const std::vector<std::string_view> outcomes{"admitted", "refused", "admitted", "refused",
                                               "admitted"};
  for (std::size_t at = 0; at < told.size(); ++at) {
    INFO(told[at]);
    CHECK(parsed(told[at]).text("outcome") == outcomes[at]);
  }
  CHECK(parsed(told[1]).text("code") == "json.syntax");
  CHECK(parsed(told[1]).text("place") == "-:2");
  CHECK(parsed(told[3]).text("place") == "-:5");

  const Outcome again = home.ask(submit, lines);
  CHECK(again.status == 1);
  const auto repeated = lines_of(again.out);
  REQUIRE(repeated.size() == told.size());
  for (std::size_t at = 0; at < told.size(); at += 2) {
    const json::Value before = parsed(told[at]);
    const json::Value after = parsed(repeated[at]);
    CHECK(after.text("outcome") == "known");
    CHECK(*after.find("index") == *before.find("index"));
  }
  CHECK(home.ask({"log", "prove", "3"}).status == 0);
  CHECK(home.ask({"log", "prove", "4"}).status == 1);

  json::Value other = economy("QA");
  other.as_object()->find("body")->as_object()->set("names", json::Object{{"en", "Another"}});
  const Outcome reused = home.ask(submit, json::compact(other));
  CHECK(reused.status == 1);
  CHECK(parsed(reused.out).text("code") == "admission.id-reused");
}

TEST_CASE("decide says the same on the command line and over HTTP") {
  Home home;
  file_economies(home);
  const std::vector<std::string> decide{"decide",   "--market", "QA",        "--certificate",
                                        "NOBODY-1", "--on",     "2024-05-01"};
  const Outcome text = home.ask(decide);
  CHECK(text.status == 0);
  CHECK_FALSE(text.out.empty());
  CHECK_FALSE(text.out.starts_with("{"));
  auto in_french = decide;
  in_french.insert(in_french.begin(), {"--lang", "fr"});
  CHECK(home.ask(in_french).out != text.out);

  auto as_json = decide;
  as_json.insert(as_json.begin(), {"--format", "json"});
  Server server(home.serving(), home.server_log());
  REQUIRE(server.listens());
  TestClient client(server.port());
  for (const std::string size : {"", "2"}) {
    auto command = as_json;
    if (!size.empty()) command.insert(command.end(), {"--as-of", size});
    const Outcome decided = home.ask(command);
    REQUIRE(decided.status == 0);
    const json::Value answer = parsed(lines_of(decided.out).front());
    const json::Value* question = answer.find("question");
    REQUIRE(question != nullptr);
    const auto over_http =
        client.ask(post("/v1/determinations", "application/json", json::compact(*question)));
    CHECK(over_http.status == 200);
    CHECK(over_http.body + "\n" == decided.out);
  }
  auto beyond = as_json;
  beyond.insert(beyond.end(), {"--as-of", "99"});
  const Outcome refused = home.ask(beyond);
  CHECK(refused.status == 1);
  CHECK(refused.out.empty());
  CHECK(code_in(refused.err) == "question.as-of");
}

TEST_CASE("a manifest is answered line by line, a bad line among good ones") {
  Home home;
  file_economies(home);
  const std::filesystem::path manifest = home.file("manifest.csv");
  write_whole(manifest,
              "market,certificate,on\n"
              "QA,NOBODY-1,2024-05-01\n"
              "QB,NOBODY-2,2024-02-30\n"
              "QB,\"NOBODY, 3\",2024-05-01\n");
  const Outcome batch = home.ask({"decide", "--batch", manifest.string()});
  CHECK(batch.status == 1);
  const auto lines = lines_of(batch.out);
  REQUIRE(lines.size() == 3);
  CHECK(parsed(lines[0]).find("answer") != nullptr);
  CHECK(parsed(lines[1]).find("answer") == nullptr);
  REQUIRE(parsed(lines[1]).find("error") != nullptr);
  CHECK(parsed(lines[1]).find("error")->text("place") == "/date");
  CHECK(*parsed(lines[1]).find("line") == json::Value(3));
  CHECK(parsed(lines[2]).find("answer") != nullptr);
  // A file that is not there says nothing about anything.
  CHECK(home.ask({"decide", "--batch", home.file("absent.csv").string()}).status != 0);
}

TEST_CASE("jcs prints canonical octets, or says what must be refused and where") {
  const Outcome printed = run({"jcs"}, " {\"b\": 1e2, \"a\": [true, \"\\u20ac\"]}\n");
  CHECK(printed.status == 0);
  CHECK(printed.out == "{\"a\":[true,\"\xE2\x82\xAC\"],\"b\":100}");
  for (const std::string_view bad : {"", "{\"a\":1,\"a\":2}", "[1,]", "\"\\ud800\"",
                                     "\xEF\xBB\xBF{}", "{} {}", "1e400", "\"\xC0\x80\""}) {
    const Outcome refused = run({"jcs"}, bad);
    INFO(bad);
    CHECK(refused.status == 1);
    CHECK(refused.out.empty());
    CHECK(refused.err.find("byte ") != std::string::npos);
  }
}

TEST_CASE("search and show find what is on file") {
  Home home;
  file_economies(home);
  const Outcome found = home.ask({"search", "--kind", "economies", "Economy QA"});
  INFO(found.err);
  CHECK(found.status == 0);
  CHECK(found.out.find("QA") != std::string::npos);
  CHECK(found.out.find("QB") == std::string::npos);
  const Outcome shown = home.ask({"--format", "json", "show", "economies", "QB"});
  CHECK(shown.status == 0);
  Server server(home.serving(), home.server_log());
  REQUIRE(server.listens());
  TestClient client(server.port());
  CHECK(client.get("/v1/economies/QB").body + "\n" == shown.out);
  CHECK(home.ask({"show", "economies", "QZ"}).status == 1);
  CHECK(home.ask({"search", "--kind", "nothing", "x"}).status == 1);
}

TEST_CASE("usage is 64, help is 0, a store that is not there is 2") {
  CHECK(run({}).status == 64);
  CHECK(run({"nonsense"}).status == 64);
  CHECK(run({"decide"}).status == 64);
  CHECK(run({"log"}).status == 64);
  CHECK(run({"--format", "xml", "jcs"}).status == 64);
  CHECK(run({"serve", "--port", "70000", "--store", "sqlite:x"}).status == 64);
  CHECK(run({"--help"}).status == 0);
  Home home;
  const std::string absent = "sqlite:" + home.file("absent.db").string();
  CHECK(run({"show", "economies", "X", "--store", absent}).status == 2);
  CHECK_FALSE(std::filesystem::exists(home.file("absent.db")));
  CHECK(home.ask({"init"}).status != 0);
}

TEST_CASE("the server leaves no core: signing keys are in its memory") {
  Home home;
  Server server(home.serving(), home.server_log());
  REQUIRE(server.listens());
  std::ifstream limits("/proc/" + std::to_string(server.process()) + "/limits");
  constexpr std::string_view kName = "Max core file size";
  std::string line;
  while (std::getline(limits, line) && !line.starts_with(kName)) {
  }
  REQUIRE(line.starts_with(kName));
  std::istringstream allowed(line.substr(kName.size()));
  std::string soft;
  std::string hard;
  allowed >> soft >> hard;
  CHECK(soft == "0");
  CHECK(hard == "0");
}

}  // namespace concordat::fault
