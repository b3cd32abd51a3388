#include "core/untp/assurance.hpp"

#include <algorithm>

namespace concordat::untp {
namespace {

using facts::Artefact;
using facts::Id;
using facts::kNoId;
using facts::Probe;

constexpr std::string_view kGlobalArrangements[] = {"GAC-MRA", "ILAC-MRA", "IAF-MLA"};

bool contains(const facts::Ids& ids, Id id) { return std::ranges::find(ids, id) != ids.end(); }

// A list that is empty when it says nothing covers everything.
bool covers(const facts::Ids& ids, Id id) {
  return ids.empty() || (id != kNoId && contains(ids, id));
}

bool holds(const facts::Row& row, Probe& probe, std::initializer_list<Id> parts) {
  if (in_force(row, probe).holding != facts::Holding::kHolds) return false;
  return std::ranges::all_of(parts, [&](Id part) {
    return part == kNoId || in_force(row, probe, part).holding == facts::Holding::kHolds;
  });
}

bool is_certification(std::string_view scope) {
  return scope == "product-certification" || scope == "system-certification" ||
         scope == "person-certification";
}

// Whether an accreditation for a main scope is one for attestations of this kind.
bool scope_fits(std::string_view scope, Artefact artefact) {
  switch (artefact) {
    case Artefact::kTestReport:
      return scope == "testing" || scope == "calibration";
    case Artefact::kInspection:
      return scope == "inspection";
    case Artefact::kQualityApproval:
      return scope == "product-certification" || scope == "system-certification";
    case Artefact::kCertificate:
    case Artefact::kTypeExamination:
      return is_certification(scope);
    default:
      return false;
  }
}

class Finder {
 public:
  Finder(Probe& probe, const facts::Certificate& certificate)
      : probe_(probe),
        tables_(probe.tables),
        certificate_(certificate),
        profile_(tables_.profiles[certificate.profile]) {}

  Assurance find() {
    if (profile_.artefact == Artefact::kDeclaration) {
      assurance_.assessor = "self";
      return std::move(assurance_);
    }
    designations();
    accreditations();
    participations();
    const bool own =
        profile_.body == certificate_.holder ||
        (certificate_.manufacturer != kNoId && profile_.body == certificate_.manufacturer);
    // ISO/IEC 17000:2020, 7.6: certification is third-party attestation; testing and inspection may
    // be anybody's, and accreditation for them says nothing about independence.
    assurance_.assessor = own ? "self" : third_party_ ? "3rdParty" : "unspecified";
    assurance_.level = level();
    return std::move(assurance_);
  }

 private:
  void designations() {
    if (profile_.act == kNoId) return;
    tables_.designations.visit(profile_.body, probe_.size, [&](const facts::Designation& row) {
      // Where products are limited by a predicate, whether it holds for this one is a question of
      // attributes: not claimed.
      const bool fits = row.act == profile_.act && !row.products &&
                        covers(row.sectors, profile_.sector) &&
                        (profile_.module == kNoId || covers(row.modules, profile_.module));
      if (!fits || !holds(row, probe_, {profile_.module, profile_.sector})) return true;
      mandated_ = third_party_ = true;
      const Id author = tables_.statements.provenance(row.since).author;
      add(Authorisation::Kind::kDesignation, author, row.act, row.since);
      return true;
    });
  }

  bool standard_fits(const facts::Accreditation& row) {
    if (row.standards.empty()) return true;
    return std::ranges::any_of(profile_.editions, [&](Id id) {
      const auto edition = newest_at(tables_.editions, id, probe_);
      return contains(row.standards, id) || (edition && contains(row.standards, edition->standard));
    });
  }

  void accreditations() {
    tables_.accreditations.visit(profile_.body, probe_.size, [&](const facts::Accreditation& row) {
      const std::string_view scope = tables_.text(row.main_scope);
      const bool fits = scope_fits(scope, profile_.artefact) &&
                        covers(row.sectors, profile_.sector) &&
                        covers(row.schemes, profile_.scheme) && standard_fits(row);
      if (!fits || !holds(row, probe_, {profile_.sector, profile_.scheme})) return true;
      if (is_certification(scope)) third_party_ = true;
      add(Authorisation::Kind::kAccreditation, row.accreditor, row.main_scope, row.since);
      signatories(row);
      return true;
    });
  }

  void signatories(const facts::Accreditation& accreditation) {
    tables_.signatories.visit(
        accreditation.accreditor, probe_.size, [&](const facts::Signatory& row) {
          if (row.main_scope != accreditation.main_scope ||
              !is_global_arrangement(tables_.text(row.arrangement)) || !holds(row, probe_, {})) {
            return true;
          }
          global_ = true;
          add(Authorisation::Kind::kSignatory, row.arrangement, row.main_scope, row.since);
          return true;
        });
  }

  bool names_scheme(Id agreement) {
    bool found = false;
    tables_.annexes.visit_all(probe_.size, [&](const facts::Annex& row) {
      found = found || (row.agreement == agreement && contains(row.schemes, profile_.scheme) &&
                        holds(row, probe_, {}));
    });
    return found;
  }

  void participations() {
    if (profile_.scheme == kNoId) return;
    tables_.participations.visit_all(probe_.size, [&](const facts::Participation& row) {
      const bool issuer = row.role == facts::ParticipantRole::kAuthorising &&
                          contains(row.issuers, profile_.body) && holds(row, probe_, {}) &&
                          names_scheme(row.agreement);
      if (!issuer) return;
      recognised_ = true;
      add(Authorisation::Kind::kParticipation, row.agreement, row.agreement, row.since);
    });
  }

  std::string_view level() {
    if (mandated_) return "authority-mandate";
    if (global_) return "authority-globalmra";
    if (recognised_) return "scheme-cab";
    if (profile_.scheme == kNoId) return "no-endorsement";
    const auto scheme = newest_at(tables_.schemes, profile_.scheme, probe_);
    return scheme && scheme->owner == profile_.body ? "scheme-self" : "no-endorsement";
  }

  void add(Authorisation::Kind kind, Id authority, Id subject, facts::Ordinal statement) {
    const auto known =
        std::ranges::any_of(assurance_.authorisations,
                            [&](const Authorisation& one) { return one.statement == statement; });
    if (known) return;
    assurance_.authorisations.push_back({.kind = kind,
                                         .authority = std::string(tables_.text(authority)),
                                         .subject = std::string(tables_.text(subject)),
                                         .statement = statement});
  }

  Probe& probe_;
  const facts::Tables& tables_;
  const facts::Certificate& certificate_;
  const facts::Profile& profile_;
  Assurance assurance_;
  bool mandated_ = false;
  bool global_ = false;
  bool recognised_ = false;
  bool third_party_ = false;
};

}  // namespace

Assurance assurance_of(Probe& issue, const facts::Certificate& certificate) {
  return Finder(issue, certificate).find();
}

bool is_global_arrangement(std::string_view arrangement) {
  return std::ranges::find(kGlobalArrangements, arrangement) != std::end(kGlobalArrangements);
}

}  // namespace concordat::untp
