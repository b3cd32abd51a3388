#include "bench/decision/decision.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace concordat::bench {
namespace {

using facts::pack;

// Questions worked on together. Long enough that a line asked for has arrived when its turn comes,
// short enough that what was asked for is still in the first-level cache.
constexpr std::size_t kBatch = 32;

constexpr Failures bit(Reason reason) {
  return static_cast<Failures>(1U << static_cast<unsigned>(reason));
}
constexpr Failures unless(bool holds, Reason reason) { return holds ? Failures{0} : bit(reason); }

// How much of the answer is wanted.
enum class Depth : std::uint8_t { kFirstReason, kEveryLeg, kEvidence };

// What the directories say to a question, before any entry is judged.
struct Probed {
  const CertificateLine* certificate = nullptr;
  std::span<const AgreementLine> agreements;
  std::span<const AccreditationLine> accreditations;
  std::span<const RequirementLine> requirements;
  std::span<const DecisionLine> decisions;
};

// The facts at a size.
struct View {
  const facts::Tables& tables;
  const Index& index;
  Ordinal size;

  [[nodiscard]] const CertificateLine* certificate(Id id) const {
    const CertificateLine* newest = nullptr;
    for (const CertificateLine& line : index.certificates.find(id)) {
      if (line.standing.visible(size)) newest = &line;
    }
    return newest;
  }

  // The interruption of that origin at the date; kNever: none.
  [[nodiscard]] Ordinal interruption(Ordinal origin, Date date) const {
    if (!index.changed.contains(origin)) [[likely]]
      return kNever;
    return interruption_on_file(origin, date);
  }
  [[nodiscard]] bool interrupted(Ordinal origin, Date date) const {
    return interruption(origin, date) != kNever;
  }
  [[gnu::noinline]] Ordinal interruption_on_file(Ordinal origin, Date date) const {
    Ordinal found = kNever;
    tables.interruptions.visit(pack(origin, kNoId), size, [&](const facts::Interruption& row) {
      if (row.certain.contains(date)) found = row.since;
      return found == kNever;
    });
    return found;
  }

  // Whether a line holds and nothing interrupts it.
  [[nodiscard]] bool in_force(const Posting& standing, Date date) const {
    return standing.holds(size, date) && !interrupted(standing.origin, date);
  }
  // The first of the agreements that covers the certificate and is in force; null: none.
  [[nodiscard]] const AgreementLine* agreement(const CertificateLine& certificate,
                                               std::span<const AgreementLine> agreements,
                                               Date date) const {
    for (const AgreementLine& line : agreements) {
      const std::uint64_t covers =
          line.sectors >> certificate.sector & line.schemes >> certificate.scheme & 1;
      if (covers != 0 && in_force(line.standing, date)) return &line;
    }
    return nullptr;
  }
};

template <Depth kDepth>
class Judge {
 public:
  Judge(const View& view, const Question& question, const Probed& probed, Rationale* into)
      : view_(view),
        question_(question),
        probed_(probed),
        line_(*probed.certificate),
        into_(into) {}

  // The legs that no importer has a say in.
  Failures at_home() {
    currency();
    if (!done()) body();
    return failures_;
  }
  Failures operator()() {
    at_home();
    if (done()) return failures_;
    agreement();
    if (done()) return failures_;
    competence();
    if (done()) return failures_;
    requirement();
    return failures_;
  }

 private:
  [[nodiscard]] bool done() const { return kDepth == Depth::kFirstReason && failures_ != 0; }
  void note(Ordinal Rationale::* member, Ordinal evidence) {
    if constexpr (kDepth == Depth::kEvidence) into_->*member = evidence;
  }

  void currency() {
    note(&Rationale::certificate, line_.standing.since);
    failures_ |=
        unless(line_.standing.certain.contains(question_.date), Reason::kCertificateNotInForce);
    if (view_.index.changed.contains(line_.standing.origin)) changes();
  }
  [[gnu::noinline]] void changes() {
    const auto consider = [&](const facts::CertificateState& row) {
      if (!row.certain.contains(question_.date)) return true;
      if (row.change == facts::CertificateChange::kWithdrawn) {
        failures_ |= bit(Reason::kCertificateStatus);
        note(&Rationale::certificate_change, row.since);
      } else if (row.change == facts::CertificateChange::kSuspended) {
        failures_ |= bit(Reason::kCertificateSuspended);
        note(&Rationale::certificate_change, row.since);
      }
      return true;
    };
    view_.tables.certificate_states.visit(question_.certificate, view_.size, consider);
  }

  void body() {
    const Ordinal suspension = view_.interruption(line_.body_origin, question_.date);
    failures_ |= unless(suspension == kNever, Reason::kBodySuspended);
    note(&Rationale::body_suspension, suspension);
  }

  void agreement() {
    const AgreementLine* const line = view_.agreement(line_, probed_.agreements, question_.date);
    if (!line) {
      failures_ |= bit(Reason::kNoAgreement);
      return;
    }
    note(&Rationale::agreement, line->standing.since);
  }

