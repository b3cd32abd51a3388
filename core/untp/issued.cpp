#include "core/untp/issued.hpp"

#include <algorithm>
#include <unordered_map>

#include "core/facts/revoked.hpp"
#include "core/untp/hanging.hpp"
#include "core/untp/rows.hpp"

namespace concordat::untp {
namespace {

using facts::Ordinal;
using facts::Probe;

// The statement that superseded the row, as far as it is known there; else the row's own.
template <class T>
Ordinal superseded_by(const T& row, Ordinal size) {
  const Ordinal superseded = row.superseded.load(std::memory_order_acquire);
  return superseded < size ? superseded : row.since;
}

// The newest statement that made, corrected or took back anything in the chain of corrections that
// begins with `origin`.
template <class T>
Ordinal newest_of_chain(const facts::Relation<T>& rows, Ordinal origin, Ordinal size) {
  Ordinal newest = origin;
  for (std::uint32_t at = first_since(rows, origin); at < rows.size() && rows.at(at).since < size;
       ++at) {
    if (rows.at(at).origin == origin) newest = std::max(newest, superseded_by(rows.at(at), size));
  }
  return newest;
}

// The same of each chain in which anything was corrected, by its first statement.
template <class T>
std::unordered_map<Ordinal, Ordinal> corrected_chains(const facts::Relation<T>& rows,
                                                      Ordinal size) {
  std::unordered_map<Ordinal, Ordinal> chains;
  for (std::uint32_t at = 0; at < rows.size() && rows.at(at).since < size; ++at) {
    const Ordinal touched = superseded_by(rows.at(at), size);
    if (touched == rows.at(at).origin) continue;
    Ordinal& newest = chains[rows.at(at).origin];
    newest = std::max(newest, touched);
  }
  return chains;
}

IssuedStatus worse(IssuedStatus left, IssuedStatus right) {
  if (left == IssuedStatus::kInvalid || right == IssuedStatus::kInvalid) {
    return IssuedStatus::kInvalid;
  }
  return left == IssuedStatus::kValid ? right : left;
}

class Reader {
 public:
  Reader(const Probe& probe, Entries entries)
      : probe_{.tables = probe.tables, .size = probe.size, .date = probe.date},
        entries_{entries.from, std::min(entries.until, probe.size)},
        statuses_(entries.until - entries.from, IssuedStatus::kValid) {}

  std::vector<IssuedStatus> read() {
    certificates();
    each_chain(probe_.tables.accreditations,
               [this](const facts::Accreditation& row) { return interrupted(row); });
    each_chain(probe_.tables.keys, [this](const facts::SigningKey& row) { return of_key(row); });
    return std::move(statuses_);
  }

 private:
  void certificates() {
    const facts::Tables& tables = probe_.tables;
    std::vector<facts::Id> changed;
    for (std::uint32_t at = first_since(tables.certificates, entries_.from);
         at < tables.certificates.size(); ++at) {
      const facts::Certificate& row = tables.certificates.at(at);
      if (row.since >= entries_.until) break;
      // Most were never touched again.
      if (row.visible(probe_.size) && !is_changed(row.certificate)) continue;
      changed.push_back(row.certificate);
    }
    for (std::uint32_t at = first_since(tables.certificate_states, entries_.from);
         at < tables.certificate_states.size(); ++at) {
      const facts::CertificateState& row = tables.certificate_states.at(at);
      if (row.since >= entries_.until) break;
      changed.push_back(row.certificate);
    }
    std::ranges::sort(changed);
    const auto rest = std::ranges::unique(changed);
    changed.erase(rest.begin(), rest.end());
    for (const facts::Id certificate : changed) {
      for (const Hanging::Told& one : Hanging(probe_, certificate).told()) {
        if (one.entry >= entries_.from && one.entry < entries_.until) {
          told(one.entry) = one.status;
        }
      }
    }
  }

