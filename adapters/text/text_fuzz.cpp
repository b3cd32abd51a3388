// Tokens, languages and message patterns of any text: tokens hold nothing that separates them, the
// query's are among the index's terms in form, a pattern that is read formats or says that it
// cannot.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "adapters/text/negotiation.hpp"
#include "adapters/text/pattern.hpp"
#include "adapters/text/tokens.hpp"
#include "core/base/utf8.hpp"
#include "registry/ports/search_query.hpp"

namespace {

using namespace concordat;

void demand(bool holds) {
  if (!holds) std::abort();
}

void check_tokens(const std::string& tokens) {
  demand(is_utf8(tokens));
  auto parts = split_tokens(tokens);
  std::ranges::sort(parts);
  demand(std::ranges::adjacent_find(parts) == parts.end());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_tokens(text::tokens_for_index(text));
  const std::string query = text::tokens_for_query(text);
  check_tokens(query);
  demand(split_tokens(query).size() <= kMaxSearchTokens);
  const std::string number = text::compact_number(text);
  demand(is_utf8(number) && text::compact_number(number) == number);
  const std::string_view language = text::negotiate_language(text);
  demand(std::ranges::find(text::kLanguages, language) != text::kLanguages.end());
  const auto pattern = text::Pattern::parse(text, icu::Locale("ar"));
  if (pattern) {
    const MessageArguments arguments{{"count", "3"}, {"body", "lab"}, {"on", "2024-05-01"}};
    const auto sentence = pattern->format(arguments);
    demand(!sentence || is_utf8(*sentence));
  } else {
    demand(pattern.error().code == "messages.pattern");
  }
  return 0;
}
