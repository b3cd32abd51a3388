#include "registry/coverage.hpp"

#include <memory>

#include "core/insight/coverage_json.hpp"

namespace concordat::registry {
namespace {

// A state that lives as long as the answer is made, and how much of it is read.
struct Pinned {
  std::shared_ptr<const facts::State> state;
  AsOf as_of;

  [[nodiscard]] insight::OnFile facts() const {
    return {state->tables(), static_cast<facts::Ordinal>(as_of.size)};
  }
};

Result<Pinned> pin(const Registry& registry, const CoverageQuestion& question) {
  CONCORDAT_TRY(as_of, registry.as_of(question.as_of));
  Pinned pinned{registry.state(), as_of};
  facts::Probe probe{pinned.state->tables(), pinned.facts().size, question.days.from, {}};
  if (const auto constitution = facts::constitution_at(probe)) {
    pinned.as_of.semantics_version = constitution->semantics_version;
  }
  return pinned;
}

insight::Wanted wanted(const Pinned& pinned, const CoverageQuestion& question) {
  insight::Wanted wanted{.kind = question.kind};
  // A group that nobody has named: what holds for every group holds for it.
  if (!question.sector.empty()) wanted.sector = pinned.state->tables().id(question.sector);
  return wanted;
}

// What the statements call the markets and agreements.
Result<insight::Names> names_of(const Registry& registry, const Pinned& pinned,
                                const insight::Coverage& coverage) {
  insight::Names names;
  for (const facts::Ordinal index : insight::named_in(coverage, pinned.state->tables())) {
    CONCORDAT_TRY(shown, registry.statement(index));
    const json::Value* statement = shown.find("statement");
    const json::Value* body = statement ? statement->find("body") : nullptr;
    if (!body) continue;
    for (const std::string_view member : {"names", "title"}) {
      if (const json::Value* called = body->find(member)) names.emplace(index, *called);
    }
  }
  return names;
}

void set_as_of(json::Object& into, const AsOf& as_of) {
  into.set("asOf", json::Object{{"origin", as_of.origin},
                                {"size", as_of.size},
                                {"root", as_of.root},
                                {"time", as_of.time},
                                {"semanticsVersion", as_of.semantics_version}});
}

}  // namespace

Result<json::Value> coverage(const Registry& registry, const CoverageQuestion& question) {
  CONCORDAT_TRY(pinned, pin(registry, question));
  const insight::Coverage found =
      insight::coverage(pinned.facts(), question.days.from, wanted(pinned, question));
  CONCORDAT_TRY(names, names_of(registry, pinned, found));
  json::Object shown = insight::to_json(found, pinned.state->tables(), names);
  set_as_of(shown, pinned.as_of);
  return json::Value(std::move(shown));
}

Result<json::Value> coverage_changes(const Registry& registry, const CoverageQuestion& question) {
  CONCORDAT_TRY(pinned, pin(registry, question));
  const insight::Changes found =
      insight::changes(pinned.facts(), question.days, wanted(pinned, question));
  json::Object shown = insight::to_json(found, pinned.state->tables());
  set_as_of(shown, pinned.as_of);
  return json::Value(std::move(shown));
}

}  // namespace concordat::registry
