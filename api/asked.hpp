// What several use cases read of a request alike.
#pragma once

#include "api/routes.hpp"

namespace concordat::api {

// determinations.cpp: the question that the parameters of a GET ask, as JSON. What is wrong with
// it, `question_from_json` says; code request.parameter for a name that it does not have.
[[nodiscard]] Result<json::Value> question_of(const Query& query);

// issuing.cpp: in which form a credential is wanted, and the answer in that form. Codes
// issuing.no-key, request.not-acceptable, those of signing.
struct CredentialForm {
  bool token = false;
  std::string_view plain;  // the media type where it is no token
};
[[nodiscard]] Result<CredentialForm> credential_form(const Call& call);
[[nodiscard]] Answer credential_reply(const Call& call, const CredentialForm& form,
                                      const json::Value& credential);

// resources.cpp: the target of the next page, with the same parameters and another cursor
// (RFC 8288). What was counted is counted for every page, so that facets are not asked for again.
[[nodiscard]] std::string target_of_next(const Call& call, std::string_view next);

}  // namespace concordat::api
