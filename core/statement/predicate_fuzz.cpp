// A document `{"predicate": ..., "attributes": {...}}`: whatever is read as a predicate answers for
// any attributes, and keeps to Kleene's logic; decimals are ordered as numbers are.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/json/read.hpp"
#include "core/statement/decimal.hpp"
#include "core/statement/predicate.hpp"

namespace {

using namespace concordat;
using statement::Predicate;
using statement::Truth;

void demand(bool holds) {
  if (!holds) std::abort();
}

Truth opposite(Truth truth) {
  if (truth == Truth::kUnknown) return truth;
  return truth == Truth::kYes ? Truth::kNo : Truth::kYes;
}

void check_logic(const Predicate& predicate, const json::Object& attributes) {
  std::vector<std::string> missing;
  const Truth truth = predicate.holds(attributes, &missing);
  demand(predicate.holds(attributes) == truth);
  demand(truth == Truth::kUnknown || missing.empty());
  std::ranges::sort(missing);
  demand(std::ranges::adjacent_find(missing) == missing.end());
  if (const auto negated = Predicate::parse(json::Object{{"not", predicate.json()}})) {
    demand(negated->holds(attributes) == opposite(truth));
  }
  const json::Array twice{predicate.json(), predicate.json()};
  for (const std::string_view form : {"all", "any"}) {
    if (const auto both = Predicate::parse(json::Object{{std::string(form), twice}})) {
      demand(both->holds(attributes) == truth);
    }
  }
}

void check_order(const json::Value& left, const json::Value& right) {
  const std::string* one = left.as_string();
  const std::string* other = right.as_string();
  if (!one || !other) return;
  const auto first = statement::Decimal::parse(*one);
  const auto second = statement::Decimal::parse(*other);
  if (!first || !second) return;
  demand(statement::compare(*first, *first) == 0);
  demand((statement::compare(*first, *second) < 0) == (statement::compare(*second, *first) > 0));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = json::read({reinterpret_cast<const char*>(data), size});
  if (!document || !document->as_object()) return 0;
  const json::Value* written = document->find("predicate");
  const json::Value* stated = document->find("attributes");
  const json::Object attributes =
      stated && stated->as_object() ? *stated->as_object() : json::Object();
  if (written) {
    const auto predicate = Predicate::parse(*written);
    if (predicate) {
      check_logic(*predicate, attributes);
    } else {
      demand(predicate.error().code.starts_with("predicate."));
    }
  }
  for (const auto& [name, value] : attributes) {
    for (const auto& [other_name, other] : attributes) check_order(value, other);
  }
  return 0;
}
