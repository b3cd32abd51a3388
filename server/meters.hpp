// What is counted, and shown at /metrics in the text format of Prometheus.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "api/meter.hpp"
#include "registry/credentials/kept_verdicts.hpp"

namespace concordat::server {

class Meters final : public api::Meter {
 public:
  Meters();
  ~Meters() override;

  void determined(std::string_view verdict) override;
  void submitted(bool accepted) override;
  [[nodiscard]] std::string exposition() const override;

  // One answered request. `route` is one of the routes' names, or "" when there was none.
  struct Served {
    std::string_view route;
    int status = 0;
    double seconds = 0;
  };
  void served(const Served& served);
  // Shown as it was last told.
  void log_size(std::uint64_t size);
  void kept_verdicts(const registry::KeptVerdicts::Counts& counts);

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace concordat::server
