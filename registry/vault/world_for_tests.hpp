// A vault in a file of its own, with a clock that the test sets.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "adapters/keys/system_randomness.hpp"
#include "adapters/private/vault_schema.hpp"
#include "adapters/private/vault_store.hpp"
#include "adapters/seal/sodium_sealing.hpp"
#include "registry/vault/vault.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::registry::vault {

// 2026-01-01T00:00:00Z.
inline constexpr std::int64_t kNewYear_ms = 1'767'225'600'000;
inline constexpr std::int64_t kDay_ms = std::int64_t{24} * 60 * 60 * 1000;

class SetClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return at; }
  Instant at{kNewYear_ms};
};

class TextSource final : public BodySource {
 public:
  explicit TextSource(std::string_view text) : rest_(bytes_of(text)) {}
  [[nodiscard]] Result<std::size_t> read(std::span<Byte> into) override {
    if (fails_after == 0) return fail({.code = "cli.file", .place = "the source"});
    if (fails_after > 0) --fails_after;
    const std::size_t size = std::min(into.size(), rest_.size());
    std::ranges::copy(rest_.first(size), into.begin());
    rest_ = rest_.subspan(size);
    return size;
  }
  int fails_after = -1;

 private:
  ByteView rest_;
};

class TextSink final : public BodySink {
 public:
  [[nodiscard]] Status write(ByteView octets) override {
    text += text_of(octets);
    return {};
  }
  std::string text;
};

inline std::string octets_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct World {
  testing::TemporaryFolder folder;
  std::filesystem::path path = folder.file("registry.db-private");
  seal::SodiumSealing sealing;
  keys::SystemRandomness randomness;
  SetClock clock;
  SealingKey master = sealing.fresh_key();
  std::unique_ptr<private_file::PrivateVaultStore> store =
      *private_file::PrivateVaultStore::open(path, private_file::Opening::kCreate);

  World() { REQUIRE(Vault::make(means(), master, {})); }

  [[nodiscard]] Means means() {
    return {.store = *store, .sealing = sealing, .randomness = randomness, .clock = clock};
  }
  [[nodiscard]] Vault vault() { return *Vault::open(means(), {master}); }

  // Closes and opens, as another process would.
  void reopen() {
    store.reset();
    store = *private_file::PrivateVaultStore::open(path, private_file::Opening::kExisting);
  }

  [[nodiscard]] static Draft draft() {
    return {.kind = "test-report",
            .confidentiality = "confidential",
            .basis = "contract",
            .owner = "lab-one.example",
            .media_type = "text/plain",
            .keep_until = date_of(2030, 12, 31),
            .rows = {{"clause 8", "pass"},
                     {"clause 19.11", json::Object{{"verdict", "fail"}, {"measured", "92 K"}}}}};
  }
  VaultRecord keep(std::string_view body, const Draft& given = draft()) {
    TextSource source(body);
    auto kept = vault().keep(given, source);
    REQUIRE(kept);
    return *std::move(kept);
  }
  [[nodiscard]] Result<std::string> body(std::string_view id) {
    TextSink sink;
    CONCORDAT_CHECK(vault().read_body(id, sink));
    return sink.text;
  }

  // Past the port: what somebody with the file could do.
  void tamper(std::string_view sql) {
    auto connection =
        private_file::open(path, private_file::kVaultSchema, private_file::Opening::kExisting);
    REQUIRE(connection);
    REQUIRE(connection->run(sql));
  }
  // The file and all that lies beside it.
  [[nodiscard]] std::string everything_on_disk() const {
    std::string all;
    for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
      all += octets_of(file.path());
    }
    return all;
  }
};

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? std::string() : result.error().code;
}

}  // namespace concordat::registry::vault
