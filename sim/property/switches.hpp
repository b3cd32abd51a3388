// The generator's switches by name, for the command line.
#pragma once

#include <string_view>

#include "sim/generator/generator.hpp"

namespace concordat::sim::property {

// "-caps" switches one off, "-all" every one, "caps" one on. False when there is none such.
bool set_switch(generator::Features& features, std::string_view name);

// Leaves some features out, others for each seed: where everything is drawn at once, one thing
// hides what another would come to.
void leave_some_out(generator::Features& features, std::uint64_t seed);

}  // namespace concordat::sim::property
