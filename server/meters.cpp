#include "server/meters.hpp"

#include <map>
#include <mutex>
#include <shared_mutex>
#include <sstream>

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

// A series is looked up by its label once, and counted without locks from then on: the library's
// own lookup hashes a map of labels under a mutex at every request.
template <class Series>
class ByLabel {
 public:
  template <class Make>
  Series& at(std::string_view label, const Make& make) {
    {
      const std::shared_lock lock(mutex_);
      if (const auto found = series_.find(label); found != series_.end()) return *found->second;
    }
    const std::unique_lock lock(mutex_);
    auto& place = series_[std::string(label)];
    if (place == nullptr) place = &make(std::string(label));
    return *place;
  }

 private:
  std::shared_mutex mutex_;
  std::map<std::string, Series*, std::less<>> series_;
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
  ByLabel<prometheus::Counter> by_request;
  ByLabel<prometheus::Histogram> by_route;
  ByLabel<prometheus::Counter> by_verdict;
  ByLabel<prometheus::Counter> by_outcome;
};

Meters::Meters() : parts_(std::make_unique<Parts>()) {}
Meters::~Meters() = default;

void Meters::determined(std::string_view verdict) {
  parts_->by_verdict
      .at(verdict,
          [this](const std::string& label) -> prometheus::Counter& {
            return parts_->determinations.Add({{"verdict", label}});
          })
      .Increment();
}

void Meters::submitted(bool accepted) {
  parts_->by_outcome
      .at(accepted ? "accepted" : "refused",
          [this](const std::string& label) -> prometheus::Counter& {
            return parts_->statements.Add({{"outcome", label}});
          })
      .Increment();
}

void Meters::served(const Served& served) {
  const std::string status_class = std::to_string(served.status / 100) + "xx";
  const std::string route = shown(served.route);
  parts_->by_request
      .at(status_class + route,
          [&](const std::string&) -> prometheus::Counter& {
            return parts_->requests.Add({{"route", route}, {"status", status_class}});
          })
      .Increment();
  parts_->by_route
      .at(route,
          [&](const std::string& label) -> prometheus::Histogram& {
            return parts_->durations.Add({{"route", label}}, kBuckets_s);
          })
      .Observe(served.seconds);
}

void Meters::log_size(std::uint64_t size) { parts_->size.Set(static_cast<double>(size)); }

std::string Meters::exposition() const {
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, parts_->registry.Collect());
  return out.str();
}

}  // namespace concordat::server
