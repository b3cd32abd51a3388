#include "registry/vault/proving.hpp"

#include <doctest/doctest.h>

#include "adapters/keys/verify.hpp"
#include "adapters/memory/memory_store.hpp"
#include "core/log/note.hpp"
#include "registry/fixture/fixture.hpp"
#include "registry/vault/world_for_tests.hpp"

namespace concordat::registry::vault {
namespace {

// A vault beside a registry.
struct Registered : World {
  fixture::Site site;
  std::unique_ptr<Registry> registry = *site.found(std::make_unique<memory::MemoryStore>());
  int submitted = 0;
  bool answers = true;

  [[nodiscard]] Logging logging() {
    return {.author = std::string(fixture::kOperator),
            .signer = **site.keys.signer(fixture::kOperator),
            .submit = [this](const std::string& statement) -> Result<std::uint64_t> {
              ++submitted;
              auto receipt = std::move(registry->submit({statement}).front());
              if (!receipt) return std::unexpected(receipt.error());
              // It was logged, and nobody heard of it.
              if (!answers) return fail({.code = "fetch.failed"});
              return receipt->index;
            }};
  }
  Result<std::optional<KeptBatch>> log() {
    return log_batch(*store, logging(), {site.time_ms->load()});
  }
  [[nodiscard]] log::LogTrust trust() const { return {*log::parse_vkey(registry->log_vkey()), {}}; }
};

TEST_CASE("batches are logged one after the other, and nothing when there is nothing") {
  Registered world;
  CHECK_FALSE(world.log()->has_value());
  world.keep("one");
  world.keep("two");
  const auto first = world.log();
  REQUIRE(first);
  REQUIRE(*first);
  CHECK((*first)->batch.number == 1);
  CHECK((*first)->batch.count == 2);
  CHECK_FALSE((*first)->batch.previous);
  CHECK_FALSE(world.log()->has_value());
  world.keep("three");
  const auto second = world.log();
  REQUIRE(second);
  CHECK((*second)->batch.first == 3);
  CHECK((*second)->batch.previous == (*first)->batch.root);
  CHECK(check_batches(*world.store, world.registry.get()));
}

TEST_CASE("a record is proved to a third party by the key of the log alone") {
  Registered world;
  world.keep("other");
  const VaultRecord record = world.keep("hello");
  const std::string& id = record.description.id;
  Vault vault = world.vault();
  const std::uint64_t parts[] = {4, 7};
  CHECK(code_of(prove(vault, *world.store, *world.registry, id, parts)) == "vault.not-logged");
  REQUIRE(world.log());
  const auto proof = prove(vault, *world.store, *world.registry, id, parts);
  REQUIRE(proof);
  const auto read = disclosure::parse_proof(disclosure::to_string(*proof));
  REQUIRE(read);
  const auto shown = disclosure::check_proof(*read, world.trust());
  REQUIRE(shown);
  CHECK(keys::verify_all(shown->log.signatures.obligations));
  CHECK(shown->commitment == record.commitment);
  CHECK(shown->opened[1].part.name == "clause 19.11");
  CHECK(disclosure::check_body(*shown, crypto::sha256(bytes_of("hello"))));
  const std::uint64_t beyond[] = {8};
  CHECK(code_of(prove(vault, *world.store, *world.registry, id, beyond)) == "vault.part");

  // What was proved before an erasure stays proved; nothing can be proved after it.
  REQUIRE(vault.erase(id, "p-1", "owner"));
  CHECK(code_of(prove(vault, *world.store, *world.registry, id, parts)) == "vault.erased");
  CHECK(disclosure::check_proof(*read, world.trust()));
  CHECK(check_batches(*world.store, world.registry.get()));
}

TEST_CASE("a batch whose answer was lost is submitted again, and is the same") {
  Registered world;
  world.keep("one");
  world.answers = false;
  CHECK(code_of(world.log()) == "fetch.failed");
  const std::uint64_t size = world.registry->size();
  world.keep("two");
  world.reopen();
  world.answers = true;
  const auto again = world.log();
  REQUIRE(again);
  CHECK((*again)->batch.number == 1);
  CHECK((*again)->batch.count == 1);
  CHECK(world.registry->size() == size);
  CHECK(world.submitted == 2);
  const auto next = world.log();
  REQUIRE(next);
  CHECK((*next)->batch.number == 2);
  CHECK(check_batches(*world.store, world.registry.get()));
}

TEST_CASE("the log refuses a vault that is not the one it knows") {
  Registered world;
  world.keep("one");
  REQUIRE(world.log());
  // An older copy of the file comes back: its next batch would be the first again.
  world.tamper("DELETE FROM vault_batch");
  world.keep("two");
  CHECK(code_of(world.log()) == "admission.id-reused");
  world.tamper("UPDATE vault_batch SET statement = statement, number = 7");
  world.tamper("DELETE FROM vault_batch");
  CHECK(*world.store->commitments() == 2);
}

TEST_CASE("a batch that was altered is found, here and against the log") {
  for (const std::string_view change :
       {"UPDATE vault_batch SET root = zeroblob(32)", "UPDATE vault_batch SET count = 1",
        "UPDATE vault_batch SET first = 2", "UPDATE vault_record SET commitment = zeroblob(32)"}) {
    CAPTURE(change);
    Registered world;
    world.keep("one");
    world.keep("two");
    REQUIRE(world.log());
    CHECK(check_batches(*world.store, world.registry.get()));
    world.tamper(change);
    const Status found = check_batches(*world.store, world.registry.get());
    // Without the first batch there is none to look at; the log has it.
    if (change.find("first = 2") != std::string_view::npos) continue;
    REQUIRE_FALSE(found);
    CHECK(found.error().code == "vault.altered");
  }
}

}  // namespace
}  // namespace concordat::registry::vault
