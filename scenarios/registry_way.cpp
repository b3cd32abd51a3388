#include "scenarios/registry_way.hpp"

#include <filesystem>

#include <unistd.h>

#include "adapters/keys/port_verifier.hpp"
#include "adapters/keys/software_signer.hpp"
#include "adapters/memory/memory_store.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/text/port_tokenizer.hpp"
#include "core/log/note.hpp"
#include "registry/registry.hpp"
#include "scenarios/founding.hpp"
#include "scenarios/signing.hpp"
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
  std::vector<Status> submit(const std::vector<json::Value>& drafts) override {
    std::vector<Status> outcomes(drafts.size());
    std::vector<std::string> statements;
    std::vector<std::size_t> draft_of;  // by statement; size of drafts: an enrolment
    const auto sign = [&](const json::Value& draft, std::size_t at) -> Status {
      CONCORDAT_TRY(compact, signatures_.sign(draft));
      statements.push_back(std::move(compact));
      draft_of.push_back(at);
      return {};
    };
    for (std::size_t at = 0; at < drafts.size(); ++at) {
      const std::string_view author = drafts[at].text("author");
      const auto found = signatures_.signer(author);
      if (found && found->is_new) {
        outcomes[at] = sign(key_draft(author, found->signer->public_key()), drafts.size());
      }
      if (outcomes[at]) outcomes[at] = sign(drafts[at], at);
    }
    const std::vector<Result<registry::Receipt>> receipts = registry_->submit(statements);
    for (std::size_t i = 0; i < receipts.size(); ++i) {
      if (receipts[i] || draft_of[i] == drafts.size()) continue;
      outcomes[draft_of[i]] = std::unexpected(receipts[i].error());
    }
    return outcomes;
  }

  std::uint64_t size() const override { return registry_->size(); }

  Result<json::Value> ask(const recognition::Question& question) override {
    CONCORDAT_TRY(decision, registry_->decide(question));
    return registry::Registry::to_json(question, decision);
  }

  Status found(const json::Value& founding, std::unique_ptr<Store> store) {
    CONCORDAT_TRY(log_pair, keys::generate(crypto::Algorithm::kEd25519));
    const log::VerifierKey vkey{.name = std::string(kOrigin), .key = log_pair.public_key};
    CONCORDAT_TRY(log_key, keys::make_signer(std::move(log_pair)));
    CONCORDAT_TRY(operator_key, signatures_.signer(kOperator));
    const json::Value first = founding_draft(
        founding,
        {.operator_key = operator_key.signer->public_key(), .log_vkey = log::to_vkey(vkey)});
    CONCORDAT_TRY(compact, signatures_.sign(first));
    registry::Ports ports{.store = std::move(store),
                          .clock = std::make_unique<SteppingClock>(),
                          .verifier = std::make_unique<keys::PortVerifier>(),
                          .tokenizer = std::make_unique<text::PortTokenizer>(),
                          .log_key = std::move(log_key),
                          .signing_record = std::make_unique<RecordInMemory>()};
    CONCORDAT_TRY(made, registry::Registry::found(std::move(ports), compact));
    registry_ = std::move(made);
    return {};
  }

  TemporaryFile& file() { return file_; }

 private:
  TemporaryFile file_;  // outlives the registry, which holds the store
  Signatures signatures_;
  std::unique_ptr<registry::Registry> registry_;
};

}  // namespace

Result<std::unique_ptr<Way>> make_memory_way(const json::Value& founding) {
  auto way = std::make_unique<RegistryWay>();
  CONCORDAT_CHECK(way->found(founding, std::make_unique<memory::MemoryStore>()));
  return way;
}

Result<std::unique_ptr<Way>> make_sqlite_way(const json::Value& founding) {
  auto way = std::make_unique<RegistryWay>();
  CONCORDAT_TRY(store, sqlite::SqliteStore::open(way->file().path(), sqlite::OpenMode::kCreateNew));
  CONCORDAT_CHECK(way->found(founding, std::move(store)));
  return way;
}

}  // namespace concordat::scenarios
