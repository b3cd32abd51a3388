#include "adapters/seal/master_key.hpp"

#include <cerrno>
#include <string>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace concordat::seal {
namespace {

// A file from elsewhere must not be able to ask for all memory or for hours.
constexpr std::uint32_t kMostMemoryKib = std::uint32_t{1} << 20;
constexpr std::uint32_t kLeastMemoryKib = crypto_pwhash_argon2id_MEMLIMIT_MIN / 1024;
constexpr std::uint32_t kMostOperations = 16;

std::unexpected<Error> refuse(const std::filesystem::path& path, std::string expected) {
  return fail({.code = "vault.key-file", .place = path.string(), .expected = std::move(expected)});
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

// Octets read: `wanted` of them, fewer at the end of the file.
std::size_t read_whole(int file, Byte* into, std::size_t wanted) {
  std::size_t filled = 0;
  while (filled < wanted) {
    const ssize_t got = ::read(file, into + filled, wanted - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

}  // namespace

Result<SealingKey> read_master_key(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat seen = {};
  if (file.get() < 0 || ::fstat(file.get(), &seen) != 0 || !S_ISREG(seen.st_mode)) {
    return refuse(path, "a file that can be read");
  }
  if ((seen.st_mode & (S_IRWXG | S_IRWXO)) != 0 || seen.st_uid != ::geteuid()) {
    return refuse(path, "a file that its owner alone may read (mode 0600)");
  }
  SealingKey key;
  if (seen.st_size != SealingKey::kSize ||
      read_whole(file.get(), key.octets().data(), SealingKey::kSize) != SealingKey::kSize) {
    return refuse(path, "a file of 32 octets");
  }
  return key;
}

Status write_master_key(const std::filesystem::path& path, const SealingKey& key) {
  const Descriptor file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (file.get() < 0) return refuse(path, "a path where no file is, in a folder we may write");
  const bool written =
      ::write(file.get(), key.octets().data(), SealingKey::kSize) == ssize_t{SealingKey::kSize} &&
      ::fsync(file.get()) == 0;
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const Descriptor names(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (written && names.get() >= 0 && ::fsync(names.get()) == 0) return {};
  ::unlink(path.c_str());
  return refuse(path, "a file that can be written and synced");
}

Result<SealingKey> master_key_of(std::string_view passphrase, const PassphraseCost& cost) {
  const bool bounded = cost.operations >= 1 && cost.operations <= kMostOperations &&
                       cost.memory_kib >= kLeastMemoryKib && cost.memory_kib <= kMostMemoryKib;
  if (passphrase.empty() || !bounded) {
    return fail({.code = "vault.passphrase",
                 .expected = "a passphrase; 1 to 16 operations, 8 to 1,048,576 KiB"});
  }
  static_assert(sizeof cost.salt == crypto_pwhash_argon2id_SALTBYTES);
  SealingKey key;
  if (crypto_pwhash_argon2id(key.octets().data(), SealingKey::kSize, passphrase.data(),
                             passphrase.size(), cost.salt.data(), cost.operations,
                             std::size_t{cost.memory_kib} * 1024,
                             crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
    return fail({.code = "vault.passphrase", .expected = "memory for the passphrase"});
  }
  return key;
}

PassphraseCost with_fresh_salt(PassphraseCost cost) {
  randombytes_buf(cost.salt.data(), cost.salt.size());
  return cost;
}

}  // namespace concordat::seal
