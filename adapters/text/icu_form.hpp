// The text form port, filled by ICU's normalizers.
#pragma once

#include "registry/ports/text_form.hpp"

namespace concordat::text {

class IcuForm final : public TextForm {
 public:
  // A text that ICU cannot turn, for want of memory, stays as it is.
  [[nodiscard]] std::string composed(std::string_view utf8) const override;
  [[nodiscard]] std::string folded_name(std::string_view utf8) const override;
};

}  // namespace concordat::text
