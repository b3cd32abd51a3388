// Addresses that credentials name lead somewhere: on a running server, for all of examples/.
#include <future>
#include <set>
#include <thread>

#include <doctest/doctest.h>

#include "adapters/net/testing/test_client.hpp"
#include "api/fixture/demonstration.hpp"
#include "core/json/read.hpp"
#include "registry/credentials/issuing.hpp"
#include "server/serve.hpp"

namespace concordat::server {
namespace {

constexpr std::string_view kBase = "https://demo.example";

class Running {
 public:
  Running() {
    for (const char* const name : {"45-eucc", "50-agreements", "60-requirements",
                                   "65-united-kingdom", "70-kettle", "80-certificates"}) {
      demonstration_.file_example(name);
    }
    Options options;
    options.net.port = 0;
    options.stop = &stop_;
    options.log = [](std::string_view) {};
    options.listening = [this](std::uint16_t port) { port_.set_value(port); };
    thread_ = std::thread([this, options = std::move(options)] {
      (void)serve(demonstration_.registry(), demonstration_.clock(), options);
    });
    listens_on_ = port_.get_future().get();
  }
  ~Running() {
    stop_.ask();
    thread_.join();
  }
  [[nodiscard]] std::uint16_t port() const { return listens_on_; }
  [[nodiscard]] const registry::Registry& registry() { return demonstration_.registry(); }
  [[nodiscard]] Instant now() const { return demonstration_.clock().now(); }

 private:
  api::fixture::Demonstration demonstration_;
  Stop stop_;
  std::promise<std::uint16_t> port_;
  std::uint16_t listens_on_ = 0;
  std::thread thread_;
};

void add_named(const json::Value& credential, std::set<std::string>& uris) {
  const json::Value& subject = *credential.find("credentialSubject");
  uris.insert(std::string(subject.find("referenceScheme")->text("id")));
  for (const json::Value& assessment : subject.array("conformityAssessment")) {
    for (const json::Value& criterion : assessment.array("assessmentCriteria")) {
      uris.insert(std::string(criterion.text("id")));
    }
  }
}

TEST_CASE("every criterion and scheme that a credential of the demonstration names is found") {
  Running running;
  running.registry().wait_until_searchable();
  std::set<std::string> uris;
  const auto certificates = running.registry().list({.kind = "certificates", .limit = 500});
  REQUIRE(certificates);
  for (const registry::Resource& resource : certificates->resources) {
    const auto issued = registry::credential_about(
        running.registry(), {.kind = "certificates", .id = resource.id}, running.now());
    if (issued) add_named(*issued, uris);
  }
  CHECK(uris.size() > 5);
  net::TestClient client(running.port());
  for (const std::string& uri : uris) {
    CAPTURE(uri);
    REQUIRE(uri.starts_with(kBase));
    const auto answer = client.get(uri.substr(kBase.size()));
    CHECK(answer.status == 200);
    CHECK(answer.field("Content-Type") == "application/ld+json");
    CHECK(json::read(answer.body)->text("id") == uri);
    CHECK_FALSE(answer.field("ETag").empty());
  }
}

}  // namespace
}  // namespace concordat::server
