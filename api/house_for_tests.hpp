// For tests: the interface over the demonstration registry, and someone to ask it.
#pragma once

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "api/fixture/demonstration.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::api::testing {

using fixture::Ask;

struct House {
  fixture::Demonstration demonstration;
  fixture::PlainMessages messages;
  fixture::CountingMeter meter;
  Api api{{.registry = demonstration.registry(),
           .clock = demonstration.clock(),
           .messages = &messages,
           .meter = &meter,
           .public_address = "https://registry.example"}};

  http::Response ask(const Ask& request) { return fixture::ask(api, request); }
  http::Response get(const std::string& path, const std::string& query = "") {
    return ask({.path = path, .query = query});
  }
  http::Response post(const std::string& path, std::string_view type, const std::string& body) {
    return ask({.method = "POST", .path = path, .headers = {{"Content-Type", type}}, .body = body});
  }
};

// Founded once for each test program: the tests that write add statements of their own.
inline House& house() {
  static House built;
  return built;
}

inline json::Value body_of(const http::Response& response) {
  auto value = json::read(response.body);
  REQUIRE(value.has_value());
  return *value;
}

inline std::string code_of(const http::Response& response) {
  CHECK(*response.header("Content-Type") == "application/problem+json");
  return std::string(body_of(response).text("code"));
}

}  // namespace concordat::api::testing
