#include "core/recognition/legs.hpp"

namespace concordat::recognition {

void judge_authenticity(Context& context, const Attestation& attestation, Judgement& into) {
  Findings found(context, Leg::kAuthenticity, into);
  const AttestationReference& reference = *attestation.reference;
  const facts::Certificate& row = *attestation.row;
  const Named number{"number", row.number};
  switch (reference.presented) {
    case Presented::kRejected:
      found.fails(code::kAuthenticityRejected, {number}, {row.since});
      break;
    case Presented::kNotChecked:
      found.open(code::kAuthenticityNotChecked, Why::kNotChecked, {number}, {row.since});
      break;
    case Presented::kVerified:
      found.holds(code::kAuthenticityPresented, {number}, {row.since});
      break;
    case Presented::kNotPresented:
      break;
  }
  if (!reference.digest.empty()) {
    if (row.document == kNoId) {
      found.note(code::kAuthenticityDigestNotRecorded, {{"given", reference.digest}}, {row.since});
    } else if (const std::string recorded =
                   crypto::to_string(context.tables.documents[row.document]);
               recorded != reference.digest) {
      found.fails(code::kAuthenticityDigestDiffers,
                  {{"given", reference.digest}, {"recorded", recorded}}, {row.since});
    }
  }
  const facts::Provenance& statement = context.tables.statements.provenance(row.since);
  switch (statement.basis) {
    case statement::BasisKind::kOwn:
      found.holds(code::kAuthenticityIssuerSigned, {{"issuer", statement.author}}, {row.since});
      break;
    case statement::BasisKind::kTranscribed:
      found.holds(code::kAuthenticityTranscribed,
                  {{"source", statement.source},
                   {"digest", statement.source_digest},
                   {"read", statement.read}},
                  {row.since});
      break;
    case statement::BasisKind::kObserved:
      found.holds(code::kAuthenticityObserved, {{"source", statement.source}}, {row.since});
      break;
  }
}

}  // namespace concordat::recognition
