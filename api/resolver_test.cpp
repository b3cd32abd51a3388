// The resolver from outside: from what stands on a product or a paper to what is on file about it.
#include <doctest/doctest.h>

#include "api/house_for_tests.hpp"
#include "api/linkset.hpp"

namespace concordat::api {
namespace {

using namespace testing;

constexpr std::string_view kGtin = "/01/09506000134352";
constexpr std::string_view kOther = "/01/09506000134369";

std::string certificate(const std::string& name, const std::string& product) {
  return R"({"id": ")" + name + R"(", "type": "certificate", "author": "certia.example",
    "basis": {"kind": "own"}, "effective": {"from": "2024-01-01", "until": "2029-01-01"},
    "body": {"certificate": ")" +
         name + R"(", "number": "No. )" + name + R"(",
      "artefact": "certificate", "body": "certia.example", "legalEffect": "voluntary",
      "sector": "household-electrical", "holder": "brewmaster.example", "issued": "2024-01-01",
      "product": )" +
         product + "}}";
}

// Certificates that name barcodes: one for all of them, one for a batch, one for serial numbers.
House& shop() {
  static const bool filed = [] {
    fixture::Demonstration& site = house().demonstration;
    site.file("[" + certificate("R-whole", R"({"gtins": ["9506000134352"]})") + "," +
              certificate("R-batch", R"({"gtins": ["09506000134352"], "batches": ["L/1"]})") + "," +
              certificate("R-serial", R"({"gtins": ["9506000134352"], "serialFrom": "100",
                                         "serialTo": "200"})") +
              "," + certificate("R-first", R"({"gtins": ["9506000134369"]})") + "," +
              certificate("R-second", R"({"gtins": ["9506000134369"]})") + "," +
              certificate("R-model", R"({"models": ["1987654Ad4X4bL5ttr2310c2K"]})") + "]");
    site.file(R"({"id": "R-ban", "type": "measure", "author": "authority-xv.example",
      "basis": {"kind": "own"}, "effective": {"from": "2024-02-01"},
      "body": {"measure": "R-BAN", "market": "XV", "kind": "ban", "stage": "confirmed",
               "units": {"gtins": ["09506000134352"], "certificates": ["R-first"]}}})");
    site.file(R"({"id": "R-recall", "type": "measure", "author": "authority-xv.example",
      "basis": {"kind": "own"}, "effective": {"from": "2024-02-01"},
      "body": {"measure": "R-RECALL", "market": "XV", "kind": "recall", "stage": "confirmed",
               "units": {"gtins": ["9506000134352"], "batches": ["L9"]}}})");
    site.file(R"([{"id": "R-body", "type": "organisation", "author": "concordat-demo",
      "basis": {"kind": "own"}, "effective": {"from": "2020-01-01"},
      "body": {"organisation": "numbered.example", "names": {"en": "Numbered"}, "economy": "XA",
               "roles": ["conformity-assessment-body"],
               "identifiers": [{"scheme": "gln", "value": "4012345000009"},
                               {"scheme": "nando", "value": "0086"}]}},
      {"id": "R-other-body", "type": "organisation", "author": "concordat-demo",
      "basis": {"kind": "own"}, "effective": {"from": "2020-01-01"},
      "body": {"organisation": "other.example", "names": {"en": "Other"}, "economy": "XV",
               "roles": ["conformity-assessment-body"],
               "identifiers": [{"scheme": "gb-mcab", "value": "0086"}]}}])");
    site.registry().wait_until_searchable();
    return true;
  }();
  CHECK(filed);
  return house();
}

json::Value set_of(std::string_view path, std::string_view query = "linkType=linkset") {
  const http::Response response = shop().get(std::string(path), std::string(query));
  REQUIRE(response.status == 200);
  CHECK(*response.header("Content-Type") == "application/linkset+json");
  return body_of(response);
}

const json::Value& context_of(const json::Value& set, std::string_view anchor) {
  for (const json::Value& context : set.array("linkset")) {
    if (context.text("anchor") == "https://registry.example" + std::string(anchor)) return context;
  }
  FAIL("no context " << std::string(anchor));
  return set;
}

