// The page of a log entry: what it states, about itself and about the world, and how to prove that
// it stands in the log.
#include "api/concerning.hpp"
#include "api/labels.hpp"
#include "api/pages.hpp"
#include "api/routes.hpp"
#include "registry/resources.hpp"

namespace concordat::api {
namespace {

// The record that statements of this type describe, with its page.
void show_subject(Html& page, const Reader& reader, References& references,
                  const json::Value& statement) {
  const registry::ResourceKind* const kind = registry::kind_of_type(statement.text("type"));
  if (kind == nullptr) return;
  page.begin("p").text(reader.word(one_code(kind->name), kind->name));
  page.text(reader.word("text.colon", ": "));
  references.show(page, kind->name, statement.find("body")->text(kind->member));
  page.end();
}

void show_neighbours(Html& page, const Reader& reader, std::uint64_t index) {
  page.begin("p", {{"class", "next"}});
  if (index > 0) {
    page.begin("a",
               {{"href", reader.to("/log/entries/" + std::to_string(index - 1))}, {"rel", "prev"}});
    page.text(reader.word("page.previous", "Previous")).end().text(" ");
  }
  if (index + 1 < reader.size()) {
    page.begin("a",
               {{"href", reader.to("/log/entries/" + std::to_string(index + 1))}, {"rel", "next"}});
    page.text(reader.word("page.next", "Next")).end();
  }
  page.end();
}

void show_proof(Html& page, const Reader& reader, const json::Value& entry) {
  const std::string path = "/v1/statements/" + std::to_string(entry.integer("index"));
  page.begin("section").element("h2", reader.word("page.proof", "Proof"));
  page.element("p", reader.word("page.proof-note", ""));
  page.begin("ul").begin("li").link(path + "/proof", reader.word("page.proof-file", "Proof"));
  page.end().begin("li").link("/log/checkpoint", reader.word("page.checkpoint", "Checkpoint"));
  page.end().begin("li").link(path, reader.word("link.statement", "JSON")).end().end();
  page.begin("dl").element("dt", reader.word("page.digest", "Digest"));
  page.begin("dd").begin("code").identifier(entry.text("digest")).end().end();
  page.element("dt", reader.word("page.signed", "Signed"));
  page.begin("dd").begin("details").element("summary", reader.word("page.signed-form", "JWS"));
  page.begin("code").identifier(entry.text("signed")).end().end().end();
  page.end().end();
}

}  // namespace

Answer get_entry_page(const Call& call) {
  CONCORDAT_TRY(reader, Reader::of(call));
  const auto index = decimal(call.rest);
  if (!index || *index >= reader.size()) {
    return fail(
        {.code = "resource.not-found", .arguments = {{"kind", "statements"}, {"id", call.rest}}});
  }
  CONCORDAT_TRY(entry, call.ports.registry.statement(*index));
  const json::Value& statement = *entry.find("statement");
  const statement::Descriptor* const type = statement::find(statement.text("type"));
  if (type == nullptr) return fail({.code = "statement.unknown-type"});
  const std::string number = "#" + std::to_string(*index);
  Html page = begin_page(reader, reader.word("page.entry", "Entry") + " " + number);
  References references(call, reader);
  FactsView view(page, reader, references);
  page.element("p", reader.word(type_code(type->type), type->type), {{"class", "kind"}});
  page.begin("h1").text(reader.word("page.entry", "Entry")).text(" ").identifier(number).end();
  page.begin("section", {{"class", "status"}}).begin("p", {{"class", "verdict"}});
  view.fate(fate_at(call, reader, *index));
  page.end().begin("p").text(reader.word("page.recorded", "Recorded")).text(" ");
  show_moment(page, reader, entry.text("recorded"));
  page.end();
  show_subject(page, reader, references, statement);
  page.end();
  page.begin("section").element("h2", reader.word("page.stated", "Stated")).begin("dl");
  view.rows(type->fields, *statement.find("body"), {.within = type->type, .with_parts = false});
  page.element("dt", reader.word("label.effective", "")).begin("dd");
  view.effective(*statement.find("effective"));
  page.end().end().end();
  view.parts(type->fields, *statement.find("body"), {.within = type->type});
  page.begin("section").element("h2", reader.word("page.source", "Source"));
  show_envelope(page, view, reader, statement);
  page.end();
  show_proof(page, reader, entry);
  show_neighbours(page, reader, *index);
  return finish_page(std::move(page), reader, call, Caching::kRevalidate);
}

}  // namespace concordat::api
