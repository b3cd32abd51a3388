#include "api/trust_query.hpp"

#include <algorithm>

#include "api/target.hpp"
#include "core/facts/rows/compacts.hpp"

namespace concordat::api {
namespace {

constexpr std::uint32_t bit(facts::Artefact artefact) {
  return 1U << static_cast<unsigned>(artefact);
}

using facts::Artefact;

constexpr TrustAction kActions[] = {
    {kCertify, "product-certification",
     bit(Artefact::kCertificate) | bit(Artefact::kTypeExamination) |
         bit(Artefact::kQualityApproval),
     true, true},
    {"certify-systems", "system-certification", 0, true, false},
    {"certify-persons", "person-certification", 0, true, false},
    {"test", "testing", bit(Artefact::kTestReport), true, true},
    {"calibrate", "calibration", 0, true, false},
    {"inspect", "inspection", bit(Artefact::kInspection), true, true},
    {"verify", "validation-verification", 0, true, false},
    {kRecogniseCertificate, "", 0, true, false},
    {kAccredit, "", 0, false, true},
};

constexpr std::string_view kResourceNames[] = {"mainScope", "standard", "sector",     "scheme",
                                               "act",       "module",   "certificate"};
// Kinds of resource whose address can stand for a part.
constexpr std::pair<std::string_view, std::string_view> kAddressed[] = {
    {"standards", "standard"},
    {"schemes", "scheme"},
    {"acts", "act"},
    {"certificates", "certificate"},
};
constexpr std::string_view kIds = "/id/";

Error bad_member(std::string_view name, std::string_view expected) {
  return {
      .code = "trust.member", .place = "/" + std::string(name), .expected = std::string(expected)};
}

Result<std::string> required_text(const json::Value& body, std::string_view name) {
  const json::Value* value = body.find(name);
  const std::string* text = value == nullptr ? nullptr : value->as_string();
  if (text == nullptr || text->empty() || text->size() > kMaxTrustMember_bytes) {
    return fail(bad_member(name, "text of 1 to 2,048 octets"));
  }
  return *text;
}

// Characters of a reference (RFC 3986, appendix A), with every "%" before two hexadecimal digits.
bool is_reference(std::string_view text) {
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    constexpr std::string_view kOthers = "-._~:/?#[]@!$&'()*+,;=";
    if (letter || digit || kOthers.find(c) != std::string_view::npos) continue;
    const std::string_view hex = text.substr(at).substr(0, 3);
    if (c != '%' || hex.size() < 3 || !is_hex(hex[1]) || !is_hex(hex[2])) return false;
    at += 2;
  }
  return true;
}

Result<std::string> required_identifier(const json::Value& body, std::string_view name) {
  CONCORDAT_TRY(text, required_text(body, name));
  if (!is_reference(text)) return fail(bad_member(name, "an identifier as RFC 3986 writes it"));
  return text;
}

Status read_time(const std::string& text, TrustQuestion& question) {
  // An empty time asks for now, as the schema of the answer says.
  if (text.empty()) return {};
  const auto time = parse_instant(text);
  if (!time || !text.ends_with('Z')) {
    return fail({.code = "trust.time",
                 .place = "/context/time",
                 .expected = "an instant as RFC 3339 writes it, in UTC: 2026-03-01T00:00:00Z"});
  }
  question.time = *time;
  question.time_text = text;
  return {};
}

// As a JSON pointer writes a name (RFC 6901, 3).
std::string pointed(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c == '~') text += "~0";
    if (c == '/') text += "~1";
    if (c != '~' && c != '/') text.push_back(c);
  }
  return text;
}

