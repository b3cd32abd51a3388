#include <doctest/doctest.h>

#include "adapters/inflate/zlib_deflater.hpp"
#include "adapters/inflate/zlib_inflater.hpp"

namespace concordat::inflate {
namespace {

using credential::Compression;

TEST_CASE("what is deflated here is what the other side unfolds, always in the same octets") {
  Bytes octets(100'000);
  for (std::size_t at = 0; at < octets.size(); ++at) octets[at] = static_cast<Byte>(at * at >> 9);
  for (const Bytes& each : {Bytes(), Bytes(1, 7), Bytes(16'384), octets}) {
    for (const Compression form : {Compression::kGzip, Compression::kZlib}) {
      const auto stream = ZlibDeflater().deflate(form, each);
      REQUIRE(stream);
      CHECK(*ZlibInflater().inflate(form, *stream, each.size()) == each);
      CHECK(*ZlibDeflater().deflate(form, each) == *stream);
    }
  }
}

TEST_CASE("no time and no name stand in a GZIP header") {
  const auto stream = ZlibDeflater().deflate(Compression::kGzip, Bytes(16'384));
  REQUIRE(stream);
  CHECK(Bytes(stream->begin(), stream->begin() + 8) == Bytes{0x1f, 0x8b, 8, 0, 0, 0, 0, 0});
  CHECK(stream->size() < 60);
}

}  // namespace
}  // namespace concordat::inflate
