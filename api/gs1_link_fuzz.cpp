// Paths that claim to be GS1 Digital Links: what is read is written again to the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/gs1_link.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat::api;
  const auto link = parse_gs1_link({reinterpret_cast<const char*>(data), size});
  if (!link) {
    demand(!link.error().code.empty());
    return 0;
  }
  const std::string path = to_path(*link);
  const auto again = parse_gs1_link(path);
  demand(again.has_value() && *again == *link && to_path(*again) == path);
  if (link->key == Gs1Key::kGtin) {
    for (const std::string& spelling : spellings_of_gtin(link->value)) {
      demand(check_digit_holds(spelling));
    }
  }
  return 0;
}
