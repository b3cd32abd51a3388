// Whatever decodes must encode to the same bytes.
#include <cstddef>
#include <cstdlib>

#include "core/log/entry.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const ByteView bytes(data, size);
  if (const auto entry = log::decode_entry(bytes)) {
    const auto again = log::encode_entry(*entry);
    if (!again || *again != Bytes(bytes.begin(), bytes.end())) std::abort();
  }
  if (size == 0) return 0;
  if (const auto entries = log::decode_bundle(bytes.subspan(1), data[0])) {
    const auto again = log::encode_bundle(*entries);
    if (!again || *again != Bytes(bytes.begin() + 1, bytes.end())) std::abort();
  }
  return 0;
}
