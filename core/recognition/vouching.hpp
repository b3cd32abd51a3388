// Does one authority vouch for another? The single questions of a trust registry, each answered
// from one kind of fact at one date, where a determination asks all of them together
// (spec/formats/trust-queries.md).
//
// Nothing is inferred through a third party: what A says of B and B says of C says nothing of A and
// C. What a statement limits and the question does not name is not vouched for.
#pragma once

#include <optional>
#include <vector>

#include "core/facts/probe.hpp"

namespace concordat::recognition {

// What is asked about. None: not said. kNoId: said, and nobody here has named it.
struct VouchedScope {
  std::optional<facts::Id> main_scope = {};
  std::optional<facts::Id> standard = {};  // dated or undated
  std::optional<facts::Id> sector = {};
  std::optional<facts::Id> scheme = {};
  std::optional<facts::Id> act = {};
  std::optional<facts::Id> module = {};
};

// Of the statements that fit, the one nearest to holding.
struct Vouching {
  facts::Holding holding = facts::Holding::kNot;
  // Log indices it rests on; none where nothing fits.
  std::vector<facts::Ordinal> evidence = {};
};

struct VouchedParties {
  facts::Id authority = facts::kNoId;
  facts::Id entity = facts::kNoId;
};

// All are asked at the probe's date and narrow its window.

// The authority is an accreditation body and accredits the entity: main scope, and standard,
// sector, scheme as the accreditation limits them.
[[nodiscard]] Vouching accredits(facts::Probe& probe, const VouchedParties& who,
                                 const VouchedScope& what);
// The authority is a market, and the entity is designated under the act, which is its law or that
// of an area it belongs to.
[[nodiscard]] Vouching designates(facts::Probe& probe, const VouchedParties& who,
                                  const VouchedScope& what);
// The authority is the depositary of an arrangement, and the entity issues under it: it is of a
// participant with the issuing role, and the arrangement is about the scheme.
[[nodiscard]] Vouching lets_issue(facts::Probe& probe, const VouchedParties& who,
                                  const VouchedScope& what);
// The authority is a market and accepts the entity, an accreditation body, for the main scope:
// itself, or by an arrangement that it signed.
[[nodiscard]] Vouching accepts(facts::Probe& probe, const VouchedParties& who,
                               const VouchedScope& what);
// Both are markets, and an agreement or an act of the authority's own takes results of the entity's
// side, of one of these artefacts (bits, facts::Artefact), for the sector, and the scheme or act
// where they are said.
[[nodiscard]] Vouching takes_results(facts::Probe& probe, const VouchedParties& who,
                                     const VouchedScope& what, std::uint32_t artefacts);

}  // namespace concordat::recognition
