// Whatever comes in, decoding answers; and what it accepts is stable: printed canonically it
// decodes again into the same statement.
#include <cstdlib>
#include <string_view>

#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/statement/statement.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(statement::decode_signed(text));
  const auto decoded = statement::decode(text);
  if (!decoded) {
    demand(!decoded.error().code.empty());
    return 0;
  }
  const auto document = json::read(text);
  demand(document.has_value());
  const auto again = statement::decode(json::Value(*document));
  demand(again.has_value());
  const auto printed = json::read(json::canonical(*document));
  demand(printed.has_value());
  const auto reread = statement::decode(*printed);
  demand(reread.has_value());
  demand(reread->id == decoded->id && reread->descriptor == decoded->descriptor);
  demand(reread->effective.certain == decoded->effective.certain);
  demand(reread->effective.possible == decoded->effective.possible);
  demand(reread->body == decoded->body);
  demand(decoded->effective.possible.from <= decoded->effective.certain.from);
  demand(decoded->effective.certain.until <= decoded->effective.possible.until);
  return 0;
}
