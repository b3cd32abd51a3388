#include "adapters/net/request_parser.hpp"

#include <boost/beast/http/error.hpp>

#include "adapters/net/http_server.hpp"

namespace concordat::net {
namespace {

// A body up to this size fits what a connection keeps, or grows to it in a few steps.
constexpr std::size_t kWorthReserving_bytes = std::size_t{64} << 10;

// The target is a path with a query, or the absolute form that proxies send (RFC 9112, 3.2.2).
void split_target(std::string_view target, http::Request& request) {
  if (target.starts_with("http://") || target.starts_with("https://")) {
    const auto slash = target.find('/', target.find("//") + 2);
    target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  }
  const auto mark = target.find('?');
  request.path = target.substr(0, mark);
  request.query = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

}  // namespace

RequestParser::RequestParser(RequestMemory& memory) : memory_(memory) {
  memory_.head.clear();
  // Views point into it, so it must not move.
  memory_.head.reserve(kMaxHeader_bytes);
  memory_.body.clear();
  memory_.request.headers.clear();
  memory_.request.body = {};
}

bool RequestParser::expects_continue() const {
  return http::Request::same_name(request().header("Expect"), "100-continue");
}

std::string_view RequestParser::kept(View text, Error& error) {
  const std::size_t begin = memory_.head.size();
  if (begin + text.size() > kMaxHeader_bytes) {
    error = boost::beast::http::error::header_limit;
    return {};
  }
  memory_.head.append(text.data(), text.size());
  return std::string_view(memory_.head).substr(begin);
}

void RequestParser::on_request_impl(boost::beast::http::verb /*verb*/, View method, View target,
                                    int version, Error& error) {
  memory_.request.method = kept(method, error);
  split_target(kept(target, error), memory_.request);
  version_ = version;
}

void RequestParser::on_response_impl(int /*status*/, View /*reason*/, int /*version*/,
                                     Error& /*error*/) {}

// Fields behind a chunked body are left out: they came after the request was judged by its head.
void RequestParser::on_field_impl(boost::beast::http::field /*field*/, View name, View value,
                                  Error& error) {
  if (is_header_done()) return;
  const std::string_view kept_name = kept(name, error);
  memory_.request.headers.push_back({.name = kept_name, .value = kept(value, error)});
}

void RequestParser::on_header_impl(Error& /*error*/) {}
void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>& length,
                                      Error& /*error*/) {
  announced_bytes_ = static_cast<std::size_t>(length.value_or(0));
}

std::size_t RequestParser::on_body_impl(View octets, Error& /*error*/) {
  std::string& body = memory_.body;
  body.append(octets.data(), octets.size());
  // At once for all that is announced: memory that nothing is written to costs nothing, and growing
  // step by step would leave every size on the way behind.
  if (body.size() > kWorthReserving_bytes) body.reserve(announced_bytes_);
  return octets.size();
}

void RequestParser::on_chunk_header_impl(std::uint64_t /*size*/, View /*extensions*/,
                                         Error& /*error*/) {}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t /*remaining*/, View octets,
                                              Error& error) {
  return on_body_impl(octets, error);
}

void RequestParser::on_finish_impl(Error& /*error*/) { memory_.request.body = memory_.body; }

}  // namespace concordat::net
