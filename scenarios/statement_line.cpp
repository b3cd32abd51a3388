#include "scenarios/statement_line.hpp"

#include <algorithm>
#include <charconv>

#include "core/statement/descriptor.hpp"

namespace concordat::scenarios {
namespace {

using statement::Descriptor;
using statement::Field;
using statement::Kind;

std::unexpected<Error> refuse(const Line& line, std::string_view code, std::string expected) {
  return fail({.code = "scenario." + std::string(code),
               .place = "line " + std::to_string(line.number),
               .expected = std::move(expected)});
}

Result<json::Value> value_of(const Line& line, const Field& field, const Written& written);

const Field* field_named(std::span<const Field> fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

Result<json::Value> values_of(const Line& line, const Field& field,
                              const std::vector<Written>& values) {
  if (!field.many) {
    if (values.size() != 1) {
      return refuse(line, "value", "one value for " + std::string(field.name));
    }
    return value_of(line, field, values.front());
  }
  if (values.size() == 1 && values.front().json.as_array()) return values.front().json;
  json::Array list;
  for (const Written& written : values) {
    CONCORDAT_TRY(element, value_of(line, field, written));
    list.push_back(std::move(element));
  }
  return list;
}

// a.b=value reaches into the record a.
Status set_member(const Line& line, std::span<const Field> fields, const Member& member,
                  json::Object& object) {
  const std::size_t dot = member.name.find('.');
  const std::string_view head = std::string_view(member.name).substr(0, dot);
  const Field* field = field_named(fields, head);
  if (!field) return refuse(line, "unknown-member", "a member of the type, not " + member.name);
  if (dot == std::string::npos) {
    CONCORDAT_TRY(value, values_of(line, *field, member.values));
    object.set(head, std::move(value));
    return {};
  }
  if (field->kind != Kind::kRecord || field->many) {
    return refuse(line, "unknown-member", "a record before the dot of " + member.name);
  }
  if (!object.find(head)) object.set(head, json::Object{});
  const Member inner{.name = member.name.substr(dot + 1), .values = member.values};
  return set_member(line, field->fields, inner, *object.find(head)->as_object());
}

Result<json::Value> record_of(const Line& line, const Field& field, const Written& written) {
  if (written.form != Written::Form::kGroup) {
    return refuse(line, "value", "a record in parentheses for " + std::string(field.name));
  }
  json::Object object;
  for (const Member& member : written.group) {
    CONCORDAT_CHECK(set_member(line, field.fields, member, object));
  }
  return object;
}

// (forPlay=true age=0..13 kind=a,b): every member must hold.
json::Value predicate_of(const std::vector<Member>& members) {
  json::Array all;
  for (const Member& member : members) {
    json::Object question{{"attribute", member.name}};
    const std::string& text = member.values.front().text;
    const std::size_t dots = text.find("..");
    if (member.values.size() > 1) {
      question.set("in", attribute_of(member.values));
    } else if (member.values.front().form == Written::Form::kBare && dots != std::string::npos) {
      if (dots > 0) question.set("from", text.substr(0, dots));
      if (dots + 2 < text.size()) question.set("to", text.substr(dots + 2));
    } else {
      question.set("is", attribute_of(member.values));
    }
    all.emplace_back(std::move(question));
  }
  if (all.size() == 1) return std::move(all.front());
  return json::Object{{"all", std::move(all)}};
}

Result<json::Value> value_of(const Line& line, const Field& field, const Written& written) {
  if (written.form == Written::Form::kJson) return written.json;
  const bool is_group = written.form == Written::Form::kGroup;
  switch (field.kind) {
    case Kind::kRecord:
      return record_of(line, field, written);
    case Kind::kPredicate:
      if (!is_group) break;
      return predicate_of(written.group);
    case Kind::kAttributes:
      if (!is_group) break;
      return attributes_of(written.group);
    case Kind::kNames:
      if (is_group) return attributes_of(written.group);
      return json::Object{{"en", written.text}};
    case Kind::kBoolean:
      if (written.text != "true" && written.text != "false") break;
      return written.text == "true";
    case Kind::kInteger: {
      std::int64_t number = 0;
      const char* end = written.text.data() + written.text.size();
      if (std::from_chars(written.text.data(), end, number).ptr != end) break;
      return number;
    }
    default:
      if (!is_group) return written.text;
  }
  return refuse(line, "value", "a fitting value for " + std::string(field.name));
}

// ---- the envelope ---------------------------------------------------------------------------

struct Envelope {
  std::string id;
  std::string author = {};
  json::Object effective = {{"from", "2000-01-01"}};
  std::string cause = {};
  std::string decided = {};
  std::string published = {};
  std::string corrects = {};
  bool ex_tunc = false;
  bool substantive = false;
};

// True when the word belongs to the envelope; `at` is then past it and its value.
bool take_envelope(const Line& line, std::size_t& at, Envelope& envelope) {
  if (line.words[at].form == Written::Form::kQuoted) return false;
  const std::string_view key = line.word(at);
  if (key == "ex-tunc" || key == "substantive") {
    (key == "ex-tunc" ? envelope.ex_tunc : envelope.substantive) = true;
    ++at;
    return true;
  }
  const std::string value(line.word(at + 1));
  if (value.empty()) return false;
  if (key == "from") {
    envelope.effective.set("from", value);
  } else if (key == "until" || key == "through") {
    envelope.effective.set("until", value);
    if (key == "through") envelope.effective.set("untilInclusive", true);
  } else if (key == "possibly-from") {
    envelope.effective.set("possiblyFrom", value);
  } else if (key == "possibly-until") {
    envelope.effective.set("possiblyUntil", value);
  } else if (key == "decided") {
    envelope.decided = value;
  } else if (key == "published") {
    envelope.published = value;
  } else if (key == "cause") {
    envelope.cause = value;
  } else if (key == "corrects") {
    envelope.corrects = value;
  } else if (key == "as") {
    envelope.id = value;
  } else if (key == "by") {
    envelope.author = value == "operator" ? std::string(kOperator) : value;
  } else {
    return false;
  }
  at += 2;
  return true;
}

json::Value assemble(std::string_view type, const Envelope& envelope, json::Object body) {
  json::Object basis{{"kind", "own"}};
  if (envelope.author.empty())
    basis = {{"kind", "transcribed"}, {"source", kSource}, {"read", "2026-01-01"}};
  json::Object draft{
      {"id", envelope.id},
      {"type", type},
      {"author", envelope.author.empty() ? std::string(kTranscriber) : envelope.author},
      {"basis", std::move(basis)},
      {"effective", envelope.effective}};
  if (!envelope.decided.empty()) draft.set("decided", envelope.decided);
  if (!envelope.published.empty()) draft.set("published", envelope.published);
  if (!envelope.cause.empty()) draft.set("cause", envelope.cause);
  if (envelope.ex_tunc) draft.set("effect", "ex-tunc");
  if (!envelope.corrects.empty()) {
    draft.set("corrects",
              json::Object{{"statement", envelope.corrects},
                           {"kind", envelope.substantive ? "substantive" : "clerical"}});
  }
  draft.set("body", std::move(body));
  return draft;
}

// ---- the body -------------------------------------------------------------------------------

bool is_filled_without_asking(const Descriptor& descriptor, const Field& field) {
  if (descriptor.type == "certificate") return field.name == "number" || field.name == "issued";
  return false;
}

std::vector<Written> split(const Written& word) {
  std::vector<Written> parts;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t comma = word.text.find(',', begin);
    parts.push_back(bare(std::string_view(word.text).substr(begin, comma - begin)));
    if (comma == std::string::npos) return parts;
    begin = comma + 1;
  }
}

Status fill_by_position(const Line& line, const Descriptor& descriptor,
                        const std::vector<Written>& words, json::Object& body) {
  std::size_t next = 0;
  for (const Field& field : descriptor.fields) {
    const bool is_asked = field.required && field.kind != Kind::kNames &&
                          field.kind != Kind::kRecord && !line.member(field.name) &&
                          !is_filled_without_asking(descriptor, field);
    if (!is_asked || next == words.size()) continue;
    const Written& word = words[next++];
    const bool is_list = field.many && word.form == Written::Form::kBare;
    CONCORDAT_TRY(value,
                  values_of(line, field, is_list ? split(word) : std::vector<Written>{word}));
    body.set(field.name, std::move(value));
  }
  if (next < words.size()) {
    return refuse(line, "too-many-words", "no value " + words[next].text + " after the others");
  }
  return {};
}

void fill_in(const Descriptor& descriptor, const Envelope& envelope, json::Object& body) {
  const std::string first = body.empty() || !body.begin()->second.as_string()
                                ? std::string(descriptor.type)
                                : *body.begin()->second.as_string();
  for (const Field& field : descriptor.fields) {
    if (!field.required || body.find(field.name)) continue;
    if (field.kind == Kind::kNames) body.set(field.name, json::Object{{"en", first}});
    if (descriptor.type == "certificate" && field.name == "number") body.set("number", first);
    if (descriptor.type == "certificate" && field.name == "issued") {
      body.set("issued", *envelope.effective.find("from"));
    }
    if (descriptor.type == "agreement" && field.name == "entry") {
      body.set("entry", json::Object{{"rule", "dates"}});
    }
  }
}

}  // namespace

Result<json::Value> draft_of(const Line& line, std::size_t sequence) {
  const Descriptor* descriptor = statement::find(line.word(0));
  if (!descriptor) {
    return refuse(line, "unknown-type", "a statement type, not " + std::string(line.word(0)));
  }
  Envelope envelope{.id = std::string(descriptor->type) + "-" + std::to_string(sequence)};
  std::vector<Written> words;
  for (std::size_t at = 1; at < line.words.size();) {
    if (!take_envelope(line, at, envelope)) words.push_back(line.words[at++]);
  }
  json::Object body;
  CONCORDAT_CHECK(fill_by_position(line, *descriptor, words, body));
  for (const Member& member : line.members) {
    CONCORDAT_CHECK(set_member(line, descriptor->fields, member, body));
  }
  fill_in(*descriptor, envelope, body);
  return assemble(descriptor->type, envelope, std::move(body));
}

}  // namespace concordat::scenarios
