// A receipt shows an answer to whoever has the log's key, and can be derived again by whoever has
// the log or a bundle of that size.
#include "registry/bundle/receipt.hpp"

#include "core/json/read.hpp"
#include "registry/bundle/world_for_tests.hpp"

namespace concordat::registry::bundle {
namespace {

const keys::PortVerifier kVerifier;

Result<Receipt> checked(const HouseForTests& house, std::string_view receipt) {
  const log::VerifierKey key = house.log_key();
  return check_receipt(receipt, {.log_key = key, .verifier = kVerifier});
}
std::string code_of(const Result<Receipt>& receipt) {
  return receipt ? "holds" : receipt.error().code;
}

std::string made_for(HouseForTests& house, const recognition::Question& question) {
  const auto receipt = make_receipt(house.registry(), question, house.key(), kMade);
  REQUIRE_MESSAGE(receipt, (receipt ? "" : receipt.error().code));
  return *receipt;
}

// A payload under the operator's signature, with a header that may have more than it should.
std::string signed_text(HouseForTests& house, std::string_view payload, json::Object more = {}) {
  Signer& key = **house.keys().signer(fixture::kOperator);
  json::Object header{{"alg", crypto::jws_algorithm(key.public_key())},
                      {"kid", crypto::thumbprint(key.public_key())},
                      {"typ", kReceiptType}};
  for (const auto& [name, value] : more) header.set(name, value);
  const std::string input = credential::signing_input(header, payload);
  return credential::assemble(input, *key.sign(bytes_of(input)));
}

// The payload of a receipt altered, and signed again by somebody's key.
template <class Alter>
std::string altered(HouseForTests& house, const std::string& receipt, Alter&& alter,
                    std::string_view signer = fixture::kOperator) {
  const auto jws = credential::parse_jws(receipt);
  REQUIRE(jws);
  json::Value payload = *json::read(jws->payload);
  alter(*payload.as_object());
  Signer& key = **house.keys().signer(signer);
  const json::Object header{{"alg", crypto::jws_algorithm(key.public_key())},
                            {"kid", crypto::thumbprint(key.public_key())},
                            {"typ", kReceiptType}};
  const std::string input = credential::signing_input(header, json::compact(payload));
  return credential::assemble(input, *key.sign(bytes_of(input)));
}

TEST_CASE("a receipt holds by the log's key alone, and its answer is the registry's") {
  HouseForTests house;
  const auto question = HouseForTests::question("XA", "C-1");
  const std::string receipt = made_for(house, question);
  const auto read = checked(house, receipt);
  REQUIRE_MESSAGE(read, code_of(read));
  CHECK(json::compact(read->answer) == HouseForTests::answer(house.registry(), question));
  CHECK(read->signer == fixture::kOperator);
  CHECK(read->made == kMade);
  CHECK(read->size == house.registry().size());
  CHECK(read->entries > 2);
  CHECK(decide_again(*read, house.registry()));
}

TEST_CASE("it is derived again from a bundle that covers it, and from a log that has grown") {
  HouseForTests house;
  const auto read = checked(house, made_for(house, HouseForTests::question("XA", "C-1")));
  REQUIRE(read);
  const auto covering = house.read(house.bundle(house.order({.sectors = {{"kettles"}}})));
  REQUIRE(covering);
  CHECK(decide_again(*read, *covering->registry));
  const auto elsewhere = house.read(house.bundle(house.order({.sectors = {{"toys"}}})));
  REQUIRE(elsewhere);
  CHECK(decide_again(*read, *elsewhere->registry).error().code == "offline.attestation-outside");
  house.certificate("C-5", "kettles");
  CHECK(decide_again(*read, house.registry()));
  const auto later = house.read(house.bundle(house.order({})));
  REQUIRE(later);
  CHECK(decide_again(*read, *later->registry).error().code == "offline.as-of");
}

TEST_CASE("only the published size is answered with a receipt") {
  HouseForTests house;
  auto question = HouseForTests::question("XA", "C-1");
  question.as_of = house.registry().size() - 1;
  CHECK(make_receipt(house.registry(), question, house.key(), kMade).error().code ==
        "receipt.as-of");
  question.as_of = house.registry().size();
  const auto read = checked(house, made_for(house, question));
  REQUIRE(read);
  CHECK(decide_again(*read, house.registry()));
}

TEST_CASE("an answer that was altered, even by the operator, is not derived again") {
  HouseForTests house;
  const std::string receipt = made_for(house, HouseForTests::question("XA", "C-1"));
  const auto read = checked(house, altered(house, receipt, [](json::Object& payload) {
                              payload.find("answer")->as_object()->set("verdict", "recognised");
                            }));
  REQUIRE(read);
  CHECK(decide_again(*read, house.registry()).error().code == "receipt.differs");
}

TEST_CASE("every part of a receipt is held against the others") {
  HouseForTests house;
  const std::string receipt = made_for(house, HouseForTests::question("XA", "C-1"));
  const auto code = [&](auto&& alter) {
    return code_of(checked(house, altered(house, receipt, alter)));
  };
  CHECK(code([](json::Object&) {}) == "holds");
  CHECK(code([](json::Object& payload) { payload.set("version", 2); }) == "receipt.version");
  CHECK(code([](json::Object& payload) { payload.set("more", 1); }) == "receipt.form");
  CHECK(code([](json::Object& payload) { payload.erase("log"); }) == "receipt.form");
  CHECK(code([](json::Object& payload) { payload.set("made", "yesterday"); }) == "receipt.form");
  CHECK(code([](json::Object& payload) { payload.set("made", "1999-01-01T00:00:00.000Z"); }) ==
        "receipt.signer-unknown");
  CHECK(code([](json::Object& payload) { payload.set("checkpoint", "x"); }) == "note.form");
  CHECK(code([](json::Object& payload) {
          payload.find("answer")->as_object()->find("asOf")->as_object()->set("size", 3);
        }) == "receipt.as-of");
  CHECK(code([](json::Object& payload) {
          payload.find("answer")->as_object()->set(
              "findings", json::Array{json::Object{{"evidence", json::Array{2}}}});
        }) == "receipt.unproved");
  CHECK(code([](json::Object& payload) {
          payload.find("answer")->as_object()->set("requirements", json::Array{});
          payload.find("answer")->as_object()->set("findings", json::Array{});
        }) == "receipt.surplus");
  CHECK(code([](json::Object& payload) { payload.find("log")->as_array()->pop_back(); }) ==
        "receipt.form");
  CHECK(code([](json::Object& payload) {
          payload.find("log")->as_array()->front().as_object()->erase("custody");
        }) == "receipt.form");
  CHECK(code([](json::Object& payload) {
          json::Array& log = *payload.find("log")->as_array();
          std::swap(log[0], log[1]);
        }) == "receipt.form");
  CHECK(code([](json::Object& payload) {
          payload.find("log")->as_array()->front().as_object()->set("custody", true);
        }) == "merkle.root-mismatch");
  CHECK(code_of(checked(house, altered(
                                   house, receipt, [](json::Object&) {}, "certia"))) ==
        "receipt.signer-unknown");
  CHECK(code_of(checked(HouseForTests(), receipt)) == "note.no-known-signature");
}

TEST_CASE("a receipt has one text") {
  HouseForTests house;
  const std::string receipt = made_for(house, HouseForTests::question("XA", "C-1"));
  const std::string payload = credential::parse_jws(receipt)->payload;
  const auto code = [&](std::string_view text, json::Object more = {}) {
    return code_of(checked(house, signed_text(house, text, std::move(more))));
  };
  CHECK(code(payload) == "holds");
  CHECK(code(" " + payload) == "receipt.form");
  CHECK(code("{\"version\":1," + payload.substr(1)) == "receipt.form");
  CHECK(code("[1]") == "receipt.form");
  CHECK(code("{}") == "receipt.version");
  CHECK(code(payload, {{"cty", "JSON"}}) == "jws.header");
  CHECK(code(payload, {{"kid", ""}}) == "jws.header");
  CHECK(code(payload, {{"typ", "concordat-bundle"}}) == "receipt.form");
  const auto moved = [&](auto&& container, const char* name) {
    return code_of(checked(house, altered(house, receipt, [&](json::Object& all) {
                             json::Object& members = container(all);
                             const json::Value kept = *members.find(name);
                             members.erase(name);
                             members.set(name, kept);
                           })));
  };
  const auto whole = [](json::Object& all) -> json::Object& { return all; };
  const auto entry = [](json::Object& all) -> json::Object& {
    return *all.find("log")->as_array()->front().as_object();
  };
  CHECK(moved(whole, "log") == "holds");  // it is the last as it is
  CHECK(moved(whole, "made") == "receipt.form");
  CHECK(moved(entry, "signature") == "holds");
  CHECK(moved(entry, "index") == "receipt.form");
}

TEST_CASE("what is cited anywhere in the findings is proved, also where they are no list") {
  HouseForTests house;
  const std::string receipt = made_for(house, HouseForTests::question("XA", "C-1"));
  CHECK(code_of(checked(house, altered(house, receipt, [](json::Object& payload) {
                          payload.find("answer")->as_object()->set(
                              "findings", json::Object{{"evidence", json::Array{2}}});
                        }))) == "receipt.unproved");
}

TEST_CASE("no octet of a receipt can be another") {
  HouseForTests house;
  const std::string receipt = made_for(house, HouseForTests::question("XA", "C-1"));
  for (std::size_t at = 0; at < receipt.size(); at += 13) {
    std::string other = receipt;
    other[at] = static_cast<char>(other[at] ^ (1 << at % 7));
    REQUIRE_MESSAGE(code_of(checked(house, other)) != "holds", "octet " << at);
  }
}

}  // namespace
}  // namespace concordat::registry::bundle
