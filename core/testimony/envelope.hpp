// What all credentials of our own kinds have in common, and what their writers are given.
#pragma once

#include <string>

#include "core/facts/probe.hpp"
#include "core/testimony/terms.hpp"
#include "core/untp/registrar.hpp"

namespace concordat::testimony {

// Who issues and when, the names of what is on file, and the facts on that day.
struct Office {
  const untp::Registrar& registrar;
  const untp::Issue& issue;
  const untp::Naming& naming;
  facts::Probe& today;
};

struct Envelope {
  Kind kind = Kind::kAgreement;
  std::string id;
  std::string name;
  std::string description;
  std::string from;   // of validFrom
  std::string until;  // of validUntil
};
[[nodiscard]] json::Value enveloped(const untp::Registrar& registrar, const untp::Issue& issue,
                                    Envelope envelope, json::Object subject);

// validFrom and validUntil of what holds on the days of `span`. It is valid on no day on which the
// facts that were read could say something else: from the first day of the span and of the probe's
// window, to the last of both, at most untp::kOpenLife_days from now. Code untp.not-in-force where
// today is none of the days of the span.
[[nodiscard]] Status set_validity(const Office& office, const DateSpan& span, Envelope& envelope);

// Something named in a statement: what is on file under that identifier, or the identifier itself
// under its place in the statement.
[[nodiscard]] json::Object reference(const Office& office, std::string_view type,
                                     std::string_view kind, std::string_view id);
// Each identifier of a list of the body.
[[nodiscard]] json::Array references(const Office& office, const json::Array& ids,
                                     std::string_view type, std::string_view kind);

// A scheme, or an act as one, by its address in the catalogue of criteria (core/untp/catalogue).
[[nodiscard]] json::Object scheme(const Office& office, std::string_view kind, std::string_view id);

// `registryRecord`, with the last day of the statement where it has one.
[[nodiscard]] json::Object record_of(const Office& office, const untp::Logged& logged,
                                     const DateSpan& span);

// Sets what is there.
void set_text(json::Object& object, std::string_view name, std::string_view text);
void set_list(json::Object& object, std::string_view name, json::Array list);

}  // namespace concordat::testimony
