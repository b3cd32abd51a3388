// The program's server on a free port, with everything that it can be given.
#pragma once

#include <future>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "api/fixture/demonstration.hpp"
#include "core/json/read.hpp"
#include "registry/credentials/issuing_for_tests.hpp"
#include "server/accounts_for_tests.hpp"
#include "server/serve.hpp"
#include "server/vc_api_for_tests.hpp"

namespace concordat::server {

inline api::fixture::Demonstration& demonstration() {
  static api::fixture::Demonstration built;
  return built;
}

// A server on a free port, until the test ends.
class Running {
 public:
  explicit Running(const std::string& public_address = {}, bool with_accounts = true) {
    Options options;
    options.net.port = 0;
    options.public_address = public_address;
    options.accounts = with_accounts ? &people_.accounts() : nullptr;
    options.messages = &messages_;
    options.stop = &stop_;
    options.vc_api = &test_desk_.vc_api;
    options.credential_key = &issuing_.key;
    options.status_lists = issuing_.lists.get();
    options.receipt_key = &receipt_key_;
    options.log = [this](std::string_view lines) {
      const std::lock_guard lock(mutex_);
      log_.append(lines);
    };
    options.listening = [this](std::uint16_t port) { port_.set_value(port); };
    thread_ = std::thread([this, options = std::move(options)] {
      const Status served = serve(demonstration().registry(), demonstration().clock(), options);
      ended_well_ = served.has_value();
    });
    listens_on_ = port_.get_future().get();
  }
  ~Running() { end(); }

  void end() {
    stop_.ask();
    join();
  }
  void join() {
    if (thread_.joinable()) thread_.join();
  }
  [[nodiscard]] std::uint16_t port() const { return listens_on_; }
  [[nodiscard]] AccountsForTests& people() { return people_; }
  [[nodiscard]] const registry::StatusLists& lists() const { return *issuing_.lists; }
  [[nodiscard]] bool ended_well() const { return ended_well_; }
  [[nodiscard]] std::thread& thread() { return thread_; }
  // Every line so far, each checked to be a JSON object.
  [[nodiscard]] std::vector<json::Value> log() {
    const std::lock_guard lock(mutex_);
    std::vector<json::Value> lines;
    std::string_view rest = log_;
    while (!rest.empty()) {
      const auto end = rest.find('\n');
      auto line = json::read(rest.substr(0, end));
      REQUIRE(line.has_value());
      lines.push_back(std::move(*line));
      rest.remove_prefix(end + 1);
    }
    return lines;
  }

 private:
  api::fixture::PlainMessages messages_;
  TestDesk test_desk_{demonstration().registry()};
  registry::IssuingForTests issuing_{demonstration().registry()};
  registry::bundle::OperatorKey receipt_key_ = std::move(*registry::bundle::OperatorKey::of(
      demonstration().operator_signer(), demonstration().registry(),
      demonstration().clock().now()));
  AccountsForTests people_{demonstration().clock()};
  Stop stop_;
  std::promise<std::uint16_t> port_;
  std::uint16_t listens_on_ = 0;
  std::mutex mutex_;  // guards log_
  std::string log_;
  bool ended_well_ = false;  // read after the thread has ended
  std::thread thread_;
};

}  // namespace concordat::server
