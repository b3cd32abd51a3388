// concordat_bench_status_lists [--count N] [--changed PERCENT]
//
// What the status lists of a registry cost with that many certificates on file (100,000), of which
// some in a hundred were suspended or withdrawn (1): processor time for a list that nobody asked
// for before and for one that is kept, and its octets. One list has 131,072 places, so that all
// certificates stand on one or two.
//
// The lists are held against the facts: as many places are set as certificates were changed, or
// there is no figure.
#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <iostream>
#include <string>

#include "adapters/inflate/zlib_inflater.hpp"
#include "adapters/memory/memory_store.hpp"
#include "core/base/base64url.hpp"
#include "core/credential/jws.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/time/timestamp.hpp"
#include "registry/credentials/issuing_for_tests.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::bench {
namespace {

using registry::ListForm;
using registry::StatusLists;

constexpr int kRounds = 5;
constexpr std::size_t kBatch = 5'000;

[[noreturn]] void give_up(std::string_view why) {
  std::cerr << "concordat_bench_status_lists: " << why << "\n";
  std::exit(1);
}

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

// Of the best round.
double best_ms(const std::function<void()>& work) {
  double best = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const double begin = cpu_ms();
    work();
    best = std::min(best, cpu_ms() - begin);
  }
  return best;
}

void tell(std::string_view metric, double value, std::string_view unit) {
  std::cout << json::compact(json::Object{
                   {"bench", "status_lists"}, {"metric", metric}, {"value", value}, {"unit", unit}})
            << "\n";
}

class House {
 public:
  House() : registry_(founded(site_)) {
    file({made("organisation", registry::fixture::kOperator,
               {{"organisation", "certia"},
                {"names", json::Object{{"en", "Certia"}}},
                {"economy", "XA"},
                {"roles", json::Array{"conformity-assessment-body"}}})});
  }

  void certificates(std::size_t count, std::size_t changed) {
    std::vector<json::Value> drafts;
    for (std::size_t at = 0; at < count; ++at) {
      drafts.push_back(made("certificate", "certia",
                            {{"certificate", "C-" + std::to_string(at)},
                             {"number", "C-" + std::to_string(at)},
                             {"artefact", "certificate"},
                             {"body", "certia"},
                             {"act", "ACT"},
                             {"legalEffect", "voluntary"},
                             {"sector", "toys"},
                             {"holder", "maker"},
                             {"issued", "2025-01-01"}}));
      if (drafts.size() == kBatch) file(std::exchange(drafts, {}));
    }
    for (std::size_t at = 0; at < changed; ++at) {
      drafts.push_back(made("certificate-state", "certia",
                            {{"certificate", "C-" + std::to_string(at * (count / changed))},
                             {"state", at % 2 == 0 ? "suspended" : "withdrawn"}}));
      drafts.back().as_object()->find("effective")->as_object()->set("from", "2026-01-01");
      if (drafts.size() == kBatch) file(std::exchange(drafts, {}));
    }
    file(drafts);
  }
  [[nodiscard]] const registry::Registry& registry() const { return *registry_; }

 private:
  static std::unique_ptr<registry::Registry> founded(registry::fixture::Site& site) {
    auto made = site.found(std::make_unique<memory::MemoryStore>());
    if (!made) give_up(made.error().code);
    return std::move(*made);
  }
  json::Value made(const std::string& type, std::string_view author, json::Object body) {
    return registry::fixture::draft({.id = "s" + std::to_string(++count_),
                                     .type = type,
                                     .author = std::string(author),
                                     .body = std::move(body)});
  }
  void file(const std::vector<json::Value>& drafts) {
    if (drafts.empty()) return;
    const auto outcomes =
        submit_drafts(*registry_, site_.keys, drafts, {.today = {20'454}, .enrol = true});
    for (const auto& outcome : outcomes) {
      if (!outcome) give_up(outcome.error().code + " " + outcome.error().place);
    }
  }

  registry::fixture::Site site_;
  std::unique_ptr<registry::Registry> registry_;
  std::size_t count_ = 0;
};

std::size_t set_in(const std::string& token) {
  const json::Value list = *json::read(credential::parse_jws(token)->payload);
  const std::string_view text = list.find("credentialSubject")->text("encodedList").substr(1);
  const auto bits = inflate::ZlibInflater().inflate(credential::Compression::kGzip,
                                                    *decode_base64url(text), 1 << 20);
  std::size_t count = 0;
  for (const Byte octet : *bits) count += static_cast<std::size_t>(std::popcount(octet));
  return count;
}

void measure(std::size_t count, std::size_t changed) {
  House house;
  house.certificates(count, changed);
  const registry::IssuingForTests issuing(house.registry());
  const Instant now = *parse_timestamp("2026-06-01T12:00:00Z");
  std::size_t set = 0;
  for (std::uint64_t number = 0; number < issuing.lists->count(); ++number) {
    set += set_in(*issuing.lists->list({.number = number}, now)->token);
  }
  if (set != changed) give_up("another number of places is set than certificates were changed");
  const auto state = house.registry().state();
  const facts::Probe probe{
      .tables = state->tables(), .size = state->size_published(), .date = utc_date(now)};
  tell("certificates", static_cast<double>(count), "certificates");
  tell("changed", static_cast<double>(changed), "certificates");
  tell("statuses", best_ms([&] { (void)untp::statuses_of(probe, {0, registry::kEntriesOfList}); }),
       "ms");
  std::uint64_t number = 1000;
  tell("shuffle", best_ms([&] {
         const auto places = registry::StatusPlaces::of(issuing.key, issuing.stream);
         if (!(*places)->of_list(++number)) give_up("no shuffle");
       }),
       "ms");
  for (const ListForm form : {ListForm::kSuspension, ListForm::kRevocation, ListForm::kToken}) {
    const std::string of = " " + std::string(name(form));
    Instant day = now;
    // Each on another day, which nobody asked for before; the shuffle is kept.
    tell("new" + of, best_ms([&] {
           day.milliseconds += 24 * 60 * 60 * 1000;
           if (!issuing.lists->list({.form = form}, day)) give_up("no list");
         }),
         "ms");
    tell("kept" + of, best_ms([&] {
                        for (int at = 0; at < 1000; ++at)
                          (void)issuing.lists->list({.form = form}, day);
                      }) / 1000,
         "ms");
    const auto list = issuing.lists->list({.form = form}, now);
    tell("octets" + of, static_cast<double>(list->token->size()), "octets");
  }
}

std::size_t number_in(std::string_view text) {
  std::size_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stop != text.data() + text.size()) give_up("a number is expected");
  return number;
}

}  // namespace
}  // namespace concordat::bench

int main(int argc, char** argv) {
  using namespace concordat::bench;
  std::size_t count = 100'000;
  std::size_t percent = 1;
  for (int at = 1; at + 1 < argc; at += 2) {
    const std::string_view option = argv[at];
    if (option == "--count") count = number_in(argv[at + 1]);
    if (option == "--changed") percent = number_in(argv[at + 1]);
  }
  measure(count, count * percent / 100);
}
