// The classes of each version, for tables that go on from them (core/testimony).
#pragma once

#include <span>

#include "core/untp/vocabulary.hpp"

namespace concordat::untp {

extern const std::span<const Class> kClasses070;
extern const std::span<const Class> kClasses061;
extern const std::span<const Class> kClassesOfCatalogue;  // 0.7.0

}  // namespace concordat::untp
