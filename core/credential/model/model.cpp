#include "core/credential/model/model.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "core/credential/model/url.hpp"
#include "core/credential/securing/envelope.hpp"
#include "core/credential/securing/secured.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::credential {
namespace {

constexpr std::string_view kBaseContext = "https://www.w3.org/ns/credentials/v2";

std::unexpected<Error> refuse(std::string_view code, std::string place, std::string expected) {
  return fail(
      {.code = std::string(code), .place = std::move(place), .expected = std::move(expected)});
}

// 4.3: an ordered set whose first item is the base context; URLs and contexts written out follow.
Status check_context(const json::Value& document) {
  constexpr std::string_view kCode = "model.context";
  const json::Value* context = document.find("@context");
  if (!context || !context->as_array() || context->as_array()->empty()) {
    return refuse(kCode, "/@context", "an array that begins with the base context");
  }
  const json::Array& items = *context->as_array();
  if (!items[0].as_string() || *items[0].as_string() != kBaseContext) {
    return refuse(kCode, "/@context/0", std::string(kBaseContext));
  }
  for (std::size_t at = 1; at < items.size(); ++at) {
    const bool is_good = items[at].as_object() != nullptr ||
                         (items[at].as_string() && is_url(*items[at].as_string()));
    if (!is_good) return refuse(kCode, "/@context/" + std::to_string(at), "a URL or an object");
  }
  return {};
}

// Where something stands, written out only when it is refused.
struct Place {
  std::string_view member = {};  // of the document; empty for the document itself
  std::size_t at = kOne;         // in an array
  static constexpr std::size_t kOne = static_cast<std::size_t>(-1);

  [[nodiscard]] std::string text(std::string_view within = {}) const {
    std::string pointer;
    if (!member.empty()) pointer = "/" + std::string(member);
    if (at != kOne) pointer += "/" + std::to_string(at);
    return pointer + std::string(within);
  }
};

// 4.5: one type or several, each a term or an absolute URL.
Status check_type(const json::Value& object, std::string_view code, const Place& place) {
  const json::Value* type = object.find("type");
  const auto is_good = [](const json::Value& one) {
    return one.as_string() && !one.as_string()->empty();
  };
  if (type && is_good(*type)) return {};
  if (type && type->as_array() && !type->as_array()->empty() &&
      std::ranges::all_of(*type->as_array(), is_good)) {
    return {};
  }
  return refuse(code, place.text("/type"), "a type, or an array of types");
}

enum class Presence : std::uint8_t { kRequired, kOptional };

// 4.4: one URL.
Status check_id(const json::Value& object, Presence presence, std::string_view code,
                const Place& place) {
  const json::Value* id = object.find("id");
  if (!id && presence == Presence::kOptional) return {};
  if (id && id->as_string() && is_url(*id->as_string())) return {};
  return refuse(code, place.text("/id"), "a URL");
}

// A member that is a URL, or an object with one as its id.
Status check_party(const json::Value& document, std::string_view name, std::string_view code) {
  const Place place{.member = name};
  const json::Value* party = document.find(name);
  if (!party) return refuse(code, place.text(), "a URL, or an object with an id");
  if (party->as_string()) {
    return is_url(*party->as_string()) ? Status{} : refuse(code, place.text(), "a URL");
  }
  if (!party->as_object()) return refuse(code, place.text(), "a URL, or an object with an id");
  return check_id(*party, Presence::kRequired, code, place);
}

// The objects of a member that may be one or several.
struct Listed {
  const json::Value* object;
  Place place;
};
Result<std::vector<Listed>> objects_of(const json::Value& document, std::string_view name,
                                       std::string_view code) {
  std::vector<Listed> objects;
  const json::Value* member = document.find(name);
  if (!member) return objects;
  if (const json::Array* array = member->as_array()) {
    for (std::size_t at = 0; at < array->size(); ++at) {
      objects.push_back({&(*array)[at], {.member = name, .at = at}});
    }
  } else {
    objects.push_back({member, {.member = name}});
  }
  for (const Listed& listed : objects) {
    if (!listed.object->as_object() || listed.object->as_object()->empty()) {
      return refuse(code, listed.place.text(), "an object that says something");
    }
  }
  return objects;
}

// Members that are objects with a type, and in some cases an id.
struct Typed {
  std::string_view name;
  std::string_view code;
  Presence id;
};
constexpr std::array<Typed, 5> kTyped = {{
    {"credentialStatus", "model.status", Presence::kOptional},  // 4.10
    {"credentialSchema", "model.schema", Presence::kRequired},  // 4.11
    {"evidence", "model.evidence", Presence::kOptional},        // 5.6
    {"termsOfUse", "model.terms-of-use", Presence::kOptional},  // 5.5
    {"refreshService", "model.refresh", Presence::kOptional},   // 5.4
}};

Status check_typed(const json::Value& document, const Typed& typed) {
  CONCORDAT_TRY(objects, objects_of(document, typed.name, typed.code));
  for (const Listed& listed : objects) {
    CONCORDAT_CHECK(check_type(*listed.object, typed.code, listed.place));
    CONCORDAT_CHECK(check_id(*listed.object, typed.id, typed.code, listed.place));
  }
  return {};
}

// 4.8: one subject or several, each with at least one claim.
Status check_subjects(const json::Value& document) {
  constexpr std::string_view kCode = "model.subject";
  CONCORDAT_TRY(subjects, objects_of(document, "credentialSubject", kCode));
  if (subjects.empty()) return refuse(kCode, "/credentialSubject", "an object");
  for (const Listed& listed : subjects) {
    CONCORDAT_CHECK(check_id(*listed.object, Presence::kOptional, kCode, listed.place));
  }
  return {};
}

Result<std::optional<Instant>> read_date(const json::Value& document, std::string_view name) {
  const json::Value* date = document.find(name);
  if (!date) return std::nullopt;
  const auto instant = date->as_string() ? parse_timestamp(*date->as_string())
                                         : Result<Instant>(fail({.code = "time.timestamp"}));
  if (!instant) {
    return refuse("model.date", "/" + std::string(name),
                  "a timestamp YYYY-MM-DDTHH:MM:SS with Z or an offset");
  }
  return *instant;
}

// 4.9: both dates, in order; instants are compared, not text.
Status check_dates(const json::Value& document) {
  CONCORDAT_TRY(from, read_date(document, "validFrom"));
  CONCORDAT_TRY(until, read_date(document, "validUntil"));
  if (from && until && *until < *from) {
    return refuse("model.interval", "/validUntil", "not before validFrom");
  }
  return {};
}

// 11.1: a language value object has @value and nothing but @language and @direction beside it.
bool is_language_value(const json::Value& value) {
  if (value.as_string()) return true;
  if (!value.as_object() || !value.find("@value") || !value.find("@value")->as_string()) {
    return false;
  }
  return std::ranges::all_of(*value.as_object(), [](const json::Member& member) {
    const std::string& name = member.first;
    return (name == "@value" || name == "@language" || name == "@direction") &&
           member.second.as_string() &&
           (name != "@direction" || *member.second.as_string() == "ltr" ||
            *member.second.as_string() == "rtl");
  });
}

// 4.6: name and description are text, or text with a language, or several of these.
Status check_texts(const json::Value& object, const Place& place) {
  for (const std::string_view name : {"name", "description"}) {
    const json::Value* text = object.find(name);
    if (!text) continue;
    const bool is_good = text->as_array()
                             ? std::ranges::all_of(*text->as_array(), is_language_value)
                             : is_language_value(*text);
    if (!is_good) {
      return refuse("model.language", place.text("/" + std::string(name)),
                    "text, or an object with @value, @language and @direction");
    }
  }
  return {};
}

// 5.3: each resource once, with a digest.
Status check_related(const json::Value& document) {
  constexpr std::string_view kCode = "model.related";
  CONCORDAT_TRY(resources, objects_of(document, "relatedResource", kCode));
  std::set<std::string_view> seen;
  for (const Listed& listed : resources) {
    CONCORDAT_CHECK(check_id(*listed.object, Presence::kRequired, kCode, listed.place));
    if (!seen.insert(listed.object->text("id")).second) {
      return refuse(kCode, listed.place.text("/id"), "each resource once");
    }
    if (!listed.object->find("digestSRI") && !listed.object->find("digestMultibase")) {
      return refuse(kCode, listed.place.text(), "digestSRI or digestMultibase");
    }
  }
  return {};
}

Status check_own_type(const json::Value& document, std::string_view type) {
  constexpr std::string_view kCode = "model.type";
  CONCORDAT_CHECK(check_type(document, kCode, {}));
  return has_type(document, type) ? Status{} : refuse(kCode, "/type", std::string(type));
}

}  // namespace

