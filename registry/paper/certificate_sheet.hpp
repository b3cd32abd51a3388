// A certificate as a sheet for people: what is on file about it on a day, at a log size.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/time/instant.hpp"
#include "registry/ports/barcode.hpp"
#include "registry/ports/messages.hpp"
#include "registry/ports/sheet.hpp"

namespace concordat::registry {

class Registry;

struct SheetOrder {
  std::string_view certificate;        // identifier, or number where one body alone uses it
  Instant now;                         // its UTC day is the day of the sheet
  const Messages* messages = nullptr;  // none: codes in place of words
  std::string language = "en";
  std::string address = {};          // what the addresses of this registry begin with; or empty
  const Barcode* barcode = nullptr;  // none: no code
};

// As of the published size. The code on it leads to `resolver_of` the certificate. Codes:
// resource.not-found, resource.ambiguous (with the candidates), those of the store.
[[nodiscard]] Result<paper::Sheet> certificate_sheet(const Registry& registry,
                                                     const SheetOrder& order);

}  // namespace concordat::registry
