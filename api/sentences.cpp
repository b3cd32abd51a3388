#include "api/sentences.hpp"

namespace concordat::api {

Result<std::optional<Voice>> asked_voice(const Call& call) {
  const std::string_view asked = call.query.value("sentences");
  if (!call.query.has("sentences") || asked == "false" || call.ports.messages == nullptr) {
    return std::optional<Voice>();
  }
  if (asked.empty() || asked == "true") return std::optional<Voice>(call.voice());
  if (asked.size() > 35) {  // RFC 5646, 4.4.1: no registered tag is longer
    return fail({.code = "request.parameter",
                 .place = "sentences",
                 .expected = "true, false or a language tag"});
  }
  return std::optional<Voice>(
      Voice{.messages = call.ports.messages, .language = call.ports.messages->negotiate(asked)});
}

void add_sentences(json::Value& answer, const Voice& voice) {
  if (voice.messages == nullptr) return;
  if (json::Array* elements = answer.as_array()) {
    for (json::Value& element : *elements) add_sentences(element, voice);
    return;
  }
  json::Object* object = answer.as_object();
  if (object == nullptr) return;
  for (const auto& [name, value] : object->members()) {
    if (name != "question" && (value.as_object() != nullptr || value.as_array() != nullptr)) {
      add_sentences(*object->find(name), voice);
    }
  }
  const json::Value* code = object->find("code");
  if (code == nullptr || code->as_string() == nullptr) return;
  const json::Value* arguments = object->find("arguments");
  object->set("sentence",
              voice.messages->sentence(
                  voice.language, *code->as_string(),
                  arguments == nullptr ? MessageArguments() : arguments_of(*arguments)));
}

void name_language(http::Response& response, const Voice& voice) {
  response.headers.emplace_back("Content-Language", voice.language);
  response.headers.emplace_back("Vary", "Accept-Language");
}

}  // namespace concordat::api
