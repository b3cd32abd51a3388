// Whatever is read as a question prints as one that is read alike.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/recognition/question.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const auto document = json::read({reinterpret_cast<const char*>(data), size});
  if (!document) return 0;
  const auto question = recognition::question_from_json(*document);
  if (!question) {
    demand(question.error().code.starts_with("question."));
    return 0;
  }
  const json::Value printed = recognition::to_json(*question);
  const auto again = recognition::question_from_json(printed);
  demand(again.has_value());
  demand(json::canonical(recognition::to_json(*again)) == json::canonical(printed));
  return 0;
}
