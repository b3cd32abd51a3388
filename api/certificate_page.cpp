// The page of a certificate: what it is, and whether a market accepts it on a date, for people.
//
// It shows the determination and adds nothing to it: every line is a finding, condition or cure of
// the answer, in the answer's order.
#include <algorithm>

#include "api/concerning.hpp"
#include "api/pages.hpp"
#include "api/routes.hpp"
#include "api/sheet_view.hpp"
#include "core/recognition/answer.hpp"
#include "registry/paper/places.hpp"
#include "registry/resources.hpp"

namespace concordat::api {
namespace {

using recognition::Bearing;
using recognition::Verdict;

struct Look {
  std::string_view style;
  std::string_view mark;
};

// Where nothing is recognised there is no extent to speak of.
bool reaches(Verdict verdict) {
  return verdict == Verdict::kRecognised || verdict == Verdict::kConditional ||
         verdict == Verdict::kEvidenceAccepted;
}

Look look_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kNotApplicable:
    case Verdict::kRecognised:
      return {"good", "✓"};
    case Verdict::kConditional:
    case Verdict::kEvidenceAccepted:
      return {"warn", "!"};
    case Verdict::kUndecided:
      return {"open", "?"};
    case Verdict::kNotRecognised:
      return {"bad", "✗"};
  }
  return {"open", "?"};
}

Look look_of(Bearing bearing) {
  switch (bearing) {
    case Bearing::kHolds:
      return {"good", "✓"};
    case Bearing::kNote:
      return {"open", "·"};
    case Bearing::kCondition:
      return {"warn", "!"};
    case Bearing::kOpen:
      return {"open", "?"};
    case Bearing::kFails:
      return {"bad", "✗"};
  }
  return {"open", "?"};
}

class AnswerView {
 public:
  AnswerView(Html& page, const Reader& reader)
      : page_(page), reader_(reader), voice_(reader.voice()) {}

  void show(const recognition::Answer& answer) {
    verdict(answer);
    conditions(answer.conditions);
    cures(answer.cures);
    findings(answer.findings);
    for (const auto& requirement : answer.requirements) show(requirement);
  }

 private:
  std::string sentence(std::string_view code, const recognition::Arguments& arguments) const {
    if (voice_.messages == nullptr) return std::string(code);
    MessageArguments named;
    for (const auto& [name, value] : arguments) named.emplace_back(name, value);
    return voice_.messages->sentence(voice_.language, code, named);
  }

  std::string named(std::string_view family, std::string_view name) const {
    return word(voice_, std::string(family) + "." + std::string(name), name);
  }

  std::string colon() const { return word(voice_, "text.colon", ": "); }

  void verdict(const recognition::Answer& answer) {
    const Look look = look_of(answer.verdict);
    page_.begin("section");
    page_.begin("p", {{"class", "verdict"}});
    page_.element("span", look.mark, {{"class", "mark"}, {"aria-hidden", "true"}});
    page_.element("span", named("verdict", name(answer.verdict)), {{"class", look.style}});
    if (answer.why != recognition::Why::kNone) {
      page_.text(" · ").text(named("why", name(answer.why)));
    }
    page_.end();
    if (reaches(answer.verdict)) extent(answer.extent);
    if (!answer.stable.empty()) {
      page_.begin("p").text(word(voice_, "page.stable", "The answer is the same for these dates:"));
      const bool begins = answer.stable.from != kBeginning;
      const bool ends = answer.stable.until != kForever;
      page_.text(" ").identifier(begins ? to_string(answer.stable.from) : "…").text(" – ");
      page_.identifier(ends ? to_string(answer.stable.until.plus_days(-1)) : "…").end();
    }
    page_.end();
  }

  void extent(const recognition::Extent& extent) {
    if (extent.level.empty()) return;
    page_.begin("p");
    if (extent.whole) {
      page_.text(word(voice_, "page.extent-whole", "In full, at")).text(" ");
    } else {
      page_.text(word(voice_, "page.extent", "Recognised up to")).text(" ");
    }
    page_.identifier(extent.level);
    if (!extent.at_most.empty() && extent.at_most != extent.level) {
      page_.text(" – ").identifier(extent.at_most);
    }
    list(" + ", extent.components);
    if (!extent.not_recognised.empty()) {
      page_.text(". ").text(word(voice_, "page.not-recognised", "Not recognised:")).text(" ");
      page_.identifier(extent.not_recognised.front());
      list(", ", {extent.not_recognised.begin() + 1, extent.not_recognised.end()});
    }
    page_.end();
  }

  void list(std::string_view before, const std::vector<std::string>& names) {
    for (const std::string& one : names) page_.text(before).identifier(one);
  }

