#include "server/meters.hpp"

#include <map>
#include <mutex>
#include <shared_mutex>
#include <sstream>
#include <utility>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace concordat::server {
namespace {

// From a determination in memory to a batch of ten thousand.
const prometheus::Histogram::BucketBoundaries kBuckets_s{0.00005, 0.0002, 0.001, 0.005, 0.02,
                                                         0.1,     0.5,    2,     10};

// A series is made by the library once, and found here from then on: the library's own lookup
// hashes a map of labels under a mutex at every request.
template <class Series>
class ByLabel {
 public:
  // `number` is a second label, where there is one.
  template <class Make>
  Series& at(std::string_view label, int number, const Make& make) {
    {
      const std::shared_lock lock(mutex_);
      const auto found = series_.find(std::pair(label, number));
      if (found != series_.end()) return *found->second;
    }
    const std::unique_lock lock(mutex_);
    auto& place = series_[{std::string(label), number}];
    if (place == nullptr) place = &make();
    return *place;
  }

 private:
  struct Before {
    using is_transparent = void;
    bool operator()(const auto& left, const auto& right) const {
      const int order = std::string_view(left.first).compare(right.first);
      return order != 0 ? order < 0 : left.second < right.second;
    }
  };

  std::shared_mutex mutex_;
  std::map<std::pair<std::string, int>, Series*, Before> series_;
};

std::string shown(std::string_view route) { return route.empty() ? "none" : std::string(route); }

}  // namespace

class Meters::Parts {
 public:
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter()
          .Name("concordat_http_requests_total")
          .Help("Requests answered, by route and status class.")
          .Register(registry);
  prometheus::Family<prometheus::Histogram>& durations =
      prometheus::BuildHistogram()
          .Name("concordat_http_request_duration_seconds")
          .Help("From the whole request to the whole answer, by route.")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& determinations =
      prometheus::BuildCounter()
          .Name("concordat_determinations_total")
          .Help("Determinations, by verdict.")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& statements =
      prometheus::BuildCounter()
          .Name("concordat_statements_total")
          .Help("Statements submitted over HTTP, by outcome.")
          .Register(registry);
  prometheus::Gauge& size = prometheus::BuildGauge()
                                .Name("concordat_log_size")
                                .Help("Entries under the newest published checkpoint.")
                                .Register(registry)
                                .Add({});
  prometheus::Family<prometheus::Gauge>& verdict_questions =
      prometheus::BuildGauge()
          .Name("concordat_kept_verdict_questions")
          .Help("Verifications since the start, by whether a verdict that holds was kept.")
          .Register(registry);
  prometheus::Gauge& verdicts_found = verdict_questions.Add({{"outcome", "found"}});
  prometheus::Gauge& verdicts_missed = verdict_questions.Add({{"outcome", "missed"}});
  prometheus::Gauge& verdicts_bytes = prometheus::BuildGauge()
                                          .Name("concordat_kept_verdicts_bytes")
                                          .Help("Memory that kept verdicts take.")
                                          .Register(registry)
                                          .Add({});
  ByLabel<prometheus::Counter> by_request;
  ByLabel<prometheus::Histogram> by_route;
  ByLabel<prometheus::Counter> by_verdict;
  ByLabel<prometheus::Counter> by_outcome;
};

Meters::Meters() : parts_(std::make_unique<Parts>()) {}
Meters::~Meters() = default;

void Meters::determined(std::string_view verdict) {
  parts_->by_verdict
      .at(verdict, 0,
          [&]() -> prometheus::Counter& {
            return parts_->determinations.Add({{"verdict", std::string(verdict)}});
          })
      .Increment();
}

void Meters::submitted(bool accepted) {
  const std::string_view outcome = accepted ? "accepted" : "refused";
  parts_->by_outcome
      .at(outcome, 0,
          [&]() -> prometheus::Counter& {
            return parts_->statements.Add({{"outcome", std::string(outcome)}});
          })
      .Increment();
}

void Meters::served(const Served& served) {
  const int status_class = served.status / 100;
  parts_->by_request
      .at(served.route, status_class,
          [&]() -> prometheus::Counter& {
            return parts_->requests.Add(
                {{"route", shown(served.route)}, {"status", std::to_string(status_class) + "xx"}});
          })
      .Increment();
  parts_->by_route
      .at(served.route, 0,
          [&]() -> prometheus::Histogram& {
            return parts_->durations.Add({{"route", shown(served.route)}}, kBuckets_s);
          })
      .Observe(served.seconds);
}

void Meters::log_size(std::uint64_t size) { parts_->size.Set(static_cast<double>(size)); }

void Meters::kept_verdicts(const registry::KeptVerdicts::Counts& counts) {
  parts_->verdicts_found.Set(static_cast<double>(counts.found));
  parts_->verdicts_missed.Set(static_cast<double>(counts.missed));
  parts_->verdicts_bytes.Set(static_cast<double>(counts.size_bytes));
}

std::string Meters::exposition() const {
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, parts_->registry.Collect());
  return out.str();
}

}  // namespace concordat::server
