// Requests of anybody to the interface for tests: an answer every time, verified only where the
// verdict says so; and whatever is signed verifies.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/inflate/zlib_deflater.hpp"
#include "adapters/memory/memory_store.hpp"
#include "core/json/read.hpp"
#include "registry/credentials/world_for_tests.hpp"
#include "registry/fixture/fixture.hpp"
#include "registry/vc_api/judging.hpp"
#include "registry/vc_api/test_issuer.hpp"

namespace {

using namespace concordat;
using registry::vc_api::Judged;

constexpr Instant kNow{1'717'200'000'000};  // 2024-06-01

void demand(bool holds) {
  if (!holds) std::abort();
}

struct World {
  registry::PortsForTests ports;
  inflate::ZlibDeflater deflater;
  registry::fixture::Site site;
  std::unique_ptr<registry::Registry> known =
      std::move(*site.found(std::make_unique<memory::MemoryStore>()));
  std::unique_ptr<Signer> signer =
      std::move(*keys::make_signer(std::move(*keys::generate(crypto::Algorithm::kEd25519))));
};

void check(const Result<Judged>& judged) {
  if (!judged) return;
  demand(judged->verified == (judged->body.text("verdict") == "verified"));
  demand(judged->verified == judged->body.array("errors").empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static World world;
  const auto request = json::read({reinterpret_cast<const char*>(data), size});
  if (!request) return 0;
  registry::Presented documents(world.ports.ports);
  check(registry::vc_api::judge_credential(*request, kNow, documents));
  check(registry::vc_api::judge_presentation(*request, kNow, documents));
  // Lists fill up: each input has an issuer of its own.
  registry::vc_api::TestIssuer issuer({world.signer.get()}, *world.known, world.deflater);
  static_cast<void>(issuer.set_status(*request));
  const registry::vc_api::TestIssuer::Moment now{.at = kNow, .address = "http://127.0.0.1"};
  const auto issued = issuer.issue(*request, now);
  if (!issued) return 0;
  demand(issuer.add_lists(documents, now).has_value());
  const auto again = registry::vc_api::judge_credential(*issued, kNow, documents);
  demand(again.has_value());
  // Its dates, and a status that it brings along, are its author's affair; the rest is ours.
  const json::Array& problems = again->body.array("problemDetails");
  for (const json::Value& problem : problems) {
    demand(problem.text("step") == "dates" || problem.text("step") == "status");
  }
  return 0;
}
