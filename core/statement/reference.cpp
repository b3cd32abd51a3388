#include "core/statement/reference.hpp"

#include <string>
#include <string_view>

#include "core/json/write.hpp"
#include "core/statement/example.hpp"

namespace concordat::statement {
namespace {

struct FamilyHeading {
  Family family;
  std::string_view title;
  std::string_view about;
};
constexpr FamilyHeading kFamilies[] = {
    {Family::kFrame, "Frame", "Who exists, who may speak, and under which constitution."},
    {Family::kNorms, "Norms",
     "What markets require, and the standards and schemes by which it is shown."},
    {Family::kCompetence, "Competence",
     "Who may test and certify, for what, since when, and what the loss of it does."},
    {Family::kCompacts, "Compacts", "What markets have agreed with each other, or decided alone."},
    {Family::kAttestations, "Attestations",
     "Certificates, reports, declarations and refusals; what they cover and who may use them."},
    {Family::kMeasures, "Measures",
     "What authorities have done about products, and how their borders work."},
};

std::string_view describe(Kind kind) {
  switch (kind) {
    case Kind::kText:
      return "text";
    case Kind::kNumber:
      return "line";
    case Kind::kId:
      return "identifier";
    case Kind::kChoice:
      return "choice";
    case Kind::kDate:
      return "date";
    case Kind::kInstant:
      return "instant";
    case Kind::kInteger:
      return "integer";
    case Kind::kDecimal:
      return "decimal";
    case Kind::kBoolean:
      return "boolean";
    case Kind::kDigest:
      return "digest";
    case Kind::kNames:
      return "names";
    case Kind::kAttributes:
      return "attributes";
    case Kind::kPredicate:
      return "predicate";
    case Kind::kJwk:
      return "key";
    case Kind::kRecord:
      return "record";
  }
  return "";
}

std::string_view describe(Target target) {
  switch (target) {
    case Target::kNothing:
      return "";
    case Target::kStatement:
      return "statement";
    case Target::kOrganisation:
      return "organisation";
    case Target::kEconomy:
      return "economy, area or territory";
    case Target::kSector:
      return "product group";
    case Target::kAct:
      return "legal act";
    case Target::kRequirement:
      return "requirement";
    case Target::kStandard:
      return "undated standard";
    case Target::kEdition:
      return "dated edition";
    case Target::kScheme:
      return "scheme";
    case Target::kScale:
      return "level scale";
    case Target::kArrangement:
      return "arrangement";
    case Target::kAgreement:
      return "agreement";
    case Target::kAnnex:
      return "annex";
    case Target::kCertificate:
      return "certificate";
    case Target::kProduct:
      return "product type or family";
    case Target::kMeasure:
      return "measure";
    case Target::kClassification:
      return "code of a classification";
  }
  return "";
}

std::string kind_cell(const Field& field) {
  std::string text = field.many ? "list of " : "";
  if (field.positional) text = "list by position of ";
  text += describe(field.kind);
  if (field.target != Target::kNothing) text += " → " + std::string(describe(field.target));
  if (field.kind == Kind::kInteger) {
    text += " " + std::to_string(field.minimum) + "–" + std::to_string(field.maximum);
  }
  return text;
}

std::string meaning_cell(const Field& field) {
  std::string text(field.meaning);
  if (field.choices.empty()) return text;
  text += ". One of";
  for (const std::string_view choice : field.choices) {
    text += choice == field.choices.front() ? " `" : ", `";
    text += std::string(choice) + "`";
  }
  return text;
}

// A record's members follow it, their names behind its own: `annexes[].caps[].level`.
void append_rows(std::string& page, std::span<const Field> fields, const std::string& prefix) {
  for (const Field& field : fields) {
    const std::string name = prefix + std::string(field.name) + (field.many ? "[]" : "");
    page += "| `" + name + "` | " + kind_cell(field) + " | " + (field.required ? "yes" : "") +
            " | " + meaning_cell(field) + " |\n";
    append_rows(page, field.fields, name + ".");
  }
}

void append_table(std::string& page, std::span<const Field> fields) {
  page += "| member | kind | required | meaning |\n|---|---|---|---|\n";
  append_rows(page, fields, "");
  page += "\n";
}

void append_type(std::string& page, const Descriptor& descriptor) {
  page += "### " + std::string(descriptor.type) + "\n\n" + std::string(descriptor.meaning) +
          "\n\n**Who may make it.** " + std::string(descriptor.rule) +
          " (Judged as: " + std::string(describe(descriptor.authority));
  if (!descriptor.subject.empty()) page += ", by `" + std::string(descriptor.subject) + "`";
  page += ".)\n\n";
  append_table(page, descriptor.fields);
  page += "The smallest body that is accepted:\n\n```json\n" +
          json::pretty(*example(descriptor, Extent::kSmallest).find("body")) + "\n```\n\n";
}

constexpr std::string_view kIntroduction =
    "# Statements\n\n"
    "Generated from the catalogue in `core/statement/catalogue` by `tools/catalogue`; do not "
    "edit.\n"
    "The envelope, signing and identifiers are specified in `spec/formats/statement.md`, "
    "predicates\n"
    "in `spec/formats/predicate.md`. A JSON Schema of every type stands in `spec/schemas`.\n\n"
    "## Kinds\n\n"
    "| kind | what it is |\n|---|---|\n"
    "| text | UTF-8, 1 to 4,000 characters, no control characters but line feed |\n"
    "| line | UTF-8, 1 to 200 characters, no control characters: what people read off a paper |\n"
    "| identifier | 1 to 200 of `A-Z a-z 0-9 . _ : / + ( ) @ # -`, a letter or digit first |\n"
    "| choice | one of the words listed |\n"
    "| date | `YYYY-MM-DD` |\n"
    "| instant | RFC 3339, such as `2024-05-01T12:34:56Z` |\n"
    "| integer | within the range given |\n"
    "| decimal | a string `-?digits(.digits)?` of at most 30 characters; never a JSON number |\n"
    "| boolean | `true` or `false` |\n"
    "| digest | `sha256:` and 64 lower-case hex digits |\n"
    "| names | an object from language tag (BCP 47) to text, not empty |\n"
    "| attributes | an object from attribute name to a string, integer, boolean or list of strings "
    "|\n"
    "| predicate | a three-valued question about a product |\n"
    "| key | a public JSON Web Key: Ed25519, P-256 or P-384 |\n"
    "| record | an object of the members listed under it |\n\n"
    "A list has 1 to 2,000 elements, no two equal ones unless it is by position. An arrow says\n"
    "what an identifier points to; the target need not be on file unless the rule says so.\n\n"
    "## The envelope\n\n";

}  // namespace

std::string_view describe(Authority authority) {
  switch (authority) {
    case Authority::kOperator:
      return "the operator";
    case Authority::kSelf:
      return "the organisation itself";
    case Authority::kMarketAuthority:
      return "an authority of the market";
    case Authority::kAccreditor:
      return "the accreditation body";
    case Authority::kDesignator:
      return "a designating authority";
    case Authority::kParty:
      return "an authority of a party";
    case Authority::kDepositary:
      return "the depositary or a party";
    case Authority::kBody:
      return "the issuing body";
    case Authority::kStandardsBody:
      return "a standards body";
    case Authority::kSchemeOwner:
      return "a scheme owner";
    case Authority::kHolder:
      return "the holder";
    case Authority::kAuthorOfSubject:
      return "whoever could make the statement it names";
    case Authority::kAnyone:
      return "any enrolled organisation";
  }
  return "";
}

std::string reference_page() {
  std::string page(kIntroduction);
  append_table(page, envelope());
  for (const FamilyHeading& heading : kFamilies) {
    page += "## " + std::string(heading.title) + "\n\n" + std::string(heading.about) + "\n\n";
    for (const Descriptor& descriptor : catalogue()) {
      if (descriptor.family == heading.family) append_type(page, descriptor);
    }
  }
  page.pop_back();  // one line feed at the end
  return page;
}

}  // namespace concordat::statement
