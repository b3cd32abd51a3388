// RFC 9901, 7.1, steps 3 to 5: disclosures go where their digests stand.
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/base/base64url.hpp"
#include "core/credential/securing/sd_jwt.hpp"
#include "core/json/read.hpp"

namespace concordat::credential {
namespace {

constexpr std::string_view kDigests = "_sd";
constexpr std::string_view kElement = "...";
constexpr std::string_view kAlgorithm = "_sd_alg";
// One claim may be as large as a token; nesting beyond this is refused as a whole anyway.
constexpr json::Limits kDisclosureLimits = {.size_bytes = std::size_t{1} << 20,
                                            .depth = kDeepestDisclosed};

struct Disclosure {
  std::optional<std::string> name;  // of a claim; an element of a list has none
  json::Value value;
  bool used = false;
};

std::unexpected<Error> refuse(std::string_view code, std::string place, std::string expected) {
  return fail(
      {.code = std::string(code), .place = std::move(place), .expected = std::move(expected)});
}

Result<Disclosure> read_disclosure(std::string_view text, std::size_t number) {
  const auto bad = [&] {
    return refuse("sd-jwt.disclosure", "disclosure " + std::to_string(number),
                  "base64url of [salt, name, value] or [salt, value]");
  };
  const auto octets = decode_base64url(text);
  if (!octets) return bad();
  auto read = json::read(text_of(*octets), kDisclosureLimits);
  json::Array* parts = read ? read->as_array() : nullptr;
  if (parts == nullptr || parts->size() < 2 || parts->size() > 3) return bad();
  if (parts->front().as_string() == nullptr) return bad();
  Disclosure disclosure;
  if (parts->size() == 3) {
    if ((*parts)[1].as_string() == nullptr) return bad();
    disclosure.name = *(*parts)[1].as_string();
  }
  disclosure.value = std::move(parts->back());
  return disclosure;
}

// A place in the processed payload, for the rules that depend on it.
struct Place {
  std::size_t depth = 0;
  bool visible = false;  // within a claim that everybody must see
  [[nodiscard]] Place below() const { return {depth + 1, visible}; }
};

class Discloser {
 public:
  explicit Discloser(const SdJwt& token) : token_(token) {}

  Result<json::Value> run() {
    for (std::size_t at = 0; at < token_.disclosures.size(); ++at) {
      const std::string& text = token_.disclosures[at];
      CONCORDAT_TRY(disclosure, read_disclosure(text, at));
      const bool added =
          disclosures_.emplace(disclosure_digest(text, token_.hash), std::move(disclosure)).second;
      if (!added) return unreferenced();
    }
    CONCORDAT_TRY(processed, any(token_.payload, {}));
    for (const auto& [digest, disclosure] : disclosures_) {
      if (!disclosure.used) return unreferenced();
    }
    return std::move(processed);
  }

 private:
  static std::unexpected<Error> unreferenced() {
    return refuse("sd-jwt.unreferenced", "", "disclosures that digests stand for, each once");
  }

  Result<json::Value> any(const json::Value& value, Place place) {
    if (place.depth > kDeepestDisclosed) {
      return refuse("sd-jwt.too-deep", "",
                    "nesting of at most " + std::to_string(kDeepestDisclosed));
    }
    if (value.as_object() != nullptr) return object(*value.as_object(), place);
    if (value.as_array() != nullptr) return list(*value.as_array(), place);
    return value;
  }

  // The disclosure a digest stands for, null for a decoy or what stays hidden.
  Result<Disclosure*> find(const std::string& digest, Place place) {
    if (place.visible) return hidden();
    if (!seen_.insert(digest).second) {
      return refuse("sd-jwt.digest-repeated", digest, "each digest once");
    }
    const auto found = disclosures_.find(digest);
    if (found == disclosures_.end()) return nullptr;
    found->second.used = true;
    return &found->second;
  }

  static std::unexpected<Error> hidden() {
    return refuse("sd-jwt.always-visible", "", "claims of validity in the open");
  }

  Result<json::Value> object(const json::Object& given, Place place) {
    std::vector<json::Member> members;
    for (const auto& [name, value] : given) {
      if (name == kDigests) continue;
      if (name == kElement) {
        return refuse("sd-jwt.digest", name, "a digest as an element of a list");
      }
      if (name == kAlgorithm) {
        if (place.depth != 0) return refuse("sd-jwt.name", name, "_sd_alg on the top level alone");
        continue;
      }
      Place inner = place.below();
      inner.visible = place.visible || (place.depth == 0 && always_visible(name));
      CONCORDAT_TRY(processed, any(value, inner));
      members.emplace_back(name, std::move(processed));
    }
    if (const json::Value* digests = given.find(kDigests)) {
      CONCORDAT_CHECK(add_disclosed(*digests, place, members));
    }
    return json::Value(json::Object::of_unique(std::move(members)));
  }

  Status add_disclosed(const json::Value& digests, Place place,
                       std::vector<json::Member>& members) {
    if (digests.as_array() == nullptr) return bad_digests();
    std::set<std::string, std::less<>> names;
    for (const json::Member& member : members) names.insert(member.first);
    for (const json::Value& digest : *digests.as_array()) {
      if (digest.as_string() == nullptr) return bad_digests();
      CONCORDAT_TRY(disclosure, find(*digest.as_string(), place));
      if (disclosure == nullptr) continue;
      if (!disclosure->name) {
        return refuse("sd-jwt.disclosure", "", "[salt, name, value] for a claim");
      }
      const std::string& name = *disclosure->name;
      if (name == kDigests || name == kElement || name == kAlgorithm) {
        return refuse("sd-jwt.name", name, "a claim of another name");
      }
      if (place.depth == 0 && always_visible(name)) return hidden();
      if (!names.insert(name).second) {
        return refuse("sd-jwt.collision", name, "a claim that is not there yet");
      }
      CONCORDAT_TRY(processed, any(disclosure->value, place.below()));
      members.emplace_back(name, std::move(processed));
    }
    return {};
  }

  static std::unexpected<Error> bad_digests() {
    return refuse("sd-jwt.digest", std::string(kDigests), "a list of texts");
  }

  Result<json::Value> list(const json::Array& given, Place place) {
    json::Array elements;
    for (const json::Value& element : given) {
      const json::Value* digest = element.find(kElement);
      if (digest == nullptr) {
        CONCORDAT_TRY(processed, any(element, place.below()));
        elements.push_back(std::move(processed));
        continue;
      }
      if (digest->as_string() == nullptr || element.as_object()->size() != 1) {
        return refuse("sd-jwt.digest", std::string(kElement), "one text, and nothing beside it");
      }
      CONCORDAT_TRY(disclosure, find(*digest->as_string(), place));
      if (disclosure == nullptr) continue;
      if (disclosure->name) {
        return refuse("sd-jwt.disclosure", "", "[salt, value] for an element of a list");
      }
      CONCORDAT_TRY(processed, any(disclosure->value, place.below()));
      elements.push_back(std::move(processed));
    }
    return json::Value(std::move(elements));
  }

  const SdJwt& token_;
  std::unordered_map<std::string, Disclosure> disclosures_;
  std::unordered_set<std::string> seen_;
};

}  // namespace

Result<json::Value> disclose(const SdJwt& token) { return Discloser(token).run(); }

}  // namespace concordat::credential
