#include "core/untp/check.hpp"

#include <algorithm>

#include "core/credential/model/url.hpp"
#include "core/time/date.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::untp {
namespace {

constexpr std::string_view kSubject = "Subject";
constexpr std::string_view kStatusIndex = "statusListIndex";
// Digits of a status index: far above any list, far below what a number of JSON holds exactly.
constexpr std::size_t kLongestIndex = 15;

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t space = std::min(words.find(' '), words.size());
    if (words.substr(0, space) == word) return true;
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return false;
}

Status refused(std::string_view code, std::string place, std::string expected) {
  return fail(
      {.code = std::string(code), .place = std::move(place), .expected = std::move(expected)});
}

std::string joined(std::span<const std::string_view> codes) {
  std::string text;
  for (const std::string_view code : codes) {
    if (!text.empty()) text.append(", ");
    text.append(code);
  }
  return text;
}

class Checker {
 public:
  Checker(const Version& version, Manner manner, std::vector<std::string>& unknown)
      : version_(version), manner_(manner), unknown_(unknown) {}

  Status record(const json::Value& value, const Class& type, const std::string& place) {
    const json::Object* const object = value.as_object();
    if (!object) return refused("untp.kind", place, "an object: " + std::string(type.name));
    for (const Member& member : type.members) {
      const json::Value* const found = object->find(member.name);
      if (found) {
        if (member.foreign && manner_ == Manner::kStrict) note(below(place, member.name));
        CONCORDAT_CHECK(values(*found, member, type, below(place, member.name)));
      } else if (member.required) {
        return refused("untp.missing", below(place, member.name), std::string(type.name));
      }
    }
    for (const auto& [name, ignored] : *object) {
      if (std::ranges::find(type.members, name, &Member::name) == type.members.end()) {
        note(below(place, name));
      }
    }
    return {};
  }

 private:
  void note(std::string place) {
    if (unknown_.size() < kMostUnknown) unknown_.push_back(std::move(place));
  }

  Status values(const json::Value& value, const Member& member, const Class& type,
                const std::string& place) {
    const json::Array* const list = value.as_array();
    if (member.of == kSubject) return subject(value, place);
    if (member.shape == Shape::kAny) return {};
    if (!list) {
      if (member.many && manner_ == Manner::kStrict) return refused("untp.kind", place, "a list");
      return one(value, member, type, place);
    }
    // An older draft had a list where the version has one: `type` most of all. And the data model
    // allows several status entries where UNTP allows one.
    const bool several = member.name == "type" || member.name == "credentialStatus";
    const bool tolerated = manner_ == Manner::kTolerant && (several || list->size() == 1);
    if (!member.many && !tolerated) return refused("untp.kind", place, "one value");
    for (std::size_t at = 0; at < list->size(); ++at) {
      CONCORDAT_CHECK(one((*list)[at], member, type, below(place, at)));
    }
    return {};
  }

  Status subject(const json::Value& value, const std::string& place) {
    const json::Array* const list = value.as_array();
    if (list && (manner_ == Manner::kStrict || list->size() != 1)) {
      return refused("untp.subjects", place, "one subject");
    }
    return record(list ? list->front() : value, *find_class(version_, version_.subject),
                  list ? below(place, std::size_t{0}) : place);
  }

  Status one(const json::Value& value, const Member& member, const Class& type,
             const std::string& place) {
    switch (member.shape) {
      case Shape::kRecord:
        return record(value, *find_class(version_, member.of), place);
      case Shape::kTopic:
        if (value.as_string() && manner_ == Manner::kTolerant) return {};
        return record(value, *find_class(version_, "ConformityTopic"), place);
      case Shape::kBoolean:
        return value.as_bool() ? Status() : refused("untp.kind", place, "true or false");
      case Shape::kInteger:
        return integer(value, member, place);
      case Shape::kNumber:
        return value.as_integer() || value.as_double() ? Status()
                                                       : refused("untp.kind", place, "a number");
      default:
        return text(value, member, type, place);
    }
  }

  Status integer(const json::Value& value, const Member& member, const std::string& place) const {
    const std::string* const digits = value.as_string();
    if (digits && member.name == kStatusIndex && manner_ == Manner::kTolerant) {
      const bool good = !digits->empty() && digits->size() <= kLongestIndex &&
                        std::ranges::all_of(*digits, [](char c) { return c >= '0' && c <= '9'; });
      return good ? Status() : refused("untp.range", place, "an index");
    }
    if (!value.as_integer()) return refused("untp.kind", place, "an integer");
    return *value.as_integer() >= 0 ? Status() : refused("untp.range", place, "0 or more");
  }

  Status text(const json::Value& value, const Member& member, const Class& type,
              const std::string& place) {
    const std::string* const text = value.as_string();
    if (!text) return refused("untp.kind", place, "a text");
    if (member.shape == Shape::kUri && !credential::is_url(*text)) {
      return refused("untp.uri", place, "an absolute URI");
    }
    if (member.shape == Shape::kDate && !parse_date(*text)) {
      return refused("untp.date", place, "YYYY-MM-DD");
    }
    if (member.shape == Shape::kInstant && !parse_timestamp(*text)) {
      return refused("untp.date", place, "YYYY-MM-DDTHH:MM:SSZ");
    }
    if (!member.codes.empty() && std::ranges::find(member.codes, *text) == member.codes.end()) {
      return refused("untp.code", place, joined(member.codes));
    }
    const bool undefined = type.untyped && manner_ == Manner::kStrict;
    if (member.name == "type" && (undefined || !is_type(type, *text))) note(place);
    return {};
  }

  [[nodiscard]] bool is_type(const Class& type, std::string_view name) const {
    if (type.name != "Credential") return name == type.name || has_word(type.also, name);
    return name == "VerifiableCredential" || name == version_.type || name == kOwnConformity ||
           name == kOwnIdentity || has_word(type.also, name);
  }

  const Version& version_;
  Manner manner_;
  std::vector<std::string>& unknown_;
};

}  // namespace

Status check(const json::Value& document, const Version& version, Manner manner,
             std::vector<std::string>& unknown) {
  return Checker(version, manner, unknown)
      .record(document, *find_class(version, "Credential"), std::string());
}

Status check_object(const json::Value& object, const Version& version, std::string_view name,
                    std::vector<std::string>& unknown) {
  return Checker(version, Manner::kStrict, unknown)
      .record(object, *find_class(version, name), std::string());
}

const json::Value* subject_of(const json::Value& document) {
  const json::Value* const subject = document.find("credentialSubject");
  if (!subject) return nullptr;
  if (const json::Array* const list = subject->as_array()) {
    return list->size() == 1 ? &list->front() : nullptr;
  }
  return subject;
}

std::string below(std::string_view pointer, std::string_view name) {
  std::string text(pointer);
  text.push_back('/');
  for (const char c : name) {
    if (c == '~') {
      text.append("~0");
    } else if (c == '/') {
      text.append("~1");
    } else {
      text.push_back(c);
    }
  }
  return text;
}

std::string below(std::string_view pointer, std::size_t index) {
  return below(pointer, std::to_string(index));
}

}  // namespace concordat::untp
