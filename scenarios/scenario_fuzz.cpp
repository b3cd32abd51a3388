// Scenario files of any content: read, or refused by code and line.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/statement/statement.hpp"
#include "scenarios/parse.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const auto scenarios = scenarios::parse({reinterpret_cast<const char*>(data), size});
  if (!scenarios) {
    demand(!scenarios.error().code.empty());
    return 0;
  }
  for (const scenarios::Scenario& scenario : *scenarios) {
    for (const scenarios::Step& step : scenario.steps) {
      if (const auto* state = std::get_if<scenarios::State>(&step)) {
        demand(state->line > 0 && state->draft.as_object() != nullptr);
        static_cast<void>(statement::decode(state->draft));
      }
      if (const auto* ask = std::get_if<scenarios::Ask>(&step)) {
        demand(!ask->expectations.empty());
      }
    }
  }
  return 0;
}
