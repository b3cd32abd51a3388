// The Trust Registry Query Protocol 2.0 over HTTP: POST /authorization and POST /recognition.
//
// What is asked is answered for the day of `context.time`, or for today, as the registry knows it
// now, or at the log size of `context.as_of`. Nothing on file about a known authority is `false`,
// never 404: who is not named by an authority must not be told apart from who nobody knows.
#include <algorithm>

#include "api/identified.hpp"
#include "api/negotiation.hpp"
#include "api/page.hpp"
#include "api/routes.hpp"
#include "api/trust_query.hpp"
#include "core/base/hex.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/read.hpp"
#include "core/recognition/answer.hpp"
#include "core/recognition/vouching.hpp"

namespace concordat::api {
namespace {

using facts::Holding;
using facts::Id;
using facts::kNoId;
using recognition::VouchedParties;
using recognition::VouchedScope;
using recognition::Vouching;

// An answer is as good as any other that is not pinned: Caching::kLive.
constexpr std::int64_t kGoodFor_ms = 60'000;
// A caller's own correlation identifier that is sent back.
constexpr std::size_t kMaxCorrelation_bytes = 64;

// Who is asked, as far as it is on file.
struct Authority {
  Id id = kNoId;
  std::vector<Id> markets;  // for which it speaks
  Id economy = kNoId;       // its own
};

struct Judged {
  Holding holding = Holding::kNot;
  std::vector<facts::Ordinal> evidence;
  facts::Window window;
  std::string message;         // a code of the message catalogue
  json::Object determination;  // of a certificate; empty otherwise
};

struct Asked {
  const Call& call;
  const TrustQuestion& question;
  const TrustAction& action;
  const TrustResource& resource;
  Authority authority;
  std::string entity_name;
  Id entity = kNoId;  // of that name; kNoId where no statement ever named it
  std::uint64_t size = 0;
  Instant now;
  std::string address;

  [[nodiscard]] Date date() const { return utc_date(question.time.value_or(now)); }
};

template <class T>
bool is_on_file(const facts::Relation<T>& relation, Id id, facts::Ordinal size) {
  bool found = false;
  if (id == kNoId) return false;
  relation.visit(id, size, [&](const T&) {
    found = true;
    return false;
  });
  return found;
}

Result<Authority> authority_of(facts::Probe& probe, std::string_view name) {
  Authority authority{.id = probe.tables.id(name)};
  if (is_on_file(probe.tables.economies, authority.id, probe.size)) {
    authority.economy = authority.id;
    authority.markets = {authority.id};
    return authority;
  }
  if (!is_on_file(probe.tables.organisations, authority.id, probe.size)) {
    return fail({.code = "trust.unknown-authority",
                 .place = "/authority_id",
                 .expected = "an economy or organisation of this registry"});
  }
  const auto described = facts::organisation_at(probe, authority.id);
  if (!described) return authority;
  const bool speaks =
      described->has(facts::Role::kAuthority) || described->has(facts::Role::kDesignatingAuthority);
  if (!speaks) return authority;
  authority.economy = described->economy;
  authority.markets = {described->economy};
  authority.markets.insert(authority.markets.end(), described->acts_for.begin(),
                           described->acts_for.end());
  return authority;
}

VouchedScope scope_of(const Asked& asked, const facts::Tables& tables) {
  const auto id_of = [&](std::string_view name) -> std::optional<Id> {
    const auto part = asked.resource.part(name);
    if (!part) return std::nullopt;
    return tables.id(*part);
  };
  VouchedScope scope{.main_scope = id_of("mainScope"),
                     .standard = id_of("standard"),
                     .sector = id_of("sector"),
                     .scheme = id_of("scheme"),
                     .act = id_of("act"),
                     .module = id_of("module")};
  if (!asked.action.main_scope.empty()) scope.main_scope = tables.id(asked.action.main_scope);
  return scope;
}

// Of several ways of vouching the first that holds, else the nearest.
class Best {
 public:
  void add(Vouching vouching) {
    const bool first = best_.evidence.empty() && best_.holding == Holding::kNot;
    if (first || vouching.holding > best_.holding) best_ = std::move(vouching);
  }
  [[nodiscard]] bool holds() const { return best_.holding == Holding::kHolds; }
  [[nodiscard]] Judged judged(const facts::Probe& probe) && {
    Judged judged{.holding = best_.holding,
                  .evidence = std::move(best_.evidence),
                  .window = probe.window,
                  .message = "vouched.not-said"};
    // The days on which nothing is said depend on what else is on file about the entity: whoever
    // learns them learns whether anything is.
    if (judged.evidence.empty()) judged.window = {probe.date, probe.date.plus_days(1)};
    if (judged.holding == Holding::kHolds) judged.message = "vouched.said";
    if (judged.holding == Holding::kPossibly) judged.message = "vouched.open";
    return judged;
  }