std::vector<std::string> targets(const json::Value& context, std::string_view relation) {
  std::vector<std::string> found;
  for (const json::Value& link : context.array(relation)) found.emplace_back(link.text("href"));
  return found;
}

std::string gs1(std::string_view name) { return std::string(kGs1Vocabulary) + std::string(name); }

using Targets = std::vector<std::string>;
constexpr auto kPage = "https://registry.example/certificates/";

// What both schemas ask of a linkset (UNTP identity resolver 0.7.0, RFC 9264): untp.md, 6.
void check_within_limits(const json::Value& set) {
  const auto is_relation = [](std::string_view name) {
    const bool address = name.starts_with("https://");
    return !name.empty() && std::ranges::all_of(name.substr(address ? 8 : 0), [&](char c) {
      return (c >= 'a' && c <= 'z') ||
             (address ? c == '.' || c == '/' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')
                      : c == '-');
    });
  };
  REQUIRE(set.as_object()->size() == 1);
  for (const json::Value& context : set.array("linkset")) {
    CHECK(context.text("anchor").starts_with("https://registry.example/"));
    for (const auto& [name, links] : *context.as_object()) {
      if (name == "anchor") continue;
      CAPTURE(name);
      CHECK(is_relation(name));
      for (const json::Value& link : *links.as_array()) {
        CHECK(link.text("href").starts_with("https://registry.example/"));
        CHECK_FALSE(link.text("title").empty());
        for (const json::Value& language : link.array("hreflang")) {
          CHECK(language.as_string()->size() == 2);
        }
        for (const auto& [member, value] : *link.as_object()) {
          const bool known =
              member == "href" || member == "title" || member == "type" || member == "hreflang";
          CHECK(known);
        }
      }
    }
    CHECK(context.array(kDefaultLink).size() == 1);
    CHECK(context.array(kDefaultLink).front().as_object()->size() == 2);
  }
}

}  // namespace

TEST_CASE("a certificate's number leads to its page, and the set to all that is on file") {
  const http::Response redirection = shop().get("/id/certificates/No.%20R-first");
  CHECK(redirection.status == 307);
  CHECK(*redirection.header("Location") == std::string(kPage) + "R-first");
  CHECK(redirection.header("Link")->find(
            "<https://registry.example/id/certificates/No.%20R-first?linkType=linkset>; "
            "rel=\"linkset\"; type=\"application/linkset+json\"") == 0);
  CHECK(*redirection.header("Vary") == "Accept, Accept-Language");

  const json::Value set = set_of("/id/certificates/No.%20R-first");
  check_within_limits(set);
  const json::Value& context = context_of(set, "/id/certificates/R-first");
  CHECK(
      targets(context, gs1("certificationInfo")) ==
      Targets{std::string(kPage) + "R-first", "https://registry.example/v1/certificates/R-first"});
  CHECK(targets(context, gs1("recallStatus")) ==
        Targets{"https://registry.example/id/measures/R-BAN"});
  CHECK(targets(context, "author") ==
        Targets{"https://registry.example/id/organisations/certia.example"});
  CHECK(targets(context, gs1("registryEntry")).size() == 1);
  // Every target is there.
  for (const auto& [name, links] : *context.as_object()) {
    if (name == "anchor") continue;
    for (const json::Value& link : *links.as_array()) {
      std::string target(
          link.text("href").substr(std::string_view("https://registry.example").size()));
      const auto mark = std::min(target.find('?'), target.size());
      CAPTURE(target);
      const int status =
          shop()
              .get(target.substr(0, mark), target.substr(std::min(mark + 1, target.size())))
              .status;
      CHECK((status == 200 || status == 307));
    }
  }
}

