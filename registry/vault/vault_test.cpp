#include "registry/vault/vault.hpp"

#include <doctest/doctest.h>

#include "core/base/base64url.hpp"
#include "registry/vault/world_for_tests.hpp"

namespace concordat::registry::vault {
namespace {

TEST_CASE("a body of any size comes back as it was kept, also to another process") {
  World world;
  const std::size_t whole = kChunkBytes * kChunksInCommit;
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kChunkBytes - 1, kChunkBytes,
                                 kChunkBytes + 1, 3 * kChunkBytes, whole - 1, whole, whole + 1}) {
    CAPTURE(size);
    std::string body(size, 'x');
    for (std::size_t at = 0; at < size; at += 1013) body[at] = static_cast<char>('a' + at % 26);
    const VaultRecord record = world.keep(body);
    CHECK(record.size_bytes == size);
    world.reopen();
    const auto read = world.body(record.description.id);
    REQUIRE(read);
    CHECK(*read == body);
    CHECK(world.vault().check(*world.vault().find(record.description.id)));
  }
}

TEST_CASE("what is known without opening is what was said when it was kept") {
  World world;
  Draft draft = World::draft();
  draft.about = "p-7f3a";
  const VaultRecord record = world.keep("hello", draft);
  const auto found = world.vault().find(record.description.id);
  REQUIRE(found);
  CHECK(found->description == record.description);
  CHECK(found->description.kept == world.clock.at);
  CHECK(found->sequence == 1);
  CHECK(world.keep("again").sequence == 2);
  const auto parts = world.vault().read_parts(record.description.id);
  REQUIRE(parts);
  CHECK(parts->commitment() == record.commitment);
  CHECK(parts->parts() == disclosure::kHeaderParts + 2);
  CHECK(*disclosure::read_disclosure(parts->disclosures()[7]) == draft.rows[1]);
  const auto mine = world.store->list({.about = "p-7f3a"});
  REQUIRE(mine);
  REQUIRE(mine->size() == 1);
  CHECK(mine->front().secrets.wrapped_key.empty());
  CHECK(world.store->list({.owner = "lab-two.example"})->empty());
  CHECK(world.store->list({.kind = "consignment"})->empty());
  CHECK(code_of(world.vault().find("v-nothing")) == "vault.not-found");
}

TEST_CASE("two records of the same content have nothing in common but it") {
  World world;
  const VaultRecord one = world.keep("hello");
  const VaultRecord other = world.keep("hello");
  CHECK(one.commitment != other.commitment);
  CHECK(one.description.id != other.description.id);
  CHECK(one.secrets.wrapped_key != other.secrets.wrapped_key);
  CHECK(*world.store->chunk(one.description.id, 0) != *world.store->chunk(other.description.id, 0));
}

TEST_CASE("members are required, and of closed lists") {
  World world;
  const auto refused = [&](auto spoil) {
    Draft draft = World::draft();
    spoil(draft);
    TextSource source("hello");
    const auto kept = world.vault().keep(draft, source);
    return kept ? std::string() : kept.error().code + " " + kept.error().place;
  };
  CHECK(refused([](Draft& draft) { draft.kind = "diary"; }) == "vault.member kind");
  CHECK(refused([](Draft& draft) { draft.kind = ""; }) == "vault.member kind");
  CHECK(refused([](Draft& draft) { draft.confidentiality = "public"; }) ==
        "vault.member confidentiality");
  CHECK(refused([](Draft& draft) { draft.basis = ""; }) == "vault.member basis");
  CHECK(refused([](Draft& draft) { draft.owner = ""; }) == "vault.member owner");
  CHECK(refused([](Draft& draft) { draft.owner = "Dr A. Person"; }) == "vault.member owner");
  CHECK(refused([](Draft& draft) { draft.about = "Ann Person"; }) == "vault.member about");
  CHECK(refused([](Draft& draft) { draft.media_type = "text/html"; }) == "vault.member mediaType");
  CHECK(refused([](Draft& draft) { draft.media_type = "image/svg+xml"; }) ==
        "vault.member mediaType");
  CHECK(refused([](Draft& draft) { draft.keep_until = date_of(2025, 12, 31); }) ==
        "vault.member keepUntil");
  CHECK(refused([](Draft& draft) { draft.keep_until = kForever; }) == "vault.member keepUntil");
  CHECK(refused([](Draft& draft) { draft.kind = "contact-data"; }) ==
        "vault.member confidentiality");
  CHECK(refused([](Draft& draft) { draft.rows.push_back({"", 1}); }) == "vault.rows /2");
  CHECK(refused([](Draft& draft) { draft.replaces = "v-nothing"; }) == "vault.not-found v-nothing");
  CHECK(*world.store->commitments() == 0);
}

