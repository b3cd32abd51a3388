// What the legislative areas of the United Kingdom's register mean here: the instrument in force in
// Great Britain, and the product group.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace concordat::importers {

struct Area {
  std::string_view name;  // as the register writes it, without spaces around
  std::string_view act;   // GB-year-number of the statutory instrument; GB-EU-... when assimilated
  std::string_view sector;
};
[[nodiscard]] const Area* find_area(std::string_view name);

// The law of a partner for which a body of the United Kingdom is listed under their agreement.
struct PartnerAct {
  std::string_view partner;  // economy
  std::string_view sector;
  std::string_view act;
};
[[nodiscard]] const PartnerAct* find_partner_act(std::string_view partner, std::string_view sector);

// ISO 3166-1 alpha-2 of a country as the register spells it.
[[nodiscard]] std::optional<std::string_view> economy_of(std::string_view country);

}  // namespace concordat::importers
