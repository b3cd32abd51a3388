// The commit protocol explored whole: every order of steps, failures, crashes, restarts and
// restored backups of a small log. And the real sequencer held against it, step by step.
#include "fault/protocol.hpp"

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include <doctest/doctest.h>

#include "adapters/memory/faulty_store.hpp"
#include "adapters/memory/memory_store.hpp"
#include "core/log/checkpoint.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::fault {
namespace {

// Long enough for a published prefix, a restored one, and two that differ beyond.
constexpr std::size_t kLongest = 4;

std::vector<Protocol> steps_from(const Protocol& here, Fault fault) {
  std::vector<Protocol> next;
  const auto take = [&](const std::function<bool(Protocol&)>& step) {
    Protocol there = here;
    if (step(there)) next.push_back(std::move(there));
  };
  take([&](Protocol& it) { return it.start(fault); });
  take([&](Protocol& it) { return it.crash(true); });
  take([&](Protocol& it) { return it.crash(false); });
  take([&](Protocol& it) { return it.resume(fault); });
  for (const End end : {End::kDone, End::kFailed, End::kFailedButApplied}) {
    for (const char* more : {"a", "b", "ab"}) {
      if (here.entries.size() + std::string(more).size() > kLongest) continue;
      take([&](Protocol& it) { return it.append(more, end, fault); });
    }
    take([&](Protocol& it) { return it.write_record(end, fault); });
    take([&](Protocol& it) { return it.sign(end, fault); });
    take([&](Protocol& it) { return it.store_note(end); });
    take([&](Protocol& it) { return it.publish(end, true); });
    take([&](Protocol& it) { return it.publish(end, false); });
  }
  for (std::size_t size = 0; size < kLongest; ++size) {
    take([&](Protocol& it) { return it.restore(size); });
  }
  return next;
}

struct Explored {
  std::size_t states = 0;
  std::string broken;
};

Explored explore(Fault fault) {
  std::set<Protocol> seen{Protocol{}};
  std::deque<Protocol> open{Protocol{}};
  while (!open.empty()) {
    const Protocol here = open.front();
    open.pop_front();
    if (auto broken = here.broken(); !broken.empty()) return {seen.size(), broken};
    for (Protocol& there : steps_from(here, fault)) {
      // With the retry that does not read, the log would grow without end.
      if (there.entries.size() > kLongest + 2) continue;
      if (seen.insert(there).second) open.push_back(std::move(there));
    }
  }
  return {seen.size(), ""};
}

// Goes on from `here` with a disk that works: how it ends.
Phase left_alone(Protocol here) {
  for (int step = 0; step < 10 && here.phase != Phase::kIdle; ++step) {
    static_cast<void>(here.start(Fault::kNone) || here.resume(Fault::kNone) ||
                      here.write_record(End::kDone, Fault::kNone) ||
                      here.sign(End::kDone, Fault::kNone) || here.publish(End::kDone, true));
  }
  return here.phase;
}

// The real sequencer's calls, as they come by, taken by the machine or not.
class Trace {
 public:
  // The log as the machine writes it: a letter for each different entry.
  std::string letters(const std::vector<Bytes>& entries) {
    std::string text;
    for (const Bytes& entry : entries) {
      const auto [known, fresh] = names_.try_emplace(entry, static_cast<char>('a' + names_.size()));
      text += known->second;
    }
    return text;
  }
  void took(const std::string& what, bool possible) {
    told += what + (possible ? " " : "! ");
    CHECK_MESSAGE(possible, told);
    const std::string broken = machine.broken();
    CHECK_MESSAGE(broken.empty(), told << broken);
  }

  // Power lost or process killed: what was not synced is gone.
  void crash() {
    REQUIRE(machine.crash(!unsynced_note));
    unsynced_note.reset();
  }

  Protocol machine;
  std::string told;
  // A note that only the next sync makes durable, when the disk is one that loses such.
  bool loses_notes = false;
  std::optional<std::pair<std::uint64_t, std::string>> unsynced_note;

