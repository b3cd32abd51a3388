// What is recorded, as it is recorded: statements as CloudEvents 1.0, in pages or as server-sent
// events (WHATWG HTML, 9.2). The identifier of an event is its log index, so that whoever was cut
// off goes on behind the last one seen.
#include <algorithm>
#include <chrono>
#include <optional>

#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "core/json/write.hpp"

namespace concordat::api {
namespace {

constexpr std::string_view kEvents = "text/event-stream";
constexpr std::string_view kBatch = "application/cloudevents-batch+json";
constexpr std::string_view kParameters[] = {"after", "limit", "type"};
constexpr std::uint64_t kDefaultPage = 50;
// As a page of any other listing.
constexpr std::uint64_t kMaxPage = 500;
// Statements looked at for one page of one type: milliseconds.
constexpr std::uint64_t kMaxScanned = 100'000;
// Events in one piece of a stream.
constexpr std::uint32_t kAtOnce = 64;
// A connection that says nothing for longer is cut by common proxies; and a reader that is gone is
// noticed when something is sent.
constexpr auto kHeartbeat = std::chrono::seconds(15);
constexpr std::string_view kHeartbeatLine = ": nothing new\n\n";
// Milliseconds after which a reader that was cut off tries again.
constexpr std::string_view kRetryLine = "retry: 3000\n\n";

json::Value event_of(const registry::BulkRecord& record, std::string_view origin) {
  json::Object data{{"index", record.index}};
  for (const std::string_view member :
       {"id", "author", "basis", "effective", "cause", "corrects"}) {
    if (const json::Value* value = record.payload.find(member)) data.set(member, *value);
  }
  data.set("digest", crypto::to_string(record.digest));
  data.set("href", "/v1/statements/" + std::to_string(record.index));
  return json::Object{{"specversion", "1.0"},
                      {"id", std::to_string(record.index)},
                      {"source", origin},
                      {"type", "concordat.statement." + std::string(record.payload.text("type"))},
                      {"subject", record.id},
                      {"time", to_string(record.recorded)},
                      {"datacontenttype", kJson},
                      {"data", std::move(data)}};
}

// Where to go on: behind the index last seen.
Result<std::optional<std::uint64_t>> last_seen(const Call& call) {
  std::string_view text = call.request.header("Last-Event-ID");
  std::string_view place = "Last-Event-ID";
  if (call.query.has("after")) {
    text = call.query.value("after");
    place = "after";
  } else if (text.empty()) {
    return std::optional<std::uint64_t>();
  }
  const auto index = decimal(text);
  if (!index || *index >= (std::uint64_t{1} << 62)) {
    return fail({.code = "request.parameter",
                 .place = std::string(place),
                 .expected = "the identifier of an event: a log index"});
  }
  return index;
}

// Events from one log index on, as they are published.
class ChangeStream final : public http::Stream {
 public:
  ChangeStream(const registry::Registry& registry, std::uint64_t from, std::string type)
      : registry_(registry), next_(from), type_(std::move(type)) {}

  Step next(std::string& piece) override {
    if (!begun_) {
      begun_ = true;
      piece = kRetryLine;
      return Step::kPiece;
    }
    if (next_ < registry_.size()) return events(piece);
    if (std::chrono::steady_clock::now() - spoke_ < kHeartbeat) return Step::kWait;
    return say(kHeartbeatLine, piece);
  }

 private:
  Step events(std::string& piece) {
    auto bulk = registry_.bulk({.kind = "statements", .from = next_});
    if (!bulk) return Step::kBroken;
    const auto records = bulk->next(kAtOnce);
    if (!records) return Step::kBroken;
    for (const registry::BulkRecord& record : *records) {
      next_ = record.index + 1;
      if (!type_.empty() && record.payload.text("type") != type_) continue;
      piece += "id: " + std::to_string(record.index) + "\ndata: ";
      piece += json::compact(event_of(record, registry_.origin())) + "\n\n";
    }
    if (!piece.empty()) spoke_ = std::chrono::steady_clock::now();
    return Step::kPiece;
  }
  Step say(std::string_view text, std::string& piece) {
    piece = text;
    spoke_ = std::chrono::steady_clock::now();
    return Step::kPiece;
  }

  const registry::Registry& registry_;
  std::uint64_t next_;
  std::string type_;
  bool begun_ = false;
  std::chrono::steady_clock::time_point spoke_ = std::chrono::steady_clock::now();
};

Answer stream(const Call& call, const std::optional<std::uint64_t>& seen) {
  const registry::Registry& registry = call.ports.registry;
  const std::uint64_t from = seen ? *seen + 1 : registry.size();
  http::Response response = reply({.type = kEvents, .caching = Caching::kNoStore});
  // A proxy that heaps up what it passes on would keep it from the reader.
  response.fields.add("X-Accel-Buffering", "no");
  response.stream =
      std::make_shared<ChangeStream>(registry, from, std::string(call.query.value("type")));
  return response;
}

Answer page(const Call& call, const std::optional<std::uint64_t>& seen) {
  CONCORDAT_TRY(asked, call.query.number("limit", {.minimum = 1, .maximum = kMaxPage}));
  const std::uint64_t limit = asked.value_or(kDefaultPage);
  const std::string_view type = call.query.value("type");
  const std::uint64_t from = seen ? *seen + 1 : 0;
  CONCORDAT_TRY(bulk, call.ports.registry.bulk({.kind = "statements", .from = from}));
  json::Array events;
  std::uint64_t next = from;
  const std::uint64_t end = std::min(bulk.size(), from + kMaxScanned);
  while (next < end && events.size() < limit) {
    CONCORDAT_TRY(records, bulk.next(kAtOnce));
    if (records.empty()) break;
    for (const registry::BulkRecord& record : records) {
      if (events.size() == limit) break;
      next = record.index + 1;
      if (!type.empty() && record.payload.text("type") != type) continue;
      events.push_back(event_of(record, call.ports.registry.origin()));
    }
  }
  http::Response response = json_reply(events, Caching::kRevalidate);
  response.fields.remove("Content-Type");
  response.fields.add("Content-Type", kBatch);
  // Also at the end: what comes next will be there.
  std::string link = "</v1/changes?";
  if (next > 0) link += "after=" + std::to_string(next - 1) + "&";
  if (!type.empty()) link += "type=" + percent_encode(type) + "&";
  response.fields.add("Link", link + "limit=" + std::to_string(limit) + ">; rel=\"next\"");
  return response;
}

}  // namespace

Answer get_changes(const Call& call) {
  for (const auto& [name, value] : call.query.parameters()) {
    if (std::ranges::find(kParameters, name) != std::end(kParameters)) continue;
    return fail({.code = "request.parameter", .place = name, .expected = "after, limit, type"});
  }
  if (call.query.has("type") && statement::find(call.query.value("type")) == nullptr) {
    return fail({.code = "request.parameter", .place = "type", .expected = "a statement type"});
  }
  CONCORDAT_TRY(seen, last_seen(call));
  const std::string_view accept = call.request.header("Accept");
  const bool events = accept.find("event-stream") != std::string_view::npos;
  if (events && accepts(accept, kEvents)) return stream(call, seen);
  if (!accepts(accept, kJson)) CONCORDAT_CHECK(must_accept(call.request, kBatch));
  return page(call, seen);
}

}  // namespace concordat::api
