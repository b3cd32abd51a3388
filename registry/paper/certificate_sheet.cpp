#include "registry/paper/certificate_sheet.hpp"

#include <algorithm>
#include <optional>

#include "core/facts/probe.hpp"
#include "core/facts/stated.hpp"
#include "core/untp/assurance.hpp"
#include "registry/finding/status.hpp"
#include "registry/paper/places.hpp"
#include "registry/paper/wording.hpp"
#include "registry/registry.hpp"
#include "registry/resources.hpp"

namespace concordat::registry {
namespace {

using paper::Line;
using paper::Row;
using paper::Section;
using paper::Sheet;
using paper::Span;

Span identifier(std::string_view text) { return {.text = std::string(text), .identifier = true}; }
Span plain(std::string_view text) { return {.text = std::string(text)}; }

std::string last_day(Date until) { return to_string(until.plus_days(-1)); }

class Composer {
 public:
  Composer(const Registry& registry, const SheetOrder& order, facts::Probe& probe)
      : registry_(registry), order_(order), probe_(probe), words_(order.messages, order.language) {}

  Result<Sheet> compose(const facts::Certificate& row) {
    stated_ = facts::stated_by(probe_.tables.certificates, row);
    CONCORDAT_TRY(entry, registry_.statement(stated_));
    statement_ = *entry.find("statement");
    body_ = *statement_.find("body");
    standing_ = facts::certificate_state_at(probe_, row.certificate);
    sheet_.language = order_.language;
    sheet_.day = probe_.date;
    sheet_.no_font_note = words_.say("page.no-font");
    sheet_.kind = words_.artefact(body_.text("artefact"));
    sheet_.number = body_.text("number");
    show_status(row);
    certificate(row);
    products();
    standards();
    competence(row);
    reports();
    code(body_.text("certificate"));
    closing(row);
    return std::move(sheet_);
  }

 private:
  // ---- status -------------------------------------------------------------------------------

  static paper::Standing tone_of(CertificateStatus status) {
    switch (status) {
      case CertificateStatus::kInForce:
        return paper::Standing::kGood;
      case CertificateStatus::kRestricted:
      case CertificateStatus::kNotYet:
      case CertificateStatus::kOpen:
        return paper::Standing::kOpen;
      default:
        return paper::Standing::kBad;
    }
  }

  void show_status(const facts::Certificate& row) {
    const bool refusal = body_.text("artefact") == "refusal";
    const CertificateStatus status = status_of(row, refusal, standing_, probe_.date);
    sheet_.standing = tone_of(status);
    sheet_.status = words_.say(code_of(status));
    // What holds, if in part, is not struck through; the status says what it is.
    const bool holds =
        status == CertificateStatus::kInForce || status == CertificateStatus::kRestricted;
    if (!holds) sheet_.across = sheet_.status;
    for (const facts::CertificateState* const by :
         {standing_.standing == facts::Standing::kValid ? nullptr : standing_.by,
          standing_.possibly, standing_.restricted}) {
      if (by != nullptr) sheet_.status_notes.push_back(change(*by));
    }
    sheet_.status_notes.push_back({plain(words_.say("page.as-on-file") + " "),
                                   identifier(to_string(probe_.date)), plain(" · "),
                                   identifier(registry_.origin()),
                                   plain(" · " + words_.say("page.log-size") + " "),
                                   identifier(std::to_string(probe_.size))});
  }

  Line change(const facts::CertificateState& by) const {
    Line line{plain(words_.say(code_of(by.change)) + " · "),
              identifier(to_string(by.certain.from))};
    if (by.possible.from != by.certain.from) {
      line.front().text += words_.say("page.possibly-from") + " ";
      line.back().text = to_string(by.possible.from);
    }
    if (by.cause != facts::kNoId) {
      line.push_back(plain(" · "));
      line.push_back(identifier(probe_.tables.text(by.cause)));
    }
    line.push_back(plain(" · " + words_.say("page.entry") + " "));
    line.push_back(identifier("#" + std::to_string(by.since)));
    return line;
  }

