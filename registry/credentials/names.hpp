// What something on file is called.
#pragma once

#include <string>
#include <string_view>

#include "core/facts/probe.hpp"
#include "core/json/value.hpp"
#include "core/untp/registrar.hpp"

namespace concordat::registry {

class Registry;

// The name that the body of a statement, or a resource, gives: in that language where there is one,
// else in English, else in the first that is there; else a reference as printed. Empty where there
// is none.
[[nodiscard]] std::string name_in(const json::Value& body, std::string_view language = "en");

// Names of what is described at the probe's size and on its day. The registry and the probe's
// tables outlive it.
[[nodiscard]] untp::Naming naming_of(const Registry& registry, const facts::Probe& probe,
                                     std::string_view language = "en");

}  // namespace concordat::registry