  void competence() {
    for (const AccreditationLine& line : probed_.accreditations) {
      if (!line.standing.holds(view_.size, line_.issued)) continue;
      if (view_.index.changed.contains(line.standing.origin) &&
          (view_.interrupted(line.standing.origin, line_.issued) ||
           view_.interrupted(line.standing.origin, question_.date))) {
        continue;
      }
      const Posting* const acceptance = accepted(line.accreditor);
      if (!acceptance) continue;
      note(&Rationale::accreditation, line.standing.since);
      return note(&Rationale::acceptance, acceptance->since);
    }
    failures_ |= bit(Reason::kNotAccredited);
  }
  [[nodiscard]] const Posting* accepted(Id accreditor) const {
    for (const Posting& line : view_.index.acceptances.find(pack(question_.importer, accreditor))) {
      if (view_.in_force(line, question_.date)) return &line;
    }
    return nullptr;
  }

  void requirement() {
    for (const RequirementLine& line : probed_.requirements) {
      if (!line.standing.holds(view_.size, question_.date)) continue;
      note(&Rationale::requirement, line.standing.since);
      if (line.edition != line_.edition) equivalence(line.edition);
      return;
    }
    failures_ |= bit(Reason::kNoRequirement);
  }

  void equivalence(Id required) {
    Ordinal near = kNever;
    for (const DecisionLine& line : probed_.decisions) {
      if (line.to_edition != required || !view_.in_force(line.standing, question_.date)) continue;
      if (covered(line)) return note(&Rationale::decision, line.standing.since);
      near = line.standing.since;
    }
    failures_ |= bit(near == kNever ? Reason::kNoEquivalence : Reason::kDeltaNotCovered);
    note(&Rationale::nearest_decision, near);
  }
  [[nodiscard]] bool covered(const DecisionLine& line) const {
    const std::span addenda(view_.index.addenda.data() + line_.addenda, line_.addenda_count);
    const auto is_covered = [&](Id delta) {
      return std::ranges::find(addenda, delta) != addenda.end();
    };
    if (line.delta_count <= DecisionLine::kDeltas) {
      return std::all_of(line.deltas.begin(), line.deltas.begin() + line.delta_count, is_covered);
    }
    const facts::Equivalence& row = view_.tables.equivalences.at(line.standing.row);
    return std::ranges::all_of(row.mapping, is_covered, &facts::Mapping::atom);
  }

  const View& view_;
  const Question& question_;
  const Probed& probed_;
  const CertificateLine& line_;
  Rationale* into_;
  Failures failures_ = 0;
};

template <class Entry>
std::span<const Entry> find_and_prefetch(const facts::Postings<Entry>& postings, facts::Key key) {
  const std::span<const Entry> entries = postings.find(key);
  __builtin_prefetch(entries.data());
  return entries;
}

// In stages, each over the whole batch: what a stage reads the one before has asked for, so that
// the misses of a batch overlap instead of following one another.
class Batch {
 public:
  Batch(const View& view, std::span<const Question> questions)
      : view_(view), questions_(questions) {
    for (const Question& question : questions_) {
      view_.index.certificates.prefetch(question.certificate);
    }
    for (std::size_t at = 0; at < questions_.size(); ++at) {
      certificates_[at] = find_and_prefetch(view_.index.certificates, questions_[at].certificate);
    }
    for (std::size_t at = 0; at < questions_.size(); ++at) ask_directories(at);
    for (std::size_t at = 0; at < questions_.size(); ++at) ask_entries(at);
    for (std::size_t at = 0; at < questions_.size(); ++at) ask_acceptance(at);
  }

  template <Depth kDepth>
  Failures judge(std::size_t at, Rationale* into) const {
    // Not on file: nothing can be said for it.
    if (!probed_[at].certificate) return bit(Reason::kCertificateStatus);
    return Judge<kDepth>(view_, questions_[at], probed_[at], into)();
  }

 private:
  void ask_directories(std::size_t at) {
    for (const CertificateLine& line : certificates_[at]) {
      if (line.standing.visible(view_.size)) probed_[at].certificate = &line;
    }
    const CertificateLine* const line = probed_[at].certificate;
    if (!line) return;
    const Id importer = questions_[at].importer;
    view_.index.agreements.prefetch(pack(line->origin, importer));
    view_.index.accreditations.prefetch(pack(line->body, line->standard));
    view_.index.requirements.prefetch(pack(importer, line->heading));
    view_.index.decisions.prefetch(pack(importer, line->edition));
  }
  void ask_entries(std::size_t at) {
    Probed& probed = probed_[at];
    const CertificateLine* const line = probed.certificate;
    if (!line) return;
    const Id importer = questions_[at].importer;
    const Index& index = view_.index;
    probed.agreements = find_and_prefetch(index.agreements, pack(line->origin, importer));
    probed.accreditations =
        find_and_prefetch(index.accreditations, pack(line->body, line->standard));
    probed.requirements = find_and_prefetch(index.requirements, pack(importer, line->heading));
    probed.decisions = find_and_prefetch(index.decisions, pack(importer, line->edition));
  }
  void ask_acceptance(std::size_t at) {
    if (probed_[at].accreditations.empty()) return;
    const Id accreditor = probed_[at].accreditations.front().accreditor;
    view_.index.acceptances.prefetch(pack(questions_[at].importer, accreditor));
  }

