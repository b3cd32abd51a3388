// What the interface tells whoever counts; `server` counts with a metrics library.
#pragma once

#include <string>
#include <string_view>

namespace concordat::api {

// Threads: every member may be called from any thread at the same time.
class Meter {
 public:
  virtual ~Meter() = default;
  virtual void determined(std::string_view verdict) = 0;
  virtual void submitted(bool accepted) = 0;
  // Everything counted so far, in the text format that Prometheus reads.
  [[nodiscard]] virtual std::string exposition() const = 0;
};

}  // namespace concordat::api
