// What was issued, and what the lists say of it afterwards, as whoever holds both reads it.
#include "registry/credentials/status_lists.hpp"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "registry/credentials/office_for_tests.hpp"

namespace concordat::registry {
namespace {

TEST_CASE("suspended, reinstated, withdrawn: what was issued before is told so") {
  HouseForTests house;
  house.certificate("C-1");
  house.certificate("C-2");
  const OfficeForTests office(house);
  const std::string token = office.issue("certificates", "C-1");
  const std::string other = office.issue("certificates", "C-2");
  CHECK(office.now(token) == "verified");
  house.change("C-1", "suspended", "2026-02-01");
  CHECK(office.now(token) == "status.suspended");
  CHECK(office.now(other) == "verified");
  house.change("C-1", "reinstated", "2026-03-01");
  CHECK(office.now(token) == "verified");
  CHECK(office.credential("certificates", "C-1").find("credentialStatus")->as_object() != nullptr);
  CHECK(index_of(office.credential("certificates", "C-1")) == index_of(payload_of(token)));
  house.change("C-1", "withdrawn", "2026-04-01");
  CHECK(office.now(token) == "status.suspended");
  CHECK(office.now(other) == "verified");
}

TEST_CASE("a suspension counts from its day on, and lapses at its end by itself") {
  HouseForTests house;
  house.certificate("C-1");
  const OfficeForTests office(house);
  const std::string token = office.issue("certificates", "C-1");
  house.file(
      json::Object{{"id", "pause"},
                   {"type", "certificate-state"},
                   {"author", "certia"},
                   {"basis", json::Object{{"kind", "own"}}},
                   {"effective", json::Object{{"from", "2026-06-10"}, {"until", "2026-06-20"}}},
                   {"body", json::Object{{"certificate", "C-1"}, {"state", "suspended"}}}});
  const auto on = [&](std::string_view moment) {
    return office.verdict(token, office.list(ListForm::kSuspension, moment), moment);
  };
  CHECK(on("2026-06-09T23:59:59Z") == "verified");
  CHECK(on("2026-06-10T00:00:00Z") == "status.suspended");
  CHECK(on("2026-06-19T23:59:59Z") == "status.suspended");
  CHECK(on("2026-06-20T00:00:00Z") == "verified");
}

TEST_CASE("the other lists tell what is for good from what is for now") {
  HouseForTests house;
  const auto first = house.certificate("C-1");
  house.certificate("C-2");
  const OfficeForTests office(house);
  // A token that names the same place of the status list token.
  json::Value claims = office.credential("certificates", "C-1");
  const std::uint64_t index = index_of(claims);
  claims.as_object()->erase("credentialStatus");
  claims.as_object()->set(
      "status", json::Object{{"status_list",
                              json::Object{{"idx", index},
                                           {"uri", office.lists().address(0, ListForm::kToken)}}}});
  const std::string token = *office.key().sign(claims);
  json::Value revocable = office.credential("certificates", "C-1");
  json::Object& entry = *revocable.as_object()->find("credentialStatus")->as_object();
  entry.set("statusPurpose", "revocation");
  entry.set("statusListCredential", office.lists().address(0, ListForm::kRevocation));
  const std::string bitstring = *office.key().sign(revocable);
  const auto by_token = [&] { return office.verdict(token, office.list(ListForm::kToken)); };
  const auto by_bit = [&] { return office.verdict(bitstring, office.list(ListForm::kRevocation)); };
  CHECK(by_token() == "verified");
  CHECK(by_bit() == "verified");
  house.change("C-1", "suspended", "2026-02-01");
  CHECK(by_token() == "status.suspended");
  CHECK(by_bit() == "verified");
  house.change("C-1", "withdrawn", "2026-04-01");
  CHECK(by_token() == "status.revoked");
  CHECK(by_bit() == "status.revoked");
  const auto place = office.lists().at_place({}, index, *parse_timestamp(kHouseNow));
  REQUIRE(place);
  CHECK(place->entry == first);
  CHECK(place->status == untp::IssuedStatus::kInvalid);
}

TEST_CASE("anchors follow the accreditation and the key") {
  HouseForTests house;
  house.own_key("certia");
  const OfficeForTests office(house);
  const std::string granted = office.issue("accreditations", "granted");
  const std::string body = office.issue("organisations", "certia");
  CHECK(office.now(granted) == "verified");
  CHECK(office.now(body) == "verified");
  CHECK(index_of(payload_of(granted)) != index_of(payload_of(body)));
  const auto change = [&](std::string_view what, const std::string& from) {
    house.say("status-change", "accreditor", {{"subject", "granted"}, {"change", what}},
              {.from = from});
  };
  change("suspended", "2026-02-01");
  CHECK(office.now(granted) == "status.suspended");
  change("reinstated", "2026-03-01");
  CHECK(office.now(granted) == "verified");
  change("ended", "2026-04-01");
  CHECK(office.now(granted) == "status.suspended");
  CHECK(office.now(body) == "verified");
}

TEST_CASE("an organisation's anchor ends with the key of which it is made") {
  HouseForTests house;
  // `keyId` is an identifier, which begins with a letter or digit; not every thumbprint does.
  std::string name;
  std::string thumbprint = "-";
  for (int at = 0; thumbprint.front() == '-' || thumbprint.front() == '_'; ++at) {
    name = "laboratory-" + std::to_string(at);
    house.organisation(name, "laboratory");
    thumbprint = crypto::thumbprint(house.own_key(name));
  }
  const OfficeForTests office(house);
  const std::string anchor = office.issue("organisations", name);
  CHECK(office.now(anchor) == "verified");
  house.say("key", fixture::kOperator,
            {{"organisation", name},
             {"key", crypto::to_jwk(IssuingForTests::new_key()->public_key())},
             {"custody", "self"}});
  CHECK(office.now(anchor) == "verified");
  const std::string newer = office.issue("organisations", name);
  CHECK(index_of(payload_of(newer)) != index_of(payload_of(anchor)));
  house.say("key-revocation", fixture::kOperator, {{"organisation", name}, {"keyId", thumbprint}});
  CHECK(office.now(anchor) == "status.suspended");
  CHECK(office.now(newer) == "verified");
}

TEST_CASE("what may have ended is stopped until the day is known") {
  HouseForTests house;
  house.certificate("C-1");
  const OfficeForTests office(house);
  const std::string token = office.issue("certificates", "C-1");
  house.file(json::Object{
      {"id", "open"},
      {"type", "certificate-state"},
      {"author", "certia"},
      {"basis", json::Object{{"kind", "own"}}},
      {"effective", json::Object{{"possiblyFrom", "2026-05-01"}, {"from", "2026-07-01"}}},
      {"body", json::Object{{"certificate", "C-1"}, {"state", "withdrawn"}}}});
  CHECK(office.now(token) == "status.suspended");
  CHECK(set_in(bits_of(office.list(ListForm::kRevocation))) == 0);
  const std::string_view after = "2026-07-01T00:00:00Z";
  CHECK(set_in(bits_of(office.list(ListForm::kRevocation, after))) == 1);
}

TEST_CASE("the list as it was says what was known then, and is not to be taken for today's") {
  HouseForTests house;
  house.set_clock("2026-05-01T08:00:00Z");
  house.certificate("C-1");
  const OfficeForTests office(house);
  const std::string token = office.issue("certificates", "C-1", "2026-05-01T09:00:00Z");
  house.set_clock("2026-05-03T10:00:00Z");
  house.change("C-1", "suspended", "2026-05-02");  // told a day late
  const auto as_it_was = [&](std::string_view moment) {
    return office.list(ListForm::kSuspension, kHouseNow, moment);
  };
  const auto then = [&](std::string_view moment) {
    return office.verdict(token, as_it_was(moment), moment);
  };
  CHECK(then("2026-05-01T08:00:00Z") == "verified");
  CHECK(then("2026-05-02T12:00:00Z") == "verified");
  CHECK(then("2026-05-03T09:59:59.999Z") == "verified");
  CHECK(then("2026-05-03T10:00:00Z") == "status.suspended");
  CHECK(then("2026-05-20T00:00:00Z") == "status.suspended");
  // A moment later than the list says it is for.
  const std::string old = as_it_was("2026-05-03T09:00:00Z");
  CHECK(payload_of(old).text("validUntil") == "2026-05-03T10:00:00.000Z");
  CHECK(office.verdict(token, old, "2026-05-03T10:00:01Z") == "status.list-unverified");
  CHECK(office.verdict(token, old) == "status.list-unverified");
  const json::Value token_list =
      payload_of(office.list(ListForm::kToken, kHouseNow, "2026-05-03T09:00:00Z"));
  CHECK(token_list.integer("iat") == 1'777'766'400);  // the beginning of that day
  CHECK(token_list.integer("exp") == 1'777'802'400);
}

TEST_CASE("a moment that the list cannot be made for is refused") {
  HouseForTests house;
  house.certificate("C-1");
  const OfficeForTests office(house);
  const auto refusal = [&](std::uint64_t number, std::string_view at) {
    const auto made = office.lists().list({.number = number, .at = *parse_timestamp(at)},
                                          *parse_timestamp(kHouseNow));
    return made ? "" : made.error().code;
  };
  CHECK(refusal(0, kHouseNow).empty());
  CHECK(refusal(0, "2026-06-01T12:00:00.001Z") == "status-list.future");
  CHECK(refusal(0, "2025-12-31T23:59:59Z") == "status-list.before");
  CHECK(refusal(1, kHouseNow) == "status-list.unknown");
  CHECK(refusal(~std::uint64_t{0}, kHouseNow) == "status-list.unknown");
  CHECK(office.lists().count() == 1);
}

TEST_CASE("the same size and day give the same octets, and nothing tells how many were issued") {
  HouseForTests house;
  const OfficeForTests office(house);
  const std::string none = office.list();
  for (int at = 0; at < 20; ++at) house.certificate("C-" + std::to_string(at));
  const std::string many = office.list();
  CHECK(bits_of(none) == bits_of(many));
  CHECK(set_in(bits_of(many)) == 0);
  CHECK(bits_of(many).size() == kEntriesOfList / 8);
  CHECK(office.list(ListForm::kSuspension, "2026-06-01T23:59:59Z") == many);
  CHECK(office.list(ListForm::kSuspension, "2026-06-02T00:00:00Z") != many);
  house.change("C-7", "suspended", "2026-02-01");
  house.change("C-9", "withdrawn", "2026-02-01");
  CHECK(set_in(bits_of(office.list())) == 2);
  CHECK(set_in(bits_of(office.list(ListForm::kRevocation))) == 1);
}

TEST_CASE("places are drawn: all different, in no order, and the same after a restart") {
  HouseForTests house;
  for (int at = 0; at < 64; ++at) house.certificate("C-" + std::to_string(at));
  const auto signer = IssuingForTests::new_key();
  std::vector<std::uint64_t> places;
  std::string name;
  {
    const OfficeForTests office(house, signer);
    name = office.lists().places();
    for (int at = 0; at < 64; ++at) {
      places.push_back(index_of(office.credential("certificates", "C-" + std::to_string(at))));
    }
  }
  CHECK(std::set(places.begin(), places.end()).size() == places.size());
  CHECK_FALSE(std::ranges::is_sorted(places));
  // Were they drawn near each other, all would lie in a part of the list.
  CHECK(*std::ranges::max_element(places) - *std::ranges::min_element(places) > kEntriesOfList / 2);
  house.reopen();
  const OfficeForTests again(house, signer);
  CHECK(again.lists().places() == name);
  for (std::size_t at = 0; at < places.size(); ++at) {
    CHECK(index_of(again.credential("certificates", "C-" + std::to_string(at))) == places[at]);
  }
  const OfficeForTests other(house);
  CHECK(other.lists().places() != name);
  int kept = 0;
  for (std::size_t at = 0; at < places.size(); ++at) {
    kept += index_of(other.credential("certificates", "C-" + std::to_string(at))) == places[at];
  }
  CHECK(kept < 3);
}

TEST_CASE("every entry has one place, and every place one entry") {
  HouseForTests house;
  const OfficeForTests office(house);
  const keys::SodiumStream stream;
  const auto places = StatusPlaces::of(office.key(), stream);
  REQUIRE(places);
  const auto shuffle = (*places)->of_list(0);
  REQUIRE(shuffle);
  std::vector<std::uint32_t> sorted = **shuffle;
  std::ranges::sort(sorted);
  REQUIRE(sorted.size() == kEntriesOfList);
  for (std::uint32_t at = 0; at < kEntriesOfList; ++at) REQUIRE(sorted[at] == at);
  CHECK(**(*places)->of_list(1) != **shuffle);
  // Kept or made again, it is the same.
  for (std::uint64_t list = 1; list <= kMostShuffles; ++list) CHECK((*places)->of_list(list));
  CHECK(**(*places)->of_list(0) == **shuffle);
}

TEST_CASE("the worked example of the format") {
  // The key of RFC 8037, appendix A.
  const Bytes seed = *decode_base64url("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
  const auto signer = std::move(*keys::make_signer(std::move(*keys::ed25519_from_seed(seed))));
  const auto key = CredentialKey::of(*signer, *untp::registrar_of(fixture::kOrigin, "Registry"));
  REQUIRE(key);
  const keys::SodiumStream stream;
  const auto places = StatusPlaces::of(*key, stream);
  REQUIRE(places);
  CHECK((*places)->name() == "10a52b1b44f3f70e");
  const auto first = (*places)->of_list(0);
  const auto second = (*places)->of_list(1);
  REQUIRE(first);
  REQUIRE(second);
  CHECK((**first)[0] == 74750);
  CHECK((**first)[1] == 99568);
  CHECK((**first)[2] == 90445);
  CHECK((**second)[0] == 31263);
}

TEST_CASE("a key that signs differently each time can hold no places") {
  class Varying final : public Signer {
   public:
    [[nodiscard]] crypto::PublicKey public_key() const override { return signer_->public_key(); }
    [[nodiscard]] Result<Bytes> sign(ByteView) override { return Bytes(64, ++count_); }

   private:
    std::shared_ptr<Signer> signer_ = IssuingForTests::new_key();
    Byte count_ = 0;
  };
  HouseForTests house;
  Varying signer;
  const auto key = CredentialKey::of(signer, *registrar_of(house.registry()));
  REQUIRE(key);
  const keys::SodiumStream stream;
  CHECK(StatusPlaces::of(*key, stream).error().code == "issuing.key-varies");
}

}  // namespace
}  // namespace concordat::registry
