// Heads of the records of access (spec/formats/audit.md) form one chain in the log: each names the
// one before it and goes beyond it, so what was committed once cannot be committed otherwise.
#pragma once

#include "core/admission/scene.hpp"
#include "core/statement/statement.hpp"

namespace concordat::admission {

// Code admission.audit-head. Every other statement passes.
[[nodiscard]] Status check_audit_head(const Scene& scene, const statement::Statement& statement);

}  // namespace concordat::admission
