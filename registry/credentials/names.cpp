#include "registry/credentials/names.hpp"

#include <optional>

#include "core/facts/stated.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {
namespace {

using facts::Id;
using facts::kNoId;
using facts::Probe;

// The statement that describes something on the day, if it is on file.
std::optional<facts::Ordinal> describing(Probe& probe, std::string_view kind, Id id) {
  const facts::Tables& tables = probe.tables;
  const auto stated = [&](const auto& rows) -> std::optional<facts::Ordinal> {
    const auto found = newest_at(rows, id, probe);
    if (!found) return std::nullopt;
    return stated_by(rows, *found.row);
  };
  if (id == kNoId) return std::nullopt;
  if (kind == "organisations") return stated(tables.organisations);
  if (kind == "economies") return stated(tables.economies);
  if (kind == "standards") return stated(tables.editions);
  if (kind == "acts") return stated(tables.acts);
  if (kind == "schemes") return stated(tables.schemes);
  if (kind == "products") return stated(tables.products);
  if (kind == "agreements") return stated(tables.agreements);
  return std::nullopt;
}

}  // namespace

std::string name_in(const json::Value& body, std::string_view language) {
  for (const std::string_view member : {"names", "title"}) {
    const json::Value* const names = body.find(member);
    if (!names) continue;
    if (const std::string* const text = names->as_string()) return *text;
    const json::Object* const by_language = names->as_object();
    if (!by_language || by_language->empty()) continue;
    for (const std::string_view tag : {language, std::string_view("en")}) {
      if (const std::string_view name = names->text(tag); !name.empty()) return std::string(name);
    }
    return *by_language->begin()->second.as_string();
  }
  return std::string(body.text("reference"));
}

untp::Naming naming_of(const Registry& registry, const Probe& probe, std::string_view language) {
  return [&registry, &tables = probe.tables, size = probe.size, date = probe.date,
          language = std::string(language)](std::string_view kind,
                                            std::string_view id) -> std::string {
    Probe at{.tables = tables, .size = size, .date = date};
    const auto ordinal = describing(at, kind, tables.id(id));
    if (!ordinal) return {};
    const auto found = registry.statement(*ordinal);
    if (!found) return {};
    const std::string name = name_in(*found->find("statement")->find("body"), language);
    return name.empty() ? std::string(id) : name;
  };
}

}  // namespace concordat::registry
