// Whatever is read as a proof must be printed as it was; checking it must not fall over.
#include <cstddef>
#include <cstdlib>

#include "core/log/proof.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  static const log::LogTrust trust{
      *log::parse_vkey("example.org/log+1c66b9ea+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"),
      {}};
  const std::string_view text = text_of({data, size});
  const auto proof = log::parse_proof(text);
  if (!proof) return 0;
  if (log::to_string(*proof) != text) std::abort();
  const auto proven = log::check_proof(*proof, trust);
  if (proven && proven->signatures.obligations.empty()) std::abort();
  return 0;
}
