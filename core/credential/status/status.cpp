#include "core/credential/status/status.hpp"

namespace concordat::credential {

Finding check_status(const StatusQuestion& question, const VerifyList&, Host&) {
  const std::string_view member =
      question.content == Content::kCredential ? "credentialStatus" : "status";
  if (!question.document.find(member)) return {Step::kStatus, Outcome::kNotAsked, {}};
  // No kind of list is read here, so nothing is known: which never reads as valid.
  return {Step::kStatus,
          Outcome::kUnchecked,
          {.code = "status.unsupported", .place = "/" + std::string(member)}};
}

}  // namespace concordat::credential
