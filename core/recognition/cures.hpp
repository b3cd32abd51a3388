// What would turn an answer: per route its failing and open legs, cheapest sets first.
#pragma once

#include "core/recognition/context.hpp"

namespace concordat::recognition {

// Fills `answer.cures` from its findings, requirements and routes: none when nothing needs a cure.
void find_cures(const Context& context, Answer& answer);

}  // namespace concordat::recognition
