#include "core/credential/status/status.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <variant>

#include "core/base/result.hpp"
#include "core/credential/status/reading.hpp"

namespace concordat::credential {
namespace {

using SharedList = std::shared_ptr<const StatusList>;

std::unexpected<Finding> unknown(Error error) { return unchecked(Step::kStatus, std::move(error)); }

bool within(const StatusList& list, const StatusQuestion& question) {
  if (list.from && !question.window.reached(list.from->milliseconds - question.skew_ms)) {
    return false;
  }
  return !list.until || !question.window.reached(list.until->milliseconds + question.skew_ms);
}

bool may_state(std::string_view issuer, const StatusQuestion& question) {
  return issuer == question.issuer ||
         std::ranges::find(question.list_issuers, issuer) != question.list_issuers.end();
}

class Reader {
 public:
  Reader(const StatusQuestion& question, const VerifyList& verify_list, Host& host)
      : question_(question), verify_list_(verify_list), host_(host) {}

  Checked<StatusReading> read(const StatusEntry& entry) {
    CONCORDAT_TRY(list, find(entry));
    CONCORDAT_CHECK(check(*list, entry));
    const auto value = value_at(*list, entry);
    if (!value) return unknown(value.error());
    StatusReading reading{.place = entry.place,
                          .list = entry.list,
                          .purpose = entry.purpose,
                          .value = *value,
                          .message = {},
                          .as_of = list->from,
                          .look_again = {},
                          .until = list->until};
    if (list->from && list->ttl_ms) {
      // Saturates: a list may say that it need never be looked for again.
      std::int64_t next_ms = 0;
      if (!__builtin_add_overflow(list->from->milliseconds, *list->ttl_ms, &next_ms)) {
        reading.look_again = Instant{next_ms};
      }
    }
    interpret(entry, reading);
    return reading;
  }

 private:
  Checked<SharedList> find(const StatusEntry& entry) {
    SharedList kept = host_.kept_list(entry.list, question_.window.at());
    if (kept && kept->window.holds(question_.window.at()) && within(*kept, question_)) {
      question_.window.narrow(kept->window);
      return kept;
    }
    const auto text = host_.status_list(entry.list);
    if (!text) return unknown({.code = "status.list-missing", .place = entry.place});
    auto verified = verify_list_(*text);
    if (!verified) {
      return unknown({.code = "status.list-unverified",
                      .place = entry.place,
                      .arguments = {{"cause", verified.error().error.code}}});
    }
    if ((verified->content == Content::kStatusList) != (entry.kind == ListKind::kToken)) {
      return unknown({.code = "status.list-form",
                      .place = entry.place,
                      .expected = "a list of the kind that the entry names"});
    }
    auto list = unpack_status_list(verified->document, verified->content,
                                   std::move(verified->issuer), host_);
    if (!list) return unknown(std::move(list).error());
    list->window = verified->window;
    auto shared = std::make_shared<const StatusList>(*std::move(list));
    host_.keep_list(entry.list, question_.window.at(), shared);
    return shared;
  }

  // What must hold of a list before it is asked, kept or not.
  Checked<std::monostate> check(const StatusList& list, const StatusEntry& entry) {
    if (!may_state(list.issuer, question_)) {
      return unknown({.code = "status.list-issuer", .place = entry.place});
    }
    // A token must be about its address ("Validation Rules", 4.1); a credential may have an `id`,
    // and then it is that of the list that was asked for.
    if (list.id != entry.list && (entry.kind == ListKind::kToken || !list.id.empty())) {
      return unknown({.code = "status.list-subject", .place = entry.place});
    }
    if (!within(list, question_)) {
      return unknown({.code = "status.list-window", .place = entry.place});
    }
    if (entry.kind == ListKind::kBitstring &&
        std::ranges::find(list.purposes, entry.purpose) == list.purposes.end()) {
      return unknown({.code = "status.purpose", .place = entry.place});
    }
    return std::monostate{};
  }

