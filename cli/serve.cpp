// serve: the registry over HTTP.
#include "server/serve.hpp"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "adapters/inflate/zlib_deflater.hpp"
#include "adapters/net/tls.hpp"
#include "adapters/system/system_clock.hpp"
#include "cli/offline.hpp"
#include "cli/print.hpp"
#include "cli/records.hpp"
#include "cli/signing.hpp"
#include "cli/site_accounts.hpp"
#include "cli/test_keys.hpp"
#include "server/asset_folder.hpp"
#include "server/map_file.hpp"

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

// What the interface for tests needs, as long as the server runs.
struct TestDesk {
  std::vector<std::unique_ptr<Signer>> signers;
  inflate::ZlibDeflater deflater;
  std::optional<registry::vc_api::TestIssuer> issuer;
  api::VcApi vc_api;
};

Status open_test_desk(const ServeOptions& options, const registry::Registry& registry,
                      TestDesk& desk) {
  if (!options.vc_api_anywhere && !is_loopback_address(options.address)) {
    return fail({.code = "serve.vc-api-address", .place = options.address});
  }
  desk.vc_api.anywhere = options.vc_api_anywhere;
  if (options.vc_api_keys.empty()) return {};
  CONCORDAT_TRY(signers, open_test_keys(options.vc_api_keys, options.site));
  desk.signers = std::move(signers);
  std::vector<Signer*> used;
  for (const auto& signer : desk.signers) used.push_back(signer.get());
  desk.issuer.emplace(used, registry, desk.deflater);
  desk.vc_api.issuer = &*desk.issuer;
  return {};
}

Result<api::Assets> application_of(const ServeOptions& options) {
  if (options.web.empty()) return api::Assets();
  CONCORDAT_TRY(assets, server::read_assets(options.web));
  if (!options.map.empty()) CONCORDAT_CHECK(server::add_map(options.map, assets));
  return assets;
}

// Null where the server speaks plain HTTP.
Result<std::shared_ptr<net::Tls>> tls_of(const ServeOptions& options) {
  if (options.tls_certificate.empty()) return nullptr;
  return net::Tls::open({.certificates = options.tls_certificate,
                         .key = options.tls_key,
                         .client_authorities = options.client_authorities});
}

// None for a server that may not write, or whose private file cannot be used: what leaves a record
// is not answered then, and what is public is answered all the same.
std::unique_ptr<Records> records_of(const ServeOptions& options, registry::Registry& registry,
                                    const Clock& clock, const Output& output) {
  if (options.read_only) return nullptr;
  auto records = Records::of(options.site, registry, clock);
  if (records) return std::move(*records);
  print_error(records.error(), output, kUnanswered);
  return nullptr;
}

Status serve_recording(registry::Registry& registry, const Clock& clock, server::Options& serving,
                       Records* records, const Output& output) {
  if (records == nullptr) return server::serve(registry, clock, serving);
  serving.trail = &records->trail();
  serving.meanwhile = [&] { records->tend(output); };
  Status served = server::serve(registry, clock, serving);
  records->commit(output);
  return served;
}

}  // namespace

int serve(const ServeOptions& options, const Output& output) {
  if (!options.public_address.empty() && !is_public_address(options.public_address)) {
    const Error error{.code = "serve.public-address", .place = options.public_address};
    return print_error(error, output, status_of(error));
  }
  const auto tls = tls_of(options);
  if (!tls) return print_error(tls.error(), output, status_of(tls.error()));
  const auto registry =
      open_registry(options.site, options.read_only ? Access::kRead : Access::kWrite, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  if (const Status writable = (*registry)->writable(); !writable && !options.read_only) {
    // It answers all the same: that is how a restored backup or a fork is examined.
    print_error(writable.error(), output, kUnanswered);
  }
  const auto messages = open_messages();
  if (!messages) return print_error(messages.error(), output, kUnanswered);
  std::unique_ptr<Issuing> issuing;
  if (!options.credential_key.empty()) {
    auto found = Issuing::of(options.site, **registry, options.credential_key);
    if (!found) return print_error(found.error(), output, kUnanswered);
    issuing = std::move(*found);
  }
  TestDesk desk;
  const bool is_tested = options.vc_api || !options.vc_api_keys.empty();
  if (is_tested) {
    const Status opened = open_test_desk(options, **registry, desk);
    if (!opened) return print_error(opened.error(), output, status_of(opened.error()));
  }
  OperatorKeys receipt_keys;
  std::optional<registry::bundle::OperatorKey> receipt_key;
  if (!options.receipt_key.empty()) {
    auto found = receipt_keys.find(options.site, **registry, options.receipt_key);
    if (!found) return print_error(found.error(), output, kUnanswered);
    receipt_key.emplace(std::move(*found));
  }
  const auto application = application_of(options);
  if (!application) return print_error(application.error(), output, status_of(application.error()));
  const auto site_accounts =
      options.read_only ? nullptr : accounts_beside(options.site, (*registry)->origin(), output);
  const SystemClock clock;
  const auto records = records_of(options, **registry, clock, output);
  server::Options serving;
  serving.accounts = site_accounts ? &site_accounts->accounts() : nullptr;
  serving.application = options.web.empty() ? nullptr : &*application;
  serving.kept_verdicts_bytes = std::size_t{options.kept_verdicts_mib} << 20;
  serving.vc_api = is_tested ? &desk.vc_api : nullptr;
  serving.credential_key = issuing ? &issuing->key() : nullptr;
  serving.status_lists = issuing ? &issuing->lists() : nullptr;
  serving.receipt_key = receipt_key ? &*receipt_key : nullptr;
  serving.net.address = options.address;
  serving.net.port = options.port;
  serving.net.tls = *tls;
  serving.messages = messages->get();
  serving.public_address = options.public_address;
  serving.listening = [&](std::uint16_t port) {
    // The first line on standard output, for people and for scripts that asked for any port.
    print_line((*tls ? "listening on https://" : "listening on http://") + options.address + ":" +
               std::to_string(port));
    if (desk.issuer) {
      for (const std::string& issuer : desk.issuer->issuers()) print_line("test issuer " + issuer);
    }
    std::fflush(stdout);
  };
  const Status served = serve_recording(**registry, clock, serving, records.get(), output);
  if (!served) return print_error(served.error(), output, kUnanswered);
  return kAnswered;
}

}  // namespace concordat::cli
