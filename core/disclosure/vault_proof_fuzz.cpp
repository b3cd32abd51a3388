// Whatever is read as a proof must be printed as it was; checking it must not fall over.
#include <cstddef>
#include <cstdlib>

#include "core/disclosure/proof.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  static const log::LogTrust trust{
      *log::parse_vkey("example.org/log+1c66b9ea+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"),
      {}};
  const std::string_view text = text_of({data, size});
  (void)disclosure::read_disclosure(text);
  const auto proof = disclosure::parse_proof(text);
  if (!proof) return 0;
  if (disclosure::to_string(*proof) != text) std::abort();
  const auto shown = disclosure::check_proof(*proof, trust);
  if (shown && shown->log.signatures.obligations.empty()) std::abort();
  return 0;
}
