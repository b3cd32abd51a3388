// Whatever is turned, cut, swapped or renamed in the file is found when it is read or checked.
#include <doctest/doctest.h>

#include "registry/vault/proving.hpp"
#include "registry/vault/upkeep.hpp"
#include "registry/vault/world_for_tests.hpp"

namespace concordat::registry::vault {
namespace {

// What the check of everything says: how often something is not as it was kept.
std::size_t found_by_check(World& world) {
  std::size_t found = 0;
  Vault vault = world.vault();
  const auto records = check_records(vault, *world.store, [&](const Error& error) {
    CHECK(error.code == "vault.altered");
    ++found;
  });
  if (!records) {
    CHECK(records.error().code == "vault.altered");
    ++found;
  }
  const Status batches = check_batches(*world.store, nullptr);
  if (!batches) ++found;
  return found;
}

TEST_CASE("any octet of what is sealed, turned anywhere, is found") {
  for (const std::string_view column : {"wrapped_key", "header", "parts", "commitment"}) {
    World world;
    world.keep("hello");
    const auto record = *world.store->find(std::uint64_t{1});
    const std::size_t size = column == "wrapped_key" ? record->secrets.wrapped_key.size()
                             : column == "header"    ? record->secrets.header.size()
                             : column == "parts"     ? record->secrets.parts.size()
                                                     : record->commitment.size();
    REQUIRE(size > 0);
    CHECK(found_by_check(world) == 0);
    for (std::size_t at = 0; at < size; at += column == "parts" ? 37 : 1) {
      CAPTURE(column);
      CAPTURE(at);
      const std::string name(column);
      const std::string place = std::to_string(at + 1);
      // A blob is taken apart and put together with one octet another.
      const std::string octet = "substr(" + name + ", " + place + ", 1)";
      const std::string turned = "UPDATE vault_record SET " + name + " = CAST(substr(" + name +
                                 ", 1, " + std::to_string(at) + ") || CASE WHEN " + octet +
                                 " = x'00' THEN x'01' ELSE x'00' END || " + "substr(" + name +
                                 ", " + std::to_string(at + 2) + ") AS BLOB)";
      world.tamper("CREATE TABLE kept AS SELECT * FROM vault_record");
      world.tamper(turned);
      CHECK(found_by_check(world) > 0);
      CHECK(code_of(world.body(record->description.id)) == "vault.altered");
      world.tamper("DELETE FROM vault_record");
      world.tamper("INSERT INTO vault_record SELECT * FROM kept");
      world.tamper("DROP TABLE kept");
    }
    CHECK(found_by_check(world) == 0);
  }
}

TEST_CASE("a description that was altered opens nothing") {
  for (const std::string_view change :
       {"kind = 'consignment'", "confidentiality = 'internal'", "basis = 'consent'",
        "owner = 'lab-two.example'", "about = 'p-9'", "media_type = 'text/csv'",
        "keep_until = '2099-01-01'", "kept = kept + 1", "replaces = 'v-other'",
        "size_bytes = size_bytes + 1", "chunks = chunks + 1", "chunks = chunks - 1",
        "chunks = 0"}) {
    CAPTURE(change);
    World world;
    const VaultRecord record = world.keep(std::string(kChunkBytes * 2 + 5, 'x'));
    world.tamper("UPDATE vault_record SET " + std::string(change));
    CHECK(code_of(world.body(record.description.id)) == "vault.altered");
    CHECK(found_by_check(world) == 1);
  }
}

TEST_CASE("chunks that are swapped, doubled, cut off or another record's are found") {
  for (const std::string_view change :
       {"UPDATE vault_chunk SET number = CASE number WHEN 0 THEN 1 WHEN 1 THEN 0 ELSE number END"
        " + 100",
        "DELETE FROM vault_chunk WHERE number = 2", "DELETE FROM vault_chunk WHERE number = 0",
        "UPDATE vault_chunk SET octets = (SELECT octets FROM vault_chunk WHERE number = 1)"
        " WHERE number = 0",
        "UPDATE vault_chunk SET octets = substr(octets, 1, length(octets) - 1) WHERE number = 2",
        "UPDATE vault_chunk SET octets = octets || x'00' WHERE number = 1"}) {
    CAPTURE(change);
    World world;
    const VaultRecord record = world.keep(std::string(kChunkBytes * 2 + 5, 'x'));
    world.tamper(change);
    if (change.find("+ 100") != std::string_view::npos) {
      world.tamper("UPDATE vault_chunk SET number = number - 100");
    }
    CHECK(code_of(world.body(record.description.id)) == "vault.altered");
    CHECK(found_by_check(world) == 1);
  }
  World world;
  const VaultRecord one = world.keep("one");
  const VaultRecord other = world.keep("two");
  world.tamper("UPDATE vault_chunk SET record = 'x' WHERE record = '" + one.description.id + "'");
  world.tamper("UPDATE vault_chunk SET record = '" + one.description.id + "' WHERE record = '" +
               other.description.id + "'");
  CHECK(code_of(world.body(one.description.id)) == "vault.altered");
  CHECK(code_of(world.body(other.description.id)) == "vault.altered");
}

TEST_CASE("a body cut behind its last chunk but one is found even when the count agrees") {
  World world;
  const VaultRecord record = world.keep(std::string(kChunkBytes * 2 + 5, 'x'));
  world.tamper("DELETE FROM vault_chunk WHERE number = 2");
  world.tamper("UPDATE vault_record SET chunks = 2, size_bytes = " +
               std::to_string(kChunkBytes * 2));
  CHECK(code_of(world.body(record.description.id)) == "vault.altered");
}

TEST_CASE("a record that was put away leaves a gap that is found") {
  World world;
  world.keep("one");
  world.keep("two");
  world.keep("three");
  world.tamper("DELETE FROM vault_record WHERE sequence = 2");
  CHECK(found_by_check(world) == 1);
}

}  // namespace
}  // namespace concordat::registry::vault
