// The reference of a standard as it is printed, taken apart: "EN ISO 12100:2010",
// "IEC 60730-2-8:2018+AMD1:2021 CSV/COR1:2022".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/value.hpp"

namespace concordat::importers {

struct Reference {
  std::string standard;                 // identifier of the undated standard: EN-ISO-12100
  std::string edition;                  // identifier of the dated edition: EN-ISO-12100:2010
  int year = 0;                         // of the edition itself
  int last_year = 0;                    // of its newest amendment, else `year`
  std::vector<std::string> amendments;  // A1:2008, Amd-1:2016, COR1:2022
};

// Nothing when the text is not a dated reference: a draft without a date, or two references in one.
[[nodiscard]] std::optional<Reference> parse_reference(std::string_view text);

// The members of a standard-edition that the reference gives.
[[nodiscard]] json::Object edition_body(const Reference& reference, std::string_view printed);

}  // namespace concordat::importers
