// How much assurance a certificate can claim on the two axes of UNTP, and by which facts.
//
// Nothing is claimed that no statement on file shows on the day of issue; what is possible but not
// sure (an open day, a suspension whose end is not known) is not claimed either. The rule is
// written down in spec/formats/untp.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/facts/probe.hpp"

namespace concordat::untp {

// A fact that stands behind the body: the statement that an `authorisation` points to.
struct Authorisation {
  enum class Kind : std::uint8_t { kDesignation, kAccreditation, kSignatory, kParticipation };
  Kind kind = Kind::kAccreditation;
  std::string authority;  // organisation or arrangement; of a designation the author of it
  std::string subject;    // act, main scope, arrangement or agreement: what it is for
  facts::Ordinal statement = facts::kNever;
};

struct Assurance {
  // self, 3rdParty or unspecified.
  std::string_view assessor = "unspecified";
  // authority-mandate, authority-globalmra, scheme-cab, scheme-self or no-endorsement.
  std::string_view level = "no-endorsement";
  std::vector<Authorisation> authorisations;
};

// At the day of `issue`, which is the certificate's own day of issue.
[[nodiscard]] Assurance assurance_of(facts::Probe& issue, const facts::Certificate& certificate);

// Arrangements that are, or were merged into, the Global Accreditation Cooperation's.
[[nodiscard]] bool is_global_arrangement(std::string_view arrangement);

}  // namespace concordat::untp
