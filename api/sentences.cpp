#include "api/sentences.hpp"

namespace concordat::api {

std::string Spoken::say(std::string_view code, const recognition::Arguments& arguments) const {
  return voice_.messages->sentence(voice_.language, code, {arguments.begin(), arguments.end()});
}

Result<std::optional<Spoken>> asked_voice(const Call& call) {
  const std::string_view asked = call.query.value("sentences");
  if (!call.query.has("sentences") || asked == "false" || call.ports.messages == nullptr) {
    return std::nullopt;
  }
  if (asked.empty() || asked == "true") return Spoken(call.voice());
  if (asked.size() > 35) {  // RFC 5646, 4.4.1: no registered tag is longer
    return fail({.code = "request.parameter",
                 .place = "sentences",
                 .expected = "true, false or a language tag"});
  }
  return Spoken(
      {.messages = call.ports.messages, .language = call.ports.messages->negotiate(asked)});
}

void name_language(http::Response& response, const Voice& voice) {
  response.fields.add("Content-Language", voice.language);
  response.fields.add("Vary", "Accept-Language");
}

}  // namespace concordat::api
