// The classes of each version. Private to this folder.
#pragma once

#include <span>

#include "core/untp/vocabulary.hpp"

namespace concordat::untp {

extern const std::span<const Class> kClasses070;
extern const std::span<const Class> kClasses061;

}  // namespace concordat::untp
