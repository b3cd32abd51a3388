#include "core/untp/hanging.hpp"

#include <algorithm>
#include <iterator>

#include "core/untp/rows.hpp"

namespace concordat::untp {
namespace {

using facts::Ordinal;
using facts::Probe;
using facts::Standing;

constexpr std::int64_t kDay_ms = std::int64_t{24} * 60 * 60 * 1000;

template <class T>
void sort_and_unify(std::vector<T>& values) {
  std::ranges::sort(values);
  const auto rest = std::ranges::unique(values);
  values.erase(rest.begin(), rest.end());
}

IssuedStatus status_of(const facts::CertificateStanding& standing) {
  if (standing.standing == Standing::kSuspended) return IssuedStatus::kSuspended;
  if (standing.standing != Standing::kValid) return IssuedStatus::kInvalid;
  return standing.possibly ? IssuedStatus::kSuspended : IssuedStatus::kValid;
}

Content content_of(const facts::Certificate& row, const facts::CertificateStanding& standing) {
  Content content{.row = row.since};
  if (standing.restricted) content.restricted = standing.restricted->since;
  for (const facts::ModelStanding& model : standing.models) content.out.push_back(model.model);
  std::ranges::sort(content.out);
  return content;
}

}  // namespace

bool Content::bears(const Content& said) const {
  const bool restriction_is_told = restricted == facts::kNever || restricted == said.restricted;
  return row == said.row && restriction_is_told && std::ranges::includes(said.out, out);
}

Hanging::Hanging(const Probe& probe, facts::Id certificate)
    : tables_(probe.tables), certificate_(certificate) {
  read_rows(probe);
  if (statements_.empty()) return;
  // What nothing was ever taken out of hangs where it began.
  if (partial_) {
    const std::vector<Moment> before = moments(probe);
    if (before.size() > kMostMoments) {
      for (const Ordinal entry : statements_) say(entry, {});
    } else {
      for (const Moment& moment : before) live_through(moment);
    }
  }
  live_through({.at = {}, .size = probe.size, .day = probe.date});
  if (!said_on(now_)) say(now_, content_);
}

void Hanging::read_row(const facts::Row& row, const Probe& probe) {
  recorded_.push_back(row.since);
  const Ordinal superseded = row.superseded.load(std::memory_order_acquire);
  if (superseded < probe.size) {
    recorded_.push_back(superseded);
    partial_ = true;
  }
  for (const DateSpan& span : {row.certain, row.possible}) {
    for (const Date day : {span.from, span.until}) {
      if (day != kBeginning && day <= probe.date) days_.push_back(day);
    }
  }
}

void Hanging::read_rows(const Probe& probe) {
  std::size_t rows = 0;
  tables_.certificates.visit_ever(certificate_, [&](const facts::Certificate& row) {
    if (row.since >= probe.size) return true;
    read_row(row, probe);
    if (is_about(tables_.certificates, row.since, certificate_)) statements_.push_back(row.since);
    ++rows;
    now_ = row.since;  // newest first: that of the first remains
    return true;
  });
  tables_.certificate_states.visit_ever(certificate_, [&](const facts::CertificateState& row) {
    if (row.since >= probe.size) return true;
    read_row(row, probe);
    if (is_about(tables_.certificate_states, row.since, certificate_)) {
      statements_.push_back(row.since);
    }
    partial_ =
        partial_ || !row.models.empty() || row.change == facts::CertificateChange::kRestricted;
    return true;
  });
  partial_ = partial_ || rows > 1;
  // A change of state may be on file before the certificate is: nothing hangs on that.
  if (rows == 0) statements_.clear();
  sort_and_unify(statements_);
  sort_and_unify(recorded_);
  sort_and_unify(days_);
}

std::vector<Hanging::Moment> Hanging::moments(const Probe& probe) const {
  std::vector<Moment> moments;
  for (const Ordinal ordinal : recorded_) {
    const Instant at = tables_.statements[ordinal].recorded;
    moments.push_back({.at = at, .size = ordinal + 1, .day = std::min(utc_date(at), probe.date)});
  }
  const std::size_t recordings = moments.size();
  for (const Date day : days_) {
    const Instant at{std::int64_t{day.days} * kDay_ms};
    Ordinal size = 0;
    for (std::size_t known = 0; known < recordings && moments[known].at <= at; ++known) {
      size = moments[known].size;
    }
    if (size > 0) moments.push_back({.at = at, .size = size, .day = day});
  }
  std::ranges::sort(moments, [](const Moment& left, const Moment& right) {
    return left.at != right.at ? left.at < right.at : left.size < right.size;
  });
  return moments;
}

void Hanging::live_through(const Moment& moment) {
  Probe probe{.tables = tables_, .size = moment.size, .date = moment.day};
  const facts::Certificate* const row = certificate_by_id(probe, certificate_);
  if (!row) {
    standing_ = IssuedStatus::kInvalid;  // not yet on file, or taken back
    return;
  }
  const facts::CertificateStanding standing = certificate_state_at(probe, certificate_);
  standing_ = status_of(standing);
  if (standing_ != IssuedStatus::kValid) return;  // none is issued
  content_ = content_of(*row, standing);
  const Said* const before = said_on(now_);
  if (before && !content_.bears(before->content)) now_ = chosen(moment, content_);
  say(now_, content_);
}

// The newest on which nothing hangs; or at least nothing that says too much.
Ordinal Hanging::chosen(const Moment& moment, const Content& content) const {
  Ordinal harmless = facts::kNever;
  for (auto entry = statements_.rbegin(); entry != statements_.rend(); ++entry) {
    if (*entry >= moment.size) continue;
    const Said* const said = said_on(*entry);
    if (!said) return *entry;
    if (harmless == facts::kNever && content.bears(said->content)) harmless = *entry;
  }
  return harmless == facts::kNever ? now_ : harmless;
}

const Hanging::Said* Hanging::said_on(Ordinal entry) const {
  const auto found = std::ranges::find(said_, entry, &Said::entry);
  return found == said_.end() ? nullptr : &*found;
}

void Hanging::say(Ordinal entry, const Content& content) {
  const auto found = std::ranges::find(said_, entry, &Said::entry);
  if (found == said_.end()) {
    said_.push_back({entry, content});
    return;
  }
  Content& together = found->content;
  if (together.restricted != content.restricted) together.restricted = facts::kNever;
  if (together.row != content.row) together.row = facts::kNever;
  std::vector<facts::Id> out;
  std::ranges::set_intersection(together.out, content.out, std::back_inserter(out));
  together.out = std::move(out);
}

std::vector<Hanging::Told> Hanging::told() const {
  std::vector<Told> told;
  for (const Said& said : said_) {
    IssuedStatus status = standing_;
    if (status == IssuedStatus::kValid && !content_.bears(said.content)) {
      status = IssuedStatus::kInvalid;
    }
    told.push_back({said.entry, status});
  }
  // Nothing can hang on the others by what is known here. Whoever knew less when they issued is
  // stopped.
  if (partial_) {
    for (const Ordinal entry : statements_) {
      if (!said_on(entry)) told.push_back({entry, IssuedStatus::kInvalid});
    }
  }
  return told;
}

}  // namespace concordat::untp
