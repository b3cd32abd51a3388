#include "core/untp/issued.hpp"

#include <algorithm>

#include "core/untp/hanging.hpp"
#include "core/untp/rows.hpp"

namespace concordat::untp {
namespace {

using facts::Ordinal;
using facts::Probe;

class Reader {
 public:
  Reader(const Probe& probe, Entries entries)
      : probe_{.tables = probe.tables, .size = probe.size, .date = probe.date},
        entries_{entries.from, std::min(entries.until, probe.size)},
        statuses_(entries.until - entries.from, IssuedStatus::kValid) {}

  std::vector<IssuedStatus> read() {
    certificates();
    // A row that was superseded leaves what hung on its statement to the rows that remain of it.
    each_since(probe_.tables.accreditations,
               [this](const facts::Accreditation& row) { return interrupted(row); });
    each_since(probe_.tables.keys, [this](const facts::SigningKey& row) { return of_key(row); });
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

  // The best that any row made by the statement comes to.
  template <class T, class Judge>
  void each_since(const facts::Relation<T>& rows, Judge&& judge) {
    std::uint32_t row = first_since(rows, entries_.from);
    while (row < rows.size() && rows.at(row).since < entries_.until) {
      const Ordinal since = rows.at(row).since;
      IssuedStatus best = IssuedStatus::kInvalid;
      for (; row < rows.size() && rows.at(row).since == since; ++row) {
        if (!rows.at(row).visible(probe_.size)) continue;
        const IssuedStatus status = judge(rows.at(row));
        if (best == IssuedStatus::kInvalid || status == IssuedStatus::kValid) best = status;
      }
      told(since) = best;
    }
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

bool is_revoked(const facts::SigningKey& key, const Probe& probe) {
  bool revoked = false;
  probe.tables.key_revocations.visit(
      key.thumbprint, probe.size, [&](const facts::KeyRevocation& row) {
        revoked = revoked || row.compromised_since || row.certain.from <= probe.date;
        return !revoked;
      });
  return revoked;
}

std::vector<IssuedStatus> statuses_of(const Probe& probe, Entries entries) {
  return Reader(probe, entries).read();
}

}  // namespace concordat::untp
