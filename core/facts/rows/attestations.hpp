// Certificates, products and what became of them: what was said.
#pragma once

#include <cstdint>

#include "core/facts/coverages.hpp"
#include "core/facts/row.hpp"
#include "core/facts/rows/compacts.hpp"
#include "core/json/value.hpp"

namespace concordat::facts {

enum class LegalEffect : std::uint8_t { kMandatory, kVoluntary, kAgreement };

// What thousands of certificates share; interned.
struct Profile {
  Artefact artefact = Artefact::kCertificate;
  LegalEffect legal_effect = LegalEffect::kMandatory;
  bool collaborative_profile = false;
  Id body = kNoId;
  Id act = kNoId;
  Id module = kNoId;
  Id scheme = kNoId;
  Id sector = kNoId;
  Id category = kNoId;
  Id scale = kNoId;
  Id level = kNoId;
  Ids components;
  Ids editions;
  Ids atoms_left_out;
  Ids differences_covered;
  Ids addenda;
  friend bool operator==(const Profile&, const Profile&) = default;
};
struct Certificate : Row {  // key: certificate; also Tables::certificates_by_number
  using OctetsAreValue = void;
  Id certificate = kNoId;
  Id number = kNoId;
  std::uint32_t profile = 0;       // Tables::profiles
  std::uint32_t coverage = kNoId;  // Tables::coverages, or kNoId
  Id holder = kNoId;
  Id manufacturer = kNoId;
  Date issued;
  Date surveillance_due = kForever;
  Date evaluation_accepted = kBeginning;  // kBeginning: not known
  std::uint32_t document = kNoId;         // Tables::documents, or kNoId
  [[nodiscard]] Key key() const { return certificate; }
};
static_assert(sizeof(Certificate) == sizeof(Row) + 40);
enum class CertificateChange : std::uint8_t {
  kAmended,
  kSupplemented,
  kRestricted,
  kSuspended,
  kReinstated,
  kWithdrawn,
  kCancelled,
  kReissued,
  kAnnulled,
  kSurveillanceDone,
};
struct CertificateState : Row {  // key: certificate; certain.from is the day of effect
  using OctetsAreValue = void;
  Id certificate = kNoId;
  Id replaced_by = kNoId;
  IdList models;  // in Tables::id_runs; empty: the whole
  Date surveillance_due = kBeginning;
  Id cause = kNoId;
  CertificateChange change = CertificateChange::kAmended;
  bool ex_tunc = false;
  std::uint16_t left = 0;  // nothing: so that every octet of the row has a value
  [[nodiscard]] Key key() const { return certificate; }
};
static_assert(sizeof(CertificateState) == sizeof(Row) + 24);
struct ProductType : Row {  // key: product; also Tables::products_by_model
  Id product = kNoId;
  Id owner = kNoId;
  Id sector = kNoId;
  Ids trade_marks;
  Ids models;
  Ids prefixes;
  Ids software_versions;
  json::Object attributes;
  [[nodiscard]] Key key() const { return product; }
};
struct Mandate : Row {  // key: grantee
  Id grantor = kNoId;
  Id grantee = kNoId;
  Id role = kNoId;
  Ids sectors;
};
struct Licence : Row {  // key: licensor
  Id licensor = kNoId;
  Id licensee = kNoId;
  Id certificate = kNoId;
  Ids brands;
  [[nodiscard]] Key key() const { return licensor; }
};
struct Transfer : Row {  // key: certificate
  Id certificate = kNoId;
  Id from = kNoId;
  Id to = kNoId;
  [[nodiscard]] Key key() const { return certificate; }
};

}  // namespace concordat::facts
