#include "core/testimony/decision.hpp"

#include "core/recognition/context.hpp"
#include "core/statement/statement.hpp"
#include "core/testimony/profile.hpp"
#include "core/testimony/standing.hpp"
#include "core/untp/catalogue.hpp"
#include "core/untp/envelope.hpp"

namespace concordat::testimony {
namespace {

// UNTP's word for how far the one edition suffices for the other; none for a refusal.
std::string_view alignment_of(std::string_view outcome) {
  if (outcome == "full") return "meets";
  return outcome == "refused" ? "" : "partial";
}

class Writer {
 public:
  Writer(const Office& office, const untp::Logged& logged)
      : office_(office),
        logged_(logged),
        body_(*logged.payload.find("body")),
        address_(office.registrar.address("equivalence-decisions", body_.text("decision"))) {}

  Result<json::Value> write(const statement::Statement& statement) {
    const std::string name = "Equivalence decision " + std::string(body_.text("decision"));
    Envelope envelope{.kind = Kind::kDecision,
                      .id = address_ + "/credential#" + std::to_string(office_.issue.size),
                      .name = name,
                      .description =
                          "What the registry has on file about this decision at log "
                          "size " +
                          std::to_string(office_.issue.size) +
                          ". Issued by the registry; the market it names decided."};
    CONCORDAT_CHECK(set_validity(office_, statement.effective.certain, envelope));
    json::Object made{
        {"type", json::Array{"EquivalenceDecision"}},
        {"id", address_},
        {"name", name},
        {"decidingMarket", reference(office_, "Party", "economies", body_.text("market"))},
        {"fromEdition", reference(office_, "Standard", "standards", body_.text("fromEdition"))},
        {"toEdition", reference(office_, "Standard", "standards", body_.text("toEdition"))}};
    set_text(made, "productGroup", body_.text("sector"));
    set_list(made, "resultsFrom",
             references(office_, body_.array("origins"), "Party", "economies"));
    made.set("outcome", body_.text("outcome"));
    set_text(made, "alignmentLevel", alignment_of(body_.text("outcome")));
    const json::Value* const onward = body_.find("onward");
    made.set("onward", onward ? *onward : json::Value(false));
    set_text(made, "decidedOn", logged_.payload.text("decided"));
    set_text(made, "publishedOn", logged_.payload.text("published"));
    set_text(made, "legalBasis", logged_.payload.text("legalBasis"));
    json::Array mappings;
    for (const json::Value& one : body_.array("mapping")) mappings.push_back(mapping(one));
    made.set("clauseMapping", std::move(mappings));
    made.set("registryRecord", record_of(office_, logged_, statement.effective.certain));
    json::Value document =
        enveloped(office_.registrar, office_.issue, std::move(envelope), std::move(made));
    CONCORDAT_CHECK(check_profile(document));
    return document;
  }

 private:
  // The criterion is the demand of the edition that must be met, by its address in the catalogue.
  json::Object mapping(const json::Value& said) const {
    const std::string_view atom = said.text("atom");
    const std::string uri =
        untp::vocabulary_uri(office_.registrar, "standards", body_.text("toEdition"), atom);
    json::Object made{{"type", json::Array{"ClauseMapping"}},
                      {"criterion", untp::thing("Criterion", uri, atom)},
                      {"clause", said.text("clause")},
                      {"hazardSeverity", *said.find("severity")},
                      {"mappingVerdict", said.text("verdict")}};
    set_list(made, "meetsBy", said.array("meetsBy"));
    set_text(made, "delta", said.text("delta"));
    if (const json::Value* const closure = said.find("closure")) {
      made.set("closureKind", closure->text("kind"));
      made.set("closureName", closure->text("name"));
      set_text(made, "closureTiming", closure->text("timing"));
      set_text(made, "closureVerifiedBy", closure->text("verifiedBy"));
    }
    set_text(made, "mappingReason", said.text("reason"));
    return made;
  }

  const Office& office_;
  const untp::Logged& logged_;
  const json::Value& body_;
  std::string address_;
};

}  // namespace

Result<json::Value> write_decision(const Office& office, const facts::Equivalence& row,
                                   const untp::Logged& statement) {
  CONCORDAT_CHECK(must_stand(office, row));
  CONCORDAT_TRY(decoded, untp::decode(statement));
  return Writer(office, statement).write(decoded);
}

}  // namespace concordat::testimony
