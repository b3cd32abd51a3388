// The answer as the engine makes it: codes, ids and log indices. Texts are made when it is told.
//
// Everything that an Answer says is here, and nothing of it owns memory: what is pointed to belongs
// to the Workspace that the determination was made in, and stays until it is asked again.
#pragma once

#include <array>
#include <span>

#include "core/recognition/answer.hpp"
#include "core/recognition/codes.hpp"

namespace concordat::recognition {

using facts::Id;
using facts::Ids;
using facts::kNever;
using facts::kNoId;

// Stands, among the evidence of what was found for a kind of attestation, for the log index of the
// attestation's own record.
inline constexpr Ordinal kOwnRecord = kNever - 1;

// An argument of a finding, made into text only when somebody reads it.
class Named {
 public:
  Named(std::string_view name, std::string_view text) : name_(name), text_(text) {}
  Named(std::string_view name, const char* text) : name_(name), text_(text) {}
  Named(std::string_view name, const std::string& text) : name_(name), text_(text) {}
  Named(std::string_view name, Id id) : name_(name), number_(id), kind_(Kind::kId) {}
  Named(std::string_view name, Date date) : name_(name), number_(date.days), kind_(Kind::kDate) {}
  Named(std::string_view name, std::int64_t number)
      : name_(name), number_(number), kind_(Kind::kNumber) {}

  enum class Kind : std::uint8_t { kText, kId, kDate, kNumber };
  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] Id id() const { return static_cast<Id>(number_); }
  // The same argument, whose text stands elsewhere.
  [[nodiscard]] Named with(std::string_view text) const {
    Named other = *this;
    other.text_ = text;
    return other;
  }
  // Nothing to say: no text, no id, an open end.
  [[nodiscard]] bool empty() const;
  // An id of nothing: an answer leaves the whole argument out.
  [[nodiscard]] bool unsaid(const facts::Tables& tables) const {
    return kind_ == Kind::kId && tables.text(id()).empty();
  }
  // Empty when there is nothing to say.
  [[nodiscard]] std::string value(const facts::Tables& tables) const;
  // Whether both say the same. Arguments of one name are of one kind as a rule; where they are not,
  // the texts are compared.
  [[nodiscard]] bool same(const Named& other, const facts::Tables& tables) const;

 private:
  std::string_view name_;
  std::string_view text_ = {};
  std::int64_t number_ = 0;
  Kind kind_ = Kind::kText;
};
[[nodiscard]] bool same_arguments(std::span<const Named> left, std::span<const Named> right,
                                  const facts::Tables& tables);

// What was found for the certificate and the goods themselves, not for their kind, has a place: its
// leg among the own legs, and its number among the leg's findings or conditions. What was found for
// the kind has none.
class OwnPlace {
 public:
  static constexpr std::size_t kMost = 256;  // findings of a leg that have a place

  OwnPlace() = default;
  OwnPlace(std::size_t leg, std::size_t number)
      : packed_(static_cast<std::uint16_t>((leg + 1) * kMost + number)) {}
  [[nodiscard]] explicit operator bool() const { return packed_ != 0; }
  [[nodiscard]] std::size_t leg() const { return packed_ / kMost - 1; }
  [[nodiscard]] std::size_t number() const { return packed_ % kMost; }
  friend bool operator==(const OwnPlace&, const OwnPlace&) = default;

 private:
  std::uint16_t packed_ = 0;
};

struct TerseFinding {
  Code code;
  std::span<const Named> arguments;
  std::span<const Ordinal> evidence;
  Leg leg = Leg::kAuthenticity;
  Need need = Need::kRequired;
  Bearing bearing = Bearing::kHolds;
  Why why = Why::kNone;
  bool names_own_record = false;  // kOwnRecord is among the evidence
  OwnPlace own;
};

struct TerseCondition {
  Leg leg = Leg::kInstrument;
  Code code;
  std::string_view timing;
  std::string_view verified_by;
  std::span<const Named> arguments;
  std::span<const Ordinal> evidence;
  bool names_own_record = false;
  OwnPlace own;  // among the conditions
};

struct TerseExtent {
  bool whole = true;
  Id scale = kNoId;
  Id level = kNoId;
  Id at_most = kNoId;
  Ids components;
  Ids not_recognised;
  std::string_view missing;  // a literal
  int height = -1;
  int upper = -1;
  friend bool operator==(const TerseExtent&, const TerseExtent&) = default;
};

struct TerseRoute {
  Route route = Route::kR0;
  bool first_party = false;
  bool presumption_required = false;
  Verdict outcome = Verdict::kUndecided;
  Why why = Why::kNone;
  Id instrument = kNoId;
  std::span<const Id> attestations;
  const TerseExtent* extent = nullptr;
  std::span<TerseFinding> findings;
  std::span<TerseCondition> conditions;
};

struct TerseRequirement {
  Id requirement = kNoId;  // kNoId: the attestation itself
  Outcome outcome = Outcome::kUndecided;
  Why why = Why::kNone;
  std::span<const TerseFinding> findings;
  std::span<TerseRoute> routes;
};

struct TerseStep {
  Code code;
  std::string_view by;
  std::span<const Named> arguments;
  int cost = 0;
  OwnPlace own;  // of the finding it cures
};
struct TerseCure {
  std::span<const TerseStep> steps;
  int cost = 0;
};

struct Determination {
  const facts::Tables* tables = nullptr;
  Verdict verdict = Verdict::kUndecided;
  Why why = Why::kNone;
  const TerseExtent* extent = nullptr;  // null: the whole
  std::span<const TerseFinding> findings;
  std::span<TerseRequirement> requirements;
  std::span<TerseCondition> conditions;
  std::span<const TerseCure> cures;
  DateSpan stable;
  std::array<Change, kMaxChanges> changes;
  std::size_t change_count = 0;
  Ordinal as_of = 0;
  std::int64_t semantics_version = 1;

  [[nodiscard]] std::span<const Change> look_ahead() const {
    return std::span(changes).first(change_count);
  }
};

// In words.
[[nodiscard]] Answer told(const Determination& determination);
[[nodiscard]] Arguments told(std::span<const Named> named, const facts::Tables& tables);

}  // namespace concordat::recognition
