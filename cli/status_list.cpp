// credential status-list: the status lists of what the registry issues.
#include "adapters/system/system_clock.hpp"
#include "cli/files.hpp"
#include "cli/print.hpp"
#include "cli/signing.hpp"
#include "core/time/timestamp.hpp"
#include "registry/credentials/status_lists.hpp"

namespace concordat::cli {
namespace {

using registry::ListForm;
using registry::StatusLists;

struct Desk {
  std::unique_ptr<registry::Registry> registry;
  std::unique_ptr<Issuing> issuing;
};

Result<Desk> desk_of(const StatusListOptions& options, const Output& output) {
  CONCORDAT_TRY(registry, open_registry(options.site, Access::kRead, output));
  CONCORDAT_TRY(issuing, Issuing::of(options.site, *registry, options.key));
  return Desk{std::move(registry), std::move(issuing)};
}

Result<registry::ListOrder> order_of(const StatusListOptions& options) {
  registry::ListOrder order{.number = options.number, .form = *registry::list_form(options.form)};
  if (!options.timestamp.empty()) {
    CONCORDAT_TRY(at, parse_timestamp(options.timestamp));
    order.at = at;
  }
  return order;
}

json::Object place_json(const StatusLists& lists, const StatusLists::Place& place) {
  return {{"list", lists.address(place.number, ListForm::kSuspension)},
          {"number", place.number},
          {"index", place.index},
          {"entry", place.entry},
          {"status", untp::name(place.status)},
          {"size", place.size}};
}

void print_place(const StatusLists& lists, const StatusLists::Place& place, const Output& output) {
  if (output.json) return print_json(place_json(lists, place));
  print_line(std::string(untp::name(place.status)) + ": list " + std::to_string(place.number) +
             ", place " + std::to_string(place.index) + ", log entry " +
             std::to_string(place.entry) + ", at " + std::to_string(place.size) + " entries");
}

// Every list as it is now. One that is replaced was good until then and for a day more.
Result<std::uint64_t> export_to(const std::filesystem::path& folder, const StatusLists& lists) {
  const Instant now = SystemClock().now();
  const std::uint64_t count = lists.count();
  for (std::uint64_t number = 0; number < count; ++number) {
    for (const ListForm form : {ListForm::kSuspension, ListForm::kRevocation, ListForm::kToken}) {
      CONCORDAT_TRY(list, lists.list({.number = number, .form = form}, now));
      const std::string path = lists.path(number, form);
      CONCORDAT_CHECK(write_file(folder / path.substr(1), *list.token));
    }
  }
  return count;
}

}  // namespace

int status_list_print(const StatusListOptions& options, const Output& output) {
  const auto order = order_of(options);
  if (!order) return print_error(order.error(), output, kUsage);
  const auto desk = desk_of(options, output);
  if (!desk) return print_error(desk.error(), output, kUnanswered);
  const auto list = desk->issuing->lists().list(*order, SystemClock().now());
  if (!list) return print_error(list.error(), output, status_of(list.error()));
  print_line(*list->token);
  return kAnswered;
}

int status_list_find(const StatusListOptions& options, const Output& output) {
  const auto desk = desk_of(options, output);
  if (!desk) return print_error(desk.error(), output, kUnanswered);
  const Instant now = SystemClock().now();
  const auto entry =
      registry::entry_about(*desk->registry, {.kind = options.kind, .id = options.id}, now);
  if (!entry) return print_error(entry.error(), output, status_of(entry.error()));
  const StatusLists& lists = desk->issuing->lists();
  const auto stands = lists.entry(*entry);
  if (!stands) return print_error(stands.error(), output, kUnanswered);
  const auto place =
      lists.at_place({.number = *entry / registry::kEntriesOfList}, stands->index, now);
  if (!place) return print_error(place.error(), output, status_of(place.error()));
  print_place(lists, *place, output);
  return kAnswered;
}

int status_list_read(const StatusListOptions& options, const Output& output) {
  const auto order = order_of(options);
  if (!order) return print_error(order.error(), output, kUsage);
  const auto desk = desk_of(options, output);
  if (!desk) return print_error(desk.error(), output, kUnanswered);
  const StatusLists& lists = desk->issuing->lists();
  const auto place = lists.at_place(*order, options.index, SystemClock().now());
  if (!place) return print_error(place.error(), output, status_of(place.error()));
  print_place(lists, *place, output);
  return kAnswered;
}

int status_list_export(const StatusListOptions& options, const Output& output) {
  const auto desk = desk_of(options, output);
  if (!desk) return print_error(desk.error(), output, kUnanswered);
  const auto count = export_to(options.folder, desk->issuing->lists());
  if (!count) return print_error(count.error(), output, kUnanswered);
  if (output.json) {
    print_json(json::Object{{"lists", *count}, {"places", desk->issuing->lists().places()}});
  } else {
    print_line("exported " + std::to_string(*count) + " lists to " + options.folder);
  }
  return kAnswered;
}

}  // namespace concordat::cli
