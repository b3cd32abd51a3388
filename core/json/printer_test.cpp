#include "core/json/printer.hpp"

#include <doctest/doctest.h>

#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::json {

TEST_CASE("a printer prints what compact prints of the same document") {
  Printer print;
  print.begin_object();
  print.member("text", "a \"quoted\" \\ line\nnext");
  print.member("yes", true);
  print.member("no", false);
  print.member("least", std::int64_t{-9'223'372'036'854'775'807});
  print.name("list");
  print.begin_array();
  print.value(1U);
  print.value("two");
  print.begin_object();
  print.end_object();
  print.begin_array();
  print.end_array();
  print.end_array();
  print.member("given", Object{{"na\"me", Array{nullptr, 1.5}}, {"last", "x"}});
  print.member("value", Value(Array{true, "z"}));
  print.end_object();
  const std::string out = std::move(print).take();
  const auto read_back = read(out);
  REQUIRE(read_back);
  CHECK(compact(*read_back) == out);
  CHECK(out == R"({"text":"a \"quoted\" \\ line\nnext","yes":true,"no":false,)"
               R"("least":-9223372036854775807,"list":[1,"two",{},[]],)"
               R"("given":{"na\"me":[null,1.5],"last":"x"},"value":[true,"z"]})");
}

TEST_CASE("a printer goes on behind what there is, however little room it has") {
  for (std::size_t size = 0; size < 80; ++size) {
    const std::string before(size, 'x');
    const std::string body(size * 7, 'y');
    Printer print(before);
    print.begin_array();
    print.word("w");
    print.value(body);
    print.value(-1);
    print.document(body);
    print.begin_object();
    print.name("n");
    print.value("a\nb");
    print.end_object();
    print.end_array();
    CHECK(std::move(print).take() ==
          before + R"(["w",")" + body + R"(",-1,)" + body + R"(,{"n":"a\nb"}])");
  }
}

TEST_CASE("every octet is escaped or not, wherever it stands among eight") {
  for (int octet = 0; octet < 0x80; ++octet) {
    for (std::size_t place = 0; place < 20; ++place) {
      CAPTURE(octet);
      CAPTURE(place);
      std::string text = "plain \xC3\xA9 \xF0\x9F\x98\x80 text ab";
      text.insert(text.begin() + static_cast<std::ptrdiff_t>(place < 6 ? place : 6),
                  static_cast<char>(octet));
      text.append(place, '.');
      std::string out;
      append_string(out, text);
      const bool plain = octet >= 0x20 && octet != '"' && octet != '\\';
      CHECK((out == '"' + text + '"') == plain);
      const auto read_back = read(out);
      REQUIRE(read_back);
      CHECK(*read_back->as_string() == text);
    }
  }
}

}  // namespace concordat::json
