// The facets of certificates, of which there may be millions: rows are read in the order in which
// they lie, and what thousands share (their profile) is looked at once.
#pragma once

#include <array>
#include <unordered_map>

#include "registry/finding/facet_reader.hpp"
#include "registry/finding/marks.hpp"
#include "registry/finding/status.hpp"

namespace concordat::registry {

class CertificateFacets final : public FacetReader {
 public:
  // Every filter is a facet of certificates. The probe's tables outlive it.
  CertificateFacets(const facts::Probe& probe, const Filters& filters);

  [[nodiscard]] bool takes(facts::Id entity) override;
  void count(facts::Id entity) override;
  [[nodiscard]] std::vector<Counted> values(std::string_view facet) const override;

  // Counts every certificate taken; how many those are. Exact unless there are more than `most`
  // rows, of which the newest are counted.
  struct Sweep {
    std::uint64_t total = 0;
    bool exact = true;
  };
  [[nodiscard]] Sweep count_all(std::size_t most);

  // The next row that is taken, from that one on; the number of rows where there is none.
  [[nodiscard]] std::size_t next(std::size_t row);
  [[nodiscard]] facts::Id entity_at(std::size_t row) const;
  [[nodiscard]] std::size_t rows() const { return rows_.size(); }

 private:
  [[nodiscard]] bool takes(const facts::Certificate& row);
  [[nodiscard]] bool takes_profile(std::uint32_t number);
  [[nodiscard]] CertificateStatus status(const facts::Certificate& row);
  [[nodiscard]] facts::Id economy_of(facts::Id body) const;
  // `by` is 1 or -1 (as unsigned arithmetic has it).
  void add(const facts::Certificate& row, std::uint64_t by);
  // Where a certificate has several rows, one of them is its record on the day.
  std::uint64_t settle(facts::Id certificate);

  facts::Probe probe_;
  const facts::Relation<facts::Certificate>& rows_;
  Filters of_profile_;
  std::string state_;
  std::string year_;
  Marks changed_;  // certificates whose state is not that of their days alone
  enum class Taken : std::uint8_t { kNotAsked, kNo, kYes };
  std::vector<Taken> taken_;               // by profile
  std::vector<std::uint64_t> by_profile_;  // counted
  std::array<std::uint64_t, kCertificateStatuses> by_status_{};
  std::vector<std::uint64_t> by_day_;  // of issue, from kFirstDay on; earlier ones with it
  mutable std::unordered_map<facts::Id, facts::Id> economies_;  // by body
};

}  // namespace concordat::registry