TEST_CASE("a body is what its media type says, as far as its first octets tell") {
  const auto code = [](std::string_view type, std::string_view body) {
    const Status status = check_content(type, bytes_of(body));
    return status ? std::string() : status.error().code;
  };
  CHECK(code("application/pdf", "%PDF-1.7").empty());
  CHECK(code("application/pdf", "<html>") == "vault.content");
  CHECK(code("image/png", "\x89PNG\r\n\x1A\n rest").empty());
  CHECK(code("image/png", "\xFF\xD8\xFF") == "vault.content");
  CHECK(code("image/jpeg", "\xFF\xD8\xFF\xE0").empty());
  CHECK(code("application/zip", "PK\x03\x04").empty());
  CHECK(code("application/json", "  {\"a\": 1}").empty());
  CHECK(code("application/json", "<a>") == "vault.content");
  CHECK(code("text/csv", "a,b").empty());
  CHECK(code("text/plain", std::string_view("a\0b", 3)) == "vault.content");
  CHECK(code("application/octet-stream", "anything").empty());
}

TEST_CASE("rows are read from an array of names and values, and from nothing else") {
  const auto rows = read_rows(R"([{"name": "a", "value": 1}, {"value": [true], "name": "b"}])");
  REQUIRE(rows);
  CHECK(rows->size() == 2);
  CHECK(rows->at(1) == disclosure::Part{"b", json::Array{true}});
  for (const std::string_view text :
       {"{}", "[1]", R"([{"name": "a"}])", R"([{"name": 1, "value": 1}])",
        R"([{"name": "", "value": 1}])", R"([{"name": "a", "value": 1, "more": 2}])"}) {
    CAPTURE(text);
    CHECK(code_of(read_rows(text)) == "vault.rows");
  }
  CHECK(code_of(read_rows("[")) == "json.syntax");
}

TEST_CASE("a key that is none of the vault's opens nothing, and says so") {
  World world;
  world.keep("hello");
  CHECK(code_of(Vault::open(world.means(), {world.sealing.fresh_key()})) == "vault.key-wrong");
  CHECK(code_of(Vault::open(world.means(), {})) == "vault.key-wrong");
  CHECK(Vault::make(world.means(), world.sealing.fresh_key(), {}).error().code == "vault.made");
  // One key among several is enough.
  CHECK(Vault::open(world.means(), {world.sealing.fresh_key(), world.master}));
}

TEST_CASE("an upload that breaks off leaves nothing, and nobody saw it") {
  World world;
  const std::string body(kChunkBytes * (kChunksInCommit + 2), 'x');
  for (const int reads : {0, 1, 2, static_cast<int>(kChunksInCommit) + 1}) {
    TextSource source(body);
    source.fails_after = reads;
    CHECK(code_of(world.vault().keep(World::draft(), source)) == "cli.file");
  }
  CHECK(*world.store->commitments() == 0);
  auto connection =
      private_file::open(world.path, private_file::kVaultSchema, private_file::Opening::kExisting);
  CHECK(connection->integer("SELECT count(*) FROM vault_chunk").value() == 0);
  CHECK(connection->integer("SELECT count(*) FROM vault_arrival").value() == 0);
}

