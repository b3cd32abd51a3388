// Many certificates filed at once: what each line came to, and that nothing is lost or doubled
// however often the command or the server is killed.
//
// CONCORDAT_SEED in the environment sets the seed.
#include <chrono>
#include <cstdlib>
#include <map>
#include <random>
#include <thread>

#include "fault/home.hpp"
#include <doctest/doctest.h>
#include <signal.h>

#include "core/json/read.hpp"

namespace concordat::fault {
namespace {

using net::TestClient;
using std::chrono::microseconds;

constexpr std::size_t kRows = 1'500;  // six batches
constexpr int kMostRuns = 30;

constexpr std::string_view kHeader =
    "number,issued,lastDay,legalEffect,sector,holder,product.models\n";

std::string row(std::size_t number) {
  return "T-" + std::to_string(number) +
         ",2026-01-05,2031-01-04,voluntary,toys,\"Maker, Co\",M-x|M-" + std::to_string(number) +
         "\n";
}

std::string table(std::size_t rows) {
  std::string text(kHeader);
  for (std::size_t at = 0; at < rows; ++at) text += row(at);
  return text;
}

std::vector<json::Value> report_in(const std::filesystem::path& file) {
  const std::string text = read_whole(file);
  std::vector<json::Value> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    auto line = json::read(std::string_view(text).substr(at, end - at));
    REQUIRE(line);
    lines.push_back(std::move(*line));
    at = end + 1;
  }
  return lines;
}

std::map<std::string, std::size_t> tally(const std::vector<json::Value>& report) {
  std::map<std::string, std::size_t> counts;
  for (const json::Value& line : report) {
    ++counts[std::string(line.text("outcome")) + " " + std::string(line.text("code"))];
  }
  return counts;
}

std::vector<std::string> filing(const Home& home, const std::vector<std::string>& where) {
  std::vector<std::string> command{"file",
                                   "--body",
                                   std::string(kAuthor),
                                   "--report",
                                   home.file("report.ndjson").string(),
                                   home.file("table.csv").string()};
  command.insert(command.end(), where.begin(), where.end());
  return command;
}

std::string url_of(const Server& server) {
  return "http://127.0.0.1:" + std::to_string(server.port());
}

std::size_t entries(const Home& home) {
  const std::string checkpoint = home.ask({"log", "checkpoint"}).out;
  const std::size_t line = checkpoint.find('\n') + 1;
  return std::strtoull(checkpoint.c_str() + line, nullptr, 10);
}

std::uint64_t seed() {
  const char* const text = std::getenv("CONCORDAT_SEED");
  return text == nullptr ? std::random_device()() : std::strtoull(text, nullptr, 10);
}

// Until the first batch has been reported. A minute is for ever.
void wait_for_report(const Home& home) {
  for (int tries = 0; tries < 60'000; ++tries) {
    std::error_code error;
    if (std::filesystem::file_size(home.file("report.ndjson"), error) > 0 && !error) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

// How long a run may live: a part, drawn at random, of what filing the whole takes here and now.
class Lives {
 public:
  Lives() : random_(seed()) {
    Home home;
    write_whole(home.file("table.csv"), table(kRows));
    const auto begin = std::chrono::steady_clock::now();
    CHECK(home.ask(filing(home, {})).status == 0);
    whole_ = std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - begin);
  }
  microseconds next() {
    return microseconds(random_() % static_cast<std::uint64_t>(whole_.count()));
  }

 private:
  std::mt19937_64 random_;
  microseconds whole_{1};
};

// The report of a run that came to its end names every line once.
void check_all_on_file(const Home& home, std::size_t rows) {
  const auto report = report_in(home.file("report.ndjson"));
  REQUIRE(report.size() == rows);
  std::map<std::int64_t, std::int64_t> lines;
  for (const json::Value& line : report) lines[line.integer("index")] = line.integer("line");
  CHECK(lines.size() == rows);
  CHECK(entries(home) == rows + 1);
  CHECK(home.ask({"log", "check"}).status == 0);
}

}  // namespace

TEST_CASE("every line has its outcome, and what was filed is where the report says") {
  Home home;
  write_whole(home.file("table.csv"), table(2) + "T-2,2026-01-05\n" + row(3) +
                                          "T-4,05.01.2026,,voluntary,toys,Maker,M-1\n" + row(0) +
                                          "T-5,2026-01-05,2031-01-04,voluntary,toys,\"Maker,M-1\n");
  Server server(home.serving(), home.server_log());
  REQUIRE(server.listens());
  const std::string keys = home.database().string() + ".keys";
  const Outcome outcome = run(filing(home, {"--server", url_of(server) + "/", "--keys", keys}));
  INFO(outcome.err);
  CHECK(outcome.status == 1);
  CHECK(outcome.out == "3 filed, 1 on file already, 3 refused\n");

  const auto report = report_in(home.file("report.ndjson"));
  REQUIRE(report.size() == 7);
  const std::vector<std::string_view> outcomes{"filed",   "filed",           "refused", "filed",
                                               "refused", "already-on-file", "refused"};
  for (std::size_t at = 0; at < report.size(); ++at) {
    CHECK(report[at].integer("line") == static_cast<std::int64_t>(at) + 2);
    CHECK(report[at].text("outcome") == outcomes[at]);
  }
  CHECK(report[2].text("code") == "csv.width");
  CHECK(report[4].text("code") == "statement.wrong-kind");
  CHECK(report[4].text("column") == "issued");
  CHECK(report[6].text("code") == "csv.syntax");
  CHECK(*report[5].find("index") == *report[0].find("index"));

  TestClient client(server.port());
  const json::Object& places = *report[0].find("places")->as_object();
  for (const std::string_view name : {"statement", "certificate", "page", "paper"}) {
    const std::string address = *places.find(name)->as_string();
    CAPTURE(address);
    REQUIRE(address.starts_with(url_of(server)));
    const auto answer = client.get(address.substr(url_of(server).size()));
    CHECK(answer.status == 200);
    if (name != "paper") CHECK(answer.body.find("T-0") != std::string::npos);
  }
  CHECK(places.find("credential") != nullptr);
}

TEST_CASE("filing stops where it is told to, and goes on from there when it is run again") {
  Home home;
  std::string text = table(300);
  for (std::size_t at = 0; at < 4; ++at) text.insert(kHeader.size(), "bad\n");
  write_whole(home.file("table.csv"), text);
  auto stopping = filing(home, {"--stop-at", "3"});
  const Outcome stopped = home.ask(stopping);
  CHECK(stopped.status == 1);
  CHECK(stopped.err.find("filing.stopped") != std::string::npos);
  CHECK(entries(home) == 1 + 252);  // the first batch: 256 lines, four of them bad
  const Outcome whole = home.ask(filing(home, {}));
  CHECK(whole.status == 1);
  CHECK(whole.out == "48 filed, 252 on file already, 4 refused\n");
  CHECK(entries(home) == 301);

  // A line that has been changed since is told from the one that is on file.
  text.replace(text.find("Maker, Co"), 9, "Other, Co");
  write_whole(home.file("table.csv"), text);
  CHECK(home.ask(filing(home, {})).out == "0 filed, 299 on file already, 5 refused\n");
  CHECK(tally(report_in(home.file("report.ndjson")))["refused admission.id-reused"] == 1);
}

TEST_CASE("without a key, a file or a place to file nothing is sent") {
  Home home;
  write_whole(home.file("table.csv"), table(1));
  const std::string file = home.file("table.csv").string();
  const auto code = [&](std::vector<std::string> command) {
    command.insert(command.begin(), {"--format", "json", "file"});
    const Outcome outcome = run(command);
    return std::to_string(outcome.status) + " " + code_in(outcome.err);
  };
  const std::string keys = home.database().string() + ".keys";
  CHECK(code({"--body", "nobody", "--store", home.store(), file}) == "2 drafts.no-key");
  CHECK(code({"--body", std::string(kAuthor), "--store", home.store(), "absent.csv"}) ==
        "1 cli.file");
  CHECK(code({"--body", std::string(kAuthor), file}) == "64 cli.usage");
  CHECK(code({"--body", std::string(kAuthor), "--server", "http://127.0.0.1:1", file}) ==
        "64 cli.usage");
  CHECK(code({"--body", std::string(kAuthor), "--server", "http://127.0.0.1:1", "--keys", keys,
              file}) == "2 fetch.failed");
  CHECK(code({"--body", std::string(kAuthor), "--server", "ftp://127.0.0.1:1", "--keys", keys,
              file}) == "2 fetch.url");
  CHECK(entries(home) == 1);
}

TEST_CASE("killed at any instant and run again, nothing is lost and nothing doubled") {
  Home home;
  write_whole(home.file("table.csv"), table(kRows));
  Lives lives;
  int halfway = 0;
  for (int runs = 0; runs < kMostRuns; ++runs) {
    auto command = filing(home, {"--store", home.store()});
    command.insert(command.begin(), program_path());
    std::filesystem::remove(home.file("report.ndjson"));
    Server filer(command, home.server_log());
    if (runs % 2 == 0) {
      std::this_thread::sleep_for(lives.next());
    } else {
      wait_for_report(home);
      std::this_thread::sleep_for(lives.next() / 16);
    }
    const bool ended = filer.kill() == 0;
    const std::size_t filed = entries(home) - 1;
    if (filed > 0 && filed < kRows) ++halfway;
    if (ended && filed == kRows) break;
  }
  MESSAGE("killed while part of the file was on file: " << halfway);
  const Outcome last = home.ask(filing(home, {}));
  INFO(last.err);
  CHECK(last.status == 0);
  check_all_on_file(home, kRows);
}

TEST_CASE("a server that is killed while a file is being filed costs no line") {
  Home home;
  write_whole(home.file("table.csv"), table(kRows));
  const std::string keys = home.database().string() + ".keys";
  Lives lives;
  for (int runs = 0; runs < kMostRuns; ++runs) {
    Server server(home.serving(), home.server_log());
    REQUIRE(server.listens());
    const auto command = filing(home, {"--server", url_of(server), "--keys", keys});
    const microseconds life = lives.next();
    std::jthread reaper([&server, life] {
      std::this_thread::sleep_for(life);
      server.signal(SIGKILL);
    });
    const Outcome outcome = run(command);
    INFO(outcome.err);
    if (outcome.status == 0) break;
    CHECK(outcome.status == 2);
  }
  const Outcome last = home.ask(filing(home, {}));
  CHECK(last.status == 0);
  check_all_on_file(home, kRows);
}

}  // namespace concordat::fault