 private:
  std::map<Bytes, char> names_;
};

End end_of(bool told, bool applied) {
  if (told) return End::kDone;
  return applied ? End::kFailedButApplied : End::kFailed;
}

class TracedStore final : public memory::ForwardingStore {
 public:
  TracedStore(Store& inner, Trace& trace) : ForwardingStore(inner), trace_(trace) {}
  Status append(const Append& batch) override {
    // Whoever appends after a failure must have read the store first.
    static_cast<void>(trace_.machine.resume(Fault::kNone));
    const Status outcome = inner().append(batch);
    const bool applied = inner().size().value() > batch.expected_size;
    const std::string more = trace_.letters(*batch.entries);
    // Found by reading to have been applied all the same: as good as done.
    trace_.took(
        "append " + more,
        trace_.machine.append(more, end_of(outcome.has_value() || applied, applied), Fault::kNone));
    if (outcome && trace_.unsynced_note) {
      const auto [size, note] = *std::exchange(trace_.unsynced_note, std::nullopt);
      REQUIRE(inner().put_checkpoint({.epoch = batch.epoch, .log_size = size, .note = note}));
    }
    return outcome;
  }
  Result<std::optional<std::string>> checkpoint() const override {
    if (trace_.unsynced_note) return trace_.unsynced_note->second;
    return inner().checkpoint();
  }
  Status put_checkpoint(const Publication& publication) override {
    const std::uint64_t size = publication.log_size;
    Status outcome;
    if (trace_.loses_notes && !publication.durable) {
      trace_.unsynced_note = {size, std::string(publication.note)};
    } else {
      outcome = inner().put_checkpoint(publication);
      if (outcome) trace_.unsynced_note.reset();
    }
    const bool again = size == trace_.machine.checkpoint.size() && size != 0;
    // Putting the published one once more tries the disk and changes nothing.
    if (again && trace_.machine.phase == Phase::kStalled) return outcome;
    const End end = end_of(outcome.has_value(), checkpoint().value() == publication.note);
    // Asked first: of what is shown at the start, no step has been taken towards publishing.
    const bool lost = trace_.machine.published.size() == size && trace_.machine.store_note(end);
    trace_.took("publish " + std::to_string(size),
                lost || (size == trace_.machine.ledger.size() &&
                         trace_.machine.publish(end, publication.durable)));
    return outcome;
  }

 private:
  Trace& trace_;
};

class TracedRecord final : public SigningRecord {
 public:
  TracedRecord(std::unique_ptr<SigningRecord> inner, Trace& trace)
      : inner_(std::move(inner)), trace_(trace) {}
  Result<std::optional<Head>> last() const override { return inner_->last(); }
  Status record(const Head& head) override {
    static_cast<void>(trace_.machine.resume(Fault::kNone));
    if (fails) {
      fails = false;
      trace_.took("record fails", trace_.machine.write_record(End::kFailed, Fault::kNone));
      return fail({.code = "signing-record.io"});
    }
    const Status outcome = inner_->record(head);
    trace_.took("record " + std::to_string(head.size),
                head.size == trace_.machine.ledger.size() &&
                    trace_.machine.write_record(end_of(outcome.has_value(), false), Fault::kNone));
    return outcome;
  }
  bool fails = false;

 private:
  std::unique_ptr<SigningRecord> inner_;
  Trace& trace_;
};

class TracedSigner final : public Signer {
 public:
  TracedSigner(std::unique_ptr<Signer> inner, Trace& trace)
      : inner_(std::move(inner)), trace_(trace) {}
  crypto::PublicKey public_key() const override { return inner_->public_key(); }
  Result<Bytes> sign(ByteView message) override {
    const auto head = log::parse_checkpoint(text_of(message));
    REQUIRE(head);
    const Protocol& machine = trace_.machine;
    // At the start: what is on record, again.
    const bool again = machine.phase != Phase::kRecorded && machine.published == machine.record &&
                       head->size == machine.record.size();
    trace_.took("sign " + std::to_string(head->size),
                again || (head->size == machine.ledger.size() &&
                          trace_.machine.sign(End::kDone, Fault::kNone)));
    return inner_->sign(message);
  }

 private:
  std::unique_ptr<Signer> inner_;
  Trace& trace_;
};

json::Value economy_of(int number) {
  const std::string code = "M" + std::to_string(number);
  return registry::fixture::draft(
      {.id = "economy:" + code,
       .type = "economy",
       .body = {{"code", code}, {"kind", "economy"}, {"names", json::Object{{"en", code}}}}});
}

}  // namespace

