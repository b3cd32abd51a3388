// Requests as a client writes them (a line feed may stand for CR LF) to the whole interface, on the
// demonstration registry: an answer every time, none of them the house's fault, JSON where it says
// so, no field that breaks out of its line; and a question asked twice is answered alike.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "api/fixture/demonstration.hpp"
#include "api/lines.hpp"
#include "core/json/read.hpp"

namespace {

using namespace concordat;

void demand(bool holds) {
  if (!holds) std::abort();
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view take_word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

http::Request request_of(std::string_view text) {
  std::string_view line = take_line(text);
  http::Request request;
  request.method = take_word(line);
  const std::string_view target = take_word(line);
  const std::size_t mark = std::min(target.find('?'), target.size());
  request.path = target.substr(0, mark);
  request.query = target.substr(std::min(mark + 1, target.size()));
  while (!(line = take_line(text)).empty()) {
    const std::size_t colon = std::min(line.find(':'), line.size());
    std::string_view value = line.substr(std::min(colon + 1, line.size()));
    while (value.starts_with(' ')) value.remove_prefix(1);
    request.headers.push_back({line.substr(0, colon), value});
  }
  request.body = text;
  return request;
}

bool breaks_line(std::string_view text) {
  return std::ranges::any_of(text, [](char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
  });
}

void check(const http::Response& response) {
  demand(response.status >= 200 && response.status < 500);
  std::string_view fields = response.fields.octets();
  while (!fields.empty()) {
    const std::size_t end = fields.find("\r\n");
    demand(end != std::string_view::npos);
    const std::string_view line = fields.substr(0, end);
    demand(line.find(": ") != std::string_view::npos && line.front() != ':' && !breaks_line(line));
    fields.remove_prefix(end + 2);
  }
  const auto type = response.header("Content-Type");
  if (!type || response.body.empty()) return;
  if (*type == "application/json" || *type == "application/problem+json") {
    demand(json::read(response.body).has_value());
  } else if (*type == "application/x-ndjson") {
    const auto lines = api::split_lines(response.body);
    demand(lines.has_value());
    for (const api::Line& line : *lines) demand(json::read(line.text).has_value());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static api::fixture::Demonstration demonstration;
  static const api::fixture::PlainMessages messages;
  static api::Api api({.registry = demonstration.registry(),
                       .clock = demonstration.clock(),
                       .messages = &messages});
  const http::Request request = request_of({reinterpret_cast<const char*>(data), size});
  static_cast<void>(api.slow(request));
  static_cast<void>(api::Api::route_of(request.path));
  http::Response response = api.handle(request, {});
  check(response);
  const std::string body = response.body;
  response.body.clear();
  const http::Response again = api.handle(request, std::move(response.body));
  demand(again.status == response.status && again.body == body);
  return 0;
}
