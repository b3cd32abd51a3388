// Reading facts at a date, as the registry knew them at a size.
//
// A Probe carries the pinned size, the date asked for, and a window: the days around the date on
// which everything read so far gives the same answer. Every function narrows the window by the days
// on which its own result would change, future starts included (absence ends at the next start).
// Windows are sound for any facts, and the longest possible where one fact alone decides.
//
// Asking for two dates (the day of issue, the day of the event) takes two probes.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "core/facts/tables.hpp"

namespace concordat::facts {

// Half-open: the first day, and the day after the last, on which an answer stays the same.
struct Window {
  Date low = kBeginning;
  Date high = kForever;

  [[nodiscard]] bool contains(Date date) const { return low <= date && date < high; }
  // Both hold the date they were made for, so the intersection does.
  void intersect(const Window& other) {
    low = std::max(low, other.low);
    high = std::min(high, other.high);
  }
  // The answer at `date` may differ from that on the other side of `boundary`, which is the first
  // day of the later side.
  void narrow(Date date, Date boundary) {
    if (boundary <= date) {
      low = std::max(low, boundary);
    } else {
      high = std::min(high, boundary);
    }
  }
  friend bool operator==(const Window&, const Window&) = default;
};

struct Probe {
  const Tables& tables;
  Ordinal size = 0;
  Date date;
  Window window = {};
};

// At a date a fact holds for sure, may hold (its beginning or end is not known to the day), or not.
enum class Holding : std::uint8_t { kNot, kPossibly, kHolds };

// Of the span alone. Narrows by the boundaries of the row next to the date.
[[nodiscard]] Holding span_state(const Row& row, Probe& probe);

// What a search found: the newest row that surely holds, and the newest that possibly holds and is
// newer than that one, as it would take its place. Newer is the later origin: a correction does not
// make an old statement newer than those that followed it.
template <class T>
struct Found {
  const T* row = nullptr;
  const T* possibly = nullptr;
  explicit operator bool() const { return row != nullptr; }
  const T* operator->() const { return row; }
};

// ---- interruptions --------------------------------------------------------------------------

struct Interrupted {
  Holding holding = Holding::kNot;
  // The interruption that decides: an end before a suspension, a sure one before a possible one.
  const Interruption* by = nullptr;
};
// Whether the fact of that origin, as a whole or in that part, is suspended or ended at the date.
// `part` kNoId asks for the whole alone.
[[nodiscard]] Interrupted interruption_at(Probe& probe, Ordinal origin, Id part = kNoId);

// The span and the interruptions together: `holding` is kHolds where the row surely holds and
// nothing surely or possibly interrupts it. `interrupted` is filled only where the span holds.
struct InForce {
  Holding holding = Holding::kNot;
  Interrupted interrupted;
};
[[nodiscard]] InForce in_force(const Row& row, Probe& probe, Id part = kNoId);

// ---- the newest word about one thing --------------------------------------------------------

// The newest row of the key that holds at the date, by its span alone, among those that `accept`
// takes. For descriptions, where a newer statement about the same thing replaces the older one
// wherever its interval begins (organisation, economy, act, scheme, scale, edition ...).
template <class T, class Accept>
[[nodiscard]] Found<T> newest_at(const Relation<T>& relation, Key key, Probe& probe,
                                 Accept&& accept) {
  const auto newer = [](const T& row, const T* than) {
    return !than || row.origin > than->origin ||
           (row.origin == than->origin && row.since > than->since);
  };
  Found<T> found;
  relation.visit(key, probe.size, [&](const T& row) {
    if (row.certain.contains(probe.date) && newer(row, found.row) && accept(row)) found.row = &row;
    return true;
  });
  relation.visit(key, probe.size, [&](const T& row) {
    if (&row != found.row && !newer(row, found.row)) return true;  // hidden by the one found
    if (!accept(row)) return true;
    const Holding holding = span_state(row, probe);
    if (holding == Holding::kPossibly && newer(row, found.possibly)) found.possibly = &row;
    return true;
  });
  return found;
}
template <class T>
[[nodiscard]] Found<T> newest_at(const Relation<T>& relation, Key key, Probe& probe) {
  return newest_at(relation, key, probe, [](const T&) { return true; });
}

// The description of an organisation at the date.
[[nodiscard]] Found<Organisation> organisation_at(Probe& probe, Id organisation);
// The constitution and the route matrix at the date.
[[nodiscard]] Found<Constitution> constitution_at(Probe& probe);
[[nodiscard]] Found<RouteMatrix> route_matrix_at(Probe& probe);
// The stage of a measure at the date: the row that began last. Spans of stages overlap when an
// authority leaves the earlier stage open; the later one counts.
[[nodiscard]] Found<Measure> measure_at(Probe& probe, Id measure);

// ---- economies ------------------------------------------------------------------------------

// Whether what is law in `area` is law in `member`: it is the area itself; it is declared a member
// of the area (for `sector`; kNoId asks for a membership without limit to sectors); or it is a
// territory whose chain of `partOf` leads to the area. A territory is not a member of its economy's
// areas unless it is declared one itself, and a member of a member is not a member.
struct Belonging {
  Holding holding = Holding::kNot;
  Ordinal evidence = kNever;  // kNever for the area itself, or when it does not belong
};
[[nodiscard]] Belonging belongs(Probe& probe, Id member, Id area, Id sector = kNoId);
// The same by declared membership alone: what a territory is part of is left aside.
[[nodiscard]] Belonging member_of(Probe& probe, Id member, Id area, Id sector = kNoId);

// The economy itself, the economies it is part of, and the areas it belongs to at the date, surely
// or possibly; each once. kNoId takes memberships of every sector, so a caller that has a sector
// which nobody has named yet (its id is kNoId as well) asks `belongs` instead.
struct AreaOf {
  Id area = kNoId;
  Belonging belonging;
};
[[nodiscard]] std::vector<AreaOf> areas_of(Probe& probe, Id member, Id sector = kNoId);
// The same by declared membership alone: the economy itself and the areas it is a member of.
[[nodiscard]] std::vector<AreaOf> memberships_of(Probe& probe, Id member, Id sector = kNoId);

// ---- certificates ---------------------------------------------------------------------------

// The record of a certificate, whether or not it is valid at the date; the newest where a
// correction left several, each for its days. Null when there is none.
[[nodiscard]] const Certificate* certificate_by_id(Probe& probe, Id certificate);

// Every certificate with that number, newest record first: different bodies may use one number.
// One row for each certificate.
[[nodiscard]] std::vector<const Certificate*> certificates_with_number(Probe& probe, Id number);

enum class Standing : std::uint8_t {
  kValid,
  kSuspended,
  kWithdrawn,
  kCancelled,
  kReissued,
  kAnnulled,
};
struct ModelStanding {
  Id model = kNoId;
  Standing standing = Standing::kValid;
  bool restricted = false;
  const CertificateState* by = nullptr;
};
struct CertificateStanding {
  Standing standing = Standing::kValid;
  const CertificateState* by = nullptr;  // the change that led there; null while none is on file
  // Set when a change whose day is open at the date would lead to another standing.
  const CertificateState* possibly = nullptr;
  const CertificateState* restricted = nullptr;  // the newest restriction of the whole in effect
  Date surveillance_due = kBeginning;            // by surveillance done; kBeginning: none
  std::vector<ModelStanding> models;             // those that a change names, when not plain valid
};
// The changes of state up to the date, in the order of their days of effect, then of recording.
// Withdrawn, cancelled and reissued are final, and only an annulment goes over them; one ex tunc
// counts at every date, as if the certificate had never been. A suspension with an end lapses by
// itself.
[[nodiscard]] CertificateStanding certificate_state_at(Probe& probe, Id certificate);

// ---- records of access ----------------------------------------------------------------------

// The head committed last below `size`; null when there is none. In the order of the log, in which
// admission lets none go back.
[[nodiscard]] const AuditHead* newest_audit_head(const Tables& tables, Ordinal size);

// ---- statements -----------------------------------------------------------------------------

// The ordinal of the statement below `size` that carries this id.
[[nodiscard]] std::optional<Ordinal> statement_ordinal(const Tables& tables, std::string_view id,
                                                       Ordinal size);

}  // namespace concordat::facts