  void conditions(const std::vector<recognition::Condition>& conditions) {
    if (conditions.empty()) return;
    page_.begin("section").element("h2", word(voice_, "page.conditions", "Conditions"));
    page_.begin("ul");
    for (const auto& condition : conditions) {
      page_.begin("li").text(sentence(condition.code, condition.arguments));
      page_.element("span", named("timing", condition.timing), {{"class", "leg"}}).end();
    }
    page_.end().end();
  }

  void cures(const std::vector<recognition::Cure>& cures) {
    if (cures.empty()) return;
    page_.begin("section").element("h2", word(voice_, "page.cures", "What would change it"));
    page_.begin("ol");
    for (const auto& cure : cures) {
      page_.begin("li");
      for (std::size_t at = 0; at < cure.steps.size(); ++at) {
        if (at > 0) page_.text(" ");
        page_.text(sentence(cure.steps[at].code, cure.steps[at].arguments));
      }
      page_.end();
    }
    page_.end().end();
  }

  void findings(const std::vector<recognition::Finding>& findings) {
    if (findings.empty()) return;
    page_.begin("ul");
    for (const auto& finding : findings) {
      const Look look = look_of(finding.bearing);
      page_.begin("li");
      page_.element("span", look.mark,
                    {{"class", std::string("mark ") += look.style},
                     {"title", named("bearing", recognition::name(finding.bearing))}});
      page_.text(sentence(finding.code, finding.arguments));
      page_.element("span", named("leg", recognition::name(finding.leg)), {{"class", "leg"}});
      for (const auto index : finding.evidence) {
        page_.text(" ");
        show_entry(page_, reader_, index);
      }
      page_.end();
    }
    page_.end();
  }

  void show(const recognition::RequirementAnswer& requirement) {
    page_.begin("section").begin("h2");
    if (requirement.requirement.empty()) {
      page_.text(word(voice_, "page.attestation", "The certificate itself"));
    } else {
      page_.identifier(requirement.requirement);
    }
    page_.text(colon()).text(named("outcome", name(requirement.outcome))).end();
    findings(requirement.findings);
    for (const auto& route : requirement.routes) {
      page_.begin("h3").text(named("route", recognition::name(route.route)));
      if (!route.instrument.empty()) page_.text(" ").identifier(route.instrument);
      page_.text(colon());
      page_.text(named("verdict", name(route.outcome)));
      page_.end();
      if (reaches(route.outcome)) extent(route.extent);
      findings(route.findings);
    }
    page_.end();
  }

  Html& page_;
  const Reader& reader_;
  const Voice& voice_;
};

struct Asked {
  std::string number;
  std::string market;
  std::string date;
};

void form(Html& page, const Reader& reader, const Asked& asked) {
  const Voice& voice = reader.voice();
  const std::string action = "/certificates/" + percent_encode(asked.number);
  page.begin("form", {{"method", "get"}, {"action", action}});
  keep_choices(page, reader, {});
  page.begin("label").text(word(voice, "page.market", "Market"));
  page.empty("input", {{"name", "market"},
                       {"value", asked.market},
                       {"required", "required"},
                       {"maxlength", "20"},
                       {"size", "8"},
                       {"dir", "ltr"}});
  page.end().begin("label").text(word(voice, "page.date", "Date"));
  page.empty("input", {{"name", "on"}, {"type", "date"}, {"value", asked.date}}).end();
  page.element("button", word(voice, "page.ask", "Ask")).end();
}

// What an identifier is called on file, in the reader's language, else in English; nothing where it
// is not on file, as a holder that was only transcribed by name.
std::string called(const Call& call, std::string_view kind, std::string_view id) {
  if (kind.empty()) return {};
  const auto named = call.ports.registry.show(kind, id);
  const json::Value* names = named ? named->json.find("names") : nullptr;
  if (names == nullptr) return {};
  return std::string(names->text(call.voice().language, names->text("en")));
}

// Organisations that people may take for this one. Whoever was deceived by a name sees it here.
std::vector<std::string> look_alikes(const Call& call, std::string_view id, std::string_view name) {
  std::vector<std::string> others;
  for (const std::string_view text : {id, name}) {
    if (text.empty()) continue;
    const auto page = call.ports.registry.list(
        {.kind = std::string(registry::kOrganisations),
         .filters = {{std::string(registry::kLooksLike), std::string(text)}}});
    if (!page) continue;
    for (const registry::Resource& found : page->resources) {
      const bool known = std::ranges::find(others, found.id) != others.end();
      if (found.id != id && !known) others.push_back(found.id);
    }
  }
  return others;
}

