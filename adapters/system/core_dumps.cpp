#include "adapters/system/core_dumps.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace concordat {

bool forbid_core_dumps() {
  const rlimit nothing{.rlim_cur = 0, .rlim_max = 0};
  const bool limited = setrlimit(RLIMIT_CORE, &nothing) == 0;
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && limited;
}

}  // namespace concordat
