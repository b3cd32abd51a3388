// The barcode port: a text as a QR code (ISO/IEC 18004). Filled by `adapters/qr`.
#pragma once

#include <string_view>

#include "core/base/result.hpp"
#include "registry/ports/sheet.hpp"

namespace concordat {

class Barcode {
 public:
  virtual ~Barcode() = default;
  // Error correction level M, which a stain or a staple leaves readable. Any thread. Code
  // barcode.too-long: no code holds so much.
  [[nodiscard]] virtual Result<paper::Modules> draw(std::string_view text) const = 0;
};

}  // namespace concordat
