// The text form port: one spelling of texts that Unicode writes in several ways.
#pragma once

#include <string>
#include <string_view>

namespace concordat {

class TextForm {
 public:
  virtual ~TextForm() = default;
  // Normalization Form C (UAX 15), so that a password typed on another keyboard stays the same
  // (NIST SP 800-63B-4, 3.1.1.2). `utf8` is well-formed. Any thread.
  [[nodiscard]] virtual std::string composed(std::string_view utf8) const = 0;
  // NFKC_Casefold (UAX 44): names that differ in case, width or invisible signs are one name.
  [[nodiscard]] virtual std::string folded_name(std::string_view utf8) const = 0;
};

}  // namespace concordat