  // ---- the certificate ----------------------------------------------------------------------

  static void add(Section& section, std::string label, std::vector<Line> values) {
    if (!values.empty()) section.rows.push_back({std::move(label), std::move(values)});
  }
  void add_text(Section& section, std::string_view label, std::string_view text) const {
    if (!text.empty()) add(section, words_.say(label), {{identifier(text)}});
  }
  void add_texts(Section& section, std::string_view label, const json::Array& texts) const {
    std::vector<Line> values;
    for (const json::Value& text : texts) values.push_back({identifier(*text.as_string())});
    add(section, words_.say(label), std::move(values));
  }

  // What an identifier is called on file, then the identifier; it alone where it is not on file, as
  // a holder that was only transcribed by name.
  Line named(std::string_view kind, std::string_view id) const {
    const auto found = registry_.show(kind, id);
    std::string name;
    for (const std::string_view member : {"names", "title"}) {
      const json::Value* const names = found ? found->json.find(member) : nullptr;
      if (names == nullptr || !name.empty()) continue;
      if (const std::string* const text = names->as_string())
        name = *text;
      else
        name = names->text(order_.language, names->text("en"));
    }
    if (name.empty() || name == id) return {identifier(id)};
    return {identifier(name), plain(" · "), identifier(id)};
  }
  void add_named(Section& section, std::string_view label, std::string_view kind,
                 std::string_view member) const {
    const std::string_view id = body_.text(member);
    if (!id.empty()) add(section, words_.say(label), {named(kind, id)});
  }

  void certificate(const facts::Certificate& row) {
    Section section{.heading = words_.say("page.section-certificate")};
    add_text(section, "page.certificate-title", body_.text("title"));
    add_named(section, "page.certificate-holder", kOrganisations, "holder");
    add_named(section, "page.manufacturer", kOrganisations, "manufacturer");
    add_named(section, "page.certificate-body", kOrganisations, "body");
    add_text(section, "page.body-number", body_.text("bodyNumber"));
    add_text(section, "page.certificate-issued", body_.text("issued"));
    add_text(section, "page.first-day", to_string(row.certain.from));
    const bool ends = row.certain.until != kForever;
    if (ends) add_text(section, "page.last-day", last_day(row.certain.until));
    if (!ends) add(section, words_.say("page.last-day"), {{plain(words_.say("page.no-end"))}});
    if (const json::Value* const revision = body_.find("revision")) {
      add_text(section, "page.revision", std::to_string(*revision->as_integer()));
    }
    add_named(section, "page.certificate-scheme", "schemes", "scheme");
    add_named(section, "page.act", "acts", "act");
    add_text(section, "page.module", body_.text("module"));
    add(section, words_.say("page.legal-effect"),
        {{plain(words_.legal_effect(body_.text("legalEffect")))}});
    add_text(section, "page.certificate-sector", body_.text("sector"));
    add_text(section, "page.certificate-level", body_.text("level"));
    add_texts(section, "page.components", body_.array("components"));
    add_texts(section, "page.profiles", body_.array("profiles"));
    add_texts(section, "page.based-on", body_.array("basedOn"));
    const Date due = std::max(standing_.surveillance_due,
                              row.surveillance_due == kForever ? kBeginning : row.surveillance_due);
    if (due != kBeginning) add_text(section, "page.surveillance-due", to_string(due));
    add_text(section, "page.document", body_.text("document"));
    sheet_.sections.push_back(std::move(section));
    conditions();
  }

  void conditions() {
    Section section{.heading = words_.say("page.section-conditions")};
    for (const json::Value& condition : body_.array("conditions")) {
      section.notes.push_back({identifier(*condition.as_string())});
    }
    if (!section.notes.empty()) sheet_.sections.push_back(std::move(section));
  }

  // ---- products -----------------------------------------------------------------------------

