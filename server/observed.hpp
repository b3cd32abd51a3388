// A handler around a handler: names each request, times it, counts it and logs it.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "registry/ports/http.hpp"
#include "server/line_log.hpp"
#include "server/meters.hpp"

namespace concordat::server {

enum class AccessLog : std::uint8_t { kNone, kFailures, kAll };

class Observed final : public http::Handler {
 public:
  // All outlive this.
  struct Parts {
    http::Handler& inner;
    Meters& meters;
    LineLog& log;
    AccessLog access = AccessLog::kAll;
    std::string instance;  // begins every request id, so that those of two runs differ
  };
  explicit Observed(Parts parts) : parts_(std::move(parts)) {}

  // Adds X-Request-Id: the client's own when it is 1 to 64 letters, digits, "-", "_" or ".", else a
  // new one.
  [[nodiscard]] http::Response handle(const http::Request& request, std::string memory) override;
  [[nodiscard]] bool slow(const http::Request& request) const override {
    return parts_.inner.slow(request);
  }
  [[nodiscard]] http::Response refuse(http::Refusal refusal) override;

 private:
  [[nodiscard]] std::string id_of(const http::Request& request);

  Parts parts_;
  std::atomic<std::uint64_t> next_{1};
};

}  // namespace concordat::server
