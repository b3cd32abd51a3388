// The commit protocol as a machine small enough to be explored whole. A log is a text, an entry a
// letter, a root the text itself: two texts of one length are two roots of one size.
//
// What reaches the disk does so in one step here; that a step is all or nothing, and that it has
// reached the disk when the next begins, is what the power and failing-disk tests show of the real
// one.
#pragma once

#include <compare>
#include <set>
#include <string>

namespace concordat::fault {

enum class Phase { kDown, kReadOnly, kIdle, kAppended, kRecorded, kSigned, kStalled, kHalted };

// How a call ended, for the caller and for the disk.
enum class End { kDone, kFailed, kFailedButApplied };

// Ways to get it wrong, for showing that the exploration would notice.
enum class Fault {
  kNone,
  kSignBeforeRecord,
  kIgnoreFailedRecord,
  kForgetRecordAtStart,
  kAcknowledgeBeforePublishing,
  kAppendWithoutSync,
  kResumeWithoutReading,
  kShowStoredAtStart,
};

inline bool extends(const std::string& longer, const std::string& shorter) {
  return longer.starts_with(shorter);
}

struct Protocol {
  // The disk.
  std::string entries;
  std::string record;      // the newest head recorded
  std::string checkpoint;  // the one stored
  std::string kept;        // what a crash may leave of `checkpoint`: the one synced last
  std::string unsynced;    // of `entries`, what a crash takes away; only with a fault
  // The process.
  Phase phase = Phase::kDown;
  std::string ledger;     // what it believes to be the log, speculation included
  std::string published;  // what its readers see
  // What the world remembers.
  std::set<std::string> signed_heads;
  std::string acknowledged;
  bool restored = false;  // somebody has put an old store in place of this one

  auto operator<=>(const Protocol&) const = default;

  // Each returns whether the step is possible now, and takes it.
  bool start(Fault fault) {
    if (phase != Phase::kDown) return false;
    const bool known = extends(entries, record) || fault == Fault::kForgetRecordAtStart;
    if (!known || !extends(entries, checkpoint)) {
      phase = Phase::kReadOnly;
      return true;
    }
    published = checkpoint;
    // What is on record was signed, or may have been: it is signed again and shown again.
    if (record.size() > published.size() && fault != Fault::kShowStoredAtStart &&
        fault != Fault::kForgetRecordAtStart) {
      published = record;
      signed_heads.insert(record);
    }
    ledger = entries;
    phase = entries == published ? Phase::kIdle : Phase::kAppended;
    return true;
  }

  // The note of what was shown at the start goes into the store, which had lost it.
  bool store_note(End end) {
    if ((phase != Phase::kIdle && phase != Phase::kAppended) || published == checkpoint)
      return false;
    if (end != End::kFailed) checkpoint = published;
    if (end == End::kDone) kept = published;
    if (end != End::kDone) phase = Phase::kStalled;
    return true;
  }

  bool append(const std::string& more, End end, Fault fault) {
    if (phase != Phase::kIdle) return false;
    ledger = published + more;
    if (end != End::kFailed) entries += more;
    if (end != End::kFailed && fault == Fault::kAppendWithoutSync) unsynced = more;
    // One log: what was written before is synced with it.
    if (end == End::kDone && fault != Fault::kAppendWithoutSync) kept = checkpoint;
    phase = end == End::kDone ? Phase::kAppended : Phase::kStalled;
    if (end == End::kDone && fault == Fault::kAcknowledgeBeforePublishing) acknowledged = ledger;
    return true;
  }

  bool write_record(End end, Fault fault) {
    const Phase before = fault == Fault::kSignBeforeRecord ? Phase::kRecorded : Phase::kAppended;
    if (phase != before) return false;
    if (!extends(ledger, record) && fault != Fault::kForgetRecordAtStart) {
      phase = Phase::kHalted;
      return true;
    }
    if (end != End::kFailed) record = ledger;
    const bool goes_on = end == End::kDone || fault == Fault::kIgnoreFailedRecord;
    const Phase after = fault == Fault::kSignBeforeRecord ? Phase::kSigned : Phase::kRecorded;
    phase = goes_on ? after : Phase::kStalled;
    return true;
  }

  bool sign(End end, Fault fault) {
    const Phase before = fault == Fault::kSignBeforeRecord ? Phase::kAppended : Phase::kRecorded;
    if (phase != before) return false;
    if (end != End::kFailed) signed_heads.insert(ledger);
    const Phase after = fault == Fault::kSignBeforeRecord ? Phase::kRecorded : Phase::kSigned;
    phase = end == End::kDone ? after : Phase::kStalled;
    return true;
  }

  // With a sync of its own, or without.
  bool publish(End end, bool durable) {
    if (phase != Phase::kSigned) return false;
    if (end != End::kFailed) checkpoint = ledger;
    if (end == End::kDone && durable) kept = ledger;
    if (end == End::kDone) {
      published = ledger;
      acknowledged = ledger;
      unsynced.clear();
    }
    phase = end == End::kDone ? Phase::kIdle : Phase::kStalled;
    return true;
  }

  bool resume(Fault fault) {
    if (phase != Phase::kStalled) return false;
    if (fault == Fault::kResumeWithoutReading) {
      // Tries the same append again, as if the failed one had left nothing.
      if (ledger != published) entries += ledger.substr(published.size());
      phase = ledger == published ? Phase::kIdle : Phase::kAppended;
      return true;
    }
    if (!extends(entries, published) || !extends(entries, record)) {
      phase = Phase::kHalted;
      return true;
    }
    ledger = entries;
    phase = entries == published ? Phase::kIdle : Phase::kAppended;
    return true;
  }

  // Whether the machine keeps what was not synced is luck.
  bool crash(bool lucky) {
    if (phase == Phase::kDown) return false;
    if (!lucky) checkpoint = kept;
    kept = checkpoint;
    entries.resize(entries.size() - unsynced.size());
    unsynced.clear();
    phase = Phase::kDown;
    ledger.clear();
    published.clear();
    return true;
  }

  // A backup of `size` entries, taken when the log had them, in place of the store.
  bool restore(std::size_t size) {
    if (phase != Phase::kDown || size >= checkpoint.size()) return false;
    entries.resize(size);
    checkpoint.resize(size);
    kept.resize(size);
    restored = true;
    return true;
  }

  // What must never be; empty when all is well.
  [[nodiscard]] std::string broken() const {
    for (const std::string& one : signed_heads) {
      for (const std::string& other : signed_heads) {
        if (!extends(one, other) && !extends(other, one)) return "two signed logs that do not fit";
      }
      if (!extends(record, one)) return "signed and not on record";
    }
    if (restored) return {};
    if (!extends(entries, acknowledged)) return "acknowledged and lost";
    if (!extends(record, acknowledged)) return "acknowledged and not on record";
    if (phase != Phase::kDown && !extends(published, acknowledged)) {
      return "acknowledged and not shown";
    }
    for (const std::string& one : signed_heads) {
      if (!extends(entries, one)) return "signed and lost";
    }
    if (phase == Phase::kHalted || phase == Phase::kReadOnly) return "stopped without a reason";
    return {};
  }
};

}  // namespace concordat::fault
