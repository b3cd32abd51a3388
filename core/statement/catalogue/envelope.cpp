// The envelope: what every statement says about itself, whatever its type.
#include "core/statement/descriptor.hpp"

namespace concordat::statement {
namespace {

constexpr std::string_view kBasisKinds[] = {"own", "transcribed", "observed"};
constexpr std::string_view kEffects[] = {"ex-nunc", "ex-tunc"};
constexpr std::string_view kCorrections[] = {"clerical", "substantive"};
constexpr std::string_view kConfidentiality[] = {"public", "restricted", "confidential"};

constexpr Field kBasis[] = {
    choice(required("kind", Kind::kChoice,
                    "own: the author decided it; transcribed: copied from a "
                    "public source under the author's name; observed: read in a foreign log"),
           kBasisKinds),
    optional("source", Kind::kId, "name of the public source, as the constitution lists it"),
    optional("address", Kind::kText, "where it was published"),
    optional("digest", Kind::kDigest, "digest of the file as it was read"),
    optional("read", Kind::kDate, "the day it was read"),
    optional("row", Kind::kNumber, "the row, page or entry within the source"),
};

constexpr Field kEffective[] = {
    required("from", Kind::kDate, "first day it holds in law, inclusive"),
    optional("until", Kind::kDate, "the day it stops to hold; exclusive unless untilInclusive"),
    optional("untilInclusive", Kind::kBoolean, "true when `until` is the last day it still holds"),
    optional("possiblyFrom", Kind::kDate,
             "when the first day is not known: the earliest it can be; "
             "`from` is then the latest"),
    optional("possiblyUntil", Kind::kDate,
             "when the end is not known: the latest it can be, "
             "exclusive; `until` is then the earliest"),
    optional("zone", Kind::kId,
             "the time zone in which the days are read, when the text fixes one"),
};

constexpr Field kCorrects[] = {
    required("statement", Kind::kId, "the statement that this one supersedes", Target::kStatement),
    choice(required("kind", Kind::kChoice,
                    "clerical: it never said what was meant; substantive: "
                    "the decision itself was changed"),
           kCorrections),
    optional("whole", Kind::kBoolean, "false when only part of it is superseded; default true"),
};

constexpr Field kEnvelope[] = {
    required("id", Kind::kId,
             "names the statement for ever; the same id again must be the same "
             "content"),
    required("type", Kind::kId, "the statement type, from the catalogue"),
    required("author", Kind::kId, "the organisation that makes the statement",
             Target::kOrganisation),
    record(required("basis", Kind::kRecord, "why the author can state it"), kBasis),
    record(required("effective", Kind::kRecord, "when it holds in law"), kEffective),
    optional("decided", Kind::kDate, "the day of the decision"),
    optional("published", Kind::kDate, "the day of publication, which may differ"),
    optional("legalBasis", Kind::kText, "the provision under which it was decided"),
    optional("cause", Kind::kId, "why: a cause code such as membership-ended, fraud, at-request"),
    choice(optional("effect", Kind::kChoice, "ex-tunc: from the beginning; default ex-nunc"),
           kEffects),
    record(optional("corrects", Kind::kRecord, "the statement this one corrects"), kCorrects),
    choice(optional("confidentiality", Kind::kChoice,
                    "class of the statement; log entries are public"),
           kConfidentiality),
    optional("note", Kind::kText, "reasons and remarks for the reader"),
    required("body", Kind::kRecord, "what is stated; its members depend on the type"),
};

}  // namespace

std::span<const Field> envelope() { return kEnvelope; }

}  // namespace concordat::statement
