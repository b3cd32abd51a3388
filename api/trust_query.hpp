// The questions of the Trust Registry Query Protocol 2.0 (Trust over IP, public review 02), and the
// vocabulary of actions and resources in which they are asked here (spec/formats/trust-queries.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "core/time/instant.hpp"

namespace concordat::api {

// Longer identifiers and resources name nothing here.
inline constexpr std::size_t kMaxTrustMember_bytes = 2048;
// Members of a context that are read over; more are nobody's.
inline constexpr std::size_t kMaxTrustContext = 64;

enum class TrustVerb : std::uint8_t { kAuthorization, kRecognition };

struct TrustQuestion {
  std::string entity;
  std::string authority;
  std::string action;
  std::string resource;
  std::optional<Instant> time;  // context.time: the day on which the answer is to hold
  std::string time_text;        // as it was written
  // context.as_of, ours: as the registry knew it at that log size.
  std::optional<std::uint64_t> as_of;
};

// Members beyond those known are passed over; those of the context must be text. Codes:
// trust.member, trust.context, trust.time, each with a pointer.
[[nodiscard]] Result<TrustQuestion> trust_question_from_json(const json::Value& body);

struct TrustAction {
  std::string_view name;
  std::string_view main_scope;  // of an accreditation; "" where none stands for it
  std::uint32_t artefacts = 0;  // bits, facts::Artefact: what an agreement must take
  bool authorises = false;      // asked of an authority about those under it
  bool recognises = false;      // asked of an authority about its peers
};
inline constexpr std::string_view kAccredit = "accredit";
inline constexpr std::string_view kRecogniseCertificate = "recognise-certificate";
inline constexpr std::string_view kCertify = "certify";
// Code trust.unknown-action where the verb has no such action.
[[nodiscard]] Result<const TrustAction*> trust_action(TrustVerb verb, std::string_view name);

// What is asked about: "standard=EN-60335-1&sector=toys", or the address of a resource of this
// registry. Names: mainScope, standard, sector, scheme, act, module, certificate. Code
// trust.unknown-resource: another name, one twice, or no name at all.
struct TrustResource {
  std::vector<std::pair<std::string, std::string>> parts;
  // None where it is not said.
  [[nodiscard]] std::optional<std::string_view> part(std::string_view name) const;
};
[[nodiscard]] Result<TrustResource> trust_resource(std::string_view text, std::string_view address);

// The identifier used here of what the text names: itself, or the last part of an address under
// /id/ of this registry.
[[nodiscard]] std::string identifier_in(std::string_view text, std::string_view address);
// The same of a party: only an address of an organisation or economy is one of its own.
[[nodiscard]] std::string party_in(std::string_view text, std::string_view address);

}  // namespace concordat::api
