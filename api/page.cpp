#include "api/page.hpp"

#include <utility>

#include "api/negotiation.hpp"
#include "api/page_style.hpp"

namespace concordat::api {
namespace {

// The camera reads codes when somebody presses for it; nothing else of a device is of use here.
constexpr std::string_view kPermissions = "camera=(self), geolocation=(), microphone=()";

// At the end of the page, so that it is whole before the application takes part of it over.
void begin_application(Html& page, const Assets& assets) {
  for (const std::string& style : assets.styles()) {
    page.empty("link", {{"rel", "stylesheet"}, {"href", style}});
  }
  // Whether there are shapes stands in the page, so that nobody asks for what is not there.
  if (assets.shapes().empty()) {
    page.element("script", "", {{"type", "module"}, {"src", assets.script()}});
  } else {
    page.element("script", "",
                 {{"type", "module"}, {"src", assets.script()}, {"data-shapes", assets.shapes()}});
  }
}

}  // namespace

std::string word(const Voice& voice, std::string_view code, std::string_view otherwise) {
  if (voice.messages != nullptr) {
    std::string said = voice.messages->sentence(voice.language, code, {});
    if (said != code) return said;
  }
  return std::string(otherwise);
}

Html begin_page(const Voice& voice, std::string_view title, std::span<const HeadLink> links) {
  Html page({.language = voice.language, .title = title, .style = page_style(), .links = links});
  page.begin("header").begin("a", {{"href", "/"}, {"class", "mark-of-house"}}).text("Concordat");
  page.end().end();
  page.begin("main");
  return page;
}

http::Response finish_page(Html page, const Voice& voice, Caching caching,
                           const Assets* application) {
  const bool starts = application != nullptr && !application->script().empty();
  if (starts) begin_application(page, *application);
  http::Response response =
      reply({.type = kHtml, .body = std::move(page).finish(), .caching = caching});
  response.fields.add(
      "Content-Security-Policy",
      content_security_policy(page_style(), starts ? Scripts::kOwn : Scripts::kNone));
  if (starts) response.fields.add("Permissions-Policy", kPermissions);
  response.fields.add("Referrer-Policy", "no-referrer");
  response.fields.add("Content-Language", voice.language);
  response.fields.add("Vary", "Accept-Language");
  return response;
}

}  // namespace concordat::api