TEST_CASE("a barcode leads to the certificate of the unit, batch or model, from the closest on") {
  const json::Value whole = set_of(kGtin);
  check_within_limits(whole);
  const json::Value& model = context_of(whole, kGtin);
  CHECK(targets(model, gs1("certificationInfo")).size() == 2);
  CHECK(targets(model, gs1("certificationInfo")).front() == std::string(kPage) + "R-whole");
  // What is limited to other units is related, and never taken for the certificate of this one.
  CHECK(targets(model, "related") == Targets{std::string(kPage) + "R-batch",
                                             std::string(kPage) + "R-serial",
                                             "https://registry.example/id/measures/R-RECALL"});
  CHECK(targets(model, gs1("recallStatus")).size() == 1);
  CHECK(*shop().get(std::string(kGtin)).header("Location") == std::string(kPage) + "R-whole");

  const std::string batch = std::string(kGtin) + "/10/L%2F1";
  const json::Value lot = set_of(batch);
  check_within_limits(lot);
  CHECK(lot.array("linkset").size() == 2);
  CHECK(targets(context_of(lot, batch), gs1("certificationInfo")).front() ==
        std::string(kPage) + "R-batch");
  CHECK(*shop().get(batch).header("Location") == std::string(kPage) + "R-batch");
  // A link that only the coarser identifier has is found there (2.5.9).
  CHECK(*shop().get(batch, "linkType=gs1:recallStatus").header("Location") ==
        "https://registry.example/id/measures/R-BAN");
  // Whoever comes there is led on to what they take.
  const http::Response measure =
      shop().ask({.path = "/id/measures/R-BAN", .headers = {{"Accept", "text/html"}}});
  CHECK(*measure.header("Location") == "https://registry.example/measures/R-BAN");
  const http::Response machine =
      shop().ask({.path = "/id/measures/R-BAN", .headers = {{"Accept", "application/json"}}});
  CHECK(*machine.header("Location") == "https://registry.example/v1/measures/R-BAN");
  CHECK(*shop().get(std::string(kGtin) + "/10/OTHER").header("Location") ==
        std::string(kPage) + "R-whole");

  // A recall of one batch is that batch's, and related to the trade item.
  CHECK(
      *shop().get(std::string(kGtin) + "/10/L9", "linkType=gs1:recallStatus").header("Location") ==
      "https://registry.example/id/measures/R-RECALL");

  // A serial number has the first word before a batch.
  const std::string item = std::string(kGtin) + "/10/L%2F1/21/150";
  CHECK(*shop().get(item).header("Location") == std::string(kPage) + "R-serial");
  CHECK(context_of(set_of(item), std::string(kGtin) + "/21/150").find("anchor") != nullptr);
  CHECK(*shop().get(std::string(kGtin) + "/21/99").header("Location") ==
        std::string(kPage) + "R-whole");
  CHECK(*shop().get(std::string(kGtin) + "/21/1000").header("Location") ==
        std::string(kPage) + "R-whole");
  // The same trade item by its thirteen digits, and with a slash at the end (2.13).
  CHECK(shop().get("/01/9506000134352/").status == 307);
}

TEST_CASE("where several match, all are offered with 300, and the default shows the set") {
  const http::Response several = shop().ask({.path = std::string(kOther),
                                             .query = "linkType=gs1:certificationInfo",
                                             .headers = {{"Accept", "text/html"}}});
  CHECK(several.status == 300);
  CHECK(*several.header("Content-Type") == "text/html; charset=utf-8");
  const http::Response json = shop().ask({.path = std::string(kOther),
                                          .query = "linkType=https://gs1.org/voc/certificationInfo",
                                          .headers = {{"Accept", "application/linkset+json"}}});
  CHECK(json.status == 300);
  const json::Value offered = body_of(json);
  CHECK(targets(context_of(offered, kOther), gs1("certificationInfo")).size() == 4);
  const http::Response records = shop().ask({.path = std::string(kOther),
                                             .query = "linkType=gs1:certificationInfo",
                                             .headers = {{"Accept", "application/json"}}});
  CHECK(records.status == 300);
  CHECK(targets(context_of(body_of(records), kOther), gs1("certificationInfo")) ==
        Targets{"https://registry.example/v1/certificates/R-first",
                "https://registry.example/v1/certificates/R-second"});
  CHECK(*shop().get(std::string(kOther)).header("Location") ==
        "https://registry.example" + std::string(kOther) + "?linkType=linkset");
  // Two bodies bear the number 0086.
  const http::Response bodies = shop().get("/id/bodies/0086");
  CHECK(bodies.status == 300);
  CHECK(body_of(bodies).array("linkset").size() == 2);
}

