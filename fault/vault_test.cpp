// The vault by its commands: killed at any instant, out of space, altered; and a part of a record
// shown to somebody who has nothing but the key of the log.
#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "fault/home.hpp"
#include <doctest/doctest.h>

#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::fault {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSecret = "the heating element failed at 92 K above the limit";
constexpr std::string_view kRows =
    R"([{"name": "clause 8", "value": "pass"}, {"name": "clause 19.11", "value": "fail at 92 K"}])";

class Vault {
 public:
  Vault() {
    const Outcome made = home.ask({"vault", "make", "--new-key", key()});
    REQUIRE_MESSAGE(made.status == 0, made.err);
    write_whole(home.file("rows.json"), kRows);
  }

  [[nodiscard]] std::string key() const { return home.file("master.key").string(); }
  [[nodiscard]] fs::path file() const { return home.file("registry.db-private"); }

  [[nodiscard]] std::vector<std::string> keeping(const std::string& body) const {
    return {"vault",        "keep",       home.file(body).string(),
            "--master-key", key(),        "--kind",
            "test-report",  "--class",    "confidential",
            "--basis",      "contract",   "--owner",
            "lab.example",  "--rows",     home.file("rows.json").string(),
            "--media-type", "text/plain", "--keep-until",
            "2099-12-31",   "--format",   "json"};
  }
  // Its identifier.
  std::string keep(std::string_view body) {
    write_whole(home.file("body.txt"), body);
    const Outcome kept = home.ask(keeping("body.txt"));
    REQUIRE_MESSAGE(kept.status == 0, kept.err);
    return std::string(json::read(kept.out.substr(0, kept.out.find('\n')))->text("id"));
  }
  [[nodiscard]] Outcome with_key(std::vector<std::string> command) const {
    for (const std::string& word : {std::string("--master-key"), key()}) command.push_back(word);
    return home.ask(std::move(command));
  }
  [[nodiscard]] std::string proof(const std::string& id, std::vector<std::string> opened) const {
    std::vector<std::string> command = {"vault", "prove", id, "--master-key", key()};
    command.insert(command.end(), opened.begin(), opened.end());
    const Outcome proved = home.ask(std::move(command));
    REQUIRE_MESSAGE(proved.status == 0, proved.err);
    return proved.out;
  }
  // How it ends, and the code on standard error.
  [[nodiscard]] std::pair<int, std::string> check_proof(const std::string& proof,
                                                        std::vector<std::string> more = {}) const {
    std::vector<std::string> command = {"vault",     "check-proof", "-",   "--log-key",
                                        home.vkey(), "--format",    "json"};
    command.insert(command.end(), more.begin(), more.end());
    const Outcome checked = run(command, proof);
    return {checked.status, checked.status == 0 ? std::string() : code_in(checked.err)};
  }
  [[nodiscard]] std::size_t records() const {
    const Outcome listed = home.ask({"vault", "list", "--format", "json", "--limit", "10000"});
    REQUIRE_MESSAGE(listed.status == 0, listed.err);
    return static_cast<std::size_t>(std::ranges::count(listed.out, '\n'));
  }
  void check_sound() const {
    const Outcome checked = with_key({"vault", "check"});
    CHECK_MESSAGE(checked.status == 0, checked.err);
  }
  // All files of the registry, the master key aside.
  [[nodiscard]] std::string on_disk() const {
    std::string all;
    for (const auto& found : fs::directory_iterator(home.file(""))) {
      const std::string name = found.path().filename().string();
      if (name.starts_with("registry.db") && found.is_regular_file()) {
        all += read_whole(found.path());
      }
    }
    return all;
  }

  Home home;
};

std::string with(const std::string& proof, std::string_view member, json::Value value) {
  json::Value parsed = *json::read(proof.substr(0, proof.size() - 1));
  parsed.as_object()->set(member, std::move(value));
  return json::canonical(parsed) + "\n";
}

}  // namespace

TEST_CASE("one row of a report is shown to a third party, and nothing else of it") {
  Vault vault;
  const std::string id = vault.keep(kSecret);
  CHECK(vault.with_key({"vault", "prove", id}).status == 1);  // not in the log yet
  const Outcome batch = vault.home.ask({"vault", "batch"});
  REQUIRE_MESSAGE(batch.status == 0, batch.err);
  const std::string proof = vault.proof(id, {"--row", "clause 19.11", "--part", "4"});
  const Outcome checked =
      run({"vault", "check-proof", "-", "--log-key", vault.home.vkey(), "--format", "json"}, proof);
  REQUIRE_MESSAGE(checked.status == 0, checked.err);
  const auto shown = json::read(checked.out.substr(0, checked.out.find('\n')));
  REQUIRE(shown);
  CHECK(shown->text("outcome") == "holds");
  CHECK(shown->text("author") == kAuthor);
  REQUIRE(shown->array("opened").size() == 2);
  CHECK(shown->array("opened")[1].text("value") == "fail at 92 K");
  CHECK(checked.out.find("clause 8") == std::string::npos);

  write_whole(vault.home.file("other.txt"), "another body");
  CHECK(vault.check_proof(proof, {"--body", vault.home.file("body.txt").string()}).first == 0);
  CHECK(vault.check_proof(proof, {"--body", vault.home.file("other.txt").string()}) ==
        std::pair(1, std::string("vault-proof.body")));
  vault.check_sound();
}

TEST_CASE("every way for a proof to be wrong has its code, and the checker its three ends") {
  Vault vault;
  const std::string id = vault.keep(kSecret);
  const std::string other_id = vault.keep("another record");
  REQUIRE(vault.home.ask({"vault", "batch"}).status == 0);
  const std::string proof = vault.proof(id, {"--row", "clause 8"});
  const std::string other = vault.proof(other_id, {"--row", "clause 8"});
  const json::Value whole = *json::read(proof.substr(0, proof.size() - 1));
  const json::Value of_other = *json::read(other.substr(0, other.size() - 1));
  const auto ends = [&](const std::string& text, int status, const std::string& code) {
    CHECK(vault.check_proof(text) == std::pair(status, code));
  };
  ends(proof, 0, "");
  ends("", 1, "vault-proof.form");
  ends(proof + "\n", 1, "vault-proof.form");
  ends(with(proof, "version", 2), 2, "vault-proof.version");
  ends(with(proof, "salt", of_other.text("salt")), 1, "merkle.root-mismatch");
  ends(with(proof, "sequence", 2), 1, "merkle.root-mismatch");
  ends(with(proof, "sequence", 3), 1, "vault-proof.sequence");
  ends(with(proof, "parts", 9), 1, "merkle.root-mismatch");
  ends(with(proof, "opened", of_other.array("opened")), 1, "merkle.root-mismatch");
  ends(with(proof, "batchPath", json::Array{}), 1, "merkle.proof-length");
  const Outcome founding = vault.home.ask({"log", "prove", "0"});
  ends(with(proof, "log", founding.out), 1, "vault-proof.statement");
  ends(with(proof, "log", "nothing"), 2, "proof.form");
  const Outcome no_key = run({"vault", "check-proof", "-", "--log-key", "no key"}, proof);
  CHECK(no_key.status == 2);
}

TEST_CASE("secrets are in no file, before an erasure or after it, and in no error") {
  Vault vault;
  const std::string id = vault.keep(kSecret);
  REQUIRE(vault.home.ask({"vault", "batch"}).status == 0);
  const auto secret_free = [&] {
    const std::string all = vault.on_disk();
    CHECK(all.find(kSecret) == std::string::npos);
    CHECK(all.find("fail at 92 K") == std::string::npos);
    CHECK(all.find("clause 19.11") == std::string::npos);
    CHECK(all.find(read_whole(vault.key())) == std::string::npos);
  };
  secret_free();
  CHECK((fs::status(vault.file()).permissions() & fs::perms::mask) ==
        (fs::perms::owner_read | fs::perms::owner_write));

  const fs::path read_to = vault.home.file("read.txt");
  REQUIRE(vault.with_key({"vault", "read", id, "-o", read_to.string()}).status == 0);
  CHECK(read_whole(read_to) == kSecret);

  // Another key opens nothing, and says only that it is another.
  write_whole(vault.home.file("wrong.key"), std::string(32, 'k'));
  fs::permissions(vault.home.file("wrong.key"), fs::perms::owner_read | fs::perms::owner_write);
  const Outcome wrong = vault.home.ask({"vault", "read", id, "-o", read_to.string(), "--master-key",
                                        vault.home.file("wrong.key").string(), "--format", "json"});
  CHECK(wrong.status == 1);
  CHECK(code_in(wrong.err) == "vault.key-wrong");
  CHECK(wrong.err.find("kkkkkkkk") == std::string::npos);

  const Outcome erased =
      vault.with_key({"vault", "erase", id, "--by", "p-7f3a", "--why", "data-subject"});
  REQUIRE_MESSAGE(erased.status == 0, erased.err);
  secret_free();
  const Outcome gone =
      vault.with_key({"vault", "read", id, "-o", read_to.string(), "--format", "json"});
  CHECK(code_in(gone.err) == "vault.erased");
  CHECK(vault.home.ask({"vault", "show", id}).out.find("p-7f3a") != std::string::npos);
  vault.check_sound();
}

