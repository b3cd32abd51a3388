// spec/openapi.json, compiled in.
#pragma once

#include <string_view>

namespace concordat::api {

[[nodiscard]] std::string_view openapi_document();

}  // namespace concordat::api