Status check_credential(const json::Value& document) {
  CONCORDAT_CHECK(check_context(document));
  CONCORDAT_CHECK(check_own_type(document, "VerifiableCredential"));
  CONCORDAT_CHECK(check_id(document, Presence::kOptional, "model.id", {}));
  CONCORDAT_CHECK(check_party(document, "issuer", "model.issuer"));
  CONCORDAT_CHECK(check_subjects(document));
  CONCORDAT_CHECK(check_dates(document));
  for (const Typed& typed : kTyped) CONCORDAT_CHECK(check_typed(document, typed));
  CONCORDAT_CHECK(check_related(document));
  CONCORDAT_CHECK(check_texts(document, {}));
  if (const json::Value* issuer = document.find("issuer")) {
    CONCORDAT_CHECK(check_texts(*issuer, {.member = "issuer"}));
  }
  return {};
}

Status check_presentation(const json::Value& document) {
  CONCORDAT_CHECK(check_context(document));
  CONCORDAT_CHECK(check_own_type(document, "VerifiablePresentation"));
  CONCORDAT_CHECK(check_id(document, Presence::kOptional, "model.id", {}));
  if (document.find("holder")) CONCORDAT_CHECK(check_party(document, "holder", "model.holder"));
  CONCORDAT_CHECK(check_typed(document, {"termsOfUse", "model.terms-of-use", Presence::kOptional}));
  // 4.13: each is an object, with a proof of its own or within an envelope; text is none.
  CONCORDAT_TRY(credentials, objects_of(document, "verifiableCredential", "model.credentials"));
  for (const Listed& listed : credentials) {
    if (!is_envelope(*listed.object) && !listed.object->find("proof")) {
      return refuse("model.credentials", listed.place.text(),
                    "an envelope, or a credential with a proof");
    }
  }
  return {};
}

std::vector<const json::Value*> credentials_of(const json::Value& presentation) {
  std::vector<const json::Value*> credentials;
  const json::Value* member = presentation.find("verifiableCredential");
  if (!member) return credentials;
  if (!member->as_array()) return {member};
  for (const json::Value& one : *member->as_array()) credentials.push_back(&one);
  return credentials;
}

}  // namespace concordat::credential
