#include "server/asset_folder.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "core/json/read.hpp"

namespace concordat::server {
namespace {

namespace fs = std::filesystem;

struct Type {
  std::string_view ending;
  std::string_view media_type;
};
constexpr std::array<Type, 8> kTypes{{{".js", "text/javascript; charset=utf-8"},
                                      {".css", "text/css; charset=utf-8"},
                                      {".json", "application/json"},
                                      {".wasm", "application/wasm"},
                                      {".svg", "image/svg+xml"},
                                      {".png", "image/png"},
                                      {".map", "application/json"},
                                      {".txt", "text/plain; charset=utf-8"}}};

std::string_view type_of(const fs::path& file) {
  const std::string ending = file.extension().string();
  const auto* found = std::ranges::find(kTypes, ending, &Type::ending);
  return found == kTypes.end() ? std::string_view() : found->media_type;
}

Result<std::string> read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), {});
  if (!stream) return fail({.code = "serve.web-unreadable", .place = file.string()});
  return text;
}

// The octets of a file beside it that has them compressed; "" when there is none.
Result<std::string> beside(fs::path file, std::string_view ending) {
  file += ending;
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return std::string();
  return read(file);
}

Status add_files(const fs::path& folder, api::Assets& assets) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string_view type = type_of(entry->path());
    if (type.empty()) continue;
    CONCORDAT_TRY(octets, read(entry->path()));
    CONCORDAT_TRY(gzip, beside(entry->path(), ".gz"));
    CONCORDAT_TRY(brotli, beside(entry->path(), ".br"));
    assets.add(entry->path().filename().string(), {.type = type,
                                                   .octets = std::move(octets),
                                                   .gzip = std::move(gzip),
                                                   .brotli = std::move(brotli)});
  }
  if (error) return fail({.code = "serve.web-unreadable", .place = folder.string()});
  return {};
}

// "assets/main-1a2b.js" as an address, if that file was read.
std::string address_of(const api::Assets& assets, std::string_view file) {
  constexpr std::string_view kFolder = "assets/";
  if (!file.starts_with(kFolder) || !assets.find(file.substr(kFolder.size()))) return {};
  return "/" + std::string(file);
}

// The manifest: one member a chunk, {"file", "isEntry", "css"} among what else it says.
Status read_manifest(const fs::path& file, api::Assets& assets) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) {
    return fail({.code = "serve.no-web-manifest", .place = file.string()});
  }
  CONCORDAT_TRY(text, read(file));
  const auto manifest = json::read(text);
  const json::Object* chunks = manifest ? manifest->as_object() : nullptr;
  if (chunks == nullptr) return fail({.code = "serve.web-manifest", .place = file.string()});
  for (const auto& [name, chunk] : *chunks) {
    if (!chunk.boolean("isEntry")) continue;
    std::vector<std::string> styles;
    for (const json::Value& style : chunk.array("css")) {
      const std::string* named = style.as_string();
      styles.push_back(named == nullptr ? std::string() : address_of(assets, *named));
    }
    std::string script = address_of(assets, chunk.text("file"));
    const bool whole = !script.empty() && std::ranges::find(styles, "") == styles.end();
    if (!whole) break;
    assets.start_with(std::move(script), std::move(styles));
    return {};
  }
  return fail({.code = "serve.web-manifest", .place = file.string()});
}

}  // namespace

Result<api::Assets> read_assets(const fs::path& folder) {
  api::Assets assets;
  CONCORDAT_CHECK(add_files(folder / "assets", assets));
  CONCORDAT_CHECK(read_manifest(folder / ".vite" / "manifest.json", assets));
  return assets;
}

}  // namespace concordat::server