// Whoever was deceived by a name sees it here.
void warn_of_look_alikes(Html& page, const Call& call, std::string_view certificate) {
  const auto shown = call.ports.registry.show("certificates", certificate);
  if (!shown) return;
  std::vector<std::string> others;
  for (const std::string_view member : {"holder", "body"}) {
    const std::string_view id = shown->json.text(member);
    const std::string name = called(call, registry::kOrganisations, id);
    if (!name.empty()) std::ranges::copy(look_alikes(call, id, name), std::back_inserter(others));
  }
  if (others.empty()) return;
  page.begin("section", {{"class", "warn"}});
  page.text(word(call.voice(), "page.look-alike",
                 "Not to be confused with another organisation on file:"));
  for (const std::string& other : others) page.text(" ").identifier(other);
  page.end();
}

// What is on file, in the order in which its holder prints it; or what it means that nothing is.
void describe(Html& page, const Call& call, const Reader& reader, std::string_view number,
              const Result<paper::Sheet>& sheet) {
  const Voice& voice = reader.voice();
  if (sheet) {
    show_sheet(page, voice, *sheet, registry::resolver_of(number));
    warn_of_look_alikes(page, call, number);
    if (call.ports.press == nullptr) return;
    page.begin("p", {{"class", "screen"}});
    page.link(registry::paper_of(number), word(voice, "page.paper", "As a PDF")).end();
    return;
  }
  page.begin("h1").identifier(number).end();
  if (sheet.error().code == "resource.not-found") {
    page.element("p", word(voice, "page.not-found",
                           "No certificate of this number is on file here. That does not make it "
                           "invalid: its issuer may not be obliged to file here."));
    show_search_form(page, reader, {}, {});
    return;
  }
  page.element("p", word(voice, sheet.error().code, sheet.error().code)).begin("ul");
  for (const auto& [name, value] : sheet.error().arguments) {
    if (name != "candidate") continue;
    page.begin("li").link(reader.to(registry::page_of(value)), value).end();
  }
  page.end();
}

// Who and what the certificate names, and what was stated about it.
void around(Html& page, const Call& call, const Reader& reader, std::string_view number) {
  const auto record = call.ports.registry.show("certificates", number);
  if (!record) return;
  References references(call, reader);
  FactsView view(page, reader, references);
  const statement::Descriptor& type = *statement::find("certificate");
  page.begin("section").element("h2", word(reader.voice(), "page.see-also", "See also"));
  page.begin("dl");
  for (const statement::Field& field : type.fields) {
    const bool party = field.name == "holder" || field.name == "manufacturer";
    const bool leads = party || !kind_of(field.target).empty();
    if (!leads || field.target == statement::Target::kCertificate) continue;
    view.rows({&field, 1}, record->json, {.within = type.type});
  }
  page.end().end();
  show_history(page, reader, references, events_of(call, reader, *record));
}

void provenance(Html& page, const Reader& reader, const registry::AsOf& as_of,
                const std::string& target) {
  page.begin("footer").identifier(as_of.origin).text(" · ");
  page.identifier(std::to_string(as_of.size)).text(" · ").identifier(as_of.root).text(" · ");
  page.identifier(as_of.time).text(" · ").link(target, "JSON");
  show_languages(page, reader);
  page.end();
}

recognition::Question question_of(const Asked& asked, Date date) {
  recognition::Question question;
  question.purpose = recognition::Purpose::kRecognition;
  recognition::AttestationReference attestation;
  attestation.number = asked.number;
  question.attestations.push_back(std::move(attestation));
  question.market = asked.market;
  question.date = date;
  return question;
}

}  // namespace

Answer get_certificate_page(const Call& call) {
  const Reader reader = Reader::at_least(call.ports, call.request);
  Asked asked{.number = call.rest,
              .market = std::string(call.query.value("market")),
              .date = std::string(call.query.value("on"))};
  if (asked.date.empty()) asked.date = to_string(utc_date(call.ports.clock.now()));
  CONCORDAT_TRY(date, parse_date(asked.date));

  Html page = begin_page(reader, asked.number);
  const auto certificate = sheet_of(call, asked.number);
  describe(page, call, reader, asked.number, certificate);
  form(page, reader, asked);
  if (asked.market.empty()) {
    around(page, call, reader, asked.number);
    http::Response response = finish_page(std::move(page), reader, call, Caching::kRevalidate);
    if (!certificate) response.status = status_of(certificate.error().code);
    return response;
  }
  CONCORDAT_TRY(decision, call.ports.registry.decide(question_of(asked, date)));
  if (call.ports.meter != nullptr) {
    call.ports.meter->determined(recognition::name(decision.answer.verdict));
  }
  AnswerView(page, reader).show(decision.answer);
  around(page, call, reader, asked.number);
  page.end();
  provenance(page, reader, decision.as_of,
             "/v1/determinations?purpose=recognition&sentences=true&market=" +
                 percent_encode(asked.market) + "&date=" + percent_encode(asked.date) +
                 "&certificate=" + percent_encode(asked.number));
  return finish_page(std::move(page), reader.voice(), Caching::kLive, call.ports.application);
}

}  // namespace concordat::api