  // Several rows, or a change of state.
  bool is_changed(facts::Id certificate) const {
    int rows = 0;
    probe_.tables.certificates.visit(certificate, probe_.size,
                                     [&](const facts::Certificate&) { return ++rows < 2; });
    if (rows > 1) return true;
    bool changed = false;
    probe_.tables.certificate_states.visit(certificate, probe_.size,
                                           [&](const facts::CertificateState&) {
                                             changed = true;
                                             return false;
                                           });
    return changed;
  }

  // What hung on any statement of a chain but its newest is stopped. On the newest hang anchors
  // about all that is left of the chain: they stand together, as the worst of it does.
  template <class T, class Judge>
  void each_chain(const facts::Relation<T>& rows, Judge&& judge) {
    const std::unordered_map<Ordinal, Ordinal> newest = corrected_chains(rows, probe_.size);
    std::unordered_map<Ordinal, IssuedStatus> left;  // by the chain's newest statement
    for (std::uint32_t at = 0; at < rows.size() && rows.at(at).since < probe_.size; ++at) {
      const T& row = rows.at(at);
      const auto corrected = newest.find(row.origin);
      const Ordinal entry = corrected == newest.end() ? row.since : corrected->second;
      for (const Ordinal touched : {row.since, superseded_by(row, probe_.size), entry}) {
        if (is_asked(touched)) told(touched) = IssuedStatus::kInvalid;
      }
      if (!is_asked(entry) || !row.visible(probe_.size)) continue;
      const IssuedStatus status = judge(row);
      const auto [known, first] = left.try_emplace(entry, status);
      if (!first) known->second = worse(known->second, status);
    }
    for (const auto& [entry, status] : left) told(entry) = status;
  }
  [[nodiscard]] bool is_asked(Ordinal entry) const {
    return entries_.from <= entry && entry < entries_.until;
  }

  IssuedStatus interrupted(const facts::Row& row) {
    const facts::Interrupted found = interruption_at(probe_, row.origin);
    if (found.holding == facts::Holding::kNot) return IssuedStatus::kValid;
    const bool ended = found.holding == facts::Holding::kHolds &&
                       found.by->kind == facts::InterruptionKind::kEnded;
    return ended ? IssuedStatus::kInvalid : IssuedStatus::kSuspended;
  }

  IssuedStatus of_key(const facts::SigningKey& row) {
    if (is_revoked(row, probe_)) return IssuedStatus::kInvalid;
    if (!organisation_at(probe_, row.organisation)) return IssuedStatus::kInvalid;
    return interrupted(row);
  }

  IssuedStatus& told(Ordinal entry) { return statuses_[entry - entries_.from]; }

  Probe probe_;
  Entries entries_;
  std::vector<IssuedStatus> statuses_;
};

}  // namespace

std::string_view name(IssuedStatus status) {
  switch (status) {
    case IssuedStatus::kValid:
      return "valid";
    case IssuedStatus::kInvalid:
      return "invalid";
    case IssuedStatus::kSuspended:
      break;
  }
  return "suspended";
}

Ordinal entry_of(const Probe& probe, const facts::Certificate& certificate) {
  return Hanging(probe, certificate.certificate).now();
}

Ordinal entry_of(const Probe& probe, const facts::Accreditation& row) {
  return newest_of_chain(probe.tables.accreditations, row.origin, probe.size);
}

Ordinal entry_of(const Probe& probe, const facts::SigningKey& row) {
  return newest_of_chain(probe.tables.keys, row.origin, probe.size);
}

// A compromise stops at once what is issued, at whatever instant it was.
bool is_revoked(const facts::SigningKey& key, const Probe& probe) {
  return facts::is_revoked(probe, key.thumbprint, [](Instant) { return true; });
}

std::vector<IssuedStatus> statuses_of(const Probe& probe, Entries entries) {
  return Reader(probe, entries).read();
}

}  // namespace concordat::untp
