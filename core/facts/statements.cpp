#include "core/facts/statements.hpp"

#include <cstring>

#include "core/base/bytes.hpp"

namespace concordat::facts {
namespace {

std::uint32_t hash_of(const Provenance& provenance) {
  std::uint64_t hash = static_cast<std::uint64_t>(provenance.basis);
  const auto mix = [&](std::uint64_t value) { hash = (hash ^ value) * 0x9E3779B97F4A7C15; };
  mix(pack(provenance.author, provenance.source));
  mix(pack(provenance.source_digest, provenance.cause));
  mix(static_cast<std::uint64_t>(provenance.read.days));
  // The catalogue's own order, not an address: the same in every process.
  for (const char letter : provenance.descriptor->type) mix(static_cast<unsigned char>(letter));
  return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

ContentMark content_mark(const crypto::Digest& digest) {
  ContentMark mark{};
  static_assert(sizeof mark <= sizeof digest);
  std::memcpy(mark.data(), digest.data(), sizeof mark);
  return mark;
}

Statements::Mark Statements::mark_of(std::string_view id) {
  const crypto::Digest digest = crypto::sha256(bytes_of(id));
  Mark mark{};
  std::memcpy(mark.data(), digest.data(), sizeof mark);
  return mark;
}

std::uint32_t Statements::intern(const Provenance& provenance) {
  const std::uint32_t hash = hash_of(provenance);
  const std::uint32_t known =
      by_provenance_.find(hash, [&](std::uint32_t at) { return provenances_[at] == provenance; });
  if (known != HashIndex::kNone) return known;
  const auto at = static_cast<std::uint32_t>(provenances_.push_back(provenance));
  by_provenance_.insert(hash, at,
                        [&](std::uint32_t other) { return hash_of(provenances_[other]); });
  return at;
}

std::uint32_t Statements::keep_recorded(Ordinal ordinal, Instant recorded) {
  if (ordinal % kBlock == 0) block_recorded_.push_back(recorded);
  const std::int64_t passed =
      recorded.milliseconds - block_recorded_[ordinal / kBlock].milliseconds;
  if (passed >= 0 && passed < std::int64_t{kLate}) return static_cast<std::uint32_t>(passed);
  late_.push_back(Late{.ordinal = ordinal, .recorded = recorded});
  return kLate;
}

Instant Statements::recorded(Ordinal ordinal) const {
  const std::uint32_t passed = kept_[ordinal].recorded_ms;
  if (passed != kLate) {
    return {.milliseconds = block_recorded_[ordinal / kBlock].milliseconds + passed};
  }
  std::size_t low = 0;
  std::size_t high = late_.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (late_[middle].ordinal < ordinal) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return late_[low].recorded;
}

void Statements::add(const Mark& id, const StatementRecord& record) {
  const auto ordinal = static_cast<Ordinal>(kept_.size());
  if (record.origin != ordinal) {
    origins_.insert(ordinal, record.origin);
    correcting_.insert(ordinal);
  }
  kept_.push_back(Kept{.id = id,
                       .content = record.content,
                       .provenance = intern(record),
                       .recorded_ms = keep_recorded(ordinal, record.recorded)});
  by_id_.insert(id[0], ordinal, [&](std::uint32_t other) { return kept_[other].id[0]; });
}

void Statements::leave_out() {
  const auto ordinal = static_cast<Ordinal>(kept_.size());
  kept_.push_back(Kept{.recorded_ms = keep_recorded(ordinal, recorded(ordinal - 1))});
}

Ordinal Statements::origin(Ordinal ordinal) const {
  if (!correcting_.contains(ordinal)) return ordinal;
  Ordinal origin = ordinal;
  origins_.visit(ordinal, [&](std::uint32_t first) {
    origin = first;
    return false;
  });
  return origin;
}

StatementRecord Statements::operator[](std::size_t ordinal) const {
  const Kept& kept = kept_[ordinal];
  StatementRecord record;
  static_cast<Provenance&>(record) = provenances_[kept.provenance];
  record.origin = origin(static_cast<Ordinal>(ordinal));
  record.recorded = recorded(static_cast<Ordinal>(ordinal));
  record.content = kept.content;
  return record;
}

void Statements::save(OctetWriter& out) const {
  kept_.save(out);
  by_id_.save(out);
  out.value(std::uint64_t{provenances_.size()});
  for (std::size_t at = 0; at < provenances_.size(); ++at) {
    const Provenance& kept = provenances_[at];
    for (const Id id : {kept.author, kept.source, kept.source_digest, kept.cause}) out.value(id);
    out.value(kept.read);
    out.value(kept.basis);
    out.text(kept.descriptor->type);
  }
  by_provenance_.save(out);
  block_recorded_.save(out);
  late_.save(out);
  correcting_.save(out);
  origins_.save(out);
}

void Statements::load(OctetReader& in) {
  kept_.load(in);
  by_id_.load(in);
  for (auto left = in.value<std::uint64_t>(); left > 0 && !in.failed(); --left) {
    Provenance kept;
    for (Id* const id : {&kept.author, &kept.source, &kept.source_digest, &kept.cause}) {
      *id = in.value<Id>();
    }
    kept.read = in.value<Date>();
    kept.basis = in.value<statement::BasisKind>();
    kept.descriptor = statement::find(in.text());
    if (kept.descriptor == nullptr) return in.fail();
    provenances_.push_back(kept);
  }
  by_provenance_.load(in);
  block_recorded_.load(in);
  late_.load(in);
  correcting_.load(in);
  origins_.load(in);
}

std::optional<Ordinal> Statements::find(const Mark& id) const {
  const std::uint32_t found =
      by_id_.find(id[0], [&](std::uint32_t ordinal) { return kept_[ordinal].id == id; });
  if (found == HashIndex::kNone) return std::nullopt;
  return found;
}

}  // namespace concordat::facts