TEST_CASE("no order of steps, failures, crashes and restored backups breaks a promise") {
  const Explored all = explore(Fault::kNone);
  CHECK(all.broken == "");
  MESSAGE(all.states << " states");
  CHECK(all.states > 1'000);
}

TEST_CASE("from every state the protocol goes on by itself, unless a backup was restored") {
  std::set<Protocol> seen{Protocol{}};
  std::deque<Protocol> open{Protocol{}};
  while (!open.empty()) {
    const Protocol here = open.front();
    open.pop_front();
    if (here.restored) continue;
    if (left_alone(here) != Phase::kIdle) FAIL("stuck with " << here.entries);
    for (Protocol& there : steps_from(here, Fault::kNone)) {
      if (seen.insert(there).second) open.push_back(std::move(there));
    }
  }
}

TEST_CASE("each way to get it wrong is found") {
  CHECK(explore(Fault::kSignBeforeRecord).broken == "signed and not on record");
  CHECK(explore(Fault::kIgnoreFailedRecord).broken == "signed and not on record");
  CHECK(explore(Fault::kForgetRecordAtStart).broken != "");
  CHECK(explore(Fault::kAcknowledgeBeforePublishing).broken == "acknowledged and not on record");
  CHECK(explore(Fault::kAppendWithoutSync).broken != "");
  CHECK(explore(Fault::kResumeWithoutReading).broken != "");
  CHECK(explore(Fault::kShowStoredAtStart).broken == "acknowledged and not shown");
}

TEST_CASE("the real sequencer takes no step that the protocol does not have") {
  registry::fixture::Site site;
  const auto medium = std::make_shared<memory::Medium>();
  memory::MemoryStore inner(medium);
  memory::FaultyStore faulty(inner);
  Trace trace;
  TracedRecord* record = nullptr;
  const auto traced_ports = [&] {
    auto ports = site.ports(std::make_unique<TracedStore>(faulty, trace));
    auto watched = std::make_unique<TracedRecord>(std::move(ports.signing_record), trace);
    record = watched.get();
    ports.signing_record = std::move(watched);
    ports.log_key = std::make_unique<TracedSigner>(std::move(ports.log_key), trace);
    return ports;
  };
  REQUIRE(trace.machine.start(Fault::kNone));
  auto registry = site.found(traced_ports());
  REQUIRE(registry);
  constexpr registry::DraftPlan kToday{.today = {20'454}, .enrol = true};
  int next = 0;
  const auto submit = [&](int count) {
    std::vector<json::Value> drafts;
    for (int at = 0; at < count; ++at) drafts.push_back(economy_of(next++));
    return registry::submit_drafts(**registry, site.keys, drafts, kToday);
  };
  for (const auto fault : {memory::Fault::kNotApplied, memory::Fault::kApplied}) {
    CHECK(submit(1).front());
    CHECK(submit(3).back());
    faulty.plan({.write = memory::Write::kAppend, .fault = fault});
    static_cast<void>(submit(2));
    CHECK(submit(1).front());
    faulty.plan({.write = memory::Write::kPutCheckpoint, .fault = fault});
    CHECK_FALSE(submit(1).front());
    CHECK(submit(1).front());
    record->fails = true;
    CHECK_FALSE(submit(1).front());
    // Another life, which publishes what the last one left.
    registry->reset();
    trace.crash();
    REQUIRE(trace.machine.start(Fault::kNone));
    registry = registry::Registry::open(traced_ports());
    REQUIRE(registry);
    CHECK(submit(1).front());
    // A life whose last notes are lost with the power: what was shown is shown again at once.
    trace.loses_notes = true;
    CHECK(submit(2).back());
    CHECK(submit(1).front());
    const std::uint64_t shown = (*registry)->size();
    registry->reset();
    REQUIRE(trace.unsynced_note);
    trace.crash();
    trace.loses_notes = false;
    REQUIRE(trace.machine.start(Fault::kNone));
    registry = registry::Registry::open(traced_ports());
    REQUIRE(registry);
    CHECK((*registry)->size() == shown);
    CHECK(log::parse_signed_checkpoint((*registry)->checkpoint())->checkpoint.size == shown);
    CHECK(inner.checkpoint().value() == (*registry)->checkpoint());
    CHECK(submit(1).front());
  }
  CHECK(trace.machine.phase == Phase::kIdle);
  CHECK(trace.machine.checkpoint.size() == (*registry)->size());
  MESSAGE(trace.told);
}

}  // namespace concordat::fault
