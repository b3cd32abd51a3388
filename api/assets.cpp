#include "api/assets.hpp"

#include <utility>

#include "api/preference.hpp"
#include "api/routes.hpp"

namespace concordat::api {
namespace {

// Two seals that overlap: what one has examined, the other accepts.
constexpr std::string_view kIcon =
    R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><style>g{stroke:#0a4d8c}
path{fill:#0a4d8c}@media(prefers-color-scheme:dark){g{stroke:#8cc2ff}path{fill:#8cc2ff}}</style>
<g fill="none" stroke-width="3"><circle cx="12" cy="18" r="10"/><circle cx="24" cy="18" r="10"/></g>
<path d="M18 10a10 10 0 0 1 0 16a10 10 0 0 1 0-16z"/></svg>
)";

}  // namespace

void Assets::add(std::string name, Asset asset) {
  files_.insert_or_assign(std::move(name), std::move(asset));
}

void Assets::start_with(std::string script, std::vector<std::string> styles) {
  script_ = std::move(script);
  styles_ = std::move(styles);
}

void Assets::draw_with(std::string shapes) { shapes_ = std::move(shapes); }

const Asset* Assets::find(std::string_view name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

Answer get_asset(const Call& call) {
  const Asset* asset =
      call.ports.application == nullptr ? nullptr : call.ports.application->find(call.rest);
  if (asset == nullptr) return fail({.code = "request.no-such-route"});
  const std::string_view taken = call.request.header("Accept-Encoding");
  const bool brotli = !asset->brotli.empty() && liking_of_coding(taken, "br") > 0;
  const bool gzip = !brotli && !asset->gzip.empty() && liking_of_coding(taken, "gzip") > 0;
  http::Response response = reply({.type = asset->type,
                                   .body = brotli ? asset->brotli
                                           : gzip ? asset->gzip
                                                  : asset->octets,
                                   .caching = Caching::kImmutable});
  if (brotli || gzip) response.fields.add("Content-Encoding", brotli ? "br" : "gzip");
  response.fields.add("Vary", "Accept-Encoding");
  return response;
}

Answer get_icon(const Call& /*call*/) {
  return reply({.type = "image/svg+xml", .body = std::string(kIcon)});
}

}  // namespace concordat::api
