// Product predicates: legal scope as a three-valued question about a product's attributes. An
// attribute that is not stated makes the answer unknown, never no.
//
//   {"all": [p, ...]}  {"any": [p, ...]}  {"not": p}
//   {"attribute": "ageGroup", "is": "under-14"}
//   {"attribute": "function", "in": ["heating", "cooking"]}
//   {"attribute": "voltage", "from": "50", "to": "1000"}    inclusive decimals, either may be absent
//   {"attribute": "battery", "present": true}               a stated value other than false or ""
//
// A list-valued attribute satisfies `is`, `in` and ranges when one of its elements does.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"

namespace concordat::statement {

enum class Truth : std::uint8_t { kNo, kUnknown, kYes };

class Predicate {
 public:
  // Codes: predicate.form, predicate.depth, predicate.size; `place` relative to the predicate.
  [[nodiscard]] static Result<Predicate> parse(const json::Value& json);

  // `attributes`: an object from name to string, integer, boolean or list of strings. The names of
  // attributes that were needed and not stated are appended to `missing` when it is given.
  [[nodiscard]] Truth holds(const json::Object& attributes,
                            std::vector<std::string>* missing = nullptr) const;

  // Deep equality of decimals: "50" equals "50.0".
  [[nodiscard]] const json::Value& json() const { return json_; }

 private:
  struct Node;
  explicit Predicate(json::Value json, std::shared_ptr<const Node> root)
      : json_(std::move(json)), root_(std::move(root)) {}
  json::Value json_;
  std::shared_ptr<const Node> root_;
};

}  // namespace concordat::statement
