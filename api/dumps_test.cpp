// Dumps and the catalogue of them, from outside.
#include <algorithm>

#include <doctest/doctest.h>

#include "api/house_for_tests.hpp"
#include "api/lines.hpp"
#include "api/table.hpp"
#include "core/crypto/digest.hpp"

namespace concordat::api {
namespace {

using namespace testing;
using Step = http::Stream::Step;

// The whole body of a stream, and the largest piece of it.
struct Drained {
  std::string body;
  std::size_t largest = 0;
};
Drained drain(const http::Response& response) {
  Drained drained;
  REQUIRE(response.stream != nullptr);
  for (std::string piece;; piece.clear()) {
    const Step step = response.stream->next(piece);
    if (step == Step::kEnd) return drained;
    REQUIRE(step == Step::kPiece);
    drained.largest = std::max(drained.largest, piece.size());
    drained.body += piece;
  }
}

std::string dump(const std::string& name, std::uint64_t size) {
  const http::Response response = house().get("/v1/dumps/" + name, "asOf=" + std::to_string(size));
  REQUIRE(response.status == 200);
  return drain(response).body;
}

std::uint64_t size_now() { return house().demonstration.registry().size(); }

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("a dump has every resource of its kind once, as it was signed") {
  const std::uint64_t size = size_now();
  for (const std::string& kind : registry::Registry::kinds()) {
    CAPTURE(kind);
    const std::string body = dump(kind + ".ndjson", size);
    std::vector<std::string> ids;
    std::string_view rest = body;
    while (!rest.empty()) {
      const auto line = json::read(rest.substr(0, rest.find('\n')));
      REQUIRE(line);
      rest.remove_prefix(rest.find('\n') + 1);
      ids.emplace_back(line->text("id"));
      const http::Response shown =
          house().get("/v1/statements/" + std::to_string(line->integer("index")));
      CHECK(json::canonical(*body_of(shown).find("statement")) ==
            json::canonical(*line->find("statement")));
      CHECK(body_of(shown).text("digest") == line->text("digest"));
    }
    std::vector<std::string> listed;
    registry::Listing listing{.kind = kind, .limit = 500};
    for (;;) {
      const auto page = house().demonstration.registry().list(listing);
      for (const auto& resource : page->resources) listed.push_back(resource.id);
      if (page->next.empty()) break;
      listing.after = page->next;
    }
    CHECK(ids == listed);
  }
  const std::string log = dump("statements.ndjson", size);
  CHECK(count_of(log, "\n") == size);
  CHECK(count_of(log, "\"signed\":") == size);
}

TEST_CASE("the same log size gives the same octets, whatever is recorded meanwhile") {
  const std::uint64_t size = size_now();
  const std::string before = dump("economies.ndjson", size);
  const std::string table = dump("economies.csv", size);
  const std::string log = dump("statements.ndjson", size);
  house().demonstration.file(R"({"id": "D-economy", "type": "economy", "author": "concordat-demo",
    "basis": {"kind": "own"}, "effective": {"from": "2000-01-01"},
    "body": {"code": "QZ", "kind": "economy", "names": {"en": "Quoted, \"named\""}}})");
  // A newer word on what was there before.
  house().demonstration.file(R"({"id": "D-spain", "type": "economy", "author": "concordat-demo",
    "basis": {"kind": "own"}, "effective": {"from": "2000-01-01"},
    "body": {"code": "ES", "kind": "economy", "names": {"en": "Spain again"}}})");
  CHECK(dump("economies.ndjson", size) == before);
  CHECK(dump("economies.csv", size) == table);
  CHECK(dump("statements.ndjson", size) == log);
  const std::string now = dump("economies.ndjson", size_now());
  CHECK(now.find("Spain again") != std::string::npos);
  CHECK(count_of(now, "\n") == count_of(before, "\n") + 1);
  // The checksum is that of the octets, as sha256sum writes it.
  for (const std::string name : {"economies.ndjson", "economies.csv", "statements.csv"}) {
    const std::string octets = dump(name, size);
    const std::string digest = crypto::to_string(crypto::sha256(bytes_of(octets)));
    CHECK(dump(name + ".sha256", size) ==
          digest.substr(std::string_view("sha256:").size()) + "  " + name + "\n");
  }
}

