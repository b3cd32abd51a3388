#include "registry/credentials/presented.hpp"

#include <utility>

#include "core/base/base64url.hpp"
#include "core/credential/securing/envelope.hpp"
#include "core/json/read.hpp"
#include "registry/credentials/kept_status_lists.hpp"
#include "registry/credentials/online.hpp"
#include "registry/credentials/trust.hpp"

namespace concordat::registry {
namespace {

std::unexpected<Error> repeated(std::string_view id) {
  return fail({.code = "presented.repeated", .arguments = {{"id", std::string(id)}}});
}

Error no_list() { return {.code = "presented.list", .expected = "a list with an id or a sub"}; }

// The identifier that a list's claims give it.
Result<std::string> named(const json::Value& document) {
  for (const std::string_view name : {"id", "sub"}) {
    const std::string_view id = document.text(name);
    if (!id.empty()) return std::string(id);
  }
  return fail(no_list());
}

Result<std::string> identifier_of_token(std::string_view token) {
  const std::size_t first = token.find('.');
  if (first == std::string_view::npos) return fail(no_list());
  const std::string_view rest = token.substr(first + 1);
  const auto payload = decode_base64url(rest.substr(0, rest.find('.')));
  if (!payload) return fail(no_list());
  const auto document = json::read(text_of(*payload));
  if (!document) return fail(no_list());
  return named(*document);
}

}  // namespace

Result<std::string> identifier_of_list(std::string_view text) {
  if (!text.starts_with('{')) return identifier_of_token(text);
  const auto document = json::read(text);
  if (!document) return fail(no_list());
  if (!credential::is_envelope(*document)) return named(*document);
  const auto envelope = credential::open_envelope(*document);
  if (!envelope) return fail(no_list());
  return identifier_of_token(envelope->text);
}

Status Presented::add_controller(credential::Controller controller) {
  std::string id = controller.id;
  const auto [at, added] = controllers_.try_emplace(std::move(id), std::move(controller));
  return added ? Status{} : repeated(at->first);
}

Status Presented::add_status_list(std::string text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  CONCORDAT_TRY(id, identifier_of_list(text));
  const auto [at, added] = lists_.try_emplace(id, std::move(text));
  return added ? Status{} : repeated(at->first);
}

bool Presented::holds(const crypto::Obligation& obligation) {
  return ports_.verifier.holds(obligation);
}

const credential::Controller* Presented::controller(std::string_view id) {
  if (const auto found = controllers_.find(id); found != controllers_.end()) return &found->second;
  if (base_) return base_->controller(id);
  return online_ ? online_->controller(id) : nullptr;
}

std::optional<std::string_view> Presented::status_list(std::string_view id) {
  if (const auto found = lists_.find(id); found != lists_.end()) return found->second;
  if (base_) return base_->status_list(id);
  return online_ ? online_->status_list(id) : std::nullopt;
}

Result<Bytes> Presented::inflate(credential::Compression form, ByteView stream,
                                 std::size_t limit_bytes) {
  return ports_.inflater.inflate(form, stream, limit_bytes);
}

std::shared_ptr<const credential::StatusList> Presented::kept_list(std::string_view id,
                                                                   Instant at) {
  if (auto own = kept_.find(id, at)) return own;
  const auto name = shared_name(id);
  return name ? ports_.lists->find(*name, at) : nullptr;
}

void Presented::keep_list(std::string_view id, Instant at,
                          std::shared_ptr<const credential::StatusList> list) {
  if (const auto name = shared_name(id)) ports_.lists->keep(*name, at, list);
  kept_.keep(id, std::move(list), at);
}

std::optional<crypto::Digest> Presented::shared_name(std::string_view id) {
  if (ports_.lists == nullptr || !rests_on_) return std::nullopt;
  // What is fetched may change under its name.
  if (online_ != nullptr || (base_ != nullptr && base_->online_ != nullptr)) return std::nullopt;
  auto found = lists_.find(id);
  if (found == lists_.end()) {
    if (base_ == nullptr) return std::nullopt;
    found = base_->lists_.find(id);
    if (found == base_->lists_.end()) return std::nullopt;
  }
  return crypto::sha256_prefixed(1, *rests_on_, bytes_of(found->second));
}

std::optional<credential::Finding> Presented::trust(const credential::TrustQuestion& question) {
  if (ports_.registry == nullptr || !asks_for_trust_) return std::nullopt;
  return trust_in(*ports_.registry, question);
}

}  // namespace concordat::registry
