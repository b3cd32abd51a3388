// Measures and alerts that concern what a certificate covers, or may.
//
// Identified is what a determination would take as naming the goods: the certificate itself, a
// model, a GTIN, a batch where no product is named; or what the issuer states on the certificate.
// Everything else is a possible match: the same brand, or the same name of a product or trader in
// print, of which nobody has said that it is the same one. Only a measure with legal force, in its
// own market and for identified units, denies; foreign alerts and possible matches inform.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/row.hpp"
#include "core/time/instant.hpp"

namespace concordat::registry {

class Registry;

// Links that are told, identified ones first.
inline constexpr std::size_t kMostLinks = 200;
// Measures that are looked through, the newest first: some tens of milliseconds.
inline constexpr std::size_t kMostMeasures = 200'000;
// Alerts of one name or unit that are looked at.
inline constexpr std::size_t kMostAlertsPassed = 10'000;

struct Tie {
  // "certificate", "model", "gtin", "batch", "issuer" identify; "brand", "product", "manufacturer",
  // "holder" do not.
  std::string_view what;
  std::string value;
};

enum class AlertEffect : std::uint8_t {
  kInforms,
  kDenies,       // in its market, whatever the unit
  kDeniesNamed,  // in its market, the units that it names by batch or serial number
};
[[nodiscard]] std::string_view name(
    AlertEffect effect);  // "informs", "denies", "denies-named-units"

struct LinkedAlert {
  std::string_view kind;  // "measures" or "alerts"
  std::string id;
  bool identified = false;
  bool named_units = false;  // batches or serial numbers are named: other units are not meant
  std::vector<Tie> ties;
  AlertEffect effect = AlertEffect::kInforms;  // on the day
  std::string market;                          // of an alert: who raised it
  std::string measure;                         // of a measure: "ban", "recall" ...
  std::string stage;                           // of a measure: "provisional", "confirmed", "lifted"
  std::string_view holds;                      // "yes", "possibly", "no": on the day
  facts::Ordinal statement = 0;
};
struct LinkedAlerts {
  std::string certificate;  // its identifier
  facts::Ordinal size = 0;
  Date day;
  bool complete = true;  // otherwise there may be more
  std::vector<LinkedAlert> alerts;
};
// By identifier, or number where one body alone uses it. Codes resource.not-found,
// resource.ambiguous, those of the store.
[[nodiscard]] Result<LinkedAlerts> linked_alerts(const Registry& registry,
                                                 std::string_view certificate, Instant now);

}  // namespace concordat::registry
