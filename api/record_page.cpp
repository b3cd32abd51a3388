// The page of a record: what is on file about it, what became of that, who said so and when.
//
// It shows what was stated and what the facts hold on the reader's day at the reader's log size. It
// decides nothing: for whether a market accepts something there is the determination.
#include <algorithm>

#include "api/concerning.hpp"
#include "api/labels.hpp"
#include "api/pages.hpp"
#include "api/routes.hpp"
#include "api/target.hpp"
#include "registry/credentials/issuing.hpp"
#include "registry/resources.hpp"

namespace concordat::api {
namespace {

using registry::Resource;

// What describes something that is there, rather than something that is in force.
constexpr std::string_view kDescribed[] = {"organisations",  "economies", "standards",
                                           "products",       "alerts",    "follow-ups",
                                           "classifications"};

bool is_described(std::string_view kind) {
  return std::ranges::find(kDescribed, kind) != std::end(kDescribed);
}

class RecordPage {
 public:
  RecordPage(const Call& call, const Reader& reader, const Resource& record, json::Value statement)
      : call_(call),
        reader_(reader),
        record_(record),
        statement_(std::move(statement)),
        index_(static_cast<std::uint64_t>(record.json.find("statement")->integer("index"))),
        title_(title_of(record.json, reader.language())),
        type_(*statement::find(registry::find_kind(record.kind)->type)),
        page_(begin_page(reader, heading())),
        references_(call, reader),
        view_(page_, reader, references_) {}

  http::Response compose() {
    const std::vector<Event> events = events_of(call_, reader_, record_);
    name();
    state(events);
    facts_on_file();
    view_.parts(type_.fields, record_.json, {.within = type_.type});
    const Canvas canvas{.page = page_, .call = call_, .reader = reader_, .view = view_};
    show_concerning(canvas, events, record_);
    show_related(canvas, record_);
    show_mentions(canvas, record_);
    source();
    show_history(page_, reader_, references_, events);
    elsewhere();
    show_as_of_form(page_, reader_);
    return finish_page(std::move(page_), reader_, call_, Caching::kRevalidate);
  }

 private:
  [[nodiscard]] std::string heading() const {
    return title_.text.empty() ? record_.id : title_.text + " · " + record_.id;
  }

  void name() {
    page_.element("p", reader_.word(one_code(record_.kind), record_.kind), {{"class", "kind"}});
    page_.begin("h1");
    if (title_.text.empty()) {
      page_.identifier(record_.id);
    } else if (title_.language.empty()) {
      page_.identifier(title_.text);
    } else {
      page_.element("bdi", title_.text, {{"lang", title_.language}});
    }
    page_.end();
  }

  // What must not be overlooked, in words, before anything else.
  void state(const std::vector<Event>& events) {
    const facts::FateOf fate = fate_at(call_, reader_, index_);
    page_.begin("section", {{"class", "status"}}).begin("p", {{"class", "verdict"}});
    const FateLook look = look_of(fate);
    page_.element("span", look.mark, {{"class", "mark"}, {"aria-hidden", "true"}});
    page_.element("span", reader_.word(look.code), {{"class", look.style}});
    stage(look);
    page_.end();
    holds_instead(fate, events);
    if (fate.by != facts::kNever) brought_about(fate.by);
    corrections(fate);
    succession(events);
    page_.begin("p").text(reader_.word("page.as-on-file")).text(" ");
    show_day(page_, reader_, to_string(reader_.day()));
    page_.text(" · ").text(reader_.word("page.log-size")).text(" ");
    page_.identifier(std::to_string(reader_.size()));
    if (reader_.pinned()) {
      page_.text(" · ").link(reader_.here_now(), reader_.word("page.as-now"));
    }
    page_.end().end();
  }

  // A statement that a measure was lifted holds, and the measure does not.
  [[nodiscard]] FateLook look_of(const facts::FateOf& fate) const {
    const FateLook look = api::look_of(fate.fate);
    if (fate.fate != facts::Fate::kHolds) return look;
    if (record_.json.text("stage") == "lifted") return {"bad", "✗", "choice.lifted"};
    return is_described(record_.kind) ? FateLook{look.style, look.mark, "standing.on-file"} : look;
  }

