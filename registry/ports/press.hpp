// The press port: a sheet as a PDF. Filled by `adapters/paper`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "registry/ports/sheet.hpp"

namespace concordat {

class Press {
 public:
  virtual ~Press() = default;
  enum class Size : std::uint8_t { kA4, kLetter };
  struct Printed {
    std::string pdf;
    // Code points that no font at hand can draw. The PDF shows the number of each in its place and
    // names them at its end.
    std::vector<std::uint32_t> missing;
  };
  // The same sheet gives the same octets, as long as libraries and fonts stay. Any thread. Codes
  // press.no-font (not one font is at hand), press.failed, press.too-long (more than 200 pages).
  // What the sheet encloses is embedded (ISO 32000-2, 7.11.4) and associated with the document
  // (14.13).
  [[nodiscard]] virtual Result<Printed> print(const paper::Sheet& sheet, Size size) const = 0;
};

}  // namespace concordat
