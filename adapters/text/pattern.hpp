// One sentence in ICU MessageFormat, parsed once.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/msgfmt.h>

#include "core/base/result.hpp"
#include "registry/ports/messages.hpp"

namespace concordat::text {

// A sentence in which arguments stand as they are, which is nearly every one, is put together here;
// one with plurals, choices, numbers or dates by ICU. Days are civil days and instants are shown in
// UTC, whatever the zone of the host.
//
// Threads: `format` of a sentence that is not plain is used by one thread at a time, because ICU
// fills caches inside.
class Pattern {
 public:
  // Code messages.pattern with ICU's name for what is wrong as argument "detail", and the offset in
  // UTF-16 units as place. Arguments have names, not numbers.
  [[nodiscard]] static Result<Pattern> parse(std::string_view pattern, const icu::Locale& locale);

  // Nothing when the arguments do not fit.
  [[nodiscard]] std::optional<std::string> format(const MessageArguments& arguments) const;
  [[nodiscard]] bool is_plain() const {
    return numbers_.empty() && choices_.empty() && dates_.empty();
  }

 private:
  // Text, and the argument behind it; the last of a sentence may have none.
  struct Piece {
    std::string text;
    std::string argument;
  };

  [[nodiscard]] std::string join(const MessageArguments& arguments) const;

  std::vector<Piece> pieces_;  // of a plain sentence
  std::unique_ptr<icu::MessageFormat> format_;
  std::set<std::string, std::less<>> numbers_;  // arguments read as integers
  std::set<std::string, std::less<>> choices_;  // arguments compared as they are
  std::set<std::string, std::less<>> dates_;    // arguments read as days or instants of RFC 3339
};

}  // namespace concordat::text
