// A cursor is one of ours or refused; tokens hold nothing that separates them.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "registry/ports/search_query.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto rank = start_of({.kind = "certificates", .fields = {}, .tokens = "", .after = text});
  if (rank) {
    demand(text.empty() ? *rank == 0 : cursor_of(*rank) == text);
  } else {
    demand(rank.error().code == "store.query" && rank.error().place == "after");
  }
  std::string joined;
  for (const std::string_view token : split_tokens(text)) {
    demand(!token.empty() && split_tokens(token).size() == 1);
    joined.append(token).append(" ");
  }
  demand(split_tokens(joined).size() == split_tokens(text).size());
  return 0;
}