  void stage(const FateLook& look) {
    const std::string_view stage = record_.json.text("stage");
    const std::string code = "choice." + std::string(stage);
    if (record_.kind != "measures" || stage.empty() || look.code == code) return;
    page_.text(" · ").text(reader_.word(code, stage));
  }

  // The newest description need not be the one of the reader's day.
  void holds_instead(const facts::FateOf& fate, const std::vector<Event>& events) {
    if (fate.fate == facts::Fate::kHolds) return;
    for (const Event& event : events) {
      const bool described = event.line->text("type") == type_.type && event.index != index_;
      if (!described || event.fate.fate != facts::Fate::kHolds) continue;
      page_.begin("p").text(reader_.word("page.holds-instead")).text(" ");
      show_entry(page_, reader_, event.index);
      page_.end();
      return;
    }
  }

  // The entry that suspended, ended or corrected it: since when, and why.
  void brought_about(std::uint64_t index) {
    const auto shown = call_.ports.registry.statement(index);
    if (!shown) return;
    const json::Value& statement = *shown->find("statement");
    page_.begin("p").text(reader_.word("page.by-entry")).text(" ");
    show_entry(page_, reader_, index);
    page_.text(" · ").text(reader_.word("label.effective")).text(reader_.word("text.colon", ": "));
    view_.effective(*statement.find("effective"));
    if (const json::Value* const cause = statement.find("cause")) {
      page_.text(" · ").text(reader_.word("label.cause")).text(reader_.word("text.colon", ": "));
      page_.identifier(*cause->as_string());
    }
    page_.end();
  }

  void corrections(const facts::FateOf& fate) {
    if (fate.corrected_by != facts::kNever && fate.corrected_by != fate.by) {
      page_.begin("p", {{"class", "warn"}});
      page_.text(reader_.word("standing.corrected-in-part")).text(" ");
      show_entry(page_, reader_, fate.corrected_by);
      page_.end();
    }
    const json::Value* const corrects = statement_.find("corrects");
    if (corrects == nullptr) return;
    page_.begin("p", {{"class", "warn"}}).text(reader_.word("page.corrects")).text(" ");
    references_.show(page_, statement::Target::kStatement, corrects->text("statement"));
    const std::string kind = "choice." + std::string(corrects->text("kind"));
    page_.text(" · ").text(reader_.word(kind, corrects->text("kind"))).end();
  }

  void succession(const std::vector<Event>& events) {
    for (const Event& event : events) {
      if (event.line->text("type") != "succession") continue;
      const auto shown = call_.ports.registry.statement(event.index);
      if (!shown) continue;
      const json::Value& body = *shown->find("statement")->find("body");
      page_.begin("p", {{"class", "warn"}}).text(reader_.word("page.succeeded-by")).text(" ");
      references_.show(page_, statement::Target::kOrganisation, body.text("successor"));
      page_.text(" ");
      show_entry(page_, reader_, event.index);
      page_.end();
    }
  }

  void facts_on_file() {
    page_.begin("section").element("h2", reader_.word("page.on-file", "On file")).begin("dl");
    // Its own identifier leads nowhere else.
    const std::string_view member = registry::find_kind(record_.kind)->member;
    for (const statement::Field& field : type_.fields) {
      if (field.name == member) {
        page_.element("dt", reader_.word(label_code(type_.type, field), field.name));
        page_.begin("dd").identifier(record_.id).end();
      }
    }
    view_.rows(type_.fields, record_.json,
               {.within = type_.type, .with_parts = false, .left_out = {member}});
    page_.element("dt", reader_.word("label.effective")).begin("dd");
    view_.effective(*statement_.find("effective"));
    page_.end();
    classified();
    page_.end().end();
  }

