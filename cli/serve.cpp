// serve: the registry over HTTP.
#include "server/serve.hpp"

#include <cstdio>

#include "adapters/system/system_clock.hpp"
#include "cli/print.hpp"
#include "cli/signing.hpp"

namespace concordat::cli {

int serve(const ServeOptions& options, const Output& output) {
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
  const SystemClock clock;
  server::Options serving;
  serving.credential_key = credential_key ? &*credential_key : nullptr;
  serving.net.address = options.address;
  serving.net.port = options.port;
  serving.messages = messages->get();
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
