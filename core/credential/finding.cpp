#include "core/credential/finding.hpp"

#include <array>

namespace concordat::credential {
namespace {

constexpr std::array<std::string_view, kSteps> kStepNames = {
    "limits", "decode", "header",  "key",    "signature",
    "model",  "dates",  "binding", "status", "trust"};
constexpr std::array<std::string_view, 5> kOutcomeNames = {
    "passed", "failed", "could-not-be-checked", "not-asked", "not-reached"};

}  // namespace

std::string_view name(Step step) { return kStepNames[static_cast<std::size_t>(step)]; }

std::string_view name(Outcome outcome) { return kOutcomeNames[static_cast<std::size_t>(outcome)]; }

}  // namespace concordat::credential
