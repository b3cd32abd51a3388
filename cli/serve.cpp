// serve: the registry over HTTP.
#include "server/serve.hpp"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "adapters/system/system_clock.hpp"
#include "cli/offline.hpp"
#include "cli/print.hpp"
#include "cli/signing.hpp"

namespace concordat::cli {
namespace {

// "https://registry.example:8443": what absolute addresses of this server begin with.
bool is_public_address(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    text.remove_prefix(scheme.size());
    return !text.empty() && std::ranges::all_of(text, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
    });
  }
  return false;
}

}  // namespace

int serve(const ServeOptions& options, const Output& output) {
  if (!options.public_address.empty() && !is_public_address(options.public_address)) {
    const Error error{.code = "serve.public-address", .place = options.public_address};
    return print_error(error, output, status_of(error));
  }
  const auto registry =
      open_registry(options.site, options.read_only ? Access::kRead : Access::kWrite, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  if (const Status writable = (*registry)->writable(); !writable && !options.read_only) {
    // It answers all the same: that is how a restored backup or a fork is examined.
    print_error(writable.error(), output, kUnanswered);
  }
  const auto messages = open_messages();
  if (!messages) return print_error(messages.error(), output, kUnanswered);
  CredentialKeys keys;
  std::optional<registry::CredentialKey> credential_key;
  if (!options.credential_key.empty()) {
    auto found = keys.find(options.site, **registry, options.credential_key);
    if (!found) return print_error(found.error(), output, kUnanswered);
    credential_key.emplace(std::move(*found));
  }
  OperatorKeys receipt_keys;
  std::optional<registry::bundle::OperatorKey> receipt_key;
  if (!options.receipt_key.empty()) {
    auto found = receipt_keys.find(options.site, **registry, options.receipt_key);
    if (!found) return print_error(found.error(), output, kUnanswered);
    receipt_key.emplace(std::move(*found));
  }
  const SystemClock clock;
  server::Options serving;
  serving.credential_key = credential_key ? &*credential_key : nullptr;
  serving.receipt_key = receipt_key ? &*receipt_key : nullptr;
  serving.net.address = options.address;
  serving.net.port = options.port;
  serving.messages = messages->get();
  serving.public_address = options.public_address;
  serving.listening = [&](std::uint16_t port) {
    // The one line on standard output, for people and for scripts that asked for any port.
    print_line("listening on http://" + options.address + ":" + std::to_string(port));
    std::fflush(stdout);
  };
  const Status served = server::serve(**registry, clock, serving);
  if (!served) return print_error(served.error(), output, kUnanswered);
  return kAnswered;
}

}  // namespace concordat::cli
