#include "core/crypto/digest.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "core/base/hex.hpp"
#include "core/crypto/portable_digest.hpp"
#include "core/crypto/running_digest.hpp"

namespace concordat::crypto {
namespace {

// Both implementations, so that no vector is checked on one only.
std::string both(std::string_view text) {
  const Digest library = sha256(bytes_of(text));
  CHECK(library == sha256_portable(bytes_of(text)));
  return to_string(library);
}

TEST_CASE("the vectors of FIPS 180-4 hold in both implementations") {
  CHECK(both("") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(both("abc") == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(both("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(both(std::string(1'000'000, 'a')) ==
        "sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a digest made piece by piece is that of the whole, two of them at once") {
  const std::string text(1'000, 'a');
  RunningSha256 one;
  RunningSha256 other;
  for (std::size_t at = 0; at < text.size(); at += 100) {
    one.add(bytes_of(text).subspan(at, 100));
    other.add(bytes_of("b"));
    other.add({});
  }
  CHECK(one.finish() == sha256(bytes_of(text)));
  CHECK(other.finish() == sha256(bytes_of("bbbbbbbbbb")));
  CHECK(RunningSha256().finish() == sha256({}));
}

TEST_CASE("the vectors of FIPS 180-4 hold for the longer digests as well") {
  const ByteView abc = bytes_of("abc");
  CHECK(encode_hex(sha384(abc)) ==
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
        "8086072ba1e7cc2358baeca134c825a7");
  CHECK(encode_hex(sha512(abc)) ==
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

TEST_CASE("the implementations agree at every length around the block boundaries") {
  Bytes data;
  for (std::size_t length = 0; length <= 260; ++length) {
    CAPTURE(length);
    CHECK(sha256(data) == sha256_portable(data));
    CHECK(sha384(data) == sha384_portable(data));
    CHECK(sha512(data) == sha512_portable(data));
    const ByteView head = ByteView(data).first(length / 3);
    const ByteView tail = ByteView(data).subspan(length / 3);
    Bytes joined = {0x5a};
    joined.insert(joined.end(), data.begin(), data.end());
    CHECK(sha256_prefixed(0x5a, head, tail) == sha256(joined));
    CHECK(sha256_portable_prefixed(0x5a, head, tail) == sha256(joined));
    data.push_back(static_cast<Byte>(length * 131 + 7));
  }
}

TEST_CASE("a digest made piece by piece is that of the whole") {
  Bytes data;
  for (int at = 0; at < 1000; ++at) data.push_back(static_cast<Byte>(at * 7 + 3));
  for (const std::size_t piece : {1U, 55U, 63U, 64U, 65U, 128U, 999U, 1000U}) {
    CAPTURE(piece);
    PortableSha256 digest;
    for (std::size_t at = 0; at < data.size(); at += piece) {
      digest.add(ByteView(data).subspan(at, std::min(piece, data.size() - at)));
      digest.add({});
    }
    CHECK(digest.finish() == sha256(data));
  }
  CHECK(PortableSha256().finish() == sha256({}));
}

}  // namespace
}  // namespace concordat::crypto
