#include "adapters/inflate/zlib_inflater.hpp"

#include <string>

#include <doctest/doctest.h>
#include <zlib.h>

#include "core/base/base64url.hpp"

namespace concordat::inflate {
namespace {

using credential::Compression;

Bytes deflated(ByteView octets, Compression form) {
  z_stream state{};
  REQUIRE(deflateInit2(&state, Z_BEST_COMPRESSION, Z_DEFLATED, form == Compression::kGzip ? 31 : 15,
                       9, Z_DEFAULT_STRATEGY) == Z_OK);
  Bytes out(deflateBound(&state, octets.size()) + 64);
  state.next_in = const_cast<Bytef*>(octets.data());
  state.avail_in = static_cast<uInt>(octets.size());
  state.next_out = out.data();
  state.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&state, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - state.avail_out);
  deflateEnd(&state);
  return out;
}

std::string code(const Bytes& stream, Compression form, std::size_t limit) {
  const auto out = ZlibInflater().inflate(form, stream, limit);
  return out ? std::to_string(out->size()) : out.error().code;
}

TEST_CASE("what was deflated comes back, in the form that is asked for") {
  Bytes octets(100'000);
  for (std::size_t at = 0; at < octets.size(); ++at) octets[at] = static_cast<Byte>(at * at >> 7);
  for (const Compression form : {Compression::kGzip, Compression::kZlib}) {
    const Bytes stream = deflated(octets, form);
    const auto out = ZlibInflater().inflate(form, stream, octets.size());
    REQUIRE(out);
    CHECK(*out == octets);
    const Compression other = form == Compression::kGzip ? Compression::kZlib : Compression::kGzip;
    CHECK(code(stream, other, octets.size()) == "inflate.form");
  }
  CHECK(code(deflated({}, Compression::kGzip), Compression::kGzip, 0) == "0");
}

TEST_CASE("the limit is the limit, however much the stream would unfold to") {
  const Bytes stream = deflated(Bytes(std::size_t{64} << 20), Compression::kGzip);
  CHECK(stream.size() < 100'000);
  CHECK(code(stream, Compression::kGzip, std::size_t{16} << 20) == "inflate.too-large");
  CHECK(code(stream, Compression::kGzip, 1) == "inflate.too-large");
  CHECK(code(stream, Compression::kGzip, std::size_t{64} << 20) ==
        std::to_string(std::size_t{64} << 20));
}

TEST_CASE("a stream is whole, and nothing stands behind it") {
  for (const Compression form : {Compression::kGzip, Compression::kZlib}) {
    Bytes stream = deflated(Bytes(1000, 7), form);
    for (std::size_t size = 0; size < stream.size(); ++size) {
      CHECK(code(Bytes(stream.begin(), stream.begin() + static_cast<std::ptrdiff_t>(size)), form,
                 5000) == "inflate.form");
    }
    Bytes two = stream;
    two.insert(two.end(), stream.begin(), stream.end());
    CHECK(code(two, form, 5000) == "inflate.form");
    Bytes more = stream;
    more.push_back(0);
    CHECK(code(more, form, 5000) == "inflate.form");
    Bytes altered = stream;
    altered[altered.size() - 3] ^= 1;  // of the checksum or the length
    CHECK(code(altered, form, 5000) == "inflate.form");
  }
}

TEST_CASE("a stream that needs a dictionary from elsewhere is refused") {
  z_stream state{};
  REQUIRE(deflateInit(&state, Z_BEST_COMPRESSION) == Z_OK);
  Bytes dictionary(100, 7);
  REQUIRE(deflateSetDictionary(&state, dictionary.data(), 100) == Z_OK);
  Bytes octets(1000, 7);
  Bytes out(2000);
  state.next_in = octets.data();
  state.avail_in = 1000;
  state.next_out = out.data();
  state.avail_out = 2000;
  REQUIRE(deflate(&state, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - state.avail_out);
  deflateEnd(&state);
  CHECK(code(out, Compression::kZlib, 5000) == "inflate.form");
}

TEST_CASE("the lists that the specifications print are read") {
  const auto unpacked = [](std::string_view text, Compression form, std::size_t limit) {
    const auto stream = decode_base64url(text);
    REQUIRE(stream);
    const auto out = ZlibInflater().inflate(form, *stream, limit);
    REQUIRE(out);
    return *out;
  };
  // Bitstring Status List 1.0, section 2.2: 131,072 entries, none set.
  CHECK(unpacked("H4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA",
                 Compression::kGzip, 16'384) == Bytes(16'384, 0));
  // Token Status List, "Status List": sixteen entries of one bit, twelve of two.
  CHECK(unpacked("eNrbuRgAAhcBXQ", Compression::kZlib, 2) == Bytes{0xb9, 0xa3});
  CHECK(unpacked("eNo76fITAAPfAgc", Compression::kZlib, 3) == Bytes{0xc9, 0x44, 0xf9});
}

}  // namespace
}  // namespace concordat::inflate
