#include "adapters/keys/key_file.hpp"

#include <cerrno>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/base64url.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::keys {
namespace {

constexpr std::string_view kFormat = "concordat-key-1";
constexpr std::string_view kDerivation = "argon2id13";
constexpr std::string_view kCipher = "xchacha20poly1305-ietf";

// A key file is a few hundred bytes; anything larger is something else.
constexpr std::size_t kMaxFileSize = std::size_t{16} << 10;
// A file from elsewhere must not be able to ask for all memory or for hours.
constexpr std::int64_t kMaxMemoryKib = std::int64_t{1} << 20;
constexpr std::int64_t kMaxOperations = 16;
// The least that libsodium takes.
constexpr std::int64_t kMinMemoryKib = crypto_pwhash_argon2id_MEMLIMIT_MIN / 1024;

std::unexpected<Error> file_error(std::string code, const std::filesystem::path& path) {
  return fail({.code = std::move(code), .arguments = {{"path", path.string()}}});
}

std::unexpected<Error> bad_form(std::string place, std::string expected) {
  return fail(
      {.code = "keys.file-form", .place = std::move(place), .expected = std::move(expected)});
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
  [[nodiscard]] bool open() const { return number_ >= 0; }

 private:
  int number_;
};

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

struct OpenedFile {
  std::string text;
  struct stat status = {};
  ~OpenedFile() { sodium_memzero(text.data(), text.size()); }
};

// The status is that of the descriptor, so that the file judged is the file read.
Status read_file(const std::filesystem::path& path, OpenedFile& file) {
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!descriptor.open()) {
    return file_error(errno == ENOENT ? "keys.file-missing" : "keys.file-io", path);
  }
  if (::fstat(descriptor.get(), &file.status) != 0 || !S_ISREG(file.status.st_mode)) {
    return file_error("keys.file-io", path);
  }
  // Sized at once: a growing string would leave copies of a plain secret behind.
  file.text.resize(kMaxFileSize + 1);
  std::size_t filled = 0;
  while (filled < file.text.size()) {
    const ssize_t got =
        ::read(descriptor.get(), file.text.data() + filled, file.text.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return file_error("keys.file-io", path);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  if (filled > kMaxFileSize) return bad_form("", "a file of at most 16 KiB");
  file.text.resize(filled);
  return {};
}

struct Document {
  crypto::PublicKey public_key;
  json::Value whole;
};

Result<Document> read_document(std::string_view text) {
  auto whole = json::read(text, {.size_bytes = kMaxFileSize, .depth = 8});
  if (!whole) return bad_form(whole.error().place, "JSON");
  if (whole->text("format") != kFormat) return bad_form("/format", std::string(kFormat));
  const json::Value* jwk = whole->find("publicKey");
  if (!jwk) return bad_form("/publicKey", "a public JWK");
  auto key = crypto::parse_jwk(*jwk);
  if (!key) return bad_form("/publicKey" + key.error().place, key.error().expected);
  if ((whole->find("secret") != nullptr) == (whole->find("sealed") != nullptr)) {
    return bad_form("", "either secret or sealed");
  }
  return Document{std::move(*key), std::move(*whole)};
}

Result<Bytes> octets(const json::Value& object, std::string_view name, std::size_t size) {
  const std::string place = "/" + std::string(name);
  auto bytes = decode_base64url(object.text(name));
  if (!bytes || bytes->size() != size) {
    return bad_form(place, std::to_string(size) + " bytes as base64url");
  }
  return std::move(*bytes);
}

std::size_t secret_size(const crypto::PublicKey& key) {
  return crypto::signature_size(key.algorithm) / 2;
}

Result<Secret> derive(std::string_view passphrase, ByteView salt, const SealingCost& cost) {
  Bytes key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  if (crypto_pwhash_argon2id(key.data(), key.size(), passphrase.data(), passphrase.size(),
                             salt.data(), cost.operations, std::size_t{cost.memory_kib} * 1024,
                             crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
    return fail({.code = "keys.file-io", .expected = "memory for the passphrase"});
  }
  return Secret(std::move(key));
}

// Everything in the file but the ciphertext is authenticated with it: nobody can lower the cost,
// or put another public key in front of the secret.
std::string authenticated(const json::Value& whole) {
  json::Value copy = whole;
  json::Object sealed = *copy.find("sealed")->as_object();
  sealed.erase("ciphertext");
  copy.as_object()->set("sealed", std::move(sealed));
  return json::canonical(copy);
}

Result<json::Value> seal(const KeyPair& pair, std::string_view passphrase,
                         const SealingCost& cost) {
  Bytes salt(crypto_pwhash_argon2id_SALTBYTES);
  Bytes nonce(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  randombytes_buf(salt.data(), salt.size());
  randombytes_buf(nonce.data(), nonce.size());
  json::Object sealed;
  sealed.set("derivation", kDerivation);
  sealed.set("operations", cost.operations);
  sealed.set("memoryKib", cost.memory_kib);
  sealed.set("salt", encode_base64url(salt));
  sealed.set("cipher", kCipher);
  sealed.set("nonce", encode_base64url(nonce));
  json::Object whole;
  whole.set("format", kFormat);
  whole.set("publicKey", crypto::to_jwk(pair.public_key));
  whole.set("sealed", std::move(sealed));

  CONCORDAT_TRY(key, derive(passphrase, salt, cost));
  const std::string bound = authenticated(whole);
  const ByteView secret = pair.secret.bytes();
  Bytes ciphertext(secret.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt(ciphertext.data(), nullptr, secret.data(),
                                             secret.size(), bytes_of(bound).data(), bound.size(),
                                             nullptr, nonce.data(), key.bytes().data());
  whole.find("sealed")->as_object()->set("ciphertext", encode_base64url(ciphertext));
  return json::Value(std::move(whole));
}

Result<Secret> unseal(const Document& document, std::string_view passphrase) {
  const json::Value& sealed = *document.whole.find("sealed");
  if (!sealed.as_object()) return bad_form("/sealed", "an object");
  if (sealed.text("derivation") != kDerivation || sealed.text("cipher") != kCipher) {
    return bad_form("/sealed", std::string(kDerivation) + " and " + std::string(kCipher));
  }
  const std::int64_t operations = sealed.integer("operations");
  const std::int64_t memory_kib = sealed.integer("memoryKib");
  if (operations < 1 || operations > kMaxOperations || memory_kib < kMinMemoryKib ||
      memory_kib > kMaxMemoryKib) {
    return bad_form("/sealed", "1 to 16 operations, 8 to 1,048,576 KiB");
  }
  CONCORDAT_TRY(salt, octets(sealed, "salt", crypto_pwhash_argon2id_SALTBYTES));
  CONCORDAT_TRY(nonce, octets(sealed, "nonce", crypto_aead_xchacha20poly1305_ietf_NPUBBYTES));
  const std::size_t size = secret_size(document.public_key);
  CONCORDAT_TRY(ciphertext,
                octets(sealed, "ciphertext", size + crypto_aead_xchacha20poly1305_ietf_ABYTES));
  CONCORDAT_TRY(key, derive(passphrase, salt,
                            {.operations = static_cast<std::uint32_t>(operations),
                             .memory_kib = static_cast<std::uint32_t>(memory_kib)}));
  const std::string bound = authenticated(document.whole);
  Bytes secret(size);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          secret.data(), nullptr, nullptr, ciphertext.data(), ciphertext.size(),
          bytes_of(bound).data(), bound.size(), nonce.data(), key.bytes().data()) != 0) {
    return fail({.code = "keys.passphrase-wrong"});
  }
  return Secret(std::move(secret));
}

Result<Secret> plain_secret(const Document& document, const struct stat& status,
                            const std::filesystem::path& path) {
  if (status.st_uid != ::geteuid()) return file_error("keys.file-owner", path);
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail({.code = "keys.file-readable-by-others",
                 .expected = "mode 0600",
                 .arguments = {{"path", path.string()}}});
  }
  CONCORDAT_TRY(secret, octets(document.whole, "secret", secret_size(document.public_key)));
  return Secret(std::move(secret));
}

}  // namespace

Status sync_folder_of(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor.open() || ::fsync(descriptor.get()) != 0) return file_error("keys.file-io", path);
  return {};
}

