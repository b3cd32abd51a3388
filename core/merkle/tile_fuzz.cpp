// Whatever path is read must be printed as it was.
#include <cstddef>
#include <cstdlib>

#include "core/merkle/tile.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const std::string_view path = text_of({data, size});
  if (const auto tile = merkle::parse_tile_path(path)) {
    if (merkle::tile_path(*tile) != path) std::abort();
  }
  return 0;
}
