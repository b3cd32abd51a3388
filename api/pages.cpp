// The first page, and a page for every problem code.
#include "api/pages.hpp"

#include <algorithm>
#include <iterator>

#include "api/labels.hpp"
#include "api/reader.hpp"
#include "api/routes.hpp"

namespace concordat::api {
namespace {

// The certificate that the examples of this house are told with; any other stands in for it in a
// registry that does not know it.
constexpr std::string_view kExampleCertificate = "ANSSI-CC-2023/42";
constexpr std::string_view kExampleMarket = "ES";
constexpr std::string_view kExampleDate = "2024-05-01";

std::string example_certificate(const registry::Registry& registry) {
  if (registry.show("certificates", kExampleCertificate)) return std::string(kExampleCertificate);
  const auto page = registry.list({.kind = "certificates", .limit = 1});
  if (!page || page->resources.empty()) return {};
  return std::string(page->resources.front().json.text("number"));
}

void try_this(Html& page, std::string_view path, std::string_view what, std::string_view shown) {
  page.begin("li").text(what).text(" ").link(path, shown).end();
}

void three_things(Html& page, const Call& call, const Reader& reader) {
  const Voice& voice = reader.voice();
  const std::string number = example_certificate(call.ports.registry);
  page.begin("section").element("h2", word(voice, "page.try", "Three things to try")).begin("ol");
  if (!number.empty()) {
    const std::string encoded = percent_encode(number);
    const std::string question = "?market=" + std::string(kExampleMarket);
    try_this(page,
             reader.to("/certificates/" + encoded + question + "&on=" + std::string(kExampleDate)),
             word(voice, "page.try-certificate", "Read whether a market accepts a certificate:"),
             number);
    const std::string target = "/v1/determinations" + question +
                               "&date=" + std::string(kExampleDate) +
                               "&purpose=recognition&sentences=true&certificate=" + encoded;
    try_this(page, target,
             word(voice, "page.try-json", "Get the same answer for a machine, with its reasons:"),
             "/v1/determinations");
  } else {
    try_this(page, reader.to("/organisations"), word(voice, "page.try-list", "See who takes part:"),
             "/organisations");
  }
  try_this(page, "/log/checkpoint",
           word(voice, "page.try-log", "Hold the log to account, from its signed checkpoint on:"),
           "/log/checkpoint");
  page.end().end();
}

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= 100 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos;
}

// Will a market accept a certificate on a day? Answered on this very address.
void show_check_form(Html& page, const Reader& reader, const Call& call) {
  page.begin("form", {{"method", "get"}, {"action", "/"}});
  keep_choices(page, reader, {});
  page.begin("label").text(reader.word("page.certificate-number", "Certificate number"));
  page.empty("input", {{"name", "certificate"}, {"required", "required"}, {"dir", "ltr"}}).end();
  page.begin("label").text(reader.word("page.market", "Market"));
  page.empty("input", {{"name", "market"},
                       {"required", "required"},
                       {"maxlength", "20"},
                       {"size", "8"},
                       {"dir", "ltr"}});
  page.end().begin("label").text(reader.word("page.date", "Date"));
  const std::string today = to_string(utc_date(call.ports.clock.now()));
  page.empty("input", {{"name", "on"}, {"type", "date"}, {"value", today}}).end();
  page.element("button", reader.word("page.ask", "Ask")).end();
}

// A question about one certificate of which the certificate's page is the whole answer. The
// application asks others on this address too: they are not answered without it.
bool is_plain_question(const Query& query) {
  constexpr std::string_view kPlain[] = {"certificate", "market", "on", "lang", "language"};
  return query.has("certificate") && std::ranges::all_of(query.parameters(), [&](const auto& one) {
           return std::ranges::find(kPlain, one.first) != std::end(kPlain) ||
                  (one.first == "purpose" && one.second == "recognition");
         });
}

Answer answer_on_landing(const Call& call) {
  Call asked = call;
  asked.rest = call.query.value("certificate");
  Answer page = get_certificate_page(asked);
  // That it is not on file is the answer to this question, and no fault of the address.
  if (page && page->status == 404) page->status = 200;
  return page;
}

}  // namespace

Answer get_landing(const Call& call) {
  if (is_plain_question(call.query)) return answer_on_landing(call);
  CONCORDAT_TRY(reader, Reader::of(call));
  const Voice& voice = reader.voice();
  const std::string title =
      word(voice, "page.title", "Cross-border recognition of safety certifications");
  Html page = begin_page(reader, "Concordat");
  page.element("h1", title);
  page.element(
      "p", word(voice, "page.what",
                "This registry answers whether a market accepts a certificate for a product on a "
                "date, why, and if not, what would cure it. Every fact in it is a statement signed "
                "by whoever made it, kept in a log that nobody can rewrite unseen."));
  show_check_form(page, reader, call);
  show_search_form(page, reader, {}, {});
  three_things(page, call, reader);
  page.begin("section").element("h2", word(voice, "page.on-file", "On file")).begin("ul");
  for (const std::string& kind : registry::Registry::kinds()) {
    page.begin("li").link(reader.to("/" + kind), word(voice, kind_code(kind), kind)).end();
  }
  page.begin("li").link(reader.to("/log/entries/0"), word(voice, "page.first-entry", "Entry 0"));
  page.end().end().end();
  page.begin("section").element("h2", word(voice, "page.interfaces", "Interfaces")).begin("ul");
  page.begin("li").link("/openapi.json", "OpenAPI 3.1").end();
  for (const std::string& kind : registry::Registry::kinds()) {
    const std::string path = "/v1/" + kind;
    page.begin("li").link(path, path).end();
  }
  page.end().end();
  return finish_page(std::move(page), reader, call, Caching::kRevalidate);
}

Answer get_problem_page(const Call& call) {
  if (!is_code(call.rest)) return fail({.code = "request.no-such-route"});
  const Reader reader = Reader::at_least(call.ports, call.request);
  Html page = begin_page(reader, call.rest);
  page.begin("h1").identifier(call.rest).end();
  page.element("p", reader.word(call.rest));
  page.begin("p").text("HTTP ").identifier(std::to_string(status_of(call.rest))).end();
  return finish_page(std::move(page), reader, call, Caching::kLive);
}

}  // namespace concordat::api
