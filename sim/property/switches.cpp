#include "sim/property/switches.hpp"

#include "sim/generator/draw.hpp"

namespace concordat::sim::property {
namespace {

using generator::Features;

struct Switch {
  std::string_view name;
  bool Features::* member;
};
constexpr Switch kSwitches[] = {
    {"corrections", &Features::corrections},
    {"interruptions", &Features::interruptions},
    {"open-days", &Features::open_days},
    {"modules", &Features::modules},
    {"first-party", &Features::first_party},
    {"accreditation", &Features::accreditation},
    {"annexes", &Features::annexes},
    {"deposits", &Features::deposits},
    {"caps", &Features::caps},
    {"acceptances", &Features::acceptances},
    {"equivalence", &Features::equivalence},
    {"onward", &Features::onward},
    {"states", &Features::states},
    {"operators", &Features::operators},
    {"coverage", &Features::coverage},
    {"measures", &Features::measures},
    {"predicates", &Features::predicates},
    {"presumption", &Features::presumption},
    {"acts-end", &Features::acts_end},
    {"missing", &Features::missing},
    {"territories", &Features::territories},
    {"supplier-only", &Features::supplier_only},
    {"no-cap", &Features::no_cap},
    {"other-sector", &Features::other_sector},
    {"lawful-marketing", &Features::lawful_marketing},
    {"deltas", &Features::deltas},
    {"differences", &Features::differences},
    {"left-out", &Features::left_out},
};

}  // namespace

bool set_switch(Features& features, std::string_view name) {
  const bool on = !name.starts_with('-');
  if (!on) name.remove_prefix(1);
  bool found = false;
  for (const Switch& each : kSwitches) {
    if (each.name != name && name != "all") continue;
    features.*each.member = on;
    found = true;
  }
  return found;
}

void leave_some_out(Features& features, std::uint64_t seed) {
  generator::Draw draw(seed);
  for (const Switch& each : kSwitches) {
    if (draw.chance(50)) features.*each.member = false;
  }
}

}  // namespace concordat::sim::property
