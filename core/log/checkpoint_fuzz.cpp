// Whatever is read as a checkpoint must be printed as it was.
#include <cstddef>
#include <cstdlib>

#include "core/log/checkpoint.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const std::string_view text = text_of({data, size});
  if (const auto checkpoint = log::parse_checkpoint(text)) {
    if (log::to_string(*checkpoint) != text) std::abort();
  }
  if (const auto checkpoint = log::parse_signed_checkpoint(text)) {
    if (log::to_string(checkpoint->note) != text) std::abort();
    if (log::to_string(checkpoint->checkpoint) != checkpoint->note.text) std::abort();
  }
  return 0;
}
