// What is left to do when an invariant of ours or of the library is broken: trap.
//
// The libraries would print a sentence first. That brings in printf and stdio, and makes the module
// ask its host for files; so it imports nothing, and the host learns as much from the trap. The
// names are those of libc++ 19, libc++abi 19 and wasi-libc.
#include <string>

extern "C" {
[[noreturn]] void abort_message(const char*, ...);
[[noreturn]] void abort_message(const char*, ...) { __builtin_trap(); }

[[noreturn]] void __assert_fail(const char*, const char*, int, const char*);
[[noreturn]] void __assert_fail(const char*, const char*, int, const char*) { __builtin_trap(); }
}

void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }
