// The use cases, one function a route and method. Each reads its own part of the request, asks the
// registry, and gives an answer or an error; statuses, problem documents and common fields are
// added by `Api`.
#pragma once

#include "api/call.hpp"

namespace concordat::api {

using Answer = Result<http::Response>;

// determinations.cpp
[[nodiscard]] Answer get_determination(const Call& call);
[[nodiscard]] Answer post_determinations(const Call& call);

// resources.cpp
[[nodiscard]] Answer get_index(const Call& call);
[[nodiscard]] Answer get_resources(const Call& call);
[[nodiscard]] Answer list_statements(const Call& call);
[[nodiscard]] Answer get_statement(const Call& call);

// credentials.cpp
[[nodiscard]] Answer post_verification(const Call& call);
[[nodiscard]] Answer post_showing(const Call& call);

// issuing.cpp
[[nodiscard]] Answer get_credential(const Call& call, std::string_view kind, std::string_view id);
[[nodiscard]] Answer get_did_document(const Call& call);
[[nodiscard]] Answer get_context(const Call& call);

// testimony.cpp
[[nodiscard]] Answer get_own_context(const Call& call);
[[nodiscard]] Answer get_schema(const Call& call);
[[nodiscard]] Answer get_determination_credential(const Call& call);
[[nodiscard]] Answer post_determination_credential(const Call& call);

// vocabulary.cpp
[[nodiscard]] Answer get_vocabulary(const Call& call);
[[nodiscard]] Answer get_vocabulary_entry(const Call& call);

// status_lists.cpp
[[nodiscard]] Answer get_status_list(const Call& call);

// paper.cpp
[[nodiscard]] Answer get_paper(const Call& call, std::string_view certificate);

// code.cpp
[[nodiscard]] Answer get_code(const Call& call, std::string_view certificate);

// found.cpp
[[nodiscard]] Answer get_search(const Call& call);
[[nodiscard]] Answer get_alerts(const Call& call, std::string_view certificate);

// submission.cpp
[[nodiscard]] Answer post_statements(const Call& call);

// log_files.cpp
[[nodiscard]] Answer get_checkpoint(const Call& call);
[[nodiscard]] Answer get_tile(const Call& call);

// service.cpp
[[nodiscard]] Answer get_openapi(const Call& call);
[[nodiscard]] Answer get_health(const Call& call);
[[nodiscard]] Answer get_readiness(const Call& call);
[[nodiscard]] Answer get_metrics(const Call& call);

// resolver.cpp
[[nodiscard]] Answer get_gs1_link(const Call& call);
[[nodiscard]] Answer get_identified(const Call& call);
[[nodiscard]] Answer get_resolver_description(const Call& call);

// trust.cpp
[[nodiscard]] Answer post_authorization(const Call& call);
[[nodiscard]] Answer post_recognition(const Call& call);
[[nodiscard]] Answer get_trust_metadata(const Call& call);
[[nodiscard]] Answer get_trust_not_offered(const Call& call);

// dumps.cpp
[[nodiscard]] Answer get_dump(const Call& call);
[[nodiscard]] Answer get_catalogue(const Call& call);

// changes.cpp
[[nodiscard]] Answer get_changes(const Call& call);

// coverage.cpp
[[nodiscard]] Answer get_coverage(const Call& call);
[[nodiscard]] Answer get_coverage_changes(const Call& call);

// session.cpp
[[nodiscard]] Answer get_session(const Call& call);
[[nodiscard]] Answer post_session(const Call& call);
[[nodiscard]] Answer delete_session(const Call& call);

// account.cpp
[[nodiscard]] Answer get_account(const Call& call);
[[nodiscard]] Answer patch_account(const Call& call);
[[nodiscard]] Answer post_password(const Call& call);
[[nodiscard]] Answer get_second_factor(const Call& call);
[[nodiscard]] Answer post_second_factor(const Call& call);
[[nodiscard]] Answer delete_second_factor(const Call& call);
[[nodiscard]] Answer post_recovery_codes(const Call& call);
[[nodiscard]] Answer get_sessions(const Call& call);
[[nodiscard]] Answer delete_sessions(const Call& call);
[[nodiscard]] Answer delete_one_session(const Call& call);

// tokens.cpp
[[nodiscard]] Answer get_tokens(const Call& call);
[[nodiscard]] Answer post_tokens(const Call& call);
[[nodiscard]] Answer post_token(const Call& call);
[[nodiscard]] Answer delete_token(const Call& call);
// audit.cpp
[[nodiscard]] Answer get_accesses(const Call& call);
[[nodiscard]] Answer get_looks(const Call& call);

// vc_api.cpp
[[nodiscard]] Answer post_vc_issue(const Call& call);
[[nodiscard]] Answer post_vc_status(const Call& call);
[[nodiscard]] Answer post_vc_verify_credential(const Call& call);
[[nodiscard]] Answer post_vc_verify_presentation(const Call& call);
[[nodiscard]] Answer get_vc_status_list(const Call& call);

// assets.cpp
[[nodiscard]] Answer get_asset(const Call& call);
[[nodiscard]] Answer get_icon(const Call& call);

// application.cpp
[[nodiscard]] Answer get_application_page(const Call& call);

// guidance.cpp
[[nodiscard]] Answer get_about_page(const Call& call);
[[nodiscard]] Answer get_guidance_page(const Call& call);

// pages.cpp
[[nodiscard]] Answer get_landing(const Call& call);
[[nodiscard]] Answer get_certificate_page(const Call& call);
[[nodiscard]] Answer get_problem_page(const Call& call);

// record_page.cpp, list_page.cpp, entry_page.cpp
[[nodiscard]] Answer get_record_page(const Call& call);
[[nodiscard]] Answer get_list_page(const Call& call);
[[nodiscard]] Answer get_search_page(const Call& call);
[[nodiscard]] Answer get_entry_page(const Call& call);

}  // namespace concordat::api
