// Whatever is presented gets a verdict, and never a good one without a signature that the host
// found to hold. The host of this target lets every signature hold, so that what stands behind
// signatures is reached; it counts them.
#include <cstddef>
#include <cstdlib>

#include "core/credential/verify/verify.hpp"

namespace {

using namespace concordat;
using credential::Outcome;
using credential::Step;

void demand(bool holds) {
  if (!holds) std::abort();
}

class Believing final : public credential::Host {
 public:
  bool holds(const crypto::Obligation& obligation) override {
    ++asked;
    demand(obligation.signature.size() == crypto::signature_size(obligation.key.algorithm));
    return true;
  }
  const credential::Controller* controller(std::string_view) override { return nullptr; }
  std::optional<std::string_view> status_list(std::string_view) override { return std::nullopt; }
  Result<Bytes> inflate(credential::Compression, ByteView stream, std::size_t limit) override {
    if (stream.size() > limit) return fail({.code = "inflate.too-large"});
    return Bytes(stream.begin(), stream.end());
  }
  std::optional<credential::Finding> trust(const credential::TrustQuestion& question) override {
    demand(!question.document.is_null());
    return std::nullopt;
  }
  int asked = 0;
};

void check(const credential::Report& report) {
  // A step is reached only behind those before it.
  bool stopped = false;
  for (const credential::Finding& finding : report.steps) {
    const bool passed =
        finding.outcome == Outcome::kPassed || finding.outcome == Outcome::kNotAsked;
    if (stopped && finding.step <= Step::kDates) demand(finding.outcome == Outcome::kNotReached);
    if (!passed) stopped = true;
    const bool told = finding.outcome == Outcome::kFailed || finding.outcome == Outcome::kUnchecked;
    if (told) demand(!finding.error.code.empty());
  }
  for (const credential::Report& credential : report.credentials) check(credential);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  credential::Policy policy{.at = {1'717'200'000'000}};  // 2024-06-01
  if (size > 0 && data[0] == '!') {
    policy.binding.nonce = "n";
    policy.strict_terms = true;
    ++data;
    --size;
  }
  Believing host;
  const credential::Report report = credential::verify(text_of({data, size}), policy, host);
  check(report);
  if (credential::verdict_of(report) == credential::Verdict::kVerified) demand(host.asked > 0);
  demand(credential::to_json(report, policy.at).find("verdict") != nullptr);
  return 0;
}
