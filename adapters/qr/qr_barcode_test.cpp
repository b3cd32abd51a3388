#include "adapters/qr/qr_barcode.hpp"

#include <doctest/doctest.h>

namespace concordat::qr {
namespace {

bool is_dark(const paper::Modules& modules, std::uint32_t row, std::uint32_t column) {
  return modules.dark[std::size_t{row} * modules.width + column];
}

// The eye in a corner: a ring of seven, a light ring, a core of three (ISO/IEC 18004, 6.3.3).
bool has_eye(const paper::Modules& modules, std::uint32_t top, std::uint32_t left) {
  for (std::uint32_t row = 0; row < 7; ++row) {
    for (std::uint32_t column = 0; column < 7; ++column) {
      const bool edge = row == 0 || row == 6 || column == 0 || column == 6;
      const bool core = row >= 2 && row <= 4 && column >= 2 && column <= 4;
      if (is_dark(modules, top + row, left + column) != (edge || core)) return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("a code has the eyes by which it is found, and is the same for the same text") {
  const QrBarcode barcode;
  const std::string address = "https://registry.example/id/certificates/certia%3AK-1001";
  const auto modules = barcode.draw(address);
  REQUIRE(modules);
  const std::uint32_t width = modules->width;
  CHECK((width - 17) % 4 == 0);
  REQUIRE(modules->dark.size() == std::size_t{width} * width);
  CHECK(has_eye(*modules, 0, 0));
  CHECK(has_eye(*modules, 0, width - 7));
  CHECK(has_eye(*modules, width - 7, 0));
  CHECK(barcode.draw(address)->dark == modules->dark);
  CHECK(barcode.draw(address + "x")->dark != modules->dark);
}

TEST_CASE("what no code holds is refused") {
  const QrBarcode barcode;
  CHECK(barcode.draw(std::string(2331, 'x')));
  CHECK(barcode.draw(std::string(2332, 'x')).error().code == "barcode.too-long");
  CHECK(barcode.draw("").error().code == "barcode.too-long");
}

}  // namespace concordat::qr
