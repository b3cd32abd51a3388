#include "scenarios/registry_way.hpp"

#include <filesystem>

#include <unistd.h>

#include "adapters/keys/port_verifier.hpp"
#include "adapters/keys/software_signer.hpp"
#include "adapters/memory/memory_store.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/text/port_tokenizer.hpp"
#include "core/log/note.hpp"
#include "scenarios/founding.hpp"
#include "scenarios/statement_line.hpp"

namespace concordat::scenarios {
namespace {

// A millisecond an entry, from the same morning in every run.
class SteppingClock final : public Clock {
 public:
  Instant now() const override { return {kFirstRecorded_ms + (++steps_)}; }

 private:
  mutable std::atomic<std::int64_t> steps_{0};
};

// Forgets with the process, as a store in memory does.
class RecordInMemory final : public SigningRecord {
 public:
  Result<std::optional<Head>> last() const override { return last_; }
  Status record(const Head& head) override {
    if (last_ &&
        (head.size < last_->size || (head.size == last_->size && head.root != last_->root))) {
      return fail({.code = "signing-record.conflict"});
    }
    last_ = head;
    return {};
  }

 private:
  std::optional<Head> last_;
};

// A file that goes when its owner does; the engine's side files with it.
class TemporaryFile {
 public:
  TemporaryFile() {
    static std::atomic<int> count{0};
    path_ = std::filesystem::temp_directory_path() /
            ("concordat-scenario-" + std::to_string(::getpid()) + "-" + std::to_string(++count) +
             ".sqlite");
  }
  ~TemporaryFile() {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) {
      std::filesystem::remove(path_.string() + suffix, ignored);
    }
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

class RegistryWay final : public Way {
 public:
  explicit RegistryWay(Founded founded, std::unique_ptr<TemporaryFile> file = nullptr)
      : file_(std::move(file)), founded_(std::move(founded)) {}

  std::vector<Status> submit(const std::vector<json::Value>& drafts) override {
    Batch batch = sign_batch(founded_.signatures, drafts);
    const auto receipts = founded_.registry->submit(batch.statements);
    for (std::size_t i = 0; i < receipts.size(); ++i) {
      if (!receipts[i]) batch.settle(i, receipts[i].error());
    }
    return std::move(batch.outcomes);
  }
  std::uint64_t size() const override { return founded_.registry->size(); }
  Result<json::Value> ask(const recognition::Question& question) override {
    CONCORDAT_TRY(decision, founded_.registry->decide(question));
    return registry::Registry::to_json(question, decision);
  }

 private:
  std::unique_ptr<TemporaryFile> file_;  // outlives the registry, which holds the store
  Founded founded_;
};

}  // namespace

Result<Founded> found_registry(const json::Value& founding, std::unique_ptr<Store> store) {
  Founded founded;
  CONCORDAT_TRY(log_pair, keys::generate(crypto::Algorithm::kEd25519));
  const log::VerifierKey vkey{.name = std::string(kOrigin), .key = log_pair.public_key};
  CONCORDAT_TRY(log_key, keys::make_signer(std::move(log_pair)));
  CONCORDAT_TRY(operator_key, founded.signatures.signer(kOperator));
  const json::Value first = founding_draft(
      founding,
      {.operator_key = operator_key.signer->public_key(), .log_vkey = log::to_vkey(vkey)});
  CONCORDAT_TRY(compact, founded.signatures.sign(first));
  registry::Ports ports{.store = std::move(store),
                        .clock = std::make_unique<SteppingClock>(),
                        .verifier = std::make_unique<keys::PortVerifier>(),
                        .tokenizer = std::make_unique<text::PortTokenizer>(),
                        .log_key = std::move(log_key),
                        .signing_record = std::make_unique<RecordInMemory>()};
  CONCORDAT_TRY(made, registry::Registry::found(std::move(ports), compact));
  founded.registry = std::move(made);
  return founded;
}

Result<std::unique_ptr<Way>> make_memory_way(const json::Value& founding) {
  CONCORDAT_TRY(founded, found_registry(founding, std::make_unique<memory::MemoryStore>()));
  return std::make_unique<RegistryWay>(std::move(founded));
}

Result<std::unique_ptr<Way>> make_sqlite_way(const json::Value& founding) {
  auto file = std::make_unique<TemporaryFile>();
  CONCORDAT_TRY(store, sqlite::SqliteStore::open(file->path(), sqlite::OpenMode::kCreateNew));
  CONCORDAT_TRY(founded, found_registry(founding, std::move(store)));
  return std::make_unique<RegistryWay>(std::move(founded), std::move(file));
}

}  // namespace concordat::scenarios
