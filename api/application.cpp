// Pages that are pictures and tools of the web application. Without script each says what it is
// for, and where the same facts are to be had.
#include <string>

#include "api/reader.hpp"
#include "api/routes.hpp"

namespace concordat::api {
namespace {

struct ApplicationPage {
  std::string_view path;
  std::string_view title;  // codes in the message catalogues
  std::string_view about;
  std::string_view instead;  // an address that needs no script; empty: none
};

constexpr ApplicationPage kPages[] = {
    {"/plan", "web.plan.title", "web.plan.about", "/v1/determinations"},
    {"/who-recognises-whom", "web.whom.title", "web.whom.about", "/agreements"},
    {"/log", "web.log.title", "web.log.about", "/log/entries/0"},
    {"/data", "web.data.title", "web.data.about", "/v1/catalogue"},
};

}  // namespace

Answer get_application_page(const Call& call) {
  for (const ApplicationPage& known : kPages) {
    if (call.request.path != known.path) continue;
    const Reader reader = Reader::at_least(call.ports, call.request);
    const std::string title = reader.word(known.title, "Concordat");
    Html page = begin_page(reader, title);
    page.element("h1", title).element("p", reader.word(known.about));
    page.begin("noscript").begin("p").text(reader.word("web.needs-script")).text(" ");
    page.link(known.instead, known.instead).end().end();
    return finish_page(std::move(page), reader, call, Caching::kRevalidate);
  }
  return fail({.code = "request.no-such-route"});
}

}  // namespace concordat::api
