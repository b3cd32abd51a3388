#include "wasm/exports/exports.hpp"

#include "core/base/base64url.hpp"
#include "core/json/write.hpp"

namespace concordat::wasm {
namespace {

constexpr std::uint32_t kDone = 0;
constexpr std::uint32_t kRefused = 1;

std::uint32_t done(Session& session, const json::Value& value) {
  session.result = json::compact(value);
  return kDone;
}

std::uint32_t refused(Session& session, const Error& error) {
  json::Object object{{"code", error.code}};
  if (!error.place.empty()) object.set("place", error.place);
  if (!error.expected.empty()) object.set("expected", error.expected);
  json::Object arguments;
  for (const auto& [name, value] : error.arguments) arguments.set(name, value);
  if (!arguments.empty()) object.set("arguments", std::move(arguments));
  json::Array against;
  for (const std::uint64_t index : error.against) against.emplace_back(index);
  if (!against.empty()) object.set("against", std::move(against));
  session.result = json::compact(json::Value(std::move(object)));
  return kRefused;
}

std::uint32_t size_or(Session& session, const Status& status) {
  if (!status) return refused(session, status.error());
  return done(session, json::Object{{"size", session.follower.size()}});
}

std::string_view text_at(const std::uint8_t* text, std::uint32_t size_bytes) {
  return text_of(ByteView(text, size_bytes));
}

json::Value json_of(const crypto::Obligation& obligation) {
  return json::Object{{"key", crypto::to_jwk(obligation.key)},
                      {"message", encode_base64url(obligation.message)},
                      {"signature", encode_base64url(obligation.signature)}};
}

}  // namespace
}  // namespace concordat::wasm

using namespace concordat;
using namespace concordat::wasm;

std::uint32_t concordat_interface() { return kConcordatInterface; }

std::uint8_t* concordat_allocate(std::uint32_t size_bytes) { return new std::uint8_t[size_bytes]; }

void concordat_release(std::uint8_t* memory) { delete[] memory; }

ConcordatSession* concordat_open() { return new Session; }

void concordat_close(ConcordatSession* session) { delete session; }

std::uint32_t concordat_add_bundle(ConcordatSession* session, const std::uint8_t* bytes,
                                   std::uint32_t size_bytes, double index, std::uint32_t count) {
  return size_or(*session, session->follower.add_bundle(ByteView(bytes, size_bytes),
                                                        static_cast<std::uint64_t>(index), count));
}

std::uint32_t concordat_add_draft(ConcordatSession* session, const std::uint8_t* text,
                                  std::uint32_t size_bytes, double recorded_ms) {
  const Instant recorded{static_cast<std::int64_t>(recorded_ms)};
  return size_or(*session, session->follower.add_draft(text_at(text, size_bytes), recorded));
}

std::uint32_t concordat_check_checkpoint(ConcordatSession* session, const std::uint8_t* text,
                                         std::uint32_t size_bytes) {
  const std::string_view given = text_at(text, size_bytes);
  const std::size_t end = std::min(given.find('\n'), given.size());
  const std::string_view note = given.substr(std::min(end + 1, given.size()));
  return size_or(*session, session->follower.check_checkpoint(note, given.substr(0, end)));
}

std::uint32_t concordat_take_obligations(ConcordatSession* session) {
  json::Array list;
  for (const crypto::Obligation& obligation : session->follower.take_obligations()) {
    list.emplace_back(json_of(obligation));
  }
  return done(*session, json::Value(std::move(list)));
}

std::uint32_t concordat_determine(ConcordatSession* session, const std::uint8_t* text,
                                  std::uint32_t size_bytes) {
  auto answer = session->follower.determine(text_at(text, size_bytes));
  if (!answer) return refused(*session, answer.error());
  session->result = std::move(*answer);
  return kDone;
}

const char* concordat_result(const ConcordatSession* session) { return session->result.data(); }

std::uint32_t concordat_result_size(const ConcordatSession* session) {
  return static_cast<std::uint32_t>(session->result.size());
}
