#include "registry/bundle/age.hpp"

namespace concordat::registry::bundle {

Age age_of(const Manifest& manifest, Instant now) {
  const std::int64_t passed_ms = now.milliseconds - manifest.made.milliseconds;
  return {.seconds = passed_ms / 1000,
          .expired = now >= manifest.expires,
          .clock_before_made = passed_ms < -kSkew_ms};
}

Status check_age(const Manifest& manifest, Instant now, bool expired_is_fine) {
  if (expired_is_fine || !age_of(manifest, now).expired) return {};
  return fail({.code = "offline.expired",
               .arguments = {{"expires", to_string(manifest.expires)},
                             {"made", to_string(manifest.made)}}});
}

json::Value shown(const Bundle& bundle, Instant now) {
  const Manifest& manifest = bundle.manifest;
  const Age age = age_of(manifest, now);
  json::Object shown{{"made", to_string(manifest.made)},
                     {"expires", to_string(manifest.expires)},
                     {"ageSeconds", age.seconds},
                     {"size", manifest.size},
                     {"recorded", to_string(bundle.recorded)},
                     {"coverage", to_json(manifest.coverage)},
                     {"signer", bundle.signer}};
  if (age.expired) shown.set("expired", true);
  if (age.clock_before_made) shown.set("clockBeforeMade", true);
  return shown;
}

}  // namespace concordat::registry::bundle
