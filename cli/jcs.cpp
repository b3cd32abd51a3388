#include <cstdio>
#include <iostream>
#include <iterator>

#include "cli/commands.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::cli {

int jcs() {
  const std::string text((std::istreambuf_iterator<char>(std::cin)), {});
  const auto value = json::read(text);
  if (!value) {
    const Error& error = value.error();
    std::fprintf(stderr, "concordat jcs: %s at %s\n", error.code.c_str(), error.place.c_str());
    return kRefused;
  }
  const std::string canonical = json::canonical(*value);
  std::fwrite(canonical.data(), 1, canonical.size(), stdout);
  return std::fflush(stdout) == 0 ? kAnswered : kUnanswered;
}

}  // namespace concordat::cli
