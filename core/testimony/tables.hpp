// The classes of our own kinds. Private to this folder.
#pragma once

#include <span>

#include "core/untp/vocabulary.hpp"

namespace concordat::testimony {

extern const std::span<const untp::Class> kOwnClasses;

}  // namespace concordat::testimony
