// Whatever is read as a note must be printed as it was; its keys and times too.
#include <cstddef>
#include <cstdlib>

#include "core/log/note.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const std::string_view text = text_of({data, size});
  if (const auto note = log::parse_note(text)) {
    if (log::to_string(*note) != text) std::abort();
    for (const log::NoteSignature& signature : note->signatures) {
      if (log::cosignature_time_s(signature) == std::uint64_t{0}) std::abort();
    }
  }
  if (const auto key = log::parse_vkey(text)) {
    if (log::to_vkey(*key) != text) std::abort();
  }
  return 0;
}
