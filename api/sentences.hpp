// Sentences beside codes, when they are asked for.
#pragma once

#include <optional>

#include "api/call.hpp"

namespace concordat::api {

// The voice to speak with, when the request has the parameter `sentences`: "true" takes the
// language from Accept-Language, a language tag takes that language. None when it is absent or
// "false", or when there are no messages. Code request.parameter.
[[nodiscard]] Result<std::optional<Voice>> asked_voice(const Call& call);

// Sets "sentence" in every object of the answer that has a "code", from its "arguments". The
// question that an answer repeats is left as it is.
void add_sentences(json::Value& answer, const Voice& voice);

// Content-Language and Vary for an answer spoken with that voice.
void name_language(http::Response& response, const Voice& voice);

}  // namespace concordat::api
