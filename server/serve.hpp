// The server: a registry, the HTTP interface and the connection loop, wired together.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "adapters/net/http_server.hpp"
#include "api/call.hpp"
#include "core/base/result.hpp"
#include "registry/accounts/accounts.hpp"
#include "registry/bundle/signing.hpp"
#include "registry/credentials/issuing.hpp"
#include "registry/credentials/kept_verdicts.hpp"
#include "registry/credentials/status_lists.hpp"
#include "registry/ports/clock.hpp"
#include "registry/ports/messages.hpp"
#include "registry/registry.hpp"
#include "server/line_log.hpp"
#include "server/observed.hpp"

namespace concordat::server {

// Ends a running server from another thread; may be asked before it runs.
class Stop {
 public:
  Stop();
  ~Stop();
  Stop(const Stop&) = delete;
  Stop& operator=(const Stop&) = delete;

  void ask();
  // Readable from `ask` on.
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

struct Options {
  net::Options net = {};
  const Messages* messages = nullptr;                          // none: codes instead of sentences
  const registry::CredentialKey* credential_key = nullptr;     // none: credentials are unsigned
  const api::VcApi* vc_api = nullptr;                          // none: no interface for tests
  const registry::StatusLists* status_lists = nullptr;         // none: they name no status
  const registry::bundle::OperatorKey* receipt_key = nullptr;  // none: no receipts are given
  const api::Assets* application = nullptr;                    // none: pages without script alone
  accounts::Accounts* accounts = nullptr;                      // none: nobody signs in
  const api::Identifier* identifier = nullptr;                 // none: whoever asks is nobody
  registry::audit::Trail* trail = nullptr;  // none: what leaves a record is refused
  // Called about once a second between other things, on the thread that called `serve`.
  std::function<void()> meanwhile = {};
  AccessLog access = AccessLog::kAll;
  std::string public_address = {};  // api::Ports
  // Memory for verdicts that were given before; 0 keeps none.
  std::size_t kept_verdicts_bytes = registry::kUsualKeptVerdicts_bytes;
  LineLog::Sink log = write_to_standard_error;
  // Called once, when the port is open: with it an address can be printed for port 0.
  std::function<void(std::uint16_t port)> listening = {};
  Stop* stop = nullptr;  // none: signals alone
};

// Answers until SIGTERM or SIGINT arrives or `stop` is asked, then lets requests under way finish.
// Signals are blocked in the calling thread and all threads it starts. Codes of
// `HttpServer::listen`. The registry and the clock outlive the call.
[[nodiscard]] Status serve(registry::Registry& registry, const Clock& clock,
                           const Options& options);

}  // namespace concordat::server