TEST_CASE("language and media type choose, and the default stands where neither does") {
  const auto location = [](std::string_view accept, std::string_view language,
                           std::string_view query) {
    const http::Response response =
        shop().ask({.path = std::string(kGtin),
                    .query = std::string(query),
                    .headers = {{"Accept", accept}, {"Accept-Language", language}}});
    CHECK(response.status == 307);
    return std::string(*response.header("Location"));
  };
  const std::string record = "https://registry.example/v1/certificates/R-whole";
  const std::string page = std::string(kPage) + "R-whole";
  constexpr auto kBrowser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
  CHECK(location(kBrowser, "de", "") == page);
  CHECK(location("*/*", "de", "") == page);
  CHECK(location("image/png", "fr", "") == page);
  CHECK(location("application/json", "fr", "") == record);
  CHECK(location("application/json, text/html;q=0.5", "", "") == record);
  const std::string asked = "linkType=gs1:certificationInfo";
  CHECK(location(kBrowser, "fr-CA", asked) == page + "?" + asked);
  CHECK(location("application/json", "fr", asked) == record + "?" + asked);
  CHECK(shop().get(std::string(kGtin), asked).status == 300);
}

TEST_CASE("the whole query goes on with a redirection, and the target takes it") {
  const http::Response response = shop().ask({.path = std::string(kGtin),
                                              .query = "17=261231&3103=000189&linkType=gs1:"
                                                       "certificationInfo",
                                              .headers = {{"Accept", "application/json"}}});
  const std::string target(*response.header("Location"));
  CHECK(target ==
        "https://registry.example/v1/certificates/R-whole?17=261231&3103=000189&linkType=gs1:"
        "certificationInfo");
  CHECK(shop().get("/v1/certificates/R-whole", target.substr(target.find('?') + 1)).status == 200);
  CHECK(shop().get("/v1/certificates/R-whole", "colour=red").status == 400);
}

TEST_CASE("wherever a link type leads, the target takes what the resolver hands on") {
  std::vector<std::string> paths{std::string(kGtin), std::string(kOther), "/417/4012345000009",
                                 "/id/certificates/R-first", "/id/bodies/0086"};
  for (const std::string& kind : registry::Registry::kinds()) {
    const auto listed = shop().demonstration.registry().list({.kind = kind, .limit = 1});
    if (listed->resources.empty()) continue;
    paths.push_back("/id/" + kind + "/" + percent_encode(listed->resources.front().id));
  }
  int followed = 0;
  const auto follow = [&](const std::string& path, std::string_view relation,
                          std::string_view type) {
    const http::Response response =
        shop().ask({.path = path,
                    .query = "linkType=" + percent_encode(relation) + "&language=fr&17=261231",
                    .headers = {{"Accept", type.empty() ? "*/*" : type}}});
    CHECK((response.status == 307 || response.status == 300));
    if (response.status != 307) return;
    const std::string target(
        response.header("Location")->substr(std::string_view("https://registry.example").size()));
    CAPTURE(target);
    const auto mark = target.find('?');
    CHECK(target.ends_with("language=fr&17=261231"));
    const int status = shop()
                           .ask({.path = target.substr(0, mark),
                                 .query = target.substr(mark + 1),
                                 .headers = {{"Accept", type.empty() ? "*/*" : type}}})
                           .status;
    CHECK((status == 200 || status == 300 || status == 307));
    ++followed;
  };
  for (const std::string& path : paths) {
    CAPTURE(path);
    const json::Value set =
        body_of(shop().ask({.path = path, .headers = {{"Accept", "application/linkset+json"}}}));
    for (const json::Value& context : set.array("linkset")) {
      for (const auto& [relation, links] : *context.as_object()) {
        // The set is given, not led to.
        if (relation == "anchor" || relation == "linkset") continue;
        CAPTURE(relation);
        for (const json::Value& link : *links.as_array()) {
          follow(path, relation, link.text("type"));
        }
      }
    }
  }
  CHECK(followed > 40);
}

