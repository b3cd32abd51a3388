#include "core/untp/presented.hpp"

#include <algorithm>

#include "core/base/bytes.hpp"
#include "core/credential/jws.hpp"
#include "core/credential/securing/envelope.hpp"
#include "core/credential/securing/secured.hpp"
#include "core/json/read.hpp"
#include "core/time/timestamp.hpp"
#include "core/untp/check.hpp"

namespace concordat::untp {
namespace {

// The first of several spellings that is there.
const json::Value* spelled(const json::Value& object, std::string_view words) {
  while (!words.empty()) {
    const std::size_t space = std::min(words.find(' '), words.size());
    if (const json::Value* const found = object.find(words.substr(0, space))) return found;
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return nullptr;
}

// A list, or one value as a list of it.
template <class Visit>
void each(const json::Value* value, Visit&& visit) {
  if (!value) return;
  if (const json::Array* const list = value->as_array()) {
    for (const json::Value& element : *list) visit(element);
  } else {
    visit(*value);
  }
}

// The value itself, or the only element where a list was tolerated.
const json::Value* single(const json::Value* value) {
  if (!value || !value->as_array()) return value;
  return value->as_array()->empty() ? nullptr : &value->as_array()->front();
}

std::string text_of(const json::Value& object, std::string_view name) {
  const json::Value* const found = single(object.find(name));
  return found && found->as_string() ? *found->as_string() : std::string();
}

Thing thing_of(const json::Value* value) {
  value = single(value);
  if (!value) return {};
  return {.id = text_of(*value, "id"),
          .name = text_of(*value, "name"),
          .registered_id = text_of(*value, "registeredId")};
}

std::vector<Thing> things_of(const json::Value* value) {
  std::vector<Thing> found;
  each(value, [&](const json::Value& element) { found.push_back(thing_of(&element)); });
  return found;
}

std::vector<std::string> texts_of(const json::Value* value) {
  std::vector<std::string> found;
  each(value, [&](const json::Value& element) {
    if (const std::string* const text = element.as_string()) found.push_back(*text);
  });
  return found;
}

std::optional<bool> truth_of(const json::Value* value) {
  value = single(value);
  if (!value || !value->as_bool()) return std::nullopt;
  return *value->as_bool();
}

std::optional<Date> date_of_member(const json::Value& object, std::string_view name) {
  const auto date = parse_date(text_of(object, name));
  return date ? std::optional(*date) : std::nullopt;
}

std::optional<Instant> instant_of(const json::Value& object, std::string_view name) {
  const auto instant = parse_timestamp(text_of(object, name));
  return instant ? std::optional(*instant) : std::nullopt;
}

// The day of a timestamp as it is written.
std::optional<Date> day_of(const json::Value& object, std::string_view name) {
  constexpr std::size_t kDay = 10;
  const auto date = parse_date(std::string_view(text_of(object, name)).substr(0, kDay));
  return date ? std::optional(*date) : std::nullopt;
}

std::optional<Date> last_day_of(const json::Value& object, std::string_view name) {
  const std::optional<Date> day = day_of(object, name);
  constexpr std::string_view kMidnight = "T00:00:00";
  const bool ends_before = day && text_of(object, name).find(kMidnight) != std::string::npos;
  return ends_before ? std::optional(day->plus_days(-1)) : day;
}

std::vector<std::string> topics_of(const json::Value* value) {
  std::vector<std::string> topics;
  each(value, [&](const json::Value& element) {
    const std::string uri = element.as_string() ? *element.as_string() : text_of(element, "id");
    const std::string_view name = topic_name(uri);
    topics.emplace_back(name.empty() ? std::string_view(uri) : name);
  });
  return topics;
}

std::vector<Item> items_of(const json::Value* value, std::string_view member,
                           const Spelling& spelling) {
  std::vector<Item> items;
  each(value, [&](const json::Value& element) {
    Item item{.verified = truth_of(spelled(element, spelling.verified))};
    if (const json::Value* const what = single(element.find(member))) {
      item.what = thing_of(what);
      item.model = text_of(*what, "modelNumber");
      item.batch = text_of(*what, "batchNumber");
      item.serial = text_of(*what, "itemNumber");
      if (item.serial.empty()) item.serial = text_of(*what, "serialNumber");
    }
    items.push_back(std::move(item));
  });
  return items;
}

Assessment assessment_of(const json::Value& value, const Spelling& spelling) {
  return {.id = text_of(value, "id"),
          .name = text_of(value, "name"),
          .date = date_of_member(value, "assessmentDate"),
          .criteria = things_of(value.find("assessmentCriteria")),
          .standards = things_of(value.find("referenceStandard")),
          .regulations = things_of(value.find("referenceRegulation")),
          .products = items_of(value.find("assessedProduct"), "product", spelling),
          .facilities = items_of(value.find("assessedFacility"), "facility", spelling),
          .organisation = thing_of(value.find("assessedOrganisation")),
          .conditions = texts_of(value.find("specifiedCondition")),
          .topics = topics_of(value.find("conformityTopic")),
          .conformance = truth_of(value.find("conformance"))};
}

std::string address_of(const json::Value* link) {
  link = single(link);
  return link ? text_of(*link, "linkURL") : std::string();
}

Conformity conformity_of(const json::Value& subject, const Spelling& spelling) {
  Conformity found{.id = text_of(subject, "id"),
                   .name = text_of(subject, "name"),
                   .assessor_level = text_of(subject, "assessorLevel"),
                   .assessment_level = text_of(subject, "assessmentLevel"),
                   .attestation_type = text_of(subject, "attestationType"),
                   .issued_to = thing_of(subject.find("issuedToParty")),
                   .scheme = thing_of(spelled(subject, spelling.scheme)),
                   .profile = thing_of(spelled(subject, spelling.profile)),
                   .certificate = address_of(subject.find("conformityCertificate"))};
  if (const json::Value* const link = single(subject.find("conformityCertificate"))) {
    found.certificate_name = text_of(*link, "linkName");
  }
  each(subject.find("authorisation"), [&](const json::Value& element) {
    found.authorisations.push_back({.name = text_of(element, "name"),
                                    .authority = thing_of(element.find("issuingAuthority")),
                                    .evidence = address_of(element.find("endorsementEvidence"))});
  });
  each(spelled(subject, spelling.assessments), [&](const json::Value& element) {
    found.assessments.push_back(assessment_of(element, spelling));
  });
  return found;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

Identity identity_of(const json::Value& subject, const Spelling& spelling) {
  const json::Value* const name = single(spelled(subject, spelling.registered_name));
  return {.did = text_of(subject, "id"),
          .registered_name = name && name->as_string() ? *name->as_string() : std::string(),
          .registered_id = text_of(subject, "registeredId"),
          .registered = date_of_member(subject, "registeredDate"),
          .id_scheme = thing_of(spelled(subject, spelling.id_scheme)),
          .register_type = lower(text_of(subject, "registerType")),
          .public_information = text_of(subject, "publicInformation"),
          .registrar = thing_of(subject.find("registrar")),
          .scope = texts_of(spelled(subject, spelling.registration_scope))};
}

std::string known_versions() {
  std::string text;
  for (const Version& version : versions()) {
    if (text.find(version.context) != std::string::npos) continue;
    if (!text.empty()) text.append(", ");
    text.append(version.context);
  }
  return text;
}

Result<const Version*> version_of(const json::Value& document) {
  bool context = false;
  const Version* found = nullptr;
  const std::vector<std::string> contexts = texts_of(document.find("@context"));
  for (const Version& version : versions()) {
    if (std::ranges::find(contexts, version.context) == contexts.end()) continue;
    context = true;
    if (!credential::has_type(document, version.type)) continue;
    if (found && found->document != version.document) {
      return fail({.code = "untp.type", .place = "/type", .expected = "one kind of credential"});
    }
    // The same member has another meaning in each.
    if (found) {
      return fail({.code = "untp.version", .place = "/@context", .expected = "one version"});
    }
    found = &version;
  }
  if (found) return found;
  if (!context) {
    return fail({.code = "untp.version", .place = "/@context", .expected = known_versions()});
  }
  return fail({.code = "untp.type",
               .place = "/type",
               .expected = "DigitalConformityCredential or DigitalIdentityAnchor"});
}

Result<json::Value> payload_of(std::string_view token) {
  CONCORDAT_TRY(jws, credential::parse_jws(token));
  return json::read(jws.payload);
}

Result<json::Value> document_of(std::string_view text) {
  if (text.size() > kLargestCredential) {
    return fail({.code = "untp.too-large",
                 .expected = "at most " + std::to_string(kLargestCredential) + " octets"});
  }
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || text[start] != '{') {
    // A final newline of a file is no part of a token.
    if (text.ends_with('\n')) text.remove_suffix(1);
    return payload_of(text);
  }
  CONCORDAT_TRY(document, json::read(text));
  if (!credential::is_envelope(document)) return document;
  const auto envelope = credential::open_envelope(document);
  if (!envelope) return fail(envelope.error().error);
  return payload_of(envelope->text);
}

}  // namespace

Result<Presented> read_document(const json::Value& document, std::string_view text) {
  CONCORDAT_TRY(version, version_of(document));
  Presented read{.version = version};
  CONCORDAT_CHECK(check(document, *version, Manner::kTolerant, read.unknown));
  const json::Value* const subject = subject_of(document);
  if (!subject) {
    return fail({.code = "untp.missing", .place = "/credentialSubject", .expected = "a subject"});
  }
  read.types = texts_of(document.find("type"));
  read.id = text_of(document, "id");
  read.name = text_of(document, "name");
  read.issuer = thing_of(document.find("issuer"));
  read.valid_from = instant_of(document, "validFrom");
  read.valid_until = instant_of(document, "validUntil");
  read.first_day = day_of(document, "validFrom");
  read.last_day = last_day_of(document, "validUntil");
  if (const json::Value* const record = subject->find(kOwnMember)) read.record = *record;
  if (version->document == Document::kConformity) {
    read.subject = conformity_of(*subject, version->spelling);
  } else {
    Identity identity = identity_of(*subject, version->spelling);
    if (version->spelling.needs_id_scheme && identity.id_scheme.id.empty()) {
      return fail({.code = "untp.missing",
                   .place = "/credentialSubject/idScheme",
                   .expected = "RegisteredIdentity"});
    }
    read.subject = std::move(identity);
  }
  read.text = std::string(text);
  read.digest = crypto::sha256(bytes_of(text));
  return read;
}

Result<Presented> read(std::string_view text) {
  CONCORDAT_TRY(document, document_of(text));
  return read_document(document, text);
}

}  // namespace concordat::untp
