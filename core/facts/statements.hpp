// What is kept of every log entry: by whom, on what basis, when recorded, and enough to know the
// statement again. Forty bytes a statement, its index included.
//
// An identifier and the content are kept as the first 96 bits of their SHA-256: nobody asks for the
// text of either but to compare it, and the log has both. Two identifiers that agree in 96 bits
// are one identifier to the registry. To find another for a given one is beyond anybody; who makes
// two of his own that agree can only get his own second statement refused.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/base/chunked.hpp"
#include "core/base/hash_index.hpp"
#include "core/crypto/digest.hpp"
#include "core/facts/posting.hpp"
#include "core/facts/row.hpp"
#include "core/statement/statement.hpp"
#include "core/time/instant.hpp"

namespace concordat::facts {

// As much of a statement's content digest as is kept.
using ContentMark = std::array<std::uint32_t, 3>;
[[nodiscard]] ContentMark content_mark(const crypto::Digest& digest);

// What many statements share; interned.
struct Provenance {
  Id author = kNoId;
  Id source = kNoId;         // transcribed: the named source
  Id source_digest = kNoId;  // transcribed: "sha256:..."
  Id cause = kNoId;
  Date read = kBeginning;  // transcribed: the day the source was read
  statement::BasisKind basis = statement::BasisKind::kOwn;
  const statement::Descriptor* descriptor = nullptr;
  friend bool operator==(const Provenance&, const Provenance&) = default;
};

// One for every log entry, at its ordinal.
struct StatementRecord : Provenance {
  Ordinal origin = 0;  // first of its chain of corrections; itself when it corrects nothing
  Instant recorded;
  ContentMark content{};  // for idempotence
};

// By ordinal. One writer, any number of readers without locks.
class Statements {
 public:
  // How an identifier is kept.
  using Mark = std::array<std::uint32_t, 3>;
  [[nodiscard]] static Mark mark_of(std::string_view id);

  // Writer only. No statement of this identifier is there yet.
  void add(const Mark& id, const StatementRecord& record);
  // The same of one that nobody here has: its ordinal is taken, nothing finds it. Not the first.
  void leave_out();

  [[nodiscard]] StatementRecord operator[](std::size_t ordinal) const;
  // The members that probes ask for alone.
  [[nodiscard]] const Provenance& provenance(Ordinal ordinal) const {
    return provenances_[kept_[ordinal].provenance];
  }
  [[nodiscard]] Ordinal origin(Ordinal ordinal) const;

  // The statement of this identifier, at any size.
  [[nodiscard]] std::optional<Ordinal> find(const Mark& id) const;

  // Asks for the line that `find` reads first.
  void prefetch(const Mark& id) const { by_id_.prefetch(id[0]); }

  [[nodiscard]] std::size_t size() const { return kept_.size(); }
  [[nodiscard]] bool empty() const { return kept_.empty(); }

  // The writer only, or nobody writes; into one without statements.
  void save(OctetWriter& out) const;
  void load(OctetReader& in);

 private:
  struct Kept {
    Mark id;
    ContentMark content;
    std::uint32_t provenance = 0;
    std::uint32_t recorded_ms = 0;  // since the first of its block; kLate: see late_
  };
  static_assert(sizeof(Kept) == 32);

  // Recorded times are kept as what has passed since the first of a block of statements. A log in
  // which a block takes more than the 49 days that 32 bits hold names the rest one by one.
  static constexpr Ordinal kBlock = 64;
  static constexpr std::uint32_t kLate = 0xFFFFFFFF;
  struct Late {
    std::uint64_t ordinal = 0;  // as wide as its neighbour: every octet has a value
    Instant recorded;
  };

  [[nodiscard]] std::uint32_t intern(const Provenance& provenance);
  [[nodiscard]] std::uint32_t keep_recorded(Ordinal ordinal, Instant recorded);
  [[nodiscard]] Instant recorded(Ordinal ordinal) const;

  Chunked<Kept> kept_;
  HashIndex by_id_;
  Chunked<Provenance> provenances_;
  HashIndex by_provenance_;  // the writer's alone
  Chunked<Instant> block_recorded_;
  Chunked<Late> late_;     // in the order of ordinals
  OrdinalSet correcting_;  // those whose origin is another
  MultiMap origins_;
};

}  // namespace concordat::facts
