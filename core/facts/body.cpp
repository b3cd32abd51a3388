#include "core/facts/body.hpp"

#include <algorithm>

#include "core/base/hex.hpp"

namespace concordat::facts {
namespace {

Error not_expressible(std::string_view name, std::string expected) {
  return {
      .code = "fold.value", .place = "/body/" + std::string(name), .expected = std::move(expected)};
}

}  // namespace

Id Body::id(std::string_view name) const {
  const json::Value* const value = value_.find(name);
  const std::string* const text = value ? value->as_string() : nullptr;
  return text ? tables_.names.intern(*text) : kNoId;
}

Ids Body::ids(std::string_view name) const {
  const json::Array& elements = value_.array(name);
  Ids ids;
  ids.reserve(elements.size());
  for (const json::Value& element : elements) {
    if (const std::string* const text = element.as_string()) {
      ids.push_back(tables_.names.intern(*text));
    }
  }
  return ids;
}

json::Object Body::object(std::string_view name) const {
  const json::Value* const value = value_.find(name);
  const json::Object* const object = value ? value->as_object() : nullptr;
  return object ? *object : json::Object{};
}

crypto::Digest Body::digest(std::string_view name) const {
  constexpr std::string_view kPrefix = "sha256:";
  crypto::Digest digest{};
  const std::string_view written = text(name);
  if (written.empty()) return digest;
  const auto bytes = written.starts_with(kPrefix) ? decode_hex(written.substr(kPrefix.size()))
                                                  : Result<Bytes>(Bytes{});
  if (bytes && bytes->size() == digest.size()) {
    std::ranges::copy(*bytes, digest.begin());
  } else {
    refuse(not_expressible(name, "\"sha256:\" and 64 hex digits"));
  }
  return digest;
}

Date Body::date(std::string_view name, Date fallback) const {
  if (!has(name)) return fallback;
  const Result<Date> date = parse_date(text(name));
  if (date) return *date;
  refuse(not_expressible(name, "a date YYYY-MM-DD"));
  return fallback;
}

std::optional<Instant> Body::instant(std::string_view name) const {
  if (!has(name)) return std::nullopt;
  const Result<Instant> instant = parse_instant(text(name));
  if (instant) return *instant;
  refuse(not_expressible(name, "an instant of RFC 3339"));
  return std::nullopt;
}

std::optional<statement::Predicate> Body::predicate(std::string_view name) const {
  const json::Value* const value = value_.find(name);
  if (!value) return std::nullopt;
  Result<statement::Predicate> predicate = statement::Predicate::parse(*value);
  if (predicate) return std::move(*predicate);
  refuse(std::move(predicate).error());
  return std::nullopt;
}

std::size_t Body::index_of(std::string_view name, const json::Value& value,
                           std::span<const std::string_view> names) const {
  if (const std::string* const text = value.as_string()) {
    for (std::size_t index = 0; index < names.size(); ++index) {
      if (names[index] == *text) return index;
    }
  }
  refuse(not_expressible(name, "a choice of the catalogue"));
  return 0;
}

std::uint32_t Body::bits(std::string_view name, std::span<const std::string_view> names) const {
  std::uint32_t bits = 0;
  for (const json::Value& element : value_.array(name)) {
    bits |= std::uint32_t{1} << index_of(name, element, names);
  }
  return bits;
}

}  // namespace concordat::facts
