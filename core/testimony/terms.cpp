#include "core/testimony/terms.hpp"

#include <algorithm>
#include <array>

#include "core/testimony/tables.hpp"
#include "core/untp/tables.hpp"

namespace concordat::testimony {
namespace {

constexpr std::string_view kEntityCredential = "RecognizedEntityCredential";

untp::Version version(std::string_view type, std::string_view subject) {
  return {.name = "1",
          .context = kContextPath,
          .type = type,
          .subject = subject,
          .classes = kOwnClasses,
          .more = untp::kClasses070};
}

const std::array<Form, 4> kForms = {{
    {.kind = Kind::kAgreement,
     .version = version("RegistryAgreementCredential", kSubjectOfAgreement),
     .also = {},
     .schema = "registry-agreement-v1"},
    {.kind = Kind::kDecision,
     .version = version("RegistryDecisionCredential", "EquivalenceDecision"),
     .also = {},
     .schema = "registry-decision-v1"},
    {.kind = Kind::kRecognition,
     .version = version("RegistryRecognitionCredential", kEntity),
     .also = kEntityCredential,
     .schema = "registry-recognition-v1"},
    {.kind = Kind::kComputation,
     .version = version("RegistryComputationCredential", "Determination"),
     .also = {},
     .schema = "registry-computation-v1"},
}};

}  // namespace

std::span<const Form> forms() { return kForms; }

const Form& form_of(Kind kind) { return *std::ranges::find(kForms, kind, &Form::kind); }

const Form* find_form(std::string_view name) {
  const auto found = std::ranges::find_if(
      kForms, [&](const Form& form) { return form.version.type == name || form.schema == name; });
  return found == kForms.end() ? nullptr : &*found;
}

}  // namespace concordat::testimony
