// The code on a certificate as an SVG image, and as a part of its credential.
#pragma once

#include <string>
#include <string_view>

#include "core/json/value.hpp"
#include "registry/ports/barcode.hpp"

namespace concordat::registry {

// Light modules around a code without which readers do not find it (ISO/IEC 18004, 6.3.8).
inline constexpr int kQuiet_modules = 4;

// Every run of dark modules as a rectangle of its own: the `d` of an SVG path, a module a unit.
[[nodiscard]] std::string svg_path(const paper::Modules& code);

// The code as an image by itself, with its quiet zone.
[[nodiscard]] std::string svg_of(const paper::Modules& code);

// A second render method for a conformity credential of ours (UNTP 0.7.0, RenderTemplate2024): the
// QR code of the certificate's resolver address as SVG. Other credentials, and addresses that no
// code holds, are left as they are.
void add_code(json::Value& credential, const Barcode& barcode);

}  // namespace concordat::registry
