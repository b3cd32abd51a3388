#include <algorithm>

#include "core/admission/admission.hpp"
#include "core/log/entry.hpp"
#include "registry/ledger.hpp"

namespace concordat::registry {
namespace {

// Read at once: a few megabytes, so that memory stays flat however long the log is.
constexpr std::uint64_t kReadAhead = 4096;

Status fold(Ledger& ledger, const Bytes& bytes, const Verifier* verifier) {
  CONCORDAT_TRY(entry, log::decode_entry(bytes));
  CONCORDAT_TRY(arrived, statement::decode_signed(entry.statement));
  if (entry.recorded < ledger.last_recorded) return fail({.code = "registry.time-runs-backwards"});
  if (verifier != nullptr) {
    CONCORDAT_TRY(admitted, admission::admit(ledger.state, arrived, entry.recorded));
    if (admitted.disposition == admission::Disposition::kKnown) {
      return fail({.code = "registry.logged-twice"});
    }
    if (!verifier->holds(*admitted.obligation)) return fail({.code = "admission.signature"});
  }
  const facts::Ordinal ordinal = ledger.state.size_applied();
  CONCORDAT_CHECK(ledger.state.apply({.statement = &arrived.statement,
                                      .digest = statement::content_digest(arrived.jws.payload),
                                      .recorded = entry.recorded}));
  ledger.resources.add(ledger.state.tables(), arrived.statement, ordinal);
  ledger.last_recorded = entry.recorded;
  return {};
}

}  // namespace

Result<std::shared_ptr<Ledger>> replay(const Replay& request) {
  CONCORDAT_TRY(size, request.store.size());
  auto ledger = std::make_shared<Ledger>(request.store);
  for (std::uint64_t begin = 0; begin < size; begin += kReadAhead) {
    CONCORDAT_TRY(entries, request.store.read(begin, std::min(size, begin + kReadAhead)));
    std::vector<merkle::Hash> leaves;
    leaves.reserve(entries.size());
    for (const Bytes& bytes : entries) {
      const bool judged = begin + leaves.size() < request.judged_below;
      const Verifier* verifier = judged ? nullptr : request.verifier;
      if (const Status folded = fold(*ledger, bytes, verifier); !folded) {
        Error cause = folded.error();
        cause.arguments.emplace_back("cause", cause.code);
        cause.arguments.emplace_back("pointer", cause.place);
        cause.code = "registry.replay";
        cause.place = "entry " + std::to_string(begin + leaves.size());
        return fail(std::move(cause));
      }
      leaves.push_back(merkle::leaf_hash(bytes));
      ledger->frontier.append(leaves.back());
    }
    ledger->log.append(leaves);
    if (request.progress) request.progress({.done = begin + entries.size(), .total = size});
  }
  return ledger;
}

}  // namespace concordat::registry
