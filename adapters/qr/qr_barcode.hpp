// QR codes by libqrencode.
#pragma once

#include "registry/ports/barcode.hpp"

namespace concordat::qr {

class QrBarcode final : public Barcode {
 public:
  [[nodiscard]] Result<paper::Modules> draw(std::string_view text) const override;
};

}  // namespace concordat::qr
