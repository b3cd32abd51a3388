// Errors as problem documents (RFC 9457), and the one table that gives an error code its status.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/json/value.hpp"
#include "registry/ports/http.hpp"
#include "registry/ports/messages.hpp"

namespace concordat::api {

// The HTTP status of an error code, from its own row or its family's. Nothing for one that is not
// in the table: it stands within answers, verdicts and reports, and is nobody's whole answer.
[[nodiscard]] std::optional<int> own_status_of(std::string_view code);
// The same; 500 for one that is not in the table.
[[nodiscard]] int status_of(std::string_view code);

// In which language, and by whom, sentences are written. Without messages a code is its own title.
struct Voice {
  const Messages* messages = nullptr;
  std::string language = "en";
};

// {"type", "title", "status", "code", and where they apply "pointer" or "place", "expected",
// "arguments", "against"}. A pointer is a JSON pointer (RFC 6901) into the body that was sent.
[[nodiscard]] json::Value problem_json(const Error& error, const Voice& voice);
// The same as an answer: application/problem+json, never cached, Retry-After for 503.
[[nodiscard]] http::Response problem(const Error& error, const Voice& voice);

// The code of a refusal by the connection: "request.malformed" and so on.
[[nodiscard]] Error error_of(http::Refusal refusal);

// A named argument as text; an error may give one name several times.
[[nodiscard]] MessageArguments arguments_of(const json::Value& arguments);

}  // namespace concordat::api