  const View& view_;
  std::span<const Question> questions_;
  std::array<std::span<const CertificateLine>, kBatch> certificates_;
  std::array<Probed, kBatch> probed_{};
};

// Calls `write(number of the question, failures)` for every question.
template <Depth kDepth, class Place, class Write>
void in_batches(const View& view, std::span<const Question> questions, Place&& place,
                Write&& write) {
  for (std::size_t from = 0; from < questions.size(); from += kBatch) {
    const auto part = questions.subspan(from, std::min(kBatch, questions.size() - from));
    const Batch batch(view, part);
    for (std::size_t at = 0; at < part.size(); ++at) {
      write(from + at, batch.judge<kDepth>(at, place(from + at)));
    }
  }
}

// One certificate on one day, found already.
struct Presented {
  Id certificate = kNoId;
  Date date;
  const CertificateLine* line = nullptr;
};

// At most kBatch importers. Most have no agreement with the origin: the others alone go further.
void across_some(const View& view, const Presented& presented, std::span<const Id> importers,
                 std::span<Reason> into) {
  const auto key = [&](Id importer) { return pack(presented.line->origin, importer); };
  for (const Id importer : importers) view.index.agreements.prefetch(key(importer));
  std::array<Question, kBatch> questions;
  std::array<std::size_t, kBatch> places;
  std::size_t count = 0;
  for (std::size_t at = 0; at < importers.size(); ++at) {
    into[at] = Reason::kNoAgreement;
    const auto agreements = view.index.agreements.find(key(importers[at]));
    if (!view.agreement(*presented.line, agreements, presented.date)) continue;
    questions[count] = {presented.certificate, importers[at], presented.date};
    places[count++] = at;
  }
  const Batch batch(view, std::span(questions).first(count));
  for (std::size_t at = 0; at < count; ++at) {
    into[places[at]] = first_of(batch.judge<Depth::kFirstReason>(at, nullptr));
  }
}

}  // namespace

std::string_view name(Reason reason) {
  constexpr std::array<std::string_view, 10> kNames{
      "certificate_status",    "certificate_not_in_force",
      "certificate_suspended", "body_suspended",
      "no_agreement",          "not_accredited",
      "no_requirement",        "no_equivalence",
      "delta_not_covered",     "recognised"};
  return kNames[static_cast<std::size_t>(reason)];
}

Reason first_of(Failures failures) {
  constexpr Failures kAll = bit(Reason::kNone);  // as a sentinel above every reason
  return static_cast<Reason>(std::countr_zero(static_cast<unsigned>(failures | kAll)));
}

void Engine::explain(std::span<const Question> questions, std::span<Rationale> into) const {
  const View view{tables_, index_, size_};
  const auto place = [&](std::size_t at) {
    into[at] = {};
    return &into[at];
  };
  in_batches<Depth::kEvidence>(view, questions, place, [&](std::size_t at, Failures failures) {
    into[at].failures = failures;
  });
}

void Engine::evaluate(std::span<const Question> questions, std::span<Failures> into) const {
  const View view{tables_, index_, size_};
  in_batches<Depth::kEveryLeg>(
      view, questions, [](std::size_t) { return nullptr; },
      [&](std::size_t at, Failures failures) { into[at] = failures; });
}

void Engine::first_reason(std::span<const Question> questions, std::span<Reason> into) const {
  const View view{tables_, index_, size_};
  in_batches<Depth::kFirstReason>(
      view, questions, [](std::size_t) { return nullptr; },
      [&](std::size_t at, Failures failures) { into[at] = first_of(failures); });
}

void Engine::across(Id certificate, Date date, std::span<const Id> importers,
                    std::span<Reason> into) const {
  const View view{tables_, index_, size_};
  const CertificateLine* const line = view.certificate(certificate);
  const Question question{certificate, kNoId, date};
  const Failures everywhere =
      line ? Judge<Depth::kFirstReason>(view, question, {.certificate = line}, nullptr).at_home()
           : bit(Reason::kCertificateStatus);
  if (everywhere != 0) {
    std::fill_n(into.begin(), importers.size(), first_of(everywhere));
    return;
  }
  for (std::size_t from = 0; from < importers.size(); from += kBatch) {
    const std::size_t count = std::min(kBatch, importers.size() - from);
    across_some(view, {certificate, date, line}, importers.subspan(from, count),
                into.subspan(from, count));
  }
}

}  // namespace concordat::bench
