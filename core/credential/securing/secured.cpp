#include "core/credential/securing/secured.hpp"

#include <algorithm>

namespace concordat::credential {
namespace {

std::string_view identified(const json::Value& document, std::string_view name) {
  const json::Value* member = document.find(name);
  if (!member) return {};
  const std::string* text = member->as_string();
  return text ? std::string_view(*text) : member->text("id");
}

}  // namespace

std::string_view issuer_of(const json::Value& document) { return identified(document, "issuer"); }

std::string_view holder_of(const json::Value& document) { return identified(document, "holder"); }

bool has_type(const json::Value& document, std::string_view type) {
  const json::Value* member = document.find("type");
  if (!member) return false;
  if (const std::string* only = member->as_string()) return *only == type;
  return std::ranges::any_of(document.array("type"), [&](const json::Value& one) {
    return one.as_string() && *one.as_string() == type;
  });
}

}  // namespace concordat::credential
