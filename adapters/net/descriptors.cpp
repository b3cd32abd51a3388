#include "adapters/net/descriptors.hpp"

#include <algorithm>

#include <sys/resource.h>

namespace concordat::net {

std::size_t connections_within_limit(std::size_t wanted) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  const rlim_t needed = wanted + kDescriptorsKept;
  if (limit.rlim_cur < needed) {
    rlimit raised = limit;
    raised.rlim_cur = std::min<rlim_t>(needed, limit.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  if (limit.rlim_cur >= needed) return wanted;
  const auto held = static_cast<std::size_t>(limit.rlim_cur);
  return held > kDescriptorsKept ? held - kDescriptorsKept : 1;
}

}  // namespace concordat::net
