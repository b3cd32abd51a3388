// One bit of the store flipped, in every region of every page: it is found at the start or by the
// check, or it is without effect on the log; nothing is ever signed that does not fit what was
// signed before.
//
// CONCORDAT_FLIP_STEP in the environment: one bit in so many octets.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>

#include "fault/home.hpp"
#include "fault/promises.hpp"
#include <doctest/doctest.h>

#include "adapters/sqlite/sqlite_store.hpp"
#include "cli/check.hpp"

namespace concordat::fault {
namespace {

namespace fs = std::filesystem;

std::size_t step_bytes() {
  const char* const text = std::getenv("CONCORDAT_FLIP_STEP");
  return text == nullptr ? 512 : std::strtoul(text, nullptr, 10);
}

struct Log {
  std::vector<Bytes> entries;
  std::string checkpoint;
  friend bool operator==(const Log&, const Log&) = default;
};

Result<Log> log_in(const fs::path& folder) {
  CONCORDAT_TRY(store, sqlite::SqliteStore::open((folder / "registry.db").string(),
                                                 sqlite::OpenMode::kReadOnly));
  CONCORDAT_TRY(size, store->size());
  CONCORDAT_TRY(entries, store->read(0, size));
  CONCORDAT_TRY(checkpoint, store->checkpoint());
  return Log{.entries = entries, .checkpoint = checkpoint.value_or("")};
}

// Whether what a writer signs on top of this store fits what was signed before.
std::string signs_otherwise(const fs::path& folder, const Promises& promises) {
  Session session(folder);
  if (!session.open()) return {};
  static_cast<void>(session.submit({session.statement("AFTER")}));
  session.close();
  const auto signed_now = session.promises().signed_heads;
  if (signed_now.empty() || !session.open()) return {};
  for (const Promises::Signed& before : promises.signed_heads) {
    const auto root = session.registry().log()->root(before.head.size);
    if (!root || *root != before.head.root) {
      return "signed another root at size " + std::to_string(before.head.size);
    }
  }
  return {};
}

}  // namespace

TEST_CASE("a bit flipped anywhere in the store is found or without effect, and never signed") {
  const Scratch scratch;
  const fs::path home = scratch.path() / "home";
  fs::create_directory(home);
  Session session(home);
  REQUIRE(session.found());
  REQUIRE(session.open());
  for (int at = 0; at < 12; ++at) {
    REQUIRE(session.submit({session.statement("B" + std::to_string(at))}).front());
  }
  session.close();
  const Promises promises = session.promises();
  const auto whole = log_in(home);
  REQUIRE(whole);
  const std::string octets = read_whole(home / "registry.db");
  std::mt19937_64 random(20'261'122);
  std::size_t flips = 0;
  std::size_t found = 0;
  std::size_t found_entries = 0;
  const fs::path copy = scratch.path() / "copy";
  for (std::size_t begin = 0; begin < octets.size(); begin += step_bytes()) {
    const std::size_t at = std::min(octets.size() - 1, begin + random() % step_bytes());
    INFO("octet " << at);
    std::string flipped = octets;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << random() % 8));
    fs::remove_all(copy);
    fs::copy(home, copy, fs::copy_options::recursive);
    write_whole(copy / "registry.db", flipped);
    ++flips;
    const auto checked = cli::check_log(site_in(copy));
    const bool told = !checked || !checked->errors.empty();
    found += told ? 1 : 0;
    if (!told) {
      const auto left = log_in(copy);
      REQUIRE(left);
      CHECK((*left == *whole));
    } else if (checked) {
      CHECK_FALSE(checked->errors.front().code.empty());
    }
    if (flips % 4 == 0) CHECK(signs_otherwise(copy, promises) == "");
  }
  MESSAGE(flips << " flips, " << found << " found, the others without effect on the log");
  CHECK(found > 0);
  // Of an entry itself, every bit counts.
  for (std::size_t index = 0; index < whole->entries.size(); ++index) {
    INFO("entry " << index);
    const std::string entry(text_of(ByteView(whole->entries[index])));
    const std::size_t at = octets.find(entry);
    if (at == std::string::npos) continue;  // in pieces, on several pages
    ++found_entries;
    std::string flipped = octets;
    const std::size_t octet = at + random() % entry.size();
    flipped[octet] = static_cast<char>(flipped[octet] ^ (1 << random() % 8));
    fs::remove_all(copy);
    fs::copy(home, copy, fs::copy_options::recursive);
    write_whole(copy / "registry.db", flipped);
    const auto checked = cli::check_log(site_in(copy));
    REQUIRE((!checked || !checked->errors.empty()));
    if (checked) {
      const bool placed = std::ranges::any_of(checked->errors, [&](const Error& error) {
        return error.place.find(std::to_string(index)) != std::string::npos;
      });
      CHECK(placed);
    }
    CHECK(signs_otherwise(copy, promises) == "");
  }
  CHECK(found_entries > 6);
}

}  // namespace concordat::fault
