#include "adapters/sqlite/reader_pool.hpp"

#include <chrono>
#include <utility>

namespace concordat::sqlite {
namespace {

// More readers than cores gain nothing by keeping their page caches warm.
constexpr std::size_t kMaxIdle = 16;

// A read takes milliseconds; who waits longer waits for something else.
constexpr std::chrono::seconds kPatience{1};

}  // namespace

// All room at once: giving a connection back must not fail.
ReaderPool::ReaderPool(std::string path) : path_(std::move(path)) { idle_.reserve(kMaxIdle); }

ReaderPool::Lease::~Lease() {
  if (!connection_) return;
  {
    const std::lock_guard lock(pool_->mutex_);
    --pool_->lent_;
    if (pool_->idle_.size() < kMaxIdle) pool_->idle_.push_back(std::move(connection_));
  }
  pool_->returned_.notify_one();
}

// Null when none is idle. The caller holds the mutex.
std::unique_ptr<Connection> ReaderPool::idle() {
  if (idle_.empty()) return nullptr;
  auto connection = std::move(idle_.back());
  idle_.pop_back();
  ++lent_;
  return connection;
}

// Null when nobody gives one back in time, or nobody has one.
std::unique_ptr<Connection> ReaderPool::given_back() {
  std::unique_lock lock(mutex_);
  returned_.wait_for(lock, kPatience, [this] { return !idle_.empty() || lent_ == 0; });
  return idle();
}

Result<ReaderPool::Lease> ReaderPool::take() {
  {
    const std::lock_guard lock(mutex_);
    if (auto kept = idle()) return Lease(*this, std::move(kept));
  }
  auto opened = Connection::open(path_, Connection::Access::kReadOnly);
  if (!opened) {
    if (auto shared = given_back()) return Lease(*this, std::move(shared));
    return fail(std::move(opened).error());
  }
  auto connection = std::make_unique<Connection>(std::move(*opened));
  const std::lock_guard lock(mutex_);
  ++lent_;
  return Lease(*this, std::move(connection));
}

}  // namespace concordat::sqlite
