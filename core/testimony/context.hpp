// The JSON-LD context of our own kinds: what their terms mean. The same at every registry.
#pragma once

#include "core/json/value.hpp"

namespace concordat::testimony {

// Terms are ours (`urn:concordat:term:`), and the W3C's where an object is one of Recognized
// Entities 1.0, whose own context is not published as long as it is a draft.
[[nodiscard]] json::Value own_context();

}  // namespace concordat::testimony
