// concordat_bench_vault [--mib N] [--folder PATH]
//
// What the vault keeps and reads in a second, beside the bare secretstream of libsodium over the
// same octets in chunks of the same size in the same run: processor time and time on the clock, for
// the disk has a part in it. A body of N MiB (256), in a file of its own in PATH (the temporary
// folder of the system).
//
// What is read is held against what was kept, or there is no figure.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>

#include <sodium.h>
#include <unistd.h>

#include "adapters/keys/system_randomness.hpp"
#include "adapters/private/vault_store.hpp"
#include "adapters/seal/sodium_sealing.hpp"
#include "adapters/system/system_clock.hpp"
#include "core/crypto/running_digest.hpp"
#include "core/json/write.hpp"
#include "registry/vault/vault.hpp"

namespace concordat::bench {
namespace {

namespace fs = std::filesystem;
namespace vault = registry::vault;

constexpr int kRounds = 3;
constexpr std::size_t kMiB = std::size_t{1} << 20;

[[noreturn]] void give_up(std::string_view why) {
  std::cerr << "concordat_bench_vault: " << why << "\n";
  std::exit(1);
}

struct Seconds {
  double cpu = 1e9;
  double wall = 1e9;
};

double cpu_now() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Of the best round, for each of the two.
Seconds best(const std::function<void()>& work) {
  Seconds least;
  for (int round = 0; round < kRounds; ++round) {
    const double cpu = cpu_now();
    const auto wall = std::chrono::steady_clock::now();
    work();
    least.cpu = std::min(least.cpu, cpu_now() - cpu);
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - wall;
    least.wall = std::min(least.wall, passed.count());
  }
  return least;
}

void tell(std::string_view metric, double value, double against) {
  json::Object line{{"bench", "vault"}, {"metric", metric}, {"value", value}, {"unit", "MB/s"}};
  if (against > 0) {
    line.set("against", against);
    line.set("ratio", value / against);
  }
  std::cout << json::compact(line) << "\n";
}

// Octets that are no text and not all alike.
class Octets final : public vault::BodySource {
 public:
  explicit Octets(std::uint64_t size) : left_(size) {
    for (std::size_t at = 0; at < pattern_.size(); ++at) {
      pattern_[at] = static_cast<Byte>(at * 2654435761U >> 13);
    }
  }
  Result<std::size_t> read(std::span<Byte> into) override {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), left_));
    for (std::size_t at = 0; at < size; at += pattern_.size()) {
      const std::size_t piece = std::min(pattern_.size(), size - at);
      std::copy_n(pattern_.begin(), piece, into.begin() + static_cast<std::ptrdiff_t>(at));
    }
    left_ -= size;
    return size;
  }

 private:
  std::uint64_t left_;
  Bytes pattern_ = Bytes(4096);
};

class Digesting final : public vault::BodySink {
 public:
  Status write(ByteView octets) override {
    digest_.add(octets);
    return {};
  }
  crypto::Digest finish() { return digest_.finish(); }

 private:
  crypto::RunningSha256 digest_;
};

void seal_bare(std::uint64_t size) {
  unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  unsigned char header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  crypto_secretstream_xchacha20poly1305_keygen(key);
  crypto_secretstream_xchacha20poly1305_state state;
  crypto_secretstream_xchacha20poly1305_init_push(&state, header, key);
  Octets octets(size);
  Bytes chunk(vault::kChunkBytes);
  Bytes sealed(chunk.size() + crypto_secretstream_xchacha20poly1305_ABYTES);
  while (true) {
    const std::size_t filled = *octets.read(chunk);
    if (filled == 0) return;
    crypto_secretstream_xchacha20poly1305_push(&state, sealed.data(), nullptr, chunk.data(), filled,
                                               nullptr, 0,
                                               crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
  }
}

class House {
 public:
  explicit House(const fs::path& file) : store_(opened(file)), key_(sealing_.fresh_key()) {
    if (!vault::Vault::make(means(), key_, {})) give_up("no vault");
  }

  std::string keep(std::uint64_t size) {
    Octets body(size);
    auto opened_vault = vault::Vault::open(means(), {key_});
    const vault::Draft draft{.kind = "inspection-file",
                             .confidentiality = "confidential",
                             .basis = "contract",
                             .owner = "lab.example",
                             .media_type = "application/octet-stream",
                             .keep_until = date_of(2999, 12, 31)};
    const auto kept = opened_vault->keep(draft, body);
    if (!kept) give_up(kept.error().code);
    return kept->description.id;
  }
  crypto::Digest read(const std::string& id) {
    auto opened_vault = vault::Vault::open(means(), {key_});
    Digesting sink;
    const Status done = opened_vault->read_body(id, sink);
    if (!done) give_up(done.error().code);
    return sink.finish();
  }

 private:
  static std::unique_ptr<private_file::PrivateVaultStore> opened(const fs::path& file) {
    auto store = private_file::PrivateVaultStore::open(file, private_file::Opening::kCreate);
    if (!store) give_up(store.error().code);
    return *std::move(store);
  }
  vault::Means means() {
    return {.store = *store_, .sealing = sealing_, .randomness = randomness_, .clock = clock_};
  }

  seal::SodiumSealing sealing_;
  keys::SystemRandomness randomness_;
  SystemClock clock_;
  std::unique_ptr<private_file::PrivateVaultStore> store_;
  SealingKey key_;
};

void run(std::uint64_t size, const fs::path& folder) {
  const fs::path file = folder / ("bench-vault-" + std::to_string(::getpid()));
  {
    House house(file);
    const double megabytes = static_cast<double>(size) / 1e6;
    const Seconds bare = best([&] { seal_bare(size); });
    std::string id;
    const Seconds kept = best([&] { id = house.keep(size); });
    Octets again(size);
    crypto::RunningSha256 digest;
    Bytes chunk(vault::kChunkBytes);
    while (const std::size_t filled = *again.read(chunk)) digest.add(ByteView(chunk).first(filled));
    crypto::Digest seen{};
    const Seconds read = best([&] { seen = house.read(id); });
    if (seen != digest.finish()) give_up("another body came back");
    tell("bare secretstream", megabytes / bare.cpu, 0);
    tell("kept, processor time", megabytes / kept.cpu, megabytes / bare.cpu);
    tell("kept, on the clock", megabytes / kept.wall, megabytes / bare.wall);
    tell("read, processor time", megabytes / read.cpu, megabytes / bare.cpu);
    tell("read, on the clock", megabytes / read.wall, megabytes / bare.wall);
  }
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file.string() + ending);
}

}  // namespace
}  // namespace concordat::bench

int main(int argc, char** argv) {
  std::uint64_t mib = 256;
  std::filesystem::path folder = std::filesystem::temp_directory_path();
  for (int at = 1; at + 1 < argc; at += 2) {
    const std::string_view option = argv[at];
    const std::string_view value = argv[at + 1];
    if (option == "--mib") std::from_chars(value.data(), value.data() + value.size(), mib);
    if (option == "--folder") folder = value;
  }
  concordat::bench::run(mib * concordat::bench::kMiB, folder);
  return 0;
}
