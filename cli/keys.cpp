// keys: making and showing the keys of a key folder.
#include "cli/print.hpp"
#include "core/crypto/signature.hpp"

namespace concordat::cli {
namespace {

void print_key(const Signer& signer, const std::string& organisation, const Output& output) {
  const crypto::PublicKey key = signer.public_key();
  if (output.json) {
    print_json(json::Object{{"organisation", organisation},
                            {"keyId", crypto::thumbprint(key)},
                            {"key", crypto::to_jwk(key)}});
  } else {
    print_line(organisation + "  " + crypto::thumbprint(key));
  }
}

}  // namespace

int keys_generate(const KeysOptions& options, const Output& output) {
  const auto keys = open_keys(options.site);
  if (!keys) return print_error(keys.error(), output, kUnanswered);
  const auto made = (*keys)->create(options.organisation);
  if (!made) return print_error(made.error(), output, kRefused);
  print_key(**made, options.organisation, output);
  return kAnswered;
}

int keys_show(const KeysOptions& options, const Output& output) {
  const auto keys = open_keys(options.site);
  if (!keys) return print_error(keys.error(), output, kUnanswered);
  const auto held = (*keys)->signer(options.organisation);
  if (!held) return print_error(held.error(), output, kUnanswered);
  if (*held == nullptr) {
    return print_error(
        {.code = "drafts.no-key", .place = (*keys)->path_of(options.organisation).string()}, output,
        kRefused);
  }
  print_key(**held, options.organisation, output);
  return kAnswered;
}

}  // namespace concordat::cli
