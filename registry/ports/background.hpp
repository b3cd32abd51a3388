// Threads of the registry and its adapters, deaf to signals: a signal sent to the process goes to
// whoever embeds the registry, and only there can it be turned into an orderly end.
#pragma once

#include <thread>
#include <utility>

#include <signal.h>  // pthread_sigmask is POSIX's, not the standard library's

namespace concordat {

// A thread running `work(stop_token)`. A new thread inherits the mask of the one that makes it, so
// there is no moment at which it listens.
template <class Work>
[[nodiscard]] std::jthread in_background(Work work) {
  sigset_t all{};
  sigset_t before{};
  sigfillset(&all);
  // What a thread does to itself must still strike it.
  for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP}) {
    sigdelset(&all, fault);
  }
  pthread_sigmask(SIG_SETMASK, &all, &before);
  std::jthread thread(std::move(work));
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return thread;
}

}  // namespace concordat
