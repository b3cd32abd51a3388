// Pages that explain recognition to a newcomer. They are text, whole without script; where the web
// application runs it takes them over and adds pictures. Both write the messages of the same codes:
// web.guidance.<topic>.title, .lede, .p1, .p2 and so on without a gap.
#include <algorithm>
#include <string>

#include "api/reader.hpp"
#include "api/routes.hpp"

namespace concordat::api {
namespace {

// In the order of web/app/src/pages/guidance/topics.ts: what there is to understand, then what
// each kind of visitor does here.
constexpr std::string_view kToUnderstand[] = {"certificate", "authentic", "direction", "answer",
                                              "undecided",   "not-found", "cure",      "log"};
constexpr std::string_view kToDo[] = {"officer", "exporter", "regulator", "journalist", "auditor"};

std::string code_of(std::string_view topic, std::string_view part) {
  return std::string("web.guidance.").append(topic).append(".").append(part);
}

// More than any topic has; catalogues that answer for whatever code they are asked end too.
constexpr int kMostParagraphs = 9;

void write_paragraphs(Html& page, const Reader& reader, const std::string& stem) {
  for (int at = 1; at <= kMostParagraphs; ++at) {
    const std::string text = reader.word(stem + "p" + std::to_string(at));
    if (text.empty()) return;
    page.element("p", text);
  }
}

template <class Topics>
void write_topics(Html& page, const Reader& reader, std::string_view title, const Topics& topics) {
  page.begin("section").element("h2", reader.word(title));
  for (const std::string_view topic : topics) {
    page.begin("h3");
    page.link(reader.to(std::string("/guidance/").append(topic)),
              reader.word(code_of(topic, "title"), topic));
    page.end().element("p", reader.word(code_of(topic, "lede")));
  }
  page.end();
}

}  // namespace

Answer get_about_page(const Call& call) {
  const Reader reader = Reader::at_least(call.ports, call.request);
  const std::string title = reader.word("web.about.title", "Concordat");
  Html page = begin_page(reader, title);
  page.element("h1", title).element("p", reader.word("web.about.lede"));
  write_paragraphs(page, reader, "web.about.");
  write_topics(page, reader, "web.guidance.understand", kToUnderstand);
  write_topics(page, reader, "web.guidance.do", kToDo);
  return finish_page(std::move(page), reader, call, Caching::kRevalidate);
}

Answer get_guidance_page(const Call& call) {
  const auto is_topic = [&](const auto& topics) {
    return std::ranges::find(topics, call.rest) != std::ranges::end(topics);
  };
  if (!is_topic(kToUnderstand) && !is_topic(kToDo)) return fail({.code = "request.no-such-route"});
  const Reader reader = Reader::at_least(call.ports, call.request);
  const std::string title = reader.word(code_of(call.rest, "title"), call.rest);
  Html page = begin_page(reader, title);
  page.element("h1", title).element("p", reader.word(code_of(call.rest, "lede")));
  write_paragraphs(page, reader, code_of(call.rest, ""));
  page.begin("p").link(reader.to("/about"), reader.word("web.guidance.all", "/about")).end();
  return finish_page(std::move(page), reader, call, Caching::kRevalidate);
}

}  // namespace concordat::api
