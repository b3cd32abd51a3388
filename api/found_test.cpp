// Facets, one search over every kind, what else is on file about a certificate, and its code.
#include "api/house_for_tests.hpp"

namespace concordat::api {
namespace {

using testing::body_of;
using testing::code_of;

// A house of its own: with the kettle's certificates, its recall and its alert.
struct Shop : testing::House {
  Shop() {
    for (const char* name : {"50-agreements", "60-requirements", "65-united-kingdom", "70-kettle",
                             "80-certificates"}) {
      demonstration.file_example(name);
    }
    demonstration.registry().wait_until_searchable();
  }
};
Shop& shop() {
  static Shop built;
  return built;
}

const json::Value& facet_in(const json::Value& page, std::size_t at) {
  return page.find("found")->array("facets")[at];
}

class OneModule final : public Barcode {
 public:
  [[nodiscard]] Result<paper::Modules> draw(std::string_view) const override {
    return paper::Modules{.width = 1, .dark = {true}};
  }
};

}  // namespace

TEST_CASE("a page says how everything found divides, with names for identifiers") {
  const http::Response answer =
      shop().get("/v1/certificates", "limit=1&facets=scheme,body,state,economy");
  REQUIRE(answer.status == 200);
  CHECK(*answer.header("Vary") == "Accept-Language");
  const json::Value page = body_of(answer);
  CHECK(page.array("items").size() == 1);
  const json::Value& found = *page.find("found");
  CHECK(found.integer("total") > 40);
  CHECK(found.boolean("exact", false));
  CHECK(found.array("facets").size() == 4);
  const json::Value& bodies = facet_in(page, 1);
  CHECK(bodies.text("facet") == "body");
  std::int64_t before = found.integer("total");
  bool named = false;
  for (const json::Value& value : bodies.array("values")) {
    CHECK(value.integer("count") <= before);
    before = value.integer("count");
    named = named || value.text("label") == "French Cybersecurity Agency (ANSSI)";
  }
  CHECK(named);
  const json::Value& state = facet_in(page, 2).array("values")[0];
  CHECK(state.text("label") == "<en standing." + std::string(state.text("value")) + ">");
  // What was counted once need not be counted for the next page.
  CHECK(answer.header("Link")->find("facets") == std::string::npos);
  CHECK(body_of(shop().get("/v1/certificates", "limit=1")).find("found") == nullptr);
}

TEST_CASE("a facet is a filter, together with words and others") {
  const json::Value all = body_of(shop().get("/v1/certificates", "facets=economy&limit=500"));
  for (const json::Value& economy : facet_in(all, 0).array("values")) {
    const json::Value narrowed =
        body_of(shop().get("/v1/certificates",
                           "limit=500&facets=state&economy=" + std::string(economy.text("value"))));
    CHECK(narrowed.array("items").size() == static_cast<std::size_t>(economy.integer("count")));
    CHECK(narrowed.find("found")->integer("total") == economy.integer("count"));
  }
  const json::Value kettles = body_of(shop().get("/v1/certificates", "q=kettle&facets=year"));
  CHECK(kettles.find("found")->integer("total") ==
        static_cast<std::int64_t>(kettles.array("items").size()));
  CHECK_FALSE(kettles.array("items").empty());
}

TEST_CASE("a facet that is not there is refused with those that are") {
  const http::Response unknown = shop().get("/v1/certificates", "facets=scheme,colour");
  CHECK(unknown.status == 400);
  CHECK(code_of(unknown) == "resource.facet");
  CHECK(body_of(unknown).text("expected") ==
        "state, scheme, body, economy, sector, category, editions, year");
  CHECK(code_of(shop().get("/v1/economies", "facets=state")) == "resource.facet");
  CHECK(code_of(shop().get("/v1/statements", "facets=type")) == "resource.facet");
  CHECK(code_of(shop().get("/v1/certificates", "facets=")) == "request.parameter");
  CHECK(code_of(shop().get("/v1/certificates", "facets=body,body")) == "request.parameter");
  CHECK(code_of(shop().get("/v1/certificates", "state=in-force&after=x")) == "resource.cursor");
}

TEST_CASE("one search for a single box: of every kind how many, and the best few") {
  const json::Value found = body_of(shop().get("/v1/search", "q=kettle&limit=2"));
  CHECK(found.boolean("exact", false));
  CHECK(found.array("kinds").size() > 2);
  for (const json::Value& kind : found.array("kinds")) {
    CHECK(kind.integer("total") >= static_cast<std::int64_t>(kind.array("items").size()));
    CHECK(kind.array("items").size() <= 2);
    for (const json::Value& item : kind.array("items")) {
      CHECK(shop().get(std::string(item.text("path"))).status == 200);
    }
  }
  const json::Value named = body_of(shop().get("/v1/search", "q=ANSSI-CC-2023/42"));
  CHECK(named.array("kinds")[0].array("items")[0].text("path") ==
        "/v1/certificates/ANSSI-CC-2023%2F42");
  CHECK(code_of(shop().get("/v1/search")) == "request.parameter");
  CHECK(code_of(shop().get("/v1/search", "q=a&limit=21")) == "request.parameter");
  CHECK(code_of(shop().get("/v1/search", "q=a&kind=x")) == "request.parameter");
}

TEST_CASE("the recall and the alert of the demonstration are linked to what they name") {
  bool denied = false;
  const json::Value all = body_of(shop().get("/v1/certificates", "limit=500&q=kettle"));
  for (const json::Value& certificate : all.array("items")) {
    const std::string path =
        "/v1/certificates/" + percent_encode(certificate.text("id")) + "/alerts";
    const http::Response answer = shop().get(path);
    REQUIRE(answer.status == 200);
    const json::Value linked = body_of(answer);
    CHECK(linked.text("certificate") == certificate.text("id"));
    CHECK(linked.text("date") == "2026-06-01");
    for (const json::Value& item : linked.array("items")) {
      CHECK(shop().get(std::string(item.text("path"))).status == 200);
      if (item.text("kind") == "alerts") CHECK(item.text("effect") == "informs");
      if (item.text("link") == "possible") CHECK(item.text("effect") == "informs");
      denied = denied || item.text("effect") != "informs";
    }
  }
  CHECK(denied);
  CHECK(code_of(shop().get("/v1/certificates/NOBODY/alerts")) == "resource.not-found");
  CHECK(code_of(shop().get("/v1/certificates/ANSSI-CC-2023%2F42/alerts", "a=b")) ==
        "request.parameter");
}

TEST_CASE("the code of a certificate is an image by itself") {
  const OneModule barcode;
  Api api({.registry = shop().demonstration.registry(),
           .clock = shop().demonstration.clock(),
           .public_address = "https://registry.example",
           .barcode = &barcode});
  const std::string path = "/v1/certificates/ANSSI-CC-2023%2F42/code.svg";
  const http::Response image = fixture::ask(api, {.path = path});
  REQUIRE(image.status == 200);
  CHECK(*image.header("Content-Type") == "image/svg+xml");
  CHECK(image.header("Cache-Control")->find("max-age") != std::string::npos);
  CHECK(image.header("ETag").has_value());
  CHECK(image.body.starts_with("<svg xmlns="));
  CHECK(image.body.find("<path d=\"M0 0h1v1h-1z\"/>") != std::string::npos);
  CHECK(code_of(fixture::ask(api, {.path = "/v1/certificates/NOBODY/code.svg"})) ==
        "resource.not-found");
  CHECK(code_of(shop().get(path)) == "barcode.not-here");
}

}  // namespace concordat::api