TEST_CASE("a prefix is a way to write a relation, and older addresses name the same") {
  const std::string path = "/id/certificates/ANSSI-CC-2023%2F42";
  const auto target = [&](std::string_view relation) {
    const http::Response response = shop().get(path, "linkType=" + percent_encode(relation));
    CHECK(response.status == 307);
    const std::string location(*response.header("Location"));
    return location.substr(0, location.find('?'));
  };
  const std::string credential =
      "https://registry.example/v1/certificates/ANSSI-CC-2023%2F42/credential";
  for (const char* const relation : {"dcc", "untp:dcc"}) {
    CAPTURE(relation);
    CHECK(target(relation) == credential);
  }
  const std::string page = std::string(kPage) + "ANSSI-CC-2023%2F42";
  for (const char* const prefix :
       {"gs1:", "https://gs1.org/voc/", "https://www.gs1.org/voc/", "https://ref.gs1.org/voc/"}) {
    CAPTURE(prefix);
    CHECK(target(std::string(prefix) + "verificationService") == page);
  }
  CHECK(code_of(shop().get(path, "linkType=untp:dpp")) == "resolver.no-such-link");
}

TEST_CASE("a language by parameter comes before that of the field") {
  const auto titled = [](std::string_view query, std::string_view field) {
    const json::Value set = body_of(shop().ask(
        {.path = std::string(kGtin),
         .query = "linkType=linkset" + std::string(query),
         .headers = {{"Accept", "application/linkset+json"}, {"Accept-Language", field}}}));
    const json::Value& context = context_of(set, kGtin);
    return std::string(context.array(kDefaultLink).front().text("title"));
  };
  CHECK(titled("", "fr").starts_with("<fr link.page>"));
  CHECK(titled("", "en").starts_with("<en link.page>"));
  CHECK(titled("&language=fr", "en").starts_with("<fr link.page>"));
  CHECK(titled("&language=", "fr").starts_with("<fr link.page>"));
  const http::Response page = shop().ask({.path = "/certificates/R-whole",
                                          .query = "language=fr",
                                          .headers = {{"Accept-Language", "en"}}});
  CHECK(page.status == 200);
  CHECK(page.body.find("<html lang=\"fr\"") != std::string::npos);
}

TEST_CASE("a set comes as JSON, as text and as a page") {
  const auto set = [](std::string_view accept) {
    return shop().ask(
        {.path = std::string(kGtin), .query = "linkType=linkset", .headers = {{"Accept", accept}}});
  };
  for (const auto* accept : {"application/linkset+json", "application/json", "*/*", ""}) {
    CHECK(*set(accept).header("Content-Type") == "application/linkset+json");
  }
  // Asked for by its media type alone.
  const http::Response plain =
      shop().ask({.path = std::string(kGtin), .headers = {{"Accept", "application/linkset+json"}}});
  CHECK(plain.status == 200);
  CHECK(plain.header("Link")->find("rel=\"http://www.w3.org/ns/json-ld#context\"") !=
        std::string::npos);
  const http::Response text = set("application/linkset");
  CHECK(*text.header("Content-Type") == "application/linkset");
  CHECK(text.body.find("<https://registry.example/certificates/R-whole>; "
                       "rel=\"https://ref.gs1.org/voc/certificationInfo\"; "
                       "anchor=\"https://registry.example/01/09506000134352\"; "
                       "type=\"text/html\"; hreflang=\"ar\"") != std::string::npos);
  const http::Response page = set("text/html");
  CHECK(*page.header("Content-Type") == "text/html; charset=utf-8");
  CHECK(page.body.find("href=\"/certificates/R-whole\"") != std::string::npos);
  CHECK(set("image/png").status == 406);
  CHECK(body_of(shop().get(std::string(kGtin), "linkType=all")).find("linkset") != nullptr);
}

