// Why there is no page, for people.
#include "api/pages.hpp"
#include "api/target.hpp"

namespace concordat::api {

http::Response error_page(const Ports& ports, const http::Request& request, const Error& error) {
  const Reader reader = Reader::at_least(ports, request);
  const int status = status_of(error.code);
  const bool not_found = status == 404;
  const std::string said = reader.say(error.code, error.arguments);
  const std::string title = not_found ? reader.word("page.not-here", "Not found here") : said;
  Html page = begin_page(reader.voice(), title);
  page.element("h1", title);
  if (not_found) {
    page.element("p", said);
    page.element("p", reader.word("page.not-invalid", "Absent is not invalid."));
  }
  if (!error.place.empty()) {
    page.begin("p").begin("code").identifier(error.place).end();
    if (!error.expected.empty()) {
      page.text(reader.word("text.colon", ": ")).identifier(error.expected);
    }
    page.end();
  }
  if (error.code == "resource.ambiguous") {
    page.begin("ul");
    for (const auto& [name, value] : error.arguments) {
      if (name != "candidate") continue;
      page.begin("li").link(reader.to(page_path("certificates", value)), value).end();
    }
    page.end();
  }
  show_search_form(page, reader, {}, {});
  page.begin("p").text("HTTP ").identifier(std::to_string(status)).text(" · ");
  page.link(reader.to("/problems/" + error.code), error.code).end().end();
  page.begin("footer");
  show_languages(page, reader);
  page.end();
  http::Response response =
      finish_page(std::move(page), reader.voice(), Caching::kNoStore, ports.application);
  response.status = status;
  return response;
}

}  // namespace concordat::api
