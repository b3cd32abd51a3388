#include "core/untp/vocabulary.hpp"

#include <algorithm>
#include <array>

#include "core/untp/tables.hpp"

namespace concordat::untp {
namespace {

constexpr std::string_view kContext070 = "https://vocabulary.uncefact.org/untp/0.7.0/context/";

const std::array<Version, 4> kVersions = {{
    {.name = "0.7.0",
     .document = Document::kConformity,
     .context = kContext070,
     .type = "DigitalConformityCredential",
     .subject = "ConformityAttestation",
     .classes = kClasses070,
     .spelling = {.scheme = "referenceScheme",
                  .profile = "referenceProfile",
                  .assessments = "conformityAssessment",
                  .verified = "idVerifiedByCAB IDverifiedByCAB",
                  .registered_name = {},
                  .id_scheme = "idScheme schemeId",
                  .registration_scope = {}}},
    {.name = "0.7.0",
     .document = Document::kIdentity,
     .context = kContext070,
     .type = "DigitalIdentityAnchor",
     .subject = "RegisteredIdentity",
     .classes = kClasses070,
     .spelling = {.scheme = {},
                  .profile = {},
                  .assessments = {},
                  .verified = {},
                  .registered_name = "registeredName",
                  .id_scheme = "idScheme schemeId",
                  .registration_scope = "registrationScope registrationScopeList",
                  .needs_id_scheme = true}},
    {.name = "0.6.1",
     .document = Document::kConformity,
     .context = "https://test.uncefact.org/vocabulary/untp/dcc/0.6.1/",
     .type = "DigitalConformityCredential",
     .subject = "ConformityAttestation",
     .classes = kClasses061,
     .spelling = {.scheme = "scope",
                  .profile = {},
                  .assessments = "assessment",
                  .verified = "IDverifiedByCAB idVerifiedByCAB",
                  .registered_name = {},
                  .id_scheme = "idScheme schemeId",
                  .registration_scope = {}}},
    {.name = "0.6.1",
     .document = Document::kIdentity,
     .context = "https://test.uncefact.org/vocabulary/untp/dia/0.6.1/",
     .type = "DigitalIdentityAnchor",
     .subject = "RegisteredIdentity",
     .classes = kClasses061,
     .spelling = {.scheme = {},
                  .profile = {},
                  .assessments = {},
                  .verified = {},
                  .registered_name = "name registeredName",
                  .id_scheme = "idScheme schemeId",
                  .registration_scope = "registrationScopeList registrationScope"}},
}};

constexpr std::string_view kTopicFolders[] = {
    kTopics, "https://vocabulary.uncefact.org/conformity-topic/",
    "https://vocabulary.uncefact.org/untp/conformity-topic/",
    "https://vocabulary.uncefact.org/untp/conformity-topics/"};

}  // namespace

std::span<const Version> versions() { return kVersions; }

const Version* find_version(std::string_view name, Document document) {
  const auto found = std::ranges::find_if(kVersions, [&](const Version& version) {
    return version.name == name && version.document == document;
  });
  return found == kVersions.end() ? nullptr : &*found;
}

const Class* find_class(const Version& version, std::string_view name) {
  for (const std::span<const Class> classes : {version.classes, version.more}) {
    const auto found = std::ranges::find(classes, name, &Class::name);
    if (found != classes.end()) return &*found;
  }
  return nullptr;
}

std::string_view topic_name(std::string_view uri) {
  for (const std::string_view folder : kTopicFolders) {
    if (uri.starts_with(folder)) return uri.substr(folder.size());
  }
  return {};
}

}  // namespace concordat::untp
