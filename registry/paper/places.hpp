// Where what was filed can be read: paths below the address of a server, the same everywhere.
#pragma once

#include <string>
#include <string_view>

#include "core/json/value.hpp"

namespace concordat::registry {

struct Receipt;

// The page of a certificate and the PDF of it, for people; by its identifier or number.
[[nodiscard]] std::string page_of(std::string_view certificate);
[[nodiscard]] std::string paper_of(std::string_view certificate);
// What a code on a product or a paper leads to: everything that is known about the certificate.
[[nodiscard]] std::string resolver_of(std::string_view certificate);

// {"statement"}, and of a certificate {"statement", "certificate", "credential", "page", "paper"}.
[[nodiscard]] json::Object places_of(const Receipt& receipt);

}  // namespace concordat::registry
