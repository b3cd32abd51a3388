#include "adapters/fetch/curl_poster.hpp"

#include <curl/curl.h>

namespace concordat::fetch {
namespace {

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

struct Answer {
  std::size_t largest_bytes = 0;
  std::string body = {};
  bool too_large = false;
};

std::size_t take(char* octets, std::size_t size, std::size_t count, void* user) {
  Answer& answer = *static_cast<Answer*>(user);
  const std::size_t arrived = size * count;
  if (answer.body.size() + arrived > answer.largest_bytes) {
    answer.too_large = true;
    return 0;
  }
  answer.body.append(octets, arrived);
  return arrived;
}

bool is_url(std::string_view url) {
  return (url.starts_with("http://") || url.starts_with("https://")) &&
         url.find_first_of(" \t\r\n\\") == std::string_view::npos;
}

List fields_of(const Poster::Post& post) {
  List list;
  for (const std::string& field : {"Content-Type: " + std::string(post.type),
                                   "Accept: " + std::string(post.accept), std::string("Expect:")}) {
    curl_slist* const longer = curl_slist_append(list.get(), field.c_str());
    if (!longer) return nullptr;
    (void)list.release();
    list.reset(longer);
  }
  return list;
}

}  // namespace

struct CurlPoster::Connection {
  CURL* handle = nullptr;
  ~Connection() { curl_easy_cleanup(handle); }
};

CurlPoster::CurlPoster(PosterOptions options)
    : options_(options), connection_(std::make_unique<Connection>()) {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (ready) connection_->handle = curl_easy_init();
}
CurlPoster::~CurlPoster() = default;

Result<Poster::Posted> CurlPoster::post(const Post& post) {
  if (!is_url(post.url)) {
    return fail({.code = "fetch.url", .place = std::string(post.url), .expected = "http or https"});
  }
  CURL* const handle = connection_->handle;
  const List fields = fields_of(post);
  if (handle == nullptr || !fields) return fail({.code = "fetch.failed"});
  Answer answer{.largest_bytes = options_.largest_bytes};
  const std::string url(post.url);
  curl_easy_reset(handle);
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.longest_ms));
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, fields.get());
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, post.body.data());
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(post.body.size()));
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer);
  const CURLcode code = curl_easy_perform(handle);
  if (answer.too_large) {
    return fail({.code = "fetch.too-large",
                 .expected = std::to_string(options_.largest_bytes) + " octets at most"});
  }
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return fail({.code = "fetch.too-slow",
                 .expected = std::to_string(options_.longest_ms) + " ms at most"});
  }
  if (code != CURLE_OK) {
    return fail({.code = "fetch.failed", .arguments = {{"cause", curl_easy_strerror(code)}}});
  }
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return Posted{.status = static_cast<int>(status), .body = std::move(answer.body)};
}

}  // namespace concordat::fetch
