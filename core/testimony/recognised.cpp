#include "core/testimony/recognised.hpp"

#include "core/statement/statement.hpp"
#include "core/testimony/profile.hpp"
#include "core/testimony/standing.hpp"
#include "core/untp/envelope.hpp"

namespace concordat::testimony {
namespace {

// What the two kinds of recognition differ in.
struct Recognition {
  std::string_view member;  // of the body, which names the entity
  std::string title;        // behind its name
  std::string_view disclaimer;
  json::Object action;
};

const json::Value& body_of(const Evidence& evidence) {
  return *evidence.statement.payload.find("body");
}

Result<json::Value> written(const Office& office, const Evidence& evidence,
                            Recognition recognition) {
  CONCORDAT_TRY(statement, untp::decode(evidence.statement));
  const std::string size = std::to_string(office.issue.size);
  json::Object entity =
      reference(office, kEntity, "organisations", body_of(evidence).text(recognition.member));
  Envelope envelope{
      .kind = Kind::kRecognition,
      .id = office.registrar.statement(evidence.statement.index) + "/credential#" + size,
      .name = *entity.find("name")->as_string() + ": " + recognition.title,
      .description = "What the registry has on file about this at log size " + size +
                     ". Issued by the registry, which " + std::string(recognition.disclaimer) +
                     "."};
  CONCORDAT_CHECK(set_validity(office, statement.effective.certain, envelope));
  if (!evidence.did.empty()) entity.set("id", evidence.did);
  recognition.action.set("validFrom", envelope.from);
  recognition.action.set("validUntil", envelope.until);
  entity.set("recognizedTo", json::Array{std::move(recognition.action)});
  entity.set("registryRecord", record_of(office, evidence.statement, statement.effective.certain));
  json::Value document =
      enveloped(office.registrar, office.issue, std::move(envelope), std::move(entity));
  CONCORDAT_CHECK(check_profile(document));
  return document;
}

// Those of the list that are neither suspended nor ended by themselves. Of a list that names none,
// nothing is left out; of one that loses all, nothing is left.
Result<json::Array> standing(const Office& office, const facts::Row& row, const facts::Ids& parts) {
  json::Array list;
  for (const facts::Id part : parts) {
    if (in_force(row, office.today, part).holding == facts::Holding::kHolds) {
      list.push_back(office.today.tables.text(part));
    }
  }
  if (list.empty() && !parts.empty()) {
    return fail({.code = "untp.not-valid", .arguments = {{"state", "suspended"}}});
  }
  return list;
}

json::Object action_named(std::string_view action) {
  return {{"type", json::Array{"RecognizedAction"}}, {"action", action}};
}

}  // namespace

Result<json::Value> write_designation(const Office& office, const facts::Designation& row,
                                      const Evidence& evidence) {
  CONCORDAT_CHECK(must_stand(office, row));
  const json::Value& body = body_of(evidence);
  const json::Value& payload = evidence.statement.payload;
  json::Object action = action_named("issue");
  // Who made a statement of its own designated; who copied one did not.
  if (payload.find("basis")->text("kind") == "own") {
    action.set("recognizedBy", reference(office, "Party", "organisations", payload.text("author")));
  }
  action.set("underAct", reference(office, "Regulation", "acts", body.text("act")));
  set_text(action, "underAnnex", body.text("annex"));
  CONCORDAT_TRY(modules, standing(office, row, row.modules));
  set_list(action, "conformityModule", std::move(modules));
  CONCORDAT_TRY(sectors, standing(office, row, row.sectors));
  set_list(action, "inProductGroup", std::move(sectors));
  if (row.products) action.set("limitedToProducts", true);
  set_text(action, "bodyNumber", body.text("number"));
  return written(office, evidence,
                 {.member = "body",
                  .title = "designated under " + std::string(body.text("act")),
                  .disclaimer = "designates nobody",
                  .action = std::move(action)});
}

Result<json::Value> write_signatory(const Office& office, const facts::Signatory& row,
                                    const Evidence& evidence) {
  CONCORDAT_CHECK(must_stand(office, row));
  const json::Value& body = body_of(evidence);
  const std::string_view arrangement = body.text("arrangement");
  json::Object action = action_named("accredit");
  // Whoever stated it: that it was let sign is what the arrangement recognises it by.
  action.set("recognizedBy", reference(office, "Party", "agreements", arrangement));
  action.set("underArrangement", arrangement);
  action.set("forMainScope", body.text("mainScope"));
  return written(office, evidence,
                 {.member = "accreditor",
                  .title = "signatory of " + std::string(arrangement),
                  .disclaimer = "is no party to the arrangement",
                  .action = std::move(action)});
}

}  // namespace concordat::testimony
