#include "adapters/qr/qr_barcode.hpp"

#include <memory>

#include <qrencode.h>

namespace concordat::qr {
namespace {

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

// Of version 40 at level M (ISO/IEC 18004:2015, table 7).
constexpr std::size_t kMost_bytes = 2331;

}  // namespace

Result<paper::Modules> QrBarcode::draw(std::string_view text) const {
  if (text.empty() || text.size() > kMost_bytes) {
    return fail({.code = "barcode.too-long",
                 .expected = "at most " + std::to_string(kMost_bytes) + " octets"});
  }
  const std::unique_ptr<QRcode, FreeCode> code(
      QRcode_encodeData(static_cast<int>(text.size()),
                        reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
  if (!code) return fail({.code = "barcode.too-long"});
  paper::Modules modules{.width = static_cast<std::uint32_t>(code->width), .dark = {}};
  const std::size_t count = std::size_t{modules.width} * modules.width;
  modules.dark.reserve(count);
  // The lowest bit of each octet says whether the module is dark.
  for (std::size_t at = 0; at < count; ++at) modules.dark.push_back((code->data[at] & 1) != 0);
  return modules;
}

}  // namespace concordat::qr
