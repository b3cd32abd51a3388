// The question from and to JSON: spec/formats/determination.md.
#include "core/json/read.hpp"
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

void print_unless_empty(json::Printer& print, std::string_view name, const std::string& text) {
  if (!text.empty()) print.member(name, text);
}

void print_attestation(json::Printer& print, const AttestationReference& reference) {
  print.begin_object();
  print.member("number", reference.number);
  print_unless_empty(print, "issuer", reference.issuer);
  print_unless_empty(print, "digest", reference.digest);
  if (reference.presented != Presented::kNotPresented) {
    print.member("presented", kPresentedNames[static_cast<std::size_t>(reference.presented)]);
  }
  print.end_object();
}

void print_product(json::Printer& print, const Product& product) {
  if (product == Product{}) return;
  print.name("product");
  print.begin_object();
  print_unless_empty(print, "sector", product.sector);
  if (!product.attributes.empty()) print.member("attributes", product.attributes);
  print_unless_empty(print, "hs", product.hs);
  print_unless_empty(print, "model", product.model);
  print_unless_empty(print, "gtin", product.gtin);
  print_unless_empty(print, "batch", product.batch);
  print_unless_empty(print, "serial", product.serial);
  print_unless_empty(print, "softwareVersion", product.software_version);
  print_unless_empty(print, "factory", product.factory);
  if (product.quantity > 0) print.member("quantity", product.quantity);
  print.end_object();
}

void print_operators(json::Printer& print, const Operators& operators) {
  if (operators == Operators{}) return;
  print.name("operators");
  print.begin_object();
  print_unless_empty(print, "manufacturer", operators.manufacturer);
  print_unless_empty(print, "holder", operators.holder);
  print_unless_empty(print, "brand", operators.brand);
  print_unless_empty(print, "authorisedRepresentative", operators.authorised_representative);
  print_unless_empty(print, "importer", operators.importer);
  print.end_object();
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

void print(json::Printer& print, const Question& question) {
  print.begin_object();
  print.name("purpose");
  print.word(kPurposeNames[static_cast<std::size_t>(question.purpose)]);
  if (!question.attestations.empty()) {
    print.name("attestations");
    print.begin_array();
    for (const AttestationReference& reference : question.attestations) {
      print_attestation(print, reference);
    }
    print.end_array();
  }
  print.member("market", question.market);
  print_product(print, question.product);
  print.name("event");
  print.word(kEventNames[static_cast<std::size_t>(question.event)]);
  print.name("date");
  print.word(to_string(question.date));
  print_operators(print, question.operators);
  if (question.as_of) print.member("asOf", *question.as_of);
  print.end_object();
}

json::Value to_json(const Question& question) {
  json::Printer printer;
  print(printer, question);
  return json::read(std::move(printer).take()).value_or(json::Value());
}

}  // namespace concordat::recognition