Status write_key_file(const std::filesystem::path& path, const KeyPair& pair,
                      std::optional<std::string_view> passphrase, const SealingCost& cost) {
  if (passphrase && passphrase->empty()) return fail({.code = "keys.passphrase-empty"});
  if (sodium_init() < 0) return file_error("keys.file-io", path);
  json::Value document;
  if (passphrase) {
    CONCORDAT_TRY(sealed, seal(pair, *passphrase, cost));
    document = std::move(sealed);
  } else {
    json::Object plain;
    plain.set("format", kFormat);
    plain.set("publicKey", crypto::to_jwk(pair.public_key));
    plain.set("secret", encode_base64url(pair.secret.bytes()));
    document = std::move(plain);
  }
  const Descriptor descriptor(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!descriptor.open()) {
    return file_error(errno == EEXIST ? "keys.file-exists" : "keys.file-io", path);
  }
  std::string text = json::pretty(document);
  if (text.empty() || text.back() != '\n') text += '\n';
  const bool written = write_all(descriptor.get(), text) && ::fsync(descriptor.get()) == 0;
  sodium_memzero(text.data(), text.size());
  if (!written) {
    // Half a key is no key; the name is free again for the next attempt.
    ::unlink(path.c_str());
    return file_error("keys.file-io", path);
  }
  return sync_folder_of(path);
}

Result<KeyPair> read_key_file(const std::filesystem::path& path,
                              std::optional<std::string_view> passphrase) {
  if (sodium_init() < 0) return file_error("keys.file-io", path);
  OpenedFile file;
  CONCORDAT_CHECK(read_file(path, file));
  CONCORDAT_TRY(document, read_document(file.text));
  Secret secret;
  if (document.whole.find("sealed")) {
    if (!passphrase) return file_error("keys.passphrase-needed", path);
    CONCORDAT_TRY(opened, unseal(document, *passphrase));
    secret = std::move(opened);
  } else {
    CONCORDAT_TRY(plain, plain_secret(document, file.status, path));
    secret = std::move(plain);
  }
  KeyPair pair{document.public_key, std::move(secret)};
  CONCORDAT_CHECK(check_pair(pair));
  return pair;
}

Result<crypto::PublicKey> read_public_key(const std::filesystem::path& path) {
  OpenedFile file;
  CONCORDAT_CHECK(read_file(path, file));
  CONCORDAT_TRY(document, read_document(file.text));
  return document.public_key;
}

}  // namespace concordat::keys
