// Relations of the benchmark decision as lines keyed by packed dense ids, each line with its
// standing: what one decision touches is a line of the directory and a line of entries a leg.
//
// Built from the rows of facts::Tables; one writer, readers without locks, as there.
#pragma once

#include <vector>

#include "core/base/result.hpp"
#include "core/facts/posting.hpp"
#include "core/facts/postings.hpp"
#include "core/facts/tables.hpp"

namespace concordat::bench {

using facts::Id;
using facts::kNever;
using facts::kNoId;
using facts::Ordinal;
using facts::Posting;

// Everything a decision reads of a certificate, in one cache line.
struct alignas(64) CertificateLine {
  Posting standing;
  Id origin = kNoId;  // economy
  Id body = kNoId;
  Id standard = kNoId;
  Id edition = kNoId;
  Id heading = kNoId;
  Date issued;
  Ordinal body_origin = kNever;  // on which suspensions of the body hang
  std::uint32_t addenda = 0;     // where they begin in Index::addenda
  std::uint16_t addenda_count = 0;
  std::uint8_t sector = 0;  // its number
  std::uint8_t scheme = 0;
};
static_assert(sizeof(CertificateLine) == 64);

struct AgreementLine {  // the annexes of one agreement for one direction that differ in sector
                        // alone
  Posting standing;
  std::uint64_t sectors = 0;  // bit per number
  std::uint64_t schemes = 0;
};
struct AccreditationLine {
  Posting standing;
  Id accreditor = kNoId;
};
struct RequirementLine {
  Posting standing;
  Id edition = kNoId;
};
struct DecisionLine {
  static constexpr std::size_t kDeltas = 8;  // further ones are read from the row
  Posting standing;
  Id to_edition = kNoId;
  std::uint32_t delta_count = 0;
  std::array<Id, kDeltas> deltas{};
};
static_assert(sizeof(DecisionLine) == 64);

// Sectors and schemes, numbered as they come, so that a set of them is a word.
class Numbering {
 public:
  static constexpr std::size_t kMost = 64;
  // The number of the name; kMost when there is no room for another.
  std::uint8_t number(Id name);

 private:
  std::vector<Id> names_;
};

struct Index {
  facts::Postings<CertificateLine> certificates;      // certificate
  facts::Postings<AgreementLine> agreements;          // pack(origin, importer)
  facts::Postings<AccreditationLine> accreditations;  // pack(body, standard)
  facts::Postings<Posting> acceptances;               // pack(market, accreditor)
  facts::Postings<RequirementLine> requirements;      // pack(market, heading)
  facts::Postings<DecisionLine> decisions;            // pack(market, from edition)
  std::vector<Id> addenda;                            // of all certificates, run after run
  facts::OrdinalSet changed;  // origins with an interruption or a change of state on file
  Numbering sectors;
  Numbering schemes;
};

// Codes: bench.numbering (more than 64 sectors or schemes).
[[nodiscard]] Status build(const facts::Tables& tables, Index& index);

}  // namespace concordat::bench
