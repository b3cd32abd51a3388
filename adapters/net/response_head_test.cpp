#include "adapters/net/response_head.hpp"

#include <doctest/doctest.h>

namespace concordat::net {

TEST_CASE("a date is written as RFC 9110 shows it") {
  CHECK(http_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(http_date(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
  CHECK(http_date(1709210096) == "Thu, 29 Feb 2024 12:34:56 GMT");
}

TEST_CASE("a head has status, fields, length and an empty line") {
  std::string head = "what was here before";
  http::Response response{.status = 200, .fields = {{"ETag", "\"1\""}}, .body = "hello"};
  write_head(head, response, {.date = "now"});
  CHECK(head == "HTTP/1.1 200 OK\r\nDate: now\r\nETag: \"1\"\r\nContent-Length: 5\r\n\r\n");
  write_head(head, response, {.close = true, .keep_alive_stated = true, .date = "now"});
  CHECK(head.ends_with("Content-Length: 5\r\nConnection: close\r\n\r\n"));
  write_head(head, response, {.keep_alive_stated = true, .date = "now"});
  CHECK(head.ends_with("Connection: keep-alive\r\n\r\n"));
}

TEST_CASE("a field that would break out of its line is left out") {
  std::string head;
  http::Response response{
      .fields = {{"Location", "/a\r\nSet-Cookie: b"}, {"X\n", "c"}, {"Y", "d"}}};
  write_head(head, response, {.date = "now"});
  CHECK(head.find("Set-Cookie") == std::string::npos);
  CHECK(head.find("X") == std::string::npos);
  CHECK(head.find("Y: d\r\n") != std::string::npos);
}

TEST_CASE("answers without a body say so") {
  CHECK(has_body(200, "GET"));
  CHECK_FALSE(has_body(200, "HEAD"));
  CHECK_FALSE(has_body(204, "GET"));
  CHECK_FALSE(has_body(304, "GET"));
  std::string head;
  write_head(head, {.status = 304}, {.date = "now"});
  CHECK(head.find("Content-Length") == std::string::npos);
}

TEST_CASE("an unregistered status still has a phrase") {
  CHECK(reason_phrase(299) == "OK");
  CHECK(reason_phrase(499) == "Error");
}

}  // namespace concordat::net
