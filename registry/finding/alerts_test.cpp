// What names the goods of a certificate, and what only may.
#include "registry/finding/alerts.hpp"

#include <doctest/doctest.h>

#include "registry/credentials/house_for_tests.hpp"

namespace concordat::registry {
namespace {

struct Street : HouseForTests {
  Street() {
    organisation("authority", "authority");
    json::Object body = certificate_body("C-1", json::Array{"K-200", "K-300"});
    body.find("product")->as_object()->set("gtins", json::Array{"09506000134352"});
    body.find("product")->as_object()->set("batches", json::Array{"B-1", "B-2"});
    body.set("alerts", json::Array{"named-by-issuer"});
    say("certificate", "certia", std::move(body));
  }
  void measure(const std::string& id, json::Object units, const std::string& stage = "confirmed",
               const std::string& from = "2026-01-01") {
    say("measure", "authority",
        {{"measure", id},
         {"market", "XA"},
         {"kind", "recall"},
         {"stage", stage},
         {"units", std::move(units)}},
        {.from = from});
  }
  void alert(const std::string& id, json::Object units, json::Object more = {}) {
    json::Object body{{"alert", id}, {"origin", "XA"}, {"units", std::move(units)}};
    for (const auto& [name, value] : more) body.set(name, value);
    say("alert", "authority", std::move(body));
  }
  LinkedAlerts found(const std::string& certificate = "C-1",
                     std::string_view time = kHouseNow) const {
    const auto linked = linked_alerts(registry(), certificate, *parse_timestamp(time));
    REQUIRE(linked);
    CHECK(linked->complete);
    return *linked;
  }
};

std::string line_of(const LinkedAlert& one) {
  std::string line = one.id + (one.identified ? " identified " : " possible ");
  line.append(name(one.effect)).append(" ").append(one.holds);
  for (const Tie& tie : one.ties) line.append(" ").append(tie.what).append("=").append(tie.value);
  return line;
}
std::vector<std::string> lines_of(const LinkedAlerts& linked) {
  std::vector<std::string> lines;
  for (const LinkedAlert& one : linked.alerts) lines.push_back(line_of(one));
  return lines;
}
using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("measures that name the certificate, a model or a GTIN deny in their market") {
  Street street;
  CHECK(street.found().alerts.empty());
  street.measure("by-certificate", {{"certificates", json::Array{"C-1"}}});
  street.measure("by-model", {{"models", json::Array{"K-300", "K-999"}}});
  street.measure("by-gtin", {{"gtins", json::Array{"09506000134352"}}}, "provisional");
  street.measure("of-others", {{"models", json::Array{"K-999"}}});
  CHECK(lines_of(street.found()) == Lines{"by-gtin identified denies yes gtin=09506000134352",
                                          "by-model identified denies yes model=K-300",
                                          "by-certificate identified denies yes certificate=C-1"});
  CHECK(street.found().alerts[0].stage == "provisional");
  CHECK(street.found().alerts[0].market == "XA");
  CHECK(street.found().alerts[0].measure == "recall");
  // Before it began.
  CHECK(street.found("C-1", "2025-12-31T00:00:00Z").alerts[0].effect == AlertEffect::kInforms);
}

TEST_CASE("a measure that is lifted stays on file and denies nothing") {
  Street street;
  street.measure("recall-1", {{"models", json::Array{"K-200"}}});
  street.measure("recall-1", {{"models", json::Array{"K-200"}}}, "lifted", "2026-05-01");
  CHECK(lines_of(street.found()) == Lines{"recall-1 identified informs yes model=K-200"});
  CHECK(street.found().alerts[0].stage == "lifted");
  CHECK(lines_of(street.found("C-1", "2026-04-30T00:00:00Z")) ==
        Lines{"recall-1 identified denies yes model=K-200"});
}

TEST_CASE("batches narrow what a measure names; other batches are other goods") {
  Street street;
  street.measure("ours",
                 {{"models", json::Array{"K-200"}}, {"batches", json::Array{"B-2", "B-7"}}});
  street.measure("others", {{"models", json::Array{"K-200"}}, {"batches", json::Array{"B-7"}}});
  street.measure("by-batch", {{"batches", json::Array{"B-1"}}});
  CHECK(lines_of(street.found()) == Lines{"by-batch identified denies-named-units yes batch=B-1",
                                          "ours identified denies-named-units yes model=K-200"});
}

TEST_CASE("a brand, a name in print and an alert inform and never deny") {
  Street street;
  street.say("organisation", fixture::kOperator,
             {{"organisation", "maker"},
              {"names", json::Object{{"en", "The maker"}, {"de", "Der Macher"}}},
              {"economy", "XA"},
              {"roles", json::Array{"manufacturer"}},
              {"brands", json::Array{"Brewmaster"}}});
  street.measure("same-brand",
                 {{"brands", json::Array{"Brewmaster"}}, {"models", json::Array{"K-999"}}});
  street.alert("by-model", {{"models", json::Array{"K-200"}}});
  street.alert("by-name", {{"brands", json::Array{"Other"}}},
               {{"products", json::Array{"Kettle"}}});
  street.alert(
      "by-trader", {{"models", json::Array{"X-1"}}},
      {{"traders", json::Array{json::Object{{"name", "Der Macher"}, {"role", "importer"}}}}});
  street.alert("named-by-issuer", {{"models", json::Array{"X-2"}}});
  street.alert("of-others", {{"models", json::Array{"X-3"}}});
  CHECK(lines_of(street.found()) ==
        Lines{"named-by-issuer identified informs yes issuer=named-by-issuer",
              "by-model identified informs yes model=K-200",
              "same-brand possible informs yes brand=Brewmaster",
              "by-trader possible informs yes holder=Der Macher",
              "by-name possible informs yes product=Kettle"});
}

TEST_CASE("what is not on file has no links, and says so") {
  const Street street;
  const auto none = linked_alerts(street.registry(), "C-404", *parse_timestamp(kHouseNow));
  REQUIRE_FALSE(none);
  CHECK(none.error().code == "resource.not-found");
}

}  // namespace concordat::registry