TEST_CASE("a table has the members of the catalogue as columns, and quotes what needs it") {
  const std::string table = dump("economies.csv", size_now());
  CHECK(table.starts_with(
      "id,index,recorded,type,author,basis,effectiveFrom,effectiveUntil,digest,code,kind,names,"
      "partOf\r\n"));
  CHECK(count_of(table, "\r\n") == count_of(dump("economies.ndjson", size_now()), "\n") + 1);
  CHECK(cell("plain") == "plain");
  CHECK(cell("a,b") == "\"a,b\"");
  CHECK(cell("say \"x\"") == "\"say \"\"x\"\"\"");
  CHECK(cell("two\nlines") == "\"two\nlines\"");
  // A kind of which nothing is on file still has its head.
  CHECK(dump("follow-ups.csv", size_now()).starts_with("id,index,"));
  CHECK(dump("follow-ups.ndjson", size_now()).empty());
}

TEST_CASE("a dump has an address for each size, never changes and is read in small pieces") {
  const http::Response now = house().get("/v1/dumps/certificates.ndjson");
  CHECK(now.status == 307);
  CHECK(*now.header("Cache-Control") == "no-store");
  const std::string query = "asOf=" + std::to_string(size_now());
  CHECK(*now.header("Location") == "/v1/dumps/certificates.ndjson?" + query);
  const http::Response pinned = house().get("/v1/dumps/certificates.ndjson", query);
  CHECK(pinned.header("Cache-Control")->ends_with("immutable"));
  CHECK(*pinned.header("Content-Type") == "application/x-ndjson");
  CHECK(*pinned.header("Content-Disposition") == "attachment; filename=\"certificates.ndjson\"");
  const http::Response again =
      house().ask({.path = "/v1/dumps/certificates.ndjson",
                   .query = query,
                   .headers = {{"If-None-Match", *pinned.header("ETag")}}});
  CHECK(again.status == 304);
  CHECK(again.stream == nullptr);
  const http::Response log = house().get("/v1/dumps/statements.ndjson", query);
  const Drained drained = drain(log);
  CHECK(drained.largest < drained.body.size() / 2);

  CHECK(house().get("/v1/dumps/unicorns.csv").status == 404);
  CHECK(code_of(house().get("/v1/dumps/certificates.xml")) == "resource.no-such-dump");
  CHECK(code_of(house().get("/v1/dumps/certificates")) == "resource.no-such-dump");
  CHECK(house().get("/v1/dumps/certificates.csv", "asOf=x").status == 400);
  CHECK(house().get("/v1/dumps/certificates.csv", "asOf=0").status == 404);
  CHECK(house().get("/v1/dumps/certificates.csv", "asOf=99999999").status == 404);
  CHECK(house().get("/v1/dumps/certificates.csv", "colour=red").status == 400);
}

TEST_CASE("the catalogue names every dump of what is published, as DCAT has it") {
  const http::Response response = house().get("/v1/catalogue");
  REQUIRE(response.status == 200);
  CHECK(*response.header("Content-Type") == "application/ld+json");
  const json::Value catalogue = body_of(response);
  CHECK(catalogue.text("@type") == "dcat:Catalog");
  CHECK(catalogue.text("dcat:version") == std::to_string(size_now()));
  const json::Array& datasets = catalogue.array("dcat:dataset");
  CHECK(datasets.size() == registry::Registry::kinds().size() + 2);
  for (const json::Value& dataset : datasets) {
    // The catalogue of criteria is no dump.
    if (dataset.text("dcterms:identifier") == "vocabulary") continue;
    for (const json::Value& distribution : dataset.array("dcat:distribution")) {
      for (const auto* link : {"dcat:downloadURL", "dcterms:relation"}) {
        std::string target(distribution.find(link)->text("@id"));
        target = target.substr(std::string_view("https://registry.example").size());
        CAPTURE(target);
        const auto mark = target.find('?');
        CHECK(house().get(target.substr(0, mark), target.substr(mark + 1)).status == 200);
      }
    }
  }
  const http::Response plain =
      house().ask({.path = "/v1/catalogue", .headers = {{"Accept", "application/json"}}});
  CHECK(*plain.header("Content-Type") == "application/json");
}

}  // namespace concordat::api
