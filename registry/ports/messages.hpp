// The messages port: sentences for codes, in a reader's language. Filled by `adapters/text`.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concordat {

using MessageArguments = std::vector<std::pair<std::string, std::string>>;

class Messages {
 public:
  virtual ~Messages() = default;
  // The sentence for a code in a language ("ar", "zh", "en", "fr", "ru", "es"), its arguments
  // bidi-isolated. A code without a sentence renders as the code itself.
  [[nodiscard]] virtual std::string sentence(std::string_view language, std::string_view code,
                                             const MessageArguments& arguments) const = 0;
  // The best supported language for an Accept-Language header; "en" when none fits.
  [[nodiscard]] virtual std::string negotiate(std::string_view accept_language) const = 0;
};

}  // namespace concordat
