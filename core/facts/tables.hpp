// Everything the engine knows, as relations. Written by the fold alone (one writer), read by any
// number of threads; a reader pins a log size and sees exactly the facts recorded below it.
#pragma once

#include "core/base/intern.hpp"
#include "core/facts/model.hpp"

namespace concordat::facts {

struct Tables {
  Interner names;

  Chunked<StatementRecord> statements;  // by ordinal
  MultiMap statements_by_id;            // interned id -> ordinal

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
  Chunked<Coverage> coverages;
  Relation<Certificate> certificates;
  MultiMap certificates_by_number;  // number -> row of `certificates`
  Relation<CertificateState> certificate_states;
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