  std::string standing_of_model(std::string_view model) const {
    for (const facts::ModelStanding& one : standing_.models) {
      if (probe_.tables.text(one.model) != model) continue;
      if (one.standing != facts::Standing::kValid) return words_.say(code_of(one.standing));
      if (one.restricted) return words_.say("standing.restricted");
    }
    return sheet_.status;
  }

  void products() {
    const json::Value* const product = body_.find("product");
    if (product == nullptr) return;
    Section section{.heading = words_.say("page.section-products")};
    add_families(section, *product);
    add_texts(section, "page.gtins", product->array("gtins"));
    add_texts(section, "page.software", product->array("softwareVersions"));
    add_texts(section, "page.batches", product->array("batches"));
    add_text(section, "page.serial-from", product->text("serialFrom"));
    add_text(section, "page.serial-to", product->text("serialTo"));
    if (product->find("quantity") != nullptr) {
      add_text(section, "page.quantity", std::to_string(product->integer("quantity")));
    }
    add_texts(section, "page.factories", product->array("factories"));
    add_attributes(section, *product);
    add_tariff(section, *product);
    const json::Array& models = product->array("models");
    if (!models.empty()) {
      section.table.header = {words_.say("page.model"), words_.say("page.status")};
      for (const json::Value& model : models) {
        const std::string& name = *model.as_string();
        section.table.rows.push_back({{identifier(name)}, {plain(standing_of_model(name))}});
      }
    }
    sheet_.sections.push_back(std::move(section));
  }

  void add_families(Section& section, const json::Value& product) const {
    std::vector<Line> values;
    for (const json::Value& family : product.array("families")) {
      values.push_back(named("products", *family.as_string()));
    }
    add(section, words_.say("page.families"), std::move(values));
  }

  void add_attributes(Section& section, const json::Value& product) const {
    const json::Value* const attributes = product.find("attributes");
    if (attributes == nullptr) return;
    std::vector<Line> values;
    for (const auto& [name, value] : *attributes->as_object()) {
      values.push_back({identifier(name), plain(": "), identifier(text_of(value))});
    }
    add(section, words_.say("page.attributes"), std::move(values));
  }

  void add_tariff(Section& section, const json::Value& product) const {
    const auto shown = registry_.show("certificates", body_.text("certificate"));
    std::vector<Line> values;
    for (const json::Value& code : product.array("hs")) {
      Line line{identifier(*code.as_string())};
      if (shown) {
        for (const json::Value& title : shown->json.array("classified")) {
          if (title.text("stated") != *code.as_string()) continue;
          line.push_back(plain(" "));
          line.push_back(identifier(title.text("title")));
          break;
        }
      }
      values.push_back(std::move(line));
    }
    add(section, words_.say("page.classified"), std::move(values));
  }

  // ---- standards, competence, reports -------------------------------------------------------

  void standards() {
    Section section{.heading = words_.say("page.section-standards")};
    const json::Array& editions = body_.array("editions");
    if (!editions.empty()) {
      section.table.header = {words_.say("page.standard"), words_.say("page.standard-title")};
      for (const json::Value& edition : editions) {
        const Line line = named("standards", *edition.as_string());
        section.table.rows.push_back(
            {{identifier(*edition.as_string())}, {line.size() > 1 ? line.front() : plain("–")}});
      }
    }
    add_texts(section, "page.left-out", body_.array("requirements"));
    add_texts(section, "page.differences", body_.array("differencesCovered"));
    add_texts(section, "page.addenda", body_.array("addenda"));
    if (!editions.empty() || !section.rows.empty()) sheet_.sections.push_back(std::move(section));
  }

