// Whatever is read as a JWS is made of exactly the bytes that were read.
#include <cstddef>
#include <cstdlib>

#include "core/credential/jws.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const std::string_view text = text_of({data, size});
  if (const auto jws = credential::parse_jws(text)) {
    if (credential::assemble(jws->signing_input, jws->signature) != text) std::abort();
    if (jws->algorithm != "EdDSA" && jws->algorithm != "ES256" && jws->algorithm != "ES384") {
      std::abort();
    }
  }
  return 0;
}
