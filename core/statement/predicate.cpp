#include "core/statement/predicate.hpp"

#include <algorithm>
#include <optional>

#include "core/statement/decimal.hpp"
#include "core/statement/place.hpp"

namespace concordat::statement {
namespace {

enum class Form : std::uint8_t { kAll, kAny, kNot, kIs, kRange, kPresent };

struct Counter {
  std::size_t nodes = 0;
};

std::unexpected<Error> refuse(std::string_view code, const Place& place,
                              std::string_view expected) {
  return fail(
      {.code = std::string(code), .place = pointer(place), .expected = std::string(expected)});
}

bool is_scalar(const json::Value& value) {
  return value.as_string() || value.as_integer() || value.as_bool();
}

// How a scalar reads as text: forms and command lines can only write "true" and "230".
std::string written(const json::Value& scalar) {
  if (const bool* truth = scalar.as_bool()) return *truth ? "true" : "false";
  if (const std::int64_t* number = scalar.as_integer()) return std::to_string(*number);
  if (const std::string* text = scalar.as_string()) return *text;
  return {};
}

Truth truth(bool holds) { return holds ? Truth::kYes : Truth::kNo; }

// Equal as decimals when both are, as text otherwise.
bool same(std::string_view left, std::string_view right) {
  if (left == right) return true;
  const auto left_number = Decimal::parse(left);
  if (!left_number) return false;
  const auto right_number = Decimal::parse(right);
  return right_number && compare(*left_number, *right_number) == std::strong_ordering::equal;
}

}  // namespace

struct Predicate::Node {
  Form form = Form::kAll;
  std::vector<Node> operands = {};        // all, any, not
  std::string attribute = {};             // is, range, present
  std::vector<std::string> values = {};   // is, in: as written
  std::optional<std::string> from = {};   // range: decimals
  std::optional<std::string> until = {};  // inclusive
  bool present = true;

  static Result<Node> parse(const json::Value& json, const Place& place, std::size_t depth,
                            Counter& counter);
  static Result<Node> parse_operands(Form form, const json::Value& list, const Place& place,
                                     std::size_t depth, Counter& counter);
  static Result<Node> parse_question(const json::Object& question, const Place& place,
                                     Counter& counter);
  static Status parse_values(Node& node, const json::Value& list, const Place& place,
                             Counter& counter);

