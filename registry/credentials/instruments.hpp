// Credentials of the registry's own kinds about statements on file: agreements, equivalence
// decisions, designations (spec/formats/testimony.md); and about what it computed.
#pragma once

#include <string>

#include "core/recognition/question.hpp"
#include "core/testimony/recognised.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {

// The newest agreement of that identifier, as it stands on the office's day. Codes
// resource.not-found, and those of testimony::write_agreement.
[[nodiscard]] Result<json::Value> credential_about_agreement(const Registry& registry,
                                                             const testimony::Office& office,
                                                             std::string_view id);
// The same for an equivalence decision.
[[nodiscard]] Result<json::Value> credential_about_decision(const Registry& registry,
                                                            const testimony::Office& office,
                                                            std::string_view id);
// A designation, or an accreditor's signature of an arrangement, by its statement. `did` is that of
// the body or accreditor, or empty. Code untp.not-an-identity where the statement is neither.
[[nodiscard]] Result<json::Value> credential_about_recognition(const Registry& registry,
                                                               const testimony::Office& office,
                                                               const testimony::Evidence& evidence);
// Whom such a statement is about; kNoId where it is of another type.
[[nodiscard]] facts::Id recognised_by(const facts::Tables& tables, const untp::Logged& statement);

// The determination of that question, as a credential. Codes of `Registry::decide`, of the
// registrar and of the profile.
[[nodiscard]] Result<json::Value> credential_about_answer(const Registry& registry,
                                                          const recognition::Question& question,
                                                          Instant now);

// A statement of the log as the writers of credentials take it. Codes of the store.
[[nodiscard]] Result<untp::Logged> logged_statement(const Registry& registry, std::uint64_t index);

}  // namespace concordat::registry