TEST_CASE("a correction is a version that names the one before, once") {
  World world;
  const VaultRecord first = world.keep("hello");
  Draft corrected = World::draft();
  corrected.replaces = first.description.id;
  const VaultRecord second = world.keep("Hello", corrected);
  CHECK(world.vault().find(first.description.id)->replaced_by == second.description.id);
  CHECK(world.vault().find(second.description.id)->replaced_by.empty());
  const auto parts = world.vault().read_parts(second.description.id);
  REQUIRE(parts);
  CHECK(*disclosure::read_disclosure(parts->disclosures()[5])->value.as_string() ==
        encode_base64url(first.commitment));
  // The version before stays, and is not replaced a second time.
  CHECK(*world.body(first.description.id) == "hello");
  TextSource source("HELLO");
  CHECK(code_of(world.vault().keep(corrected, source)) == "vault.replaced");
}

TEST_CASE("erasing destroys key, salts, rows and body, and leaves who, when and why") {
  World world;
  const VaultRecord gone = world.keep("hello");
  const VaultRecord stays = world.keep("stays");
  const std::string wrapped(text_of(gone.secrets.wrapped_key));
  const std::string parts(text_of(gone.secrets.parts));
  const std::string chunk(text_of(*world.store->chunk(gone.description.id, 0)));
  REQUIRE(world.everything_on_disk().find(wrapped) != std::string::npos);
  CHECK(world.vault().erase(gone.description.id, "p-1", "just so").error().code == "vault.member");
  world.clock.at.milliseconds += kDay_ms;
  REQUIRE(world.vault().erase(gone.description.id, "p-1", "data-subject"));

  const std::string on_disk = world.everything_on_disk();
  CHECK(on_disk.find(wrapped) == std::string::npos);
  CHECK(on_disk.find(parts) == std::string::npos);
  CHECK(on_disk.find(chunk) == std::string::npos);
  CHECK(on_disk.find(text_of(gone.commitment)) != std::string::npos);

  const auto left = world.vault().find(gone.description.id);
  REQUIRE(left);
  REQUIRE(left->erasure);
  CHECK(left->erasure->by == "p-1");
  CHECK(left->erasure->why == "data-subject");
  CHECK(left->erasure->at == world.clock.at);
  CHECK(left->commitment == gone.commitment);
  CHECK(left->sequence == gone.sequence);
  CHECK(left->description.about.empty());
  CHECK(code_of(world.body(gone.description.id)) == "vault.erased");
  CHECK(code_of(world.vault().read_parts(gone.description.id)) == "vault.erased");
  CHECK(*world.body(stays.description.id) == "stays");
  // A second time changes nothing.
  REQUIRE(world.vault().erase(gone.description.id, "p-2", "owner"));
  CHECK(world.vault().find(gone.description.id)->erasure->by == "p-1");
  CHECK(world.vault().erase("v-nothing", "p-1", "owner").error().code == "vault.not-found");
  Draft corrected = World::draft();
  corrected.replaces = gone.description.id;
  TextSource source("x");
  CHECK(code_of(world.vault().keep(corrected, source)) == "vault.erased");
}

TEST_CASE("no plain text reaches the disk, nor an error") {
  World world;
  const std::string secret = "the heating element failed at 92 K above";
  Draft draft = World::draft();
  draft.rows = {{"clause of the secret", "value of the secret"}};
  const VaultRecord record = world.keep(secret, draft);
  for (const std::string_view plain :
       {std::string_view(secret), std::string_view("value of the secret"),
        std::string_view("clause of the secret"), text_of(ByteView(world.master.octets()))}) {
    CHECK(world.everything_on_disk().find(plain) == std::string::npos);
  }
  // Nor as disclosures, which are base64url of it.
  const auto parts = world.vault().read_parts(record.description.id);
  for (const std::string& disclosure : parts->disclosures()) {
    CHECK(world.everything_on_disk().find(disclosure) == std::string::npos);
  }
  world.tamper("UPDATE vault_chunk SET octets = x'00'");
  const auto refused = world.body(record.description.id);
  REQUIRE_FALSE(refused);
  std::string told = refused.error().place + refused.error().expected;
  for (const auto& [name, value] : refused.error().arguments) told += name + value;
  CHECK(told.find("secret") == std::string::npos);
  CHECK(told.find("92 K") == std::string::npos);
}

}  // namespace
}  // namespace concordat::registry::vault
