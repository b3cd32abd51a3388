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
  // What it holds besides a text.
  [[nodiscard]] std::uint64_t number() const { return static_cast<std::uint64_t>(number_); }
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

// Where a finding or condition was found: in which list of the day (those of the own legs, which
// say of the certificate and the goods themselves, come first; behind them lie those of its ways),
// and at which place there. An outline keeps places, and is told with what stands there.
class FoundAt {
 public:
  static constexpr std::size_t kMost = 65'535;  // lists, and places in one

  FoundAt() = default;
  FoundAt(std::size_t list, std::size_t number)
      : packed_(static_cast<std::uint32_t>((list + 1) << 16 | number)) {}
  [[nodiscard]] explicit operator bool() const { return packed_ != 0; }
  [[nodiscard]] std::size_t list() const { return (packed_ >> 16) - 1; }
  [[nodiscard]] std::size_t number() const { return packed_ & 0xFFFF; }
  friend bool operator==(const FoundAt&, const FoundAt&) = default;

 private:
  std::uint32_t packed_ = 0;
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
  FoundAt at;
};

struct TerseCondition {
  Leg leg = Leg::kInstrument;
  Code code;
  std::string_view timing;
  std::string_view verified_by;
  std::span<const Named> arguments;
  std::span<const Ordinal> evidence;
  bool names_own_record = false;
  FoundAt at;  // among the conditions of an own leg
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
  FoundAt at;  // where what was found on it begins
};

struct TerseRequirement {
  Id requirement = kNoId;  // kNoId: the attestation itself
  Outcome outcome = Outcome::kUndecided;
  Why why = Why::kNone;
  std::span<const TerseFinding> findings;
  std::span<TerseRoute> routes;
  std::uint32_t target = 0;  // of an outline: its number among those of the ways
};

struct TerseStep {
  Code code;
  std::string_view by;
  std::span<const Named> arguments;
  int cost = 0;
  FoundAt at;  // of the finding it cures
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
