// A sheet as part of a page: for screens, for printers, and for those who have it read out.
#pragma once

#include <string_view>

#include "api/page.hpp"
#include "registry/ports/sheet.hpp"

namespace concordat::api {

// Into the open <main>: a heading, the status, the code with the address that it leads to, the
// sections, the close. `path` is that address below this server.
void show_sheet(Html& page, const Voice& voice, const paper::Sheet& sheet, std::string_view path);

// The certificate of that number or identifier, in the reader's language. Codes of
// `registry::certificate_sheet`.
[[nodiscard]] Result<paper::Sheet> sheet_of(const Call& call, std::string_view certificate);

}  // namespace concordat::api
