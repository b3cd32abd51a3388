#include "server/observed.hpp"

#include <algorithm>
#include <chrono>

#include "api/api.hpp"

namespace concordat::server {
namespace {

// A caller's own request identifier that is repeated in every line of the log.
constexpr std::size_t kMaxId_bytes = 64;
// Longer paths are cut in the log: nobody may fill a disk with them.
constexpr std::size_t kMaxLoggedPath_bytes = 256;

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kMaxId_bytes && std::ranges::all_of(text, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '.';
  });
}

bool is_loggable(char letter) {
  return letter >= 0x20 && letter != 0x7f && static_cast<unsigned char>(letter) < 0x80;
}

// Paths are percent-encoded ASCII; whatever else comes is shown as "?", so that a line is UTF-8.
void print_loggable(json::Printer& print, std::string_view name, std::string_view text) {
  text = text.substr(0, kMaxLoggedPath_bytes);
  if (std::ranges::all_of(text, is_loggable)) return print.member(name, text);
  std::string shown(text);
  for (char& letter : shown) letter = is_loggable(letter) ? letter : '?';
  print.member(name, shown);
}

}  // namespace

std::string Observed::id_of(const http::Request& request) {
  const std::string_view given = request.header("X-Request-Id");
  if (is_id(given)) return std::string(given);
  return parts_.instance + "-" + std::to_string(next_.fetch_add(1));
}

http::Response Observed::handle(const http::Request& request, std::string memory) {
  const auto begun = std::chrono::steady_clock::now();
  http::Response response = parts_.inner.handle(request, std::move(memory));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  const std::string_view route = api::Api::route_of(request.path);
  parts_.meters.served({.route = route, .status = response.status, .seconds = took.count()});
  const std::string id = id_of(request);
  response.fields.add("X-Request-Id", id);
  const bool failed = response.status >= 500;
  const bool logged = parts_.access == AccessLog::kAll ||
                      (parts_.access == AccessLog::kFailures && response.status >= 400);
  if (failed || logged) {
    const auto print_fields = [&](json::Printer& print) {
      print.member("id", id);
      print_loggable(print, "method", request.method);
      print_loggable(print, "path", request.path);
      print.member("route", route);
      print.member("status", response.status);
      print.member("size_bytes", response.body.size());
      print.member("duration_us", static_cast<std::int64_t>(took.count() * 1e6));
    };
    parts_.log.write(failed ? Level::kError : Level::kInfo, "request", print_fields);
  }
  return response;
}

http::Response Observed::refuse(http::Refusal refusal) {
  http::Response response = parts_.inner.refuse(refusal);
  parts_.meters.served({.route = {}, .status = response.status, .seconds = 0});
  if (parts_.access != AccessLog::kNone) {
    parts_.log.write(Level::kWarning, "refusal", {{"status", response.status}});
  }
  return response;
}

}  // namespace concordat::server
