// The status lists of what the registry issues, as they are and as they were.
#include "registry/credentials/status_lists.hpp"

#include <optional>

#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "core/json/write.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::api {
namespace {

using registry::ListForm;
using registry::ListOrder;
using registry::StatusLists;

Error unknown() { return {.code = "status-list.unknown"}; }

std::string_view take_segment(std::string_view& rest) {
  const std::string_view segment = rest.substr(0, rest.find('/'));
  rest.remove_prefix(std::min(segment.size() + 1, rest.size()));
  return segment;
}

// Bitstring Status List 1.0, 3.2 has `timestamp`, a dateTimeStamp; Token Status List ("Historical
// Resolution") has `time`, in seconds.
Result<std::optional<Instant>> moment_in(const Query& query) {
  constexpr std::uint64_t kLatest_s = 253'402'300'799;  // 9999-12-31T23:59:59Z
  if (query.has("timestamp") && query.has("time")) {
    return fail({.code = "request.parameter", .place = "time", .expected = "one of the two"});
  }
  if (query.has("timestamp")) {
    const auto moment = parse_timestamp(query.value("timestamp"));
    if (moment) return *moment;
    return fail({.code = "request.parameter",
                 .place = "timestamp",
                 .expected = "a dateTimeStamp, YYYY-MM-DDTHH:MM:SSZ"});
  }
  CONCORDAT_TRY(seconds, query.number("time", {.minimum = 0, .maximum = kLatest_s}));
  if (!seconds) return std::nullopt;
  return Instant{static_cast<std::int64_t>(*seconds) * 1000};
}

Result<ListOrder> order_in(const Call& call, const StatusLists& lists) {
  std::string_view rest = call.rest;
  if (take_segment(rest) != lists.places()) return fail({.code = "status-list.other-key"});
  const auto number = decimal(take_segment(rest));
  const auto form = registry::list_form(rest);
  if (!number || !form) return fail(unknown());
  CONCORDAT_TRY(at, moment_in(call.query));
  return ListOrder{.number = *number, .form = *form, .at = at};
}

}  // namespace

Answer get_status_list(const Call& call) {
  const StatusLists* const lists = call.ports.status_lists;
  if (lists == nullptr) return fail({.code = "status-list.no-key"});
  CONCORDAT_TRY(order, order_in(call, *lists));
  const std::string_view accept = call.request.header("Accept");
  const std::string_view type = order.form == ListForm::kToken ? kStatusListJwt : kVcJwt;
  // Who does not take the token gets it in an envelope: never unsigned.
  const std::string_view wrapped = accepts(accept, kVc) ? kVc : kJson;
  const bool enveloped =
      order.form != ListForm::kToken && !accepts(accept, kVcJwt) && accepts(accept, wrapped);
  if (!enveloped) CONCORDAT_CHECK(must_accept(call.request, type));
  CONCORDAT_TRY(list, lists->list(order, call.ports.clock.now()));
  std::string body = *list.token;
  if (enveloped) {
    body = json::compact(json::Object{{"@context", "https://www.w3.org/ns/credentials/v2"},
                                      {"id", "data:application/vc+jwt," + body},
                                      {"type", "EnvelopedVerifiableCredential"}});
  }
  http::Response response = reply({.type = enveloped ? wrapped : type,
                                   .body = std::move(body),
                                   .caching = list.final ? Caching::kImmutable : Caching::kLive});
  response.fields.add("Vary", "Accept");
  return response;
}

}  // namespace concordat::api
