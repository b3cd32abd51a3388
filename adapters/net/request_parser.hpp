// A request as it arrives: the parser of Boost.Beast, whose findings go into memory that the
// connection keeps, so that a request costs no allocation.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <boost/beast/http/basic_parser.hpp>

#include "registry/ports/http.hpp"

namespace concordat::net {

// What a connection keeps from one request to the next: room, and nothing else.
struct RequestMemory {
  std::string head;  // method, target, names and values, one behind the other
  std::string body;
  http::Request request;  // views into both
};

class RequestParser final : public boost::beast::http::basic_parser<true> {
 public:
  // Forgets what the memory held; it outlives the parser.
  explicit RequestParser(RequestMemory& memory);

  // Complete when `is_done`; its views hold until the memory serves another request.
  [[nodiscard]] const http::Request& request() const { return memory_.request; }
  // How much of the body has come.
  [[nodiscard]] std::size_t received_bytes() const { return memory_.body.size(); }
  [[nodiscard]] int version() const { return version_; }
  [[nodiscard]] bool expects_continue() const;

 private:
  using Error = boost::system::error_code;
  using View = boost::beast::string_view;

  void on_request_impl(boost::beast::http::verb verb, View method, View target, int version,
                       Error& error) override;
  void on_response_impl(int status, View reason, int version, Error& error) override;
  void on_field_impl(boost::beast::http::field field, View name, View value, Error& error) override;
  void on_header_impl(Error& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, Error& error) override;
  std::size_t on_body_impl(View octets, Error& error) override;
  void on_chunk_header_impl(std::uint64_t size, View extensions, Error& error) override;
  std::size_t on_chunk_body_impl(std::uint64_t remaining, View octets, Error& error) override;
  void on_finish_impl(Error& error) override;

  // Code header_limit when the head outgrows what a head may have.
  std::string_view kept(View text, Error& error);

  RequestMemory& memory_;
  std::size_t announced_bytes_ = 0;  // of the body; 0: unknown. No more than `body_limit`
  int version_ = 11;
};

}  // namespace concordat::net
