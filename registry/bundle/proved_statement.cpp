#include "registry/bundle/proved_statement.hpp"

#include "core/json/read.hpp"
#include "core/statement/statement.hpp"

namespace concordat::registry::bundle {
namespace {

constexpr std::string_view kFoundingType = "founding";
constexpr std::string_view kKeyType = "key";

const json::Value* member(const json::Value* json, std::string_view name) {
  return json == nullptr ? nullptr : json->find(name);
}

// The certain interval of spec/formats/statement.md.
bool surely_holds(const json::Value* effective, Date day) {
  if (effective == nullptr) return false;
  const auto from = parse_date(effective->text("from"));
  if (!from || day < *from) return false;
  if (effective->find("until") == nullptr) return true;
  const auto until = parse_date(effective->text("until"));
  if (!until) return false;
  return effective->boolean("untilInclusive") ? day <= *until : day < *until;
}

}  // namespace

Result<json::Value> payload_of(std::string_view signed_statement) {
  CONCORDAT_TRY(jws, statement::parse_signed(signed_statement));
  CONCORDAT_TRY(payload, json::read(jws.payload, {.size_bytes = statement::kPayloadLimit_bytes}));
  if (payload.as_object() == nullptr) return fail({.code = "statement.wrong-kind"});
  return payload;
}

std::string operator_in(const json::Value& payload) {
  if (payload.text("type") != kFoundingType) return {};
  const json::Value* const named = member(payload.find("body"), "operator");
  return named == nullptr ? std::string() : std::string(named->text("organisation"));
}

std::optional<crypto::PublicKey> key_given(const json::Value& payload, const Holder& holder,
                                           Date day) {
  if (payload.text("type") != (holder.is_founding ? kFoundingType : kKeyType)) return std::nullopt;
  const json::Value* const body = payload.find("body");
  const json::Value* const named = holder.is_founding ? member(body, "operator") : body;
  const json::Value* const jwk = member(named, "key");
  if (jwk == nullptr || named->text("organisation") != holder.organisation) return std::nullopt;
  if (!surely_holds(payload.find("effective"), day)) return std::nullopt;
  auto key = crypto::parse_jwk(*jwk);
  if (!key) return std::nullopt;
  return std::move(*key);
}

}  // namespace concordat::registry::bundle
