// No picture of this process is kept when it falls: signing keys are in its memory.
#pragma once

namespace concordat {

// For the whole process and what it begins; nobody but root may look into it from now on either
// (prctl(2), PR_SET_DUMPABLE: a limit of nothing alone does not keep a core from a handler that
// /proc/sys/kernel/core_pattern names). False where the system refuses.
bool forbid_core_dumps();

}  // namespace concordat