TEST_CASE("an octet turned in the private file is found, or the file is refused") {
  Vault vault;
  vault.keep(std::string(100'000, 'x'));
  REQUIRE(vault.home.ask({"vault", "batch"}).status == 0);
  const std::string whole = read_whole(vault.file());
  std::mt19937 draw(7);
  for (int time = 0; time < 8; ++time) {
    // In the body, which is most of the file.
    const std::size_t at = whole.size() / 2 + draw() % (whole.size() / 4);
    std::string turned = whole;
    turned[at] = static_cast<char>(turned[at] ^ 0x10);
    write_whole(vault.file(), turned);
    CAPTURE(at);
    CHECK(vault.with_key({"vault", "check"}).status != 0);
  }
  write_whole(vault.file(), whole);
  vault.check_sound();
}

TEST_CASE("killed while it keeps: what was acknowledged is there, and nothing half") {
  Vault vault;
  write_whole(vault.home.file("large.txt"), std::string(std::size_t{12} << 20, 'x'));
  std::mt19937 draw(1);
  std::size_t acknowledged = 0;
  std::size_t most = 0;
  for (int time = 0; time < 12; ++time) {
    std::vector<std::string> command = vault.keeping("large.txt");
    command.insert(command.begin(), program_path());
    command.insert(command.end(), {"--store", vault.home.store()});
    Server keeping(command, vault.home.server_log());
    std::this_thread::sleep_for(std::chrono::milliseconds(draw() % 1'500));
    const int ended = keeping.kill();
    if (ended == 0) ++acknowledged;
    ++most;
    const std::size_t records = vault.records();
    // One that was killed behind its last commit is there and was not acknowledged.
    CHECK(records >= acknowledged);
    CHECK(records <= most);
  }
  vault.check_sound();
  // And it goes on.
  vault.keep("hello");
  REQUIRE(vault.home.ask({"vault", "batch"}).status == 0);
  vault.check_sound();
}

TEST_CASE("killed while it logs a batch or rotates: it goes on, each batch once") {
  Vault vault;
  std::mt19937 draw(2);
  std::string key = vault.key();
  for (int time = 0; time < 6; ++time) {
    vault.keep("record " + std::to_string(time));
    Server logging({program_path(), "vault", "batch", "--store", vault.home.store()},
                   vault.home.server_log());
    std::this_thread::sleep_for(std::chrono::milliseconds(draw() % 900));
    logging.kill();
  }
  const Outcome rest = vault.home.ask({"vault", "batch"});
  REQUIRE_MESSAGE(rest.status == 0, rest.err);
  vault.check_sound();
  const std::string next = vault.home.file("next.key").string();
  const std::vector<std::string> rotation = {"vault",     "rotate",    "--master-key",
                                             vault.key(), "--new-key", next};
  {
    std::vector<std::string> command = rotation;
    command.insert(command.begin(), program_path());
    command.insert(command.end(), {"--store", vault.home.store()});
    Server rotating(command, vault.home.server_log());
    std::this_thread::sleep_for(std::chrono::milliseconds(draw() % 700));
    rotating.kill();
  }
  // It may have ended well before it was killed: then the old key is none any more.
  const Outcome again = vault.home.ask(rotation);
  CHECK((again.status == 0 || again.err.find("master key") != std::string::npos));
  const Outcome checked = vault.home.ask({"vault", "check", "--master-key", next});
  CHECK_MESSAGE(checked.status == 0, checked.err);
  CHECK(vault.with_key({"vault", "check"}).status != 0);
}

TEST_CASE("without room it refuses, loses nothing, and goes on when there is room") {
  Vault vault;
  const std::string id = vault.keep(kSecret);
  write_whole(vault.home.file("large.txt"), std::string(std::size_t{24} << 20, 'x'));
  std::vector<std::string> command = vault.keeping("large.txt");
  command.insert(command.end(), {"--store", vault.home.store()});
  // No file may grow beyond 4 MiB, and growing says so instead of ending the process.
  std::string line = "trap '' XFSZ; ulimit -f 8192; exec " + program_path();
  for (const std::string& word : command) line += " '" + word + "'";
  Server refused({"sh", "-c", line}, vault.home.server_log());
  CHECK(refused.wait() == 2);
  const std::string said = vault.home.server_said();
  CHECK(
      (said.find("store.full") != std::string::npos || said.find("store.io") != std::string::npos));
  CHECK(vault.records() == 1);
  vault.check_sound();
  vault.keep("after");
  CHECK(vault.records() == 2);
  CHECK(vault.with_key({"vault", "read", id, "-o", vault.home.file("r").string()}).status == 0);
  vault.check_sound();
}

}  // namespace concordat::fault
