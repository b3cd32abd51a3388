// Receipts over HTTP: given where there is a key for them, and worth what the command's are.
#include <doctest/doctest.h>

#include "adapters/keys/port_verifier.hpp"
#include "api/api.hpp"
#include "api/fixture/demonstration.hpp"
#include "api/negotiation.hpp"
#include "core/json/read.hpp"
#include "registry/bundle/receipt.hpp"

namespace concordat::api {
namespace {

constexpr std::string_view kQuestion =
    R"({"market":"ES","date":"2024-05-01","attestations":[{"number":"ANSSI-CC-2023/42"}]})";

class House {
 public:
  House()
      : key_(std::move(*registry::bundle::OperatorKey::of(demonstration_.operator_signer(),
                                                          demonstration_.registry(),
                                                          demonstration_.clock().now()))) {}

  http::Response post(const std::string& query, std::string_view type = kJson, bool with_key = true,
                      std::string_view body = kQuestion) {
    Api api({.registry = demonstration_.registry(),
             .clock = demonstration_.clock(),
             .receipt_key = with_key ? &key_ : nullptr});
    return fixture::ask(api, {.method = "POST",
                              .path = "/v1/determinations",
                              .query = query,
                              .headers = {{"Content-Type", type}},
                              .body = std::string(body)});
  }
  std::string code(const http::Response& response) const {
    const auto body = json::read(response.body);
    return std::to_string(response.status) + " " + std::string(body ? body->text("code") : "");
  }
  registry::Registry& registry() { return demonstration_.registry(); }

 private:
  fixture::Demonstration demonstration_;
  registry::bundle::OperatorKey key_;
};

TEST_CASE("a receipt is given in place of the answer, and holds") {
  House house;
  const http::Response response = house.post("receipt=true");
  REQUIRE_MESSAGE(response.status == 200, response.body);
  CHECK(*response.header("Content-Type") == kJose);
  CHECK(*response.header("Cache-Control") == "no-store");
  const keys::PortVerifier verifier;
  const auto key = log::parse_vkey(house.registry().log_vkey());
  const auto receipt =
      registry::bundle::check_receipt(response.body, {.log_key = *key, .verifier = verifier});
  REQUIRE_MESSAGE(receipt, (receipt ? "" : receipt.error().code + " " + receipt.error().place));
  CHECK(registry::bundle::decide_again(*receipt, house.registry()));
  CHECK(receipt->answer == *json::read(house.post("").body));
}

TEST_CASE("whoever does not ask for one gets the answer, and who cannot have one is told why") {
  House house;
  CHECK(*house.post("receipt=false").header("Content-Type") == kJson);
  CHECK(house.code(house.post("receipt=true", kJson, false)) == "406 receipt.no-key");
  CHECK(house.code(house.post("receipt=maybe")) == "400 request.parameter");
  CHECK(house.code(house.post("receipt=true", kNdjson)) == "415 request.media-type");
  CHECK(house.code(house.post("receipt=true", kJson, true, R"({"market":"ES"})")) ==
        "422 question.missing-member");
  CHECK(house.code(house.post("receipt=true", kJson, true,
                              R"({"market":"ES","date":"2024-05-01","asOf":5})")) ==
        "404 receipt.as-of");
}

}  // namespace
}  // namespace concordat::api