  // What the codes stand for that the record names, where their classification is on file.
  void classified() {
    const json::Array& titles = record_.json.array("classified");
    if (titles.empty()) return;
    page_.element("dt", reader_.word("page.classified"));
    for (const json::Value& one : titles) {
      page_.begin("dd").identifier(one.text("stated")).text(" ");
      references_.show(page_, statement::Target::kClassification, one.text("code"));
      page_.end();
    }
  }

  // Who said it, on what basis: a fact that was transcribed says from where, by whom and when.
  void source() {
    page_.begin("section").element("h2", reader_.word("page.source", "Source"));
    show_envelope(page_, view_, reader_, statement_);
    page_.end();
  }

  void elsewhere() {
    const std::string path = "/v1/" + record_.kind + "/" + percent_encode(record_.id);
    page_.begin("section").element("h2", reader_.word("page.elsewhere", "Links")).begin("ul");
    page_.begin("li").link(path, reader_.word("link.record", "JSON")).end();
    const bool issued =
        registry::credential_about(call_.ports.registry, {.kind = record_.kind, .id = record_.id},
                                   call_.ports.clock.now())
            .has_value();
    if (issued) {
      page_.begin("li").link(path + "/credential", reader_.word("link.testimony")).end();
    }
    page_.begin("li").link(
        "/id/" + record_.kind + "/" + percent_encode(record_.id) + "?linkType=linkset",
        reader_.word("link.all"));
    page_.end().begin("li").text(reader_.word("page.entry")).text(" ");
    show_entry(page_, reader_, index_);
    page_.end().end().end();
  }

  const Call& call_;
  const Reader& reader_;
  const Resource& record_;
  json::Value statement_;
  std::uint64_t index_;
  Title title_;
  const statement::Descriptor& type_;
  Html page_;
  References references_;
  FactsView view_;
};

}  // namespace

void show_envelope(Html& page, FactsView& view, const Reader& reader,
                   const json::Value& statement) {
  page.begin("dl");
  view.rows(statement::envelope(), statement,
            {.within = "envelope", .left_out = {"type", "body", "effective", "basis"}});
  const json::Value& basis = *statement.find("basis");
  for (const statement::Field& field : statement::envelope()) {
    if (field.name == "basis") view.rows(field.fields, basis, {.within = "basis"});
  }
  page.end();
  if (basis.text("kind") == "transcribed") {
    page.element("p", reader.word("page.transcribed-note"), {{"class", "closing"}});
  }
}

void show_as_of_form(Html& page, const Reader& reader) {
  const std::string size = reader.pinned() ? std::to_string(reader.size()) : std::string();
  page.begin("form", {{"method", "get"}});
  constexpr std::string_view kAsked[] = {"on", "asOf"};
  keep_choices(page, reader, kAsked);
  page.begin("label").text(reader.word("page.date", "Date"));
  page.empty("input", {{"name", "on"}, {"type", "date"}, {"value", to_string(reader.day())}});
  page.end().begin("label").text(reader.word("page.log-size", "log size"));
  page.empty("input", {{"name", "asOf"},
                       {"inputmode", "numeric"},
                       {"value", size},
                       {"size", "10"},
                       {"dir", "ltr"}});
  page.end().element("button", reader.word("page.show", "Show")).end();
}

Answer get_record_page(const Call& call) {
  CONCORDAT_TRY(reader, Reader::of(call));
  const auto slash = std::min(call.rest.find('/'), call.rest.size());
  const std::string_view kind = std::string_view(call.rest).substr(0, slash);
  const std::string_view id =
      std::string_view(call.rest).substr(std::min(slash + 1, call.rest.size()));
  CONCORDAT_TRY(record, call.ports.registry.show(kind, id, reader.size()));
  const std::int64_t index = record.json.find("statement")->integer("index");
  CONCORDAT_TRY(entry, call.ports.registry.statement(static_cast<std::uint64_t>(index)));
  return RecordPage(call, reader, record, *entry.find("statement")).compose();
}

}  // namespace concordat::api
