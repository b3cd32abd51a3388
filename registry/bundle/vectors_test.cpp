// The worked files of spec/formats/bundle.md and receipt.md.
#include <fstream>
#include <iterator>

#include "registry/bundle/receipt.hpp"
#include "registry/bundle/world_for_tests.hpp"

namespace concordat::registry::bundle {
namespace {

std::string file(const std::string& name) {
  std::ifstream stream("spec/vectors/offline/" + name, std::ios::binary);
  REQUIRE(stream);
  return std::string((std::istreambuf_iterator<char>(stream)), {});
}

std::string without_line_break(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

TEST_CASE("the worked bundle opens, says what it is, and derives the worked receipt again") {
  const keys::PortVerifier verifier;
  const auto key = log::parse_vkey(without_line_break(file("log.key")));
  REQUIRE(key);
  std::istringstream in(file("kettles.bundle"));
  Lines lines(in);
  const auto bundle = open(lines, {.log_key = *key, .verifier = verifier});
  REQUIRE_MESSAGE(bundle, (bundle ? "" : bundle.error().code + " " + bundle.error().place));
  CHECK(bundle->manifest.size == 15);
  CHECK(bundle->kept == 12);
  CHECK(bundle->manifest.coverage == Coverage{.markets = {{"XA"}}, .sectors = {{"kettles"}}});
  CHECK(bundle->controllers.size() == 1);

  const auto receipt = check_receipt(without_line_break(file("kettle.receipt")),
                                     {.log_key = *key, .verifier = verifier});
  REQUIRE_MESSAGE(receipt, (receipt ? "" : receipt.error().code + " " + receipt.error().place));
  CHECK(receipt->answer.find("question")->text("market") == "XA");
  CHECK(decide_again(*receipt, *bundle->registry));
}

TEST_CASE("what is read is written as it was") {
  const std::string text = file("kettles.bundle");
  std::uint64_t pieces = 0;
  for (const std::string& line : lines_of(text)) {
    const auto json = read_line(line);
    REQUIRE(json);
    const auto piece = piece_from_json(*json);
    if (!piece) continue;
    ++pieces;
    if (const auto* const gap = std::get_if<Gap>(&*piece)) {
      CHECK(json::compact(to_json(*gap)) == line);
    } else {
      CHECK(json::compact(*to_json(std::get<Kept>(*piece))) == line);
    }
  }
  CHECK(pieces == 14);
  const auto manifest = read_manifest_line(lines_of(text).front());
  REQUIRE(manifest);
  CHECK(json::compact(to_json(manifest->manifest)) == manifest->jws.payload);
}

}  // namespace
}  // namespace concordat::registry::bundle
