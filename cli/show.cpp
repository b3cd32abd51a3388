// show and search: what is on file.
#include <charconv>

#include "cli/print.hpp"

namespace concordat::cli {
namespace {

// The title of a resource for a line of a listing.
std::string title_of(const json::Value& resource) {
  for (const std::string_view member : {"title", "names"}) {
    const json::Value* value = resource.find(member);
    if (value == nullptr) continue;
    if (const std::string* text = value->as_string()) return *text;
    if (const std::string_view name = value->text("en"); !name.empty()) return std::string(name);
  }
  return std::string(resource.text("number"));
}

Result<json::Value> found(const registry::Registry& registry, const ShowOptions& options) {
  if (options.kind == "statements") {
    std::uint64_t index = 0;
    const char* const end = options.id.data() + options.id.size();
    const auto [stop, error] = std::from_chars(options.id.data(), end, index);
    if (error != std::errc{} || stop != end) {
      CONCORDAT_TRY(named, registry.index_of(options.id));
      index = named;
    }
    return registry.statement(index);
  }
  CONCORDAT_TRY(resource, registry.show(options.kind, options.id));
  return resource.json;
}

}  // namespace

int show(const ShowOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  const auto resource = found(**registry, options);
  if (!resource) return print_error(resource.error(), output, status_of(resource.error()));
  if (output.json) {
    print_json(*resource);
  } else {
    print_line(resource_text(*resource));
  }
  return kAnswered;
}

int search(const SearchOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  registry::Listing listing{
      .kind = options.kind, .text = options.text, .after = options.after, .limit = options.limit};
  for (const std::string& filter : options.filters) {
    const std::size_t equals = filter.find('=');
    if (equals == std::string::npos) {
      return print_error({.code = "cli.filter", .place = filter, .expected = "NAME=VALUE"}, output,
                         kUsage);
    }
    listing.filters.emplace_back(filter.substr(0, equals), filter.substr(equals + 1));
  }
  const auto page = (*registry)->list(listing);
  if (!page) return print_error(page.error(), output, status_of(page.error()));
  for (const registry::Resource& resource : page->resources) {
    if (output.json) {
      print_json(resource.json);
    } else {
      print_line(resource.id + "  " + title_of(resource.json));
    }
  }
  if (!output.json && !page->next.empty()) print_line("more: --after " + page->next);
  return kAnswered;
}

}  // namespace concordat::cli
