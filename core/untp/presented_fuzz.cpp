// Whatever is presented is read or refused; what is read has a version, keeps its octets, and is
// read the same again.
#include <cstddef>
#include <cstdlib>

#include "core/untp/check.hpp"
#include "core/untp/presented.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const std::string_view text = text_of({data, size});
  const auto read = untp::read(text);
  if (!read) {
    demand(!read.error().code.empty());
    return 0;
  }
  demand(read->version != nullptr && read->text == text);
  demand(read->unknown.size() <= untp::kMostUnknown);
  const bool conformity = std::holds_alternative<untp::Conformity>(read->subject);
  demand(conformity == (read->version->document == untp::Document::kConformity));
  const auto again = untp::read(read->text);
  demand(again && again->digest == read->digest && again->unknown == read->unknown);
  return 0;
}
