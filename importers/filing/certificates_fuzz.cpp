// Files of certificates, whatever somebody made of them: every line is taken or refused by itself,
// and reading them again says the same.
#include <cstdlib>

#include "core/json/write.hpp"
#include "importers/filing/certificates.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto first = filing::Certificates::read(text, "certia");
  auto second = filing::Certificates::read(text, "certia");
  if (first.has_value() != second.has_value()) std::abort();
  if (!first) {
    if (first.error().code.empty()) std::abort();
    return 0;
  }
  std::uint64_t last = 0;
  for (;;) {
    const auto line = first->next();
    const auto again = second->next();
    if (line.has_value() != again.has_value()) std::abort();
    if (!line) break;
    if (line->number <= last) std::abort();
    last = line->number;
    if (line->draft != again->draft) std::abort();
    if (!line->draft && line->draft.error().code.empty()) std::abort();
  }
  return 0;
}
