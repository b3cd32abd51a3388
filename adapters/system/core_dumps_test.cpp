#include "adapters/system/core_dumps.hpp"

#include <csignal>

#include <doctest/doctest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace concordat {
namespace {

// How a child ends that falls; what it forbids, it forbids for itself.
int end_of_a_child_that_falls() {
  const pid_t child = fork();
  if (child == 0) {
    if (!forbid_core_dumps()) _exit(1);
    rlimit allowed{};
    const bool forbidden = prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 &&
                           getrlimit(RLIMIT_CORE, &allowed) == 0 && allowed.rlim_max == 0;
    if (!forbidden) _exit(2);
    std::signal(SIGABRT, SIG_DFL);
    kill(getpid(), SIGABRT);
    _exit(3);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

}  // namespace

TEST_CASE("a process that falls leaves no core behind") {
  const int status = end_of_a_child_that_falls();
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGABRT);
  CHECK_FALSE(WCOREDUMP(status));
}

}  // namespace concordat
