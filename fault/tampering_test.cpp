// Somebody altered the files: `log check` says what and where, the server signs nothing more.
#include <algorithm>

#include "fault/follower.hpp"
#include <doctest/doctest.h>

#include "adapters/sqlite/database.hpp"
#include "core/base/base64.hpp"
#include "core/json/write.hpp"
#include "core/log/entry.hpp"

namespace concordat::fault {
namespace {

using net::TestClient;

constexpr int kEntries = 20;
constexpr std::uint64_t kAltered = 7;

// A home with some entries, filed one by one, its server gone and its write-ahead log folded in.
class Victim {
 public:
  Victim() { file(0, kEntries); }

  void file(int begin, int end) {
    Server server(home_.serving(), home_.server_log());
    REQUIRE(server.listens());
    TestClient client(server.port());
    for (int at = begin; at < end; ++at) {
      statements_.push_back(home_.sign(economy("V" + std::to_string(at))));
      REQUIRE(file_statement(client, statements_.back()).status == 201);
    }
    REQUIRE(server.stop() == 0);
    sql("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  void sql(const std::string& statement) const {
    auto connection =
        sqlite::Connection::open(home_.database().string(), sqlite::Connection::Access::kReadWrite);
    REQUIRE(connection);
    REQUIRE(connection->run(statement));
  }

  // Flips the lowest bit of one octet of an entry, the way an attacker with SQL would.
  void flip_in_entry(std::uint64_t index, std::size_t offset) const {
    auto connection =
        sqlite::Connection::open(home_.database().string(), sqlite::Connection::Access::kReadWrite);
    REQUIRE(connection);
    Bytes entry;
    {
      auto select = connection->prepare("SELECT entry FROM entries WHERE idx = ?");
      REQUIRE(select);
      REQUIRE(select->bind(index).step().value_or(false));
      const ByteView octets = select->octets(0);
      entry.assign(octets.begin(), octets.end());
    }
    REQUIRE(offset < entry.size());
    entry[offset] ^= 1;
    auto update = connection->prepare("UPDATE entries SET entry = ? WHERE idx = ?");
    REQUIRE(update);
    REQUIRE(update->bind(ByteView(entry)).bind(index).run());
  }

  [[nodiscard]] Home& home() { return home_; }
  // As signed; the one at `index` in the log.
  [[nodiscard]] const std::string& statement(std::uint64_t index) const {
    return statements_[index - 1];
  }

 private:
  Home home_;
  std::vector<std::string> statements_;
};

// The check ends with 1 and says all of these.
void check_found(Home& home, const std::vector<std::string>& words) {
  const Outcome checked = home.ask({"--format", "json", "log", "check"});
  INFO(checked.err);
  CHECK(checked.status == 1);
  for (const std::string& word : words) {
    INFO("expected to be told: " << word);
    CHECK(checked.err.find(word) != std::string::npos);
  }
}

// The server does not start, and says why.
void check_will_not_serve(Home& home, const std::string& code) {
  const Outcome served = home.ask({"--format", "json", "serve", "--port", "0"});
  INFO(served.err);
  CHECK(served.status == 2);
  CHECK(code_in(served.err) == code);
}

// The server answers, and refuses to write with that code.
void check_reads_only(Home& home, const std::string& code) {
  Server server(home.serving(), home.server_log());
  REQUIRE(server.listens());
  TestClient client(server.port());
  CHECK(client.get("/v1/economies/V3").status == 200);
  CHECK(client.get("/log/checkpoint").status == 200);
  // Ready to answer, and open about what it will not do.
  CHECK(code_in(client.get("/readyz").body) == code);
  const auto refused = file_statement(client, home.sign(economy("W")));
  CHECK(refused.status == 503);
  CHECK(code_in(refused.body) == code);
  CHECK(server.stop() == 0);
  const Outcome submitted =
      home.ask({"--format", "json", "submit"}, json::compact(economy("W")) + "\n");
  CHECK(submitted.status != 0);
  CHECK(submitted.out.find(code) != std::string::npos);
}

}  // namespace

TEST_CASE("an untouched store is sound") {
  Victim victim;
  const Outcome checked = victim.home().ask({"log", "check"});
  INFO(checked.err);
  CHECK(checked.status == 0);
}

TEST_CASE("a bit flipped in an entry is found, and where it lies") {
  Victim victim;
  std::string serving = "registry.forked";
  SUBCASE("in the recorded time") { victim.flip_in_entry(kAltered, 8); }
  SUBCASE("in the statement") {
    victim.flip_in_entry(kAltered, 150);
    serving = "registry.replay";
  }
  SUBCASE("in the signature") {
    // A letter that stays one of base64url, so that the form holds.
    const std::string& compact = victim.statement(kAltered);
    const std::size_t letter = compact.find_first_of(
        "bcdefghijklmnopqrstuvwxyBCDEFGHIJKLMNOPQRSTUVWXY", compact.size() - 40);
    victim.flip_in_entry(kAltered, log::kEntryHeaderSize + letter);
  }
  check_found(victim.home(), {"fsck.root", "\"entry " + std::to_string(kAltered) + "\""});
  check_will_not_serve(victim.home(), serving);
}

TEST_CASE("a flipped bit that no decoder accepts is found where it lies") {
  Victim victim;
  victim.flip_in_entry(kAltered, 0);
  check_found(victim.home(), {"fsck.entry-form", "entry " + std::to_string(kAltered)});
  check_will_not_serve(victim.home(), "registry.replay");
}

TEST_CASE("a bit flipped in the file itself is found") {
  Victim victim;
  Home& home = victim.home();
  std::string octets = read_whole(home.database());
  const std::string& signed_form = victim.statement(kAltered);
  // The end of the signature, which lies in one piece on its page.
  const std::size_t at = octets.find(signed_form.substr(signed_form.size() - 40));
  REQUIRE(at != std::string::npos);
  // A letter that stays one of base64url, so that the form holds and only the signature does not.
  const std::size_t flipped =
      octets.find_first_of("bcdefghijklmnopqrstuvwxyBCDEFGHIJKLMNOPQRSTUVWXY", at);
  REQUIRE(flipped < at + 30);
  octets[flipped] = static_cast<char>(octets[flipped] ^ 1);
  write_whole(home.database(), octets);
  check_found(home,
              {"fsck.root", "admission.signature", "\"entry " + std::to_string(kAltered) + "\""});
  check_will_not_serve(home, "registry.forked");
}

TEST_CASE("a page of the file destroyed is found") {
  Victim victim;
  Home& home = victim.home();
  std::string octets = read_whole(home.database());
  const std::string& signed_form = victim.statement(kAltered);
  const std::size_t at = octets.find(signed_form.substr(0, 40));
  REQUIRE(at != std::string::npos);
  constexpr std::size_t kPage_bytes = 4096;
  std::fill_n(octets.begin() + static_cast<std::ptrdiff_t>(at / kPage_bytes * kPage_bytes),
              kPage_bytes, '\xff');
  write_whole(home.database(), octets);
  const Outcome checked = home.ask({"--format", "json", "log", "check"});
  INFO(checked.err);
  CHECK((checked.status == 1 || checked.status == 2));
  CHECK(checked.err.find("store.corrupt") != std::string::npos);
  check_will_not_serve(home, "store.corrupt");
}

TEST_CASE("an entry taken out is found") {
  Victim victim;
  SUBCASE("from the middle") {
    victim.sql("DELETE FROM entries WHERE idx = " + std::to_string(kAltered));
    check_found(victim.home(), {"entry " + std::to_string(kAltered)});
    check_will_not_serve(victim.home(), "store.corrupt");
  }
  SUBCASE("from the end") {
    victim.sql("DELETE FROM entries WHERE idx = " + std::to_string(kEntries));
    check_found(victim.home(), {"entry " + std::to_string(kEntries)});
    check_will_not_serve(victim.home(), "registry.checkpoint");
  }
  SUBCASE("from the middle, the last one moved to its place, the checkpoint gone") {
    victim.sql("DELETE FROM entries WHERE idx = " + std::to_string(kAltered));
    victim.sql("UPDATE entries SET idx = " + std::to_string(kAltered) +
               " WHERE idx = " + std::to_string(kEntries));
    victim.sql("DELETE FROM state WHERE name = 'checkpoint'");
    victim.sql("INSERT INTO state(name, number) VALUES ('checkpoint', 0)");
    const Outcome checked = victim.home().ask({"log", "check"});
    CHECK(checked.status == 1);
  }
}

TEST_CASE("a search row that was altered is named, and repair makes it anew") {
  Victim victim;
  std::string place = "\"economies V3\"";
  std::string code = "registry.search-row";
  SUBCASE("a field") {
    victim.sql(
        "UPDATE search_field SET value = 'area' WHERE name = 'kind' AND row ="
        " (SELECT row FROM search_row WHERE id = 'V3')");
  }
  SUBCASE("its entry") {
    victim.sql("UPDATE search_row SET entry = 2 WHERE kind = 'economies' AND id = 'V3'");
  }
  SUBCASE("a word, in the row and not in the index") {
    victim.sql("UPDATE search_row SET tokens = tokens || ' more' WHERE id = 'V3'");
    code = "store.projection";
  }
  SUBCASE("its name") {
    victim.sql("UPDATE search_row SET id = 'V333' WHERE kind = 'economies' AND id = 'V3'");
  }
  check_found(victim.home(), {code, place.substr(0, place.size() - 1)});
  REQUIRE(victim.home().ask({"repair"}).status == 0);
  CHECK(victim.home().ask({"log", "check"}).status == 0);
}

TEST_CASE("a hash tile that was altered is named, and repair makes it anew") {
  Victim victim;
  std::string drafts;
  for (int at = 0; at < 260; ++at) {
    drafts += json::compact(economy("T" + std::to_string(at))) + "\n";
  }
  REQUIRE(victim.home().ask({"submit"}, drafts).status == 0);
  CHECK(victim.home().ask({"log", "check"}).status == 0);
  victim.sql("UPDATE tiles SET hashes = zeroblob(8704) WHERE idx = 0");
  check_found(victim.home(), {"registry.tile", "\"tile 0\""});
  // Nobody is misled by it meanwhile.
  const Outcome proof = victim.home().ask({"log", "prove", "7"});
  write_whole(victim.home().file("proof"), proof.out);
  const std::string file = victim.home().file("proof").string();
  CHECK(run({"log", "verify-proof", file, "--key", victim.home().vkey()}).status == 0);
  REQUIRE(victim.home().ask({"repair"}).status == 0);
  CHECK(victim.home().ask({"log", "check"}).status == 0);
}

TEST_CASE("a checkpoint of another log in place of ours is found") {
  Victim victim;
  Victim other;
  const std::string note = other.home().ask({"log", "checkpoint"}).out;
  REQUIRE(note.starts_with("concordat.example/log\n"));
  victim.sql("UPDATE state SET note = '" + note + "' WHERE name = 'checkpoint'");
  check_found(victim.home(), {"note.no-known-signature"});
  check_will_not_serve(victim.home(), "registry.checkpoint");
}

TEST_CASE("a signing record with another root than ours stops the signing, not the reading") {
  Victim victim;
  Home& home = victim.home();
  crypto::Digest root{};
  root.fill(7);
  write_whole(home.signing_record(),
              std::to_string(kEntries + 1) + " " + encode_base64(root) + "\n");
  check_reads_only(home, "registry.forked");
  check_found(home, {"fsck.root"});
}

TEST_CASE("a restored backup answers, and signs nothing") {
  Victim victim;
  Home& home = victim.home();
  const std::string backup = read_whole(home.database());
  victim.file(kEntries, kEntries + 5);
  const std::string newer = read_whole(home.database());
  std::filesystem::remove(home.write_ahead());
  std::filesystem::remove(home.file("registry.db-shm"));
  write_whole(home.database(), backup);
  check_reads_only(home, "registry.ahead-of-store");
  check_found(home, {"registry.ahead-of-store"});
  // The newer state put back, everything goes on.
  std::filesystem::remove(home.write_ahead());
  std::filesystem::remove(home.file("registry.db-shm"));
  write_whole(home.database(), newer);
  victim.file(kEntries + 5, kEntries + 6);
  CHECK(home.ask({"log", "check"}).status == 0);
}

}  // namespace concordat::fault
