// The question from and to JSON: spec/formats/determination.md.
#include "core/recognition/question.hpp"

namespace concordat::recognition {
namespace {

constexpr std::string_view kPurposeNames[] = {"recognition", "market-access"};
constexpr std::string_view kEventNames[] = {"placing-on-market", "presentation-at-border",
                                            "putting-into-service"};
constexpr std::string_view kPresentedNames[] = {"not-presented", "verified", "not-checked",
                                                "rejected"};

Error wrong_kind(std::string place, std::string expected) {
  return {
      .code = "question.wrong-kind", .place = std::move(place), .expected = std::move(expected)};
}

// Reads the members of one object, and refuses those nobody asked for.
class Reader {
 public:
  static Result<Reader> of(const json::Value& value, std::string place) {
    const json::Object* object = value.as_object();
    if (!object) return fail(wrong_kind(std::move(place), "an object"));
    return Reader(*object, std::move(place));
  }

  // An absent member leaves `into` as it is.
  Status text(std::string_view name, std::string& into) {
    const json::Value* value = take(name);
    if (!value) return {};
    const std::string* text = value->as_string();
    if (!text) return fail(wrong_kind(at(name), "a text"));
    into = *text;
    return {};
  }

  Status count(std::string_view name, std::int64_t& into) {
    const json::Value* value = take(name);
    if (!value) return {};
    const std::int64_t* number = value->as_integer();
    if (!number || *number < 0) return fail(wrong_kind(at(name), "a number that is not negative"));
    into = *number;
    return {};
  }

  template <class T, std::size_t Size>
  Status choice(std::string_view name, const std::string_view (&names)[Size], T& into) {
    const json::Value* value = take(name);
    if (!value) return {};
    const std::string* text = value->as_string();
    if (!text) return fail(wrong_kind(at(name), "a text"));
    std::string expected;
    for (std::size_t index = 0; index < Size; ++index) {
      if (*text == names[index]) {
        into = static_cast<T>(index);
        return {};
      }
      if (index > 0) expected += ", ";
      expected += names[index];
    }
    return fail({.code = "question.not-a-choice", .place = at(name), .expected = expected});
  }

  [[nodiscard]] const json::Value* take(std::string_view name) {
    const json::Value* value = object_->find(name);
    if (value) taken_.push_back(name);
    return value;
  }

  [[nodiscard]] std::string at(std::string_view name) const {
    return place_ + "/" + std::string(name);
  }

  [[nodiscard]] Status finish() const {
    for (const auto& [name, value] : *object_) {
      bool known = false;
      for (const std::string_view taken : taken_) known = known || taken == name;
      if (!known) return fail({.code = "question.unknown-member", .place = at(name)});
    }
    return {};
  }

 private:
  Reader(const json::Object& object, std::string place)
      : object_(&object), place_(std::move(place)) {}

