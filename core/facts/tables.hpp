// Everything the engine knows, as relations. Written by the fold alone (one writer), read by any
// number of threads; a reader pins a log size and sees exactly the facts recorded below it.
#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include "core/base/intern.hpp"
#include "core/facts/model.hpp"
#include "core/facts/statements.hpp"

namespace concordat::facts {

// From a number to the rows of certificates that carry it, newest first. Most bodies print the
// identifier itself, and those rows are found by it; only the others are entered here.
class NumberIndex {
 public:
  explicit NumberIndex(const Relation<Certificate>& certificates) : certificates_(certificates) {}

  // Writer only; every row of the relation, in their order.
  void insert(std::uint32_t row) {
    const Certificate& certificate = certificates_.at(row);
    if (certificate.number == certificate.certificate) return;
    const auto at = static_cast<std::uint32_t>(rows_.push_back(row));
    others_.insert(certificate.number, at, [&](std::uint32_t other) { return number_at(other); });
  }
  template <class Visit>
  void visit(Id number, Visit&& visit) const {
    std::vector<std::uint32_t> rows;
    others_.visit(
        number, [&](std::uint32_t other) { return number_at(other); },
        [&](std::uint32_t other) {
          rows.push_back(rows_[other]);
          return true;
        });
    certificates_.visit_rows(number, [&](std::uint32_t row) {
      if (certificates_.at(row).number == number) rows.push_back(row);
      return true;
    });
    // Newest first; there are few.
    std::ranges::sort(rows, std::greater<>());
    for (const std::uint32_t row : rows) {
      if (!visit(row)) return;
    }
  }

  // As they lie in memory. The writer only, or nobody writes.
  void save(OctetWriter& out) const {
    rows_.save(out);
    others_.save(out);
  }
  void load(OctetReader& in) {
    rows_.load(in);
    others_.load(in);
  }

 private:
  [[nodiscard]] Key number_at(std::uint32_t other) const {
    return certificates_.at(rows_[other]).number;
  }

  const Relation<Certificate>& certificates_;
  Chunked<std::uint32_t> rows_;  // those whose number is not their identifier
  RowIndex others_;              // by number: positions in rows_
};

struct Tables {
  Interner names;

  Statements statements;  // by ordinal

  Relation<Economy> economies;
  Relation<Membership> memberships;
  Relation<Organisation> organisations;
  Relation<SigningKey> keys;
  Relation<KeyRevocation> key_revocations;
  Relation<Succession> successions;
  Relation<FilingObligation> filing_obligations;
  Relation<RequirementsComplete> requirements_complete;
  Relation<Constitution> constitutions;
  Relation<RouteMatrix> route_matrices;
  Relation<AuditHead> audit_heads;
  Relation<VaultBatch> vault_batches;

  Relation<LegalAct> acts;
  Relation<Requirement> requirements;
  MultiMap requirements_by_id;  // requirement -> row of `requirements`
  Relation<Edition> editions;
  Relation<Citation> citations;
  Relation<Objection> objections;
  Relation<Scheme> schemes;
  Relation<Scale> scales;
  Relation<Difference> differences;
  Relation<ClassificationCode> classification_codes;

  Relation<Accreditation> accreditations;
  Relation<Signatory> signatories;
  Relation<AccreditorAcceptance> accreditor_acceptances;
  Relation<Designation> designations;
  Relation<RunOff> run_offs;
  Relation<Interruption> interruptions;

  Relation<Agreement> agreements;
  Relation<Annex> annexes;
  MultiMap annexes_by_party;  // party or participant -> row of `annexes`
  Relation<Deposit> deposits;
  Relation<Participation> participations;
  Relation<AcceptanceAct> acceptance_acts;
  Relation<LawfulMarketing> lawful_marketing;
  Relation<Equivalence> equivalences;

  Chunked<Profile> profiles;
  Coverages coverages;
  Chunked<crypto::Digest> documents;
  Relation<Certificate> certificates;
  NumberIndex certificates_by_number{certificates};
  Relation<CertificateState> certificate_states;
  IdRuns id_runs;  // lists of ids that rows hold
  Relation<ProductType> products;
  MultiMap products_by_model;  // model -> row of `products`
  Relation<Mandate> mandates;
  Relation<Licence> licences;
  Relation<Transfer> transfers;

  Relation<Measure> measures;
  MultiMap measures_by_unit;  // pack(market, certificate | model | batch | GTIN | brand) -> row
  Relation<Alert> alerts;
  MultiMap alerts_by_unit;  // certificate | model | batch | GTIN | brand -> row
  MultiMap alerts_by_name;  // name of a product or trader, as printed -> row

  // The id of a text that has been interned, or kNoId.
  [[nodiscard]] Id id(std::string_view text) const {
    const auto found = names.find(text);
    return found ? *found : kNoId;
  }
  [[nodiscard]] std::string_view text(Id id) const {
    return id == kNoId ? std::string_view{} : names.text(id);
  }
};

}  // namespace concordat::facts