Status read_context(const json::Value& context, TrustQuestion& question) {
  const json::Object* members = context.as_object();
  if (members == nullptr || members->size() > kMaxTrustContext) {
    return fail({.code = "trust.context", .place = "/context", .expected = "an object of texts"});
  }
  for (const auto& [name, value] : *members) {
    const std::string* text = value.as_string();
    if (text == nullptr) {
      return fail(
          {.code = "trust.context", .place = "/context/" + pointed(name), .expected = "text"});
    }
    if (name == "time") CONCORDAT_CHECK(read_time(*text, question));
    if (name != "as_of") continue;
    question.as_of = decimal(*text);
    if (!question.as_of) {
      return fail({.code = "trust.context",
                   .place = "/context/as_of",
                   .expected = "a log size as text: 1234"});
    }
  }
  return {};
}

// What stands behind "{address}/id/" in the text; none where it does not begin so.
std::optional<std::string_view> below_ids(std::string_view text, std::string_view address) {
  if (!text.starts_with(address)) return std::nullopt;
  text.remove_prefix(address.size());
  if (!text.starts_with(kIds)) return std::nullopt;
  return text.substr(kIds.size());
}

Error unknown_resource(std::string_view place) {
  return {.code = "trust.unknown-resource",
          .place = std::string(place),
          .expected =
              "mainScope, standard, sector, scheme, act, module or certificate, as "
              "name=value joined by &"};
}

}  // namespace

Result<TrustQuestion> trust_question_from_json(const json::Value& body) {
  if (body.as_object() == nullptr) return fail(bad_member("", "an object"));
  TrustQuestion question;
  CONCORDAT_TRY(entity, required_identifier(body, "entity_id"));
  CONCORDAT_TRY(authority, required_identifier(body, "authority_id"));
  CONCORDAT_TRY(action, required_text(body, "action"));
  CONCORDAT_TRY(resource, required_text(body, "resource"));
  question.entity = std::move(entity);
  question.authority = std::move(authority);
  question.action = std::move(action);
  question.resource = std::move(resource);
  if (const json::Value* context = body.find("context")) {
    CONCORDAT_CHECK(read_context(*context, question));
  }
  return question;
}

Result<const TrustAction*> trust_action(TrustVerb verb, std::string_view name) {
  std::string known;
  for (const TrustAction& action : kActions) {
    const bool asked = verb == TrustVerb::kAuthorization ? action.authorises : action.recognises;
    if (!asked) continue;
    if (action.name == name) return &action;
    known.append(known.empty() ? "" : ", ").append(action.name);
  }
  return fail({.code = "trust.unknown-action", .place = "/action", .expected = known});
}

std::optional<std::string_view> TrustResource::part(std::string_view name) const {
  for (const auto& [known, value] : parts) {
    if (known == name) return value;
  }
  return std::nullopt;
}

Result<TrustResource> trust_resource(std::string_view text, std::string_view address) {
  TrustResource resource;
  if (const auto below = below_ids(text, address)) {
    const auto slash = std::min(below->find('/'), below->size());
    const auto* const kind = std::ranges::find(
        kAddressed, below->substr(0, slash), &std::pair<std::string_view, std::string_view>::first);
    if (kind == std::end(kAddressed)) return fail(unknown_resource("/resource"));
    resource.parts.emplace_back(kind->second, identifier_in(text, address));
    return resource;
  }
  auto query = Query::parse(text);
  if (!query || query->parameters().empty()) return fail(unknown_resource("/resource"));
  for (const auto& [name, value] : query->parameters()) {
    if (std::ranges::find(kResourceNames, name) == std::end(kResourceNames) || value.empty()) {
      return fail(unknown_resource("/resource"));
    }
    resource.parts.emplace_back(name, value);
  }
  return resource;
}

std::string identifier_in(std::string_view text, std::string_view address) {
  const auto below = below_ids(text, address);
  if (!below) return std::string(text);
  const auto slash = below->find('/');
  if (slash == std::string_view::npos) return std::string(text);
  return percent_decode(below->substr(slash + 1)).value_or(std::string(text));
}

std::string party_in(std::string_view text, std::string_view address) {
  const auto below = below_ids(text, address);
  const bool party =
      below && (below->starts_with("organisations/") || below->starts_with("economies/"));
  return party ? identifier_in(text, address) : std::string(text);
}

}  // namespace concordat::api
