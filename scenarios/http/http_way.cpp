#include "scenarios/http/http_way.hpp"

#include <future>
#include <thread>

#include <curl/curl.h>

#include "adapters/memory/memory_store.hpp"
#include "adapters/system/system_clock.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "scenarios/registry_way.hpp"
#include "server/serve.hpp"

namespace concordat::scenarios {
namespace {

// A scenario's question is answered in milliseconds; a server that hangs must not hang the tests.
constexpr long kTimeout_s = 60;

struct FreeCurl {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeHeaders {
  void operator()(curl_slist* headers) const { curl_slist_free_all(headers); }
};

std::size_t append(char* data, std::size_t size, std::size_t count, void* body) {
  static_cast<std::string*>(body)->append(data, size * count);
  return size * count;
}

// One POST of a JSON document; the answer's document, or the problem it reports.
Result<json::Value> post(const std::string& address, const std::string& document) {
  const std::unique_ptr<CURL, FreeCurl> handle(curl_easy_init());
  const std::unique_ptr<curl_slist, FreeHeaders> headers(
      curl_slist_append(nullptr, "Content-Type: application/json"));
  if (!handle || !headers) return fail({.code = "scenario.http"});
  std::string body;
  curl_easy_setopt(handle.get(), CURLOPT_URL, address.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_NOPROXY, "*");
  curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, kTimeout_s);
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, document.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(document.size()));
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &body);
  const CURLcode outcome = curl_easy_perform(handle.get());
  if (outcome != CURLE_OK) {
    return fail(
        {.code = "scenario.http", .place = address, .expected = curl_easy_strerror(outcome)});
  }
  CONCORDAT_TRY(answer, json::read(body));
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status >= 200 && status < 300) return answer;
  return fail({.code = std::string(answer.text("code")),
               .place = std::string(answer.text("pointer", answer.text("place"))),
               .expected = std::string(answer.text("expected"))});
}

class HttpWay final : public Way {
 public:
  explicit HttpWay(Founded founded) : founded_(std::move(founded)) {
    std::promise<std::uint16_t> listening;
    std::future<std::uint16_t> port = listening.get_future();
    server_ = std::thread([this, listening = std::move(listening)]() mutable {
      server::Options options;
      options.net.port = 0;
      options.access = server::AccessLog::kNone;
      options.log = [](std::string_view) {};
      options.stop = &stop_;
      bool is_open = false;
      options.listening = [&](std::uint16_t open) {
        is_open = true;
        listening.set_value(open);
      };
      const Status served = server::serve(*founded_.registry, clock_, options);
      // No port: the first question will say that nobody answers there.
      if (!served && !is_open) listening.set_value(0);
    });
    address_ = "http://127.0.0.1:" + std::to_string(port.get());
  }
  ~HttpWay() override {
    stop_.ask();
    server_.join();
  }
  HttpWay(const HttpWay&) = delete;
  HttpWay& operator=(const HttpWay&) = delete;

  std::vector<Status> submit(const std::vector<json::Value>& drafts) override {
    Batch batch = sign_batch(founded_.signatures, drafts);
    json::Array statements(batch.statements.begin(), batch.statements.end());
    const auto answer = post(address_ + "/v1/statements", json::compact(std::move(statements)));
    for (std::size_t i = 0; i < batch.statements.size(); ++i) {
      if (!answer) {
        batch.settle(i, answer.error());
        continue;
      }
      const json::Array& results = answer->array("results");
      const json::Value* problem = i < results.size() ? results[i].find("problem") : nullptr;
      if (problem) {
        batch.settle(i, {.code = std::string(problem->text("code")),
                         .place = std::string(problem->text("pointer", problem->text("place"))),
                         .expected = std::string(problem->text("expected"))});
      }
    }
    return std::move(batch.outcomes);
  }
  std::uint64_t size() const override { return founded_.registry->size(); }
  Result<json::Value> ask(const recognition::Question& question) override {
    return post(address_ + "/v1/determinations", json::compact(recognition::to_json(question)));
  }

 private:
  Founded founded_;
  SystemClock clock_;
  server::Stop stop_;
  std::string address_;
  std::thread server_;  // last: it uses what stands above
};

}  // namespace

Result<std::unique_ptr<Way>> make_http_way(const json::Value& founding) {
  CONCORDAT_TRY(founded, found_registry(founding, std::make_unique<memory::MemoryStore>()));
  return std::make_unique<HttpWay>(std::move(founded));
}

}  // namespace concordat::scenarios
