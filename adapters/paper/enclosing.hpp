// A file within a PDF: embedded (ISO 32000-2, 7.11.4), associated with the document (14.13), so
// that readers list it and programs know what it is to the pages.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "registry/ports/sheet.hpp"

namespace concordat::paper {

// The PDF with the file in it; its pages stay octet for octet as they were compressed. The same two
// give the same octets. Code press.failed: it is no PDF that qpdf can read.
[[nodiscard]] Result<std::string> enclose(std::string_view pdf, const Enclosure& file);

}  // namespace concordat::paper
