// The generator's switches by name, for the command line.
#pragma once

#include <string_view>

#include "sim/generator/generator.hpp"

namespace concordat::sim::property {

// "-caps" switches one off, "-all" every one, "caps" one on. False when there is none such.
bool set_switch(generator::Features& features, std::string_view name);

}  // namespace concordat::sim::property
