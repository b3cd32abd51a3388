#include "core/credential/securing/envelope.hpp"

#include <algorithm>
#include <array>

#include "core/credential/securing/secured.hpp"

namespace concordat::credential {
namespace {

constexpr std::string_view kCredentialEnvelope = "EnvelopedVerifiableCredential";
constexpr std::string_view kPresentationEnvelope = "EnvelopedVerifiablePresentation";
constexpr std::string_view kBaseContext = "https://www.w3.org/ns/credentials/v2";
constexpr std::string_view kScheme = "data:";

struct Kind {
  std::string_view media_type;
  bool presentation;
};
constexpr std::array<Kind, 5> kKinds = {{
    {"application/vc+jwt", false},
    {"application/vc+sd-jwt", false},
    {"application/dc+sd-jwt", false},
    {"application/vp+jwt", true},
    {"application/vp+sd-jwt", true},
}};
// Ways to secure that exist and are not read here.
constexpr std::array<std::string_view, 2> kUnsupported = {"application/vc+cose",
                                                          "application/vp+cose"};

std::unexpected<Finding> form(std::string place, std::string expected) {
  return failed(
      Step::kDecode,
      {.code = "envelope.form", .place = std::move(place), .expected = std::move(expected)});
}

// The context must define the type (VC Data Model 2.0, 4.12.1), one alone or one among others.
bool has_base_context(const json::Value& object) {
  const json::Value* context = object.find("@context");
  if (!context) return false;
  if (const std::string* only = context->as_string()) return *only == kBaseContext;
  return std::ranges::any_of(object.array("@context"), [](const json::Value& one) {
    return one.as_string() && *one.as_string() == kBaseContext;
  });
}

}  // namespace

bool is_envelope(const json::Value& object) {
  return has_type(object, kCredentialEnvelope) || has_type(object, kPresentationEnvelope);
}

Checked<Envelope> open_envelope(const json::Value& object) {
  if (!has_base_context(object)) return form("/@context", std::string(kBaseContext));
  const json::Value* id = object.find("id");
  if (!id || !id->as_string() || !id->as_string()->starts_with(kScheme)) {
    return form("/id", "a data: URL");
  }
  const std::string_view url = std::string_view(*id->as_string()).substr(kScheme.size());
  const std::size_t comma = url.find(',');
  if (comma == std::string_view::npos) return form("/id", "a media type, a comma, a token");
  const Envelope envelope{url.substr(0, comma), url.substr(comma + 1)};
  const std::string_view kind_alone = envelope.media_type.substr(0, envelope.media_type.find(';'));
  if (std::ranges::count(kUnsupported, kind_alone) != 0) {
    return unchecked(Step::kDecode, {.code = "envelope.unsupported", .place = "/id"});
  }
  const bool presentation = has_type(object, kPresentationEnvelope);
  const auto kind = std::ranges::find(kKinds, envelope.media_type, &Kind::media_type);
  if (kind == kKinds.end() || kind->presentation != presentation ||
      (presentation && has_type(object, kCredentialEnvelope))) {
    return failed(Step::kDecode,
                  {.code = "envelope.media-type",
                   .place = "/id",
                   .expected = presentation ? "application/vp+jwt or application/vp+sd-jwt"
                                            : "application/vc+jwt or application/vc+sd-jwt"});
  }
  return envelope;
}

}  // namespace concordat::credential
