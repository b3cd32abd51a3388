#include "server/map_file.hpp"

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "tools/testing/temporary_folder.hpp"

namespace concordat::server {
namespace {

Status add(std::string_view text, api::Assets& assets) {
  const concordat::testing::TemporaryFolder folder;
  const std::string file = folder.file("map.json");
  std::ofstream(file, std::ios::binary) << text;
  return add_map(file, assets);
}

std::string collection(std::string_view features) {
  return R"({"type":"FeatureCollection","features":[)" + std::string(features) + "]}";
}

std::string feature(std::string_view id, std::string_view coordinates,
                    std::string_view type = "Polygon") {
  return R"({"type":"Feature","id":")" + std::string(id) +
         R"(","properties":{"owner":"survey"},"geometry":{"type":")" + std::string(type) +
         R"(","coordinates":)" + std::string(coordinates) + "}}";
}

constexpr std::string_view kSquare = "[[[0,0],[1.5,0],[1.5,1],[0,1],[0,0]]]";

}  // namespace

TEST_CASE("the shapes are served under a name that changes with them, and nothing else is") {
  api::Assets assets;
  REQUIRE(add(collection(feature("DE", kSquare)), assets));
  const std::string first(assets.shapes());
  REQUIRE(first.starts_with("/assets/map-"));
  const api::Asset* asset = assets.find(first.substr(std::string_view("/assets/").size()));
  REQUIRE(asset != nullptr);
  CHECK(asset->type == "application/geo+json");
  CHECK(asset->octets.find("[1.5,0]") != std::string::npos);
  CHECK(asset->octets.find("survey") == std::string::npos);
  REQUIRE(add(collection(feature("FR", "[" + std::string(kSquare) + "]", "MultiPolygon")), assets));
  CHECK(assets.shapes() != first);
}

TEST_CASE("what is no map of markets is refused with its place") {
  const std::string open_ring = "[[[0,0],[1,0],[1,1],[0,1]]]";
  const std::string off_earth = "[[[0,0],[1,0],[1,91],[0,1],[0,0]]]";
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"{\"type\":", "byte 8"},
      {R"({"type":"Topology"})", "/type"},
      {collection(""), "/features"},
      {collection(feature("", kSquare)), "/features/0/id"},
      {collection(feature("DE", kSquare) + "," + feature("DE", kSquare)), "/features/1/id"},
      {collection(feature("DE", kSquare, "Point")), "/features/0/geometry"},
      {collection(feature("DE", "[]")), "/features/0/geometry/coordinates"},
      {collection(feature("DE", open_ring)), "/features/0/geometry/coordinates/0"},
      {collection(feature("DE", off_earth)), "/features/0/geometry/coordinates/0/2"},
      {collection(feature("DE", "7", "MultiPolygon")), "/features/0/geometry/coordinates"}};
  for (const auto& [text, place] : wrong) {
    INFO(text);
    api::Assets assets;
    const Status refused = add(text, assets);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "serve.map");
    CHECK(refused.error().place == place);
    CHECK_FALSE(refused.error().expected.empty());
    CHECK(assets.shapes().empty());
  }
}

TEST_CASE("a file that is too large, empty or not there is refused") {
  api::Assets assets;
  const Status large = add(std::string((std::size_t{2} << 20) + 1, ' '), assets);
  REQUIRE_FALSE(large);
  CHECK(large.error().code == "serve.map-too-large");
  for (const Status& unreadable : {add("", assets), add_map("/nowhere/map.json", assets)}) {
    REQUIRE_FALSE(unreadable);
    CHECK(unreadable.error().code == "serve.map-unreadable");
  }
}

}  // namespace concordat::server