 private:
  Vouching best_;
};

Judged authorized(const Asked& asked, facts::Probe& probe) {
  const VouchedScope scope = scope_of(asked, probe.tables);
  Best best;
  best.add(recognition::accredits(probe, {asked.authority.id, asked.entity}, scope));
  if (asked.action.name == kCertify && !best.holds()) {
    for (const Id market : asked.authority.markets) {
      if (best.holds()) break;
      best.add(recognition::designates(probe, {market, asked.entity}, scope));
    }
    if (!best.holds()) {
      best.add(recognition::lets_issue(probe, {asked.authority.id, asked.entity}, scope));
    }
  }
  return std::move(best).judged(probe);
}

Judged recognised(const Asked& asked, facts::Probe& probe) {
  const VouchedScope scope = scope_of(asked, probe.tables);
  Best best;
  // The peer of a market is another; an authority stands for its own.
  Id origin = asked.entity;
  if (!is_on_file(probe.tables.economies, origin, probe.size)) {
    const auto described = facts::organisation_at(probe, asked.entity);
    const bool speaks = described && (described->has(facts::Role::kAuthority) ||
                                      described->has(facts::Role::kDesignatingAuthority));
    origin = speaks ? described->economy : kNoId;
  }
  for (const Id market : asked.authority.markets) {
    if (best.holds()) break;
    if (asked.action.name == kAccredit) {
      best.add(recognition::accepts(probe, {market, asked.entity}, scope));
    } else if (origin != kNoId) {
      best.add(recognition::takes_results(probe, {market, origin}, scope, asked.action.artefacts));
    }
  }
  return std::move(best).judged(probe);
}

std::string determination_target(const Asked& asked, std::string_view market,
                                 std::string_view certificate) {
  return "/v1/determinations?purpose=recognition&certificate=" + percent_encode(certificate) +
         "&issuer=" + percent_encode(asked.entity_name) + "&market=" + percent_encode(market) +
         "&date=" + to_string(asked.date()) + "&asOf=" + std::to_string(asked.size);
}

// What a market makes of one certificate: the whole determination, of which `recognised` alone is
// true. A condition that is not met yet, or a report that counts for something, is not.
Result<Judged> certificate_recognised(const Asked& asked) {
  const auto state = asked.call.ports.registry.state();
  const auto certificate = asked.resource.part("certificate");
  Judged judged{.message = "vouched.not-said"};
  if (!certificate || asked.authority.economy == kNoId) return judged;
  const std::string market(state->tables().text(asked.authority.economy));
  recognition::Question question;
  question.attestations.push_back(
      {.number = std::string(*certificate), .issuer = asked.entity_name});
  question.market = market;
  question.date = asked.date();
  question.as_of = asked.size;
  CONCORDAT_TRY(decision, asked.call.ports.registry.decide(question));
  const auto verdict = decision.answer.verdict;
  if (asked.call.ports.meter != nullptr) {
    asked.call.ports.meter->determined(recognition::name(verdict));
  }
  judged.holding = verdict == recognition::Verdict::kRecognised ? Holding::kHolds : Holding::kNot;
  judged.window = {decision.answer.stable.from, decision.answer.stable.until};
  judged.message = "verdict." + std::string(recognition::name(verdict));
  judged.determination = {
      {"verdict", recognition::name(verdict)},
      {"href", asked.address + determination_target(asked, market, *certificate)}};
  return judged;
}

Result<Judged> judge(const Asked& asked, TrustVerb verb, facts::Probe& probe) {
  if (asked.action.name == kRecogniseCertificate) return certificate_recognised(asked);
  return verb == TrustVerb::kAuthorization ? authorized(asked, probe) : recognised(asked, probe);
}

json::Object days(const facts::Window& window) {
  json::Object shown;
  if (window.low != kBeginning) shown.set("from", to_string(window.low));
  if (window.high != kForever) shown.set("until", to_string(window.high));
  return shown;
}

json::Object evaluated_context(const TrustQuestion& question) {
  json::Object context;
  if (question.time) context.set("time", question.time_text);
  if (question.as_of) context.set("as_of", std::to_string(*question.as_of));
  return context;
}

json::Object answer_json(const Asked& asked, TrustVerb verb, const Judged& judged) {
  const TrustQuestion& question = asked.question;
  const bool yes = judged.holding == Holding::kHolds;
  json::Object answer{{"entity_id", question.entity},
                      {"authority_id", question.authority},
                      {"action", question.action},
                      {"resource", question.resource},
                      {verb == TrustVerb::kAuthorization ? "authorized" : "recognized", yes}};
  // The clock's time and the time asked for are two things and never stand for each other.
  if (question.time) answer.set("time_requested", question.time_text);
  answer.set("time_evaluated", to_string(asked.now));
  answer.set("message", word(asked.call.voice(), judged.message, judged.message));
  json::Object context = evaluated_context(question);
  if (!context.empty()) answer.set("context", std::move(context));
  answer.set("expires_at", to_string(Instant{asked.now.milliseconds + kGoodFor_ms}));
  answer.set("as_of",
             json::Object{{"origin", asked.call.ports.registry.origin()}, {"size", asked.size}});
  answer.set("stable", days(judged.window));
  json::Array evidence;
  for (const facts::Ordinal index : judged.evidence) evidence.emplace_back(std::uint64_t{index});
  answer.set("evidence", std::move(evidence));
  if (!judged.determination.empty()) answer.set("determination", judged.determination);
  return answer;
}

// Whether the answer is to be signed: asked for by who names the type, and JSON for everybody else.
Result<bool> wants_signature(const Call& call) {
  const std::string_view accept = call.request.header("Accept");
  const bool named = accept.find(kJwt) != std::string_view::npos && accepts(accept, kJwt);
  if (named && call.ports.credential_key != nullptr) return true;
  if (accepts(accept, kJson)) return false;
  return fail({.code = named ? "issuing.no-key" : "request.not-acceptable",
               .expected = "application/json or application/jwt"});
}

// The answer with who gives it, until when, and the digest of the octets that asked: who keeps it
// can show later to what question it was given.
Answer signed_reply(const Call& call, json::Object answer, Instant now) {
  const registry::CredentialKey& key = *call.ports.credential_key;
  answer.set("iss", key.registrar().did);
  answer.set("iat", now.milliseconds / 1000);
  answer.set("exp", (now.milliseconds + kGoodFor_ms) / 1000);
  answer.set("query_digest", "sha256:" + encode_hex(crypto::sha256(bytes_of(call.request.body))));
  CONCORDAT_TRY(token, key.sign_answer(std::move(answer)));
  return reply({.type = kJwt, .body = std::move(token), .caching = Caching::kNoStore});
}

void send_back_correlation(const http::Request& request, http::Response& response) {
  const std::string_view given = request.header("X-Correlation-Id");
  const bool plain = !given.empty() && given.size() <= kMaxCorrelation_bytes &&
                     std::ranges::all_of(given, [](char c) { return c > 0x20 && c < 0x7f; });
  if (plain) response.fields.add("X-Correlation-Id", given);
}

Result<std::uint64_t> size_asked(const Call& call, const TrustQuestion& question) {
  const std::uint64_t published = call.ports.registry.size();
  const std::uint64_t size = question.as_of.value_or(published);
  if (size > 0 && size <= published) return size;
  return fail({.code = "question.as-of",
               .place = "/context/as_of",
               .expected = "1 to " + std::to_string(published)});
}

Answer answer_trust(const Call& call, TrustVerb verb) {
  CONCORDAT_TRY(is_signed, wants_signature(call));
  if (media_type(call.request.header("Content-Type")) != kJson) {
    return fail(
        {.code = "request.media-type", .place = "Content-Type", .expected = std::string(kJson)});
  }
  CONCORDAT_TRY(body, json::read(call.request.body));
  CONCORDAT_TRY(question, trust_question_from_json(body));
  CONCORDAT_TRY(address, address_of(call.ports, call.request));
  CONCORDAT_TRY(action, trust_action(verb, question.action));
  CONCORDAT_TRY(resource, trust_resource(question.resource, address));
  CONCORDAT_TRY(size, size_asked(call, question));
  const Instant now = call.ports.clock.now();
  const auto state = call.ports.registry.state();
  facts::Probe probe{.tables = state->tables(),
                     .size = static_cast<facts::Ordinal>(size),
                     .date = utc_date(question.time.value_or(now))};
  CONCORDAT_TRY(authority, authority_of(probe, party_in(question.authority, address)));
  std::string entity = party_in(question.entity, address);
  const Id entity_id = probe.tables.id(entity);
  const Asked asked{.call = call,
                    .question = question,
                    .action = *action,
                    .resource = resource,
                    .authority = std::move(authority),
                    .entity_name = std::move(entity),
                    .entity = entity_id,
                    .size = size,
                    .now = now,
                    .address = address};
  CONCORDAT_TRY(judged, judge(asked, verb, probe));
  json::Object answer = answer_json(asked, verb, judged);
  http::Response response;
  if (is_signed) {
    CONCORDAT_TRY(made, signed_reply(call, std::move(answer), now));
    response = std::move(made);
  } else {
    response = json_reply(std::move(answer), Caching::kNoStore);
  }
  response.fields.add("Vary", "Accept");
  send_back_correlation(call.request, response);
  if (call.ports.messages != nullptr) {
    response.fields.add("Content-Language", call.voice().language);
  }
  return response;
}

}  // namespace

Answer post_authorization(const Call& call) {
  return answer_trust(call, TrustVerb::kAuthorization);
}

Answer post_recognition(const Call& call) { return answer_trust(call, TrustVerb::kRecognition); }

// The members that the Ayra profile 0.5 names, and no others.
Answer get_trust_metadata(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  CONCORDAT_TRY(address, address_of(call.ports, call.request));
  const std::string authority = address + operator_path(call);
  return json_reply(
      json::Object{{"id", address},
                   {"name", call.ports.registry.origin()},
                   {"description", word(call.voice(), "page.title",
                                        "Cross-border recognition of safety certifications")},
                   {"controllers", json::Array{json::Value(authority)}},
                   {"authority_id", authority},
                   {"governance_framework_id", address + "/v1/statements/0"},
                   {"supported_did_methods", json::Array{}}},
      Caching::kRevalidate);
}

// What the Ayra profile 0.5 leaves to choice is told apart from what nobody ever heard of: 501 (its
// "Ayra Extension Endpoints"). Who is on file, what a body may do and whom a market recognises are
// asked one by one, or read whole (/v1, dumps).
Answer get_trust_not_offered(const Call& call) {
  static constexpr std::string_view kLookups[] = {"assuranceLevels", "authorizations",
                                                  "didMethods"};
  const bool lookup = call.request.path.starts_with("/lookups/");
  if (lookup && std::ranges::find(kLookups, call.rest) == std::end(kLookups)) {
    return fail({.code = "request.no-such-route"});
  }
  return fail({.code = "trust.not-offered"});
}

}  // namespace concordat::api
