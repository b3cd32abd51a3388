// Sentences beside codes, when they are asked for.
#pragma once

#include <optional>

#include "api/call.hpp"
#include "core/recognition/as_of.hpp"

namespace concordat::api {

// Says what an answer's codes say with the messages of a voice.
class Spoken final : public recognition::Speaker {
 public:
  // The voice has messages.
  explicit Spoken(Voice voice) : voice_(std::move(voice)) {}
  [[nodiscard]] std::string say(std::string_view code,
                                const recognition::Arguments& arguments) const override;
  [[nodiscard]] const Voice& voice() const { return voice_; }

 private:
  Voice voice_;
};

// Who is to speak, when the request has the parameter `sentences`: "true" takes the language from
// Accept-Language, a language tag takes that language. None when it is absent or "false", or when
// there are no messages. Code request.parameter.
[[nodiscard]] Result<std::optional<Spoken>> asked_voice(const Call& call);

// Content-Language and Vary for an answer spoken with that voice.
void name_language(http::Response& response, const Voice& voice);

}  // namespace concordat::api
