#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "adapters/seal/master_key.hpp"
#include "adapters/seal/sodium_sealing.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::seal {
namespace {

namespace fs = std::filesystem;

TEST_CASE("what is sealed opens with the same key and the same circumstances alone") {
  const SodiumSealing sealing;
  const SealingKey key = sealing.fresh_key();
  const Bytes sealed = sealing.seal(key, bytes_of("record 1"), bytes_of("hello"));
  CHECK(text_of(*sealing.open(key, bytes_of("record 1"), sealed)) == "hello");
  CHECK_FALSE(sealing.open(key, bytes_of("record 2"), sealed));
  CHECK_FALSE(sealing.open(sealing.fresh_key(), bytes_of("record 1"), sealed));
  CHECK_FALSE(sealing.open(key, bytes_of("record 1"), ByteView(sealed).first(39)));
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    Bytes turned = sealed;
    turned[bit / 8] ^= static_cast<Byte>(1U << bit % 8);
    CHECK(sealing.open(key, bytes_of("record 1"), turned).error().code == "sealing.altered");
  }
  CHECK(sealing.seal(key, {}, {}) != sealing.seal(key, {}, {}));
}

TEST_CASE("a body opens whole and in order, and in no other way") {
  const SodiumSealing sealing;
  const SealingKey key = sealing.fresh_key();
  const auto sealer = sealing.seal_body(key, bytes_of("r"));
  const Bytes header = sealer->header();
  const Bytes first = sealer->seal(bytes_of("first"), false);
  const Bytes second = sealer->seal(bytes_of("second"), false);
  const Bytes last = sealer->seal({}, true);
  const auto opener = [&](std::string_view associated = "r") {
    return *sealing.open_body(key, bytes_of(associated), header);
  };
  const auto whole = opener();
  CHECK(text_of(*whole->open(first, false)) == "first");
  CHECK(text_of(*whole->open(second, false)) == "second");
  CHECK(whole->open(last, true)->empty());
  CHECK_FALSE(opener("other")->open(first, false));
  CHECK_FALSE(opener()->open(second, false));
  CHECK_FALSE(opener()->open(first, true));
  const auto cut = opener();
  CHECK(cut->open(first, false));
  CHECK_FALSE(cut->open(last, true));
  CHECK_FALSE(sealing.open_body(key, {}, ByteView(header).first(23)));
  CHECK_FALSE(opener()->open({}, false));
}

TEST_CASE("a key has a name that is its own") {
  const SodiumSealing sealing;
  const SealingKey key = sealing.fresh_key();
  CHECK(sealing.id_of(key) == sealing.id_of(key));
  CHECK(sealing.id_of(key) != sealing.id_of(sealing.fresh_key()));
}

TEST_CASE("a master key in a file is its owner's alone, of 32 octets, and never overwritten") {
  const testing::TemporaryFolder folder;
  const SodiumSealing sealing;
  const SealingKey key = sealing.fresh_key();
  const fs::path path = folder.file("master.key");
  const auto code = [&] {
    const auto read = read_master_key(path);
    return read ? std::string() : read.error().code + " " + read.error().place;
  };
  CHECK(code() == "vault.key-file " + path.string());
  REQUIRE(write_master_key(path, key));
  CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(sealing.id_of(*read_master_key(path)) == sealing.id_of(key));
  CHECK(write_master_key(path, key).error().code == "vault.key-file");
  for (const fs::perms right : {fs::perms::group_read, fs::perms::others_read}) {
    fs::permissions(path, right, fs::perm_options::add);
    CHECK(code() == "vault.key-file " + path.string());
    fs::permissions(path, right, fs::perm_options::remove);
  }
  CHECK(code().empty());
  std::ofstream(path, std::ios::app) << "x";
  CHECK_FALSE(code().empty());
  fs::resize_file(path, 31);
  CHECK_FALSE(code().empty());
  CHECK(read_master_key(folder.path()).error().code == "vault.key-file");
}

TEST_CASE("a passphrase and what is kept beside it always give the same key") {
  const SodiumSealing sealing;
  const PassphraseCost cheap = with_fresh_salt({.operations = 1, .memory_kib = 8, .salt = {}});
  const auto key = master_key_of("correct horse", cheap);
  REQUIRE(key);
  CHECK(sealing.id_of(*master_key_of("correct horse", cheap)) == sealing.id_of(*key));
  CHECK(sealing.id_of(*master_key_of("Correct horse", cheap)) != sealing.id_of(*key));
  CHECK(sealing.id_of(*master_key_of("correct horse", with_fresh_salt(cheap))) !=
        sealing.id_of(*key));
  CHECK(master_key_of("", cheap).error().code == "vault.passphrase");
  for (const PassphraseCost& cost :
       {PassphraseCost{.operations = 0, .memory_kib = 8, .salt = {}},
        PassphraseCost{.operations = 17, .memory_kib = 8, .salt = {}},
        PassphraseCost{.operations = 1, .memory_kib = 7, .salt = {}},
        PassphraseCost{.operations = 1, .memory_kib = (1U << 20) + 1, .salt = {}}}) {
    CHECK(master_key_of("x", cost).error().code == "vault.passphrase");
  }
}

}  // namespace
}  // namespace concordat::seal
