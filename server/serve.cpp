#include "server/serve.hpp"

#include <array>

#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "adapters/inflate/zlib_inflater.hpp"
#include "adapters/keys/port_verifier.hpp"
#include "adapters/paper/pango_press.hpp"
#include "adapters/qr/qr_barcode.hpp"
#include "api/api.hpp"
#include "registry/credentials/kept_status_lists.hpp"
#include "server/meters.hpp"

namespace concordat::server {
namespace {

// How often the size of the log is read for the metrics while nothing else happens.
constexpr int kGaugeEvery_ms = 1000;
// How often sessions and tokens that are over are cleared away.
constexpr std::int64_t kForgetEvery_ms = std::int64_t{10} * 60 * 1000;

// SIGTERM and SIGINT as something to wait for. They are blocked before any thread starts, so that
// they reach nobody else, and as before when this ends.
class Signals {
 public:
  Signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, &before_);
    descriptor_ = signalfd(-1, &set, SFD_CLOEXEC);
  }
  ~Signals() {
    if (descriptor_ >= 0) ::close(descriptor_);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  [[nodiscard]] int descriptor() const { return descriptor_; }

  // Takes the signal that has arrived, so that it does not strike when they are let through again.
  void take() const {
    signalfd_siginfo info{};
    [[maybe_unused]] const auto count = ::read(descriptor_, &info, sizeof info);
  }

 private:
  int descriptor_ = -1;
  sigset_t before_{};
};

void wait_until_asked(const Signals& signals, const Stop* stop,
                      const std::function<void()>& meanwhile) {
  std::array<pollfd, 2> waiting{
      {{.fd = signals.descriptor(), .events = POLLIN, .revents = 0},
       {.fd = stop == nullptr ? -1 : stop->descriptor(), .events = POLLIN, .revents = 0}}};
  for (;;) {
    meanwhile();
    const int ready = ::poll(waiting.data(), waiting.size(), kGaugeEvery_ms);
    if (ready <= 0) continue;
    if ((waiting[0].revents & POLLIN) != 0) signals.take();
    return;
  }
}

// Clears away what of accounts is over, now and again. A store that cannot be written now can
// another time: what is over serves nobody anyhow.
class Forgetting {
 public:
  Forgetting(accounts::Accounts* accounts, const Clock& clock)
      : accounts_(accounts), clock_(clock) {}
  void from_time_to_time() {
    if (accounts_ == nullptr) return;
    const Instant now = clock_.now();
    if (now.milliseconds - last_.milliseconds < kForgetEvery_ms) return;
    last_ = now;
    [[maybe_unused]] const Status forgotten = accounts_->forget();
  }

 private:
  accounts::Accounts* accounts_;
  const Clock& clock_;
  Instant last_;
};

}  // namespace

Stop::Stop() : descriptor_(::eventfd(0, EFD_CLOEXEC)) {}
Stop::~Stop() {
  if (descriptor_ >= 0) ::close(descriptor_);
}
void Stop::ask() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto count = ::write(descriptor_, &one, sizeof one);
}

Status serve(registry::Registry& registry, const Clock& clock, const Options& options) {
  const Signals signals;
  LineLog log(clock, options.log);
  Meters meters;
  const keys::PortVerifier verifier;
  const inflate::ZlibInflater inflater;
  const qr::QrBarcode barcode;
  const paper::PangoPress press;
  registry::KeptVerdicts kept(options.kept_verdicts_bytes);
  registry::KeptStatusLists lists;
  const registry::VerifyingPorts verifying{verifier, inflater, &registry, &kept,
                                           options.kept_verdicts_bytes == 0 ? nullptr : &lists};
  api::Api api({.registry = registry,
                .clock = clock,
                .messages = options.messages,
                .meter = &meters,
                .verifying = &verifying,
                .public_address = options.public_address,
                .secure = options.net.tls != nullptr,
                .credential_key = options.credential_key,
                .vc_api = options.vc_api,
                .status_lists = options.status_lists,
                .barcode = &barcode,
                .press = &press,
                .receipt_key = options.receipt_key,
                .application = options.application,
                .accounts = options.accounts,
                .identifier = options.identifier,
                .trail = options.trail});
  Observed observed({.inner = api,
                     .meters = meters,
                     .log = log,
                     .access = options.access,
                     .instance = std::to_string(clock.now().milliseconds)});
  CONCORDAT_TRY(server, net::HttpServer::listen(options.net, observed));
  log.write(Level::kInfo, "listening",
            {{"address", options.net.address},
             {"port", std::int64_t{server->port()}},
             {"origin", registry.origin()},
             {"size", registry.size()}});
  if (options.listening) options.listening(server->port());
  Forgetting forgetting(options.accounts, clock);
  wait_until_asked(signals, options.stop, [&] {
    forgetting.from_time_to_time();
    meters.log_size(registry.size());
    meters.kept_verdicts(kept.counts());
    if (options.meanwhile) options.meanwhile();
  });
  log.write(Level::kInfo, "stopping", {{"connections", std::uint64_t{server->connections()}}});
  server->stop();
  server->wait();
  log.write(Level::kInfo, "stopped");
  return {};
}

}  // namespace concordat::server
