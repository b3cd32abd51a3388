#include "adapters/fetch/curl_fetcher.hpp"

#include <algorithm>
#include <memory>

#include <curl/curl.h>
#include <unistd.h>

#include "adapters/fetch/address.hpp"
#include "adapters/fetch/url.hpp"

namespace concordat::fetch {
namespace {

constexpr long kGood = 200;

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

// What the callbacks of one fetch share.
struct Transfer {
  const Options& options;
  std::string body = {};
  bool too_large = false;
  bool refused = false;  // an address
  std::size_t sockets = 0;
};

// The address that is about to be contacted, in its last form.
curl_socket_t open_socket(void* user, curlsocktype purpose, curl_sockaddr* address) {
  Transfer& transfer = *static_cast<Transfer*>(user);
  const auto is_allowed = transfer.options.is_allowed ? transfer.options.is_allowed : is_public;
  if (purpose != CURLSOCKTYPE_IPCXN || !is_allowed(address->addr)) {
    transfer.refused = true;
    return CURL_SOCKET_BAD;
  }
  ++transfer.sockets;
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take(char* octets, std::size_t size, std::size_t count, void* user) {
  Transfer& transfer = *static_cast<Transfer*>(user);
  const std::size_t arrived = size * count;
  if (transfer.body.size() + arrived > transfer.options.largest_bytes) {
    transfer.too_large = true;
    return 0;
  }
  transfer.body.append(octets, arrived);
  return arrived;
}

List list_of(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts) {
    curl_slist* const longer = curl_slist_append(list.get(), text.c_str());
    if (!longer) return nullptr;
    (void)list.release();
    list.reset(longer);
  }
  return list;
}

void set_up(CURL* handle, Transfer& transfer, const std::string& url) {
  const Options& options = transfer.options;
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  // An empty text: no proxy, whatever the environment says; it would choose the address.
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options.longest_ms));
  curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE,
                   static_cast<curl_off_t>(options.largest_bytes));
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  if (!options.authorities.empty()) {
    curl_easy_setopt(handle, CURLOPT_CAINFO, options.authorities.c_str());
  }
}

Error why(CURLcode code, const Transfer& transfer) {
  if (transfer.refused) return {.code = "fetch.address", .expected = "a public address"};
  if (transfer.too_large || code == CURLE_FILESIZE_EXCEEDED) {
    return {.code = "fetch.too-large",
            .expected = std::to_string(transfer.options.largest_bytes) + " octets at most"};
  }
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return {.code = "fetch.too-slow",
            .expected = std::to_string(transfer.options.longest_ms) + " ms at most"};
  }
  return {.code = "fetch.failed", .arguments = {{"cause", curl_easy_strerror(code)}}};
}

}  // namespace

CurlFetcher::CurlFetcher(Options options) : options_(std::move(options)) {
  for (std::string& host : options_.hosts) {
    if (host.find(':') == std::string::npos) host += ":443";
  }
}

Result<std::string> CurlFetcher::fetch(std::string_view url) {
  CONCORDAT_TRY(target, read_target(url));
  if (std::ranges::count(options_.hosts, target.host + ":" + target.port) == 0) {
    return fail({.code = "fetch.not-named", .arguments = {{"host", target.host}}});
  }
  if (fetched_++ >= options_.most) {
    return fail(
        {.code = "fetch.too-many", .expected = std::to_string(options_.most) + " fetches at most"});
  }
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  const std::unique_ptr<CURL, FreeHandle> handle(ready ? curl_easy_init() : nullptr);
  if (!handle) return fail({.code = "fetch.failed"});
  Transfer transfer{.options = options_};
  const std::string text(url);
  set_up(handle.get(), transfer, text);
  const List resolve = list_of(options_.resolve);
  if (resolve) curl_easy_setopt(handle.get(), CURLOPT_RESOLVE, resolve.get());
  const CURLcode code = curl_easy_perform(handle.get());
  sockets_ += transfer.sockets;
  if (code != CURLE_OK) return fail(why(code, transfer));
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status != kGood) {
    return fail({.code = "fetch.failed", .arguments = {{"status", std::to_string(status)}}});
  }
  return std::move(transfer.body);
}

}  // namespace concordat::fetch
