// The style sheet of every page, out of web/style.
#pragma once

#include "api/html.hpp"

namespace concordat::api {

[[nodiscard]] Name page_style();

}  // namespace concordat::api
