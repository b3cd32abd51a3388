// Who recognises whom, on a day and over time.
#include "registry/coverage.hpp"

#include <algorithm>
#include <span>

#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "api/sentences.hpp"
#include "core/recognition/answer.hpp"

namespace concordat::api {
namespace {

Error refused(std::string_view name, std::string_view expected) {
  return {
      .code = "request.parameter", .place = std::string(name), .expected = std::string(expected)};
}

Result<Date> day_of(const Query& query, std::string_view name, Date otherwise) {
  if (!query.has(name)) return otherwise;
  const auto day = parse_date(query.value(name));
  if (!day) return fail(refused(name, "a day: 2026-01-31"));
  return *day;
}

Result<std::optional<facts::Route>> kind_of(const Query& query) {
  if (!query.has("kind")) return std::optional<facts::Route>();
  for (int at = 1; at < static_cast<int>(facts::kRoutes); ++at) {
    const auto kind = static_cast<facts::Route>(at);
    if (query.value("kind") == recognition::name(kind)) return std::optional(kind);
  }
  return fail(refused("kind", "R1 to R7"));
}

Result<std::optional<std::uint64_t>> size_of(const Query& query) {
  if (!query.has("asOf")) return std::optional<std::uint64_t>();
  const auto size = decimal(query.value("asOf"));
  if (!size) return fail(refused("asOf", "a log size"));
  return size;
}

// In the reader's words: the kinds, the states of cells, and what a market's own law offers where
// no instrument leads.
json::Object labels(const Spoken& spoken) {
  struct Label {
    std::string_view code;
    std::string_view sentence;
  };
  static constexpr Label kStates[] = {{"in-force", "recognition-state.in-force"},
                                      {"provisional", "recognition-state.provisional"},
                                      {"run-off", "recognition-state.run-off"},
                                      {"run-off-unsaid", "recognition-state.run-off-unsaid"},
                                      {"open", "recognition-state.open"},
                                      {"adopted", "recognition-state.adopted"},
                                      {"not-operational", "recognition-state.not-operational"},
                                      {"suspended", "recognition-state.suspended"},
                                      {"refused", "recognition-state.refused"}};
  static constexpr Label kOffers[] = {{"first-party", "own-law.first-party"},
                                      {"accredited-body", "own-law.accredited-body"}};
  json::Object kinds;
  for (int at = 1; at < static_cast<int>(facts::kRoutes); ++at) {
    const std::string kind(recognition::name(static_cast<facts::Route>(at)));
    kinds.set(kind, spoken.say("route." + kind, {}));
  }
  const auto said = [&](std::span<const Label> all) {
    json::Object words;
    for (const auto& [code, sentence] : all) words.set(code, spoken.say(sentence, {}));
    return words;
  };
  return {{"kinds", std::move(kinds)}, {"states", said(kStates)}, {"ownLawOffers", said(kOffers)}};
}

http::Response told(json::Value shown, const std::optional<Spoken>& spoken, bool pinned) {
  if (spoken) shown.as_object()->set("labels", labels(*spoken));
  http::Response response = json_reply(shown, pinned ? Caching::kImmutable : Caching::kLive);
  if (spoken) name_language(response, spoken->voice());
  return response;
}

// What both questions have in common.
Result<registry::CoverageQuestion> question_of(const Call& call,
                                               std::initializer_list<std::string_view> days) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  for (const auto& [name, value] : call.query.parameters()) {
    if (std::ranges::find(days, name) != days.end()) continue;
    if (name == "sector" || name == "kind" || name == "asOf" || name == "sentences") continue;
    std::string expected = "sector, kind, asOf, sentences";
    for (const std::string_view day : days) expected.append(", ").append(day);
    return fail(refused(name, expected));
  }
  CONCORDAT_TRY(kind, kind_of(call.query));
  CONCORDAT_TRY(size, size_of(call.query));
  return registry::CoverageQuestion{
      .days = {}, .sector = std::string(call.query.value("sector")), .kind = kind, .as_of = size};
}

}  // namespace

Answer get_coverage(const Call& call) {
  CONCORDAT_TRY(question, question_of(call, {"on"}));
  CONCORDAT_TRY(spoken, asked_voice(call));
  CONCORDAT_TRY(on, day_of(call.query, "on", utc_date(call.ports.clock.now())));
  question.days.from = on;
  CONCORDAT_TRY(shown, registry::coverage(call.ports.registry, question));
  return told(std::move(shown), spoken, question.as_of && call.query.has("on"));
}

Answer get_coverage_changes(const Call& call) {
  CONCORDAT_TRY(question, question_of(call, {"from", "until"}));
  CONCORDAT_TRY(spoken, asked_voice(call));
  CONCORDAT_TRY(from, day_of(call.query, "from", kBeginning));
  CONCORDAT_TRY(until, day_of(call.query, "until", kForever));
  question.days = {from, until};
  CONCORDAT_TRY(shown, registry::coverage_changes(call.ports.registry, question));
  return told(std::move(shown), spoken, question.as_of.has_value());
}

}  // namespace concordat::api
