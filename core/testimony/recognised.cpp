#include "core/testimony/recognised.hpp"

#include "core/statement/statement.hpp"
#include "core/testimony/profile.hpp"
#include "core/testimony/standing.hpp"
#include "core/untp/envelope.hpp"

namespace concordat::testimony {
namespace {

class Writer {
 public:
  Writer(const Office& office, const Designated& designated)
      : office_(office),
        designated_(designated),
        logged_(designated.statement),
        body_(*logged_.payload.find("body")),
        place_(office.registrar.statement(logged_.index)) {}

  Result<json::Value> write(const statement::Statement& statement) {
    json::Object entity = reference(office_, kEntity, "organisations", body_.text("body"));
    const std::string name = *entity.find("name")->as_string();
    if (!designated_.did.empty()) entity.set("id", designated_.did);
    CONCORDAT_TRY(action, recognised_to());
    Envelope envelope{.kind = Kind::kRecognition,
                      .id = place_ + "/credential#" + std::to_string(office_.issue.size),
                      .name = name + ": designated under " + std::string(body_.text("act")),
                      .description =
                          "What the registry has on file about this designation at log "
                          "size " +
                          std::to_string(office_.issue.size) +
                          ". Issued by the registry, which designates nobody."};
    CONCORDAT_CHECK(set_validity(office_, statement.effective.certain, envelope));
    action.set("validFrom", envelope.from);
    action.set("validUntil", envelope.until);
    entity.set("recognizedTo", json::Array{std::move(action)});
    entity.set("registryRecord", record_of(office_, logged_, statement.effective.certain));
    json::Value document =
        enveloped(office_.registrar, office_.issue, std::move(envelope), std::move(entity));
    CONCORDAT_CHECK(check_profile(document));
    return document;
  }

 private:
  Result<json::Object> recognised_to() {
    json::Object made{{"type", json::Array{"RecognizedAction"}}, {"action", "issue"}};
    // Who made a statement of its own designated; who copied one did not.
    if (logged_.payload.find("basis")->text("kind") == "own") {
      made.set("recognizedBy",
               reference(office_, "Party", "organisations", logged_.payload.text("author")));
    }
    made.set("underAct", reference(office_, "Regulation", "acts", body_.text("act")));
    set_text(made, "underAnnex", body_.text("annex"));
    CONCORDAT_TRY(modules, standing("modules", designated_.row.modules));
    set_list(made, "conformityModule", std::move(modules));
    CONCORDAT_TRY(sectors, standing("sectors", designated_.row.sectors));
    set_list(made, "inProductGroup", std::move(sectors));
    if (designated_.row.products) made.set("limitedToProducts", true);
    set_text(made, "bodyNumber", body_.text("number"));
    return made;
  }

  // Those of the list that are neither suspended nor ended by themselves. Of a list that names
  // none, nothing is left out; of one that loses all, nothing is left.
  Result<json::Array> standing(std::string_view name, const facts::Ids& parts) const {
    json::Array list;
    for (const facts::Id part : parts) {
      if (in_force(designated_.row, office_.today, part).holding == facts::Holding::kHolds) {
        list.push_back(office_.today.tables.text(part));
      }
    }
    if (list.empty() && !parts.empty()) {
      return fail({.code = "untp.not-valid",
                   .place = "/body/" + std::string(name),
                   .arguments = {{"state", "suspended"}}});
    }
    return list;
  }

  const Office& office_;
  const Designated& designated_;
  const untp::Logged& logged_;
  const json::Value& body_;
  std::string place_;
};

}  // namespace

Result<json::Value> write_recognition(const Office& office, const Designated& designated) {
  CONCORDAT_CHECK(must_stand(office, designated.row));
  CONCORDAT_TRY(decoded, statement::decode(designated.statement.payload));
  return Writer(office, designated).write(decoded);
}

}  // namespace concordat::testimony
