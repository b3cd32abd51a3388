// Octets of a connection to the parser of requests, in pieces as a network makes them: however they
// are cut, the same requests come out; no more is kept than may be, and no name or value breaks out
// of its line.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include "adapters/net/http_server.hpp"
#include "adapters/net/request_parser.hpp"

namespace {

using namespace concordat;

constexpr std::uint64_t kMaxBody_bytes = 4096;
// More requests on one connection say nothing new.
constexpr int kMaxRequests = 8;

void demand(bool holds) {
  if (!holds) std::abort();
}

// As many octets as a connection buffers, handed to the parser as they come.
class Wire {
 public:
  Wire(std::string_view octets, std::size_t piece) : left_(octets), piece_(piece) {}

  // False when the octets end first.
  bool arrive() {
    const std::size_t size = std::min({piece_, left_.size(), buffer_.size() - held_});
    if (size == 0) return false;
    std::memcpy(buffer_.data() + held_, left_.data(), size);
    left_.remove_prefix(size);
    held_ += size;
    return true;
  }
  [[nodiscard]] boost::asio::const_buffer data() const { return {buffer_.data(), held_}; }
  void consume(std::size_t size) {
    demand(size <= held_);
    std::memmove(buffer_.data(), buffer_.data() + size, held_ - size);
    held_ -= size;
  }
  [[nodiscard]] bool full() const { return held_ == buffer_.size(); }

 private:
  std::string_view left_;
  std::size_t piece_;
  std::array<char, net::kMaxHeader_bytes> buffer_{};
  std::size_t held_ = 0;
};

void check_line(std::string_view text) {
  demand(std::ranges::none_of(text, [](char letter) { return letter == '\r' || letter == '\n'; }));
}

// What was understood, in one text.
std::string told(const http::Request& request) {
  std::string text;
  for (const std::string_view part : {request.method, request.path, request.query}) {
    check_line(part);
    text.append(part).append("\n");
  }
  for (const auto& [name, value] : request.headers) {
    check_line(name);
    check_line(value);
    demand(!name.empty());
    text.append(name).append(":").append(value).append("\n");
  }
  demand(request.body.size() <= kMaxBody_bytes);
  return text.append("\n").append(request.body);
}

// One request. False when it is refused, or when the octets end first: which of them is found at
// the first octet that is wrong when it comes alone, at the next line when it does not.
bool one(Wire& wire, net::RequestMemory& memory, std::string& heard) {
  net::RequestParser parser(memory);
  parser.eager(true);
  parser.header_limit(static_cast<std::uint32_t>(net::kMaxHeader_bytes));
  parser.body_limit(kMaxBody_bytes);
  while (true) {
    boost::system::error_code error;
    wire.consume(parser.put(wire.data(), error));
    if (error && error != boost::beast::http::error::need_more) return false;
    demand(memory.head.size() <= net::kMaxHeader_bytes);
    demand(parser.received_bytes() <= kMaxBody_bytes);
    if (parser.is_done()) {
      heard += told(parser.request());
      heard += parser.keep_alive() ? "\nkept\n" : "\nclosed\n";
      return true;
    }
    if (wire.full()) return false;
    if (!wire.arrive()) return false;
  }
}

std::string hear(std::string_view octets, std::size_t piece) {
  Wire wire(octets, piece);
  net::RequestMemory memory;
  std::string heard;
  wire.arrive();
  for (int at = 0; at < kMaxRequests && one(wire, memory, heard); ++at) {
  }
  return heard;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  const std::string whole = hear(octets, net::kMaxHeader_bytes);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{64}}) {
    demand(hear(octets, piece) == whole);
  }
  return 0;
}
