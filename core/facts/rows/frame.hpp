// Economies, organisations, keys, constitutions: who there is, and what the rules are.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/crypto/digest.hpp"
#include "core/crypto/signature.hpp"
#include "core/facts/coverages.hpp"
#include "core/facts/row.hpp"
#include "core/time/instant.hpp"

namespace concordat::facts {

enum class EconomyKind : std::uint8_t { kEconomy, kArea, kTerritory };
struct Economy : Row {  // key: code
  Id code = kNoId;
  EconomyKind kind = EconomyKind::kEconomy;
  Id part_of = kNoId;
};
struct Membership : Row {  // key: member
  Id area = kNoId;
  Id member = kNoId;
  Ids sectors;
};

enum class Role : std::uint8_t {
  kOperator,
  kAuthority,
  kDesignatingAuthority,
  kAccreditationBody,
  kConformityAssessmentBody,
  kLaboratory,
  kStandardsBody,
  kSchemeOwner,
  kManufacturer,
  kImporter,
  kAuthorisedRepresentative,
  kCustoms,
  kTranscriber,
  kDepositary,
};
struct Organisation : Row {  // key: organisation
  Id organisation = kNoId;
  Id economy = kNoId;
  std::uint32_t roles = 0;  // bit per Role
  Ids acts_for;
  Ids brands;
  [[nodiscard]] bool has(Role role) const {
    return (roles >> static_cast<unsigned>(role) & 1U) != 0;
  }
};
struct SigningKey : Row {  // key: thumbprint
  Id organisation = kNoId;
  Id thumbprint = kNoId;
  crypto::PublicKey key;
};
struct KeyRevocation : Row {  // key: thumbprint
  Id thumbprint = kNoId;
  std::optional<Instant> compromised_since;
};
struct Succession : Row {  // key: predecessor
  Id predecessor = kNoId;
  Id successor = kNoId;
  Id scope = kNoId;  // "all", "certificates", "designations"
};
struct FilingObligation : Row {  // key: market
  Id market = kNoId;
  Id body = kNoId;
  Id economy = kNoId;
  Id scheme = kNoId;
  Id act = kNoId;
};
struct RequirementsComplete : Row {  // key: pack(market, sector)
  Id market = kNoId;
  Id sector = kNoId;
};
struct Transcriber {
  Id organisation = kNoId;
  Ids sources;
};
struct Constitution : Row {  // key: 0
  std::int64_t semantics_version = 1;
  std::vector<Transcriber> transcribers;
};

// How many records of access there were, and the hash that chains them (spec/formats/audit.md).
struct AuditHead : Row {  // key: number
  std::int64_t number = 0;
  crypto::Digest head{};
};

enum class Route : std::uint8_t { kR0, kR1, kR2, kR3, kR4, kR5, kR6, kR7 };
inline constexpr std::size_t kRoutes = 8;
enum class Leg : std::uint8_t {
  kAuthenticity,
  kEntitlement,
  kCoverage,
  kCurrency,
  kCompetence,
  kAcceptance,
  kInstrument,
  kPresumption,
  kEquivalence,
  kMeasures,
};
inline constexpr std::size_t kLegs = 10;
enum class Purpose : std::uint8_t { kRecognition, kMarketAccess };
enum class Need : std::uint8_t { kNotApplicable, kInformative, kRequired };
struct RouteMatrix : Row {                                             // key: 0
  std::array<std::array<std::array<Need, kLegs>, kRoutes>, 2> need{};  // [purpose][route][leg]
};

struct VaultBatch : Row {  // key: number
  std::uint64_t number = 0;
  std::uint64_t first = 0;  // sequence number of its first commitment
  std::uint64_t count = 0;
  crypto::Digest root{};
};

}  // namespace concordat::facts
