// The published data set of the recognition benchmark, told as facts.
//
// Every record becomes a row of its kind with an ordinal of its own, written through the same
// relations, interner and row types as the fold writes; the fold itself is passed over, because
// the data set has no statements. What the data set says and the catalogue says otherwise:
//   an agreement            one agreement and an annex for each of its sectors, one ordinal
//   origin of a certificate the economy of its manufacturer
//   product heading         the profile's category
//   a withdrawn certificate a change of state from the beginning of time
//   deltas of a decision    mapping atoms that are missing abroad; addenda close them
//   a suspension            a change of state (certificates) or an interruption (all others)
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/tables.hpp"

namespace concordat::bench {

struct Record {
  enum class Kind : std::uint8_t {
    kNone,
    kCertificate,
    kAgreement,
    kAccreditation,
    kAcceptance,
    kRequirement,
    kDecision,
    kOther,
  };
  Kind kind = Kind::kNone;
  std::int64_t id = -1;
};

struct DataSet {
  std::unique_ptr<facts::Tables> tables = std::make_unique<facts::Tables>();
  std::vector<Record> records;  // by ordinal: which record of the data set the evidence is
  std::vector<facts::Id> economies;
  std::vector<facts::Id> certificates;
  Date today;

  [[nodiscard]] facts::Ordinal size() const { return static_cast<facts::Ordinal>(records.size()); }
};

// A row of the workload, with the answer it expects.
struct WorkloadRow {
  facts::Id certificate = facts::kNoId;
  facts::Id importer = facts::kNoId;
  Date date;
  std::string expected;  // "recognised", or the first reason against it
};

// Codes: bench.file, and those of json::read.
[[nodiscard]] Result<DataSet> read_data_set(const std::filesystem::path& folder);
[[nodiscard]] Result<std::vector<WorkloadRow>> read_workload(const std::filesystem::path& folder,
                                                             const DataSet& data);

}  // namespace concordat::bench
