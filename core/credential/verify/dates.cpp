#include "core/credential/verify/dates.hpp"

#include <algorithm>

#include "core/credential/securing/jwt.hpp"
#include "core/credential/verify/verify.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::credential {
namespace {

Finding no(std::string_view code, std::string place, std::string expected = {}) {
  return {Step::kDates,
          Outcome::kFailed,
          {.code = std::string(code), .place = std::move(place), .expected = std::move(expected)}};
}

class Dates {
 public:
  explicit Dates(const Moment& moment) : moment_(moment) {}

  // The document begins to be valid then.
  void from(Instant instant, std::string place) {
    if (!moment_.window.reached(instant.milliseconds - moment_.skew_ms)) {
      add(no("dates.not-yet", std::move(place), to_string(instant)));
    }
  }
  // It has ceased to be valid then.
  void until(Instant instant, std::string place) {
    if (moment_.window.reached(instant.milliseconds + moment_.skew_ms)) {
      add(no("dates.over", std::move(place), to_string(instant)));
    }
  }
  void add(Finding finding) {
    if (found_.outcome == Outcome::kPassed) found_ = std::move(finding);
  }
  [[nodiscard]] Finding take() { return std::move(found_); }

 private:
  const Moment& moment_;
  Finding found_{Step::kDates, Outcome::kPassed, {}};
};

// A claim of a token. `iat` alone may be a timestamp: the vectors that W3C publishes have it so,
// and nothing is made valid by it.
std::optional<Instant> claim(const json::Value& document, std::string_view name, Dates& dates) {
  const json::Value* member = document.find(name);
  if (!member) return std::nullopt;
  auto instant = numeric_date(*member);
  if (!instant && name == "iat" && member->as_string()) {
    if (const auto text = parse_timestamp(*member->as_string())) instant = *text;
  }
  if (!instant) dates.add(no("dates.form", "/" + std::string(name), "a number of seconds"));
  return instant;
}

bool is_token(const Secured& secured) { return secured.securing.ends_with("jwt"); }

}  // namespace

Finding check_dates(const Secured& secured, const Moment& moment) {
  Dates dates(moment);
  const json::Value& document = secured.document;
  if (is_token(secured)) {
    for (const std::string_view name : {"iat", "nbf"}) {
      if (const auto instant = claim(document, name, dates)) {
        dates.from(*instant, "/" + std::string(name));
      }
    }
    if (const auto instant = claim(document, "exp", dates)) dates.until(*instant, "/exp");
  }
  if (secured.content == Content::kCredential) {
    // The model was checked: what is there is a timestamp.
    if (const auto from = parse_timestamp(document.text("validFrom"))) {
      dates.from(*from, "/validFrom");
    }
    if (const auto until = parse_timestamp(document.text("validUntil"))) {
      dates.until(*until, "/validUntil");
    }
  }
  for (const Signature& signature : secured.signatures) {
    // A proof has a place, the holder's token has none.
    const bool proof = !signature.place.empty();
    if (signature.created) {
      dates.from(*signature.created, proof ? signature.place + "/created" : "/iat");
    }
    if (signature.expires) dates.until(*signature.expires, signature.place + "/expires");
  }
  return dates.take();
}

Finding check_binding(const Secured& secured, const ExpectedBinding& expected,
                      const Moment& moment) {
  if (!expected.asked()) return {Step::kBinding, Outcome::kNotAsked, {}};
  const auto refuse = [](std::string_view code, std::string wanted = {}) {
    return Finding{Step::kBinding,
                   Outcome::kFailed,
                   {.code = std::string(code), .expected = std::move(wanted)}};
  };
  if (!secured.binding) return refuse("binding.missing");
  const Binding& binding = *secured.binding;
  if (expected.nonce && binding.nonce != *expected.nonce) {
    return refuse("binding.nonce", *expected.nonce);
  }
  const auto is_other = [&](const std::string& one) { return one != *expected.audience; };
  if (expected.audience &&
      (std::ranges::count(binding.audiences, *expected.audience) == 0 ||
       (binding.all_audiences && std::ranges::any_of(binding.audiences, is_other)))) {
    return refuse("binding.audience", *expected.audience);
  }
  if (expected.max_age_seconds) {
    if (!binding.issued) return refuse("binding.age", "a time of issue");
    const std::int64_t issued_ms = binding.issued->milliseconds;
    const std::int64_t last_ms = issued_ms + *expected.max_age_seconds * 1000 + moment.skew_ms;
    if (moment.window.reached(last_ms + 1) || !moment.window.reached(issued_ms - moment.skew_ms)) {
      return refuse("binding.age", std::to_string(*expected.max_age_seconds) + " seconds at most");
    }
  }
  return {Step::kBinding, Outcome::kPassed, {}};
}

}  // namespace concordat::credential
