#include "core/crypto/digest.hpp"

#include <string_view>

#include "core/crypto/portable_digest.hpp"
#include "core/crypto/running_digest.hpp"

#if !defined(__wasm__)
#include <openssl/evp.h>
#endif

namespace concordat::crypto {

#if defined(__wasm__)

Digest sha256(ByteView data) { return sha256_portable(data); }

Digest sha256_prefixed(Byte prefix, ByteView a, ByteView b) {
  return sha256_portable_prefixed(prefix, a, b);
}

Digest384 sha384(ByteView data) { return sha384_portable(data); }
Digest512 sha512(ByteView data) { return sha512_portable(data); }

class RunningSha256::Running {
 public:
  void add(ByteView data) { portable_.add(data); }
  Digest finish() { return portable_.finish(); }

 private:
  PortableSha256 portable_;
};

#else

namespace {

// The one place in `core` with state of its own. Looking the algorithm up costs more than hashing a
// Merkle node, so it is fetched once for the process, and every thread keeps one context.
class Context {
 public:
  Context() : context_(EVP_MD_CTX_new()) {}
  ~Context() { EVP_MD_CTX_free(context_); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  // False when the library could not (no memory, no provider): the caller then hashes by itself.
  [[nodiscard]] bool begin() {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return context_ && algorithm && EVP_DigestInit_ex2(context_, algorithm, nullptr) == 1;
  }
  [[nodiscard]] bool add(ByteView data) {
    return data.empty() || EVP_DigestUpdate(context_, data.data(), data.size()) == 1;
  }
  [[nodiscard]] bool finish(Digest& digest) {
    return EVP_DigestFinal_ex(context_, digest.data(), nullptr) == 1;
  }

 private:
  EVP_MD_CTX* context_;
};

Context& context() {
  thread_local Context of_this_thread;
  return of_this_thread;
}

}  // namespace

// From the first octet on by one of the two.
class RunningSha256::Running {
 public:
  Running() : by_library_(library_.begin()) {}

  // Once begun, the library has nothing left that could fail: it works in memory it holds.
  void add(ByteView data) {
    if (!by_library_) {
      portable_.add(data);
    } else {
      whole_ = library_.add(data) && whole_;
    }
  }
  Digest finish() {
    Digest digest{};
    if (!by_library_) return portable_.finish();
    if (!library_.finish(digest) || !whole_) digest = {};
    return digest;
  }

 private:
  Context library_;
  PortableSha256 portable_;
  bool by_library_;
  bool whole_ = true;
};

namespace {

template <class Digest>
bool hash_whole(const EVP_MD* algorithm, ByteView data, Digest& digest) {
  return algorithm &&
         EVP_Digest(data.data(), data.size(), digest.data(), nullptr, algorithm, nullptr) == 1;
}

}  // namespace

Digest sha256(ByteView data) {
  Context& hash = context();
  Digest digest;
  if (hash.begin() && hash.add(data) && hash.finish(digest)) return digest;
  return sha256_portable(data);
}

Digest sha256_prefixed(Byte prefix, ByteView a, ByteView b) {
  Context& hash = context();
  Digest digest;
  if (hash.begin() && hash.add({&prefix, 1}) && hash.add(a) && hash.add(b) && hash.finish(digest)) {
    return digest;
  }
  return sha256_portable_prefixed(prefix, a, b);
}

Digest384 sha384(ByteView data) {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA384", nullptr);
  Digest384 digest;
  return hash_whole(algorithm, data, digest) ? digest : sha384_portable(data);
}

Digest512 sha512(ByteView data) {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA512", nullptr);
  Digest512 digest;
  return hash_whole(algorithm, data, digest) ? digest : sha512_portable(data);
}

#endif

RunningSha256::RunningSha256() : running_(std::make_unique<Running>()) {}
RunningSha256::~RunningSha256() = default;
RunningSha256::RunningSha256(RunningSha256&&) noexcept = default;
RunningSha256& RunningSha256::operator=(RunningSha256&&) noexcept = default;

void RunningSha256::add(ByteView data) { running_->add(data); }
Digest RunningSha256::finish() { return running_->finish(); }

std::string to_string(const Digest& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "sha256:";
  text.reserve(text.size() + 2 * digest.size());
  for (const Byte byte : digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace concordat::crypto
