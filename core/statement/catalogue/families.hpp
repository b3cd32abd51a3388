// The families of the catalogue, a file each.
#pragma once

#include <span>

#include "core/statement/descriptor.hpp"

namespace concordat::statement {

std::span<const Descriptor> frame_types();
std::span<const Descriptor> norm_types();
std::span<const Descriptor> competence_types();
std::span<const Descriptor> compact_types();
std::span<const Descriptor> attestation_types();
std::span<const Descriptor> measure_types();

}  // namespace concordat::statement