  void competence(const facts::Certificate& row) {
    Section section{.heading = words_.say("page.section-competence")};
    facts::Probe at_issue{.tables = probe_.tables, .size = probe_.size, .date = row.issued};
    const untp::Assurance assurance = untp::assurance_of(at_issue, row);
    add_texts(section, "page.claimed", body_.array("accreditations"));
    for (const untp::Authorisation& one : assurance.authorisations) {
      const bool agreement = one.kind == untp::Authorisation::Kind::kParticipation;
      section.table.rows.push_back(
          {{plain(words_.say(code_of(one.kind)))},
           {identifier(one.subject)},
           named(agreement ? "agreements" : "organisations", one.authority),
           {identifier("#" + std::to_string(one.statement))}});
    }
    if (section.table.rows.empty()) {
      section.notes.push_back({plain(words_.say("page.no-competence"))});
    } else {
      section.table.header = {words_.say("page.competence"), words_.say("page.competence-for"),
                              words_.say("page.competence-by"), words_.say("page.entry")};
    }
    sheet_.sections.push_back(std::move(section));
  }

  void reports() {
    Section section{.heading = words_.say("page.section-reports")};
    for (const json::Value& report : body_.array("reports")) {
      section.table.rows.push_back({{identifier(report.text("number"))},
                                    named(kOrganisations, report.text("laboratory")),
                                    {identifier(report.text("date", "–"))}});
    }
    if (section.table.rows.empty()) return;
    section.table.header = {words_.say("page.report"), words_.say("page.laboratory"),
                            words_.say("page.date")};
    sheet_.sections.push_back(std::move(section));
  }

  // ---- the code and the close ---------------------------------------------------------------

  void code(std::string_view certificate) {
    if (order_.address.empty()) return;
    sheet_.address = order_.address + resolver_of(certificate);
    sheet_.address_note = words_.say("page.scan");
    if (order_.barcode == nullptr) return;
    // An address that no code holds is printed without one.
    if (auto modules = order_.barcode->draw(sheet_.address)) sheet_.code = std::move(*modules);
  }

  void closing(const facts::Certificate& row) {
    sheet_.closing.push_back({plain(words_.say("page.register-decides"))});
    sheet_.closing.push_back({plain(words_.say("page.entry") + " "),
                              identifier("#" + std::to_string(stated_)), plain(" · "),
                              identifier(statement_.text("id")), plain(" · "),
                              identifier(statement_.text("author"))});
    if (stated_ != row.since) {
      sheet_.closing.push_back({plain(words_.say("page.corrected-by") + " "),
                                identifier("#" + std::to_string(row.since))});
    }
    if (statement_.find("basis")->text("kind") == "transcribed") {
      sheet_.closing.push_back({plain(words_.say("page.transcribed") + " "),
                                identifier(statement_.find("basis")->text("source"))});
    }
  }

  const Registry& registry_;
  const SheetOrder& order_;
  facts::Probe& probe_;
  Wording words_;
  facts::Ordinal stated_ = 0;
  json::Value statement_;
  json::Value body_;
  facts::CertificateStanding standing_;
  Sheet sheet_;
};

Result<const facts::Certificate*> find(facts::Probe& probe, std::string_view name) {
  const facts::Id id = probe.tables.id(name);
  const Error none{.code = "resource.not-found",
                   .arguments = {{"kind", "certificates"}, {"id", std::string(name)}}};
  if (id == facts::kNoId) return fail(none);
  if (const facts::Certificate* const row = certificate_by_id(probe, id)) return row;
  const auto rows = certificates_with_number(probe, id);
  if (rows.empty()) return fail(none);
  if (rows.size() == 1) return rows.front();
  Error ambiguous{.code = "resource.ambiguous", .arguments = {{"id", std::string(name)}}};
  for (const facts::Certificate* const row : rows) {
    ambiguous.arguments.emplace_back("candidate", probe.tables.text(row->certificate));
  }
  return fail(std::move(ambiguous));
}

}  // namespace

Result<Sheet> certificate_sheet(const Registry& registry, const SheetOrder& order) {
  const std::shared_ptr<const facts::State> state = registry.state();
  facts::Probe probe{
      .tables = state->tables(), .size = state->size_published(), .date = utc_date(order.now)};
  CONCORDAT_TRY(row, find(probe, order.certificate));
  return Composer(registry, order, probe).compose(*row);
}

}  // namespace concordat::registry
