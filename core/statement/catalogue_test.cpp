// Every descriptor, held to itself: its example decodes, and a family of mutations of it is refused
// with the code and the place that the tables imply.
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/json/write.hpp"
#include "core/statement/dictionary.hpp"
#include "core/statement/example.hpp"
#include "core/statement/reference.hpp"
#include "core/statement/schema.hpp"
#include "core/statement/statement.hpp"

namespace concordat::statement {
namespace {

// A field of an example: the tables' description, the object that has it, and the pointer to it.
struct Site {
  const Field* field;
  json::Object* record;
  std::string pointer;
};

void collect(std::span<const Field> fields, json::Value& record, const std::string& at,
             const std::function<void(const Site&)>& visit) {
  json::Object& object = *record.as_object();
  for (const Field& field : fields) {
    const std::string pointer = at + "/" + std::string(field.name);
    json::Value* value = object.find(field.name);
    if (!value) continue;
    visit({&field, &object, pointer});
    if (field.kind != Kind::kRecord || field.fields.empty()) continue;
    // The visitor restores what it changed, so the value is where it was.
    value = object.find(field.name);
    if (field.many) {
      collect(field.fields, (*value->as_array())[0], pointer + "/0", visit);
    } else {
      collect(field.fields, *value, pointer, visit);
    }
  }
}

// Every field of the payload, the envelope's and the body's.
void for_each_site(const Descriptor& descriptor, json::Value& payload,
                   const std::function<void(const Site&)>& visit) {
  collect(envelope(), payload, "", visit);
  collect(descriptor.fields, *payload.as_object()->find("body"), "/body", visit);
}

std::string outcome(const json::Value& payload) {
  const auto statement = decode(payload);
  return statement ? "decoded" : statement.error().code + " at " + statement.error().place;
}

// Decodes with the field's value replaced, and puts it back.
std::string outcome_with(const json::Value& payload, const Site& site, json::Value value) {
  json::Value& place = *site.record->find(site.field->name);
  json::Value before = std::exchange(place, std::move(value));
  std::string result = outcome(payload);
  *site.record->find(site.field->name) = std::move(before);
  return result;
}

std::string refused(std::string_view code, const std::string& pointer) {
  return "statement." + std::string(code) + " at " + pointer;
}

// What is no value of any kind.
const json::Value kNonsense = 1.5;

TEST_CASE("every type decodes its smallest and its fullest example, also through text") {
  CHECK(catalogue().size() == 47);
  for (const Descriptor& descriptor : catalogue()) {
    CAPTURE(std::string(descriptor.type));
    for (const Extent extent : {Extent::kSmallest, Extent::kFullest}) {
      const json::Value payload = example(descriptor, extent);
      CHECK(outcome(payload) == "decoded");
      const auto statement = decode(json::canonical(payload));
      REQUIRE(statement);
      CHECK(statement->descriptor == &descriptor);
      CHECK(statement->body == *payload.find("body"));
    }
  }
}

TEST_CASE("every type is found by its name, and no two types or members share one") {
  std::set<std::string_view> names;
  for (const Descriptor& descriptor : catalogue()) {
    CHECK(names.insert(descriptor.type).second);
    CHECK(find(descriptor.type) == &descriptor);
    CHECK_FALSE(descriptor.meaning.empty());
    CHECK_FALSE(descriptor.rule.empty());
    std::set<std::string_view> members;
    for (const Field& field : descriptor.fields) CHECK(members.insert(field.name).second);
    const bool subject_is_member =
        descriptor.subject.empty() || members.contains(descriptor.subject);
    CHECK_MESSAGE(subject_is_member, std::string(descriptor.type));
  }
  CHECK(find("no-such-type") == nullptr);
  CHECK(find("") == nullptr);
}

TEST_CASE("a member left out is missing where the table requires it, and only there") {
  for (const Descriptor& descriptor : catalogue()) {
    json::Value payload = example(descriptor, Extent::kFullest);
    for_each_site(descriptor, payload, [&](const Site& site) {
      CAPTURE(site.pointer);
      // `untilInclusive` and `possiblyUntil` speak of it, so it cannot go alone.
      if (site.pointer == "/effective/until") return;
      const json::Value value = *site.record->find(site.field->name);
      const std::vector<json::Member> before = site.record->members();
      site.record->erase(site.field->name);
      const std::string expected =
          site.field->required ? refused("missing-member", site.pointer) : "decoded";
      CHECK(outcome(payload) == expected);
      *site.record = json::Object::of_unique(before);
    });
  }
}

TEST_CASE("a value of no kind is refused where it stands") {
  for (const Descriptor& descriptor : catalogue()) {
    json::Value payload = example(descriptor, Extent::kFullest);
    for_each_site(descriptor, payload, [&](const Site& site) {
      CAPTURE(site.pointer);
      std::string expected = refused("wrong-kind", site.pointer);
      if (!site.field->many && site.field->kind == Kind::kPredicate) {
        expected = "predicate.form at " + site.pointer;
      }
      const std::string result = outcome_with(payload, site, kNonsense);
      const bool key = !site.field->many && site.field->kind == Kind::kJwk;
      CHECK((key ? result.starts_with("key.") : result == expected));
      CHECK(outcome_with(payload, site, nullptr) != "decoded");
      if (!site.field->many) return;
      CHECK(outcome_with(payload, site, json::Array{}) == refused("empty", site.pointer));
      const std::string element = outcome_with(payload, site, json::Array{kNonsense});
      CHECK(element.ends_with(" at " + site.pointer + "/0"));
    });
  }
}

TEST_CASE("a member that no table has is refused in every record") {
  for (const Descriptor& descriptor : catalogue()) {
    json::Value payload = example(descriptor, Extent::kFullest);
    for_each_site(descriptor, payload, [&](const Site& site) {
      const std::string record = site.pointer.substr(0, site.pointer.rfind('/'));
      CAPTURE(record);
      site.record->set("colour", "blue");
      CHECK(outcome(payload) == refused("unknown-member", record + "/colour"));
      site.record->erase("colour");
    });
  }
}

TEST_CASE(
    "an integer beyond its range, a word beyond its choices and a repeated element are refused") {
  for (const Descriptor& descriptor : catalogue()) {
    json::Value payload = example(descriptor, Extent::kFullest);
    for_each_site(descriptor, payload, [&](const Site& site) {
      const Field& field = *site.field;
      CAPTURE(site.pointer);
      const std::string at = site.pointer + (field.many ? "/0" : "");
      const auto wrapped = [&](json::Value value) {
        return field.many ? json::Value(json::Array{std::move(value)}) : value;
      };
      if (field.kind == Kind::kInteger) {
        CHECK(outcome_with(payload, site, wrapped(field.minimum - 1)) ==
              refused("out-of-range", at));
        CHECK(outcome_with(payload, site, wrapped(field.maximum + 1)) ==
              refused("out-of-range", at));
        CHECK(outcome_with(payload, site, wrapped(field.maximum)) == "decoded");
      }
      if (field.kind == Kind::kChoice) {
        CHECK(outcome_with(payload, site, wrapped("no such word")) == refused("not-a-choice", at));
      }
      if (field.many && field.kind != Kind::kRecord) {
        const json::Value element = (*site.record->find(field.name)->as_array())[0];
        CHECK(outcome_with(payload, site, json::Array{element, element}) ==
              (field.positional ? "decoded" : refused("duplicate-element", site.pointer + "/1")));
      }
    });
  }
}

TEST_CASE("every lexical form has its near misses") {
  struct Miss {
    Kind kind;
    json::Value value;
  };
  const std::vector<Miss> misses = {
      {Kind::kDate, "2024-02-30"},
      {Kind::kDate, "2024-5-01"},
      {Kind::kInstant, "2024-05-01"},
      {Kind::kInstant, "2024-05-01t12:34:56Z"},
      {Kind::kDecimal, "1."},
      {Kind::kDecimal, ".5"},
      {Kind::kDecimal, "+1"},
      {Kind::kDecimal, "1e3"},
      {Kind::kDecimal, 12},
      {Kind::kBoolean, "true"},
      {Kind::kBoolean, 0},
      {Kind::kInteger, "1"},
      {Kind::kDigest, "sha256:AB"},
      {Kind::kDigest, std::string(64, 'a')},
      {Kind::kId, "with space"},
      {Kind::kId, "é"},
      {Kind::kId, ".leading"},
      {Kind::kNumber, "tab\there"},
      {Kind::kNames, json::Array{"x"}},
      {Kind::kAttributes, "x"},
      {Kind::kDigest, "sha256:" + std::string(64, 'A')},
  };
  std::set<Kind> met;
  for (const Descriptor& descriptor : catalogue()) {
    json::Value payload = example(descriptor, Extent::kFullest);
    for_each_site(descriptor, payload, [&](const Site& site) {
      if (site.field->many) return;
      for (const Miss& miss : misses) {
        if (miss.kind != site.field->kind) continue;
        met.insert(miss.kind);
        CAPTURE(site.pointer);
        CHECK(outcome_with(payload, site, miss.value) == refused("wrong-kind", site.pointer));
      }
    });
  }
  CHECK(met.size() == 10);  // every kind above occurs in the catalogue
}

TEST_CASE("attributes are strings, integers, booleans or lists of strings") {
  json::Value payload = example(*find("certificate"), Extent::kFullest);
  json::Object& product =
      *payload.as_object()->find("body")->as_object()->find("product")->as_object();
  const auto outcome_of = [&](json::Value attributes) {
    product.set("attributes", std::move(attributes));
    return outcome(payload);
  };
  const std::string at = "/body/product/attributes";
  CHECK(outcome_of(json::Object{{"voltage", "230"},
                                {"phases", 3},
                                {"radio", false},
                                {"function", json::Array{"heating", "cooking"}},
                                {"battery", ""}}) == "decoded");
  CHECK(outcome_of(json::Object{}) == refused("empty", at));
  CHECK(outcome_of(json::Object{{"a b", 1}}) == refused("wrong-kind", at + "/a b"));
  CHECK(outcome_of(json::Object{{"x", nullptr}}) == refused("wrong-kind", at + "/x"));
  CHECK(outcome_of(json::Object{{"x", json::Array{}}}) == refused("empty", at + "/x"));
  CHECK(outcome_of(json::Object{{"x", json::Array{1}}}) == refused("wrong-kind", at + "/x/0"));
  CHECK(outcome_of(json::Object{{"x", (std::int64_t{1} << 53) + 1}}) ==
        refused("out-of-range", at + "/x"));
}

TEST_CASE("names are told in at least one language, each by a tag") {
  json::Value payload = example(*find("economy"), Extent::kSmallest);
  json::Object& body = *payload.as_object()->find("body")->as_object();
  const auto outcome_of = [&](json::Value names) {
    body.set("names", std::move(names));
    return outcome(payload);
  };
  CHECK(outcome_of(json::Object{{"zh-Hans", "法国"}, {"ar", "فرنسا"}}) == "decoded");
  CHECK(outcome_of(json::Object{}) == refused("empty", "/body/names"));
  CHECK(outcome_of(json::Object{{"e", "x"}}) == refused("wrong-kind", "/body/names/e"));
  CHECK(outcome_of(json::Object{{"en-", "x"}}) == refused("wrong-kind", "/body/names/en-"));
  CHECK(outcome_of(json::Object{{"en", ""}}) == refused("empty", "/body/names/en"));
  CHECK(outcome_of(json::Object{{"en", 1}}) == refused("wrong-kind", "/body/names/en"));
}

TEST_CASE("what is generated speaks of every type and member") {
  const std::string page = reference_page();
  const std::string dictionary = fuzz_dictionary();
  for (const Descriptor& descriptor : catalogue()) {
    CAPTURE(std::string(descriptor.type));
    CHECK(page.find("\n### " + std::string(descriptor.type) + "\n") != std::string::npos);
    CHECK(page.find(descriptor.rule) != std::string::npos);
    CHECK(dictionary.find("\"\\\"" + std::string(descriptor.type) + "\\\"\"\n") !=
          std::string::npos);
    const json::Value schema = json_schema(descriptor);
    const json::Value& properties = *schema.find("properties");
    CHECK(properties.find("type")->text("const") == descriptor.type);
    const json::Value& body = *properties.find("body");
    std::size_t required = 0;
    for (const Field& field : descriptor.fields) {
      CHECK(body.find("properties")->find(field.name));
      if (field.required) ++required;
    }
    CHECK(body.find("properties")->as_object()->size() == descriptor.fields.size());
    CHECK(body.array("required").size() == required);
    CHECK_FALSE(body.boolean("additionalProperties", true));
  }
}

}  // namespace
}  // namespace concordat::statement
