#include "api/reader.hpp"

#include <algorithm>

#include "api/target.hpp"

namespace concordat::api {
namespace {

constexpr Language kLanguages[] = {{"ar", "العربية"},  {"zh", "中文"},    {"en", "English"},
                                   {"fr", "Français"}, {"ru", "Русский"}, {"es", "Español"}};

constexpr std::string_view kLanguage = "lang";
constexpr std::string_view kLanguageOfResolvers = "language";
constexpr std::string_view kAsOf = "asOf";
constexpr std::string_view kOn = "on";

void append_parameter(std::string& target, const Query::Parameter& parameter) {
  target.push_back(target.find('?') == std::string::npos ? '?' : '&');
  target.append(percent_encode(parameter.first)).append("=");
  target.append(percent_encode(parameter.second));
}

bool is_asked(std::span<const std::string_view> asked, std::string_view name) {
  return std::ranges::find(asked, name) != asked.end();
}

}  // namespace

std::span<const Language> page_languages() { return kLanguages; }

Result<Reader> Reader::of(const Call& call) {
  Reader reader = at_least(call.ports, call.request);
  // A form sends the fields that were left empty as well.
  reader.pinned_ = !call.query.value(kAsOf).empty();
  if (reader.pinned_) {
    CONCORDAT_TRY(size,
                  call.query.number(kAsOf, {.minimum = 1, .maximum = call.ports.registry.size()}));
    reader.size_ = *size;
  }
  if (!call.query.value(kOn).empty()) {
    CONCORDAT_TRY(day, parse_date(call.query.value(kOn)));
    reader.day_ = day;
  }
  for (const auto& parameter : call.query.parameters()) {
    const bool chosen = parameter.first == kAsOf || parameter.first == kOn;
    if (chosen && !parameter.second.empty()) reader.kept_.push_back(parameter);
  }
  return reader;
}

Reader Reader::at_least(const Ports& ports, const http::Request& request) {
  Reader reader;
  reader.voice_ = voice_of(ports, request);
  reader.path_ = std::string(request.path);
  reader.size_ = ports.registry.size();
  reader.day_ = utc_date(ports.clock.now());
  reader.address_ = address_of(ports, request).value_or("");
  const auto query = Query::parse(request.query);
  if (!query) return reader;
  bool chosen = false;
  // As Call::voice has it.
  for (const std::string_view name : {kLanguage, kLanguageOfResolvers}) {
    const std::string_view asked = query->value(name);
    if (asked.empty()) continue;
    chosen = true;
    if (ports.messages != nullptr) reader.voice_.language = ports.messages->negotiate(asked);
  }
  if (chosen) reader.kept_.emplace_back(kLanguage, reader.voice_.language);
  reader.parameters_ = reader.kept_;
  for (const auto& parameter : query->parameters()) {
    const bool language = parameter.first == kLanguage || parameter.first == kLanguageOfResolvers;
    if (!language) reader.parameters_.push_back(parameter);
  }
  return reader;
}

std::string Reader::say(std::string_view code, const MessageArguments& arguments) const {
  if (voice_.messages == nullptr) return std::string(code);
  return voice_.messages->sentence(voice_.language, code, arguments);
}

std::string Reader::to(std::string_view path) const {
  const auto hash = std::min(path.find('#'), path.size());
  std::string target(path.substr(0, hash));
  for (const auto& parameter : kept_) append_parameter(target, parameter);
  return target.append(path.substr(hash));
}

std::string Reader::here(std::string_view left_out, const Query::Parameter& added) const {
  std::string target = path_;
  for (const auto& parameter : parameters_) {
    if (parameter.first != left_out) append_parameter(target, parameter);
  }
  if (!added.first.empty()) append_parameter(target, added);
  return target;
}

std::string Reader::here_in(std::string_view language) const {
  return here(kLanguage, {std::string(kLanguage), std::string(language)});
}

std::string Reader::here_now() const { return here(kAsOf, {}); }

std::vector<HeadLink> Reader::head_links() const {
  std::vector<HeadLink> links;
  links.push_back({.relation = "canonical", .address = address_ + here({}, {})});
  for (const Language& language : kLanguages) {
    links.push_back({.relation = "alternate",
                     .language = std::string(language.tag),
                     .address = address_ + here_in(language.tag)});
  }
  links.push_back({.relation = "alternate",
                   .language = "x-default",
                   .address = address_ + here(kLanguage, {})});
  return links;
}

Html begin_page(const Reader& reader, std::string_view title) {
  return begin_page(reader.voice(), title, reader.head_links());
}

void show_languages(Html& page, const Reader& reader) {
  const std::string label = reader.word("page.languages", "Languages");
  page.begin("nav", {{"class", "languages"}, {"aria-label", label}}).begin("ul");
  for (const Language& language : kLanguages) {
    page.begin("li");
    if (language.tag == reader.language()) {
      page.element("span", language.name, {{"lang", language.tag}, {"aria-current", "true"}});
    } else {
      const std::string target = reader.here_in(language.tag);
      page.element("a", language.name,
                   {{"href", target}, {"hreflang", language.tag}, {"lang", language.tag}});
    }
    page.end();
  }
  page.end().end();
}

http::Response finish_page(Html page, const Reader& reader, const Call& call, Caching caching) {
  page.end().begin("footer").begin("p").text(reader.word("page.log", "Log")).text(" ");
  page.identifier(call.ports.registry.origin()).text(" · ");
  page.text(reader.word("page.log-size", "log size")).text(" ");
  page.identifier(std::to_string(reader.size())).text(" · ");
  page.link(reader.to("/about"), reader.word("web.shell.about", "About")).end();
  show_languages(page, reader);
  page.end();
  return finish_page(std::move(page), reader.voice(), caching, call.ports.application);
}

void show_day(Html& page, const Reader& reader, std::string_view day) {
  if (!parse_date(day)) {
    page.identifier(day);
    return;
  }
  page.begin("time", {{"datetime", day}});
  page.identifier(reader.say("text.day", {{"day", std::string(day)}})).end();
}

void show_moment(Html& page, const Reader& reader, std::string_view instant) {
  page.begin("time", {{"datetime", instant}});
  page.identifier(reader.say("text.moment", {{"moment", std::string(instant)}})).end();
}

void show_span(Html& page, const Reader& reader, const DateSpan& days) {
  if (days.from == kBeginning) {
    page.text("…");
  } else {
    show_day(page, reader, to_string(days.from));
  }
  page.text(" – ");
  if (days.until == kForever) {
    page.text(reader.word("page.no-end", "…"));
  } else {
    show_day(page, reader, to_string(days.until.plus_days(-1)));
  }
}

void show_entry(Html& page, const Reader& reader, std::uint64_t index) {
  const std::string number = std::to_string(index);
  page.link(reader.to("/log/entries/" + number), "#" + number);
}

void begin_table(Html& page, std::string_view label) {
  page.begin("div",
             {{"class", "wide"}, {"role", "region"}, {"aria-label", label}, {"tabindex", "0"}});
  page.begin("table");
}

void keep_choices(Html& page, const Reader& reader, std::span<const std::string_view> asked) {
  for (const auto& [name, value] : reader.kept()) {
    if (is_asked(asked, name)) continue;
    page.empty("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  }
}

}  // namespace concordat::api