  const json::Object* object_;
  std::string place_;
  std::vector<std::string_view> taken_;
};

Result<AttestationReference> read_attestation(const json::Value& value, std::string place) {
  AttestationReference reference;
  CONCORDAT_TRY(reader, Reader::of(value, place));
  CONCORDAT_CHECK(reader.text("number", reference.number));
  CONCORDAT_CHECK(reader.text("issuer", reference.issuer));
  CONCORDAT_CHECK(reader.text("digest", reference.digest));
  CONCORDAT_CHECK(reader.choice("presented", kPresentedNames, reference.presented));
  CONCORDAT_CHECK(reader.finish());
  if (reference.number.empty()) {
    return fail({.code = "question.missing-member",
                 .place = reader.at("number"),
                 .expected = "the attestation's number or identifier"});
  }
  return reference;
}

Status read_attestations(Reader& reader, Question& question) {
  const json::Value* value = reader.take("attestations");
  if (!value) return {};
  const json::Array* array = value->as_array();
  if (!array) return fail(wrong_kind(reader.at("attestations"), "a list"));
  if (array->size() > kMaxAttestations) {
    return fail({.code = "question.too-many",
                 .place = reader.at("attestations"),
                 .expected = "at most " + std::to_string(kMaxAttestations)});
  }
  for (std::size_t index = 0; index < array->size(); ++index) {
    CONCORDAT_TRY(reference, read_attestation((*array)[index], reader.at("attestations") + "/" +
                                                                   std::to_string(index)));
    question.attestations.push_back(std::move(reference));
  }
  return {};
}

bool is_attribute(const json::Value& value) {
  if (value.as_string() || value.as_integer() || value.as_bool()) return true;
  const json::Array* list = value.as_array();
  if (!list) return false;
  for (const json::Value& element : *list) {
    if (!element.as_string()) return false;
  }
  return true;
}

Status read_attributes(Reader& reader, Product& product) {
  const json::Value* value = reader.take("attributes");
  if (!value) return {};
  const json::Object* object = value->as_object();
  if (!object) return fail(wrong_kind(reader.at("attributes"), "an object"));
  for (const auto& [name, attribute] : *object) {
    if (!is_attribute(attribute)) {
      return fail(wrong_kind(reader.at("attributes") + "/" + name,
                             "a text, an integer, true, false, or a list of texts"));
    }
  }
  product.attributes = *object;
  return {};
}

Status read_product(Reader& parent, Product& product) {
  const json::Value* value = parent.take("product");
  if (!value) return {};
  CONCORDAT_TRY(reader, Reader::of(*value, parent.at("product")));
  CONCORDAT_CHECK(reader.text("sector", product.sector));
  CONCORDAT_CHECK(read_attributes(reader, product));
  CONCORDAT_CHECK(reader.text("hs", product.hs));
  CONCORDAT_CHECK(reader.text("model", product.model));
  CONCORDAT_CHECK(reader.text("gtin", product.gtin));
  CONCORDAT_CHECK(reader.text("batch", product.batch));
  CONCORDAT_CHECK(reader.text("serial", product.serial));
  CONCORDAT_CHECK(reader.text("softwareVersion", product.software_version));
  CONCORDAT_CHECK(reader.text("factory", product.factory));
  CONCORDAT_CHECK(reader.count("quantity", product.quantity));
  return reader.finish();
}

Status read_operators(Reader& parent, Operators& operators) {
  const json::Value* value = parent.take("operators");
  if (!value) return {};
  CONCORDAT_TRY(reader, Reader::of(*value, parent.at("operators")));
  CONCORDAT_CHECK(reader.text("manufacturer", operators.manufacturer));
  CONCORDAT_CHECK(reader.text("holder", operators.holder));
  CONCORDAT_CHECK(reader.text("brand", operators.brand));
  CONCORDAT_CHECK(reader.text("authorisedRepresentative", operators.authorised_representative));
  CONCORDAT_CHECK(reader.text("importer", operators.importer));
  return reader.finish();
}

Status read_date(Reader& reader, Question& question) {
  std::string text;
  CONCORDAT_CHECK(reader.text("date", text));
  if (text.empty()) {
    return fail({.code = "question.missing-member",
                 .place = reader.at("date"),
                 .expected = "the day of the event, YYYY-MM-DD"});
  }
  const Result<Date> date = parse_date(text);
  if (!date) return fail(wrong_kind(reader.at("date"), "a date YYYY-MM-DD"));
  question.date = *date;
  return {};
}

void set_if(json::Object& object, std::string_view name, const std::string& text) {
  if (!text.empty()) object.set(name, text);
}

json::Value to_json(const AttestationReference& reference) {
  json::Object object;
  object.set("number", reference.number);
  set_if(object, "issuer", reference.issuer);
  set_if(object, "digest", reference.digest);
  if (reference.presented != Presented::kNotPresented) {
    object.set("presented", kPresentedNames[static_cast<std::size_t>(reference.presented)]);
  }
  return object;
}

json::Object to_json(const Product& product) {
  json::Object object;
  set_if(object, "sector", product.sector);
  if (!product.attributes.empty()) object.set("attributes", product.attributes);
  set_if(object, "hs", product.hs);
  set_if(object, "model", product.model);
  set_if(object, "gtin", product.gtin);
  set_if(object, "batch", product.batch);
  set_if(object, "serial", product.serial);
  set_if(object, "softwareVersion", product.software_version);
  set_if(object, "factory", product.factory);
  if (product.quantity > 0) object.set("quantity", product.quantity);
  return object;
}

json::Object to_json(const Operators& operators) {
  json::Object object;
  set_if(object, "manufacturer", operators.manufacturer);
  set_if(object, "holder", operators.holder);
  set_if(object, "brand", operators.brand);
  set_if(object, "authorisedRepresentative", operators.authorised_representative);
  set_if(object, "importer", operators.importer);
  return object;
}

}  // namespace

Result<Question> question_from_json(const json::Value& json) {
  Question question;
  CONCORDAT_TRY(reader, Reader::of(json, ""));
  CONCORDAT_CHECK(reader.choice("purpose", kPurposeNames, question.purpose));
  CONCORDAT_CHECK(read_attestations(reader, question));
  CONCORDAT_CHECK(reader.text("market", question.market));
  CONCORDAT_CHECK(read_product(reader, question.product));
  CONCORDAT_CHECK(reader.choice("event", kEventNames, question.event));
  CONCORDAT_CHECK(read_date(reader, question));
  CONCORDAT_CHECK(read_operators(reader, question.operators));
  std::int64_t as_of = -1;
  CONCORDAT_CHECK(reader.count("asOf", as_of));
  if (as_of >= 0) question.as_of = static_cast<std::uint64_t>(as_of);
  CONCORDAT_CHECK(reader.finish());
  if (question.market.empty()) {
    return fail({.code = "question.missing-member",
                 .place = "/market",
                 .expected = "the code of an economy, area or territory"});
  }
  return question;
}

json::Value to_json(const Question& question) {
  json::Object object;
  object.set("purpose", kPurposeNames[static_cast<std::size_t>(question.purpose)]);
  if (!question.attestations.empty()) {
    json::Array attestations;
    for (const AttestationReference& reference : question.attestations) {
      attestations.push_back(to_json(reference));
    }
    object.set("attestations", std::move(attestations));
  }
  object.set("market", question.market);
  json::Object product = to_json(question.product);
  if (!product.empty()) object.set("product", std::move(product));
  object.set("event", kEventNames[static_cast<std::size_t>(question.event)]);
  object.set("date", to_string(question.date));
  json::Object operators = to_json(question.operators);
  if (!operators.empty()) object.set("operators", std::move(operators));
  if (question.as_of) object.set("asOf", *question.as_of);
  return object;
}

}  // namespace concordat::recognition
