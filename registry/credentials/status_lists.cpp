#include "registry/credentials/status_lists.hpp"

#include <algorithm>
#include <array>

#include "core/base/base64url.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {
namespace {

using facts::Ordinal;
using untp::IssuedStatus;

constexpr std::int64_t kDay_ms = std::int64_t{24} * 60 * 60 * 1000;
// A list is for the day it was made for and the next, so that a copy that is fetched every day is
// good at every moment between.
constexpr std::int32_t kLife_days = 2;
constexpr unsigned kTokenBits = 2;
constexpr std::array<std::string_view, 3> kForms = {"suspension", "revocation", "token"};

Instant start_of(Date day) { return {std::int64_t{day.days} * kDay_ms}; }

// How many entries had been recorded by then, of those that are published.
Ordinal size_at(const facts::Tables& tables, Ordinal size, Instant at) {
  Ordinal low = 0;
  Ordinal high = size;
  while (low < high) {
    const Ordinal middle = low + (high - low) / 2;
    if (tables.statements[middle].recorded <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::int64_t seconds_down(Instant instant) { return instant.milliseconds / 1000; }
std::int64_t seconds_up(Instant instant) { return (instant.milliseconds + 999) / 1000; }

untp::Entries entries_of(std::uint64_t number) {
  const auto from = static_cast<Ordinal>(number * kEntriesOfList);
  return {from, from + kEntriesOfList};
}

}  // namespace

std::string_view name(ListForm form) { return kForms[static_cast<std::size_t>(form)]; }

std::optional<ListForm> list_form(std::string_view name) {
  const auto found = std::ranges::find(kForms, name);
  if (found == kForms.end()) return std::nullopt;
  return static_cast<ListForm>(found - kForms.begin());
}

Result<std::unique_ptr<StatusLists>> StatusLists::of(const Sources& sources) {
  CONCORDAT_TRY(places, StatusPlaces::of(sources.key, sources.stream));
  return std::unique_ptr<StatusLists>(new StatusLists(sources, std::move(places)));
}

std::string StatusLists::path(std::uint64_t number, ListForm form) const {
  return "/v1/status-lists/" + places() + "/" + std::to_string(number) + "/" +
         std::string(registry::name(form));
}

std::string StatusLists::address(std::uint64_t number, ListForm form) const {
  return sources_.key.registrar().base + path(number, form);
}

std::uint64_t StatusLists::count() const {
  return (sources_.registry.size() + kEntriesOfList - 1) / kEntriesOfList;
}

Result<untp::StatusEntry> StatusLists::entry(Ordinal entry) const {
  const std::uint64_t number = entry / kEntriesOfList;
  CONCORDAT_TRY(shuffle, places_->of_list(number));
  return untp::StatusEntry{.purpose = std::string(registry::name(ListForm::kSuspension)),
                           .index = (*shuffle)[entry % kEntriesOfList],
                           .list = address(number, ListForm::kSuspension)};
}

StatusEntryOf StatusLists::entries() const {
  return [this](std::optional<Ordinal> at) -> Result<std::optional<untp::StatusEntry>> {
    if (!at) return std::nullopt;
    CONCORDAT_TRY(found, entry(*at));
    return found;
  };
}

Result<StatusLists::View> StatusLists::view_of(const ListOrder& order, Instant now,
                                               const facts::State& state) const {
  const facts::Tables& tables = state.tables();
  const Ordinal published = state.size_published();
  const Instant at = order.at.value_or(now);
  if (at > now) return fail({.code = "status-list.future", .expected = to_string(now)});
  View view{.number = order.number, .form = order.form, .size = published, .day = utc_date(at)};
  if (order.at) view.size = size_at(tables, published, at);
  // By division, because a number may be any.
  if (order.number > published / kEntriesOfList || order.number * kEntriesOfList >= published) {
    return fail({.code = "status-list.unknown"});
  }
  if (order.number * kEntriesOfList >= view.size) return fail({.code = "status-list.before"});
  view.from = std::max(tables.statements[view.size - 1].recorded, start_of(view.day));
  view.until = start_of(view.day.plus_days(kLife_days));
  // A list of the past ends where the next one began: it is not to be taken for that.
  const bool later_day = view.day < utc_date(now);
  if (later_day) view.until = start_of(view.day.plus_days(1));
  if (view.size < published) {
    view.until = std::min(view.until, tables.statements[view.size].recorded);
  }
  view.final = view.size < published;
  return view;
}

Result<Bytes> StatusLists::bits_of(const View& view, const facts::State& state) const {
  CONCORDAT_TRY(shuffle, places_->of_list(view.number));
  const facts::Probe probe{.tables = state.tables(), .size = view.size, .date = view.day};
  const auto statuses = untp::statuses_of(probe, entries_of(view.number));
  const bool token = view.form == ListForm::kToken;
  Bytes bits(std::size_t{kEntriesOfList} * (token ? kTokenBits : 1) / 8);
  for (std::size_t entry = 0; entry < statuses.size(); ++entry) {
    const IssuedStatus status = statuses[entry];
    if (status == IssuedStatus::kValid) continue;
    const std::uint32_t place = (*shuffle)[entry];
    if (token) {
      // The first value stands in the least significant bits.
      constexpr std::uint32_t kInOctet = 8 / kTokenBits;
      bits[place / kInOctet] |=
          static_cast<Byte>(static_cast<unsigned>(status) << place % kInOctet * kTokenBits);
    } else if (view.form == ListForm::kSuspension || status == IssuedStatus::kInvalid) {
      // The first bit is the most significant one.
      bits[place / 8] |= static_cast<Byte>(0x80U >> place % 8);
    }
  }
  return bits;
}

// Bitstring Status List 1.0, 2.2.
Result<std::string> StatusLists::made_credential(const View& view, ByteView bits) const {
  CONCORDAT_TRY(stream, sources_.deflater.deflate(credential::Compression::kGzip, bits));
  const std::string id = address(view.number, view.form);
  const untp::Registrar& registrar = sources_.key.registrar();
  return sources_.key.sign(json::Object{
      {"@context", json::Array{"https://www.w3.org/ns/credentials/v2"}},
      {"type", json::Array{"VerifiableCredential", "BitstringStatusListCredential"}},
      {"id", id},
      {"issuer", registrar.did},
      {"validFrom", to_string(view.from)},
      {"validUntil", to_string(view.until)},
      {"credentialSubject", json::Object{{"id", id + "#list"},
                                         {"type", "BitstringStatusList"},
                                         {"statusPurpose", registry::name(view.form)},
                                         {"ttl", kListTtl_ms},
                                         {"encodedList", "u" + encode_base64url(stream)}}}});
}

// Token Status List, "Status List Token in JWT Format".
Result<std::string> StatusLists::made_token(const View& view, ByteView bits) const {
  CONCORDAT_TRY(stream, sources_.deflater.deflate(credential::Compression::kZlib, bits));
  return sources_.key.sign_list(json::Object{
      {"iss", sources_.key.registrar().did},
      {"sub", address(view.number, view.form)},
      {"iat", seconds_down(view.from)},
      {"exp", seconds_up(view.until)},
      {"ttl", kListTtl_ms / 1000},
      {"status_list", json::Object{{"bits", kTokenBits}, {"lst", encode_base64url(stream)}}}});
}

Result<std::string> StatusLists::made(const View& view, const facts::State& state) const {
  CONCORDAT_TRY(bits, bits_of(view, state));
  return view.form == ListForm::kToken ? made_token(view, bits) : made_credential(view, bits);
}

Result<SignedList> StatusLists::list(const ListOrder& order, Instant now) const {
  const auto state = sources_.registry.state();
  CONCORDAT_TRY(view, view_of(order, now, *state));
  if (!order.at) {
    const std::lock_guard lock(mutex_);
    const auto known =
        std::ranges::find_if(recent_, [&](const Kept& kept) { return kept.view.same_as(view); });
    if (known != recent_.end()) {
      recent_.splice(recent_.begin(), recent_, known);
      return SignedList{known->token, view.final};
    }
  }
  CONCORDAT_TRY(token, made(view, *state));
  auto shared = std::make_shared<const std::string>(std::move(token));
  if (!order.at) {
    const std::lock_guard lock(mutex_);
    recent_.push_front({view, shared});
    if (recent_.size() > kMostSignedLists) recent_.pop_back();
  }
  return SignedList{std::move(shared), view.final};
}

Result<StatusLists::Place> StatusLists::at_place(const ListOrder& order, std::uint64_t index,
                                                 Instant now) const {
  const auto state = sources_.registry.state();
  CONCORDAT_TRY(view, view_of(order, now, *state));
  CONCORDAT_TRY(shuffle, places_->of_list(view.number));
  const auto found = std::ranges::find(*shuffle, index);
  if (found == shuffle->end()) return fail({.code = "status.index-range"});
  const auto entry = static_cast<Ordinal>(view.number * kEntriesOfList +
                                          static_cast<std::uint64_t>(found - shuffle->begin()));
  const facts::Probe probe{.tables = state->tables(), .size = view.size, .date = view.day};
  return Place{.number = view.number,
               .index = index,
               .entry = entry,
               .status = untp::statuses_of(probe, {entry, entry + 1}).front(),
               .size = view.size};
}

}  // namespace concordat::registry
