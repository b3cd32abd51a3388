// Whatever is read as an SD-JWT is made of the octets that were read, and no digest is left in what
// is processed.
#include <cstddef>
#include <cstdlib>

#include "core/credential/securing/sd_jwt.hpp"

namespace {

using concordat::json::Value;

bool has_digests(const Value& value) {
  if (const auto* object = value.as_object()) {
    for (const auto& [name, member] : *object) {
      if (name == "_sd" || name == "..." || name == "_sd_alg" || has_digests(member)) return true;
    }
  }
  if (const auto* list = value.as_array()) {
    for (const Value& element : *list) {
      if (has_digests(element)) return true;
    }
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const std::string_view text = text_of({data, size});
  const auto token = credential::parse_sd_jwt(text);
  if (!token) return 0;
  if (token->bound + token->key_binding != text) std::abort();
  std::string again = credential::assemble(token->jws.signing_input, token->jws.signature) + "~";
  for (const std::string& one : token->disclosures) again += one + "~";
  if (again != token->bound) std::abort();
  if (const auto payload = credential::disclose(*token)) {
    if (has_digests(*payload)) std::abort();
    (void)credential::holder_key(*payload);
  }
  if (!token->key_binding.empty()) (void)credential::read_key_binding(*token);
  return 0;
}