  Truth holds(const json::Object& attributes, std::vector<std::string>* missing) const;
  Truth holds_among_operands(const json::Object& attributes,
                             std::vector<std::string>* missing) const;
  Truth holds_for(const json::Value& value) const;
  Truth holds_for_scalar(const json::Value& value) const;
};

namespace {

Status count(Counter& counter, const Place& place) {
  if (++counter.nodes > kPredicateSizeLimit) {
    return refuse("predicate.size", place, "at most 1000 predicates and values");
  }
  return {};
}

Result<std::string> parse_bound(const json::Value& bound, const Place& place) {
  if (!bound.as_string() && !bound.as_integer()) {
    return refuse("predicate.form", place, "a decimal as a string");
  }
  std::string text = written(bound);
  if (!Decimal::parse(text)) return refuse("predicate.form", place, "a decimal as a string");
  return text;
}

}  // namespace

Status Predicate::Node::parse_values(Node& node, const json::Value& list, const Place& place,
                                     Counter& counter) {
  const json::Array* values = list.as_array();
  if (!values || values->empty()) return refuse("predicate.form", place, "a list of values");
  for (std::size_t i = 0; i < values->size(); ++i) {
    const Place here = place.element(i);
    CONCORDAT_CHECK(count(counter, here));
    if (!is_scalar((*values)[i]))
      return refuse("predicate.form", here, "a string, integer or boolean");
    node.values.push_back(written((*values)[i]));
  }
  return {};
}

Result<Predicate::Node> Predicate::Node::parse_question(const json::Object& question,
                                                        const Place& place, Counter& counter) {
  constexpr std::string_view kForms =
      "attribute with one of: is; in; from and to, or either of them; present";
  Node node;
  const std::string* attribute = question.find("attribute")->as_string();
  if (!attribute || attribute->empty()) {
    return refuse("predicate.form", place.member("attribute"), "the name of an attribute");
  }
  node.attribute = *attribute;
  const json::Value* from = question.find("from");
  const json::Value* until = question.find("to");
  const std::size_t members_of_range = (from ? 1U : 0U) + (until ? 1U : 0U);
  if (members_of_range > 0) {
    if (question.size() != 1 + members_of_range) return refuse("predicate.form", place, kForms);
    node.form = Form::kRange;
    if (from) {
      CONCORDAT_TRY(bound, parse_bound(*from, place.member("from")));
      node.from = bound;
    }
    if (until) {
      CONCORDAT_TRY(bound, parse_bound(*until, place.member("to")));
      node.until = bound;
    }
    if (from && until && compare(*Decimal::parse(*node.from), *Decimal::parse(*node.until)) > 0) {
      return refuse("predicate.form", place.member("to"), "a bound not below `from`");
    }
    return node;
  }
  if (question.size() != 2) return refuse("predicate.form", place, kForms);
  if (const json::Value* value = question.find("is")) {
    if (!is_scalar(*value)) {
      return refuse("predicate.form", place.member("is"), "a string, integer or boolean");
    }
    node.form = Form::kIs;
    node.values.push_back(written(*value));
    return node;
  }
  if (const json::Value* values = question.find("in")) {
    node.form = Form::kIs;
    CONCORDAT_CHECK(parse_values(node, *values, place.member("in"), counter));
    return node;
  }
  const json::Value* present = question.find("present");
  if (!present) return refuse("predicate.form", place, kForms);
  if (!present->as_bool())
    return refuse("predicate.form", place.member("present"), "true or false");
  node.form = Form::kPresent;
  node.present = *present->as_bool();
  return node;
}

Result<Predicate::Node> Predicate::Node::parse_operands(Form form, const json::Value& list,
                                                        const Place& place, std::size_t depth,
                                                        Counter& counter) {
  const json::Array* operands = list.as_array();
  if (!operands || operands->empty())
    return refuse("predicate.form", place, "a list of predicates");
  Node node{.form = form};
  for (std::size_t i = 0; i < operands->size(); ++i) {
    CONCORDAT_TRY(operand, parse((*operands)[i], place.element(i), depth + 1, counter));
    node.operands.push_back(std::move(operand));
  }
  return node;
}

Result<Predicate::Node> Predicate::Node::parse(const json::Value& json, const Place& place,
                                               std::size_t depth, Counter& counter) {
  constexpr std::string_view kForms =
      "an object with exactly one of all, any, not, or with attribute";
  if (depth > kPredicateDepthLimit) {
    return refuse("predicate.depth", place, "at most 16 predicates within each other");
  }
  CONCORDAT_CHECK(count(counter, place));
  const json::Object* object = json.as_object();
  if (!object) return refuse("predicate.form", place, kForms);
  if (object->find("attribute")) return parse_question(*object, place, counter);
  if (object->size() != 1) return refuse("predicate.form", place, kForms);
  const auto& [name, operand] = *object->begin();
  const Place here = place.member(name);
  if (name == "all") return parse_operands(Form::kAll, operand, here, depth, counter);
  if (name == "any") return parse_operands(Form::kAny, operand, here, depth, counter);
  if (name != "not") return refuse("predicate.form", place, kForms);
  CONCORDAT_TRY(negated, parse(operand, here, depth + 1, counter));
  Node node{.form = Form::kNot};
  node.operands.push_back(std::move(negated));
  return node;
}

// Of one value, which is no list.
Truth Predicate::Node::holds_for_scalar(const json::Value& value) const {
  const std::string text = written(value);
  if (form == Form::kIs) {
    return truth(
        std::ranges::any_of(values, [&](const std::string& wanted) { return same(text, wanted); }));
  }
  if (form == Form::kPresent) return truth(!text.empty() && text != "false");
  const auto number = Decimal::parse(text);
  // A value was stated, but not one that a range can judge: a number is still needed.
  if (!number) return Truth::kUnknown;
  if (from && compare(*number, *Decimal::parse(*from)) < 0) return Truth::kNo;
  if (until && compare(*number, *Decimal::parse(*until)) > 0) return Truth::kNo;
  return Truth::kYes;
}

Truth Predicate::Node::holds_for(const json::Value& value) const {
  const json::Array* elements = value.as_array();
  if (!elements) return holds_for_scalar(value);
  Truth best = Truth::kNo;
  for (const json::Value& element : *elements) best = std::max(best, holds_for_scalar(element));
  return best;
}

Truth Predicate::Node::holds_among_operands(const json::Object& attributes,
                                            std::vector<std::string>* missing) const {
  if (form == Form::kNot) {
    const Truth inner = operands.front().holds(attributes, missing);
    if (inner == Truth::kUnknown) return inner;
    return truth(inner == Truth::kNo);
  }
  // Kleene: `all` is the least truth of its operands, `any` the greatest.
  Truth answer = form == Form::kAll ? Truth::kYes : Truth::kNo;
  const Truth decisive = form == Form::kAll ? Truth::kNo : Truth::kYes;
  for (const Node& operand : operands) {
    const Truth one = operand.holds(attributes, missing);
    if (one == decisive) return decisive;
    if (one == Truth::kUnknown) answer = Truth::kUnknown;
  }
  return answer;
}

Truth Predicate::Node::holds(const json::Object& attributes,
                             std::vector<std::string>* missing) const {
  const std::size_t named_before = missing ? missing->size() : 0;
  Truth answer = Truth::kUnknown;
  if (form == Form::kAll || form == Form::kAny || form == Form::kNot) {
    answer = holds_among_operands(attributes, missing);
  } else {
    const json::Value* value = attributes.find(attribute);
    if (value && !value->is_null()) {
      answer = holds_for(*value);
      if (form == Form::kPresent && !present) answer = truth(answer == Truth::kNo);
    }
    if (answer == Truth::kUnknown && missing &&
        std::ranges::find(*missing, attribute) == missing->end()) {
      missing->push_back(attribute);
    }
  }
  // What turned out not to matter is not needed.
  if (answer != Truth::kUnknown && missing) missing->resize(named_before);
  return answer;
}

Result<Predicate> Predicate::parse(const json::Value& json) {
  Counter counter;
  CONCORDAT_TRY(root, Node::parse(json, Place{}, 1, counter));
  return Predicate(json, std::make_shared<const Node>(std::move(root)));
}

Truth Predicate::holds(const json::Object& attributes, std::vector<std::string>* missing) const {
  return root_->holds(attributes, missing);
}

}  // namespace concordat::statement
