// The ten legs. Each asks one thing and writes a finding for what it met, good or bad; all of them
// are always asked, so that a refusal names every reason (spec/determination.md, 4).
#pragma once

#include "core/recognition/candidates.hpp"
#include "core/recognition/context.hpp"

namespace concordat::recognition {

// ---- of the attestation alone ---------------------------------------------------------------

// Is it what its issuer signed, or what a named source says?
void judge_authenticity(Context& context, const Attestation& attestation, Judgement& into);
// May these operators use it for goods under this brand?
void judge_entitlement(Context& context, const Attestation& attestation, Judgement& into);
// Does it cover this product: model, software, batch, serial, factory, quantity?
void judge_coverage(Context& context, const Attestation& attestation,
                    const facts::CertificateStanding& standing, Judgement& into);
// Is it valid at the event?
void judge_currency(Context& context, const Attestation& attestation,
                    const facts::CertificateStanding& standing, Judgement& into);
// Does an authority's measure stand against these units? `attestation` null: the product alone.
void judge_measures(Context& context, const Attestation* attestation, Judgement& into);

// ---- of a kind of attestation on a route ----------------------------------------------------

// A kind of attestation on one of its ways. Its days are asked for through it, so that what is
// found serves every attestation of the kind on the days on which it stays the same.
struct Case {
  Kind& attestation;
  const Candidate& candidate;
};

// How a body showed its competence.
enum class ShownBy : std::uint8_t { kNothing, kDesignation, kAccreditation, kParticipation };

// Was the body competent, at issue and at the event; and, where accreditation shows it, is the
// accreditor accepted? The two legs are judged together, because of several accreditations the one
// that is both held and accepted counts.
void judge_competence_and_acceptance(Context& context, const Case& asked, Judgement& into);
// Does the act, agreement or decision carry it on that day? Fills the extent.
void judge_instrument(Context& context, const Case& asked, Judgement& into, TerseExtent& extent);
// Do its editions give presumption of conformity with the requirement?
void judge_presumption(Context& context, const facts::Requirement& requirement, const Ids& editions,
                       Judgement& into);
// Does a decision bind its editions to those required, every delta closed?
void judge_equivalence(Context& context, const Case& asked, Judgement& into);

}  // namespace concordat::recognition
