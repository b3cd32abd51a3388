// Whatever is done to a bundle, it is not opened: every octet, every line, every order.
#include <algorithm>

#include "registry/bundle/world_for_tests.hpp"

namespace concordat::registry::bundle {
namespace {

// A bundle with documents, entries that are left out in its middle, and its lines.
struct Sound {
  HouseForTests house;
  std::string text;
  std::vector<std::string> lines;

  Sound() {
    Order order = house.order({.markets = {{"XA"}}, .sectors = {{"kettles"}}});
    order.controllers = {"{\"id\":\"did:web:a.example\"}", "{\"id\":\"did:web:b.example\"}"};
    order.status_lists = {"eyJ.a.b"};
    text = house.bundle(order);
    lines = lines_of(text);
  }
  [[nodiscard]] std::string code(const std::string& altered) const {
    const auto opened = house.read(altered);
    if (opened) return "opened";
    CHECK_FALSE(opened.error().place.empty());
    return opened.error().code;
  }
  [[nodiscard]] std::size_t line_with(std::string_view begin) const {
    return static_cast<std::size_t>(
        std::ranges::find_if(lines,
                             [&](const std::string& line) { return line.starts_with(begin); }) -
        lines.begin());
  }
};

TEST_CASE("no octet can be another") {
  const Sound sound;
  REQUIRE(sound.code(sound.text) == "opened");
  // Every kind of line in many places, each time another bit.
  for (std::size_t at = 0; at < sound.text.size(); at += 11) {
    std::string altered = sound.text;
    altered[at] = static_cast<char>(altered[at] ^ (1 << at % 8));
    REQUIRE_MESSAGE(sound.code(altered) != "opened", "octet " << at);
  }
}

TEST_CASE("no line can be missing, twice, elsewhere or more") {
  const Sound sound;
  for (std::size_t at = 0; at < sound.lines.size(); ++at) {
    CAPTURE(at);
    std::vector<std::string> fewer = sound.lines;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at));
    REQUIRE(sound.code(text_of_lines(fewer)) != "opened");
    std::vector<std::string> twice = sound.lines;
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(at), sound.lines[at]);
    REQUIRE(sound.code(text_of_lines(twice)) != "opened");
    for (std::size_t other = at + 1; other < sound.lines.size(); ++other) {
      std::vector<std::string> swapped = sound.lines;
      std::swap(swapped[at], swapped[other]);
      REQUIRE(sound.code(text_of_lines(swapped)) != "opened");
    }
  }
  CHECK(sound.code(sound.text + "{}\n") == "offline.surplus");
  CHECK(sound.code(sound.text + "x") == "offline.unfinished");
  CHECK(sound.code("") == "offline.form");
}

TEST_CASE("no end can come too early") {
  const Sound sound;
  for (std::size_t left = 0; left < sound.text.size(); left += 1 + sound.text.size() / 500) {
    REQUIRE_MESSAGE(sound.code(sound.text.substr(0, left)) != "opened", "after " << left);
  }
}

TEST_CASE("a place and a code for each kind of fault") {
  const Sound sound;
  const auto with = [&](std::size_t at, const std::string& line) {
    std::vector<std::string> lines = sound.lines;
    lines[at] = line;
    return text_of_lines(lines);
  };
  const std::size_t gap = sound.line_with("{\"from\":");
  REQUIRE(gap < sound.lines.size());
  const auto at_gap = sound.house.read(with(gap, "{\"from\":1,\"count\":3,\"root\":\"\"}"));
  CHECK(at_gap.error().code == "offline.form");
  CHECK(at_gap.error().place == "line " + std::to_string(gap + 1));
  CHECK(sound.code(with(gap, "{\"count\":1,\"count\":1}")) == "offline.form");
  CHECK(sound.code(with(gap, " " + sound.lines[gap])) == "offline.form");
  const json::Value told = *read_line(sound.lines[gap]);
  CHECK(sound.code(with(gap, json::compact(json::Object{{"count", *told.find("count")},
                                                        {"from", *told.find("from")},
                                                        {"root", *told.find("root")}}))) ==
        "offline.form");
  CHECK(sound.code(with(gap, sound.lines[gap - 1])) == "offline.gap");
  const std::size_t controller = sound.line_with("{\"controller\":");
  CHECK(sound.code(with(controller, "{\"controller\":\"another\"}")) == "offline.seal");
  CHECK(sound.code(with(controller, "{\"statusList\":\"another\"}")) == "offline.form");
  CHECK(sound.code(with(0, "{\"manifest\":\"a.b.c\"}")) == "jws.form");
  std::vector<std::string> short_of = sound.lines;
  short_of.pop_back();
  const auto ended = sound.house.read(text_of_lines(short_of));
  CHECK(ended.error().code == "offline.seal");
  CHECK(ended.error().place == "statusLists");
}

TEST_CASE("another log's key opens nothing, nor does another operator's signature") {
  Sound sound;
  HouseForTests other;
  CHECK(other.read(sound.text).error().code == "note.no-known-signature");
  // Signed by somebody who has a key on file, but does not speak for the registry.
  Signer& signer = **sound.house.keys().signer("certia");
  const auto manifest = read_manifest_line(sound.lines[0]);
  REQUIRE(manifest);
  const json::Object header{{"alg", crypto::jws_algorithm(signer.public_key())},
                            {"kid", crypto::thumbprint(signer.public_key())},
                            {"typ", kManifestType}};
  const std::string input = credential::signing_input(header, manifest->jws.payload);
  std::vector<std::string> lines = sound.lines;
  lines[0] = manifest_line(credential::assemble(input, *signer.sign(bytes_of(input))));
  CHECK(sound.code(text_of_lines(lines)) == "offline.signer-other");
  // A statement of the operator is no manifest.
  const auto kept = piece_from_json(*read_line(lines[2]));
  REQUIRE(kept);
  lines[0] = manifest_line(std::get<Kept>(*kept).entry.statement);
  CHECK(sound.code(text_of_lines(lines)) == "offline.form");
}

TEST_CASE("a line without end is refused before it fills the memory") {
  const Sound sound;
  CHECK(sound.code(std::string(kMaxLine_bytes + 2, 'x')) == "offline.too-large");
  CHECK(sound.code(sound.lines[0] + "\n" + std::string(kMaxLine_bytes + 2, ' ') + "\n") ==
        "offline.too-large");
}

}  // namespace
}  // namespace concordat::registry::bundle