  static void interpret(const StatusEntry& entry, StatusReading& reading) {
    const bool set = reading.value != 0;
    if (entry.kind == ListKind::kToken) {
      // Status Types: 0 VALID, 1 INVALID, 2 SUSPENDED; the others are agreed on elsewhere.
      constexpr std::array kTypes = {StatusMeaning::kUnset, StatusMeaning::kRevoked,
                                     StatusMeaning::kSuspended};
      reading.meaning = reading.value < kTypes.size()
                            ? kTypes[static_cast<std::size_t>(reading.value)]
                            : StatusMeaning::kUnknown;
    } else if (entry.purpose == "message") {
      reading.meaning = StatusMeaning::kMessage;
      // Section 2.1: without messages the values are "set" and "unset".
      reading.message = entry.messages.empty()
                            ? (set ? "set" : "unset")
                            : entry.messages[static_cast<std::size_t>(reading.value)];
    } else if (!set) {
      reading.meaning = StatusMeaning::kUnset;
    } else if (entry.purpose == "revocation") {
      reading.meaning = StatusMeaning::kRevoked;
    } else if (entry.purpose == "suspension") {
      reading.meaning = StatusMeaning::kSuspended;
    } else {
      reading.meaning =
          entry.purpose == "refresh" ? StatusMeaning::kRefreshed : StatusMeaning::kUnknown;
    }
  }

  const StatusQuestion& question_;
  const VerifyList& verify_list_;
  Host& host_;
};

Finding finding_of(const StatusReading& reading) {
  switch (reading.meaning) {
    case StatusMeaning::kRevoked:
      return {Step::kStatus, Outcome::kFailed, {.code = "status.revoked", .place = reading.place}};
    case StatusMeaning::kSuspended:
      return {
          Step::kStatus, Outcome::kFailed, {.code = "status.suspended", .place = reading.place}};
    case StatusMeaning::kUnknown:
      return {Step::kStatus,
              Outcome::kUnchecked,
              {.code = "status.unknown-value",
               .place = reading.place,
               .arguments = {{"value", std::to_string(reading.value)}}}};
    case StatusMeaning::kUnset:
    case StatusMeaning::kRefreshed:
    case StatusMeaning::kMessage:
      return {Step::kStatus, Outcome::kPassed, {}};
  }
  return {Step::kStatus, Outcome::kUnchecked, {}};
}

// The larger decides: what is known against the document, for good before for now, then what is
// not known.
int weight(const Finding& finding) {
  if (finding.error.code == "status.revoked") return 4;
  if (finding.error.code == "status.suspended") return 3;
  if (finding.outcome == Outcome::kFailed) return 2;
  return finding.outcome == Outcome::kUnchecked ? 1 : 0;
}

}  // namespace

std::string_view name(StatusMeaning meaning) {
  constexpr std::array<std::string_view, 6> kNames = {"unset",     "revoked", "suspended",
                                                      "refreshed", "message", "unknown"};
  return kNames[static_cast<std::size_t>(meaning)];
}

StatusAnswer read_status(const StatusQuestion& question, const VerifyList& verify_list,
                         Host& host) {
  StatusAnswer answer{.finding = {Step::kStatus, Outcome::kNotAsked, {}}, .readings = {}};
  Reader reader(question, verify_list, host);
  bool first = true;
  for (const Checked<StatusEntry>& entry : status_entries(question.document)) {
    auto reading =
        entry ? reader.read(*entry) : Checked<StatusReading>(std::unexpected(entry.error()));
    Finding finding = reading ? finding_of(*reading) : reading.error();
    if (reading) answer.readings.push_back(*std::move(reading));
    if (first || weight(finding) > weight(answer.finding)) answer.finding = std::move(finding);
    first = false;
  }
  return answer;
}

Finding check_status(const StatusQuestion& question, const VerifyList& verify_list, Host& host) {
  return read_status(question, verify_list, host).finding;
}

}  // namespace concordat::credential
