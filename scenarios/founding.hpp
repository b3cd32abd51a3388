// Entry 0 of a scenario's registry, from the template of the demonstration registry.
#pragma once

#include "adapters/keys/software_signer.hpp"
#include "core/json/value.hpp"

namespace concordat::scenarios {

// Midnight of 1 June 2026 in UTC: entries are recorded from then on, a millisecond each.
inline constexpr std::int64_t kFirstRecorded_ms = 1'780'272'000'000;
inline constexpr std::string_view kOrigin = "scenarios.example/log";

struct FoundingKeys {
  crypto::PublicKey operator_key;
  std::string log_vkey;
};
// The founding as a draft; the transcriber may also transcribe from the source `scenario`.
[[nodiscard]] json::Value founding_draft(const json::Value& founding, const FoundingKeys& keys);

// The statement by which the operator enrols an organisation's key.
[[nodiscard]] json::Value key_draft(std::string_view organisation, const crypto::PublicKey& key);

}  // namespace concordat::scenarios
