// The rules of the Verifiable Credentials Data Model 2.0 that hold without JSON-LD processing:
// contexts, identifiers, types, dates, subjects, status, schemas, evidence, terms of use.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"

namespace concordat::credential {

// Codes, each with the place as a JSON pointer: model.context, model.type, model.id, model.issuer,
// model.subject, model.date, model.interval (validUntil before validFrom), model.status,
// model.schema, model.evidence, model.terms-of-use, model.refresh, model.related, model.language.
[[nodiscard]] Status check_credential(const json::Value& document);
// The same for a presentation: model.context, model.type, model.id, model.holder,
// model.terms-of-use, model.credentials (each an object: an envelope, or a credential with a
// proof).
[[nodiscard]] Status check_presentation(const json::Value& document);

// The credentials of a presentation, one or many; a presentation without any has none.
[[nodiscard]] std::vector<const json::Value*> credentials_of(const json::Value& presentation);

}  // namespace concordat::credential
