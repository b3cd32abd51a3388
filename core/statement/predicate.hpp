// Product predicates: legal scope as a three-valued question about a product's attributes. An
// attribute that is not stated makes the answer unknown, never no.
//
//   {"all": [p, ...]}  {"any": [p, ...]}  {"not": p}
//   {"attribute": "ageGroup", "is": "under-14"}
//   {"attribute": "function", "in": ["heating", "cooking"]}
//   {"attribute": "voltage", "from": "50", "to": "1000"}    inclusive decimals, either may be
//   absent
//   {"attribute": "battery", "present": true}               a stated value other than false or ""
//
// A list-valued attribute satisfies `is`, `in` and ranges when one of its elements does. Values are
// compared as decimals when both are decimals ("50" is "50.0" is 50), as text otherwise; a boolean
// is the text "true" or "false". A value that is no decimal leaves a range unknown. A stated null
// is a value not stated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"

namespace concordat::statement {

// Predicates within each other: a law's scope needs four or five.
inline constexpr std::size_t kPredicateDepthLimit = 16;
// Predicates and listed values in all: bounds the work of one question.
inline constexpr std::size_t kPredicateSizeLimit = 1'000;

// In order, so that `all` is the least and `any` the greatest (Kleene's strong logic).
enum class Truth : std::uint8_t { kNo, kUnknown, kYes };

class Predicate {
 public:
  // Codes: predicate.form, predicate.depth, predicate.size; `place` is the JSON pointer within the
  // predicate.
  [[nodiscard]] static Result<Predicate> parse(const json::Value& json);

  // `attributes`: an object from name to string, integer, boolean or list of strings. When the
  // answer is unknown, the names of the attributes that could settle it are appended to `missing`
  // if it is given, each once; otherwise it stays as it was.
  [[nodiscard]] Truth holds(const json::Object& attributes,
                            std::vector<std::string>* missing = nullptr) const;

  // As it was parsed.
  [[nodiscard]] const json::Value& json() const { return json_; }

 private:
  struct Node;
  explicit Predicate(json::Value json, std::shared_ptr<const Node> root)
      : json_(std::move(json)), root_(std::move(root)) {}
  json::Value json_;
  std::shared_ptr<const Node> root_;
};

}  // namespace concordat::statement
