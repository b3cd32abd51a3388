// A document and its list, as {"document":…, "list":…}: a list is found under every address, and a
// stream unpacks to itself. What was read lies within the list, and nothing is passed that no entry
// was read for.
#include <cstddef>
#include <cstdlib>

#include "core/credential/status/reading.hpp"
#include "core/json/read.hpp"

namespace {

using namespace concordat;
using namespace concordat::credential;

class OneList final : public Host {
 public:
  bool holds(const crypto::Obligation&) override { return false; }
  const Controller* controller(std::string_view) override { return nullptr; }
  std::optional<Finding> trust(const TrustQuestion&) override { return std::nullopt; }
  std::optional<std::string_view> status_list(std::string_view) override { return "list"; }
  Result<Bytes> inflate(Compression form, ByteView stream, std::size_t) override {
    Bytes octets(stream.begin(), stream.end());
    // Small streams stand for lists of the smallest size.
    if (form == Compression::kGzip && octets.size() < 16'384) octets.resize(16'384);
    return octets;
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = json::read(text_of({data, size}), {.size_bytes = 1 << 16});
  if (!input) return 0;
  const json::Value* document = input->find("document");
  const json::Value* list = input->find("list");
  if (document == nullptr || list == nullptr) return 0;
  OneList host;
  const Content content =
      list->find("status_list") != nullptr ? Content::kStatusList : Content::kCredential;
  const VerifyList verify_list = [&](std::string_view) -> Checked<VerifiedList> {
    return VerifiedList{.document = *list, .content = content, .issuer = "did:example:issuer"};
  };
  Window window({1'714'564'800'000});
  const StatusQuestion question{
      .document = *document, .issuer = "did:example:issuer", .window = window, .skew_ms = 60'000};
  const StatusAnswer answer = read_status(question, verify_list, host);
  const auto entries = status_entries(*document);
  if (answer.readings.size() > entries.size()) std::abort();
  if (answer.finding.outcome == Outcome::kPassed && answer.readings.size() != entries.size()) {
    std::abort();
  }
  for (const StatusReading& reading : answer.readings) {
    if (reading.value >> kWidestStatus_bits != 0) std::abort();
    const bool against =
        reading.meaning == StatusMeaning::kRevoked || reading.meaning == StatusMeaning::kSuspended;
    if (against && answer.finding.outcome != Outcome::kFailed) std::abort();
  }
  return 0;
}
