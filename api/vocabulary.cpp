// The catalogue of schemes, profiles and criteria, under the addresses by which they match.
#include "registry/credentials/vocabulary.hpp"

#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "core/json/write.hpp"

namespace concordat::api {
namespace {

constexpr std::uint64_t kDefaultPage = 50;
constexpr std::uint64_t kMaxPage = 500;  // as Registry::list

Result<registry::Vocabulary> vocabulary_for(const Call& call, const Voice& voice) {
  return registry::Vocabulary::of(call.ports.registry, call.ports.clock.now(), voice.language);
}

Answer answered(const Call& call, const Voice& voice, const json::Value& document) {
  const bool plain = !accepts(call.request.header("Accept"), kLdJson);
  if (plain) CONCORDAT_CHECK(must_accept(call.request, kJson));
  http::Response response = reply({.type = plain ? kJson : kLdJson,
                                   .body = json::compact(document),
                                   .caching = Caching::kRevalidate});
  response.fields.add("Content-Language", voice.language);
  response.fields.add("Vary", "Accept, Accept-Language");
  return response;
}

Answer listed(const Call& call, std::string_view kind) {
  const Voice voice = call.voice();
  for (const auto& [name, value] : call.query.parameters()) {
    if (name == "after" || name == "limit") continue;
    return fail({.code = "request.parameter", .place = name, .expected = "after, limit"});
  }
  CONCORDAT_TRY(limit, call.query.number("limit", {.minimum = 1, .maximum = kMaxPage}));
  CONCORDAT_TRY(vocabulary, vocabulary_for(call, voice));
  CONCORDAT_TRY(page, vocabulary.page(kind, call.query.value("after"),
                                      static_cast<std::uint32_t>(limit.value_or(kDefaultPage))));
  CONCORDAT_TRY(response, answered(call, voice, page));
  if (const std::string_view next = page.text("next"); !next.empty()) {
    std::string target = std::string(call.request.path) + "?after=" + percent_encode(next);
    if (limit) target += "&limit=" + std::to_string(*limit);
    response.fields.add("Link", "<" + target + ">; rel=\"next\"");
  }
  return response;
}

}  // namespace

Answer get_vocabulary(const Call& call) {
  CONCORDAT_CHECK(call.query.none_but_handed_on());
  const Voice voice = call.voice();
  CONCORDAT_TRY(vocabulary, vocabulary_for(call, voice));
  return answered(call, voice, vocabulary.front());
}

Answer get_vocabulary_entry(const Call& call) {
  const std::string_view path = call.request.path;
  if (path == "/vocabulary/schemes" || path == "/vocabulary/acts") return listed(call, call.rest);
  CONCORDAT_CHECK(call.query.none_but_handed_on());
  const auto name = untp::vocabulary_name(path);
  if (!name) return fail({.code = "request.no-such-route"});
  const Voice voice = call.voice();
  CONCORDAT_TRY(vocabulary, vocabulary_for(call, voice));
  CONCORDAT_TRY(entry, vocabulary.entry(*name));
  return answered(call, voice, entry);
}

}  // namespace concordat::api
