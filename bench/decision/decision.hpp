// The benchmark's decision: is certificate C recognised by importer J on day T? A smaller rule set
// than the determination of core/recognition, over facts of the same shape.
//
// Every leg is evaluated, whatever the others say; the first reason is the lowest bit that fails.
#pragma once

#include <span>
#include <string_view>

#include "bench/decision/index.hpp"

namespace concordat::bench {

// In the order in which they are told.
enum class Reason : std::uint8_t {
  kCertificateStatus,
  kCertificateNotInForce,
  kCertificateSuspended,
  kBodySuspended,
  kNoAgreement,
  kNotAccredited,
  kNoRequirement,
  kNoEquivalence,
  kDeltaNotCovered,
  kNone,  // recognised
};
[[nodiscard]] std::string_view name(Reason reason);  // as the workload writes it

// A bit for every reason that stands against recognition; none: recognised.
using Failures = std::uint16_t;
[[nodiscard]] Reason first_of(Failures failures);

struct Question {
  Id certificate = kNoId;
  Id importer = kNoId;
  Date date;
};

// The log entry behind every leg; kNever where there is none.
struct Rationale {
  Failures failures = 0;
  Ordinal certificate = kNever;
  Ordinal certificate_change = kNever;  // what withdrew or suspended it
  Ordinal body_suspension = kNever;
  Ordinal agreement = kNever;
  Ordinal accreditation = kNever;
  Ordinal acceptance = kNever;
  Ordinal requirement = kNever;
  Ordinal decision = kNever;
  Ordinal nearest_decision = kNever;  // in force, but a delta is not among the addenda
};

class Engine {
 public:
  // Answers as known at `size`.
  Engine(const facts::Tables& tables, const Index& index, Ordinal size)
      : tables_(tables), index_(index), size_(size) {}

  // Every leg with its evidence, written into the caller's buffer; as many as there are questions.
  void explain(std::span<const Question> questions, std::span<Rationale> into) const;
  // The same evaluation of every leg; only its failures are written.
  void evaluate(std::span<const Question> questions, std::span<Failures> into) const;
  // The first reason alone, later legs left out once one has failed.
  void first_reason(std::span<const Question> questions, std::span<Reason> into) const;
  // The first reason for one certificate in every market named, on one day: what depends on the
  // certificate alone is found once.
  void across(Id certificate, Date date, std::span<const Id> importers,
              std::span<Reason> into) const;

 private:
  const facts::Tables& tables_;
  const Index& index_;
  Ordinal size_;
};

}  // namespace concordat::bench
