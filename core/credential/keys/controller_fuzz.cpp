// A document of keys, of any content: what is read is its own, and each method has a key that
// passes the rules for keys, or none. Identifiers that are keys read back as they are written.
#include <cstddef>
#include <cstdlib>

#include "core/credential/keys/controller.hpp"
#include "core/credential/keys/did.hpp"
#include "core/credential/keys/multikey.hpp"

namespace {

using namespace concordat;

void demand(bool holds) {
  if (!holds) std::abort();
}

void read_as_document(std::string_view text) {
  const auto controller = credential::read_controller(text);
  if (!controller) {
    demand(!controller.error().code.empty());
    return;
  }
  demand(!controller->id.empty());
  for (const credential::Method& method : controller->methods) {
    demand(!method.id.empty());
    if (!method.key) continue;
    demand(crypto::public_key(method.key->algorithm, method.key->bytes).has_value());
  }
}

void read_as_identifier(std::string_view text) {
  if (const auto key = credential::parse_multikey(text)) {
    demand(credential::to_multikey(*key) == text);
  }
  if (const auto key = credential::key_of_did_key(text)) {
    demand("did:key:" + credential::to_multikey(*key) == text);
  }
  static_cast<void>(credential::key_of_did_jwk(text));
  if (const auto url = credential::url_of_did_web(text)) {
    demand(url->starts_with("https://") && url->ends_with("/did.json"));
    demand(url->find("/../") == std::string::npos && url->find("/./") == std::string::npos);
    demand(url->find('@') == std::string::npos && url->find("//", 8) == std::string::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of({data, size});
  read_as_document(text);
  read_as_identifier(text);
  return 0;
}
