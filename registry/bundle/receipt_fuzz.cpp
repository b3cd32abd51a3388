// Whatever somebody calls a receipt, it holds or is refused. The first line is the log's key; every
// signature holds, so that the rest is reached.
#include <cstdlib>

#include "registry/bundle/receipt.hpp"

namespace {

struct Trusting final : concordat::Verifier {
  [[nodiscard]] bool holds(const concordat::crypto::Obligation&) const override { return true; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  using namespace concordat::registry::bundle;
  std::string_view text = text_of({data, size});
  const std::size_t end = text.find('\n');
  if (end == text.npos) return 0;
  const auto key = log::parse_vkey(text.substr(0, end));
  if (!key) return 0;
  text.remove_prefix(end + 1);
  if (text.ends_with('\n')) text.remove_suffix(1);
  const Trusting verifier;
  const auto receipt = check_receipt(text, {.log_key = *key, .verifier = verifier});
  if (receipt && receipt->entries == 0) std::abort();
  if (!receipt && receipt.error().code.empty()) std::abort();
  return 0;
}
