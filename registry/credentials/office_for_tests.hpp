// Somebody who holds what a registry issued and its status lists, for tests.
#pragma once

#include <bit>
#include <memory>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "core/base/base64url.hpp"
#include "registry/credentials/house_for_tests.hpp"
#include "registry/credentials/issuing_for_tests.hpp"
#include "registry/credentials/world_for_tests.hpp"

namespace concordat::registry {

// The registry of a house, with a key for credentials.
class OfficeForTests {
 public:
  explicit OfficeForTests(HouseForTests& house) : house_(house), issuing_(house.registry()) {}
  OfficeForTests(HouseForTests& house, std::shared_ptr<Signer> signer)
      : house_(house), issuing_(house.registry(), std::move(signer)) {}

  Result<json::Value> ask(std::string_view kind, std::string_view id, std::string_view now) const {
    return credential_about(house_.registry(), {.kind = kind, .id = id}, *parse_timestamp(now),
                            issuing_.lists->entries());
  }
  json::Value credential(std::string_view kind, std::string_view id,
                         std::string_view now = kHouseNow) const {
    const auto made = ask(kind, id, now);
    const std::string refusal = made ? "" : made.error().code;
    CAPTURE(refusal);
    REQUIRE(made);
    return *made;
  }
  std::string issue(std::string_view kind, std::string_view id,
                    std::string_view now = kHouseNow) const {
    return *issuing_.key.sign(credential(kind, id, now));
  }

  // A list as it is at `now`, or as it was.
  std::string list(ListForm form = ListForm::kSuspension, std::string_view now = kHouseNow,
                   std::string_view at = "") const {
    ListOrder order{.form = form};
    if (!at.empty()) order.at = *parse_timestamp(at);
    const auto made = issuing_.lists->list(order, *parse_timestamp(now));
    const std::string refusal = made ? "" : made.error().code;
    CAPTURE(refusal);
    REQUIRE(made);
    return *made->token;
  }

  // What somebody finds who holds this document and this list.
  std::string verdict(const std::string& token, const std::string& list,
                      std::string_view at = kHouseNow) const {
    PortsForTests ports;
    Presented documents(ports.ports);
    REQUIRE(documents.add_controller(*credential::read_controller(issuing_.key.did_document())));
    REQUIRE(documents.add_status_list(list));
    const credential::Report report =
        credential::verify(token, {.at = *parse_timestamp(at), .skew_seconds = 0}, documents);
    const credential::Finding* const decisive = credential::decisive(report);
    return decisive == nullptr ? "verified" : decisive->error.code;
  }
  std::string now(const std::string& token) const { return verdict(token, list()); }

  const StatusLists& lists() const { return *issuing_.lists; }
  const CredentialKey& key() const { return issuing_.key; }

 private:
  HouseForTests& house_;
  IssuingForTests issuing_;
};

inline json::Value payload_of(const std::string& token) {
  return *json::read(credential::parse_jws(token)->payload);
}

inline Bytes bits_of(const std::string& token) {
  const json::Value list = payload_of(token);
  const std::string_view text = list.find("credentialSubject")->text("encodedList").substr(1);
  return *inflate::ZlibInflater().inflate(credential::Compression::kGzip, *decode_base64url(text),
                                          1 << 20);
}

inline int set_in(const Bytes& bits) {
  int count = 0;
  for (const Byte octet : bits) count += std::popcount(octet);
  return count;
}

inline std::uint64_t index_of(const json::Value& credential) {
  return static_cast<std::uint64_t>(
      credential.find("credentialStatus")->integer("statusListIndex"));
}

}  // namespace concordat::registry
