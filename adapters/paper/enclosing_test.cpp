#include "adapters/paper/enclosing.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <unistd.h>

#include "adapters/paper/pango_press.hpp"

namespace concordat::paper {
namespace {

Sheet sheet_with(std::string octets) {
  Sheet sheet;
  sheet.kind = "Certificate";
  sheet.number = "K-1001/2";
  sheet.status = "In force";
  sheet.address = "https://registry.example/id/certificates/K-1001%2F2";  // and so a link
  sheet.address_note = "Read what the register says now:";
  sheet.day = *parse_date("2026-06-01");
  sheet.enclosed = {.name = "certificate.vc.jwt",
                    .media_type = "application/vc+jwt",
                    .about = "Credential",
                    .octets = std::move(octets)};
  return sheet;
}

std::string printed(const Sheet& sheet) {
  const auto made = PangoPress().print(sheet, Press::Size::kA4);
  REQUIRE(made);
  return made->pdf;
}

// A PDF in a file of its own, and what a program of poppler says of it.
class Filed {
 public:
  explicit Filed(const std::string& pdf)
      : name_(std::filesystem::temp_directory_path().string() + "/concordat-enclosed-" +
              std::to_string(::getpid()) + ".pdf") {
    std::ofstream(name_, std::ios::binary) << pdf;
  }
  ~Filed() { std::filesystem::remove(name_); }
  [[nodiscard]] std::string told(const std::string& before, const std::string& after = "") const {
    std::FILE* const pipe = ::popen((before + " '" + name_ + "' " + after).c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string text;
    char octets[4096];
    for (std::size_t got = 1; got > 0;) {
      got = std::fread(octets, 1, sizeof octets, pipe);
      text.append(octets, got);
    }
    CHECK(::pclose(pipe) == 0);
    return text;
  }

 private:
  std::string name_;
};

bool has_poppler() {
  const bool found = std::system("command -v pdfdetach >/dev/null") == 0;
  if (!found) MESSAGE("pdfdetach (package poppler-utils) is not here: nothing is taken out again");
  return found;
}

}  // namespace

TEST_CASE("what is enclosed is listed by readers and comes out again octet for octet") {
  std::string token = "eyJhbGciOiJFZERTQSJ9.";
  for (int at = 0; at < 3'000; ++at) token += static_cast<char>('A' + at * 7 % 26);
  const std::string pdf = printed(sheet_with(token));
  CHECK(pdf.starts_with("%PDF-1.7"));
  CHECK(pdf.find("/AFRelationship /Data") != std::string::npos);
  CHECK(pdf.find("/Subtype /application#2fvc+jwt") != std::string::npos);
  if (!has_poppler()) return;
  const Filed filed(pdf);
  const std::string list = filed.told("pdfdetach -list");
  CHECK(list.find("1 embedded files") != std::string::npos);
  CHECK(list.find("certificate.vc.jwt") != std::string::npos);
  CHECK(filed.told("pdfdetach -save 1 -o /dev/stdout") == token);
  CHECK(filed.told("pdftotext", "-").find("K-1001/2") != std::string::npos);
  CHECK(Filed(printed(sheet_with(""))).told("pdfdetach -list").find("0 embedded files") !=
        std::string::npos);
}

TEST_CASE("the same sheet with the same file gives the same octets; another file gives others") {
  const std::string pdf = printed(sheet_with("one"));
  CHECK(printed(sheet_with("one")) == pdf);
  CHECK(printed(sheet_with("two")) != pdf);
  CHECK(printed(sheet_with("")) != pdf);
}

TEST_CASE("what is no PDF is refused") {
  CHECK(enclose("", {.name = "a", .media_type = "b/c", .about = "d", .octets = "e"}).error().code ==
        "press.failed");
  CHECK(enclose("%PDF-1.5 no more", {.name = "a", .media_type = "b/c", .about = "", .octets = "e"})
            .error()
            .code == "press.failed");
}

}  // namespace concordat::paper
