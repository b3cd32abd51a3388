// The credentials of a registry's own kinds, as data: what UNTP and the W3C have no object for.
//
// A kind is a row of `kinds()`. Its classes are checked when it is written, and make its JSON
// Schema and its part of the context: one table for all three (spec/formats/testimony.md). The
// classes of UNTP 0.7.0 stand behind our own, and mean there what they mean in UNTP.
#pragma once

#include <span>
#include <string_view>

#include "core/untp/vocabulary.hpp"

namespace concordat::testimony {

enum class Kind : std::uint8_t {
  kAgreement,    // an agreement, how it stands and for whom
  kDecision,     // an equivalence decision
  kRecognition,  // a body, and what it was recognised to do
  kComputation,  // a determination
};

struct Form {
  Kind kind = Kind::kAgreement;
  untp::Version version;  // type, class of the subject, classes
  // The W3C's type behind our own, of drafts that it fits; empty where there is none.
  std::string_view also;
  std::string_view schema;  // of the JSON Schema: its name below kSchemasPath
};

[[nodiscard]] std::span<const Form> forms();
[[nodiscard]] const Form& form_of(Kind kind);
// By the type of the credential or the name of the schema; null when there is none.
[[nodiscard]] const Form* find_form(std::string_view name);

// Where below its own address every registry publishes the context of these terms, and the schemas.
// The octets are the same everywhere and never change: what is added later has another version.
inline constexpr std::string_view kContextPath = "/contexts/recognition-v1";
inline constexpr std::string_view kSchemasPath = "/schemas/";

inline constexpr std::string_view kSubjectOfAgreement = "RecognitionAgreement";
inline constexpr std::string_view kEntity = "RecognizedEntity";

}  // namespace concordat::testimony
