#include "adapters/keys/key_file.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/keys/verify.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::keys {
namespace {

// The least that the derivation takes, so that tests are quick.
constexpr SealingCost kCheap = {.operations = 1, .memory_kib = 8};

using testing::TemporaryFolder;

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

void rewrite(const std::filesystem::path& path, std::string_view text) {
  std::ofstream(path, std::ios::trunc) << text;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

std::string code(const std::filesystem::path& path, std::optional<std::string_view> passphrase) {
  const auto pair = read_key_file(path, passphrase);
  return pair ? "" : pair.error().code;
}

unsigned mode(const std::filesystem::path& path) {
  struct stat status = {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777;
}

TEST_CASE("a key comes back from its file and still signs, plain and sealed") {
  const TemporaryFolder folder;
  for (const auto algorithm :
       {crypto::Algorithm::kEd25519, crypto::Algorithm::kP256, crypto::Algorithm::kP384}) {
    for (const bool sealed : {false, true}) {
      const auto path =
          folder.file(std::to_string(static_cast<int>(algorithm)) + (sealed ? "s" : "p"));
      const auto passphrase = sealed ? std::optional<std::string_view>("correct horse")
                                     : std::optional<std::string_view>();
      const KeyPair pair = *generate(algorithm);
      REQUIRE(write_key_file(path, pair, passphrase, kCheap));
      CHECK(mode(path) == 0600);
      auto read = read_key_file(path, passphrase);
      REQUIRE(read);
      CHECK(read->public_key == pair.public_key);
      CHECK(read_public_key(path) == pair.public_key);
      auto signer = make_signer(std::move(*read));
      REQUIRE(signer);
      CHECK(verify({pair.public_key, {1, 2}, *(*signer)->sign(Bytes{1, 2})}));
    }
  }
}

TEST_CASE("a plain key that others can read is refused, whichever bit lets them") {
  const TemporaryFolder folder;
  const auto path = folder.file("plain");
  REQUIRE(write_key_file(path, *generate(crypto::Algorithm::kEd25519), std::nullopt));
  CHECK(code(path, std::nullopt) == "");
  for (const unsigned bit : {0040u, 0020u, 0010u, 0004u, 0002u, 0001u}) {
    REQUIRE(::chmod(path.c_str(), 0600 | bit) == 0);
    CHECK(code(path, std::nullopt) == "keys.file-readable-by-others");
  }
  REQUIRE(::chmod(path.c_str(), 0400) == 0);
  CHECK(code(path, std::nullopt) == "");
}

TEST_CASE("a sealed key may be copied about, and opens only with its passphrase") {
  const TemporaryFolder folder;
  const auto path = folder.file("sealed");
  const KeyPair pair = *generate(crypto::Algorithm::kEd25519);
  REQUIRE(write_key_file(path, pair, "correct horse", kCheap));
  REQUIRE(::chmod(path.c_str(), 0644) == 0);
  CHECK(code(path, "correct horse") == "");
  CHECK(code(path, std::nullopt) == "keys.passphrase-needed");
  CHECK(code(path, "") == "keys.passphrase-wrong");
  CHECK(code(path, "correct hors") == "keys.passphrase-wrong");
  CHECK(code(path, "correct horse ") == "keys.passphrase-wrong");
}

TEST_CASE("whatever is altered in a sealed file, it does not open") {
  const TemporaryFolder folder;
  const auto path = folder.file("sealed");
  const auto other = folder.file("other");
  REQUIRE(write_key_file(path, *generate(crypto::Algorithm::kEd25519), "p", kCheap));
  REQUIRE(write_key_file(other, *generate(crypto::Algorithm::kEd25519), "p", kCheap));
  const std::string text = text_of_file(path);

  rewrite(path, replaced(text, R"("operations": 1)", R"("operations": 2)"));
  CHECK(code(path, "p") == "keys.passphrase-wrong");
  rewrite(path, replaced(text, R"("memoryKib": 8)", R"("memoryKib": 16)"));
  CHECK(code(path, "p") == "keys.passphrase-wrong");
  // Another public key in front of the same secret.
  const auto member = [](const std::string& document) {
    const std::size_t at = document.find(R"("x": ")");
    return document.substr(at, document.find('"', at + 6) - at + 1);
  };
  rewrite(path, replaced(text, member(text), member(text_of_file(other))));
  CHECK(code(path, "p") == "keys.passphrase-wrong");
  // Costs outside the bounds are not even tried.
  rewrite(path, replaced(text, R"("memoryKib": 8)", R"("memoryKib": 1048577)"));
  CHECK(code(path, "p") == "keys.file-form");
  rewrite(path, replaced(text, R"("operations": 1)", R"("operations": 17)"));
  CHECK(code(path, "p") == "keys.file-form");
  rewrite(path, replaced(text, R"("operations": 1)", R"("operations": 0)"));
  CHECK(code(path, "p") == "keys.file-form");
  rewrite(path, text);
  CHECK(code(path, "p") == "");
}

TEST_CASE("a plain secret under another's public key is noticed") {
  const TemporaryFolder folder;
  const auto path = folder.file("key");
  KeyPair pair = *generate(crypto::Algorithm::kP256);
  pair.public_key = generate(crypto::Algorithm::kP256)->public_key;
  REQUIRE(write_key_file(path, pair, std::nullopt));
  CHECK(code(path, std::nullopt) == "keys.mismatch");
}

TEST_CASE("no key is ever overwritten") {
  const TemporaryFolder folder;
  const auto path = folder.file("key");
  REQUIRE(write_key_file(path, *generate(crypto::Algorithm::kEd25519), std::nullopt));
  const std::string before = text_of_file(path);
  const auto again = write_key_file(path, *generate(crypto::Algorithm::kEd25519), std::nullopt);
  CHECK(again.error().code == "keys.file-exists");
  CHECK(text_of_file(path) == before);
  CHECK(
      write_key_file(folder.file("new"), *generate(crypto::Algorithm::kEd25519), "").error().code ==
      "keys.passphrase-empty");
  CHECK_FALSE(std::filesystem::exists(folder.file("new")));
  CHECK(write_key_file(folder.file("no/such/folder"), *generate(crypto::Algorithm::kEd25519),
                       std::nullopt)
            .error()
            .code == "keys.file-io");
}

TEST_CASE("what is no key file is refused with its place") {
  const TemporaryFolder folder;
  const auto path = folder.file("key");
  CHECK(code(path, std::nullopt) == "keys.file-missing");
  CHECK(code(folder.file("."), std::nullopt) == "keys.file-io");
  REQUIRE(write_key_file(path, *generate(crypto::Algorithm::kEd25519), std::nullopt));
  const std::string text = text_of_file(path);
  rewrite(path, "");
  CHECK(code(path, std::nullopt) == "keys.file-form");
  rewrite(path, text.substr(0, text.size() / 2));
  CHECK(code(path, std::nullopt) == "keys.file-form");
  rewrite(path, replaced(text, "concordat-key-1", "concordat-key-2"));
  CHECK(read_key_file(path, std::nullopt).error().place == "/format");
  rewrite(path, replaced(text, R"("secret")", R"("secrets")"));
  CHECK(code(path, std::nullopt) == "keys.file-form");
  rewrite(path, replaced(text, R"("secret")", R"("sealed": {}, "secret")"));
  CHECK(code(path, std::nullopt) == "keys.file-form");
  rewrite(path, replaced(text, R"("publicKey")", R"("publicKeys")"));
  CHECK(read_key_file(path, std::nullopt).error().place == "/publicKey");
  rewrite(path, std::string(20'000, ' '));
  CHECK(code(path, std::nullopt) == "keys.file-form");
}

}  // namespace
}  // namespace concordat::keys
