#include "adapters/net/response_head.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace concordat::net {
namespace {

// RFC 9110, 15: those that this house uses.
constexpr std::pair<int, std::string_view> kPhrases[] = {
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {300, "Multiple Choices"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {400, "Bad Request"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {422, "Unprocessable Content"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
};

void append_number(std::string& text, std::size_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text.append(digits.data(), end);
}

void append_two(std::string& text, int number) {
  text.push_back(static_cast<char>('0' + number / 10 % 10));
  text.push_back(static_cast<char>('0' + number % 10));
}

}  // namespace

std::string_view reason_phrase(int status) {
  for (const auto& [known, phrase] : kPhrases) {
    if (known == status) return phrase;
  }
  return status < 400 ? "OK" : "Error";
}

std::string http_date(std::time_t seconds) {
  constexpr std::string_view kDays = "SunMonTueWedThuFriSat";
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  std::tm civil{};
  gmtime_r(&seconds, &civil);
  std::string date(kDays.substr(static_cast<std::size_t>(civil.tm_wday) * 3, 3));
  date.append(", ");
  append_two(date, civil.tm_mday);
  date.push_back(' ');
  date.append(kMonths.substr(static_cast<std::size_t>(civil.tm_mon) * 3, 3));
  date.push_back(' ');
  append_two(date, (civil.tm_year + 1900) / 100);
  append_two(date, (civil.tm_year + 1900) % 100);
  date.push_back(' ');
  append_two(date, civil.tm_hour);
  date.push_back(':');
  append_two(date, civil.tm_min);
  date.push_back(':');
  append_two(date, civil.tm_sec);
  date.append(" GMT");
  return date;
}

bool has_body(int status, std::string_view method) {
  return method != "HEAD" && status != 204 && status != 304 && status >= 200;
}

std::string chunk_head(std::size_t size_bytes) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), size_bytes, 16).ptr;
  std::string head(digits.data(), end);
  head.append("\r\n");
  return head;
}

void write_head(std::string& head, const http::Response& response, const Framing& framing) {
  head.assign("HTTP/1.1 ");
  append_number(head, static_cast<std::size_t>(response.status));
  head.push_back(' ');
  head.append(reason_phrase(response.status));
  head.append("\r\n");
  head.append("Date: ").append(framing.date).append("\r\n");
  head.append(response.fields.octets());
  // 304 says nothing of a length: it would have to be that of the answer it stands for.
  if (framing.chunked) {
    head.append("Transfer-Encoding: chunked\r\n");
  } else if (response.status != 204 && response.status != 304 && !response.stream) {
    head.append("Content-Length: ");
    append_number(head, response.body.size());
    head.append("\r\n");
  }
  if (framing.close) {
    head.append("Connection: close\r\n");
  } else if (framing.keep_alive_stated) {
    head.append("Connection: keep-alive\r\n");
  }
  head.append("\r\n");
}

}  // namespace concordat::net
