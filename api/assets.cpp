#include "api/assets.hpp"

#include <utility>

#include "api/preference.hpp"
#include "api/routes.hpp"

namespace concordat::api {

void Assets::add(std::string name, Asset asset) {
  files_.insert_or_assign(std::move(name), std::move(asset));
}

void Assets::start_with(std::string script, std::vector<std::string> styles) {
  script_ = std::move(script);
  styles_ = std::move(styles);
}

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

}  // namespace concordat::api
