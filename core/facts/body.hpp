// Reading a decoded body into rows: names become ids, choices become enumerators.
//
// The decoder has held the body against the catalogue already, so what is missing here is optional.
// A choice or value that the rows cannot express is remembered as the statement's error instead of
// being lost; a fold rule asks for `status()` before it writes anything.
#pragma once

#include <span>
#include <string_view>

#include "core/facts/model.hpp"
#include "core/facts/tables.hpp"

namespace concordat::facts {

class Body {
 public:
  Body(Tables& tables, const json::Value& value) : tables_(tables), value_(value) {}

  [[nodiscard]] const json::Value& value() const { return value_; }
  [[nodiscard]] bool has(std::string_view name) const { return value_.find(name) != nullptr; }
  [[nodiscard]] std::string_view text(std::string_view name) const { return value_.text(name); }
  [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t fallback = 0) const {
    return value_.integer(name, fallback);
  }
  [[nodiscard]] std::int32_t days(std::string_view name) const {
    return static_cast<std::int32_t>(value_.integer(name));  // the catalogue bounds it
  }
  [[nodiscard]] bool boolean(std::string_view name, bool fallback = false) const {
    return value_.boolean(name, fallback);
  }
  [[nodiscard]] const json::Array& array(std::string_view name) const { return value_.array(name); }

  // kNoId when absent.
  [[nodiscard]] Id id(std::string_view name) const;
  [[nodiscard]] Ids ids(std::string_view name) const;
  [[nodiscard]] json::Object object(std::string_view name) const;

  // `fallback` when absent; a text that is no date is an error.
  [[nodiscard]] Date date(std::string_view name, Date fallback) const;
  [[nodiscard]] std::optional<Instant> instant(std::string_view name) const;
  [[nodiscard]] std::optional<statement::Predicate> predicate(std::string_view name) const;

  // Zeros when absent; a text that is no digest is an error.
  [[nodiscard]] crypto::Digest digest(std::string_view name) const;

  // `names` in the order of the enumerators.
  template <class Enum>
  [[nodiscard]] Enum choice(std::string_view name, std::span<const std::string_view> names,
                            Enum fallback = Enum{}) const {
    const json::Value* const value = value_.find(name);
    if (!value) return fallback;
    return static_cast<Enum>(index_of(name, *value, names));
  }
  // A bit for each choice in a list; 0 when absent.
  [[nodiscard]] std::uint32_t bits(std::string_view name,
                                   std::span<const std::string_view> names) const;

  // The same reading of a record inside this body; its errors count as this one's through `take`.
  [[nodiscard]] Body record(const json::Value& value) const { return {tables_, value}; }

  void refuse(Error error) const {
    if (!error_) error_ = std::move(error);
  }
  void take(const Body& part) const {
    if (part.error_) refuse(*part.error_);
  }
  [[nodiscard]] Status status() const {
    if (error_) return fail(*error_);
    return {};
  }

 private:
  [[nodiscard]] std::size_t index_of(std::string_view name, const json::Value& value,
                                     std::span<const std::string_view> names) const;

  Tables& tables_;
  const json::Value& value_;
  mutable std::optional<Error> error_;
};

}  // namespace concordat::facts
