// The question: will market J accept this, for this product, at this event, on this date?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/rows/frame.hpp"
#include "core/facts/rows/norms.hpp"
#include "core/json/printer.hpp"
#include "core/json/value.hpp"

namespace concordat::recognition {

using facts::Event;
using facts::Purpose;

// How a credential that was presented with the question fared when it was verified.
enum class Presented : std::uint8_t { kNotPresented, kVerified, kNotChecked, kRejected };

// One attestation, as the asker knows it.
struct AttestationReference {
  std::string number;  // as printed, or the identifier used here
  std::string issuer;  // organisation id, needed only when several bodies use the number
  std::string digest;  // "sha256:..." of the document in hand, compared when given
  Presented presented = Presented::kNotPresented;
};

struct Product {
  std::string sector;       // product group; that of the attestations when empty
  json::Object attributes;  // name -> string, integer, boolean or list of strings
  std::string hs;           // a correlate: never decides scope
  std::string model;
  std::string gtin;
  std::string batch;
  std::string serial;
  std::string software_version;
  std::string factory;
  std::int64_t quantity = 0;  // 0: not stated
  friend bool operator==(const Product&, const Product&) = default;
};

// Organisation ids or names; empty: not stated.
struct Operators {
  std::string manufacturer;
  std::string holder;
  std::string brand;  // the brand under which the goods are sold
  std::string authorised_representative;
  std::string importer;
  friend bool operator==(const Operators&, const Operators&) = default;
};

struct Question {
  Purpose purpose = Purpose::kRecognition;
  std::vector<AttestationReference> attestations;  // at most 16
  std::string market;                              // economy, area or territory code
  Product product;
  Event event = Event::kPlacingOnMarket;
  Date date;
  Operators operators;
  std::optional<std::uint64_t> as_of;  // log size; the published size when absent
};

inline constexpr std::size_t kMaxAttestations = 16;  // a set is searched for combinations

// From and to the JSON of spec/formats/determination.md. Codes under "question.": missing-member,
// unknown-member, wrong-kind, not-a-choice, too-many.
[[nodiscard]] Result<Question> question_from_json(const json::Value& json);
[[nodiscard]] json::Value to_json(const Question& question);
void print(json::Printer& print, const Question& question);

}  // namespace concordat::recognition
