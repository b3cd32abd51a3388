// Bodies of trust queries: what is read names its members within their limits, and a resource that
// is understood is read again from its parts.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/target.hpp"
#include "api/trust_query.hpp"
#include "core/json/read.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  using namespace concordat::api;
  const auto body = json::read({reinterpret_cast<const char*>(data), size});
  if (!body) return 0;
  const auto question = trust_question_from_json(*body);
  if (!question) {
    demand(question.error().code.starts_with("trust.") && question.error().place.starts_with('/'));
    return 0;
  }
  for (const std::string* text :
       {&question->entity, &question->authority, &question->action, &question->resource}) {
    demand(!text->empty() && text->size() <= kMaxTrustMember_bytes);
  }
  demand(question->time.has_value() != question->time_text.empty());
  constexpr std::string_view kAddress = "https://registry.example";
  static_cast<void>(trust_action(TrustVerb::kAuthorization, question->action));
  static_cast<void>(trust_action(TrustVerb::kRecognition, question->action));
  static_cast<void>(identifier_in(question->entity, kAddress));
  const auto resource = trust_resource(question->resource, kAddress);
  if (!resource) return 0;
  demand(!resource->parts.empty());
  std::string again;
  for (const auto& [name, value] : resource->parts) {
    again += (again.empty() ? "" : "&") + name + "=" + percent_encode(value);
  }
  const auto same = trust_resource(again, kAddress);
  demand(same.has_value() && same->parts == resource->parts);
  return 0;
}
