#include "bench/log/subject.hpp"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <utility>

#include "adapters/files/signing_record_file.hpp"
#include "adapters/memory/forwarding_store.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/system/system_clock.hpp"
#include "adapters/text/port_tokenizer.hpp"

namespace concordat::bench {
namespace {

// Makes a statement of about 1 KiB in the log, as most are.
constexpr std::size_t kNote_bytes = 360;

class TakenAsHolding final : public Verifier {
 public:
  [[nodiscard]] bool holds(const crypto::Obligation&) const override { return true; }
};

// Takes no row of the search projection.
class Unsearched final : public memory::ForwardingStore {
 public:
  explicit Unsearched(std::unique_ptr<Store> kept)
      : ForwardingStore(*kept), kept_(std::move(kept)) {}
  [[nodiscard]] Status index(const std::vector<SearchRow>&, std::uint64_t) override {
    return fail({.code = "bench.unsearched"});
  }

 private:
  std::unique_ptr<Store> kept_;
};

}  // namespace

Subject::Subject(std::string folder, const Wiring& wiring)
    : folder_(std::move(folder)), wiring_(wiring) {}

Result<registry::Ports> Subject::ports(bool founding) {
  CONCORDAT_TRY(file, sqlite::SqliteStore::open(
                          folder_ + "/registry.sqlite",
                          founding ? sqlite::OpenMode::kCreateNew : sqlite::OpenMode::kExisting));
  std::unique_ptr<Store> store = std::move(file);
  if (!wiring_.projection) store = std::make_unique<Unsearched>(std::move(store));
  registry::Ports ports = site_.ports(std::move(store));
  CONCORDAT_TRY(record, files::SigningRecordFile::open(folder_ + "/registry.signed"));
  ports.signing_record = std::move(record);
  ports.clock = std::make_unique<SystemClock>();
  ports.tokenizer = std::make_unique<text::PortTokenizer>();
  if (!wiring_.signatures) ports.verifier = std::make_unique<TakenAsHolding>();
  return ports;
}

Result<std::unique_ptr<Subject>> Subject::found(const std::string& folder, const Wiring& wiring) {
  std::filesystem::create_directories(folder);
  auto made = std::unique_ptr<Subject>(new Subject(folder, wiring));
  CONCORDAT_TRY(ports, made->ports(true));
  CONCORDAT_TRY(registry, made->site_.found(std::move(ports)));
  made->registry_ = std::move(registry);
  return made;
}

Status Subject::reopen() {
  close();
  CONCORDAT_TRY(made, ports(false));
  CONCORDAT_TRY(opened, registry::Registry::open(std::move(made)));
  registry_ = std::move(opened);
  return {};
}

void Subject::prepare(std::size_t count) {
  Signer* const signer = site_.keys.signer(registry::fixture::kOperator).value_or(nullptr);
  ready_.clear();
  ready_.reserve(count);
  for (std::size_t at = 0; at < count; ++at) {
    const std::string id = "statement-" + std::to_string(made_++);
    json::Value draft = registry::fixture::draft(
        {.id = id,
         .type = "organisation",
         .body = json::Object{{"organisation", id},
                              {"names", json::Object{{"en", "Body " + id}}},
                              {"economy", "XA"},
                              {"roles", json::Array{"laboratory"}}}});
    draft.as_object()->set("note", std::string(kNote_bytes, 'n'));
    ready_.push_back(*registry::sign(*signer, draft));
  }
  next_ = 0;
}

bool Subject::submit(int count) {
  const std::size_t begin = next_.fetch_add(static_cast<std::size_t>(count));
  if (begin + static_cast<std::size_t>(count) > ready_.size()) return false;
  const auto first = ready_.begin() + static_cast<std::ptrdiff_t>(begin);
  for (const auto& receipt : registry_->submit({first, first + count})) {
    if (receipt) continue;
    std::cerr << "concordat_bench_log: refused: " << receipt.error().code << " "
              << receipt.error().place << "\n";
    std::exit(1);
  }
  return true;
}

}  // namespace concordat::bench
