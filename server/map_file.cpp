#include "server/map_file.hpp"

#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "core/base/hex.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::server {
namespace {

// A phone on a slow line waits for it.
constexpr std::size_t kMaxSize_bytes = std::size_t{2} << 20;
constexpr std::size_t kLengthOfName = 16;
// RFC 7946, 3.1.6: the last position of a ring is the first again.
constexpr std::size_t kFewestPositions = 4;

Error wrong(std::string place, std::string expected) {
  return {.code = "serve.map", .place = std::move(place), .expected = std::move(expected)};
}

bool within(const json::Value& value, double bound) {
  const double* decimal = value.as_double();
  const std::int64_t* whole = value.as_integer();
  if (decimal == nullptr && whole == nullptr) return false;
  const double number = decimal != nullptr ? *decimal : static_cast<double>(*whole);
  return -bound <= number && number <= bound;
}

Status check_ring(const json::Value& ring, const std::string& place) {
  const json::Array* positions = ring.as_array();
  if (positions == nullptr || positions->size() < kFewestPositions ||
      positions->front() != positions->back()) {
    return fail(wrong(place, "a closed ring of four positions or more"));
  }
  for (std::size_t at = 0; at < positions->size(); ++at) {
    const json::Array* position = (*positions)[at].as_array();
    const bool on_earth = position != nullptr && position->size() >= 2 &&
                          within((*position)[0], 180) && within((*position)[1], 90);
    if (!on_earth) return fail(wrong(place + "/" + std::to_string(at), "[longitude, latitude]"));
  }
  return {};
}

Status check_polygon(const json::Value& polygon, const std::string& place) {
  const json::Array* rings = polygon.as_array();
  if (rings == nullptr || rings->empty()) return fail(wrong(place, "rings"));
  for (std::size_t at = 0; at < rings->size(); ++at) {
    CONCORDAT_CHECK(check_ring((*rings)[at], place + "/" + std::to_string(at)));
  }
  return {};
}

Status check_geometry(const json::Value& feature, const std::string& of) {
  const json::Value* geometry = feature.find("geometry");
  const json::Value* coordinates = geometry == nullptr ? nullptr : geometry->find("coordinates");
  const std::string place = of + "/geometry/coordinates";
  const std::string_view type = geometry == nullptr ? "" : geometry->text("type");
  if (coordinates == nullptr || (type != "Polygon" && type != "MultiPolygon")) {
    return fail(wrong(of + "/geometry", "a Polygon or MultiPolygon"));
  }
  if (type == "Polygon") return check_polygon(*coordinates, place);
  const json::Array* polygons = coordinates->as_array();
  if (polygons == nullptr) return fail(wrong(place, "polygons"));
  for (std::size_t at = 0; at < polygons->size(); ++at) {
    CONCORDAT_CHECK(check_polygon((*polygons)[at], place + "/" + std::to_string(at)));
  }
  return {};
}

// The shapes alone, with the codes they belong to.
Result<json::Value> shapes_in(const json::Value& document) {
  if (document.text("type") != "FeatureCollection") {
    return fail(wrong("/type", "FeatureCollection"));
  }
  json::Array shapes;
  std::set<std::string_view> markets;
  const json::Array& features = document.array("features");
  for (std::size_t at = 0; at < features.size(); ++at) {
    const std::string place = "/features/" + std::to_string(at);
    const std::string_view market = features[at].text("id");
    if (market.empty()) return fail(wrong(place + "/id", "the code of a market"));
    if (!markets.insert(market).second) return fail(wrong(place + "/id", "one shape a market"));
    CONCORDAT_CHECK(check_geometry(features[at], place));
    shapes.emplace_back(json::Object{{"type", "Feature"},
                                     {"id", std::string(market)},
                                     {"properties", json::Object{}},
                                     {"geometry", *features[at].find("geometry")}});
  }
  if (shapes.empty()) return fail(wrong("/features", "one feature or more"));
  return json::Value(json::Object{{"type", "FeatureCollection"}, {"features", std::move(shapes)}});
}

}  // namespace

Status add_map(const std::filesystem::path& file, api::Assets& assets) {
  std::ifstream stream(file, std::ios::binary);
  std::string text(kMaxSize_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.gcount() == 0) return fail({.code = "serve.map-unreadable", .place = file.string()});
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > kMaxSize_bytes) {
    return fail({.code = "serve.map-too-large",
                 .place = file.string(),
                 .expected = "at most " + std::to_string(kMaxSize_bytes) + " octets"});
  }
  const auto document = json::read(text);
  if (!document) return fail(wrong(document.error().place, document.error().code));
  CONCORDAT_TRY(shapes, shapes_in(*document));
  std::string octets = json::compact(shapes);
  const std::string digest = encode_hex(crypto::sha256(bytes_of(octets)));
  const std::string name = "map-" + digest.substr(0, kLengthOfName) + ".json";
  assets.add(name, {.type = "application/geo+json", .octets = std::move(octets)});
  assets.draw_with("/assets/" + name);
  return {};
}

}  // namespace concordat::server
