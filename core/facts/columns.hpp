// Values of any kind in a stream of octets: member by member, as members.hpp names them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/octets.hpp"
#include "core/facts/members.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::facts::columns {

// What is put on one side comes back on the other; a value that cannot be makes the reader fail.
template <class T>
void put(OctetWriter& out, const T& value);
template <class T>
[[nodiscard]] T get(OctetReader& in);

namespace detail {

template <class T>
inline constexpr bool kIsVector = false;
template <class T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <class T>
void put_members(OctetWriter& out, const T& value) {
  static_assert(kMembersNamed<T> == kMembersDeclared<T>, "members.hpp leaves a member out");
  if constexpr (std::is_base_of_v<Row, T>) {
    out.value(value.certain);
    out.value(value.possible);
    out.value(value.since);
    out.value(value.origin);
    out.value(value.superseded.load(std::memory_order_relaxed));
  }
  // Only looked at: `members` names them for whoever fills them as well.
  std::apply([&](const auto&... member) { (put(out, member), ...); },
             members(const_cast<T&>(value)));
}

template <class T>
T get_members(OctetReader& in) {
  T value{};
  if constexpr (std::is_base_of_v<Row, T>) {
    value.certain = in.value<DateSpan>();
    value.possible = in.value<DateSpan>();
    value.since = in.value<Ordinal>();
    value.origin = in.value<Ordinal>();
    value.superseded.store(in.value<Ordinal>(), std::memory_order_relaxed);
  }
  std::apply([&](auto&... member) { ((member = get<std::decay_t<decltype(member)>>(in)), ...); },
             members(value));
  return value;
}

inline json::Value json_in(OctetReader& in) {
  Result<json::Value> value = json::read(in.text());
  if (value) return std::move(*value);
  in.fail();
  return {};
}

template <class T>
std::vector<T> get_vector(OctetReader& in) {
  std::vector<T> values;
  for (auto left = in.value<std::uint64_t>(); left > 0 && !in.failed(); --left) {
    values.push_back(get<T>(in));
  }
  return values;
}

}  // namespace detail

template <class T>
void put(OctetWriter& out, const T& value) {
  if constexpr (kPlain<T>) {
    out.value(value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    out.text(value);
  } else if constexpr (std::is_same_v<T, json::Object>) {
    out.text(json::compact(value));
  } else if constexpr (std::is_same_v<T, statement::Predicate>) {
    out.text(json::compact(value.json()));
  } else if constexpr (std::is_same_v<T, Exclusion>) {
    put(out, value.when);
    out.value(value.why);
  } else if constexpr (detail::kIsVector<T>) {
    out.value(std::uint64_t{value.size()});
    for (const auto& element : value) put(out, element);
  } else if constexpr (detail::kIsOptional<T>) {
    out.value(value.has_value());
    if (value) put(out, *value);
  } else {
    detail::put_members(out, value);
  }
}

// A predicate cannot be made but by parsing, nor what holds one.
inline std::optional<statement::Predicate> get_predicate(OctetReader& in) {
  Result<statement::Predicate> predicate = statement::Predicate::parse(detail::json_in(in));
  if (predicate) return std::move(*predicate);
  in.fail();
  return std::nullopt;
}

inline std::vector<Exclusion> get_exclusions(OctetReader& in) {
  std::vector<Exclusion> exclusions;
  for (auto left = in.value<std::uint64_t>(); left > 0 && !in.failed(); --left) {
    std::optional<statement::Predicate> when = get_predicate(in);
    const auto why = in.value<Id>();
    if (when) exclusions.push_back({.when = std::move(*when), .why = why});
  }
  return exclusions;
}

template <class T>
T get(OctetReader& in) {
  if constexpr (kPlain<T>) {
    return in.value<T>();
  } else if constexpr (std::is_same_v<T, std::string>) {
    return in.text();
  } else if constexpr (std::is_same_v<T, json::Object>) {
    const json::Value value = detail::json_in(in);
    const json::Object* const object = value.as_object();
    if (object == nullptr) in.fail();
    return object != nullptr ? *object : json::Object{};
  } else if constexpr (std::is_same_v<T, std::vector<Exclusion>>) {
    return get_exclusions(in);
  } else if constexpr (detail::kIsVector<T>) {
    return detail::get_vector<typename T::value_type>(in);
  } else if constexpr (detail::kIsOptional<T>) {
    if (!in.value<bool>()) return std::nullopt;
    if constexpr (std::is_same_v<T, std::optional<statement::Predicate>>) {
      return get_predicate(in);
    } else {
      return get<typename T::value_type>(in);
    }
  } else {
    return detail::get_members<T>(in);
  }
}

}  // namespace concordat::facts::columns
