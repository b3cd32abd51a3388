// The fold: log entries in, facts out.
#pragma once

#include <atomic>
#include <memory>

#include "core/facts/tables.hpp"

namespace concordat::facts {

class State {
 public:
  State();
  ~State();

  // Folds an admitted statement as the entry at `size_applied()`. Writer only. Rows become visible
  // to readers who pin a larger size; `publish` tells readers that they may.
  //
  // Refused (nothing changed): content that decodes but contradicts itself or the state.
  //   fold.known-id                  the id is that of an earlier statement
  //   fold.unknown-statement         what `corrects` or `subject` names is not on file
  //   fold.correction-of-other-type  a correction has the type of what it corrects
  //   fold.already-corrected         the target was corrected as a whole: correct the newest word
  //   fold.founding-not-first        a founding after entry 0
  //   fold.level-without-scale, fold.level-not-on-scale, fold.scale-components
  //   fold.annex-named-twice         in the agreement, or by another agreement
  //   fold.deposits-missing          nth-deposit without n
  //   fold.one-of                    exactly one of several members is needed
  //   fold.run-off-days              days where the effect counts none, or none where it does
  //   fold.nothing-suspended         a reinstatement that meets no suspension
  //   fold.partial-reinstatement     a reinstatement is corrected as a whole
  //   fold.unknown-type, fold.value  the descriptor is not of this catalogue
  //   fold.full                      no ordinal is left
  // and those of crypto::parse_jwk. The statement need not outlive the call.
  struct Entry {
    const statement::Statement* statement = nullptr;
    crypto::Digest digest{};
    Instant recorded;
    // Of the statement's identifier, where the caller knows it already.
    std::optional<Statements::Mark> mark = {};
  };
  [[nodiscard]] Status apply(const Entry& entry);
  // Goes on as if so many entries had been there that nobody here has: their ordinals are taken and
  // say nothing. For extracts of a log, in which whoever folds them has seen to it that what is
  // left out has no part in what is asked. Writer only. Code fold.full.
  [[nodiscard]] Status leave_out(std::uint64_t count);
  // Asks for the memory that `apply` of this entry will read first, a few entries later: most of a
  // fold is waiting for memory. Writer only.
  void prefetch(const Entry& entry) const;

  // Everything that answers and further entries depend on, as a stream of octets: the same for the
  // same entries. While nobody applies.
  void save(OctetWriter& out) const;
  // Into a state to which nothing was applied, and of which nobody reads yet. When `in` has failed
  // afterwards, the state is of no use. The stream is one that `save` made in a program of the same
  // `layout()`: whoever hands it in has seen to it.
  void load(OctetReader& in);
  // What the stream depends on besides the entries: how things lie in memory.
  [[nodiscard]] static std::string layout();

  [[nodiscard]] const Tables& tables() const { return *tables_; }
  [[nodiscard]] Ordinal size_applied() const { return applied_; }

  // The size that readers pin by default. Published after the batch is durable.
  void publish(Ordinal size) { published_.store(size, std::memory_order_release); }
  [[nodiscard]] Ordinal size_published() const {
    return published_.load(std::memory_order_acquire);
  }

 private:
  struct Writer;  // what only the fold needs: profiles by content, corrections, parties
  [[nodiscard]] Result<Ordinal> corrected(const statement::Statement& statement) const;
  [[nodiscard]] StatementRecord record_of(const Entry& entry, Ordinal origin) const;

  std::unique_ptr<Tables> tables_;
  std::unique_ptr<Writer> writer_;
  Ordinal applied_ = 0;
  std::atomic<Ordinal> published_{0};
};

}  // namespace concordat::facts
