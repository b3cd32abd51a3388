#include "importers/uk_areas.hpp"

#include <algorithm>
#include <iterator>

namespace concordat::importers {
namespace {

constexpr Area kAreas[] = {
    {"Cableway installation", "GB-EU-2016-424", "cableways"},
    {"Construction products", "GB-EU-2011-305", "construction-products"},
    {"Ecodesign", "GB-1993-3083", "boilers"},
    {"Electromagnetic compatibility", "GB-2016-1091", "emc"},
    {"Equipment and protective systems for use in potentially explosive atmospheres",
     "GB-2016-1107", "explosive-atmospheres"},
    {"Explosives", "GB-2014-1638", "explosives"},
    {"Gas appliances and related", "GB-EU-2016-426", "gas-appliances"},
    {"Lifts", "GB-2016-1093", "lifts"},
    {"Machinery", "GB-2008-1597", "machinery"},
    {"Marine equipment", "GB-2016-1025", "marine-equipment"},
    {"Measuring instruments", "GB-2016-1153", "measuring-instruments"},
    {"Medical devices", "GB-2002-618", "medical-devices"},
    {"Noise emissions in the environment by equipment for use outdoors", "GB-2001-1701",
     "outdoor-noise"},
    {"Non-automatic weighing instruments", "GB-2016-1152", "weighing-instruments"},
    {"Personal protective equipment", "GB-EU-2016-425", "personal-protective-equipment"},
    {"Pressure equipment", "GB-2016-1105", "pressure-equipment"},
    {"Pyrotechnics", "GB-2015-1553", "pyrotechnics"},
    {"Radio equipment", "GB-2017-1206", "radio"},
    {"Railway interoperability", "GB-2011-3066", "railways"},
    {"Recreational craft", "GB-2017-737", "recreational-craft"},
    {"Simple pressure vessels", "GB-2016-1092", "simple-pressure-vessels"},
    {"Toys", "GB-2011-1881", "toys"},
    {"Transportable pressure equipment", "GB-2009-1348", "transportable-pressure-equipment"},
};

constexpr PartnerAct kPartnerActs[] = {
    {"AU", "emc", "AU-RADIOCOMMUNICATIONS-1992"},
    {"AU", "radio", "AU-RADIOCOMMUNICATIONS-1992"},
    {"AU", "machinery", "AU-WHS-2011"},
    {"AU", "medical-devices", "AU-THERAPEUTIC-GOODS-1989"},
    {"CA", "emc", "CA-RADIOCOMMUNICATION-1985"},
    {"CA", "radio", "CA-RADIOCOMMUNICATION-1985"},
    {"NZ", "emc", "NZ-RADIOCOMMUNICATIONS-1989"},
    {"NZ", "radio", "NZ-RADIOCOMMUNICATIONS-1989"},
    {"US", "emc", "US-47CFR-15"},
    {"US", "radio", "US-47CFR-2"},
};

constexpr std::pair<std::string_view, std::string_view> kEconomies[] = {
    {"Australia", "AU"},      {"Canada", "CA"},        {"France", "FR"}, {"Germany", "DE"},
    {"Hungary", "HU"},        {"Ireland", "IE"},       {"Italy", "IT"},  {"Japan", "JP"},
    {"Netherlands", "NL"},    {"New Zealand", "NZ"},   {"Spain", "ES"},  {"Switzerland", "CH"},
    {"United Kingdom", "GB"}, {"United States", "US"}, {"USA", "US"},
};

}  // namespace

const Area* find_area(std::string_view name) {
  const auto* found = std::ranges::find(kAreas, name, &Area::name);
  return found == std::end(kAreas) ? nullptr : found;
}

const PartnerAct* find_partner_act(std::string_view partner, std::string_view sector) {
  const auto* found = std::ranges::find_if(kPartnerActs, [&](const PartnerAct& entry) {
    return entry.partner == partner && entry.sector == sector;
  });
  return found == std::end(kPartnerActs) ? nullptr : found;
}

std::optional<std::string_view> economy_of(std::string_view country) {
  for (const auto& [name, code] : kEconomies) {
    if (name == country) return code;
  }
  return std::nullopt;
}

}  // namespace concordat::importers
