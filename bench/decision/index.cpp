#include "bench/decision/index.hpp"

#include <algorithm>

namespace concordat::bench {
namespace {

using facts::pack;

template <class T, class Visit>
void each(const facts::Relation<T>& relation, Visit&& visit) {
  for (std::uint32_t at = 0; at < relation.size(); ++at) visit(relation.at(at), at);
}

// The newest row of a key, whatever its days: what a thing is does not depend on when.
template <class T>
const T* newest(const facts::Relation<T>& relation, Id key) {
  const T* found = nullptr;
  relation.visit_ever(key, [&](const T& row) {
    found = &row;
    return false;
  });
  return found;
}

bool same_standing(const Posting& left, const Posting& right) {
  return left.certain == right.certain && left.since == right.since &&
         left.origin == right.origin && left.superseded.load() == right.superseded.load();
}

class Builder {
 public:
  Builder(const facts::Tables& tables, Index& index) : tables_(tables), index_(index) {}

  Status build() {
    each(tables_.annexes, [&](const facts::Annex& row, std::uint32_t at) { annex(row, at); });
    each(tables_.accreditations, [&](const facts::Accreditation& row, std::uint32_t at) {
      for (const Id standard : row.standards) {
        index_.accreditations.insert(pack(row.body, standard), {Posting(row, at), row.accreditor});
      }
    });
    each(tables_.accreditor_acceptances,
         [&](const facts::AccreditorAcceptance& row, std::uint32_t at) {
           index_.acceptances.insert(pack(row.market, row.accreditor), Posting(row, at));
         });
    each(tables_.requirements, [&](const facts::Requirement& row, std::uint32_t at) {
      for (const Id heading : row.hs) {
        index_.requirements.insert(pack(row.market, heading),
                                   {Posting(row, at), row.editions.front()});
      }
    });
    each(tables_.equivalences,
         [&](const facts::Equivalence& row, std::uint32_t at) { decision(row, at); });
    each(tables_.certificates,
         [&](const facts::Certificate& row, std::uint32_t at) { certificate(row, at); });
    each(tables_.interruptions, [&](const facts::Interruption& row, std::uint32_t) {
      index_.changed.insert(row.subject);
    });
    if (full_) return fail({.code = "bench.numbering", .expected = "at most 64 of a kind"});
    return {};
  }

 private:
  // Gives the numbered name its bit; a name too many refuses the whole.
  std::uint64_t bit(Numbering& numbering, Id name) {
    const std::uint8_t number = numbering.number(name);
    full_ = full_ || number == Numbering::kMost;
    return number == Numbering::kMost ? 0 : std::uint64_t{1} << number;
  }

  void annex(const facts::Annex& row, std::uint32_t at) {
    AgreementLine line{Posting(row, at), bit(index_.sectors, row.sector), 0};
    for (const Id scheme : row.schemes) line.schemes |= bit(index_.schemes, scheme);
    const facts::Agreement& agreement = *newest(tables_.agreements, row.agreement);
    for (const Id exporter : agreement.parties) {
      for (const Id importer : agreement.parties) {
        if (exporter != importer) agreement_line(pack(exporter, importer), line);
      }
    }
  }

  void agreement_line(facts::Key key, const AgreementLine& line) {
    for (AgreementLine& known : index_.agreements.find_to_change(key)) {
      if (known.schemes == line.schemes && same_standing(known.standing, line.standing)) {
        known.sectors |= line.sectors;
        return;
      }
    }
    index_.agreements.insert(key, line);
  }

  void decision(const facts::Equivalence& row, std::uint32_t at) {
    DecisionLine line{.standing = Posting(row, at),
                      .to_edition = row.to_edition,
                      .delta_count = static_cast<std::uint32_t>(row.mapping.size())};
    for (std::size_t delta = 0; delta < std::min(row.mapping.size(), line.deltas.size()); ++delta) {
      line.deltas[delta] = row.mapping[delta].atom;
    }
    index_.decisions.insert(pack(row.market, row.from_edition), line);
  }

  void certificate(const facts::Certificate& row, std::uint32_t at) {
    const facts::Profile& profile = tables_.profiles[row.profile];
    CertificateLine line;
    line.standing.certain = row.certain;
    line.standing.since = row.since;
    line.standing.origin = row.origin;
    line.standing.superseded.store(row.superseded.load());
    line.standing.row = at;
    line.origin = newest(tables_.organisations, row.manufacturer)->economy;
    line.body = profile.body;
    line.body_origin = newest(tables_.organisations, profile.body)->origin;
    line.edition = profile.editions.front();
    line.standard = newest(tables_.editions, line.edition)->standard;
    line.heading = profile.category;
    line.issued = row.issued;
    line.sector = index_.sectors.number(profile.sector);
    line.scheme = index_.schemes.number(profile.scheme);
    full_ = full_ || line.sector == Numbering::kMost || line.scheme == Numbering::kMost;
    line.addenda = static_cast<std::uint32_t>(index_.addenda.size());
    line.addenda_count = static_cast<std::uint16_t>(profile.addenda.size());
    index_.addenda.insert(index_.addenda.end(), profile.addenda.begin(), profile.addenda.end());
    index_.certificates.insert(row.certificate, line);
    tables_.certificate_states.visit_ever(row.certificate, [&](const facts::CertificateState&) {
      index_.changed.insert(row.origin);
      return false;
    });
  }

  const facts::Tables& tables_;
  Index& index_;
  bool full_ = false;
};

}  // namespace

std::uint8_t Numbering::number(Id name) {
  const auto known = std::ranges::find(names_, name);
  const auto number = static_cast<std::size_t>(known - names_.begin());
  if (known == names_.end() && names_.size() < kMost) names_.push_back(name);
  return static_cast<std::uint8_t>(std::min(number, kMost));
}

Status build(const facts::Tables& tables, Index& index) { return Builder(tables, index).build(); }

}  // namespace concordat::bench