TEST_CASE("other keys and kinds resolve as well") {
  CHECK(*shop().get("/8013/1987654Ad4X4bL5ttr2310c2K").header("Location") ==
        std::string(kPage) + "R-model");
  CHECK(*shop().get("/417/4012345000009").header("Location") ==
        "https://registry.example/organisations/numbered.example");
  CHECK(*shop().get("/id/organisations/anssi").header("Location") ==
        "https://registry.example/organisations/anssi");
  const http::Response record =
      shop().ask({.path = "/id/organisations/anssi", .headers = {{"Accept", "application/json"}}});
  CHECK(*record.header("Location") == "https://registry.example/v1/organisations/anssi");
  // Where the rules are that it is governed by.
  CHECK(targets(context_of(set_of("/id/organisations/anssi"), "/id/organisations/anssi"),
                "terms-of-service") == Targets{"https://registry.example/v1/statements/0"});
  for (const std::string& kind : registry::Registry::kinds()) {
    const auto listed = shop().demonstration.registry().list({.kind = kind, .limit = 1});
    if (listed->resources.empty()) continue;
    const std::string path = "/id/" + kind + "/" + percent_encode(listed->resources.front().id);
    CAPTURE(path);
    CHECK(shop().get(path).status == 307);
    check_within_limits(set_of(path));
  }
}

TEST_CASE("malformed is 400, unknown 404, and neither is ever 200") {
  struct Case {
    std::string path, query, code;
    int status;
  };
  const Case cases[] = {
      {"/01/09506000134353", "", "gs1.key", 400},
      {"/01/09506000134352/21", "", "gs1.path", 400},
      {"/01/09506000134352/17/261231", "", "gs1.qualifier", 400},
      {"/01/09506000134352/21/%ZZ", "", "request.encoding", 400},
      {"/01/00012345600012", "", "resolver.unknown", 404},
      {"/253/4012345000115", "", "resolver.unknown", 404},
      {"/00/106141411234567897", "", "request.no-such-route", 404},
      {"/id/certificates/NOBODY", "", "resolver.unknown", 404},
      {"/id/unicorns/1", "", "resource.no-such-kind", 404},
      {"/id/bodies/9", "", "resolver.unknown", 404},
      {"/id/certificates", "", "resolver.path", 400},
      {"/id/certificates/", "", "resolver.path", 400},
      {std::string(kGtin), "linkType=gs1:pip", "resolver.no-such-link", 404},
      {std::string(kGtin), "linkType=", "request.parameter", 400},
      {std::string(kGtin), "linkType=a&linkType=b", "request.parameter", 400},
  };
  for (const Case& one : cases) {
    CAPTURE(one.path);
    const http::Response response = shop().get(one.path, one.query);
    CHECK(response.status == one.status);
    CHECK(code_of(response) == one.code);
  }
}

TEST_CASE("the resolver describes itself, and names the address it is asked at") {
  const json::Value description = body_of(shop().get("/.well-known/gs1resolver"));
  CHECK(description.text("resolverRoot") == "https://registry.example");
  CHECK(description.array("supportedPrimaryKeys").size() == 4);
  const Ports& ports{.registry = shop().demonstration.registry(),
                     .clock = shop().demonstration.clock()};
  Api plain(ports);
  const auto ask = [&](std::string_view host) {
    return fixture::ask(plain, {.path = "/.well-known/gs1resolver", .headers = {{"Host", host}}});
  };
  CHECK(body_of(ask("here:8080")).text("resolverRoot") == "http://here:8080");
  CHECK(ask("a\"b").status == 400);
  CHECK(code_of(ask("")) == "request.host");
}

}  // namespace concordat::api
