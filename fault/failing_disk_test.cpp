// Every call that the registry makes to its files fails once: undone, done all the same, or half
// done. Whatever is said to the caller, afterwards the same process goes on without a hand, and
// nothing promised is broken.
//
// CONCORDAT_FAILING_STEP in the environment: 1 fails every call, n every n-th.
#include <cerrno>
#include <cstdlib>
#include <set>

#include "fault/promises.hpp"
#include <doctest/doctest.h>

namespace concordat::fault {
namespace {

namespace fs = std::filesystem;
using Mode = Failure::Mode;

std::size_t step() {
  const char* const text = std::getenv("CONCORDAT_FAILING_STEP");
  return text == nullptr ? 3 : std::strtoul(text, nullptr, 10);
}

// What may be told to whoever is refused for want of a disk.
bool is_clear(const std::string& code) {
  for (const std::string_view family : {"store.", "signing-record.io", "keys.file-io",
                                        "registry.not-founded", "registry.checkpoint"}) {
    if (code.starts_with(family)) return true;
  }
  return false;
}

// A registry with a few statements, closed, and what it promised.
class Template {
 public:
  Template() {
    Session session(folder_.path() / "home");
    fs::create_directory(folder_.path() / "home");
    REQUIRE(session.found());
    REQUIRE(session.open());
    for (int at = 0; at < 3; ++at) {
      REQUIRE(session.submit({session.statement("T" + std::to_string(at))}).front());
    }
    for (const char* code : {"F0", "F1", "G"}) compacts_.push_back(session.statement(code));
    session.close();
    promises_ = session.promises();
  }
  // A copy that a test may spoil.
  [[nodiscard]] fs::path copy() const {
    const fs::path to = folder_.path() / "copy";
    fs::remove_all(to);
    fs::copy(folder_.path() / "home", to, fs::copy_options::recursive);
    return to;
  }
  [[nodiscard]] const Promises& promises() const { return promises_; }
  // Signed beforehand, not yet submitted.
  [[nodiscard]] const std::string& compact(std::size_t number) const { return compacts_[number]; }

 private:
  Scratch folder_;
  Promises promises_;
  std::vector<std::string> compacts_;
};

void add(Promises& all, const Promises& more) {
  all.acknowledged.insert(all.acknowledged.end(), more.acknowledged.begin(),
                          more.acknowledged.end());
  all.signed_heads.insert(all.signed_heads.end(), more.signed_heads.begin(),
                          more.signed_heads.end());
}

// Tries until it is taken: a registry whose disk works again needs no more than a little time.
void goes_on(Session& session, const std::string& compact) {
  Result<registry::Receipt> outcome = fail({});
  for (int time = 0; time < 3 && !outcome; ++time) outcome = session.submit({compact}).front();
  const std::string refused = outcome ? "" : outcome.error().code + " " + outcome.error().place;
  INFO(refused);
  REQUIRE(outcome);
}

struct Round {
  bool struck = false;
  std::set<std::string> told;
};

Round one_failure(const Template& from, const Failure& failure) {
  const fs::path folder = from.copy();
  Promises promises = from.promises();
  Round round;
  {
    Disk disk(folder.string());
    disk.forget_changes();
    Session session(folder);
    disk.plan(failure);
    const Status opened = session.open();
    if (opened) {
      for (std::size_t at = 0; at < 2; ++at) {
        const auto outcome = session.submit({from.compact(at)});
        if (!outcome.front()) round.told.insert(outcome.front().error().code);
        // Reads go on, whatever was refused; that one read fails is what this may be about.
        const bool shown = session.registry().show("economies", "T1").has_value();
        CHECK((shown || session.registry().show("economies", "T1")));
      }
    } else {
      round.told.insert(opened.error().code);
    }
    round.struck = disk.lift();
    if (!session.is_open()) REQUIRE(session.open());
    goes_on(session, from.compact(0));
    goes_on(session, from.compact(2));
    session.close();
    add(promises, session.promises());
  }
  CHECK(broken_promise(folder, promises, 0) == "");
  return round;
}

void fail_each(unsigned calls, Mode mode, int reason) {
  const Template from;
  std::size_t rounds = 0;
  std::set<std::string> told;
  for (std::size_t nth = 1;; nth += step()) {
    INFO("call " << nth << " of kind " << calls << ", mode " << static_cast<int>(mode));
    const Round round =
        one_failure(from, {.calls = calls, .nth = nth, .mode = mode, .reason = reason});
    for (const std::string& code : round.told) {
      INFO(code);
      CHECK(is_clear(code));
      told.insert(code);
    }
    if (!round.struck) break;
    ++rounds;
  }
  std::string codes;
  for (const std::string& code : told) codes += " " + code;
  MESSAGE("kind " << calls << ", mode " << static_cast<int>(mode) << ": " << rounds
                  << " failures; told:" << codes);
  CHECK(rounds > 0);
}

constexpr auto kWrites = static_cast<unsigned>(Call::kWrite);
constexpr auto kSyncs = static_cast<unsigned>(Call::kSync);
constexpr auto kReads = static_cast<unsigned>(Call::kRead);
constexpr auto kOthers = static_cast<unsigned>(Call::kOpen) |
                         static_cast<unsigned>(Call::kTruncate) |
                         static_cast<unsigned>(Call::kName);

}  // namespace

TEST_CASE("every write fails once: not applied, applied, half applied") {
  for (const Mode mode : {Mode::kNotApplied, Mode::kApplied, Mode::kHalf}) {
    fail_each(kWrites, mode, mode == Mode::kApplied ? EIO : ENOSPC);
  }
}

TEST_CASE("from some write on every write fails, until there is room again") {
  const Template from;
  for (const int reason : {ENOSPC, EFBIG, EROFS}) {
    for (std::size_t nth = 1; nth < 30; nth += 2 * step() - 1) {
      INFO("from write " << nth << " on, reason " << reason);
      const Round round =
          one_failure(from, {.calls = kWrites, .nth = nth, .lasting = true, .reason = reason});
      for (const std::string& code : round.told) {
        INFO(code);
        CHECK(is_clear(code));
      }
    }
  }
}

TEST_CASE("from some opening on nothing may be opened, until the permission is back") {
  const Template from;
  for (const int reason : {EACCES, EPERM, EMFILE}) {
    for (std::size_t nth = 1; nth < 12; nth += step()) {
      INFO("from opening " << nth << " on, reason " << reason);
      const Round round = one_failure(from, {.calls = static_cast<unsigned>(Call::kOpen),
                                             .nth = nth,
                                             .lasting = true,
                                             .reason = reason});
      for (const std::string& code : round.told) {
        INFO(code);
        CHECK(is_clear(code));
      }
    }
  }
}

TEST_CASE("every sync fails once: not applied, applied") {
  for (const Mode mode : {Mode::kNotApplied, Mode::kApplied}) fail_each(kSyncs, mode, EIO);
}

TEST_CASE("every read fails once") { fail_each(kReads, Mode::kNotApplied, EIO); }

TEST_CASE("every opening, truncation and change of names fails once") {
  for (const Mode mode : {Mode::kNotApplied, Mode::kApplied}) fail_each(kOthers, mode, EACCES);
}

}  // namespace concordat::fault
