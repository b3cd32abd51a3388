#include "registry/vault/upkeep.hpp"

#include <doctest/doctest.h>

#include "registry/vault/world_for_tests.hpp"

namespace concordat::registry::vault {
namespace {

TEST_CASE("retention erases on the day after the last, and not a day before") {
  World world;
  Draft draft = World::draft();
  draft.keep_until = date_of(2026, 1, 10);
  const VaultRecord due = world.keep("due", draft);
  const VaultRecord later = world.keep("later");
  Vault vault = world.vault();
  world.clock.at.milliseconds = kNewYear_ms + 9 * kDay_ms;  // the last day
  CHECK(run_retention(vault, world.means(), Retention::kErase)->due.empty());
  world.clock.at.milliseconds += kDay_ms;
  const auto dry = run_retention(vault, world.means(), Retention::kDryRun);
  REQUIRE(dry);
  REQUIRE(dry->due.size() == 1);
  CHECK(dry->due.front().description.id == due.description.id);
  CHECK(*world.body(due.description.id) == "due");
  CHECK(world.store->runs()->size() == 1);

  const auto run = run_retention(vault, world.means(), Retention::kErase);
  REQUIRE(run);
  CHECK(run->due.size() == 1);
  CHECK(code_of(world.body(due.description.id)) == "vault.erased");
  CHECK(vault.find(due.description.id)->erasure->why == "retention-ended");
  CHECK(*world.body(later.description.id) == "later");
  const auto runs = world.store->runs();
  REQUIRE(runs->size() == 2);
  CHECK(runs->front().erased == 1);
  CHECK(runs->front().at == world.clock.at);
  CHECK(run_retention(vault, world.means(), Retention::kErase)->due.empty());
}

TEST_CASE("what never arrived whole is taken away after a day") {
  World world;
  REQUIRE(world.store->begin("v-broken-off", world.clock.at));
  REQUIRE(world.store->append("v-broken-off", 0, {Bytes{1, 2, 3}}));
  CHECK_FALSE(world.store->find("v-broken-off")->has_value());
  Vault vault = world.vault();
  world.clock.at.milliseconds += kLongestArrival_ms;
  CHECK(run_retention(vault, world.means(), Retention::kErase)->swept == 0);
  world.clock.at.milliseconds += 1;
  CHECK(run_retention(vault, world.means(), Retention::kErase)->swept == 1);
  CHECK(world.store->chunk("v-broken-off", 0).error().code == "vault.altered");
}

TEST_CASE("rotation leaves bodies alone, and the old key opens nothing afterwards") {
  World world;
  const VaultRecord record = world.keep("hello");
  const VaultRecord gone = world.keep("gone");
  REQUIRE(world.vault().erase(gone.description.id, "p-1", "owner"));
  const Bytes chunk = *world.store->chunk(record.description.id, 0);
  const SealingKey fresh = world.sealing.fresh_key();
  const SealingKey stranger = world.sealing.fresh_key();
  CHECK(code_of(rotate(world.means(), {.from = stranger, .to = fresh, .passphrase = {}})) ==
        "vault.key-wrong");
  const auto wrapped = rotate(world.means(), {.from = world.master, .to = fresh, .passphrase = {}});
  REQUIRE(wrapped);
  CHECK(*wrapped == 1);
  CHECK(*world.store->chunk(record.description.id, 0) == chunk);
  CHECK(code_of(Vault::open(world.means(), {world.master})) == "vault.key-wrong");
  world.master = fresh;
  CHECK(*world.body(record.description.id) == "hello");
  CHECK(world.vault().check(*world.vault().find(record.description.id)));
}

TEST_CASE("a rotation that broke off goes on, and both keys open meanwhile") {
  World world;
  std::vector<std::string> ids;
  for (int at = 0; at < 5; ++at) ids.push_back(world.keep("body").description.id);
  const SealingKey old = world.master;
  const SealingKey fresh = world.sealing.fresh_key();
  REQUIRE(world.store->add_master_key(
      {.id = world.sealing.id_of(fresh), .passphrase = {}, .made = world.clock.at}));
  {
    auto both = *Vault::open(world.means(), {fresh, old});
    CHECK(*both.rewrap(old, fresh, 2) == 2);
  }
  world.reopen();
  auto both = *Vault::open(world.means(), {fresh, old});
  for (const std::string& id : ids) {
    TextSink sink;
    CHECK(both.read_body(id, sink));
  }
  // One key alone opens its own, and says of the others that it is another key they want.
  auto only_old = *Vault::open(world.means(), {old});
  std::size_t opened = 0;
  for (const std::string& id : ids) {
    TextSink sink;
    const Status read = only_old.read_body(id, sink);
    if (read) ++opened;
    if (!read) CHECK(read.error().code == "vault.key-wrong");
  }
  CHECK(opened == 3);
  CHECK(*rotate(world.means(), {.from = old, .to = fresh, .passphrase = {}}) == 3);
  world.master = fresh;
  for (const std::string& id : ids) CHECK(*world.body(id) == "body");
}

TEST_CASE("the check of everything says how many records there are") {
  World world;
  world.keep("one");
  const VaultRecord gone = world.keep("two");
  REQUIRE(world.vault().erase(gone.description.id, "p-1", "owner"));
  Vault vault = world.vault();
  const auto none = [](const Error& error) { FAIL(error.code); };
  CHECK(*check_records(vault, *world.store, none) == 2);
}

}  // namespace
}  // namespace concordat::registry::vault
