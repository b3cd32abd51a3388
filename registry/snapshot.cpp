#include "registry/snapshot.hpp"

#include <algorithm>
#include <bit>
#include <vector>

#include "registry/publisher.hpp"
#include "registry/sealed.hpp"

namespace concordat::registry {
namespace {

// What a snapshot depends on besides the log: the program that folded it, and how that one's
// compiler lays things out.
std::string layout() {
  return "ledger, sources " + std::string(folding_digest()) + ", " + facts::State::layout();
}

void save(const Ledger& ledger, OctetWriter& out) {
  out.value(ledger.last_recorded);
  out.values(ledger.frontier.peaks());
  ledger.log.save(out);
  ledger.resources.save(out);
  ledger.state.save(out);
}

bool load(Ledger& ledger, std::uint64_t size, OctetReader& in) {
  ledger.last_recorded = in.value<Instant>();
  std::vector<merkle::Hash> peaks(static_cast<std::size_t>(std::popcount(size)));
  in.values(std::span(peaks));
  auto frontier = merkle::Frontier::restore(size, std::move(peaks));
  if (!frontier) return false;
  ledger.frontier = std::move(*frontier);
  ledger.log.load(in);
  ledger.resources.load(in);
  ledger.state.load(in);
  return !in.failed() && ledger.log.size() == size && ledger.state.size_applied() == size;
}

// From the snapshot, or why not.
Result<std::shared_ptr<Ledger>> resumed(const Restoring& request) {
  CONCORDAT_TRY(base, read_snapshot(*request.snapshots, request.published));
  CONCORDAT_TRY(ledger, replay({.store = request.published.store,
                                .verifier = &request.verifier,
                                .judged_below = request.published.size,
                                .keep_tiles = request.keep_tiles,
                                .progress = request.progress,
                                .base = std::move(base)}));
  if (!Publisher::agrees({.size = request.published.size, .root = request.published.root},
                         *ledger)) {
    return fail({.code = "snapshot.other-log"});
  }
  return ledger;
}

// What a snapshot says about itself, in front of everything else.
struct Head {
  std::string layout;  // unless it is this program's, nothing behind it can be read
  std::string origin;
  std::uint64_t size = 0;
  merkle::Hash root{};
};

void put(const Head& head, OctetWriter& out) {
  out.text(head.layout);
  out.text(head.origin);
  out.value(head.size);
  out.value(head.root);
}

Head head_in(OctetReader& in) {
  Head head{.layout = in.text()};
  if (head.layout != layout()) return head;
  head.origin = in.text();
  head.size = in.value<std::uint64_t>();
  head.root = in.value<merkle::Hash>();
  return head;
}

}  // namespace

Status write_snapshot(const Ledger& ledger, std::string_view origin, Snapshots::Writing& writing) {
  SealedSink sink(writing);
  OctetWriter out(sink);
  put({.layout = layout(),
       .origin = std::string(origin),
       .size = ledger.frontier.size(),
       .root = ledger.frontier.root()},
      out);
  save(ledger, out);
  return sink.seal();
}

Result<std::shared_ptr<Ledger>> read_snapshot(const Snapshots& snapshots,
                                              const PublishedLog& published) {
  CONCORDAT_TRY(reading, snapshots.open());
  CONCORDAT_TRY(source, SealedSource::open(std::move(reading)));
  OctetReader in(*source);
  const auto refuse = [&](std::string code) -> Result<std::shared_ptr<Ledger>> {
    if (!source->status()) return fail(source->status().error());
    return fail({.code = std::move(code)});
  };
  const Head head = head_in(in);
  if (head.layout != layout()) return refuse("snapshot.other-layout");
  if (head.origin != published.origin) return refuse("snapshot.other-log");
  if (head.size > published.size) return refuse("snapshot.ahead");
  auto ledger = std::make_shared<Ledger>(published.store);
  const bool whole = load(*ledger, head.size, in) && source->left_bytes() == 0;
  if (!whole || ledger->frontier.root() != head.root) return refuse("snapshot.damaged");
  ledger->from_snapshot = head.size;
  return ledger;
}

Status check_snapshot(const Snapshots& snapshots, std::string_view origin, const LogView& log) {
  auto reading = snapshots.open();
  if (!reading && reading.error().code == "snapshot.absent") return {};
  if (!reading) return fail(reading.error());
  CONCORDAT_TRY(source, SealedSource::open(std::move(*reading)));
  OctetReader in(*source);
  const Head head = head_in(in);
  std::vector<std::byte> piece(kSealedBlock_bytes);
  while (source->left_bytes() > 0) {
    const auto count = std::min<std::uint64_t>(piece.size(), source->left_bytes());
    if (!source->get(std::span(piece).first(static_cast<std::size_t>(count)))) break;
  }
  CONCORDAT_CHECK(source->status());
  if (head.layout != layout() || head.size > log.size()) return {};
  CONCORDAT_TRY(root, log.root(head.size));
  if (head.origin != origin || root != head.root) return fail({.code = "snapshot.other-log"});
  return {};
}

Result<std::shared_ptr<Ledger>> restore(const Restoring& request) {
  if (request.snapshots != nullptr && !request.judge_everything) {
    auto ledger = resumed(request);
    if (ledger) return ledger;
    if (request.unused && ledger.error().code != "snapshot.absent") request.unused(ledger.error());
  }
  CONCORDAT_TRY(ledger,
                replay({.store = request.published.store,
                        .verifier = &request.verifier,
                        .judged_below = request.judge_everything ? 0 : request.published.size,
                        .keep_tiles = request.keep_tiles,
                        .progress = request.progress}));
  CONCORDAT_CHECK(
      Publisher::agrees({.size = request.published.size, .root = request.published.root}, *ledger));
  return ledger;
}

}  // namespace concordat::registry
